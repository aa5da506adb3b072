"""What the pages read from one library's index, over a connection of their own."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from corpus import Document, Passage
from corpus.errors import LibraryError
from index import FileRow, ModelIdentity

if TYPE_CHECKING:  # these import faiss; the page is painted before that
    from index import Store

T = TypeVar("T")


class Shelf:
    """The documents of one library. All methods may be called from any thread."""

    def __init__(self, library: Path) -> None:
        self.library = library
        self._lock = threading.RLock()
        self._store: Store | None = None
        self._kept: tuple[int, tuple[Document, ...]] | None = None
        self._read = functools.lru_cache(maxsize=24)(self._read_document)

    def generation(self) -> int:
        """Counts the changes of the index; 0 while there is none."""
        return self._look(lambda store: store.generation(), 0)

    def documents(self) -> list[Document]:
        """All documents without their text, in order of path."""
        return list(self._listed(self.generation()))

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

    def counts(self) -> dict[str, dict[str, int]]:
        """Passages of each document by their language, by the document's id."""
        asked = (
            "SELECT d.id, p.language, count(*) FROM passages p JOIN documents d ON d.key = p.document "
            "GROUP BY d.key, p.language"
        )
        rows: list[tuple[str, str, int]] = self._look(lambda s: s.connection.execute(asked).fetchall(), [])
        found: dict[str, dict[str, int]] = {}
        for document, language, count in rows:
            found.setdefault(document, {})[language] = count
        return found

    def identity(self) -> ModelIdentity | None:
        """The model that made the index; None while there is no index."""
        return self._look(lambda store: store.identity(), None)

    def _listed(self, generation: int) -> tuple[Document, ...]:
        """Kept for one generation: a large library's records take longer to parse than a question to answer."""
        with self._lock:
            kept = self._kept
            if kept is None or kept[0] != generation or not generation:
                nothing: list[Document] = []
                found = self._look(lambda store: list(store.documents().values()), nothing)
                self._kept = kept = (generation, tuple(found))
            return kept[1]

    def _read_document(self, document_id: str, _generation: int) -> tuple[Document | None, list[Passage]]:
        def read(store: Store) -> tuple[Document | None, list[Passage]]:
            return store.document(document_id), [p for _, p in store.passages_of(document_id)]

        nothing: tuple[Document | None, list[Passage]] = (None, [])
        return self._look(read, nothing)

    def _look(self, read: Callable[[Store], T], nothing: T) -> T:
        from index import Store

        with self._lock:
            if self._store is None:
                try:
                    self._store = Store.open(self.library)
                except LibraryError:
                    return nothing
            return read(self._store)

    def _shut(self) -> None:
        """Close the connection; the next look opens another."""
        with self._lock:
            store, self._store = self._store, None
            self._kept = None
            if store is not None:
                store.close()
            self._read.cache_clear()
