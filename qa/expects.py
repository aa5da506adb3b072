"""What kind of answer a question asks for, as far as its question words tell."""

from __future__ import annotations

import re
from typing import Literal

Expected = Literal["number", "name", "reason", "any"]

_NUMBER = re.compile(
    r"\b(?:(?:se)?berapa(?:kah|pun)?|brp|kapan(?:kah)?|jumlah|persen(?:tase)?|tahun|tanggal|when|how (?:many|much|long|"
    r"old|big|large|often|far|high|heavy)|what (?:year|percentage|number|date|share|amount)|(?:which|what) year)\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"\b(?:(?:si|s)apa(?:kah)?|di ?mana(?:kah)?|(?:negara|kota|tokoh|lembaga|organisasi) (?:apa|mana)|who|whom|whose|"
    r"where|(?:which|what) (?:country|city|person|organi[sz]ation|agency|company))\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:mengapa(?:kah)?|kenapa|apa (?:sebab|alasan)|why|for what reason)\b", re.IGNORECASE
)
_BECAUSE = re.compile(
    r"\b(?:karena|akibat(?:nya)?|sebab|disebabkan|lantaran|sehingga|agar|supaya|untuk|because|due to|owing to|since|"
    r"as a result|so that|therefore|thus|causes?|caused|reasons?)\b",
    re.IGNORECASE,
)


def answer_type(question: str) -> Expected:
    """A reason, a number (an amount, a date), a name (of a person, place or body), or anything."""
    if _REASON.search(question):
        return "reason"
    if _NUMBER.search(question):
        return "number"
    return "name" if _NAME.search(question) else "any"


def gives_reason(sentence: str) -> bool:
    """Whether the sentence has a word that reasons are given with."""
    return _BECAUSE.search(sentence) is not None
