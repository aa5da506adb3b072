"""Headings read against headings known: precision, recall and F1, of the headings and of their pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.evaluation.truth import Heading as Heading
from corpus.headings import is_bare_mark
from corpus.readers.pdf.outline import plain

_LEFTOVER = 14
"""Letters and digits by which two may differ at the front: outlines leave out "BAB II" or "4.2.11"."""


@dataclass(frozen=True, slots=True)
class Score:
    """Counts and what follows from them; all shares in [0, 1], higher is better."""

    known: int
    read: int
    right: int
    right_page: int
    right_level: int
    missed: tuple[str, ...] = ()
    invented: tuple[str, ...] = ()

    @property
    def precision(self) -> float:
        """Share of those read that are known."""
        return self.right / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        """Share of those known that were read."""
        return self.right / self.known if self.known else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.known + self.read) if self.known + self.read else 0.0

    @property
    def page_f1(self) -> float:
        """The same where only a heading on its very page counts as right."""
        return 2 * self.right_page / (self.known + self.read) if self.known + self.read else 0.0


def compare(known: Sequence[Heading], read: Sequence[Heading]) -> Score:
    """Pairs each known heading with the nearest of those read that says the same, at most a page away."""
    free = list(read)
    pairs: list[tuple[Heading, Heading]] = []
    missed: list[str] = []
    for heading in known:
        near = [each for each in free if abs(each.page - heading.page) <= 1 and same(heading.text, each.text)]
        if not near:
            missed.append(heading.text)
            continue
        best = min(near, key=lambda each, page=heading.page: abs(each.page - page))  # type: ignore[misc]
        free.remove(best)
        pairs.append((heading, best))
    return Score(
        known=len(known),
        read=len(read),
        right=len(pairs),
        right_page=sum(first.page == second.page for first, second in pairs),
        right_level=sum(first.level == second.level for first, second in pairs),
        missed=tuple(missed),
        invented=tuple(each.text for each in free),
    )


def same(first: str, second: str) -> bool:
    """Whether two headings say the same but for spaces, signs, case and a number before one of them."""
    short, long = sorted((first, second), key=lambda text: len(plain(text)))
    if is_bare_mark(short) and plain(long).startswith(plain(short)):
        return True
    left = len(plain(long)) - len(plain(short))
    return (
        bool(plain(short))
        and left <= _LEFTOVER
        and (_is_within(short, long) if left else plain(short) == plain(long))
    )


def _is_within(short: str, long: str) -> bool:
    """Whether the words of one stand in the other in order: "Lampiran DATA" in "LAMPIRAN A DATA"."""
    words = iter(plain(word) for word in long.split())
    whole = plain(long).endswith(plain(short))
    return whole or all(word in words for word in map(plain, short.split()) if word)
