"""Tables: found by their ruling, read cell by cell.

A grid has upright and level lines; each of its cells is read by itself, so that a cell of several lines stays
whole. A table with level lines only (above, below the header, at the end) is cut into columns where a strip
of white runs down through it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.readers.pdf.layout import Line, Rule, Table, Word, joined

_TOUCH = 3.0
_LEAST_HEIGHT = 14.0


@dataclass(frozen=True, slots=True)
class Frame:
    """The ruling of one table: its box, the heights of its level lines and the places of its upright ones."""

    box: tuple[float, float, float, float]
    levels: tuple[Rule, ...]
    uprights: tuple[Rule, ...]

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        x0, y0, x1, y1 = self.box
        return x0 - _TOUCH <= x <= x1 + _TOUCH and y0 - 1 <= y <= y1 + 1


def with_tables(runs: Sequence[Line], rules: Sequence[Rule]) -> list[Line]:
    """The runs that are in no table, and one line for each table, at the height of its first row."""
    rest = list(runs)
    tables: list[Line] = []
    for frame in _frames(rules):
        inside = [run for run in rest if frame.holds((run.x0 + run.x1) / 2, run.base - 0.3 * run.size)]
        table = _grid(frame, inside) if len(frame.uprights) >= 2 else _ruled(frame, inside)
        if table is not None:
            taken = {id(run) for run in inside}
            rest = [run for run in rest if id(run) not in taken]
            tables.append(_as_line(table, inside, frame))
    return rest + tables


def _as_line(table: Table, inside: Sequence[Line], frame: Frame) -> Line:
    first = min(inside, key=lambda run: run.base)
    word = Word(joined(first.words), frame.box[0], frame.box[2], first.base, first.size)
    return Line((word,), first.page, table=table)


def _frames(rules: Sequence[Rule]) -> list[Frame]:
    """Rules that touch one another, and level rules of one width below one another; outermost first."""
    levels = _unbroken([rule for rule in rules if rule.level])
    uprights = _unbroken([rule for rule in rules if not rule.level])
    frames = [_frame(group) for group in _connected(levels, uprights)]
    grids = [frame for frame in frames if len(frame.uprights) >= 2 and len(frame.levels) >= 2]
    free = [
        rule for rule in levels
        if not any(frame.holds((rule.x0 + rule.x1) / 2, (rule.y0 + rule.y1) / 2) for frame in grids)
    ]  # fmt: skip
    found = grids + [_frame(group) for group in _stacked(free)]
    return sorted(found, key=lambda frame: (frame.box[1], -frame.box[2] + frame.box[0]))


def _unbroken(rules: Iterable[Rule]) -> list[Rule]:
    """Rules drawn piece by piece, one rule each."""
    found: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (round(r.y0), r.x0) if r.level else (round(r.x0), r.y0)):
        for at, other in enumerate(found[-3:], start=max(len(found) - 3, 0)):
            if _goes_on(other, rule):
                found[at] = Rule(
                    min(other.x0, rule.x0), min(other.y0, rule.y0),
                    max(other.x1, rule.x1), max(other.y1, rule.y1),
                )  # fmt: skip
                break
        else:
            found.append(rule)
    return found


def _goes_on(first: Rule, second: Rule) -> bool:
    if first.level != second.level:
        return False
    aligned = abs(first.y0 - second.y0) < 1.5 if first.level else abs(first.x0 - second.x0) < 1.5
    return aligned and _touch(first, second)


def _connected(levels: Sequence[Rule], uprights: Sequence[Rule]) -> list[list[Rule]]:
    """Groups of rules that cross or touch one another."""
    groups: list[list[Rule]] = []
    for rule in [*levels, *uprights]:
        touching = [group for group in groups if any(_touch(rule, other) for other in group)]
        merged = [rule, *(each for group in touching for each in group)]
        groups = [group for group in groups if group not in touching] + [merged]
    return groups


def _touch(first: Rule, second: Rule) -> bool:
    return (
        first.x0 <= second.x1 + _TOUCH and second.x0 <= first.x1 + _TOUCH
        and first.y0 <= second.y1 + _TOUCH and second.y0 <= first.y1 + _TOUCH
    )  # fmt: skip


def _frame(rules: Sequence[Rule]) -> Frame:
    return Frame(
        (
            min(r.x0 for r in rules),
            min(r.y0 for r in rules),
            max(r.x1 for r in rules),
            max(r.y1 for r in rules),
        ),
        tuple(sorted((r for r in rules if r.level), key=lambda r: r.y0)),
        tuple(sorted((r for r in rules if not r.level), key=lambda r: r.x0)),
    )


def _stacked(levels: Sequence[Rule]) -> list[list[Rule]]:
    """Level rules of the same width below one another, shorter ones between them (under a group of columns)."""
    groups: list[list[Rule]] = []
    for rule in sorted(levels, key=lambda rule: rule.y0):
        if rule.x1 - rule.x0 < 20:
            continue
        home = next((g for g in groups if abs(g[0].x0 - rule.x0) < 4 and abs(g[0].x1 - rule.x1) < 4), None)
        inner = next((g for g in groups if g[0].x0 - 4 < rule.x0 and rule.x1 < g[0].x1 + 4), None)
        if home is not None or (inner is not None and rule.x1 - rule.x0 < 0.9 * (inner[0].x1 - inner[0].x0)):
            (home if home is not None else inner or []).append(rule)
        else:
            groups.append([rule])
    return [group for group in groups if len(group) >= 2]


def _places(values: Iterable[float]) -> list[float]:
    """Values that differ by more than a line's thickness, ascending."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _TOUCH + 1:
            found.append(value)
    return found


