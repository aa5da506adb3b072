"""Arabic and Hebrew: from the order in which letters are seen, left to right, to the order in which they are read.

A small part of Unicode's bidirectional algorithm (UAX 9), run backwards: letters have a direction, signs between
letters of one direction take it, others that of the line, and numbers keep their own order.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""A letter, mark or number that is written from right to left."""

_LATIN = 3
"""A line with so many Latin letters quotes Arabic within a sentence that runs from left to right."""

_SHAPED = re.compile("[\ufb1d-\ufdff\ufe70-\ufefc]+")
_NUMBER = re.compile(r"\d(?:[\d.,:/]*\d)?")
_MIRRORED = {
    "(": ")",
    ")": "(",
    "[": "]",
    "]": "[",
    "{": "}",
    "}": "{",
    "«": "»",
    "»": "«",
    "﴾": "﴿",
    "﴿": "﴾",
}
_OPENING = frozenset("([{«﴾")


def as_read(seen: str) -> str:
    """The text of a line, given as it is seen from left to right, in the order in which it is read."""
    units = _units(seen)
    kinds = [_kind(unit) for unit in units]
    line = "L" if kinds.count("L") >= _LATIN else "R"
    directions = _resolved(kinds, line)
    runs = [
        (direction, [unit for unit, _ in group])
        for direction, group in groupby(zip(units, directions, strict=True), key=lambda each: each[1])
    ]
    if line == "R":
        runs.reverse()
    ordered = [unit for direction, run in runs for unit in (reversed(run) if direction == "R" else run)]
    text = "".join(_brackets(ordered))
    return unicodedata.normalize("NFC", _SHAPED.sub(_unshaped, text))


def _unshaped(found: re.Match[str]) -> str:
    """Letters in the forms that they have in a word as plain letters."""
    return unicodedata.normalize("NFKC", found.group())


def _units(seen: str) -> list[str]:
    """What keeps its order within: a letter with its marks, a number."""
    units: list[str] = []
    at = 0
    while at < len(seen):
        number = _NUMBER.match(seen, at)
        end = number.end() if number else at + 1
        while end < len(seen) and unicodedata.combining(seen[end]):
            end += 1
        units.append(seen[at:end])
        at = end
    return units


def _kind(unit: str) -> str:
    """R or L for a letter by its direction, "" for all else."""
    if unit[0].isdigit() or not unit[0].isalpha():
        return ""
    return "R" if RTL.match(unit) else "L"


def _resolved(kinds: Sequence[str], line: str) -> list[str]:
    """The direction of each unit: its own, that of both its neighbours, or the line's."""
    before, after = list(_carried(kinds, line)), list(_carried(kinds[::-1], line))[::-1]
    return [
        kind or (one if one == other else line) for kind, one, other in zip(kinds, before, after, strict=True)
    ]


def _carried(kinds: Sequence[str], line: str) -> Iterator[str]:
    """The last direction up to each place."""
    last = line
    for kind in kinds:
        last = kind or last
        yield last


def _brackets(units: Sequence[str]) -> list[str]:
    """Brackets beside letters from right to left open before a word and close behind it: files say either."""
    found = list(units)
    for at, unit in enumerate(units):
        if unit not in _MIRRORED:
            continue
        before = units[at - 1] if at else " "
        after = units[at + 1] if at + 1 < len(units) else " "
        if not RTL.match(before) and not RTL.match(after):
            continue
        opens = before.isspace() and not after.isspace()
        closes = after.isspace() and not before.isspace()
        opens, closes = opens or RTL.match(before) is None, closes or RTL.match(after) is None
        if opens != closes and (unit in _OPENING) != opens:
            found[at] = _MIRRORED[unit]
    return found
