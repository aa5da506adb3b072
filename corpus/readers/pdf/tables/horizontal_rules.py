"""Tables with level lines only: cut into columns where a strip of white runs down through them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from corpus.readers.pdf.layout import Line, Rule, Table, Word
from corpus.readers.pdf.tables.cells import cell_text
from corpus.readers.pdf.tables.frames import Frame, places

_LEAST_HEIGHT = 14.0
_EMPTY = 20.0
"""Points: as bad as an empty cell is a cell whose middle lies so far from its row's."""

_STRIP = 0.5
"""Least width of a strip between two columns, in units of the size of the letters."""


def split_frames(frames: Sequence[Frame], runs: Sequence[Line]) -> list[Frame]:
    """The frames, those of level lines only cut where running text stands between two of them.

    Two tables of one width below one another have their caption between them.
    """
    found: list[Frame] = []
    for frame in frames:
        if len(frame.uprights) >= 2:
            found.append(frame)
            continue
        current = [frame.levels[0]]
        for above, below in pairwise(frame.levels):
            if not _is_tabular(frame, runs, above.y0, below.y0):
                found += _closed(current)
                current = []
            current.append(below)
        found += _closed(current)
    return found


def _closed(levels: Sequence[Rule]) -> list[Frame]:
    if len(levels) < 2:
        return []
    x0, x1 = min(rule.x0 for rule in levels), max(rule.x1 for rule in levels)
    return [Frame((x0, levels[0].y0, x1, levels[-1].y1), tuple(levels), ())]


def _is_tabular(frame: Frame, runs: Sequence[Line], top: float, bottom: float) -> bool:
    """Whether the text between two level lines stands in columns."""
    x0, _, x1, _ = frame.box
    inside = [run for run in runs if top < run.base < bottom and run.x0 >= x0 - 3 and run.x1 <= x1 + 3]
    words = [word for run in inside for word in run.words]
    return bottom - top < 6 or (bool(words) and bool(strips_of(words)))


def ruled_table(frame: Frame, inside: Sequence[Line]) -> Table | None:
    """The table between the lines of a frame; None where the text between them runs on."""
    wide = [rule for rule in frame.levels if rule.x1 - rule.x0 > 0.9 * (frame.box[2] - frame.box[0])]
    words = [word for run in inside for word in run.words]
    if len(wide) < 2 or frame.box[3] - frame.box[1] < _LEAST_HEIGHT or len(words) < 4:
        return None
    strips = strips_of(words)
    if not strips:
        return None
    rows: list[tuple[str, ...]] = []
    header = 0
    for top, bottom in pairwise(places(rule.y0 for rule in wide)):
        own = [word for word in words if top - 1 <= word.base - 0.3 * word.size < bottom + 1]
        rows += rows_between(own, strips)
        header = header or (len(rows) if len(wide) > 2 else 0)
    filled = sum(sum(bool(cell) for cell in row) >= 2 for row in rows)
    if len(rows) < 2 or filled < 0.6 * len(rows):
        return None
    return Table(tuple(rows), header if header < len(rows) else 0)


def strips_of(words: Sequence[Word]) -> list[float]:
    """The middles of the white strips that run down through all the words, from left to right."""
    least = _STRIP * median(word.size for word in words)
    spans = sorted((word.x0, word.x1) for word in words)
    strips: list[float] = []
    reach = spans[0][1]
    for x0, x1 in spans:
        if x0 - reach > least:
            strips.append((x0 + reach) / 2)
        reach = max(reach, x1)
    return strips


