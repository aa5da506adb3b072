"""Works ahead, so that the processor's cores are always at the model.

While the model embeds one batch, the one before it is written; while it embeds one document, the next are read
in processes of their own (reading is Python at work, and Python runs on one core at a time).
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing.connection import Connection
from typing import TypeVar

from corpus import Document, Found, read_file
from corpus.errors import ReadError

T = TypeVar("T")
R = TypeVar("R")

READ_AHEAD_BYTES = 1_000_000
"""A run over less than this is read as it goes: starting a process takes longer."""
_MOST_READERS = 4
_AHEAD = 2
"""Documents read and waiting, for each reader: what they hold in memory stays bounded."""


def prefetch_one(run: Callable[[T], R], items: Iterable[T]) -> Iterator[tuple[T, R]]:
    """Each item with its result, in order; while the caller works on one, `run` is at the next in a thread.

    `run` is never at two at once, and at none when the iteration has ended, however it ends.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="rujukan-ahead") as pool:
        waiting: tuple[T, Future[R]] | None = None
        for item in items:
            begun = (item, pool.submit(run, item))
            if waiting:
                yield waiting[0], waiting[1].result()
            waiting = begun
        if waiting:
            yield waiting[0], waiting[1].result()


class ReaderPool:
    """Reads the files of a run, the next ones ahead where there is enough to read. Use as a context."""

    def __init__(self, files: Sequence[Found]) -> None:
        self._left = deque(files)
        self._begun: dict[str, Future[Document | ReadError]] = {}
        self._pool: ProcessPoolExecutor | None = None
        if len(files) > 1 and sum(f.size for f in files) >= READ_AHEAD_BYTES:
            self._count = max(1, min(_MOST_READERS, (os.cpu_count() or 1) // 2))
            # Not forked: a process that runs a model has threads, and a fork may stop for ever at their locks.
            processes = multiprocessing.get_context("spawn")
            self._end, self._leash = processes.Pipe(duplex=False)
            self._pool = ProcessPoolExecutor(self._count, processes, _begin_reader, (self._end,))

    def __enter__(self) -> ReaderPool:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._leash.close()  # readers end now: a scan may take minutes, and nobody waits for it any more
            self._end.close()

    def read(self, file: Found) -> Document:
        """The document in `file`; the files after it are begun.

        Raises:
            ReadError: it cannot be read.
        """
        self._begin()
        begun = self._begun.pop(file.name, None)
        if begun is None:
            return read_file(file.path, name=file.name)
        found: Document | ReadError | None = None
        with contextlib.suppress(Exception):  # the process died, or its answer could not be sent
            found = begun.result()
        self._begin()
        if isinstance(found, ReadError):
            raise found
        return found or read_file(file.path, name=file.name)

    def _begin(self) -> None:
        while self._pool and self._left and len(self._begun) < self._count * _AHEAD:
            file = self._left.popleft()
            try:
                self._begun[file.name] = self._pool.submit(_read, file)
            except Exception:  # a pool whose process died takes nothing more: the rest is read as it goes
                self._left.clear()


def _read(file: Found) -> Document | ReadError:
    try:
        return read_file(file.path, name=file.name)
    except ReadError as error:
        return error


def _begin_reader(end: Connection) -> None:
    """End this process as soon as nobody holds the other side of `end`: the run is over, or was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the run, which tells us

    def watch() -> None:
        with contextlib.suppress(EOFError, OSError):
            end.recv_bytes()
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()
