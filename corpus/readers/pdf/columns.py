"""Reading order: which parts of a page stand in columns, and in which order they are read.

A gutter is a strip that no line crosses. Bands of the page without a crossing line are read column by column,
those with one straight through. A table has gutters, too: what tells columns of text is that their lines fill
them, and that other pages of the document have the same gutter.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.readers.pdf.layout import Line
from corpus.readers.pdf.lines import full_lines

_STEP = 3.0
"""Points between the places that are tried for a gutter; real ones are 10 or more wide."""

_MIN_LINES = 7
_MARGIN = 0.34
"""A column narrower than this share of the page's text is a box in the margin."""

_PLACE = 12.0
"""Points by which the gutters of two pages may differ."""

_THIRD = 0.26
"""A column narrower than this share of the page's text is none at all."""

_OWN_LINES = 0.34
"""Share of a box's baselines that its neighbour may have by chance, in type of the same size."""

_CROSSED = 0.25
"""Share of a column's text that may cross a gutter within it, such as its title."""

_CLOSE = 2.2
"""Baselines of running text are at most so far apart, in units of the size."""

_BOX_LINES = 4
_ASIDE = 1000
"""Added to the number of a part, so that the lines of a box are told from those beside it."""

_USUAL = 0.15
"""Share of the document's pages that must have the same gutter, before a page is believed to have one."""


@dataclass(frozen=True, slots=True)
class Gutter:
    """A strip between two columns: its middle, in points from the left.

    `left` and `right` are the gutters within the two columns, where those are columns themselves.
    """

    x: float
    margin: bool = False
    left: Gutter | None = None
    right: Gutter | None = None


def find_gutters(pages: Sequence[Sequence[Line]]) -> list[Gutter | None]:
    """The gutter of each page, given its runs; None for a page of one column."""
    found = _gutters(pages)
    sides = [_beside(runs, gutter) for runs, gutter in zip(pages, found, strict=True)]
    left, right = (_gutters([side[at] for side in sides]) for at in (0, 1))
    return [
        replace(gutter, left=_inner(gutter, a, own[0]), right=_inner(gutter, b, own[1])) if gutter else None
        for gutter, a, b, own in zip(found, left, right, sides, strict=True)
    ]


def _beside(runs: Sequence[Line], gutter: Gutter | None) -> tuple[list[Line], list[Line]]:
    """The runs of the two columns; none for a page of one column or with a box in its margin."""
    if gutter is None or gutter.margin:
        return [], []
    return [run for run in runs if run.x1 <= gutter.x], [run for run in runs if run.x0 >= gutter.x]


def _inner(outer: Gutter, gutter: Gutter | None, runs: Sequence[Line]) -> Gutter | None:
    """A gutter within a column, where hardly a line of it crosses: a column of text may hold a table."""
    clear = gutter is not None and not gutter.margin and _crossing(runs, gutter.x) < _CROSSED
    return gutter if clear and not outer.margin else None


def _gutters(pages: Sequence[Sequence[Line]]) -> list[Gutter | None]:
    """The widest gutter of each page."""
    candidates = [_candidate(runs) for runs in pages]
    texts = sum(len(runs) >= 2 * _MIN_LINES for runs in pages)
    places = Counter(round(each.x / _PLACE) for each in candidates if each and not each.margin)
    near = {place: sum(places[place + shift] for shift in (-1, 0, 1)) for place in places}
    usual = max(near, key=lambda place: near[place], default=None)
    found: list[Gutter | None] = []
    for each, runs in zip(candidates, pages, strict=True):
        alone = each is not None and (each.margin or texts <= 3)
        if each and (alone or near[round(each.x / _PLACE)] >= max(2, _USUAL * texts)):
            found.append(each)
        elif usual is not None and near[usual] >= max(2, 2 * _USUAL * texts):
            found.append(_usual(runs, usual * _PLACE))
        else:
            found.append(None)
    return found


