"""The library behind the app: model, index and watch, shared by all who have a page open.

model ──▶ index brought up to date ──▶ questions; and again whenever the folder's files change
"""

from __future__ import annotations

import contextlib
import functools
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from corpus import Document, Passage, find_files
from corpus.errors import LibraryError, MismatchError, NoIndexError, RujukanError
from index import Embedder, FileRow, Filter, ModelIdentity, Progress, Receipt
from ui.turns import SharedEmbedder

if TYPE_CHECKING:  # these import faiss; the page is painted before that
    from index import Store
    from qa import Answer, Assistant

Phase = Literal["model", "indexing", "ready", "failed"]
WATCH_SECONDS = 4.0
"""How often the folder is looked at; a file is taken in once it stood unchanged for one look."""

T = TypeVar("T")
_Signature = tuple[tuple[str, int, int], ...]
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the library stands. `answers`: questions can be asked, of what is indexed so far."""

    phase: Phase = "model"
    answers: bool = False
    progress: Progress | None = None
    receipt: Receipt | None = None
    error: str | None = None
    mismatch: bool = False
    cancelled: bool = False


class _Cancelled(Exception):  # noqa: N818 - a person's wish, not an error
    """The person stopped the run."""


class Engine:
    """One library with its model. All methods may be called from any thread."""

    def __init__(self, library: Path, model: str | None = None) -> None:
        self.library = library
        self._model = model
        self._standing = Standing()
        self._lock = threading.RLock()
        self._wake = threading.Event()
        self._cancel = threading.Event()
        self._settled = threading.Event()
        self._rebuild = self._wanted = self._closed = False
        self._assistant: Assistant | None = None
        self._store: Store | None = None
        self._read = functools.lru_cache(maxsize=24)(self._read_document)
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

    def ask(self, question: str, narrowed: Filter, top: int) -> Answer:
        """Answer a question from what is indexed.

        Raises:
            RujukanError: nothing is indexed yet, or the question cannot be looked up.
        """
        assistant = self._assistant
        if assistant is None:
            raise NoIndexError("The library is still being made ready. Ask again in a moment.")
        return assistant.ask(question, top=top, narrowed=narrowed)

    def generation(self) -> int:
        """Counts the changes of the index; 0 while there is none."""
        return self._look(lambda store: store.generation(), 0)

    def documents(self) -> list[Document]:
        """All documents without their text, in order of path."""
        return self._look(lambda store: list(store.documents().values()), [])

    def files(self) -> list[FileRow]:
        """All files that the index knows, the unreadable ones too."""
        return self._look(lambda store: list(store.files().values()), [])

    def document(self, document_id: str) -> Document | None:
        """One document with its text; None where it is gone."""
        return self._read(document_id, self.generation())[0]

    def passages(self, document_id: str) -> list[Passage]:
        """The passages of one document, in its order."""
        return self._read(document_id, self.generation())[1]

    def count(self) -> int:
        """Passages in the index."""
        return self._look(lambda store: store.count_passages(), 0)

    def counts(self) -> dict[str, int]:
        """Passages of each document, by its id."""
        asked = "SELECT d.id, count(*) FROM passages p JOIN documents d ON d.key = p.document GROUP BY d.key"
        return self._look(lambda store: dict(store.connection.execute(asked).fetchall()), {})

    def identity(self) -> ModelIdentity | None:
        """The model that made the index; None while there is no index."""
        return self._look(lambda store: store.identity(), None)

    # -- the index -------------------------------------------------------------------------------------

    def _read_document(self, document_id: str, _generation: int) -> tuple[Document | None, list[Passage]]:
        def read(store: Store) -> tuple[Document | None, list[Passage]]:
            return store.document(document_id), [p for _, p in store.passages_of(document_id)]

        nothing: tuple[Document | None, list[Passage]] = (None, [])
        return self._look(read, nothing)

    def _look(self, read: Callable[[Store], T], nothing: T) -> T:
        """Read from the index over the pages' own connection."""
        from index import Store

        with self._lock:
            if self._store is None:
                try:
                    self._store = Store.open(self.library)
                except LibraryError:
                    return nothing
            return read(self._store)

    def _shut(self) -> None:
        with self._lock:
            assistant, self._assistant = self._assistant, None
            store, self._store = self._store, None
            for each in (assistant, store):
                if each is not None:
                    each.close()
            self._read.cache_clear()

    # -- the work in the background --------------------------------------------------------------------

    def _work(self) -> None:
        embedder = self._load()
        seen: _Signature | None = None
        taken: _Signature | None = None
        while embedder is not None and not self._closed:
            now = self._signature()
            changed = now != taken and (now == seen or taken is None)
            if self._wanted or changed:
                self._wanted = False
                taken = now if self._run(embedder) else None
                self._settled.set()
            seen = now
            self._wake.wait(WATCH_SECONDS)
            self._wake.clear()

    def _load(self) -> Embedder | None:
        from index import load_embedder

        try:
            return SharedEmbedder(load_embedder(self._model, lambda words: _log.info("%s", words)))
        except Exception as error:
            self._fail(error)
            self._settled.set()
            return None

    def _signature(self) -> _Signature | None:
        """What would tell a change of the folder; None where it cannot be listed."""
        with contextlib.suppress(RujukanError):
            return tuple((f.name, f.size, f.mtime_ns) for f in find_files(self.library).files)
        return None

    def _run(self, embedder: Embedder) -> bool:
        """Bring the index up to date; False where it is to be tried again by and by."""
        from index import build_index

        rebuild, self._rebuild = self._rebuild, False
        self._cancel.clear()
        try:
            if rebuild:
                self._shut()
            else:
                self._open(embedder)
            self._set(phase="indexing", error=None, mismatch=False, cancelled=False)
            receipt = build_index(
                self.library, embedder, rebuild=rebuild, progress=lambda step: self._step(step, embedder)
            )
            self._open(embedder)
        except _Cancelled:
            self._set(phase="ready", progress=None, cancelled=True)
        except Exception as error:
            self._fail(error)
            return isinstance(error, MismatchError) or not isinstance(error, LibraryError)
        else:
            self._set(phase="ready", progress=None, receipt=receipt, answers=True)
        return True

    def _step(self, step: Progress, embedder: Embedder) -> None:
        if self._cancel.is_set():
            raise _Cancelled
        self._set(progress=step)
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
        if not isinstance(error, RujukanError):
            _log.error("The library could not be made ready", exc_info=error)
        words = str(error) if isinstance(error, RujukanError) else f"{type(error).__name__}: {error}"
        self._set(
            phase="failed",
            progress=None,
            error=words,
            mismatch=isinstance(error, MismatchError),
            answers=self._assistant is not None,
        )

    def _set(self, **changes: object) -> None:
        self._standing = replace(self._standing, **changes)  # type: ignore[arg-type]  # names checked by replace
