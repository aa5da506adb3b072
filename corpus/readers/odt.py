"""OpenDocument texts, as LibreOffice writes them: headings by level or look, tables, notes, captions, lists.

content.xml ──▶ body in order ──▶ headings, paragraphs, lists, tables ──▶ notes behind what cites them ──▶ Reading

Their pages are laid out only when they are shown, so there are no page numbers. Tracked deletions stand apart
in the file and are left out.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from corpus.errors import EncryptedError
from corpus.headings import caption_number
from corpus.messages import say
from corpus.pieces import merge, merge_all, place_notes
from corpus.readers.blocks import (
    as_cover,
    attach_captions,
    document_authors,
    document_title,
    paragraph_pieces,
)
from corpus.readers.contents import is_contents_heading, is_entry
from corpus.readers.numbers import amount
from corpus.readers.odt_styles import OFFICE, TABLE, TEXT, OdtStyles
from corpus.readers.odt_text import BOXES, paragraph_text
from corpus.readers.packages import open_package, parse_xml
from corpus.readers.tables import Cell, spread, table_piece
from corpus.records import Piece, Reading

_MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_DC = "{http://purl.org/dc/elements/1.1/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_HOLDERS = frozenset(f"{TEXT}{name}" for name in ("section", "numbered-paragraph"))
_ROWS = frozenset(f"{TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group"))
_CAPTIONS = frozenset({"caption", "illustration", "table", "drawing", "figure", "text"})
_LEVELS = 10
_MOST_SAME = 1000
"""Rows and cells that the file repeats so often are the empty rest of a sheet."""


def read(data: bytes, name: str, password: str | None = None) -> Reading:
    """Reads an ODT file. `password` is not used: encrypted ones are refused as such."""
    with open_package(data, name, "ODT") as package:
        _refuse_locked(package, name)
        content = parse_xml(package.read("content.xml"))
        styles = OdtStyles(content, _part(package, "styles.xml"))
        about = _part(package, "meta.xml")
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    walk = _Walk(styles)
    pieces = [*as_cover(list(walk.blocks(body))), *walk.notes] if body is not None else []
    return Reading(
        media_type=_MEDIA_TYPE,
        pieces=attach_captions(place_notes(pieces)),
        title=walk.title or document_title(_declared(about, f"{_DC}title")),
        authors=document_authors(
            _declared(about, f"{_META}initial-creator") or _declared(about, f"{_DC}creator")
        ),
    )


def _part(package: zipfile.ZipFile, part: str) -> etree._Element | None:
    return parse_xml(package.read(part)) if part in package.namelist() else None


def _refuse_locked(package: zipfile.ZipFile, name: str) -> None:
    parts = package.namelist()
    manifest = package.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in parts else b""
    if b"encryption-data" in manifest or "encrypted-package" in parts:
        raise EncryptedError(say("locked", name=name))


def _declared(about: etree._Element | None, tag: str) -> str:
    found = next(about.iter(tag), None) if about is not None else None
    return (found.text or "").strip() if found is not None else ""


class _Walk:
    """Goes once over the body. `notes` are found on the way; `title` is the paragraph styled so."""

    def __init__(self, styles: OdtStyles) -> None:
        self._styles = styles
        self.notes: list[Piece] = []
        self.title: str | None = None
        self._outline: dict[int, int] = {}
        self._lists: dict[str, dict[int, int]] = {}
        self._in_contents = False
        self._alone = False

    def blocks(self, parent: etree._Element) -> Iterator[Piece]:
        """The blocks inside an element, in order; indexes and tables of contents are left out."""
        for child in parent:
            if child.tag in (f"{TEXT}p", f"{TEXT}h"):
                yield from self._paragraph(child)
            elif child.tag == f"{TEXT}list":
                yield from self._list(child)
            elif child.tag == f"{TABLE}table":
                yield from self._table(child)
            elif child.tag in _HOLDERS or child.tag in BOXES:
                yield from self.blocks(child)

    def _paragraph(self, element: etree._Element, label: str = "") -> Iterator[Piece]:
        piece, notes, boxes = paragraph_text(element)
        self.notes += notes
        if piece.text and not self._is_contents(piece.text, element):
            piece = replace(piece, text=piece.text.replace("\t", " "))
            yield from self._judged(element, piece, label)
        for box in boxes:
            yield from self.blocks(box)

    def _is_contents(self, text: str, element: etree._Element) -> bool:
        """Whether this is a line of a table of contents that was written by hand; its heading stays."""
        if is_contents_heading(text):
            following = next((p for p in element.itersiblings() if "".join(p.itertext()).strip()), None)
            tag = following.tag if following is not None else f"{TEXT}h"
            lines = paragraph_text(following)[0].text if tag == f"{TEXT}p" else ""
            self._in_contents = is_entry(lines, titled=True) or tag.endswith(("-index", "-content", "}h"))
            return False
        self._in_contents = self._in_contents and is_entry(text, titled=True)
        return self._in_contents or is_entry(text)

    def _judged(self, element: etree._Element, piece: Piece, label: str) -> Iterator[Piece]:
        names = self._styles.names(element)
        level = self._level(element)
        if level and caption_number(piece.text) is None:
            label = label or self._number(level)
            yield replace(_labelled(label, piece), kind="heading", level=level)
        elif "title" in names:
            self.title = self.title or " ".join(piece.text.split())
            yield replace(piece, kind="heading")
        elif names[0] in _CAPTIONS or "caption" in names:
            yield replace(piece, kind="caption", number=caption_number(piece.text))
        else:
            # An item is a heading only where it is a list by itself: text stands between it and the next.
            emphatic = self._styles.looks_like_heading(element) and (not label or self._alone)
            yield from paragraph_pieces(_labelled(label, piece), emphatic=emphatic)

    def _level(self, element: etree._Element) -> int:
        if element.tag == f"{TEXT}h":
            return amount(element.get(f"{TEXT}outline-level"), 1, most=_LEVELS)
        return self._styles.outline_level(element)

    def _number(self, level: int) -> str:
        self._outline[level] = self._outline.get(level, 0) + 1
        for deeper in [each for each in self._outline if each > level]:
            del self._outline[deeper]
        return self._styles.heading_label(level, self._outline)

    def _list(self, element: etree._Element, style: str = "", depth: int = 1) -> Iterator[Piece]:
        """The items as lines of one piece; headings and tables in it stand by themselves."""
        style = element.get(f"{TEXT}style-name") or style
        counts = self._lists.setdefault(style, {})
        if depth == 1 and not _goes_on(element):
            counts.clear()
        lines: list[Piece] = []
        for item in element:
            if item.tag == f"{TEXT}list-item":
                counts[depth] = amount(item.get(f"{TEXT}start-value"), counts.get(depth, 0) + 1)
            for deeper in [each for each in counts if each > depth]:
                del counts[deeper]
            for piece in self._item(item, style, depth, counts):
                if piece.kind == "body":
                    lines.append(piece)
                    continue
                if lines:
                    yield merge_all(lines, "\n")
                    lines = []
                yield piece
        if lines:
            yield merge_all(lines, "\n")

    def _item(self, item: etree._Element, style: str, depth: int, counts: dict[int, int]) -> Iterator[Piece]:
        label = self._styles.label(style, depth, counts) if item.tag == f"{TEXT}list-item" else ""
        self._alone = depth == 1 and label != "-" and len(item) == 1 and len(item.getparent()) == 1
        for child in item:
            if child.tag in (f"{TEXT}p", f"{TEXT}h"):
                yield from self._paragraph(child, label)
                label = ""
            elif child.tag == f"{TEXT}list":
                yield from self._list(child, style, depth + 1)

    def _table(self, element: etree._Element) -> Iterator[Piece]:
        """The table, then those in its cells. A table of one cell only frames what it holds."""
        rows = [(row, header) for row, header in _rows(element)]
        cells = [[c for c in row if c.tag == f"{TABLE}table-cell"] for row, _ in rows]
        inner = [t for row in cells for cell in row for t in cell.iter(f"{TABLE}table")]
        if sum(map(len, cells)) == 1:
            yield from self.blocks(cells[0][0])
            return
        found = [[self._cell(cell) for cell in row] for row in cells]
        header = sum(1 for _, header in rows if header) or min(1, len(rows) - 1)
        piece = table_piece(spread(found), header)
        if piece:
            yield piece
        for table in inner:
            if next(table.iterancestors(f"{TABLE}table")) is element:
                yield from self._table(table)

    def _cell(self, cell: etree._Element) -> Cell:
        found: list[Piece] = []
        for paragraph in cell.iter(f"{TEXT}p", f"{TEXT}h"):
            if next(paragraph.iterancestors(f"{TABLE}table-cell")) is not cell:
                continue
            if any(True for _ in paragraph.iterancestors(f"{TEXT}note", f"{OFFICE}annotation")):
                continue
            piece, notes, _ = paragraph_text(paragraph)
            self.notes += notes
            if piece.text:
                found.append(piece)
        columns, rows = (_amount(cell, f"number-{what}-spanned") for what in ("columns", "rows"))
        return Cell(merge_all(found) if found else Piece("body", ""), columns, rows)


def _labelled(label: str, piece: Piece) -> Piece:
    return merge(Piece("body", label), piece) if label else piece


def _goes_on(element: etree._Element) -> bool:
    given = element.get(f"{TEXT}continue-numbering"), element.get(f"{TEXT}continue-list")
    return given[0] == "true" or given[1] is not None


def _rows(table: etree._Element, header: bool = False) -> Iterator[tuple[etree._Element, bool]]:
    for child in table:
        if child.tag == f"{TABLE}table-row":
            yield child, header
        elif child.tag in _ROWS:
            yield from _rows(child, header or child.tag == f"{TABLE}table-header-rows")


def _amount(cell: etree._Element, name: str) -> int:
    return max(amount(cell.get(f"{TABLE}{name}"), 1, most=_MOST_SAME), 1)
