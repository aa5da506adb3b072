"""Gives a follow-up question the subject of the one before it: "Dan pada tahun 2020?", "What about the second one?".

What the follow-up names takes the place of its like (a year, a number, an ordinal); all else is carried over.
"""

from __future__ import annotations

import re

_OPENS = re.compile(
    r"^(?:(?:dan|lalu|kemudian|terus|trus|kalau|jika|and|then|so|but)\b[\s,]*)?"
    r"(?:(?:bagaimana|gimana|gmn)(?:kah)? (?:dengan|kalau|jika|pada|untuk|di)\b|kalau|what about|how about|what if)"
    r"[\s,]*"
    r"|^(?:dan|lalu|kemudian|terus|trus|and|then|but|also|or|atau)\b[\s,]*",
    re.IGNORECASE,
)
_REFERS = re.compile(
    r"\b(?:it|its|they|them|their|these|those|he|she|his|her|(?:this|that|other) ones?|"
    r"the (?:first|second|third|fourth|last|other|former|latter)(?: ones?\b|(?=\s*[?.!]*$))|"
    r"dia|ia|mereka|beliau|(?<!apa )itu|tersebut|tadi|"
    r"yang (?:(?:ke\w+|pertama|terakhir)(?=\s*[?.!]*$)|lain(?:nya)?))\b"
    r"|\b(?!(?:hanya|tanya|bertanya|punya|biasanya|misalnya|umumnya|sebenarnya|akhirnya)\b)[a-z]{3,}nya\b",
    re.IGNORECASE,
)
_ENDS = " ?.!"

_SHORT = 2
"""Words of a question so short that it cannot name what it is about beside what it asks."""

_NAMED = 4
"""Longer words from which on a question names what it is about, whatever pronoun it has."""

_LONG = 4  # letters of a longer word

_KINDS = (
    re.compile(r"\b(?:1[5-9]|20)\d\d\b"),  # a year
    re.compile(
        r"\b(?:pertama|kedua|ketiga|keempat|kelima|keenam|ketujuh|first|second|third|fourth|fifth|sixth|last|terakhir)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b\d[\d.,]*(?<![.,])"),  # another number
)
_ASKS = re.compile(
    r"\b(?:apa|siapa|berapa|kapan|mana|bagaimana|mengapa|what|who|when|where|which|why|how)", re.I
)

_LEADS = re.compile(
    rf"^(?:{_ASKS.pattern}\w*\b\s*)(?:(?:saja|itu|is|are|was|were|the|did|does|do)\b\s*)*", re.I
)


def is_follow_up(question: str) -> bool:
    """Whether a question leans on the one before it."""
    words = re.findall(r"\w+", question)
    telling = [w for w in words if len(w) >= _LONG and not _ASKS.match(w)]
    refers = _REFERS.search(question) and len(telling) <= _NAMED
    return bool(_OPENS.match(question) or refers or len(words) <= _SHORT)


def with_subject(question: str, after: str | None) -> str:
    """`question`, if it leans on `after`, as one that can be understood by itself; else as it is.

    Where it only changes a year, a number or an ordinal, the earlier question is asked with that. Otherwise both are
    asked together, the one first that has a question word of its own.
    """
    if not after or not is_follow_up(question):
        return question
    rest = _OPENS.sub("", question).strip()
    asks = _ASKS.search(rest) is not None
    for kind in _KINDS:
        new, old = kind.findall(rest), kind.findall(after)
        if len(new) == 1 and len(old) == 1 and not asks:
            return after.replace(str(old[0]), str(new[0]))
    first, second = (rest, _LEADS.sub("", after)) if asks else (after, rest)
    return f"{first.rstrip(_ENDS)} ({second.rstrip(_ENDS)})?"
