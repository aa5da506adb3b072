"""Files derived from the store: each covers the passages up to a key, never changes, and can be made again.

A file's name tells the lineage of the keys and the last one it covers. Keys are never given twice, so a file
stays true whatever is added or removed: what came later is looked for elsewhere, what went is masked out.
"""

from __future__ import annotations

import contextlib
import os
import re
import struct
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from index.store.store import Store

Mask = NDArray[np.bool_]
"""Which keys are meant: true at each of them."""

Tell = Callable[[int, int], None]
"""Told (passages done, of how many) while something is derived."""

_END = struct.Struct("<8sQ")
_MARK = b"rujukan\n"


def quiet(_done: int, _total: int) -> None:
    """For who wants to be told nothing."""


def existing_mask(layout: NDArray[np.int64]) -> Mask:
    """The keys of all passages, from `Store.layout`."""
    size = int(layout[-1].sum()) if len(layout) else 1
    firsts, counts = layout.T
    begun = np.bincount(firsts, minlength=size + 1)[:size]
    ended = np.bincount(firsts + counts, minlength=size + 1)[:size]
    return np.asarray(np.cumsum(begun - ended) > 0)


def bits(mask: Mask) -> NDArray[np.uint8]:
    """A mask as FAISS and its like take it, eight keys a byte, the first one lowest."""
    return np.packbits(mask, bitorder="little")


def file_of(store: Store, kind: str, last: int) -> Path:
    """Where what is derived from the passages up to the key `last` stands."""
    return store.folder / f"{kind}-{store.build_id()}-{last}.derived"


def files_of(store: Store, kind: str) -> list[tuple[int, Path]]:
    """(last key, file) of those of this lineage, the one that covers most first. Broken ones may be among them."""
    pattern = re.compile(rf"{re.escape(kind)}-{store.build_id()}-(\d+)\.derived")
    named = ((pattern.fullmatch(p.name), p) for p in store.folder.glob(f"{kind}-*"))
    return sorted(((int(m[1]), p) for m, p in named if m), reverse=True)


def write(path: Path, body: Callable[[BinaryIO], None]) -> None:
    """Write a file at once: a process killed meanwhile leaves none of this name. Others of its kind are deleted."""
    scratch = path.with_name(f"{path.stem}-{os.getpid()}-{threading.get_ident()}.tmp")
    with scratch.open("wb") as file:
        body(file)
        file.write(_END.pack(_MARK, file.tell()))
    scratch.replace(path)
    kind = path.name.split("-")[0]
    for other in path.parent.glob(f"{kind}-*"):  # that cover less, and of writers that were killed
        if other != path:
            with contextlib.suppress(OSError):  # one that is open elsewhere cannot be deleted on Windows
                other.unlink(missing_ok=True)


def whole(path: Path) -> bool:
    """Whether a file has the length with which it was written."""
    with path.open("rb") as file:
        size = path.stat().st_size
        if size < _END.size:
            return False
        file.seek(size - _END.size)
        return _END.unpack(file.read()) == (_MARK, size - _END.size)


def batches(
    store: Store, after: int = 0, size: int = 8192, every: int = 1
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]:
    """Keys above `after` with their vectors, ascending, some at a time: memory does not grow with the library.

    `every`: one in so many, scattered.
    """
    while True:
        keys, vectors = store.vectors(after, size, every)
        if not len(keys):
            return
        yield keys, vectors
        after = int(keys[-1])
