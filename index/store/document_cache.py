"""The documents of an index by id, each read when it is asked for: a large library has thousands."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

from corpus.records import Document
from index.store.store import Store

_KEPT = 256


class Catalogue(Mapping[str, Document]):
    """All documents of an open index by id, without their text, in order of path."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._read = functools.lru_cache(_KEPT)(self._from_store)

    def __getitem__(self, document_id: str) -> Document:
        return self._read(document_id)

    def __iter__(self) -> Iterator[str]:
        return iter(self._store.document_ids())

    def __len__(self) -> int:
        return len(self._store.document_ids())

    def _from_store(self, document_id: str) -> Document:
        document = self._store.document(document_id, text=False)
        if document is None:
            raise KeyError(document_id)
        return document
