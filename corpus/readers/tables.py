"""Tables as text: a row a line, cells parted by a bar, so that a row reads and is found as one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.cells import row_spans, row_text
from corpus.records import Piece

_REPEATED_CHARS = 80
"""A cell that spans rows stands in each of them, for a row is found by itself; a longer text stands once."""
_SPAN_MOST = 1000
_FILL_LEAST, _FILL_TIMES = 1000, 50
"""Of a table with so many cells, no more places than this, and this many for each cell, are filled by spans."""
_EMPTY = Piece("body", "")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as the file has it: its text with citations, and how many columns and rows it covers."""

    content: Piece
    columns: int = 1
    rows: int = 1


def table_piece(
    rows: Sequence[Sequence[str | Piece]], header_rows: int, caption: str | None = None
) -> Piece | None:
    """A table of `rows` of cells, the first `header_rows` of them the header; None where all is empty."""
    lines: list[str] = []
    cites: list[tuple[int, str]] = []
    header = at = 0
    flat = [[_flat(cell if isinstance(cell, Piece) else Piece("body", cell)) for cell in row] for row in rows]
    width = _filled(flat)
    for index, cells in enumerate(flat):
        if not any(cell.text for cell in cells):
            continue
        line, found = _line(cells[:width], width)
        lines.append(line)
        cites += [(at + offset, mark) for offset, mark in found]
        if index < header_rows:
            header = at + len(line)
        at += len(line) + 1
    if not lines:
        return None
    return Piece("table", "\n".join(lines), header=header, caption=caption, cites=tuple(cites))


def spread(rows: Sequence[Sequence[Cell]]) -> list[list[Piece]]:
    """The rows with a cell for each column: what spans columns stands in the first of them."""
    grid: list[list[Piece]] = []
    below: dict[int, tuple[int, Piece]] = {}
    room = _FILL_LEAST + _FILL_TIMES * sum(map(len, rows))
    for row in rows:
        line: list[Piece] = []
        for cell in row:
            _fill(line, below)
            again = _again(cell.content)
            for column in range(min(cell.columns, _SPAN_MOST) if room > 0 else 1):
                if cell.rows > 1 and room > 0:
                    below[len(line)] = (cell.rows - 1, again if column == 0 else _EMPTY)
                line.append(cell.content if column == 0 else _EMPTY)
        _fill(line, below)
        room -= len(line) - len(row)
        grid.append(line)
        if room <= 0:
            below.clear()
    return grid


def _again(content: Piece) -> Piece:
    short = len(content.text) <= _REPEATED_CHARS
    return Piece("body", content.text if short else "")


def _fill(line: list[Piece], below: dict[int, tuple[int, Piece]]) -> None:
    """Adds the cells that reach down from the rows above into the next columns."""
    while len(line) in below:
        left, content = below.pop(len(line))
        if left > 1:
            below[len(line)] = (left - 1, content)
        line.append(content)


def _line(cells: Sequence[Piece], width: int) -> tuple[str, list[tuple[int, str]]]:
    """One row as text, and where it cites notes."""
    text = row_text([cell.text for cell in cells], width)
    spans = row_spans(text)
    cites = [
        (min(start + offset, end), mark)
        for cell, (start, end) in zip(cells, spans, strict=False)
        for offset, mark in cell.cites
    ]
    return text, cites


def _filled(rows: Sequence[Sequence[Piece]]) -> int:
    """How many columns there are up to the last that is not empty in every row."""
    return max((at + 1 for row in rows for at, cell in enumerate(row) if cell.text), default=0)


def _flat(cell: Piece) -> Piece:
    """The cell on one line, its citations moved along."""
    parts: list[str] = []
    cites: list[tuple[int, str]] = []
    start = size = 0
    for at, mark in sorted(cell.cites):
        words = cell.text[start:at].split()
        apart = bool(parts) and bool(words) and _is_blank(cell.text, start)
        size += sum(map(len, words)) + len(words) - bool(words) + apart
        parts += words
        cites.append((size, mark))
        start = at
    return Piece("body", " ".join(cell.text.split()), cites=tuple(cites))


def _is_blank(text: str, at: int) -> bool:
    """Whether white space parts what is before the offset from what is behind it."""
    return text[at - 1 : at + 1].strip() != text[at - 1 : at + 1]
