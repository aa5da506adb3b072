"""The cells of a table, by row and column, each with the header cells above it and left of it.

A table's text has a row on each line and " | " between two cells; nothing else of it needs to be kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.records import Document, Passage, TableCell

_BAR = re.compile(r"(?:^| )\|(?: |$)")
_BAR_INSIDE = re.compile(r" ?\| ?")
_VALUE = re.compile(r"(?:[^\w]*\d[\d\W]*|[^\w]*)[a-z%]{0,3}\W*", re.I)
"""Digits with their signs and perhaps a unit, or nothing but signs: what a cell holds, not what it is called."""

_YEAR_DIGITS = 4


def row_text(cells: Sequence[str], width: int = 0) -> str:
    """One row as a line, with its empty cells, and with more of them up to `width` cells.

    A bar inside a cell loses the spaces around it, so that the line can be split into the same cells again.
    """
    flat = [_BAR_INSIDE.sub("|", " ".join(cell.split())) for cell in cells]
    return " | ".join([*flat, *[""] * (width - len(flat))]).strip()


def row_spans(line: str) -> list[tuple[int, int]]:
    """Where the cells of one row are in its line, from left to right, empty ones included."""
    edges = [(0, 0), *(bar.span() for bar in _BAR.finditer(line)), (len(line), len(line))]
    return [(before[1], after[0]) for before, after in pairwise(edges)]


def table_rows(text: str, start: int = 0, end: int | None = None) -> list[list[tuple[int, int]]]:
    """The cells of the rows of `text[start:end]`, as half-open spans of `text`; lines without words are no rows."""
    rows: list[list[tuple[int, int]]] = []
    at = start
    for line in text[start:end].split("\n"):
        if line.strip():
            rows.append([(at + first, at + last) for first, last in row_spans(line)])
        at += len(line) + 1
    return rows


def passage_cells(passage: Passage) -> tuple[TableCell, ...]:
    """The filled cells of a table's passage, spans in `passage.text`; none where it is no table."""
    if passage.kind != "table":
        return ()
    return _cells(passage.text, passage.lead, len(passage.text), passage.header)


def document_cells(document: Document) -> tuple[TableCell, ...]:
    """The filled cells of all tables of a document, spans in `document.text`."""
    found: list[TableCell] = []
    for block in document.blocks:
        if block.kind == "table":
            header = document.text[block.start : block.start + block.header]
            found += _cells(document.text, block.start, block.end, header)
    return tuple(found)


def _cells(text: str, start: int, end: int, header: str) -> tuple[TableCell, ...]:
    """The filled cells of one table, row by row. `header`: its header rows, in this text or elsewhere."""
    heads = [[line[first:last] for first, last in row_spans(line)] for line in header.split("\n") if line]
    grid = table_rows(text, start, end)
    own = len(heads) if header and text.startswith(header, start) else 0
    columns = max((*map(len, heads), *map(len, grid)), default=0)
    above = [_above(heads, column) for column in range(columns)]
    named = _naming_columns([[text[a:b] for a, b in row] for row in grid[own:]])
    found = []
    for at, row in enumerate(grid):
        for column, (first, last) in enumerate(row):
            if first < last:
                left = tuple(text[a:b] for c, (a, b) in enumerate(row[:column]) if c in named and a < b)
                over, beside = ((), ()) if at < own else (above[column], left)
                found.append(TableCell(first, last, at, column, at < own, over, beside))
    return tuple(found)


def _above(heads: Sequence[Sequence[str]], column: int) -> tuple[str, ...]:
    """The header cells over a column, the outermost first. One that is empty belongs to the cell left of it,
    which covers both, except in the last of several header rows.
    """
    found: list[str] = []
    for at, row in enumerate(heads):
        own = row[column] if column < len(row) else ""
        if not own and (at < len(heads) - 1 or len(heads) == 1):
            own = next((cell for cell in reversed(row[:column]) if cell), "")
        if own and own not in found:
            found.append(own)
    return tuple(found)


def _naming_columns(rows: Sequence[Sequence[str]]) -> frozenset[int]:
    """The first columns, those that say what a row is about, without running numbers.

    They reach to the first column of words, and further where its words come again, as in groups of rows;
    in a table of values alone the first column says it.
    """
    named: list[int] = []
    worded = False
    for column in range(max(map(len, rows), default=0)):
        cells = [row[column] for row in rows if column < len(row) and row[column]]
        of_words = sum(not _VALUE.fullmatch(cell) for cell in cells) * 2 > len(cells)
        if worded and not of_words:
            break
        worded = worded or of_words
        if cells and not _counts_up(cells):
            named.append(column)
        if of_words and len(set(cells)) == len(rows):
            break
    return frozenset(named if worded else named[:1])


def _counts_up(cells: Sequence[str]) -> bool:
    """Whether the cells are 1, 2, 3, … and so number the rows; years that follow one another do not."""
    numbers = [cell.strip(" .)") for cell in cells]
    if not all(number.isdecimal() and len(number) < _YEAR_DIGITS for number in numbers):
        return False
    return all(int(after) == int(before) + 1 for before, after in pairwise(numbers))
