"""How a run of sentences, or of a table's rows, is parted: the cheapest way to lay cuts between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.records import Span

_BREAK_COST = 0.35
"""For a cut inside a paragraph, where a cut between paragraphs costs nothing."""
_JOIN_COST = 0.1
"""For each paragraph's end inside a part."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What is never cut: a sentence or a row. `ends_paragraph` where a new block begins after it."""

    span: Span
    tokens: int
    ends_paragraph: bool = False


def pack(units: Sequence[Unit], *, aim: int, most: int) -> list[Sequence[Unit]]:
    """Parts of `units` in order, near `aim` tokens each and none above `most` unless one unit alone is.

    Dynamic programming over the cuts: the sum over parts of the squared distance from the aim, steeper
    above it, plus a price for each cut inside a paragraph. Time is linear in the number of units.
    """
    sizes, ends = [unit.tokens for unit in units], [unit.ends_paragraph for unit in units]
    best, back = [0.0], [0]
    for end in range(1, len(units) + 1):
        cut, tokens, joins = _cut_cost(units, end), 0, 0
        least, chosen = float("inf"), 0
        for start in range(end - 1, -1, -1):
            tokens += sizes[start]
            if start < end - 1:
                if tokens > most:
                    break
                joins += ends[start]
            away = (tokens - aim) / aim
            own = away * away if away < 0 else 4 * away * away
            if away > 0 and own >= least:  # a longer part costs still more
                break
            cost = best[start] + own + _JOIN_COST * joins + cut
            if cost < least:
                least, chosen = cost, start
        best.append(least)
        back.append(chosen)
    return _parts(units, back)


def _cut_cost(units: Sequence[Unit], end: int) -> float:
    return 0.0 if end == len(units) or units[end - 1].ends_paragraph else _BREAK_COST


def _parts(units: Sequence[Unit], back: Sequence[int]) -> list[Sequence[Unit]]:
    parts = []
    end = len(units)
    while end:
        parts.append(units[back[end] : end])
        end = back[end]
    return parts[::-1]
