"""The numbers that Word shows before paragraphs but does not write into their text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

from corpus.readers.docx_text import Styles

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered. `template` holds %1 to %9 for the levels' numbers."""

    style: str
    template: str
    start: int


class Numbering:
    """Counts along while the paragraphs pass, each once and in order."""

    def __init__(self, document: WordDocument, styles: Styles) -> None:
        self._styles = styles
        self._lists = _lists(document)
        self._counts: dict[str, list[int]] = {}

    def is_item(self, paragraph: etree._Element) -> bool:
        """Whether the paragraph is an item of a list, its style's or its own."""
        return paragraph.tag == qn("w:p") and self._place(paragraph) is not None

    def label(self, paragraph: etree._Element) -> str:
        """What Word shows before the paragraph, "2.1" or "-"; empty where it shows nothing."""
        place = self._place(paragraph)
        if place is None:
            return ""
        number, depth = place
        levels = self._lists.get(number, {})
        if depth not in levels:
            return ""
        counts = self._counts.setdefault(number, [])
        for missing in range(len(counts), depth + 1):
            counts.append(levels[missing].start - 1 if missing in levels else 0)
        counts[depth] += 1
        del counts[depth + 1 :]
        return _filled(levels, counts, depth)

    def _place(self, paragraph: etree._Element) -> tuple[str, int] | None:
        """(List, depth from 0) of the paragraph, by itself or by its style."""
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        found = own if own is not None else self._by_style(paragraph)
        if found is None:
            return None
        number, depth = found.find(qn("w:numId")), found.find(qn("w:ilvl"))
        if number is None or number.get(qn("w:val")) in (None, "0"):
            return None
        return str(number.get(qn("w:val"))), int(depth.get(qn("w:val")) or 0) if depth is not None else 0

    def _by_style(self, paragraph: etree._Element) -> etree._Element | None:
        style = self._styles.of(paragraph)
        return style.find(f"{qn('w:pPr')}/{qn('w:numPr')}") if style is not None else None


def _filled(levels: dict[int, _Level], counts: list[int], depth: int) -> str:
    level = levels[depth]
    if level.style == "bullet":
        return "-"
    if level.style == "none":
        return ""

    def shown(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        return _number(counts[at], levels[at].style) if at < len(counts) and at in levels else ""

    return re.sub(r"%(\d)", shown, level.template).strip()


def _number(value: int, style: str) -> str:
    if style in ("upperLetter", "lowerLetter"):
        letter = chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter if style == "upperLetter" else letter.lower()
    if style in ("upperRoman", "lowerRoman"):
        roman = ""
        for size, sign in _ROMAN:
            roman += sign * (value // size)
            value %= size
        return roman.upper() if style == "upperRoman" else roman
    return str(value)


def _lists(document: WordDocument) -> dict[str, dict[int, _Level]]:
    """For each list of the document its levels by depth from 0."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    abstract = {each.get(qn("w:abstractNumId")): each for each in root.iter(qn("w:abstractNum"))}
    lists = {}
    for each in root.iter(qn("w:num")):
        link = each.find(qn("w:abstractNumId"))
        source = abstract.get(link.get(qn("w:val"))) if link is not None else None
        if source is not None:
            lists[str(each.get(qn("w:numId")))] = {
                int(level.get(qn("w:ilvl"))): _level(level) for level in source.iter(qn("w:lvl"))
            }
    return lists


def _level(element: etree._Element) -> _Level:
    def value(tag: str, fallback: str) -> str:
        found = element.find(qn(tag))
        return (found.get(qn("w:val")) or fallback) if found is not None else fallback

    start = value("w:start", "1")
    return _Level(value("w:numFmt", "decimal"), value("w:lvlText", ""), int(start) if start.isdigit() else 1)
