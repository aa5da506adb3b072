"""Turns what a search is narrowed to into the passages that it lets through."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpus import fold_name
from index.keyword.keyword_index import keys_with_phrase
from index.records import Filter
from index.store.derived import Mask, existing_mask
from index.store.store import Store

_KEPT = 16
"""Masks kept, a byte a passage each: people ask several questions with one filter."""


class Filters:
    """The filters of one generation of an index."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._layout = store.layout()
        self.existing = existing_mask(self._layout)
        """The keys of all passages."""
        self.mask = functools.lru_cache(_KEPT)(self._mask)

    def _mask(self, narrowed: Filter) -> Mask | None:
        """The keys that a filter lets through, None where it narrows nothing."""
        if narrowed == Filter():
            return None
        mask = self.existing
        for chosen, find in (
            (narrowed.sources, self._of_sources),
            (narrowed.sections, self._of_sections),
            (narrowed.languages, functools.partial(self._of_column, "language")),
            (narrowed.kinds, functools.partial(self._of_column, "kind")),
        ):
            if chosen:
                mask = mask & find(chosen)
        for word in narrowed.excluded:
            mask = mask & ~self._of_keys(keys_with_phrase(self._store, word))
        return mask

    def _of_sources(self, parts: Sequence[str]) -> Mask:
        """By parts of paths and titles; `files` may name a document more than once."""
        rows = self._store.connection.execute(
            "SELECT d.first, d.passages, d.title, min(f.path) FROM documents d JOIN files f ON f.document = d.id "
            "GROUP BY d.key"
        )
        wanted = [fold_name(part) for part in parts]
        mask = np.zeros_like(self.existing)
        for first, count, *names in rows:
            if any(part in name for name in map(fold_name, names) for part in wanted):
                mask[first : first + count] = True
        return mask

    def _of_sections(self, parts: Sequence[str]) -> Mask:
        either = " OR ".join("instr(h.folded, ?)" for _ in parts)
        return self._read(
            f"SELECT p.key FROM headings h JOIN passages p ON p.headings = h.key WHERE {either}",
            [fold_name(part) for part in parts],
        )

    def _of_column(self, column: str, values: Sequence[str]) -> Mask:
        marks = ",".join("?" * len(values))
        return self._read(f"SELECT key FROM passages WHERE {column} IN ({marks})", values)

    def _read(self, query: str, values: Sequence[str]) -> Mask:
        rows = self._store.connection.execute(query, list(values))
        return self._of_keys([key for (key,) in rows])

    def _of_keys(self, found: Sequence[int]) -> Mask:
        keys: NDArray[np.int64] = np.array(found, dtype=np.int64)
        mask = np.zeros_like(self.existing)
        mask[keys[keys < len(mask)]] = True
        return mask
