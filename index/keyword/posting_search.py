"""The keyword search of a large library: BM25 over blocks of postings, the scores those of FTS5.

store ──▶ a file for each 65,536 keys ──┐
     └──▶ those that came after        ─┴──▶ scores of whole terms at once ──▶ the best
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from index.keyword import postings
from index.keyword.postings import SIZE, Block
from index.keyword.terms import StemLanguage
from index.settings import TAIL_MOST
from index.store.derived import Mask, Tell, existing_mask, file_of, files_of, quiet, whole, write
from index.store.store import Store
from index.store.writing import STEM_LANGUAGES

_K1, _B = 1.2, 0.75
Scores = NDArray[np.float64]


class PostingSearch:
    """All postings of one generation of an index."""

    def __init__(self, blocks: list[Block], there: Mask, mean: float) -> None:
        self._there = there
        # What a passage's length does to its scores, the same for every question.
        self._blocks = [(b, _K1 * (1 - _B + _B * b.arrays["lengths"] / mean)) for b in blocks]

    @classmethod
    def load(cls, store: Store, tell: Tell = quiet) -> PostingSearch:
        """Open the files of postings, make those that are missing, damaged or outgrown, read what came after.

        An unwritable folder keeps new ones in memory only.
        """
        with store.snapshot():  # all of one moment
            there = existing_mask(store.layout())
            blocks = []
            for number in range(len(there) // SIZE + 1):
                blocks += _blocks(store, number, len(there) - 1)
                tell(min((number + 1) * SIZE, len(there)), len(there))
            terms = sum(store.total(language) for language in STEM_LANGUAGES)
            return cls(blocks, there, max(1.0, terms / max(1, store.count_passages())))

    def search(
        self, terms: Mapping[str, float], language: StemLanguage, top: int, allowed: Mask | None
    ) -> list[tuple[int, float]]:
        """The `top` passages as (key, BM25), best first, by `terms` with their inverse document frequencies."""
        allowed = self._there if allowed is None else allowed
        digests = [postings.digest(t) for t in terms]
        best_keys, best = np.zeros(0, dtype=np.int64), np.zeros(0)
        for block, norms in self._blocks:
            mask = _part(allowed, block)
            floor = float(best[-1]) if len(best) == top else 0.0
            scores = _scores(block, norms, digests, list(terms.values()), language)
            rows = _best(scores, mask, floor, top)
            keys, scores = np.append(best_keys, rows + block.first), np.append(best, scores[rows])
            order = np.lexsort((keys, -scores))[:top]
            best_keys, best = keys[order], scores[order]
        return list(zip(best_keys.tolist(), best.tolist(), strict=True))


def _scores(
    block: Block, norms: Scores, digests: list[int], idfs: list[float], language: StemLanguage
) -> Scores:
    """BM25 of each passage of a block, 0 where no term stands."""
    scores = np.zeros(len(norms))
    for idf, (rows, counts) in zip(idfs, block.postings(digests, language), strict=True):
        if len(rows):
            found = counts.astype(np.float64)
            scores[rows] += idf * ((found * (_K1 + 1)) / (found + norms[rows]))
    return scores


def _best(scores: Scores, mask: Mask, floor: float, top: int) -> NDArray[np.int64]:
    """Rows of the `top` highest scores above `floor`, those of equal score all."""
    rows = np.flatnonzero((scores > floor) & mask)
    if len(rows) > top:
        least = np.partition(scores[rows], -top)[-top]
        rows = rows[scores[rows] >= least]
    return rows


def _part(allowed: Mask, block: Block) -> Mask:
    """The mask of a block's own keys; keys beyond a mask are of passages that came later."""
    mask = allowed[block.first : block.last + 1]
    missing = block.last + 1 - block.first - len(mask)
    return np.pad(mask, (0, missing)) if missing else mask


def _blocks(store: Store, number: int, highest: int) -> list[Block]:
    """The block of a number: its file, and what came after that, or a new file."""
    first, last = number * SIZE, min((number + 1) * SIZE - 1, highest)
    kept = _opened(store, number)
    after = kept.last + 1 if kept else first
    if last - after >= TAIL_MOST:
        return [_written(store, number, _made(store, first, last))]
    tail = [_made(store, after, last)] if after <= last else []
    return [*([kept] if kept else []), *tail]


def _opened(store: Store, number: int) -> Block | None:
    """What is damaged is derived data: it is made anew."""
    highest = store.highest_key()
    for last, path in files_of(store, f"words{number}"):
        with contextlib.suppress(OSError, ValueError, KeyError):
            if last <= highest and whole(path):
                block = postings.mapped(number * SIZE, path)
                if block.last == last:
                    return block
    return None


def _made(store: Store, first: int, last: int) -> Block:
    rows = store.connection.execute(
        f"SELECT rowid, {', '.join(STEM_LANGUAGES)} FROM words WHERE rowid BETWEEN ? AND ?", (first, last)
    )
    return postings.make(first, last, rows, STEM_LANGUAGES)


def _written(store: Store, number: int, block: Block) -> Block:
    """The block on the disk, where it can be written."""
    path = file_of(store, f"words{number}", block.last)
    with contextlib.suppress(OSError):
        write(path, lambda file: postings.write(block, file))
        return postings.mapped(block.first, path)
    return block
