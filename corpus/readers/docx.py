"""Word documents: headings by style or by look, tables, footnotes, captions, numbering as shown.

package ──▶ body in order ──▶ paragraphs, tables ──▶ notes behind what cites them ──▶ Reading

Word lays out pages only when it shows them, so there are no page numbers. Tracked changes are read as
accepted: inserted text counts, deleted text does not.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

from corpus.errors import EncryptedError, FormatError
from corpus.headings import caption_number
from corpus.pieces import merge, place_notes
from corpus.readers.blocks import attach_captions, paragraph_pieces
from corpus.readers.docx_numbering import Numbering
from corpus.readers.docx_text import (
    Styles,
    looks_like_heading,
    notes,
    outline_level,
    paragraph_text,
    style_name,
)
from corpus.readers.tables import table_piece
from corpus.records import Piece, Reading

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_HOLDERS = frozenset(qn(tag) for tag in ("w:sdt", "w:sdtContent", "w:ins", "w:customXml"))
_MAX_UNPACKED = 500_000_000
"""A package that unpacks to more is refused: it is a bomb or holds pictures that are of no use here."""


def read(data: bytes, name: str, password: str | None = None) -> Reading:
    """Reads a DOCX file. `password` is not used: encrypted ones are no zip and cannot be opened here."""
    document = _open(data, name)
    pieces = _with_notes(list(_Body(document).pieces()), dict(notes(document)))
    core = document.core_properties
    return Reading(
        media_type=_MEDIA_TYPE,
        pieces=attach_captions(place_notes(pieces)),
        title=_title(document, (core.title or "").strip()),
        authors=tuple(part.strip() for part in re.split(r"[;,]", core.author or "") if _is_name(part)),
        year=None,
    )


def _open(data: bytes, name: str) -> WordDocument:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            size = sum(info.file_size for info in package.infolist())
            if any(info.flag_bits & 1 for info in package.infolist()):
                raise EncryptedError(f"{name}: the file asks for a password; save it without one.")
            broken = None if size > _MAX_UNPACKED else package.testzip()
        if size > _MAX_UNPACKED or broken:
            what = f"its part {broken} is damaged" if broken else f"it unpacks to {size / 1e6:,.0f} MB"
            raise FormatError(f"{name}: the Word document cannot be read, {what}; save it anew.")
        return docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError, OSError) as error:
        raise FormatError(
            f"{name}: the Word document is damaged or cut short ({error}); get it again or save it anew."
        ) from error


def _with_notes(pieces: list[Piece], texts: dict[str, str]) -> list[Piece]:
    """The pieces and their notes, numbered as Word shows them: from 1 in the order of citation."""
    marks = dict.fromkeys(mark for piece in pieces for _, mark in piece.cites)
    shown: dict[str, str] = {}
    for kind in (False, True):
        same = [mark for mark in marks if mark.startswith("e") is kind]
        shown |= {
            mark: ("e" if kind and len(same) < len(marks) else "") + str(i) for i, mark in enumerate(same, 1)
        }
    numbered = [
        replace(piece, cites=tuple((at, shown[mark]) for at, mark in piece.cites)) if piece.cites else piece
        for piece in pieces
    ]
    rest = [mark for mark in texts if mark not in shown]
    shown |= {mark: mark for mark in rest}
    return numbered + [
        Piece("footnote", f"{shown[mark]} {texts[mark]}", number=shown[mark])
        for mark in (*marks, *rest)
        if texts.get(mark)
    ]


def _is_name(text: str) -> bool:
    """Whether this is a person, not the name of the program or account that made the file."""
    return bool(text.strip()) and text.strip().lower() not in (
        "python-docx",
        "user",
        "admin",
        "microsoft",
        "un-named",
    )


def _title(document: WordDocument, declared: str) -> str | None:
    """The paragraph styled Title, else the declared title where it is more than the template's own."""
    styles = Styles(document)
    for paragraph in document.paragraphs[:40]:
        if style_name(paragraph._p, styles) == "title" and paragraph.text.strip():
            return " ".join(paragraph.text.split())
    usual = declared.lower() in ("", "word document", "document", "untitled") or declared.lower().endswith(
        ".docx"
    )
    return None if usual else declared


class _Body:
    """Goes once over the body's blocks."""

    def __init__(self, document: WordDocument) -> None:
        self._body = document.element.body
        self._styles = Styles(document)
        self._numbering = Numbering(document, self._styles)

    def pieces(self) -> Iterator[Piece]:
        """All blocks in order; items of one list are lines of one piece."""
        listed: Piece | None = None
        for element in _blocks(self._body):
            found = list(self._table(element) if element.tag == qn("w:tbl") else self._paragraph(element))
            item = len(found) == 1 and found[0].kind == "body" and self._numbering.is_item(element)
            if item:
                listed = merge(listed, found[0], "\n") if listed else found[0]
                continue
            if listed:
                yield listed
                listed = None
            yield from found
        if listed:
            yield listed

    def _paragraph(self, element: etree._Element) -> Iterator[Piece]:
        piece = paragraph_text(element)
        style = style_name(element, self._styles)
        if not piece.text or style.startswith(("toc", "table of", "header", "footer")):
            return
        label = self._numbering.label(element)
        level = outline_level(element, self._styles)
        if label:
            piece = merge(Piece("body", label), piece)
        if style == "title":
            yield replace(piece, kind="heading")
        elif level and caption_number(piece.text) is None:
            yield replace(piece, kind="heading", level=level)
        elif style == "caption":
            yield replace(piece, kind="caption", number=caption_number(piece.text))
        else:
            bold = looks_like_heading(element, self._styles) and not self._numbering.is_item(element)
            yield from paragraph_pieces(piece, emphatic=bold)

    def _table(self, element: etree._Element) -> Iterator[Piece]:
        """Rows and cells; a merged cell is read once. A table of one cell only frames its paragraphs."""
        rows = element.findall(qn("w:tr"))
        cells = [row.findall(qn("w:tc")) for row in rows]
        if all(len(row) < 2 for row in cells) and len(cells) < 2:
            for cell in (cell for row in cells for cell in row):
                for block in _blocks(cell):
                    yield from self._table(block) if block.tag == qn("w:tbl") else self._paragraph(block)
            return
        texts = [[_cell_text(cell) for cell in row] for row in cells]
        piece = table_piece(texts, _header_rows(rows))
        if piece:
            yield piece


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables in order, also inside content controls and accepted insertions."""
    for child in parent:
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag in _HOLDERS and not _is_contents(child):
            yield from _blocks(child)


def _is_contents(element: etree._Element) -> bool:
    """Whether a content control holds the table of contents."""
    gallery = element.find(f"{qn('w:sdtPr')}/{qn('w:docPartObj')}/{qn('w:docPartGallery')}")
    return gallery is not None and gallery.get(qn("w:val")) == "Table of Contents"


def _cell_text(cell: etree._Element) -> str:
    merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    if merged is not None and merged.get(qn("w:val")) != "restart":
        return ""
    return " ".join(paragraph_text(p).text for p in cell.iter(qn("w:p"))).strip()


def _header_rows(rows: list[etree._Element]) -> int:
    """The rows that Word repeats on every page; else the first where the table has more."""
    count = 0
    for row in rows:
        if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None:
            break
        count += 1
    return count or min(1, len(rows) - 1)
