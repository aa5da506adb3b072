"""Tables of Word documents: rows of cells, merged ones spread over what they cover, tables inside them apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docx.oxml.ns import qn
from lxml import etree

from corpus.pieces import merge_all
from corpus.readers.docx_text import BOX, DELETED, paragraph_text
from corpus.readers.numbers import amount
from corpus.readers.tables import Cell, spread, table_piece
from corpus.records import Piece

_WRAPPERS = frozenset(qn(tag) for tag in ("w:sdt", "w:sdtContent", "w:customXml", "w:ins"))


def cells_of(table: etree._Element) -> list[list[etree._Element]]:
    """The cells of each row that is not deleted."""
    rows = [row for row in _inside(table, "w:tr") if not _is_deleted(row)]
    return [list(_inside(row, "w:tc")) for row in rows]


def word_table(table: etree._Element) -> Piece | None:
    """The table without the tables inside it; None where all is empty."""
    rows = [row for row in _inside(table, "w:tr") if not _is_deleted(row)]
    cells = [_row(row) for row in rows]
    return table_piece(spread(_merged(cells)), _header_rows(rows))


def nested(table: etree._Element) -> list[etree._Element]:
    """The tables that stand in cells of this one, not those in them again."""
    return [
        found
        for row in cells_of(table)
        for cell in row
        for found in cell.iter(qn("w:tbl"))
        if next(found.iterancestors(qn("w:tbl"))) is table
    ]


def _inside(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Children of the kind, also those in content controls."""
    for child in parent:
        if child.tag == qn(tag):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, tag)


def _is_deleted(row: etree._Element) -> bool:
    return row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None


_Slot = tuple[int, str, Piece, int]
"""First column, "" or "restart" or "continue", what it says, how many columns."""


def _row(row: etree._Element) -> list[_Slot]:
    slots: list[_Slot] = []
    before = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    at = _amount(before, 0)
    for cell in _inside(row, "w:tc"):
        wide = max(_amount(cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"), 1), 1)
        merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        state = "" if merged is None else merged.get(qn("w:val")) or "continue"
        slots.append((at, state, _content(cell), wide))
        at += wide
    return slots


def _merged(rows: list[list[_Slot]]) -> list[list[Cell]]:
    """Cells with the number of rows that each covers; those that go on from above are left out."""
    states = [{column: state for column, state, _, _ in row} for row in rows]
    begun: set[int] = set()
    found = []
    for at, row in enumerate(rows):
        cells = []
        for column, state, content, wide in row:
            if state == "continue" and column in begun:
                continue
            high = 1
            while (
                state == "restart" and at + high < len(rows) and states[at + high].get(column) == "continue"
            ):
                high += 1
            cells.append(Cell(content, wide, high))
        begun |= {column for column, state in states[at].items() if state == "restart"}
        found.append(cells)
    return found


def _content(cell: etree._Element) -> Piece:
    """The paragraphs of the cell itself."""
    pieces = [paragraph_text(paragraph) for paragraph in _paragraphs(cell)]
    pieces = [piece for piece in pieces if piece.text or piece.cites]
    whole = merge_all(pieces) if pieces else Piece("body", "")
    return replace(whole, text=whole.text.replace("\t", " "))


def _paragraphs(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == qn("w:p"):
            yield child
            for box in child.iter(BOX):
                yield from _paragraphs(box)
        elif child.tag in _WRAPPERS and child.tag not in DELETED:
            yield from _paragraphs(child)


def _header_rows(rows: list[etree._Element]) -> int:
    """The rows that Word repeats on every page; else the first where the table has more."""
    count = 0
    for row in rows:
        mark = row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}")
        if mark is None or mark.get(qn("w:val")) in ("0", "false"):
            break
        count += 1
    return count or min(1, len(rows) - 1)


def _amount(element: etree._Element | None, fallback: int) -> int:
    return amount(element.get(qn("w:val")) if element is not None else None, fallback)
