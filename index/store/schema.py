"""The index's SQLite file: its tables, and how it is opened, also where it may only be read or is damaged."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

from corpus import Message
from corpus.errors import LibraryError, MismatchError, NoIndexError, OutdatedError
from index.records import ModelIdentity
from index.settings import FORMAT_VERSION

SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE documents (
    key INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, title TEXT NOT NULL, first INTEGER NOT NULL,
    passages INTEGER NOT NULL, record TEXT NOT NULL, text TEXT NOT NULL);
CREATE INDEX documents_by_first ON documents (first, passages, key);
CREATE TABLE files (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, document TEXT,
    problem TEXT, problem_kind TEXT);
CREATE INDEX files_by_document ON files (document);
CREATE TABLE vectors (key INTEGER PRIMARY KEY, digest TEXT UNIQUE NOT NULL, vector BLOB NOT NULL, tokens BLOB NOT NULL);
CREATE TABLE loose (vector INTEGER PRIMARY KEY);
CREATE TABLE headings (
    key INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
    path TEXT NOT NULL, folded TEXT NOT NULL);
CREATE INDEX headings_by_document ON headings (document);
CREATE TABLE passages (
    key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
    position INTEGER NOT NULL, vector INTEGER NOT NULL REFERENCES vectors (key),
    headings INTEGER NOT NULL, kind TEXT NOT NULL, language TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, lead INTEGER NOT NULL,
    pages TEXT NOT NULL, context TEXT NOT NULL, header TEXT NOT NULL, text TEXT NOT NULL, embedded TEXT NOT NULL);
CREATE INDEX passages_by_document ON passages (document, position, kind);
CREATE INDEX passages_by_vector ON passages (vector);
CREATE INDEX passages_by_headings ON passages (headings);
CREATE INDEX passages_by_kind ON passages (kind);
CREATE INDEX passages_by_language ON passages (language);
CREATE VIRTUAL TABLE words USING fts5 (id, en, tokenize="unicode61 remove_diacritics 0 tokenchars '.'");
CREATE TABLE frequencies (
    language TEXT NOT NULL, term TEXT NOT NULL, passages INTEGER NOT NULL, PRIMARY KEY (language, term)) WITHOUT ROWID;
CREATE TABLE totals (name TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
"""
"""Passages of a document have keys that follow one another from `documents.first` on, and no key is ever given
twice: what is derived from them can say which keys it covers. `loose`: vectors that perhaps no passage uses.
`frequencies` and `totals` are kept with every change, for counting them anew takes minutes in a large library.
"""


_OTHER_TABLES = re.compile("no such (table|column)|has no column")


def create_tables(connection: sqlite3.Connection) -> None:
    """Make the tables in an empty file; the caller holds the transaction."""
    for statement in filter(str.strip, SCHEMA.split(";\n")):
        connection.execute(statement)


def connect(path: Path) -> sqlite3.Connection:
    """A connection in autocommit mode, for reading and writing where the folder lets us, else for reading."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=30)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        if os.access(path.parent, os.W_OK):
            raise
        return _connect_to_read(path)
    except BaseException:
        connection.close()
        raise
    return connection


def _connect_to_read(path: Path) -> sqlite3.Connection:
    """Without the files that SQLite makes beside the database, for a folder that cannot be written."""
    uri = f"file:{urllib.parse.quote(str(path.resolve()))}?immutable=1"
    return sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)


def connect_existing(path: Path, library: Path) -> sqlite3.Connection:
    """The index of `library` in the file `path`, checked.

    Raises:
        NoIndexError: a first run was ended before it had made the tables.
        MismatchError: it is of another format version, or is damaged.
        LibraryError: it cannot be opened for another reason.
    """
    try:
        with damage_named(library):
            connection = connect(path)
            try:
                check_format(connection, library)
            except BaseException:
                connection.close()
                raise
    except sqlite3.OperationalError as error:
        text = (
            f'The index of "{library}" cannot be opened ({error}). '
            "End other programs that use it and check its permissions, then try again."
        )
        raise LibraryError(Message(text, "error_index_unopened", {"detail": str(error)})) from error
    return connection


def check_format(connection: sqlite3.Connection, library: Path) -> None:
    """Refuse a file without tables, and tables of another format."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    if not tables:
        raise no_index(library)
    row = connection.execute("SELECT value FROM meta WHERE name = 'format_version'").fetchone()
    if row is None or row[0] != str(FORMAT_VERSION) or "totals" not in tables:
        older = row is not None and row[0].isdecimal() and int(row[0]) <= FORMAT_VERSION
        text = (
            f'The index of "{library}" has format {row[0] if row else "unknown"}, '
            f'this Rujukan reads {FORMAT_VERSION}. Run: rujukan index "{library}" --rebuild'
        )
        raise (OutdatedError if older else MismatchError)(Message(text, "error_index_format"))


def no_index(library: Path) -> NoIndexError:
    """What to say where there is none."""
    return NoIndexError(f'"{library}" has no index yet. Run: rujukan index "{library}"')


def mismatch(library: Path, made_with: ModelIdentity, wanted: ModelIdentity) -> MismatchError:
    """What to say where another model made the index than the one at hand."""
    # The same name may stand for other weights.
    names = [
        i.name if made_with.name != wanted.name else f"{i.name} ({i.revision})" for i in (made_with, wanted)
    ]
    text = (
        f'The index of "{library}" was made with the model {names[0]}, not with {names[1]}. '
        f'Use that model (--model), or make the index anew: rujukan index "{library}" --rebuild'
    )
    return MismatchError(Message(text, "error_index_model", {"made": names[0], "wanted": names[1]}))


@contextlib.contextmanager
def damage_named(library: Path) -> Iterator[None]:
    """Turn what SQLite says of a damaged file into a MismatchError that names the way out."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        # Its subclasses are other things: a full disk, a lock, a mistake of ours.
        if type(error) is not sqlite3.DatabaseError and not _OTHER_TABLES.search(str(error)):
            raise
        text = f'The index of "{library}" is damaged ({error}). Run: rujukan index "{library}" --rebuild'
        raise MismatchError(Message(text, "error_index_damaged")) from error
