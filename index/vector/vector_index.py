"""Vector search: a FAISS index derived from the store, kept beside it and made anew when it does not fit.

    store ──▶ base: a file with all passages up to a key ──┐
         └──▶ tail: those that came after, in memory      ─┴──▶ the nearest, compared exactly

What was added since the base was made is read into the tail, what was removed is masked out: a hundred passages
more cost the time of a hundred passages, and a run killed at any moment leaves a base that still holds.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

import faiss
import numpy as np
from numpy.typing import NDArray

from index.settings import CELL_SAMPLE, EXACT_FILTERED, TAIL_MOST
from index.store.derived import (
    Mask,
    Tell,
    batches,
    bits,
    existing_mask,
    file_of,
    files_of,
    quiet,
    whole,
    write,
)
from index.store.store import Store
from index.vector import faiss_index as cells

_KIND = "vectors"
_AGAIN = 2
"""Times as many as are asked for are compared exactly; more changed nothing, 8 bits are near enough."""


@dataclass(frozen=True, slots=True)
class _Base:
    """A FAISS index of the passages up to the key `last`; `held` of those it has are still there."""

    index: faiss.Index
    last: int
    held: int

    @property
    def gone(self) -> int:
        return int(self.index.ntotal) - self.held


class VectorIndex:
    """The passages nearest to a vector.

    Vectors are unit length; scores are cosines, in [-1, 1], higher is better.
    """

    def __init__(self, store: Store, base: _Base, tail: faiss.Index, there: Mask) -> None:
        self._store, self._base, self._tail, self._there = store, base, tail, there
        self._count = int(there.sum())

    def __len__(self) -> int:
        return self._count

    @classmethod
    def load(cls, store: Store, tell: Tell = quiet) -> VectorIndex:
        """Open the base, or make one where it is missing, damaged or outgrown; read what came after it.

        An unwritable folder keeps a new base in memory only.
        """
        with store.snapshot():  # all of one moment
            there = existing_mask(store.layout())
            base = _opened(store, there)
            if base is None or _outgrown(base, there):
                base = _renewed(store, base, there, tell)
            tail = cells.exact(store.identity().dimension)
            keys, vectors = store.vectors(base.last)
            if len(keys):
                cells.add(tail, keys, vectors)
        return cls(store, base, tail, there)

    def search(
        self, vector: NDArray[np.float32], top: int, allowed: Mask | None = None
    ) -> list[tuple[int, float]]:
        """The `top` nearest passages as (key, cosine), best first; only those in `allowed` where given."""
        if vector.shape != (self._tail.d,):
            raise ValueError(
                f"The question's vector has shape {vector.shape}, the index holds ({self._tail.d},)"
            )
        mask = self._mask(allowed)
        many = self._count if mask is None else int(mask.sum())
        top = min(top, many)
        if not top:
            return []
        if not cells.cells_of(self._base.index):
            packed = None if mask is None else bits(mask)
            return list(cells.ask(self._base.index, vector, top, packed, 1.0))
        if mask is not None and many <= EXACT_FILTERED:
            return self._exactly(vector, np.flatnonzero(mask).tolist())[:top]
        return self._nearest(vector, top, mask, many)

    def _mask(self, allowed: Mask | None) -> Mask | None:
        """None where every vector of the index may be found."""
        if allowed is not None:
            size = min(len(allowed), len(self._there))
            return np.asarray(allowed[:size] & self._there[:size])
        return self._there if self._base.gone else None

    def _nearest(
        self, vector: NDArray[np.float32], top: int, mask: Mask | None, many: int
    ) -> list[tuple[int, float]]:
        packed = None if mask is None else bits(mask)
        near = cells.ask(self._base.index, vector, max(_AGAIN * top, 64), packed, many / self._count)
        late = cells.ask(self._tail, vector, top, packed, 1.0) if self._tail.ntotal else ()
        found = [*self._exactly(vector, [k for k, _ in near]), *late]
        return sorted(found, key=lambda kept: (-kept[1], kept[0]))[:top]

    def _exactly(self, vector: NDArray[np.float32], keys: list[int]) -> list[tuple[int, float]]:
        """By the vectors in the store."""
        stored, vectors = self._store.vectors_of(keys)
        scores = vectors @ vector if stored else ()
        return sorted(
            ((k, float(s)) for k, s in zip(stored, scores, strict=True)), key=lambda kept: (-kept[1], kept[0])
        )


def _opened(store: Store, there: Mask) -> _Base | None:
    """The base that covers most and can be read. What is damaged is derived data: it is made anew."""
    dimension, highest = store.identity().dimension, store.highest_key()
    for last, path in files_of(store, _KIND):
        with contextlib.suppress(OSError, RuntimeError):
            if last <= highest and whole(path):
                base = _Base(cells.load(path, mapped=True), last, int(there[: last + 1].sum()))
                if cells.fits(base.index, dimension) and base.gone >= 0:
                    return base
    return None


def _outgrown(base: _Base, there: Mask) -> bool:
    """Whether the base is to be made anew. An exact one is, for the least change: that takes no time."""
    count = int(there.sum())
    wanted, has = cells.wanted_cells(count), cells.cells_of(base.index)
    if not wanted or not has:
        return bool(wanted or has or base.gone or count != base.held)
    return not _fits(has, wanted) or count - base.held > TAIL_MOST or base.gone > count // 4


def _fits(has: int, wanted: int) -> bool:
    """Whether so many cells still do for a library that would get `wanted` if it were made now."""
    return has in (wanted, 2 * wanted)  # as many, or a library that shrank a little


def _renewed(store: Store, base: _Base | None, there: Mask, tell: Tell) -> _Base:
    """A base of all passages, written where that can be done."""
    dimension, last, count = store.identity().dimension, store.highest_key(), int(there.sum())
    wanted = cells.wanted_cells(count)
    tell = tell if wanted else quiet  # an exact one takes no time
    if base is None or not wanted or not _fits(cells.cells_of(base.index), wanted):
        tell(0, count)
        index, after = _empty(store, dimension, wanted, count), 0
    else:
        index, after = _without_gone(store, base, there), base.last
    for keys, vectors in batches(store, after):
        cells.add(index, keys, vectors)
        tell(int(index.ntotal), count)
    with contextlib.suppress(OSError):
        write(file_of(store, _KIND, last), lambda file: cells.save(index, file))
    return _Base(index, last, count)


def _empty(store: Store, dimension: int, wanted: int, count: int) -> faiss.Index:
    if not wanted:
        return cells.exact(dimension)
    every = max(1, count // (CELL_SAMPLE * wanted))
    sample = np.concatenate([vectors for _, vectors in batches(store, every=every)])
    return cells.trained(sample, wanted)


def _without_gone(store: Store, base: _Base, there: Mask) -> faiss.Index:
    """The base in memory, to be changed; its cells stay where they are."""
    index = cells.load(file_of(store, _KIND, base.last), mapped=False)
    if base.gone:
        gone = ~there[: base.last + 1]
        cells.remove(index, bits(gone))
    return index
