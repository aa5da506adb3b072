"""The numbers that Word shows before paragraphs but does not write into their text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

from corpus.readers.docx_look import Styles
from corpus.readers.numbers import amount, numeral

_DEEPEST = 8
_TEMPLATE_CHARS = 100
"""A longer label is none: it would be written before every paragraph of its list."""


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered. `template` holds %1 to %9 for the levels' numbers; `style` is the
    paragraph style that stands for the level; `legal`: all numbers are arabic.
    """

    format: str
    template: str
    start: int
    style: str | None = None
    legal: bool = False


@dataclass(frozen=True, slots=True)
class _List:
    """A list of the document. Lists of one `kind` count on together, from `restarts` on anew."""

    kind: str
    levels: Mapping[int, _Level]
    restarts: Mapping[int, int] = field(default_factory=dict)


class Numbering:
    """Counts along while the paragraphs pass, each once and in order."""

    def __init__(self, document: WordDocument, styles: Styles) -> None:
        self._styles = styles
        self._lists = _lists(document)
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def place(self, paragraph: etree._Element) -> tuple[str, int] | None:
        """(List, depth from 0) of a paragraph that is an item of one, its style's or its own; else None."""
        if paragraph.tag != qn("w:p"):
            return None
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        style = self._styles.of(paragraph)
        number = _value(own, "w:numId")
        depth = _value(own, "w:ilvl")
        for each in self._styles.chain(style):
            given = each.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if number is None and given is not None:
                number = _value(given, "w:numId")
                depth = depth or _value(given, "w:ilvl") or self._depth_of(number, each)
        if number in (None, "0") or number not in self._lists:
            return None
        return number, amount(depth, 0, most=_DEEPEST)

    def _depth_of(self, number: str | None, style: etree._Element) -> str | None:
        """The level that the list itself gives to paragraphs of the style."""
        levels = self._lists[number].levels if number in self._lists else {}
        name = style.get(qn("w:styleId"))
        return next((str(depth) for depth, level in levels.items() if level.style == name), None)

    def label(self, paragraph: etree._Element) -> str:
        """What Word shows before the paragraph, "2.1" or "-"; empty where it shows nothing."""
        place = self.place(paragraph)
        if place is None:
            return ""
        number, depth = place
        given = self._lists[number]
        if depth not in given.levels:
            return ""
        counts = self._counts.setdefault(given.kind, {})
        self._begin(given, number, depth, counts)
        counts[depth] = counts.get(depth, given.levels[depth].start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        return _filled(given.levels, counts, depth)

    def _begin(self, given: _List, number: str, depth: int, counts: dict[int, int]) -> None:
        """A list that restarts does so where it is first met."""
        if depth in given.restarts and (number, depth) not in self._begun:
            counts[depth] = given.restarts[depth] - 1
        self._begun.add((number, depth))


def _filled(levels: Mapping[int, _Level], counts: Mapping[int, int], depth: int) -> str:
    level = levels[depth]
    if level.format == "bullet":
        return "-"
    if level.format == "none":
        return ""

    def shown(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        if at not in levels or at > depth:
            return ""
        # A level that was left out counts as begun: "1.1" stands first where no "1" came before it.
        count = counts.get(at, levels[at].start)
        return numeral(count, "decimal" if level.legal else levels[at].format)

    return re.sub(r"%(\d)", shown, level.template).strip()


def _lists(document: WordDocument) -> dict[str, _List]:
    """The lists of the document by their number."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    abstract = {str(each.get(qn("w:abstractNumId"))): each for each in root.iter(qn("w:abstractNum"))}
    styled = {
        link.get(qn("w:val")): key
        for key, each in abstract.items()
        if (link := each.find(qn("w:styleLink"))) is not None
    }
    lists = {}
    for each in root.iter(qn("w:num")):
        kind = _value(each, "w:abstractNumId") or ""
        linked = _value(abstract[kind], "w:numStyleLink") if kind in abstract else None
        kind = styled.get(linked, kind)
        if kind in abstract:
            lists[str(each.get(qn("w:numId")))] = _list(kind, abstract[kind], each)
    return lists


def _list(kind: str, abstract: etree._Element, number: etree._Element) -> _List:
    levels = {_depth(level): _level(level) for level in abstract.iter(qn("w:lvl"))}
    restarts = {}
    for change in number.findall(qn("w:lvlOverride")):
        depth = _depth(change)
        own = change.find(qn("w:lvl"))
        if own is not None:
            levels[depth] = _level(own)
        start = amount(_value(change, "w:startOverride"), -1)
        if start >= 0:
            restarts[depth] = start
    return _List(kind, levels, restarts)


def _depth(element: etree._Element) -> int:
    return amount(element.get(qn("w:ilvl")), 0)


def _value(element: etree._Element | None, tag: str) -> str | None:
    found = element.find(qn(tag)) if element is not None else None
    return found.get(qn("w:val")) if found is not None else None


def _level(element: etree._Element) -> _Level:
    legal = element.find(qn("w:isLgl"))
    return _Level(
        _value(element, "w:numFmt") or "decimal",
        (_value(element, "w:lvlText") or "")[:_TEMPLATE_CHARS],
        amount(_value(element, "w:start"), 1),
        _value(element, "w:pStyle"),
        legal is not None and legal.get(qn("w:val")) not in ("0", "false"),
    )
