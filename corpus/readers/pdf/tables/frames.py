"""The ruling of tables: which lines of a page belong together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.readers.pdf.layout import Rule

_TOUCH = 3.0


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


def frames(rules: Sequence[Rule]) -> list[Frame]:
    """Rules that touch one another, and level rules of one width below one another; outermost first."""
    levels = _unbroken([rule for rule in rules if rule.level], level=True)
    uprights = _unbroken([rule for rule in rules if not rule.level], level=False)
    frames = [_frame(group) for group in _connected(levels, uprights)]
    grids = [frame for frame in frames if len(frame.uprights) >= 2 and len(frame.levels) >= 2]
    free = [
        rule for rule in levels
        if not any(frame.holds((rule.x0 + rule.x1) / 2, (rule.y0 + rule.y1) / 2) for frame in grids)
    ]  # fmt: skip
    found = grids + [_frame(group) for group in _stacked(free)]
    return sorted(found, key=lambda frame: (frame.box[1], -frame.box[2] + frame.box[0]))


def _unbroken(rules: Iterable[Rule], *, level: bool) -> list[Rule]:
    """Rules drawn piece by piece, one rule each. All of them are `level`, or none."""
    found: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (round(r.y0), r.x0) if level else (round(r.x0), r.y0)):
        for at, other in enumerate(found[-3:], start=max(len(found) - 3, 0)):
            if _goes_on(other, rule, level):
                found[at] = Rule(
                    min(other.x0, rule.x0), min(other.y0, rule.y0),
                    max(other.x1, rule.x1), max(other.y1, rule.y1),
                )  # fmt: skip
                break
        else:
            found.append(rule)
    return found


def _goes_on(first: Rule, second: Rule, level: bool) -> bool:
    aligned = abs(first.y0 - second.y0) < 1.5 if level else abs(first.x0 - second.x0) < 1.5
    return aligned and _touch(first, second)


def _connected(levels: Sequence[Rule], uprights: Sequence[Rule]) -> list[list[Rule]]:
    """Groups of rules that cross or touch one another."""
    rules = [*levels, *uprights]
    x0, y0, x1, y1 = np.array([(r.x0, r.y0, r.x1, r.y1) for r in rules]).reshape(-1, 4).T
    groups: dict[int, list[int]] = {}
    home = np.zeros(len(rules), dtype=int)
    for at in range(len(rules)):
        across = (x0[:at] <= x1[at] + _TOUCH) & (x0[at] <= x1[:at] + _TOUCH)
        touching = across & (y0[:at] <= y1[at] + _TOUCH) & (y0[at] <= y1[:at] + _TOUCH)
        groups[at] = [at, *(other for each in np.unique(home[:at][touching]) for other in groups.pop(each))]
        home[groups[at]] = at
    return [[rules[at] for at in group] for group in groups.values()]


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


def places(values: Iterable[float]) -> list[float]:
    """Values that differ by more than a line's thickness, ascending."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _TOUCH + 1:
            found.append(value)
    return found
