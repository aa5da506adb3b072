"""Finds what a misspelt or differently spelt term of a question was meant to be: "fentanyl" in documents that
write "fentanil".
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 5
"""A shorter term is left as it is: too many others are a letter away."""


def may_be_misspelt(term: str) -> bool:
    """Whether a term that nothing carries is worth a look for what it was meant to be."""
    return len(term) >= SHORTEST and term.isalpha()


def respell(term: str, vocabulary: Sequence[str]) -> str | None:
    """The term of `vocabulary` nearest to `term` in edits (a swap of neighbours is one), or None.

    One edit is allowed, two from nine letters on; the first letter must stand, since few people miss it, and
    numbers are never changed.
    """
    if not may_be_misspelt(term):
        return None
    near = [v for v in vocabulary if v[0] == term[0] and abs(len(v) - len(term)) <= 2]
    found = process.extractOne(term, near, scorer=OSA.distance, score_cutoff=2 if len(term) >= 9 else 1)
    return found[0] if found else None
