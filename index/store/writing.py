"""Writes a document's passages with all that is counted of them, and takes them out again.

Numbers that a question needs (in how many passages a term stands, how long passages are) are kept here with
every change: to count them anew takes minutes in a large library.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import get_args

from corpus import fold_name
from corpus.records import Document, Passage
from index.keyword.terms import StemLanguage, terms
from index.store.rows import document_json

STEM_LANGUAGES: tuple[StemLanguage, ...] = get_args(StemLanguage)


def write_document(
    connection: sqlite3.Connection, document: Document, passages: Sequence[Passage], digests: Sequence[str]
) -> None:
    """One document with its passages and terms; their vectors are there already, by digest."""
    first = _next_key(connection)
    row = (document.id, document.title, first, len(passages), document_json(document), document.text)
    key = connection.execute(
        "INSERT INTO documents (id, title, first, passages, record, text) VALUES (?, ?, ?, ?, ?, ?)", row
    ).lastrowid
    headings = _write_headings(connection, int(key or 0), passages)
    vectors = _vector_keys(connection, digests)
    connection.executemany(
        f"INSERT INTO passages VALUES ({','.join('?' * 16)})",
        (
            _passage_row(first + at, int(key or 0), at, vectors[digest], headings[passage.headings], passage)
            for at, (passage, digest) in enumerate(zip(passages, digests, strict=True))
        ),
    )
    connection.executemany("DELETE FROM loose WHERE vector = ?", ((v,) for v in set(vectors.values())))
    _write_words(connection, first, passages)


def drop_document(connection: sqlite3.Connection, key: int) -> None:
    """Take out one document; its vectors stay, loose, until they are pruned."""
    first, count = connection.execute(
        "SELECT first, passages FROM documents WHERE key = ?", (key,)
    ).fetchone()
    span = (first, first + count - 1)
    rows = connection.execute(
        f"SELECT {', '.join(STEM_LANGUAGES)} FROM words WHERE rowid BETWEEN ? AND ?", span
    )
    count_terms(connection, [[text.split() for text in row] for row in rows], -1)
    connection.execute("DELETE FROM words WHERE rowid BETWEEN ? AND ?", span)
    connection.execute("INSERT OR IGNORE INTO loose SELECT vector FROM passages WHERE document = ?", (key,))
    for table, column in (("passages", "document"), ("headings", "document"), ("documents", "key")):
        connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (key,))


def _next_key(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'passages'").fetchone()
    return int(row[0]) + 1 if row else 1


def _write_headings(
    connection: sqlite3.Connection, document: int, passages: Iterable[Passage]
) -> dict[tuple[str, ...], int]:
    """Each path of headings once, with its key."""
    keys = {}
    for path in dict.fromkeys(p.headings for p in passages):
        # A line for each heading: no part that is looked for reaches over two of them.
        folded = "\n".join(map(fold_name, path))
        row = (document, json.dumps(path, ensure_ascii=False), folded)
        keys[path] = connection.execute(
            "INSERT INTO headings (document, path, folded) VALUES (?, ?, ?)", row
        ).lastrowid
    return {path: int(key or 0) for path, key in keys.items()}


def _vector_keys(connection: sqlite3.Connection, digests: Sequence[str]) -> dict[str, int]:
    rows = connection.execute(
        "SELECT digest, key FROM vectors WHERE digest IN (SELECT value FROM json_each(?))",
        (json.dumps(list(digests)),),
    )
    return dict(rows)


def _passage_row(
    key: int, document: int, position: int, vector: int, headings: int, passage: Passage
) -> tuple[object, ...]:
    pages = json.dumps([[p.number, p.label] for p in passage.pages])
    return (
        *(key, passage.id, document, position, vector, headings, passage.kind, passage.language),
        *(passage.start, passage.end, passage.lead, pages, passage.context, passage.header),
        *(passage.text, passage.embedded),
    )


def _write_words(connection: sqlite3.Connection, first: int, passages: Iterable[Passage]) -> None:
    stemmed = [[terms(p.embedded, language) for language in STEM_LANGUAGES] for p in passages]
    connection.executemany(
        f"INSERT INTO words (rowid, {', '.join(STEM_LANGUAGES)}) VALUES (?, ?, ?)",
        ((first + at, *map(" ".join, row)) for at, row in enumerate(stemmed)),
    )
    count_terms(connection, stemmed, 1)


def count_terms(
    connection: sqlite3.Connection, passages: Sequence[Sequence[Sequence[str]]], sign: int
) -> None:
    """Add the terms of passages, each in every language, to what is counted, or with `sign` -1 take them off."""
    _total(connection, "passages", sign * len(passages))
    for at, language in enumerate(STEM_LANGUAGES):
        _total(connection, language, sign * sum(len(row[at]) for row in passages))
        found = Counter(term for row in passages for term in set(row[at]))
        changes = [(language, term, sign * n) for term, n in sorted(found.items())]
        connection.executemany(
            "INSERT INTO frequencies VALUES (?, ?, ?) "
            "ON CONFLICT DO UPDATE SET passages = passages + excluded.passages",
            changes,
        )
        if sign < 0:
            connection.executemany(
                "DELETE FROM frequencies WHERE language = ? AND term = ? AND passages <= 0",
                (change[:2] for change in changes),
            )


def _total(connection: sqlite3.Connection, name: str, change: int) -> None:
    connection.execute(
        "INSERT INTO totals VALUES (?, ?) ON CONFLICT DO UPDATE SET number = number + excluded.number",
        (name, change),
    )
