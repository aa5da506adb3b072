"""Tables: found by their ruling, read cell by cell.

A grid has upright and level lines; each of its cells is read by itself, so that a cell of several lines stays
whole. A table with level lines only (above, below the header, at the end) is cut into columns where a strip
of white runs down through it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from corpus.readers.pdf.layout import Line, Rule, Table, Word, joined
from corpus.readers.pdf.tables.cells import cell_text
from corpus.readers.pdf.tables.frames import Frame, frames, places
from corpus.readers.pdf.tables.horizontal_rules import ruled_table, split_frames

_TOUCH = 3.0
_LEAST_HEIGHT = 14.0


def with_tables(runs: Sequence[Line], rules: Sequence[Rule]) -> list[Line]:
    """The runs that are in no table, and one line for each table, at the height of its first row."""
    rest = list(runs)
    tables: list[Line] = []
    for frame in split_frames(frames(rules), rest):
        inside = [run for run in rest if frame.holds((run.x0 + run.x1) / 2, run.base - 0.3 * run.size)]
        table = _grid(frame, inside) if len(frame.uprights) >= 2 else ruled_table(frame, inside)
        if table is not None:
            taken = {id(run) for run in inside}
            rest = [run for run in rest if id(run) not in taken]
            tables.append(_as_line(table, inside, frame))
    return rest + tables


def _as_line(table: Table, inside: Sequence[Line], frame: Frame) -> Line:
    first = min(inside, key=lambda run: run.base)
    word = Word(joined(first.words), frame.box[0], frame.box[2], first.base, first.size)
    return Line((word,), first.page, table=table)


def _grid(frame: Frame, inside: Sequence[Line]) -> Table | None:
    """A table whose cells all have their own box."""
    ys = places(y for rule in frame.levels for y in (rule.y0,))
    xs = places(x for rule in frame.uprights for x in (rule.x0,))
    if len(xs) < 2 or len(ys) < 2 or frame.box[3] - frame.box[1] < _LEAST_HEIGHT or not inside:
        return None
    edges = [
        frame.box[0] if xs[0] - frame.box[0] > 8 else None,
        *xs,
        frame.box[2] if frame.box[2] - xs[-1] > 8 else None,
    ]
    xs = [x for x in edges if x is not None]
    if len(xs) < 3:
        return None
    words = [word for run in inside for word in run.words]
    rows = [_row(frame, words, (top, bottom), xs) for top, bottom in pairwise(ys)]
    rows = _filled([row for row in rows if any(row)])
    if not rows or max(sum(bool(cell) for cell in row) for row in rows) < 2:
        return None
    return Table(tuple(rows), _header(rows, words, ys))


def _filled(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The rows without the columns that are empty in all of them, such as those of a double rule."""
    kept = [at for at in range(len(rows[0]) if rows else 0) if any(row[at] for row in rows)]
    return [tuple(row[at] for at in kept) for row in rows]


def _row(
    frame: Frame, words: Sequence[Word], span: tuple[float, float], xs: Sequence[float]
) -> tuple[str, ...]:
    """The cells between two level rules; cells without a rule between them are one."""
    top, bottom = span
    own = [word for word in words if top - 0.5 <= word.base - 0.3 * word.size < bottom + 0.5]
    cells: list[list[Word]] = [[] for _ in pairwise(xs)]
    home = list(range(len(cells)))
    for at, x in enumerate(xs[1:-1], start=1):
        if not any(abs(r.x0 - x) < _TOUCH and r.y0 < (top + bottom) / 2 < r.y1 for r in frame.uprights):
            home[at] = home[at - 1]
    for word in own:
        middle = (word.x0 + word.x1) / 2
        at = next((at for at, (_, right) in enumerate(pairwise(xs)) if middle < right), len(cells) - 1)
        cells[home[at]].append(word)
    return tuple(cell_text(cell) for cell in cells)


def _header(rows: Sequence[tuple[str, ...]], words: Sequence[Word], ys: Sequence[float]) -> int:
    """How many first rows are the header: bold ones, else the first where it alone holds no number."""
    count = 0
    for top, bottom in pairwise(ys):
        own = [word for word in words if top <= word.base - 0.3 * word.size < bottom]
        if (
            not own
            or not all(word.bold for word in own if word.text.isalpha())
            or not any(w.bold for w in own)
        ):
            break
        count += 1
    if 0 < count < len(rows):
        return count
    first = [any(letter.isdigit() for letter in cell) for cell in rows[0]]
    later = [any(letter.isdigit() for letter in cell) for row in rows[1:] for cell in row]
    return 1 if len(rows) > 2 and not any(first) and all(rows[0]) and any(later) else 0