def rows_between(words: Sequence[Word], strips: Sequence[float]) -> list[tuple[str, ...]]:
    """The rows between two rules: parted by wider gaps, else where the first column begins anew."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.base):
        if lines and word.base - lines[-1][0].base < 0.15 * word.size:
            lines[-1].append(word)
        else:
            lines.append([word])
    firsts = sum(any(word.x0 < strips[0] for word in line) for line in lines)
    groups = _by_gaps(lines, strips)
    if not 0.5 * firsts <= len(groups) or len(groups) < 2:
        groups = _by_centres(words, strips) or _by_first(lines, strips)
    return [_cells(group, strips) for group in groups]


def _by_gaps(lines: Sequence[list[Word]], strips: Sequence[float]) -> list[list[Word]]:
    """Lines parted where the step to the next is wider than between the lines of one cell."""
    steps = _steps(lines, strips)
    if not steps:
        return [list(line) for line in lines]
    leading = steps[len(steps) // 4]
    groups: list[list[Word]] = []
    for at, line in enumerate(lines):
        if at and line[0].base - lines[at - 1][0].base <= 1.12 * leading:
            groups[-1] += line
        else:
            groups.append(list(line))
    return groups


def _steps(lines: Sequence[list[Word]], strips: Sequence[float]) -> list[float]:
    """The steps from line to line within each column, ascending."""
    steps: list[float] = []
    for column in range(len(strips) + 1):
        bases = [line[0].base for line in lines if any(_column(word, strips) == column for word in line)]
        steps += [after - before for before, after in pairwise(bases)]
    return sorted(steps)


def _by_first(lines: Sequence[list[Word]], strips: Sequence[float]) -> list[list[Word]]:
    """A line whose first cell is empty goes on with the row above."""
    groups: list[list[Word]] = []
    last = 0.0
    for line in lines:
        same = line[0].base - last < 0.5 * line[0].size
        first = [word for word in line if word.x0 < strips[0]]
        if groups and (same or not first or _wraps(groups[-1], first, strips)):
            groups[-1] += line
        else:
            groups.append(list(line))
        last = line[0].base
    return groups


def _by_centres(words: Sequence[Word], strips: Sequence[float]) -> list[list[Word]]:
    """Rows whose cells are centred against one another; empty where they are not.

    The first column gives the middles; in each other column the lines are shared out, in order, so that the
    middle of each cell comes as near as can be to that of its row.
    """
    columns: list[dict[float, list[Word]]] = [{} for _ in range(len(strips) + 1)]
    for word in words:
        columns[_column(word, strips)].setdefault(round(word.base), []).append(word)
    middles = sorted(columns[0])
    others = {base for column in columns[1:] for base in column}
    if sum(not any(abs(middle - base) <= 1 for base in others) for middle in middles) < 2:
        return []
    rows: list[list[Word]] = [list(columns[0][middle]) for middle in middles]
    for column in columns[1:]:
        bases = sorted(column)
        for row, (low, high) in zip(rows, _shares(bases, middles), strict=True):
            row += [word for base in bases[low:high] for word in column[base]]
    return rows


def _shares(bases: Sequence[float], middles: Sequence[float]) -> list[tuple[int, int]]:
    """For each middle the range of `bases` whose mean lies nearest to it, all in order."""
    count = len(bases)
    costs = [[0.0] + [float("inf")] * count]
    starts: list[list[int]] = []
    for middle in middles:
        before, now, start = costs[-1], [float("inf")] * (count + 1), [0] * (count + 1)
        for end in range(count + 1):
            for begin in range(end + 1):
                own = abs(sum(bases[begin:end]) / (end - begin) - middle) if end > begin else _EMPTY
                if before[begin] + own < now[end]:
                    now[end], start[end] = before[begin] + own, begin
        costs.append(now)
        starts.append(start)
    shares: list[tuple[int, int]] = []
    end = count
    for start in reversed(starts):
        shares.append((start[end], end))
        end = start[end]
    return shares[::-1]


def _wraps(row: Sequence[Word], first: Sequence[Word], strips: Sequence[float]) -> bool:
    """Whether the first cell of a row goes on: a hyphen, a comma, an open bracket, a small letter tell."""
    before = cell_text(word for word in row if word.x0 < strips[0])
    opened = before.count("(") > before.count(")")
    return opened or before.endswith(("-", ",", "&")) or first[0].text[0].islower()


def _column(word: Word, strips: Sequence[float]) -> int:
    return sum(word.x0 > strip for strip in strips)


def _cells(words: Sequence[Word], strips: Sequence[float]) -> tuple[str, ...]:
    cells: list[list[Word]] = [[] for _ in range(len(strips) + 1)]
    for word in words:
        cells[_column(word, strips)].append(word)
    return tuple(cell_text(cell) for cell in cells)
