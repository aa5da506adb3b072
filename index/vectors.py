"""Vector search: a FAISS index derived from the store, kept beside it and rebuilt when they disagree."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from index.store import Store


class VectorIndex:
    """Exact cosine search over all passages.

    Vectors are unit length, so the inner product that FAISS gives is the cosine, in [-1, 1], higher is better.
    """

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @classmethod
    def load(cls, store: Store) -> VectorIndex:
        """Read the FAISS file of the store's present generation, or build and write it."""
        path = _path(store)
        if path.is_file():
            with contextlib.suppress(RuntimeError):  # a damaged file is derived data: make it anew
                return cls(faiss.read_index(str(path)))
        return cls.rebuild(store)

    @classmethod
    def rebuild(cls, store: Store) -> VectorIndex:
        """Build from the store's vectors and write the file. An unwritable folder keeps it in memory only."""
        keys, vectors = store.vectors()
        index = faiss.IndexIDMap2(faiss.IndexFlatIP(store.identity().dimension))
        if len(keys):
            index.add_with_ids(np.ascontiguousarray(vectors), keys)
        with contextlib.suppress(OSError):
            _write(index, _path(store))
        return cls(index)

    def search(
        self, vector: NDArray[np.float32], top: int, keys: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """The `top` nearest passages as (key, cosine), best first; only among `keys` where given."""
        if vector.shape != (self._index.d,):
            raise ValueError(
                f"The question's vector has shape {vector.shape}, the index holds ({self._index.d},)"
            )
        parameters = None
        if keys is not None:
            selector = faiss.IDSelectorBatch(np.asarray(keys, dtype=np.int64))
            parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]  # the stub lacks it
        scores, found = self._index.search(vector[None, :], min(top, max(len(self), 1)), params=parameters)
        return [(int(k), float(s)) for k, s in zip(found[0], scores[0], strict=True) if k >= 0]


def _path(store: Store) -> Path:
    return store.folder / f"vectors-{store.generation()}.faiss"


def _write(index: faiss.Index, path: Path) -> None:
    handle, scratch = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    os.close(handle)
    faiss.write_index(index, scratch)
    Path(scratch).replace(path)
    for other in path.parent.glob("vectors-*.faiss"):
        if other != path:
            other.unlink(missing_ok=True)