def _grid(frame: Frame, inside: Sequence[Line]) -> Table | None:
    """A table whose cells all have their own box."""
    ys = _places(y for rule in frame.levels for y in (rule.y0,))
    xs = _places(x for rule in frame.uprights for x in (rule.x0,))
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


def cell_text(words: Iterable[Word]) -> str:
    """The words of one cell, line by line, hyphens at line ends undone."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.base):
        near = next(
            (row for row in rows[-2:] if abs(row[0].base - word.base) < 0.45 * max(word.size, row[0].size)),
            None,
        )
        if near is None:
            rows.append([word])
        else:
            near.append(word)
    text = ""
    for row in rows:
        line = joined(sorted(row, key=lambda word: word.x0))
        if text.endswith("-") and len(text) > 2 and text[-2].isalpha() and line[:1].islower():
            text = text[:-1] + line
        else:
            text = f"{text} {line}" if text else line
    return text


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


def _ruled(frame: Frame, inside: Sequence[Line]) -> Table | None:
    """A table with level rules only; None where the text between them runs on."""
    wide = [r for r in frame.levels if r.x1 - r.x0 > 0.9 * (frame.box[2] - frame.box[0])]
    words = [word for run in inside for word in run.words]
    if len(wide) < 2 or frame.box[3] - frame.box[1] < _LEAST_HEIGHT or len(words) < 4:
        return None
    strips = _strips(words, frame)
    if not strips:
        return None
    rows: list[tuple[str, ...]] = []
    header = 0
    for top, bottom in pairwise(_places(rule.y0 for rule in wide)):
        own = [word for word in words if top - 1 <= word.base - 0.3 * word.size < bottom + 1]
        rows += _wrapped_rows(own, strips)
        header = header or (len(rows) if len(wide) > 2 else 0)
    filled = sum(sum(bool(cell) for cell in row) >= 2 for row in rows)
    if len(rows) < 2 or filled < 0.6 * len(rows):
        return None
    return Table(tuple(rows), header if header < len(rows) else 0)


def _strips(words: Sequence[Word], frame: Frame) -> list[float]:
    """The middles of the white strips that run down through the whole table."""
    spans = sorted((word.x0, word.x1) for word in words)
    size = max(word.size for word in words)
    strips: list[float] = []
    reach = spans[0][1]
    for x0, x1 in spans:
        if x0 - reach > 0.6 * size:
            strips.append((x0 + reach) / 2)
        reach = max(reach, x1)
    return strips


def _wrapped_rows(words: Sequence[Word], strips: Sequence[float]) -> list[tuple[str, ...]]:
    """The rows between two rules. A line whose first cell is empty goes on with the row above."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.base):
        if lines and word.base - lines[-1][0].base < 0.5 * word.size:
            lines[-1].append(word)
        else:
            lines.append([word])
    steps = sorted(b[0].base - a[0].base for a, b in pairwise(lines))
    close = steps[0] * 1.15 if steps else 0.0
    groups: list[list[Word]] = []
    for at, line in enumerate(lines):
        first = any(word.x0 < strips[0] for word in line)
        step = line[0].base - lines[at - 1][0].base if at else 99.0
        apart = bool(steps) and steps[-1] > 1.3 * steps[0]
        if groups and (not first or (apart and step <= close)):
            groups[-1] += line
        else:
            groups.append(list(line))
    return [_cells(group, strips) for group in groups]


def _cells(words: Sequence[Word], strips: Sequence[float]) -> tuple[str, ...]:
    cells: list[list[Word]] = [[] for _ in range(len(strips) + 1)]
    for word in words:
        cells[sum(word.x0 > strip for strip in strips)].append(word)
    return tuple(cell_text(cell) for cell in cells)
