"""Vector search: a FAISS index derived from the store, kept beside it and rebuilt when they disagree."""

from __future__ import annotations

import contextlib
import os
import threading
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
        with store.snapshot():
            path, count = _path(store), store.count_passages()
            dimension = store.identity().dimension
        # A damaged file is derived data: make it anew.
        with contextlib.suppress(OSError, RuntimeError, ValueError):
            index = faiss.deserialize_index(np.fromfile(path, dtype=np.uint8))
            if (index.d, index.ntotal) == (dimension, count):
                return cls(index)
        return cls.rebuild(store)

    @classmethod
    def rebuild(cls, store: Store) -> VectorIndex:
        """Build from the store's vectors and write the file. An unwritable folder keeps it in memory only."""
        with store.snapshot():
            path = _path(store)
            keys, vectors = store.vectors()
            dimension = store.identity().dimension
        index = faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))
        if len(keys):
            index.add_with_ids(np.ascontiguousarray(vectors), keys)
        with contextlib.suppress(OSError):
            _write(index, path)
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
    """Under another name first: a process killed meanwhile leaves no half of a file under this one."""
    scratch = path.with_name(f"{path.stem}-{os.getpid()}-{threading.get_ident()}.tmp")
    # Through memory, not by faiss.write_index, which takes no name beyond the system's code page on Windows.
    faiss.serialize_index(index).tofile(scratch)
    scratch.replace(path)
    for other in path.parent.glob("vectors-*"):  # of earlier generations, and of writers that were killed
        if other != path:
            other.unlink(missing_ok=True)
