"""What can be compared word for word in a statement: its numbers, dates, names."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from qa.review.figures import Figure, figures
from qa.review.names import fold

_MONTHS = {
    **dict.fromkeys(("january", "januari", "jan"), 1), **dict.fromkeys(("february", "februari", "feb", "pebruari"), 2),
    **dict.fromkeys(("march", "maret", "mar"), 3), **dict.fromkeys(("april", "apr"), 4),
    **dict.fromkeys(("may", "mei"), 5), **dict.fromkeys(("june", "juni", "jun"), 6),
    **dict.fromkeys(("july", "juli", "jul"), 7), **dict.fromkeys(("august", "agustus", "aug", "agt"), 8),
    **dict.fromkeys(("september", "sept", "sep"), 9), **dict.fromkeys(("october", "oktober", "oct", "okt"), 10),
    **dict.fromkeys(("november", "nov"), 11), **dict.fromkeys(("december", "desember", "dec", "des"), 12),
}  # fmt: skip
_UNITS = (
    "tahun tahunnya years year", "bulan months month", "hari days day", "jam hours hour pukul", "menit minutes minute",
    "detik seconds second", "minggu pekan weeks week", "orang people persons anggota members member", "kali times",
    "poin points point", "negara countries country", "modul modules module", "km kilometer kilometres kilometers",
    "meter metres metre m", "piksel pixels pixel", "token tokens", "kata words", "halaman pages", "bab chapters",
    "kategori categories category", "dolar dollars usd", "rupiah rp", "persen percent", "karakter characters",
    "responden respondents", "sampel samples sample", "data dataset datasets", "pertanyaan soal questions question",
    "entitas entities entity", "node nodes simpul", "dokumen documents", "makalah papers paper", "hop hops lompatan",
)  # fmt: skip
UNIT_OF = {word: group.split()[0] for group in _UNITS for word in group.split()}
"""Words that count the same, in both languages, by the first of them."""

_NAME = re.compile(
    r"(?<![\w@/])(?:[A-Z][\w’'.&+-]*[\w+]|[A-Z])(?:[ -](?:(?:of|for|de|van"
    r"|bin)[ ](?:the )?)?(?:[A-Z][\w’'.&+-]*[\w+]|[A-Z]\b|\d+(?:\.\d+)*\b))*"
    r"|(?<![\w@/])[a-z]+[A-Z0-9][\w-]*"
)
_OPENING = re.compile(r"[^\W\d_][\w’'-]*")
_APPROXIMATE = re.compile(
    r"\b(?:sekitar|kira-kira|kurang lebih|lebih kurang|hampir|mendekati|kisaran|about|around|roughly"
    r"|nearly|almost|approximately"
    r"|circa|some|close to|a little (?:under|over)|just (?:under|over)|lebih dari|more than|over|under"
    r"|less than|kurang dari)\s+(?:[a-z-]+\s+){0,2}$",
    re.I,
)
_MORE = re.compile(
    r"(?<!tidak )(?<!no )\b(?:lebih dari|more than|over|di atas|melebihi|melampaui|above|exceed(?:s|ed|ing)?)\s+$",
    re.I,
)
_LESS = re.compile(
    r"(?<!tidak )(?<!no )\b(?:kurang dari|less than|under|di bawah|below|fewer than)\s+$", re.I
)
_MORE = re.compile(
    r"(?<!tidak )(?<!no )\b(?:lebih dari|more than|over|di atas|melebihi|melampaui|above|exceed(?:s|ed|ing)?)\s+$",
    re.I,
)
_LESS = re.compile(
    r"(?<!tidak )(?<!no )\b(?:kurang dari|less than|under|di bawah|below|fewer than)\s+$", re.I
)
_MONTH_BEFORE = re.compile(rf"\b(?:{'|'.join(_MONTHS)}|Pada|In|On|Sejak|Since|Tahun)\s$", re.I)
_GENERIC_WORDS = """
the a an in on at of for and or to by with from this that these those it its is are was were yang di ke dari
pada untuk dan atau oleh dengan ini itu
"""
_GENERIC = frozenset(_GENERIC_WORDS.split())


_REMEMBERED = 1024
"""Texts whose numbers and names are remembered: a statement is compared with many sentences."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts: `unit` is the group of `UNIT_OF` or "".

    `kind`: "year", "percent", "share" (a fraction in words) or "number". `bound`: 1 where it says "more than", -1
    for "less than".
    """

    figure: Figure
    unit: str
    kind: str
    approximate: bool
    bound: int = 0

    @property
    def text(self) -> str:
        """The number as printed."""
        return self.figure.text


@functools.lru_cache(_REMEMBERED)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers that say something: not those of names ("GPT-4") and not a bare "one"."""
    found = []
    named = [(m.start(), m.end()) for m in _NAME.finditer(text) if not _opens(text, m)]
    for figure in figures(text):
        if figure.worded and figure.value in (0, 1):
            continue
        if any(a < figure.start < b for a, b in named) and not _MONTH_BEFORE.search(text[: figure.start]):
            continue  # a part of a name: "Python 3.11"
        behind = _OPENING.findall(text[figure.end : figure.end + 40])[:2]
        before = _OPENING.findall(text[max(0, figure.start - 24) : figure.start])[-1:]
        unit = next((UNIT_OF[w.casefold()] for w in [*behind, *before] if w.casefold() in UNIT_OF), "")
        kind = "percent" if figure.percent else "year" if _is_year(figure, text) else "number"
        if kind == "number" and 0 < figure.value < 1 and figure.worded:
            kind = "share"
        about = bool(_APPROXIMATE.search(text[: figure.start]))
        bound = 1 if _MORE.search(text[: figure.start]) else -1 if _LESS.search(text[: figure.start]) else 0
        found.append(Quantity(figure, unit, kind, about, bound))
    return tuple(found)


