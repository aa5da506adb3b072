"""Numbers before headings, and whether they count on: what parts "2.1 Metode" from an item of a list."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.headings import Mark, heading_mark
from corpus.readers.pdf.labels import roman, roman_value

_ROMAN_DECIMAL = re.compile(r"(?P<number>[IVX]{1,6}(?:\.\d{1,3}){1,4})\.?\s+(?P<title>\S.*)", re.S)
_APPENDIX = re.compile(
    r"(?:appendix|lampiran)\s+(?P<number>[A-Z](?:\.\d{1,3}){1,3})[.:]?\s+(?P<title>\S.*)", re.S | re.I
)
_PARAGRAPH = re.compile(r"§\s*(?P<number>\d{1,3})[.:]?\s+(?P<title>\S.*)", re.S)
_ARABIC = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,3}){0,4})\.?\s+(?P<title>[A-ZÀ-Þ“\"‘¿].+)", re.S)
_LETTER = re.compile(r"(?P<number>[A-Z])\s{1,4}(?P<title>[A-Z][^\s.].{2,})", re.S)


def mark_of(text: str) -> Mark | None:
    """The mark of a heading, those in Roman chapters too ("IV.2.1 Metode") and bare letters ("A Data")."""
    found = _ROMAN_DECIMAL.fullmatch(text) or _APPENDIX.fullmatch(text)
    if found and not _is_flow(found["title"]):
        return Mark("decimal", tuple(found["number"].split(".")), found["title"])
    paragraph = _PARAGRAPH.fullmatch(text)
    if paragraph and not _is_flow(paragraph["title"]):
        return Mark("part", (paragraph["number"],), paragraph["title"])
    mark = heading_mark(text)
    if mark is None and (arabic := _ARABIC.fullmatch(text)) and not _is_flow(arabic["title"]):
        return Mark("decimal", tuple(arabic["number"].split(".")), arabic["title"])
    if mark is None and (letter := _LETTER.fullmatch(text)) and not _is_flow(letter["title"]):
        return Mark("letter", (letter["number"],), letter["title"])
    return mark


def _is_flow(title: str) -> bool:
    return len(title.split()) > 25 or (len(title.split()) > 4 and title[-1] in ".;,:")


@dataclass(slots=True)
class Counting:
    """The numbers seen so far, and which may come next. `listed` where "1. …" numbers items, not headings."""

    listed: bool = False
    seen: set[tuple[str, ...]] = field(default_factory=set)

    def follows(self, mark: Mark) -> bool:
        """Whether the number is the next one of its rank, or the first below one that was seen."""
        number = mark.number
        if not number:
            return True
        before = _before(number)
        if before is None or before in self.seen:
            return True
        # One heading may have been overlooked.
        return _before(before) in self.seen or (len(number) > 1 and number[:-1] in self.seen)

    def add(self, mark: Mark) -> None:
        """Notes a number as seen."""
        if mark.scheme == "chapter" and mark.number and mark.number[0].isdigit():
            self.seen |= {mark.number, (_ROMANS.get(int(mark.number[0]), ""),)}
        if mark.number:
            self.seen.add(mark.number)


_ROMANS = {value: roman(value).upper() for value in range(1, 40)}


def _before(number: tuple[str, ...]) -> tuple[str, ...] | None:
    """The number of the sibling before; None for the first."""
    *parents, last = number
    if last.isdigit():
        return (*parents, str(int(last) - 1)) if int(last) > 1 else None
    value = roman_value(last)
    if value is not None and last in _ROMANS.values():
        return (*parents, _ROMANS.get(value - 1, "")) if value > 1 else None
    return (*parents, chr(ord(last[0]) - 1)) if last[0] > "A" else None