def _usual(runs: Sequence[Line], x: float) -> Gutter | None:
    """The document's usual gutter, where this page's text may stand beside it."""
    if not runs:
        return None
    clear = [place for place in _places(x - _PLACE, x + _PLACE) if _crossing(runs, place) < 0.5]
    return Gutter(clear[len(clear) // 2]) if clear else None


def _places(low: float, high: float) -> list[float]:
    return [low + step * _STEP for step in range(int((high - low) / _STEP))]


def _crossing(runs: Sequence[Line], x: float) -> float:
    """Share of the text, by its width, whose lines cross `x`."""
    crossing = sum(run.width for run in runs if run.x0 < x - 1 and run.x1 > x + 1)
    return crossing / max(sum(run.width for run in runs), 1.0)


def _candidate(runs: Sequence[Line], *, thirds: bool = True) -> Gutter | None:
    """The middle of the strip with the most text on both sides of it.

    `thirds`: one side may be narrow where the other holds two columns.
    """
    if len(runs) < 2 * _MIN_LINES:
        return None
    low, high = min(run.x0 for run in runs), max(run.x1 for run in runs)
    inner = _places(low + 0.12 * (high - low), high - 0.12 * (high - low))
    ends, starts = sorted(run.x1 for run in runs), sorted(run.x0 for run in runs)
    known: dict[tuple[int, int, bool], tuple[float, Gutter] | None] = {}
    judged = []
    for x in inner:
        # Neighbouring places part the same runs, and are judged once.
        near_edge = min(x - low, high - x) < _MARGIN * (high - low)
        parted = (bisect_right(ends, x), bisect_left(starts, x), near_edge)
        if parted not in known:
            known[parted] = _judged(runs, x, (low, high), thirds)
        if found := known[parted]:
            judged.append((found[0], replace(found[1], x=x)))
    best = max((score for score, _ in judged), default=0.0)
    good = [gutter for score, gutter in judged if score >= 0.98 * best]
    return good[len(good) // 2] if good else None


def _judged(
    runs: Sequence[Line], x: float, edges: tuple[float, float], thirds: bool
) -> tuple[float, Gutter] | None:
    """How good a gutter `x` is (higher is better), None where it is none."""
    low, high = edges
    left = [run for run in runs if run.x1 <= x]
    right = [run for run in runs if run.x0 >= x]
    if min(len(left), len(right)) < _MIN_LINES:
        return None
    share = min(x - low, high - x) / (high - low)
    if share < _MARGIN:
        narrow, wide = (left, right) if x - low < high - x else (right, left)
        if _is_box(narrow, wide):
            return _score(left, right), Gutter(x, margin=True)
        if share < _THIRD or not thirds:
            return None
    if not (_fills(left) and _fills(right)):
        return None
    if share < _MARGIN and _candidate(wide, thirds=False) is None:
        return None
    return _score(left, right), Gutter(x)


def _score(left: Sequence[Line], right: Sequence[Line]) -> float:
    return min(sum(run.width for run in left), sum(run.width for run in right))


def _fills(runs: Sequence[Line]) -> bool:
    """Whether the lines fill their column, as running text does and the cells of a table do not."""
    left, right = min(run.x0 for run in runs), max(run.x1 for run in runs)
    rows: Counter[int] = Counter()
    for run in runs:
        rows[round(run.base / 3)] += round(run.width)
    full = [width for width in rows.values() if width > 0.7 * (right - left)]
    return sum(full) >= 0.6 * rows.total() and len(full) >= _MIN_LINES - 2


def _is_box(narrow: Sequence[Line], wide: Sequence[Line]) -> bool:
    """A box in the margin, not the first column of a table: smaller, and its baselines are its own."""
    own, main = (Counter(run.size for run in runs).most_common(1)[0][0] for runs in (narrow, wide))
    box = [run for run in narrow if run.size <= own + 0.5]
    bases = [run.base for run in wide]
    shared = sum(any(abs(run.base - base) < 0.6 for base in bases) for run in box)
    wordy = sum(len(run.text) >= 8 for run in box)
    # In type of the same size only baselines of their own tell a box from cells.
    apart = shared < (0.4 if own < 0.9 * main else _OWN_LINES) * len(box)
    return apart and wordy >= 0.6 * len(box) and _fills(wide)


def ordered_lines(runs: Sequence[Line], gutter: Gutter | None) -> list[Line]:
    """The lines of a page in reading order."""
    if not runs:
        return []
    whole = (min(run.x0 for run in runs), max(run.x1 for run in runs))
    lines: list[Line] = []
    aside: list[Line] = []
    for region, (part, (left, right)) in enumerate(_parts(runs, gutter, whole)):
        inner = gutter if gutter and gutter.margin else _box_gutter(part) if gutter else None
        box = _box_of(part, inner) if inner else []
        taken = {id(run) for run in box}
        rest = [run for run in part if id(run) not in taken]
        wide = [run for run in rest if inner and run.x0 >= inner.x] if box else []
        lines += full_lines(rest, min((run.x0 for run in wide), default=left), right, region)
        if box:
            edges = min(run.x0 for run in box), max(run.x1 for run in box)
            aside += [replace(line, aside=True) for line in full_lines(box, *edges, region + _ASIDE)]
    return lines + aside


def _box_gutter(runs: Sequence[Line]) -> Gutter | None:
    """The gutter of a box beside the abstract, in the part of a page that is read straight through."""
    found = _candidate(runs, thirds=False)
    return found if found and found.margin else None


def _box_of(runs: Sequence[Line], gutter: Gutter) -> list[Line]:
    """The small lines on the narrow side, where no line crosses the gutter: a title begins there, too."""
    left = [run for run in runs if run.x1 <= gutter.x]
    right = [run for run in runs if run.x0 >= gutter.x]
    if not left or not right:
        return []
    narrow = {id(run) for run in (left if _widest(left) < _widest(right) else right)}
    box: list[Line] = []
    for band, crossing in _bands(runs, gutter.x):
        own = [run for run in band if id(run) in narrow]
        if not crossing and len(own) >= _BOX_LINES:
            small = Counter(run.size for run in own).most_common(1)[0][0]
            box += [run for run in own if run.size <= small + 0.5]
    return box


def _parts(
    runs: Sequence[Line], gutter: Gutter | None, edges: tuple[float, float]
) -> Iterator[tuple[Sequence[Line], tuple[float, float]]]:
    """The runs of each column or band in reading order, with the edges of their column."""
    if not runs:
        return
    if gutter is None or gutter.margin:
        yield runs, edges
        return
    sides = _sides(runs, gutter.x)
    for band, crossing in _bands(runs, gutter.x):
        if crossing:
            yield band, (min(run.x0 for run in runs), max(run.x1 for run in runs))
            continue
        for at, inner in enumerate((gutter.left, gutter.right)):
            own = [run for run in band if ((run.x0 + run.x1) / 2 >= gutter.x) == bool(at)]
            yield from _parts(own, inner, sides[at])


def _bands(runs: Sequence[Line], x: float) -> list[tuple[list[Line], bool]]:
    """The runs in bands from top to bottom, each with whether it is read straight through.

    What stands on the line of a run that crosses `x`, or between two of them that follow closely, goes with
    them.
    """
    settled: list[tuple[list[Line], bool]] = []
    crossing = [run for run in runs if run.x0 < x - 3 and run.x1 > x + 3]
    bases = sorted(run.base for run in crossing)
    for run in sorted(runs, key=lambda run: run.base):
        at = bisect_left(bases, run.base)
        between = 0 < at < len(bases) and bases[at] - bases[at - 1] < _CLOSE * run.size
        across = between or any(abs(run.base - other.base) < 0.5 * other.size for other in crossing)
        if not settled or settled[-1][1] != across:
            settled.append(([], across))
        settled[-1][0].append(run)
    return settled


def _sides(runs: Sequence[Line], x: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """Edges of the left and the right column."""
    left = [run for run in runs if run.x1 <= x] or list(runs)
    right = [run for run in runs if run.x0 >= x] or list(runs)
    return (
        (min(run.x0 for run in left), max(run.x1 for run in left)),
        (min(run.x0 for run in right), max(run.x1 for run in right)),
    )


def _widest(runs: Sequence[Line]) -> float:
    return max((run.width for run in runs), default=0.0)
