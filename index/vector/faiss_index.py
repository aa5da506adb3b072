"""The FAISS index of a library: exact while that is quick, then an inverted file that looks into some cells only.

Jégou, Douze & Schmid (2011), "Product quantization for nearest neighbor search", IVFADC; here a vector is kept in
8 bits a dimension, which are compared as they are: that takes two thirds of the time of turning them back into
numbers, and finds the same. Distances are Euclidean, which for unit vectors order as
cosines do; scores are turned into cosines by whoever compares exactly.
"""

from __future__ import annotations

import contextlib
import math
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

import faiss as _faiss
import numpy as np
from numpy.typing import NDArray

from index.settings import CELL_SAMPLE, EXACT_MOST

Array = NDArray[np.float32]
_ROUNDS = 4  # of k-means: eight take twice as long and find no more neighbours
_MOST_CELLS = 16_384
_REACH = 4.5
"""Times 1 / sqrt(dimension): the largest number of a unit vector that 8 bits hold; few go near it."""
faiss: Any = _faiss  # its stubs know neither callbacks nor search parameters


def wanted_cells(count: int) -> int:
    """How many cells so many passages are put into: about four times the square root, a power of two; 0 for none."""
    if count <= EXACT_MOST:
        return 0
    return min(_MOST_CELLS, 1 << round(math.log2(4 * math.sqrt(count))))


def nprobe_for(cells: int, share: float = 1.0) -> int:
    """How many cells a search looks into, so that it finds 99 in 100 of the true ten nearest or more.

    Questions about what the library says find as many in half of these cells; questions about other things have
    their neighbours all over. 1,024 of 4,096 cells among a million made passages find 0.986 to 1.00, by set of
    questions, and 1,536, which take a third longer, 0.992 to 1.00.
    `share` of the passages are let through by a filter: the nearest of few stand in more cells.
    """
    return min(cells, math.ceil(24 * math.sqrt(cells) / max(share, 1e-6)))


def exact(dimension: int) -> _faiss.Index:
    """An empty index that compares with every vector; scores are cosines."""
    return cast(_faiss.Index, faiss.IndexIDMap(faiss.IndexFlatIP(dimension)))


def trained(sample: Array, cells: int) -> _faiss.Index:
    """An empty inverted file, its cells found from `sample`, shape (vectors, dimension). Takes a minute for a million.

    The cost is bounded: `CELL_SAMPLE` vectors for each cell, four rounds.
    """
    dimension = sample.shape[1]
    kind, by_residual = faiss.ScalarQuantizer.QT_8bit_direct, False
    index: Any = faiss.IndexIVFScalarQuantizer(
        faiss.IndexFlatL2(dimension), dimension, cells, kind, faiss.METRIC_L2, by_residual
    )
    index.cp.niter = _ROUNDS
    index.cp.max_points_per_centroid = CELL_SAMPLE
    index.cp.min_points_per_centroid = 1
    index.train(_steps(sample))
    return cast(_faiss.Index, index)


def _steps(vectors: Array) -> Array:
    """Unit vectors in whole steps of 8 bits, in [0, 255], the same shape."""
    scale = 127 * math.sqrt(vectors.shape[1]) / _REACH
    return np.ascontiguousarray(np.clip(np.rint(vectors * scale) + 128, 0, 255), dtype=np.float32)


def add(index: _faiss.Index, keys: NDArray[np.int64], vectors: Array) -> None:
    """Put unit vectors, shape (vectors, dimension), into an index under their keys."""
    made = _steps(vectors) if cells_of(index) else np.ascontiguousarray(vectors)
    index.add_with_ids(made, keys)


def fits(index: _faiss.Index, dimension: int) -> bool:
    """Whether an index is of vectors of that dimension, kept as they are kept now."""
    held: Any = index
    as_now = not cells_of(index) or held.sq.qtype == faiss.ScalarQuantizer.QT_8bit_direct
    return bool(as_now and index.d == dimension)


def cells_of(index: _faiss.Index) -> int:
    """How many cells an index has; 0 for an exact one."""
    return int(getattr(index, "nlist", 0))


def save(index: _faiss.Index, file: BinaryIO) -> None:
    """Write an index to an open file; not by name, since FAISS takes none beyond Windows' code page."""
    faiss.write_index(index, faiss.PyCallbackIOWriter(file.write))


def load(path: Path, *, mapped: bool) -> _faiss.Index:
    """Read an index; `mapped`: leave an inverted file's cells on the disk, where the system can do that.

    Raises:
        RuntimeError: it is damaged.
        OSError: it cannot be read.
    """
    if mapped and os.name == "posix":
        index: Any = faiss.read_index(str(path), faiss.IO_FLAG_MMAP | faiss.IO_FLAG_READ_ONLY)
        if cells_of(index):
            # Threads that read ahead cost more than they save where the pages are in memory already.
            faiss.downcast_InvertedLists(index.invlists).prefetch_nthread = 0
        return cast(_faiss.Index, index)
    with path.open("rb") as file:
        return cast(_faiss.Index, faiss.read_index(faiss.PyCallbackIOReader(file.read)))


@contextlib.contextmanager
def _one_thread() -> Iterator[None]:
    """One vector's search is too short for several threads: waking them took forty times as long as searching."""
    threads = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(threads)


def remove(index: _faiss.Index, bits: NDArray[np.uint8]) -> None:
    """Take the keys whose bit is set out of an index that is in memory."""
    index.remove_ids(faiss.IDSelectorBitmap(bits))


def ask(
    index: _faiss.Index, vector: Array, top: int, bits: NDArray[np.uint8] | None, share: float
) -> Iterator[Any]:
    """(key, score) of the `top` best for one vector, best first; only keys whose bit is set in `bits`, where given.

    Scores are cosines of an exact index, and of no meaning beyond the order for one with cells.
    """
    chosen = None if bits is None else faiss.IDSelectorBitmap(bits)
    extra = {} if chosen is None else {"sel": chosen}
    parameters: Any = None
    if cells := cells_of(index):
        parameters = faiss.SearchParametersIVF(nprobe=nprobe_for(cells, share), **extra)
        vector = _steps(vector[None, :])[0]
    elif extra:
        parameters = faiss.SearchParameters(**extra)
    with _one_thread():
        scores, keys = index.search(vector[None, :], top, params=parameters)
    return ((int(k), float(s)) for k, s in zip(keys[0], scores[0], strict=True) if k >= 0)
