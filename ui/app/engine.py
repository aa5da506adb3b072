"""The library behind the app: model, index and watch, shared by all who have a page open.

model ──▶ index brought up to date ──▶ questions; and again whenever the folder's files change
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from corpus import find_files
from corpus.errors import (
    LibraryError,
    MismatchError,
    NoIndexError,
    OutdatedError,
    RujukanError,
)
from index import Embedder, Filter, Progress, Receipt
from ui.app.library_reader import Shelf

if TYPE_CHECKING:  # these import faiss; the page is painted before that
    from qa import Answer, Assistant

Phase = Literal["model", "indexing", "ready", "failed"]
WATCH_SECONDS = 4.0
"""How often the folder is looked at; a file is taken in once it stood unchanged for one look.

By looking, not by the system's notices: those do not come from network drives, from containers, or from folders
that a cloud's program keeps in step, and a look costs some milliseconds for a thousand files.
"""

_Signature = tuple[tuple[str, int, int], ...]
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the library stands. `answers`: questions can be asked, of what is indexed so far.

    `renewing`: the index is made anew because an older Rujukan made it.
    """

    phase: Phase = "model"
    answers: bool = False
    progress: Progress | None = None
    receipt: Receipt | None = None
    error: Exception | None = None
    cancelled: bool = False
    renewing: bool = False

    @property
    def mismatch(self) -> bool:
        """Whether only a new index helps."""
        return isinstance(self.error, MismatchError)


class _Cancelled(Exception):  # noqa: N818 - a person's wish, not an error
    """The person stopped the run."""


class Engine(Shelf):
    """One library with its model, kept up to date. All methods may be called from any thread."""

    def __init__(self, library: Path, load: Callable[[], Embedder], *, watched: bool = True) -> None:
        """`load` gives the model, or raises; it is called again when a person tries again."""
        super().__init__(library)
        self.watched = watched
        self._load_model = load
        self._standing = Standing()
        self._wake = threading.Event()
        self._cancel = threading.Event()
        self._settled = threading.Event()
        self._rebuild = self._wanted = self._closed = False
        self._again: set[str] = set()
        self._assistant: Assistant | None = None
        self._thread = threading.Thread(target=self._work, name="rujukan-engine", daemon=True)

    # -- for the pages ---------------------------------------------------------------------------------

    def start(self) -> Engine:
        """Begin to load the model and to index, in the background."""
        self._thread.start()
        return self

    def standing(self) -> Standing:
        """Where the library stands this moment."""
        return self._standing

    def wait(self, seconds: float) -> Standing:
        """Wait until the first run has ended, well or not."""
        self._settled.wait(seconds)
        return self._standing

    def update(self, *, rebuild: bool = False) -> None:
        """Bring the index up to date, soon; `rebuild` makes it anew."""
        self._settled.clear()
        self._wanted, self._rebuild = True, rebuild or self._rebuild
        self._wake.set()

    def read_again(self, path: str) -> None:
        """Forget what is known of the file `path`, soon, and read it anew."""
        self._again.add(path)
        self.update()

    def cancel(self) -> None:
        """Stop the run between two batches; what is done is kept."""
        self._cancel.set()

    def close(self) -> None:
        """End the watch and close the index."""
        self._closed = True
        self._cancel.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(10)
        self._shut()

    def ask(self, question: str, narrowed: Filter, top: int, after: str | None = None) -> Answer:
        """Answer a question from what is indexed; `after` is the one before it, which a follow-up leans on.

        Raises:
            RujukanError: nothing is indexed yet, or the question cannot be looked up.
        """
        assistant = self._assistant
        if assistant is None:
            raise NoIndexError("The library is still being made ready. Ask again in a moment.")
        return assistant.ask(question, top=top, narrowed=narrowed, after=after)

    def _shut(self) -> None:
        with self._lock:
            assistant, self._assistant = self._assistant, None
            if assistant is not None:
                assistant.close()
            super()._shut()

    # -- the work in the background --------------------------------------------------------------------

    def _work(self) -> None:
        while not self._closed:
            if embedder := self._load():
                self._watch(embedder)
                return
            self._settled.set()
            self._wake.wait()  # until someone tries again
            self._wake.clear()

    def _load(self) -> Embedder | None:
        self._set(phase="model", error=None)
        try:
            return self._load_model()
        except Exception as error:
            self._fail(error)
            return None

    def _watch(self, embedder: Embedder) -> None:
        """Bring the index up to date, then whenever it is asked for or the folder's files have changed."""
        seen: _Signature | None = None
        taken: _Signature | None = None
        while not self._closed:
            now = self._signature() if self.watched or taken is None or self._wanted else taken
            changed = now != taken and (now == seen or taken is None)
            if self._wanted or changed:
                self._wanted = False
                taken = now if self._run(embedder) else None
                self._settled.set()
            seen = now
            self._wake.wait(WATCH_SECONDS)
            self._wake.clear()

    def _signature(self) -> _Signature | None:
        """What would tell a change of the folder; None where it cannot be listed."""
        with contextlib.suppress(RujukanError):
            return tuple((f.name, f.size, f.mtime_ns) for f in find_files(self.library).files)
        return None

    def _run(self, embedder: Embedder) -> bool:
        """Bring the index up to date; False where it is to be tried again by and by."""
        rebuild, self._rebuild = self._rebuild, False
        self._cancel.clear()
        try:
            try:
                receipt = self._build(embedder, rebuild=rebuild)
            except OutdatedError:  # nothing is lost by it but time: the documents are all there
                self._set(renewing=True)
                receipt = self._build(embedder, rebuild=True)
        except _Cancelled:
            self._set(phase="ready", progress=None, cancelled=True, renewing=False)
        except Exception as error:
            self._fail(error)
            return isinstance(error, MismatchError) or not isinstance(error, LibraryError)
        else:
            self._set(phase="ready", progress=None, receipt=receipt, answers=True, renewing=False)
        return True

    def _build(self, embedder: Embedder, *, rebuild: bool) -> Receipt:
        from index import build_index, remove_document

        if rebuild:
            self._shut()
        else:
            self._open(embedder)
        self._set(phase="indexing", error=None, cancelled=False)
        while self._again and not rebuild:
            remove_document(self.library, self._again.pop())
        receipt = build_index(
            self.library, embedder, rebuild=rebuild, progress=lambda step: self._step(step, embedder)
        )
        self._open(embedder)
        return receipt

    def _step(self, step: Progress, embedder: Embedder) -> None:
        if self._cancel.is_set():
            raise _Cancelled
        self._set(progress=step)
        with contextlib.suppress(MismatchError):  # one of another model answers nothing, until it is replaced
            self._open(embedder)

    def _open(self, embedder: Embedder) -> None:
        """Open the index for questions where there is one."""
        from qa import Assistant

        if self._assistant is None:
            with contextlib.suppress(NoIndexError):
                self._assistant = Assistant(self.library, embedder)
        if not self._standing.answers:
            # An empty index declines every question; while a run goes on there may be more in a moment.
            self._set(answers=self._assistant is not None and self.count() > 0)

    def _fail(self, error: Exception) -> None:
        if isinstance(error, RujukanError):
            _log.warning("%s", error)  # the page says it in its own words, without all details
        else:
            _log.error("The library could not be made ready", exc_info=error)
        answers = self._assistant is not None
        self._set(phase="failed", progress=None, error=error, answers=answers, renewing=False)

    def _set(self, **changes: object) -> None:
        self._standing = replace(self._standing, **changes)  # type: ignore[arg-type]  # names checked by replace
