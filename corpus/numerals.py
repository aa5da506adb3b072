"""The numbers of headings as they are printed, in parts that can be compared."""

from __future__ import annotations

import re

ARTICLE_NUMBER = r"(?:\d{1,4}(?:\s?[A-Z])?|[IVXLC]+)(?:\s(?:bis|ter|quater|quinquies|sexies|septies|octies))?"
"""Of articles, those put in later as well: "28A", "14a", "88 bis"."""

_CHAPTER_NUMBER = re.compile(r"(C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))([A-H]?)", re.I)
_MISREAD_DIGITS = str.maketrans("lIoOSZ", "110052")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def number_parts(scheme: str, number: str) -> tuple[str, ...]:
    """The parts of a printed number, in capitals and Roman ones as Arabic: "IV.2" is ("4", "2"), "VIIA" ("7A",)."""
    if scheme in ("chapter", "book", "roman") and (found := _CHAPTER_NUMBER.fullmatch(number)) and found[1]:
        return (f"{_roman(found[1].upper())}{found[2].upper()}",)
    if scheme in ("chapter", "book", "roman") and set(number.upper()) <= set(_ROMAN):
        return (str(_roman(number.upper())),)
    if scheme == "article":
        if not re.fullmatch(ARTICLE_NUMBER, number, re.I):
            number = number.replace(" ", "").translate(_MISREAD_DIGITS)
        return (re.sub(r"(?<=\d) (?=[A-Z]$)", "", " ".join(number.upper().split())),)
    parts = [part.upper() for part in number.split(".")]
    if scheme == "decimal" and set(parts[0]) <= set("IVX"):
        parts[0] = str(_roman(parts[0]))
    return tuple(parts)


def _roman(number: str) -> int:
    values = [_ROMAN[letter] for letter in number]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))
