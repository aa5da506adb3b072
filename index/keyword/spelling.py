"""Finds what a misspelt or differently spelt term of a question was meant to be: "fentanyl" in documents that
write "fentanil".
"""

from __future__ import annotations

import string
from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 5
"""A shorter term is left as it is: too many others are a letter away."""

_BEGINNING = 4


def may_be_misspelt(term: str) -> bool:
    """Whether a term that nothing carries is worth a look for what it was meant to be."""
    return len(term) >= SHORTEST and term.isalpha()


def beginnings(term: str) -> list[str]:
    """How the term that was meant may begin, sorted: the first four letters, with one edit among them at most.

    So a vocabulary of millions need not be gone through. Of two edits that may both be among those letters
    some are missed.
    """
    letters = sorted({*string.ascii_lowercase, *term})
    found = {term}
    for at in range(1, _BEGINNING):
        before, after = term[:at], term[at + 1 :]
        found.add(before + after)
        found.add(before + term[at + 1 : at + 2] + term[at] + term[at + 2 :])
        for letter in letters:
            found |= {before + letter + after, before + letter + term[at:]}
    return sorted({each[:_BEGINNING] for each in found})


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
