"""The index on disk: one SQLite file, the record of truth for documents, passages, terms and vectors."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import MismatchError, NoIndexError, UnwritableError
from corpus.records import Block, Document, Page, PageRef, Passage, Section, Span
from index.records import ModelIdentity
from index.settings import FOLDER, FORMAT_VERSION
from index.words import terms

_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE documents (
    key INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, record TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE files (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, document TEXT,
    problem TEXT, problem_kind TEXT);
CREATE INDEX files_by_document ON files (document);
CREATE TABLE vectors (digest TEXT PRIMARY KEY, vector BLOB NOT NULL, tokens BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE passages (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL, document INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
    position INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, kind TEXT NOT NULL,
    language TEXT NOT NULL, lead INTEGER NOT NULL, headings TEXT NOT NULL, pages TEXT NOT NULL,
    context TEXT NOT NULL, text TEXT NOT NULL, embedded TEXT NOT NULL, digest TEXT NOT NULL);
CREATE INDEX passages_by_document ON passages (document, position);
CREATE INDEX passages_by_digest ON passages (digest);
CREATE VIRTUAL TABLE words USING fts5 (id, en, tokenize='unicode61 remove_diacritics 0', detail='column');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, 'col');
"""
_PASSAGE_COLUMNS = (
    'p.key, p.id, d.id, p.headings, p.pages, p.start, p."end", p.text, p.kind, p.language, p.embedded, '
    "p.lead, p.context"
)


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of the library as the index knows it. `document` is None where it could not be read."""

    path: str
    size: int
    mtime_ns: int
    document: str | None
    problem: str | None = None
    problem_kind: str | None = None


class Store:
    """An open index. One connection, one thread at a time: guard it with a lock where threads share it."""

    def __init__(self, connection: sqlite3.Connection, folder: Path) -> None:
        self.connection = connection
        self.folder = folder

    # -- opening ---------------------------------------------------------------------------------------

    @classmethod
    def open(cls, library: Path) -> Store:
        """Open the index of `library` for reading and writing.

        Raises:
            NoIndexError: there is none yet.
            MismatchError: it is of another format version, or is damaged.
        """
        path = library / FOLDER / "index.sqlite"
        if not path.is_file():
            raise NoIndexError(f'"{library}" has no index yet. Run: rujukan index "{library}"')
        store = cls(_connect(path), path.parent)
        try:
            version = int(store.meta("format_version") or 0)
        except sqlite3.DatabaseError as error:
            raise MismatchError(
                f'The index of "{library}" is damaged ({error}). Run: rujukan index "{library}" --rebuild'
            ) from error
        if version != FORMAT_VERSION:
            raise MismatchError(
                f'The index of "{library}" has format {version}, this Rujukan reads {FORMAT_VERSION}. '
                f'Run: rujukan index "{library}" --rebuild'
            )
        return store

    @classmethod
    def create(cls, library: Path, identity: ModelIdentity) -> Store:
        """Make an empty index in `library` for the model `identity`, in place of none.

        Raises:
            UnwritableError: the library cannot be written.
        """
        folder = library / FOLDER
        try:
            folder.mkdir(exist_ok=True)
            connection = _connect(folder / "index.sqlite")
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                for statement in filter(str.strip, _SCHEMA.split(";\n")):
                    connection.execute(statement)
                values = {
                    "format_version": str(FORMAT_VERSION),
                    "model": json.dumps(dataclasses.asdict(identity)),
                }
                connection.executemany("INSERT INTO meta VALUES (?, ?)", values.items())
        except (OSError, sqlite3.OperationalError) as error:
            raise UnwritableError(
                f'The index cannot be written to "{folder}": {error}. '
                "Choose a folder that you may write to, or copy the documents to one."
            ) from error
        return cls(connection, folder)

    def close(self) -> None:
        """Close the connection; the object is of no use after it."""
        self.connection.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes inside are kept together or not at all."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    # -- what the index knows of itself ----------------------------------------------------------------

    def meta(self, name: str) -> str | None:
        """The value kept under `name`, or None."""
        row = self.connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def set_meta(self, name: str, value: str) -> None:
        """Keep `value` under `name`."""
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def identity(self) -> ModelIdentity:
        """The model that made the index."""
        kept = json.loads(self.meta("model") or "{}")
        return ModelIdentity(**{**kept, "prefixes": tuple(kept["prefixes"])})

    def generation(self) -> int:
        """Counts the changes of the passages; what is derived from them carries it."""
        return int(self.meta("generation") or 0)

    # -- files and documents ---------------------------------------------------------------------------

    def files(self) -> dict[str, FileRow]:
        """All files known, by path."""
        rows = self.connection.execute(
            "SELECT path, size, mtime_ns, document, problem, problem_kind FROM files ORDER BY path"
        )
        return {row[0]: FileRow(*row) for row in rows}

    def put_file(self, row: FileRow) -> None:
        """Write or replace what is known of one file."""
        self.connection.execute(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", dataclasses.astuple(row)
        )

    def drop_files(self, paths: Iterable[str]) -> None:
        """Forget files; documents that no file holds any more go with them."""
        self.connection.executemany("DELETE FROM files WHERE path = ?", [(p,) for p in paths])
        self.drop_orphans()

    def drop_orphans(self) -> None:
        """Drop documents that no file holds any more."""
        orphans = self.connection.execute(
            "SELECT key FROM documents WHERE id NOT IN (SELECT document FROM files WHERE document IS NOT NULL)"
        ).fetchall()
        for (key,) in orphans:
            self._drop_document(key)

    def _drop_document(self, key: int) -> None:
        self.connection.execute(
            "DELETE FROM words WHERE rowid IN (SELECT key FROM passages WHERE document = ?)", (key,)
        )
        self.connection.execute("DELETE FROM passages WHERE document = ?", (key,))
        self.connection.execute("DELETE FROM documents WHERE key = ?", (key,))
        self._changed()

    def _changed(self) -> None:
        self.set_meta("generation", str(self.generation() + 1))

    def has_document(self, document_id: str) -> bool:
        """Whether a document of this content is in the index."""
        found = self.connection.execute("SELECT 1 FROM documents WHERE id = ?", (document_id,)).fetchone()
        return found is not None

    def put_document(self, document: Document, passages: Sequence[Passage], digests: Sequence[str]) -> None:
        """Write one document with its passages and terms. Their vectors are written before, by digest."""
        record = dataclasses.asdict(dataclasses.replace(document, text="", path=""))
        cursor = self.connection.execute(
            "INSERT INTO documents (id, record, text) VALUES (?, ?, ?)",
            (document.id, json.dumps(record, ensure_ascii=False), document.text),
        )
        for position, (passage, digest) in enumerate(zip(passages, digests, strict=True)):
            self._put_passage(passage, digest, int(cursor.lastrowid or 0), position)
        self._changed()

    def _put_passage(self, passage: Passage, digest: str, document: int, position: int) -> None:
        pages = json.dumps([[p.number, p.label] for p in passage.pages])
        cursor = self.connection.execute(
            "INSERT INTO passages VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(passage.id, document, position, passage.start, passage.end, passage.kind, passage.language),
                *(passage.lead, json.dumps(passage.headings, ensure_ascii=False), pages, passage.context),
                *(passage.text, passage.embedded, digest),
            ),
        )
        stemmed = [" ".join(terms(passage.embedded, language)) for language in ("id", "en")]
        self.connection.execute(
            "INSERT INTO words (rowid, id, en) VALUES (?, ?, ?)", (cursor.lastrowid, *stemmed)
        )

    def documents(self) -> dict[str, Document]:
        """All documents by id, without their text, with the first path that holds each."""
        rows = self.connection.execute(
            "SELECT d.record, min(f.path) FROM documents d JOIN files f ON f.document = d.id GROUP BY d.key ORDER BY 2"
        )
        found = (_document(record, path, "") for record, path in rows)
        return {document.id: document for document in found}

    def document(self, document_id: str) -> Document | None:
        """One document with its text, or None."""
        row = self.connection.execute(
            "SELECT d.record, min(f.path), d.text FROM documents d JOIN files f ON f.document = d.id WHERE d.id = ?",
            (document_id,),
        ).fetchone()
        return _document(*row) if row and row[0] else None

    # -- passages and vectors --------------------------------------------------------------------------

    def passages(self, keys: Sequence[int]) -> dict[int, Passage]:
        """Passages by key; unknown keys are left out."""
        marks = ",".join("?" * len(keys))
        rows = self.connection.execute(
            f"SELECT {_PASSAGE_COLUMNS} FROM passages p JOIN documents d ON d.key = p.document "
            f"WHERE p.key IN ({marks})",
            list(keys),
        )
        return {row[0]: _passage(row) for row in rows}

    def passages_of(self, document_id: str) -> list[tuple[int, Passage]]:
        """Keys and passages of one document, in its order."""
        rows = self.connection.execute(
            f"SELECT {_PASSAGE_COLUMNS} FROM passages p JOIN documents d ON d.key = p.document "
            "WHERE d.id = ? ORDER BY p.position",
            (document_id,),
        )
        return [(row[0], _passage(row)) for row in rows]

    def count_passages(self) -> int:
        """How many passages the index holds."""
        return int(self.connection.execute("SELECT count(*) FROM passages").fetchone()[0])

    def missing_digests(self, digests: Sequence[str]) -> set[str]:
        """Those of `digests` that have no vector yet."""
        known = self.connection.execute(
            "SELECT digest FROM vectors WHERE digest IN (SELECT value FROM json_each(?))",
            (json.dumps(list(digests)),),
        )
        return set(digests) - {row[0] for row in known}

    def put_vectors(self, rows: Iterable[tuple[str, bytes, bytes]]) -> None:
        """Write (digest, float32 vector, packed tokens) rows; those already there stay."""
        self.connection.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?, ?)", rows)

    def prune_vectors(self) -> None:
        """Drop vectors that no passage uses."""
        self.connection.execute("DELETE FROM vectors WHERE digest NOT IN (SELECT digest FROM passages)")

    def vectors(self) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """All keys, ascending, and their vectors, shape (passages, dimension)."""
        rows = self.connection.execute(
            "SELECT p.key, v.vector FROM passages p JOIN vectors v ON v.digest = p.digest ORDER BY p.key"
        ).fetchall()
        keys = np.array([row[0] for row in rows], dtype=np.int64)
        dimension = self.identity().dimension
        flat = np.frombuffer(b"".join(row[1] for row in rows), dtype=np.float32)
        return keys, flat.reshape(len(rows), dimension)

    def embeddings(self, keys: Sequence[int]) -> dict[int, tuple[NDArray[np.float32], bytes]]:
        """Vector and packed tokens of each passage, by key."""
        marks = ",".join("?" * len(keys))
        rows = self.connection.execute(
            "SELECT p.key, v.vector, v.tokens FROM passages p JOIN vectors v ON v.digest = p.digest "
            f"WHERE p.key IN ({marks})",
            list(keys),
        )
        return {key: (np.frombuffer(vector, dtype=np.float32), tokens) for key, vector, tokens in rows}


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=30)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _passage(row: Sequence[Any]) -> Passage:
    _, id_, document, headings, pages, start, end, text, kind, language, embedded, lead, context = row
    return Passage(
        id=id_,
        document_id=document,
        headings=tuple(json.loads(headings)),
        pages=tuple(PageRef(number, label) for number, label in json.loads(pages)),
        start=start,
        end=end,
        text=text,
        kind=kind,
        language=language,
        embedded=embedded,
        lead=lead,
        context=context,
    )


def _document(record: str, path: str, text: str) -> Document:
    kept = json.loads(record)
    kept["sections"] = tuple(Section(**{**s, "headings": tuple(s["headings"])}) for s in kept["sections"])
    kept["blocks"] = tuple(Block(**b) for b in kept["blocks"])
    kept["pages"] = tuple(_page(p) for p in kept["pages"])
    kept["authors"] = tuple(kept["authors"])
    kept["warnings"] = tuple(kept["warnings"])
    return Document(**{**kept, "path": path, "text": text})


def _page(kept: dict[str, Any]) -> Page:
    spans = tuple(Span(**s) for s in kept["spans"])
    return Page(**{**kept, "spans": spans, "furniture": tuple(kept["furniture"])})
