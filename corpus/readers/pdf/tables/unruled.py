"""Tables without any ruling: columns of words that stand below one another under a caption "Tabel n".

Without the caption nothing tells such a table from an address or a program, so the caption is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.headings import caption_number
from corpus.readers.pdf.layout import Line, Table, Word, joined
from corpus.readers.pdf.tables.horizontal_rules import rows_between, strips_of

_CAPTION = re.compile(r"tab(?:el|le)\b", re.I)
_SOURCE = re.compile(r"(?:sumber|source|keterangan|catatan|note)s?\b.{0,3}[:.]", re.I)
_CAPTION_LINES = 4
_GAP = 1.3
"""Least space between two cells, in units of the size."""

_WIDE = 0.7
"""A line without a gap that is wider than this share of its column is running text."""

_STEP = 4.0
"""Baselines of two rows are at most so far apart, in units of the size."""

_LEAST_ROWS = 3


def with_aligned(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page, each such table as one of them."""
    found: list[Line] = []
    at = 0
    while at < len(lines):
        table, end = _table_at(lines, at, found)
        if table is not None:
            found.append(table)
            at = end
        else:
            found.append(lines[at])
            at += 1
    return found


def _table_at(lines: Sequence[Line], at: int, before: Sequence[Line]) -> tuple[Line | None, int]:
    """The table that begins with line `at`, below a caption, and where it ends."""
    if lines[at].table or not _is_gapped(lines[at]) or not _is_captioned(before, lines[at]):
        return None, at
    end = _end(lines, at)
    own = lines[at:end]
    words = [word for line in own for word in line.words]
    strips = strips_of(words)
    rows = rows_between(words, strips) if strips else []
    filled = sum(sum(bool(cell) for cell in row) >= 2 for row in rows)
    if len(rows) < _LEAST_ROWS or filled < 0.6 * len(rows):
        return None, at
    return _as_line(own, Table(tuple(rows), _header(rows, own[0]))), end


def _is_captioned(before: Sequence[Line], line: Line) -> bool:
    """Whether a table's caption of a few lines stands right above."""
    for above in reversed(before[-_CAPTION_LINES:]):
        if above.table or above.page != line.page or _is_gapped(above):
            return False
        if _CAPTION.match(above.text):
            return caption_number(above.text) is not None
    return False


def _end(lines: Sequence[Line], at: int) -> int:
    """The first line that is no part of the table."""
    words: list[Word] = []
    for place in range(at, len(lines)):
        line = lines[place]
        words += line.words
        if place > at and not _goes_on(lines[place - 1], line):
            return place
        if not strips_of(words):
            return place
    return len(lines)


def _goes_on(last: Line, line: Line) -> bool:
    if line.table or (line.page, line.region, line.aside) != (last.page, last.region, last.aside):
        return False
    if not 0 < line.base - last.base < _STEP * line.size or _SOURCE.match(line.text):
        return False
    if caption_number(line.text) is not None:
        return False
    return _is_gapped(line) or line.width < _WIDE * (line.right - line.left)


def _is_gapped(line: Line) -> bool:
    return any(after.x0 - before.x1 > _GAP * line.size for before, after in pairwise(line.words))


def _header(rows: Sequence[Sequence[str]], first: Line) -> int:
    """The first row, where it is bold or alone holds no number."""
    numbers = [any(letter.isdigit() for cell in row for letter in cell) for row in rows]
    return 1 if first.bold or (not numbers[0] and all(rows[0]) and any(numbers[1:])) else 0


def _as_line(own: Sequence[Line], table: Table) -> Line:
    first = own[0]
    x0, x1 = min(line.x0 for line in own), max(line.x1 for line in own)
    word = Word(joined(first.words), x0, x1, first.base, first.size)
    return replace(first, words=(word,), table=table)
