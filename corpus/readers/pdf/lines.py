"""Words to lines: first the runs that the file itself sets one after the other, then whole lines of a column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.readers.pdf.layout import Line, Word

_RUN_GAP = 0.9
"""In units of the size: a wider space may be the gap between two columns or two cells."""

_OVERLAP = 0.25
"""In units of the size: how far a word may begin before the end of the one before (kerning, accents)."""

_LEADING = 0.45
"""In units of the size: baselines closer than this belong to one line."""


def runs(words: Iterable[Word], page: int) -> list[Line]:
    """Words that follow one another in the file and on the page, without a wide gap, as one line each."""
    groups: list[list[Word]] = []
    for word in words:
        if groups and _follows(groups[-1], word):
            groups[-1].append(word)
        else:
            groups.append([word])
    return [Line(tuple(group), page) for group in groups]


def _follows(group: Sequence[Word], word: Word) -> bool:
    last = group[-1]
    size = max(last.size, word.size)
    gap = word.x0 - last.x1
    if not -_OVERLAP * size <= gap <= _RUN_GAP * size:
        return False
    main = max(group[-6:], key=lambda each: each.size)
    if abs(word.base - main.base) <= 0.12 * size:
        return True
    # A raised or lowered word is smaller than the line that it belongs to.
    return abs(word.base - main.base) <= _LEADING * size and min(word.size, main.size) < 0.9 * size + 0.01


def full_lines(parts: Iterable[Line], left: float, right: float, region: int) -> list[Line]:
    """Runs of one column put together to lines, from top to bottom."""
    ordered = sorted(parts, key=lambda part: (part.base, part.x0))
    groups: list[list[Line]] = []
    for part in ordered:
        home = next((group for group in groups[-3:] if _beside(group, part)), None)
        if home is None:
            groups.append([part])
        else:
            home.append(part)
    lines = [_merged(group, left, right, region) for group in groups]
    return sorted(lines, key=lambda line: line.base)


def _beside(group: Sequence[Line], part: Line) -> bool:
    """Whether the run stands on the group's line and overlaps none of its runs."""
    if part.table or group[0].table:
        return False
    main = max(group, key=lambda each: each.size * each.width)
    small, large = sorted((part, main), key=lambda each: each.size)
    limit = 0.15 * large.size if small.size > 0.85 * large.size else _LEADING * large.size
    if abs(part.base - main.base) > max(limit, 1.0):
        return False
    slack = _OVERLAP * part.size
    return all(part.x0 >= each.x1 - slack or part.x1 <= each.x0 + slack for each in group)


def _merged(group: Sequence[Line], left: float, right: float, region: int) -> Line:
    table = next((part.table for part in group if part.table), None)
    words = _reglued([word for part in sorted(group, key=lambda part: part.x0) for word in part.words])
    return Line(words if table else _unspaced(words), group[0].page, left, right, region, table=table)


def _reglued(words: Sequence[Word]) -> tuple[Word, ...]:
    """Words in their new order; only those stay glued that still touch the one before."""
    out = list(words[:1])
    for before, word in pairwise(words):
        touches = word.x0 - before.x1 < 0.2 * before.size
        out.append(word if touches or not word.glued else replace(word, glued=False))
    return tuple(out)


def _unspaced(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Letters set wide apart ("A B S T R A K") become words again; a wider gap parts two words."""
    out: list[Word] = []
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and len(words[end].text) == 1 and words[end].text.isalpha():
            end += 1
        if end - at >= 4:
            out.extend(_closed(words[at:end]))
        else:
            out.extend(words[at:end])
        if end < len(words):
            out.append(words[end])
        at = end + 1
    return tuple(out)


def _closed(letters: Sequence[Word]) -> list[Word]:
    """Single letters put together where the gaps are the usual one of this line."""
    gaps = sorted(b.x0 - a.x1 for a, b in pairwise(letters))
    usual = gaps[len(gaps) // 2]
    groups: list[list[Word]] = [[letters[0]]]
    for before, letter in pairwise(letters):
        if letter.x0 - before.x1 > max(1.6 * usual, usual + 0.15 * letter.size):
            groups.append([letter])
        else:
            groups[-1].append(letter)
    return [replace(group[0], text="".join(word.text for word in group), x1=group[-1].x1) for group in groups]