def _is_year(figure: Figure, text: str) -> bool:
    plain = re.fullmatch(r"(?:1[6-9]|20)\d\d", text[figure.start : figure.end])
    return bool(plain) and not re.match(
        r"\s?(?:km|kg|m\b|orang|people|karakter|characters|token|%)", text[figure.end :], re.I
    )


def months(text: str) -> set[int]:
    """The months that a text names in full or short, beside a number."""
    near = re.findall(r"\d\s+([A-Za-z]{3,9})\b|\b([A-Za-z]{3,9})\s+\d", text)
    return {_MONTHS[w.casefold()] for pair in near for w in pair if w.casefold() in _MONTHS}


_MUCH = 2.0
"""Nobody says "more than" of a number twice as large."""


def same_amount(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers can be the same: equal, one the rounding of the other, or about equal where it says so."""
    if "year" in (one.kind, other.kind):
        return one.figure.value == other.figure.value
    values = [v for v in (one.figure.value, one.figure.other) if v is not None]
    others = [v for v in (other.figure.value, other.figure.other) if v is not None]
    pairs = [(a, b) for a in values for b in others]
    if (
        one.bound
        and one.bound * (other.figure.value - one.figure.value) > 0
        and one.kind == other.kind
        and one.unit == other.unit
    ):
        return other.figure.value < _MUCH * one.figure.value or one.bound < 0
    if "share" in (one.kind, other.kind) and "percent" in (one.kind, other.kind):
        pairs = [(100 * a if a <= 1 else a, 100 * b if b <= 1 else b) for a, b in pairs]
    if {one.kind, other.kind} == {"percent", "number"}:
        pairs += [(a / 100, b) if one.kind == "percent" else (a, b / 100) for a, b in pairs]
    elif one.figure.value < 1 or other.figure.value < 1:
        pairs += [(a * 100, b) for a, b in pairs] + [(a, b * 100) for a, b in pairs]
    return any(_close(abs(a), abs(b), one, other) for a, b in pairs)


def _close(a: float, b: float, one: Quantity, other: Quantity) -> bool:
    if abs(a - b) < 1e-9:
        return True
    if one.approximate or other.approximate or (one.figure.worded and one.figure.decimals):
        exact = min(_digits(one.figure), _digits(other.figure)) > 2
        return abs(a - b) <= (0.01 if exact else 0.05) * max(a, b)
    coarse = min((one, other), key=lambda q: _digits(q.figure))
    step = _step(coarse.figure)
    return (
        abs(a - b) <= step / 2 + 1e-9
        and max(a, b) >= 10 * step
        and _digits(one.figure) != _digits(other.figure)
    )


def _digits(figure: Figure) -> int:
    return len(re.sub(r"\D", "", figure.text).strip("0")) or 1


def _step(figure: Figure) -> float:
    """What the last digit that is not a trailing zero is worth: 1000 for "80.000", 0.01 for "0,17"."""
    if figure.decimals:
        return float(10.0**-figure.decimals)
    step = 1.0
    while figure.value and figure.value % (step * 10) == 0 and step < 1e12:
        step *= 10
    return step


@functools.lru_cache(_REMEMBERED)
def names(text: str) -> tuple[str, ...]:
    """Names of people, places, bodies, things: capitals behind the first word, and words with capitals inside."""
    first = _OPENING.search(text)
    found = []
    for m in _NAME.finditer(text):
        name = re.sub(r"[’']s$", "", m.group().strip(".,;:"))
        if first and m.start() == first.start():
            name = _without_first(name)
        words = fold(name).split()
        common = words and not name.isupper() and words[0] in _GENERIC | _MONTHS.keys()
        if words and len(name) > 1 and not common and not words[0].isdigit():
            found.append(name)
    return tuple(dict.fromkeys(found))


def _opens(text: str, found: re.Match[str]) -> bool:
    """Whether a name is only the first word of a sentence with a number behind it: "Sebanyak 17"."""
    head, _, rest = found.group().partition(" ")
    return (
        not text[: found.start()].strip('“"( ') and not re.search(r"[A-Z\d]", head[1:]) and rest[:1].isdigit()
    )


def _without_first(name: str) -> str:
    """A sentence's first word is no name for its capital alone."""
    head, _, rest = name.partition(" ")
    return name if any(c.isupper() or c.isdigit() for c in head[1:]) else rest
