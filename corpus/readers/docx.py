"""Word documents: headings by style or by look, tables, footnotes, captions, numbering as shown.

package ──▶ body in order ──▶ paragraphs, tables ──▶ notes behind what cites them ──▶ Reading

Word lays out pages only when it shows them, so there are no page numbers. Tracked changes are read as
accepted: inserted text counts, deleted text does not.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

from corpus.headings import caption_number
from corpus.pieces import merge, merge_all, place_notes
from corpus.readers.blocks import (
    as_cover,
    attach_captions,
    document_authors,
    document_title,
    paragraph_pieces,
)
from corpus.readers.contents import is_contents_heading, is_entry
from corpus.readers.docx_format import settle_words
from corpus.readers.docx_look import Styles, looks_like_heading, outline_level, style_name
from corpus.readers.docx_numbering import Numbering
from corpus.readers.docx_table import cells_of, nested, word_table
from corpus.readers.docx_text import mark_is_deleted, notes, paragraph_text, raw_text, text_boxes
from corpus.readers.packages import open_package, transitional
from corpus.records import Piece, Reading

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_HOLDERS = frozenset(qn(tag) for tag in ("w:sdt", "w:sdtContent", "w:ins", "w:customXml", "w:moveTo"))
_FRONT = 40
"""Among so many first paragraphs is the one that is styled as the title."""
_LEFT_OUT = ("toc", "contents", "table of", "illustration index", "figure index", "header", "footer")
"""Beginnings of the names of styles whose paragraphs are no text: tables of contents, running heads."""


def read(data: bytes, name: str, password: str | None = None) -> Reading:
    """Reads a DOCX file. `password` is not used: encrypted ones are no zip and cannot be opened here."""
    document = _open(data, name)
    pieces = _with_notes(as_cover(list(_Body(document).pieces())), dict(notes(document)))
    core = document.core_properties
    return Reading(
        media_type=_MEDIA_TYPE,
        pieces=attach_captions(place_notes(pieces)),
        title=_title(document, core.title or ""),
        authors=document_authors(core.author),
        year=None,
    )


def _open(data: bytes, name: str) -> WordDocument:
    with open_package(data, name, "DOCX") as package:
        return docx.Document(io.BytesIO(transitional(package, data)))


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


def _title(document: WordDocument, declared: str) -> str | None:
    """The paragraph styled Title, else the declared title where it is more than the template's own."""
    styles = Styles(document)
    for paragraph in islice(document.element.body.iterchildren(qn("w:p")), _FRONT):
        text = " ".join(paragraph_text(paragraph).text.split())
        if text and style_name(paragraph, styles) == "title":
            return text
    return document_title(declared)


class _Body:
    """Goes once over the body's blocks. `carried` is the text whose paragraph's end was deleted after it."""

    def __init__(self, document: WordDocument) -> None:
        self._body = document.element.body
        self._styles = Styles(document)
        settle_words(self._body, self._styles)
        self._numbering = Numbering(document, self._styles)
        self._carried: list[Piece] = []
        self._in_contents = False

    def pieces(self) -> Iterator[Piece]:
        """All blocks in order; items of one list are lines of one piece."""
        listed: list[Piece] = []
        for element, following in _with_following(list(_blocks(self._body))):
            found = list(self._block(element, following))
            item = len(found) == 1 and found[0].kind == "body" and self._numbering.place(element) is not None
            if item:
                listed.append(found[0])
                continue
            if listed:
                yield merge_all(listed, "\n")
                listed = []
            yield from found
        if listed:
            yield merge_all(listed, "\n")

    def _block(self, element: etree._Element, following: etree._Element | None = None) -> Iterator[Piece]:
        if element.tag == qn("w:tbl"):
            yield from self._table(element)
            return
        label = self._numbering.label(element)
        piece = paragraph_text(element)
        runs_on = following is not None and following.tag == qn("w:p") and mark_is_deleted(element)
        if runs_on and (piece.text or self._carried):
            spaced = " " if raw_text(element).endswith(" ") else ""
            self._carried.append(replace(piece, text=piece.text + spaced))
        else:
            piece = merge_all([*self._carried, piece], "")
            self._carried = []
            if piece.text:
                yield from self._paragraph(element, piece, label, following)
        for box in text_boxes(element):
            for block in _blocks(box):
                yield from self._block(block)

    def _paragraph(
        self, element: etree._Element, piece: Piece, label: str, following: etree._Element | None
    ) -> Iterator[Piece]:
        style = style_name(element, self._styles)
        if style.startswith(_LEFT_OUT) or self._is_contents(piece.text, following):
            return
        piece = replace(piece, text=piece.text.replace("\t", " "))
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
            yield from paragraph_pieces(piece, emphatic=self._is_heading(element, label, following))

    def _is_contents(self, text: str, following: etree._Element | None) -> bool:
        """Whether this is a line of a table of contents: left out, its heading stays."""
        if is_contents_heading(text):
            self._in_contents = self._opens_contents(following)
            return False
        self._in_contents = self._in_contents and is_entry(text, titled=True)
        return self._in_contents or is_entry(text)

    def _opens_contents(self, following: etree._Element | None) -> bool:
        """Lines of contents follow, or nothing: then they were a field or control, which is left out."""
        if following is None:
            return True
        if following.tag != qn("w:p"):
            return False
        style = style_name(following, self._styles)
        entry = style.startswith(_LEFT_OUT) or is_entry(paragraph_text(following).text, titled=True)
        return entry or bool(outline_level(following, self._styles))

    def _is_heading(self, element: etree._Element, label: str, following: etree._Element | None) -> bool:
        """Whether a paragraph looks like a heading; of a list's items those that text follows, not the next."""
        if not looks_like_heading(element, self._styles):
            return False
        place = self._numbering.place(element)
        if place is None:
            return True
        return label not in ("", "-") and following is not None and self._numbering.place(following) is None

    def _table(self, element: etree._Element) -> Iterator[Piece]:
        """The table, then those in its cells. A table of one cell only frames what it holds."""
        rows = cells_of(element)
        inner = nested(element)
        frames = len(rows) == 1 and len(rows[0]) == 1
        if frames or (inner and all(len(row) < 2 for row in rows)):
            for cell in (cell for row in rows for cell in row):
                for block in _blocks(cell):
                    yield from self._block(block)
            return
        piece = word_table(element)
        if piece:
            yield piece
        for table in inner:
            yield from self._table(table)


def _with_following(
    blocks: Sequence[etree._Element],
) -> list[tuple[etree._Element, etree._Element | None]]:
    """Each block with the next one that is not empty."""
    found: list[tuple[etree._Element, etree._Element | None]] = []
    following = None
    for block in reversed(blocks):
        found.append((block, following))
        if block.tag == qn("w:tbl") or paragraph_text(block).text:
            following = block
    return found[::-1]


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
