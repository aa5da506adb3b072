"""A question in capitals, as if it were typed in ordinary letters: the model reads capitals badly."""

from __future__ import annotations

_FEWEST = 8
"""Letters of a text whose capitals say nothing; in a shorter one they may be an abbreviation or two."""

_MOSTLY = 0.8
"""The share of capitals from which on a text counts as typed in capitals."""


def restored(text: str) -> str:
    """`text` in small letters, the first one a capital, where it was typed in capitals; else as it is."""
    cased = [c for c in text if c.isupper() or c.islower()]
    if len(cased) < _FEWEST or sum(c.isupper() for c in cased) < _MOSTLY * len(cased):
        return text
    small = text.lower()
    return small[:1].upper() + small[1:]
