"""The index on disk: one SQLite file, the record of truth for documents, passages, terms and vectors."""

from __future__ import annotations

import contextlib
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus import Message, pack_message, unpack_message
from corpus.errors import LibraryError, UnwritableError
from corpus.records import Document, Passage
from index.records import ModelIdentity
from index.settings import DATABASE, FOLDER, FORMAT_VERSION
from index.store.embeddings import Embeddings
from index.store.rows import (
    OPENING,
    PASSAGE_COLUMNS,
    PASSAGE_TABLES,
    Outlined,
    document_json,
    identity_json,
    to_document,
    to_identity,
    to_outlined,
    to_passage,
)
from index.store.schema import connect, connect_existing, create_tables, no_index
from index.store.writing import drop_document, write_document


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of the library as the index knows it. `document` is None where it could not be read."""

    path: str
    size: int
    mtime_ns: int
    document: str | None
    problem: str | None = None
    problem_kind: str | None = None


class Store(Embeddings):
    """An open index. One connection, one thread at a time: guard it with a lock where threads share it."""

    def __init__(self, connection: sqlite3.Connection, folder: Path) -> None:
        self.connection = connection
        self.folder = folder

    @classmethod
    def open(cls, library: Path, name: str = DATABASE) -> Store:
        """Open the index of `library` for reading and, where its folder lets us, for writing.

        `name`: of its file; another than the usual one while it is being made anew.

        Raises:
            NoIndexError: there is none yet.
            MismatchError: it is of another format version, or is damaged.
            LibraryError: there is no such folder.
        """
        path = library / FOLDER / name
        if not library.is_dir():
            text = f'There is no folder "{library}". Name the folder that holds the documents.'
            raise LibraryError(Message(text, "error_index_no_folder", {"folder": str(library)}))
        if not path.is_file():
            raise no_index(library)
        return cls(connect_existing(path, library), path.parent)

    @classmethod
    def create(cls, library: Path, identity: ModelIdentity, name: str = DATABASE) -> Store:
        """Make an empty index in `library` for the model `identity`, in place of none.

        Raises:
            UnwritableError: the library cannot be written.
        """
        folder = library / FOLDER
        try:
            folder.mkdir(exist_ok=True)
            store = cls(connect(folder / name), folder)
            with store.transaction():
                create_tables(store.connection)
                store.set_meta("format_version", str(FORMAT_VERSION))
                store.set_meta("model", identity_json(identity))
                store.set_meta("lineage", secrets.token_hex(8))
        except (OSError, sqlite3.OperationalError) as error:
            text = (
                f'The index cannot be written to "{folder}": {error}. '
                "Choose a folder that you may write to, or copy the documents to one."
            )
            raise UnwritableError(Message(text, "error_index_unwritable", {"detail": str(error)})) from error
        return store

    def replace(self, other: Store) -> None:
        """Become a copy of `other`, in one transaction; who has this index open sees it change."""
        generation = self.generation() + other.generation() + 1
        with other.transaction():
            other.set_meta("generation", str(generation))
        other.connection.backup(self.connection)

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

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything read inside is of one moment, whatever another run writes meanwhile. May be nested."""
        outermost = not self.connection.in_transaction
        if outermost:
            self.connection.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            if outermost:
                self.connection.execute("COMMIT")

    def meta(self, name: str) -> str | None:
        """The value kept under `name`, or None."""
        row = self.connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def set_meta(self, name: str, value: str) -> None:
        """Keep `value` under `name`."""
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def identity(self) -> ModelIdentity:
        """The model that made the index."""
        return to_identity(self.meta("model") or "")

    def generation(self) -> int:
        """Counts the changes of passages and of the files that hold them; what is derived carries it."""
        return int(self.meta("generation") or 0)

    def build_id(self) -> str:
        """Of the keys: other keys, made from another start, have another. Files derived from them carry it."""
        return self.meta("lineage") or ""

    # -- files and documents ---------------------------------------------------------------------------

    def files(self) -> dict[str, FileRow]:
        """All files known, by path."""
        rows = self.connection.execute(
            "SELECT path, size, mtime_ns, document, problem, problem_kind FROM files ORDER BY path"
        )
        found = (FileRow(*row) for row in rows)
        return {f.path: replace(f, problem=f.problem and unpack_message(f.problem)) for f in found}

    def put_file(self, row: FileRow) -> None:
        """Write or replace what is known of one file."""
        before = self.files_of(row.document)
        kept = replace(row, problem=row.problem and pack_message(row.problem))
        self.connection.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", astuple(kept))
        if self.files_of(row.document) != before:
            self._changed()

    def files_of(self, document_id: str | None) -> list[str]:
        """Paths of the files that hold a document, in order; those of none for None."""
        rows = self.connection.execute(
            "SELECT path FROM files WHERE document = ? ORDER BY path", (document_id,)
        )
        return [path for (path,) in rows]

    def drop_files(self, paths: Iterable[str]) -> None:
        """Forget files; documents that no file holds any more go with them."""
        dropped = self.connection.executemany("DELETE FROM files WHERE path = ?", [(p,) for p in paths])
        if dropped.rowcount > 0:
            self._changed()
        self.drop_orphans()

    def drop_orphans(self) -> None:
        """Drop documents that no file holds any more."""
        orphans = self.connection.execute(
            "SELECT key FROM documents WHERE id NOT IN (SELECT document FROM files WHERE document IS NOT NULL)"
        ).fetchall()
        for (key,) in orphans:
            drop_document(self.connection, key)
            self._changed()

    def _changed(self) -> None:
        self.set_meta("generation", str(self.generation() + 1))

    def has_document(self, document_id: str) -> bool:
        """Whether a document of this content is in the index."""
        found = self.connection.execute("SELECT 1 FROM documents WHERE id = ?", (document_id,)).fetchone()
        return found is not None

    def put_document(self, document: Document, passages: Sequence[Passage], digests: Sequence[str]) -> None:
        """Write one document with its passages and terms. Their vectors are written before, by digest."""
        write_document(self.connection, document, passages, digests)
        self._changed()

    def put_record(self, document: Document) -> None:
        """Replace what is kept of a document beside its text: a title taken from the name of its file."""
        self.connection.execute(
            "UPDATE documents SET record = ?, title = ? WHERE id = ?",
            (document_json(document), document.title, document.id),
        )
        self._changed()

    def documents(self) -> dict[str, Document]:
        """All documents by id, without their text, with the first path that holds each."""
        rows = self.connection.execute(
            "SELECT d.record, min(f.path) FROM documents d JOIN files f ON f.document = d.id GROUP BY d.key ORDER BY 2"
        )
        found = (to_document(record, path, "") for record, path in rows)
        return {document.id: document for document in found}

    def document(self, document_id: str, *, text: bool = True) -> Document | None:
        """One document, or None; with an empty text where `text` is not wanted."""
        row = self.connection.execute(
            f"SELECT d.record, min(f.path), {'d.text' if text else repr('')} "
            "FROM documents d JOIN files f ON f.document = d.id WHERE d.id = ?",
            (document_id,),
        ).fetchone()
        return to_document(*row) if row and row[0] else None

    def document_ids(self) -> list[str]:
        """Of all documents, in order of the first path that holds each."""
        rows = self.connection.execute(
            "SELECT document FROM files WHERE document IS NOT NULL GROUP BY document ORDER BY min(path)"
        )
        return [row[0] for row in rows]

    def layout(self) -> NDArray[np.int64]:
        """Each document: key of its first passage, and how many follow on it; ascending, shape (documents, 2)."""
        rows = self.connection.execute(
            "SELECT first, passages FROM documents WHERE passages > 0 ORDER BY first"
        )
        return np.array(rows.fetchall(), dtype=np.int64).reshape(-1, 2)

    # -- passages --------------------------------------------------------------------------

    def passages(self, keys: Sequence[int]) -> dict[int, Passage]:
        """Passages by key; unknown keys are left out."""
        marks = ",".join("?" * len(keys))
        rows = self.connection.execute(
            f"SELECT {PASSAGE_COLUMNS} FROM {PASSAGE_TABLES} WHERE p.key IN ({marks})",
            list(keys),
        )
        return {row[0]: to_passage(row) for row in rows}

    def passages_of(self, document_id: str) -> list[tuple[int, Passage]]:
        """Keys and passages of one document, in its order."""
        rows = self.connection.execute(
            f"SELECT {PASSAGE_COLUMNS} FROM {PASSAGE_TABLES} WHERE d.id = ? ORDER BY p.position",
            (document_id,),
        )
        return [(row[0], to_passage(row)) for row in rows]

    def outline(self, document_id: str) -> tuple[Outlined, ...]:
        """Where each passage of one document is, in its order."""
        rows = self.connection.execute(
            "SELECT p.key, p.position, h.path, p.kind, p.pages, substr(p.text, 1, ?), substr(p.context, 1, ?) "
            f"FROM {PASSAGE_TABLES} WHERE d.id = ? ORDER BY p.position",
            (OPENING, OPENING, document_id),
        )
        return tuple(to_outlined(row) for row in rows)

    def kinds_of(self, document_id: str) -> dict[str, int]:
        """How many passages of each kind a document has, by kind in order of its name."""
        rows = self.connection.execute(
            "SELECT p.kind, count(*) FROM passages p JOIN documents d ON d.key = p.document "
            "WHERE d.id = ? GROUP BY p.kind ORDER BY p.kind",
            (document_id,),
        )
        return dict(rows)

    def highest_key(self) -> int:
        """The highest key that a passage has or ever had; 0 for none."""
        row = self.connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'passages'").fetchone()
        return int(row[0]) if row else 0

    def count_passages(self) -> int:
        """How many passages the index holds."""
        return self.total("passages")

    def total(self, name: str) -> int:
        """How many `passages` there are, or terms of all passages, stemmed as the language `name`."""
        row = self.connection.execute("SELECT number FROM totals WHERE name = ?", (name,)).fetchone()
        return int(row[0]) if row else 0
