"""Writes a document of a synthetic library once more, under new vectors: its texts are copied, not read again.

A million passages take a quarter of the time so, most of which went into stemming and counting.
"""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.store.store import FileRow, Store
from index.store.writing import STEM_LANGUAGES, count_terms

_LANGUAGES = ", ".join(STEM_LANGUAGES)
_DOCUMENT = """
INSERT INTO documents (id, title, first, passages, record, text)
SELECT :new_id, replace(title, :name, :new_name), first + :passage, passages,
       replace(replace(record, :name, :new_name), :id, :new_id), text
FROM documents WHERE key = :document
"""
_HEADINGS = """
INSERT INTO headings SELECT key + :heading, :new_document, path, folded FROM headings WHERE document = :document
"""
_PASSAGES = """
INSERT INTO passages SELECT key + :passage, replace(id, :name, :new_name), :new_document, position,
       vector + :vector, headings + :heading, kind, language, start, "end", lead, pages, context, header, text, embedded
FROM passages WHERE document = :document ORDER BY key
"""
_WORDS = f"""
INSERT INTO words (rowid, {_LANGUAGES})
SELECT rowid + :passage, {_LANGUAGES} FROM words WHERE rowid BETWEEN :first AND :last
"""


def identifier(name: str) -> str:
    """The id of the synthetic document of a name."""
    return hashlib.sha256(name.encode()).hexdigest()


def repeat(store: Store, name: str, new_name: str, vectors: NDArray[np.float32]) -> None:
    """Write the document `name` again as `new_name`; its passages get `vectors`, shape (passages, dimension).

    The caller holds the transaction, and counts the terms of all documents repeated in it with `count_from`.
    """
    run = store.connection.execute
    document, first, count = run(
        "SELECT key, first, passages FROM documents WHERE id = ?", (identifier(name),)
    ).fetchone()
    if len(vectors) != count:
        raise ValueError(f"{len(vectors)} vectors for the {count} passages of {name}")
    values: dict[str, Any] = {
        **{"name": name, "new_name": new_name, "id": identifier(name), "new_id": identifier(new_name)},
        **{"document": document, "first": first, "last": first + count - 1},
        **{"passage": store.highest_key() + 1 - first, "heading": _shift(store, "headings", "key", document)},
        "vector": _put_vectors(store, document, new_name, vectors),
    }
    values["new_document"] = run(_DOCUMENT, values).lastrowid
    for statement in (_HEADINGS, _PASSAGES, _WORDS):
        run(statement, values)
    store.put_file(FileRow(f"{new_name}.txt", 0, 0, identifier(new_name)))


def count_from(store: Store, first: int) -> None:
    """Count the terms of the passages from the key `first` on: at once, for many share their terms."""
    rows = store.connection.execute(f"SELECT {_LANGUAGES} FROM words WHERE rowid >= ?", (first,))
    count_terms(store.connection, [[text.split() for text in row] for row in rows], 1)


def _put_vectors(store: Store, document: int, new_name: str, vectors: NDArray[np.float32]) -> int:
    """What is added to the keys of the document's vectors to get those of the new ones."""
    shift = _shift(store, "passages", "vector", document)
    rows = store.connection.execute(
        "SELECT vector FROM passages WHERE document = ? ORDER BY position", (document,)
    ).fetchall()
    store.connection.executemany(
        "INSERT INTO vectors SELECT key + ?, ?, ?, tokens FROM vectors WHERE key = ?",
        (
            (shift, identifier(f"{new_name} {at}"), vector.tobytes(), key)
            for at, ((key,), vector) in enumerate(zip(rows, vectors, strict=True))
        ),
    )
    return shift


def _shift(store: Store, table: str, column: str, document: int) -> int:
    """How far the keys of a document's rows must move to stand behind all others; `column` holds the keys."""
    of = "vectors" if column == "vector" else table
    (highest,) = store.connection.execute(f"SELECT max(key) FROM {of}").fetchone()
    (least,) = store.connection.execute(
        f"SELECT min({column}) FROM {table} WHERE document = ?", (document,)
    ).fetchone()
    return int(highest) + 1 - int(least)
