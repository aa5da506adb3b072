"""Finds a passage's words again among the words of a page, though hyphens, notes and spaces differ."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from corpus import Span

_WORD = re.compile(r"[^\W_]+")
_FAR = 8
"""Words on the page that may stand between two stretches of a passage beside those of the passage itself."""
_SURE = 4
"""A stretch of so many equal words belongs to the passage however far it stands: a note may lie between."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word as it is compared, and where it stands in its text."""

    word: str
    span: Span


def tokens(text: str) -> list[Token]:
    """The words of `text`, folded so that case, ligatures and accents written apart do not matter."""
    return [Token(fold(m.group()), Span(*m.span())) for m in _WORD.finditer(text)]


def fold(word: str) -> str:
    """One form for all spellings of a word."""
    return unicodedata.normalize("NFKC", word).casefold()


def align(page: Sequence[str], passage: Sequence[str]) -> dict[int, int]:
    """For words of the passage, their positions among the words of the page, both ascending.

    Small gaps, such as a word that the page cuts with a hyphen, are filled when asked with `cover`.
    """
    matcher = SequenceMatcher(None, page, passage, autojunk=False)
    blocks = [b for b in matcher.get_matching_blocks() if b.size]
    if not blocks:
        return {}
    core = max(range(len(blocks)), key=lambda i: blocks[i].size)
    kept = [blocks[core]]
    for block in reversed(blocks[:core]):
        first = kept[0]
        if _belongs(first.a - block.a - block.size, first.b - block.b - block.size, block.size):
            kept.insert(0, block)
    for block in blocks[core + 1 :]:
        last = kept[-1]
        if _belongs(block.a - last.a - last.size, block.b - last.b - last.size, block.size):
            kept.append(block)
    return {b.b + i: b.a + i for b in kept for i in range(b.size)}


def _belongs(page_gap: int, passage_gap: int, size: int) -> bool:
    return size >= _SURE or page_gap <= 2 * passage_gap + _FAR


def cover(found: dict[int, int], first: int, last: int) -> list[int]:
    """Positions on the page of the passage's words `first` to `last` (half-open), small gaps filled."""
    pairs = [(b, found[b]) for b in range(first, last) if b in found]
    positions: list[int] = []
    for (word, at), (next_word, next_at) in itertools.pairwise(pairs):
        positions.append(at)
        if next_word - word > 1 and next_at - at - 1 <= next_word - word + 2:
            positions += range(at + 1, next_at)
    return [*positions, pairs[-1][1]] if pairs else []
