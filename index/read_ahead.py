"""Works ahead, so that the processor's cores are always at the model.

While the model embeds one batch, the one before it is written; while it embeds one document, the next are read
in processes of their own (reading is Python at work, and Python runs on one core at a time).
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection
from typing import TypeVar

from corpus import Document, Found, read_file, say
from corpus.errors import FormatError, ReadError

if sys.platform != "win32":
    import resource

T = TypeVar("T")
R = TypeVar("R")

READ_AHEAD_BYTES = 1_000_000
"""A run over less than this is read as it goes: starting a process takes longer."""
_MOST_READERS = 4
_AHEAD = 2
"""Documents read and waiting, for each reader: what they hold in memory stays bounded."""
_READER_MEMORY = 1_500_000_000
"""Bytes of its own that a reader process may hold (Linux counts them; other systems may not)."""
_CPU_SECONDS, _CPU_SECONDS_PER_MB = 10, 60
"""Processor time that one document may take, by its size; OCR runs in processes of its own."""


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
        self._begun: dict[str, tuple[Found, Future[Document | ReadError]]] = {}
        self._pool: ProcessPoolExecutor | None = None
        if len(files) > 1 and sum(f.size for f in files) >= READ_AHEAD_BYTES:
            self._count = max(1, min(_MOST_READERS, (os.cpu_count() or 1) // 2))
            # Not forked: a process that runs a model has threads, and a fork may stop for ever at their locks.
            self._processes = multiprocessing.get_context("spawn")
            self._end, self._leash = self._processes.Pipe(duplex=False)
            self._pool = self._start(self._count)

    def _start(self, count: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(count, self._processes, _begin_reader, (self._end,))

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
        if file.name not in self._begun:
            return read_file(file.path, name=file.name)
        _, begun = self._begun.pop(file.name)
        try:
            found = begun.result()
        except BrokenProcessPool:  # a reader died, maybe over another file: this one is read again, alone
            self._restart()
            found = self._alone(file)
        except Exception as error:  # its answer could not be sent
            raise FormatError(say("unreadable", name=file.name, detail=type(error).__name__)) from error
        self._begin()
        if isinstance(found, ReadError):
            raise found
        return found

    def _alone(self, file: Found) -> Document | ReadError:
        """What a reader that has only `file` makes of it; a reader that dies again dies of this file."""
        with self._start(1) as reader:
            try:
                return reader.submit(_read, file).result()
            except BrokenProcessPool:
                return FormatError(say("reader_ended", name=file.name))

    def _restart(self) -> None:
        """Replace a pool whose process died; the files it had are read in a new one."""
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self._start(self._count)
        for name, (file, _) in list(self._begun.items()):
            self._begun[name] = (file, self._pool.submit(_read, file))

    def _begin(self) -> None:
        while self._pool and self._left and len(self._begun) < self._count * _AHEAD:
            file = self._left.popleft()
            try:
                began = self._pool.submit(_read, file)
            except BrokenProcessPool:
                self._restart()
                began = self._pool.submit(_read, file)
            self._begun[file.name] = (file, began)


def _read(file: Found) -> Document | ReadError:
    _limit_processor(file.size)
    try:
        return read_file(file.path, name=file.name)
    except ReadError as error:
        return error


def _limit_processor(size: int) -> None:
    """Bound the processor time from now on; beyond it the system ends this process."""
    if sys.platform != "win32":
        used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
        most = int(used + _CPU_SECONDS + _CPU_SECONDS_PER_MB * size / 1e6) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _limit_memory() -> None:
    if sys.platform != "win32":
        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        most = _READER_MEMORY if hard == resource.RLIM_INFINITY else min(hard, _READER_MEMORY)
        resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _begin_reader(end: Connection) -> None:
    """End this process as soon as nobody holds the other side of `end`: the run is over, or was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the run, which tells us
    _limit_memory()

    def watch() -> None:
        with contextlib.suppress(EOFError, OSError):
            end.recv_bytes()
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()
