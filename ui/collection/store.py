"""The passages that people set aside from a library, under headings of their own, kept over restarts.

They stand in a file of their own beside the index, so that no indexing touches them. Each change is one
transaction on the rows that it concerns: two who have the page open do not undo each other's changes.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.settings import FOLDER
from ui.collection.records import NOTE_CHARACTERS, Excerpt, Heading, SavedPassage, kept_from, written

REMOVED_KEPT_SECONDS = 7 * 24 * 3600
"""How long what was taken out can be brought back."""
NAME_CHARACTERS = 200

_SCHEMA = """
CREATE TABLE IF NOT EXISTS headings (
    key INTEGER PRIMARY KEY, name TEXT NOT NULL, position INTEGER NOT NULL, removed INTEGER);
CREATE TABLE IF NOT EXISTS kept (
    key INTEGER PRIMARY KEY, heading INTEGER NOT NULL, position INTEGER NOT NULL, removed INTEGER,
    document TEXT NOT NULL, path TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    text TEXT NOT NULL, more TEXT NOT NULL, note TEXT NOT NULL DEFAULT '', marked_only INTEGER NOT NULL DEFAULT 0);
CREATE UNIQUE INDEX IF NOT EXISTS kept_once ON kept (document, start, end) WHERE removed IS NULL;
CREATE TABLE IF NOT EXISTS corrections (path TEXT PRIMARY KEY, document TEXT NOT NULL, source TEXT NOT NULL);
"""
_AT_PLACE = "SELECT key FROM kept WHERE removed IS NULL AND document = ? AND start = ? AND end = ?"
_COLUMNS = "key, heading, document, path, start, end, text, more, note, marked_only"


class Collection:
    """The collection of one library. Each call has a connection of its own, so threads need no lock.

    Every method may raise `sqlite3.Error` or `OSError` where the library's folder cannot be read or written.
    """

    def __init__(self, library: Path) -> None:
        self._path = library / FOLDER / "collection.sqlite"

    # -- headings --------------------------------------------------------------------------------------

    def headings(self) -> list[Heading]:
        """All headings in their order."""
        rows = self.rows("SELECT key, name FROM headings WHERE removed IS NULL ORDER BY position, key")
        return [Heading(*row) for row in rows]

    def add_heading(self, name: str) -> int:
        """The key of the heading so called, made at the end where there is none; case does not matter."""
        clean = " ".join(name.split())[:NAME_CHARACTERS]
        with self.writing() as connection:
            for key, other in connection.execute("SELECT key, name FROM headings WHERE removed IS NULL"):
                if other.casefold() == clean.casefold():
                    return int(key)
            return _insert(connection, "headings", name=clean, position=_last(connection, "headings") + 1)

    def rename_heading(self, key: int, name: str) -> None:
        """Give a heading another name; a blank one changes nothing."""
        if clean := " ".join(name.split())[:NAME_CHARACTERS]:
            with self.writing() as connection:
                connection.execute("UPDATE headings SET name = ? WHERE key = ?", (clean, key))

    def move_heading(self, key: int, step: int) -> None:
        """Change places with the heading before (-1) or after (1)."""
        with self.writing() as connection:
            _swap(connection, "headings", "removed IS NULL", (), key, step)

    # -- passages --------------------------------------------------------------------------------------

    def kept(self) -> list[SavedPassage]:
        """All passages set aside, heading by heading, each in its order."""
        rows = self.rows(
            f"SELECT {', '.join('k.' + c for c in _COLUMNS.split(', '))} FROM kept k JOIN headings h "
            "ON h.key = k.heading WHERE k.removed IS NULL AND h.removed IS NULL "
            "ORDER BY h.position, h.key, k.position, k.key"
        )
        return [kept_from(row) for row in rows]

    def find(self, document: str, start: int, end: int) -> SavedPassage | None:
        """The passage set aside from this very place, if it is."""
        rows = self.rows(
            f"SELECT {_COLUMNS} FROM kept WHERE removed IS NULL AND document = ? AND start = ? AND end = ?",
            (document, start, end),
        )
        return kept_from(rows[0]) if rows else None

    def add(self, excerpt: Excerpt, heading: int) -> int:
        """Set a passage aside at the end of a heading; its key. One set aside already stays where it is."""
        place = (excerpt.document, excerpt.start, excerpt.end)
        with self.writing() as connection:
            known = connection.execute(_AT_PLACE, place).fetchone()
            if known:
                return int(known[0])
            _bring_back_heading(connection, heading)
            return _insert(
                connection,
                "kept",
                heading=heading,
                position=_last(connection, "kept") + 1,
                document=excerpt.document,
                path=excerpt.path,
                start=excerpt.start,
                end=excerpt.end,
                text=excerpt.text,
                more=written(excerpt),
            )

    def write_note(self, key: int, note: str, seen: str) -> None:
        """Replace the note that was `seen`. Where it was changed meanwhile, both stay."""
        clean = note.strip()[:NOTE_CHARACTERS]
        with self.writing() as connection:
            row = connection.execute("SELECT note FROM kept WHERE key = ?", (key,)).fetchone()
            if row and row[0] not in (seen, clean):
                clean = f"{row[0]}\n\n{clean}".strip()
            connection.execute("UPDATE kept SET note = ? WHERE key = ?", (clean, key))

    def quote_marked(self, key: int, *, only: bool) -> None:
        """Quote the marked sentences only, or the whole passage."""
        with self.writing() as connection:
            connection.execute("UPDATE kept SET marked_only = ? WHERE key = ?", (only, key))

    def move(self, key: int, step: int) -> None:
        """Change places with the passage before (-1) or after (1) under the same heading."""
        with self.writing() as connection:
            row = connection.execute("SELECT heading FROM kept WHERE key = ?", (key,)).fetchone()
            if row:
                _swap(connection, "kept", "removed IS NULL AND heading = ?", row, key, step)

    def move_to(self, key: int, heading: int) -> None:
        """Put a passage at the end of another heading."""
        with self.writing() as connection:
            _bring_back_heading(connection, heading)
            connection.execute(
                "UPDATE kept SET heading = ?, position = ? WHERE key = ? AND heading != ?",
                (heading, _last(connection, "kept") + 1, key, heading),
            )

    # -- taking out, bringing back ---------------------------------------------------------------------

    def remove(self, key: int) -> int:
        """Take a passage out; what brings it back."""
        return self._remove(key, "UPDATE kept SET removed = ? WHERE removed IS NULL AND key = ?")

    def remove_heading(self, key: int) -> int:
        """Take a heading out with all under it; what brings them back."""
        return self._remove(
            key,
            "UPDATE kept SET removed = ? WHERE removed IS NULL AND heading = ?",
            "UPDATE headings SET removed = ? WHERE removed IS NULL AND key = ?",
        )

    def bring_back(self, removal: int) -> None:
        """Undo a removal. A passage set aside anew meanwhile stays as it is now."""
        with self.writing() as connection:
            connection.execute("UPDATE headings SET removed = NULL WHERE removed = ?", (removal,))
            connection.execute(
                "UPDATE headings SET removed = NULL WHERE key IN (SELECT heading FROM kept WHERE removed = ?)",
                (removal,),
            )
            connection.execute("UPDATE OR IGNORE kept SET removed = NULL WHERE removed = ?", (removal,))

    def _remove(self, key: int, *changes: str) -> int:
        removal = time.time_ns()
        oldest = removal - REMOVED_KEPT_SECONDS * 10**9
        with self.writing() as connection:
            for change in changes:
                connection.execute(change, (removal, key))
            connection.execute("DELETE FROM kept WHERE removed < ?", (oldest,))
            connection.execute("DELETE FROM headings WHERE removed < ?", (oldest,))
        return removal

    # -- the file --------------------------------------------------------------------------------------

    def rows(self, asked: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """Read; nothing where nothing was ever kept."""
        if not self._path.is_file():
            return []
        with self._open() as connection:
            return connection.execute(asked, values).fetchall()

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction that no other may cut into."""
        self._path.parent.mkdir(exist_ok=True)
        with self._open() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self._path, timeout=5, isolation_level=None)
        try:
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'corrections'").fetchone():
                connection.executescript(_SCHEMA)
            yield connection
        finally:
            connection.close()


def _insert(connection: sqlite3.Connection, table: str, **values: Any) -> int:
    names, marks = ", ".join(values), ", ".join("?" * len(values))
    cursor = connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(values.values()))
    return int(cursor.lastrowid or 0)


def _bring_back_heading(connection: sqlite3.Connection, key: int) -> None:
    """Someone else may have taken it out a moment ago: what is put under it must not vanish with it."""
    connection.execute("UPDATE headings SET removed = NULL WHERE key = ?", (key,))


def _last(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT coalesce(max(position), 0) FROM {table}").fetchone()[0])


def _swap(
    connection: sqlite3.Connection, table: str, among: str, values: tuple[Any, ...], key: int, step: int
) -> None:
    rows = connection.execute(
        f"SELECT key, position FROM {table} WHERE {among} ORDER BY position, key", values
    ).fetchall()
    at = next((i for i, row in enumerate(rows) if row[0] == key), None)
    if at is None or not 0 <= at + step < len(rows):
        return
    rows[at], rows[at + step] = rows[at + step], rows[at]
    places = sorted(position for _, position in rows)
    for (row_key, _), place in zip(rows, places, strict=True):
        connection.execute(f"UPDATE {table} SET position = ? WHERE key = ?", (place, row_key))
