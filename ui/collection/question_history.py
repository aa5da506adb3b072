"""The questions asked of a library, kept beside its index over restarts."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.settings import FOLDER

KEPT_MOST = 2_000
"""Older questions without a star go."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS questions (
    key INTEGER PRIMARY KEY, question TEXT UNIQUE NOT NULL, asked_at REAL NOT NULL, answered INTEGER NOT NULL,
    source TEXT NOT NULL, times INTEGER NOT NULL DEFAULT 1, starred INTEGER NOT NULL DEFAULT 0)
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the past. `asked_at`: seconds since 1970, the last time; `source`: the first passage's."""

    key: int
    question: str
    asked_at: float
    answered: bool
    source: str
    times: int
    starred: bool


class History:
    """The history of one library. Each call has a connection of its own, so threads need no lock."""

    def __init__(self, library: Path) -> None:
        self._path = library / FOLDER / "history.sqlite"

    def add(self, question: str, *, answered: bool, source: str = "") -> None:
        """Keep a question; one asked before moves to the top."""
        with self._open() as connection:
            connection.execute(
                "INSERT INTO questions (question, asked_at, answered, source) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (question) DO UPDATE SET asked_at = excluded.asked_at, times = times + 1, "
                "answered = excluded.answered, source = excluded.source",
                (question, time.time(), answered, source),
            )
            connection.execute(
                "DELETE FROM questions WHERE NOT starred AND key NOT IN "
                "(SELECT key FROM questions ORDER BY asked_at DESC LIMIT ?)",
                (KEPT_MOST,),
            )

    def find(self, part: str = "", *, starred: bool = False, most: int = 200) -> list[Asked]:
        """Questions that hold all words of `part`, case ignored, the last first."""
        if not self._path.is_file():
            return []
        with self._open() as connection:
            rows = connection.execute(
                "SELECT key, question, asked_at, answered, source, times, starred FROM questions "
                "WHERE starred >= ? ORDER BY asked_at DESC, key DESC",
                (starred,),
            ).fetchall()
        parts = part.casefold().split()
        found = [Asked(r[0], r[1], r[2], bool(r[3]), r[4], r[5], bool(r[6])) for r in rows]
        return [a for a in found if all(p in a.question.casefold() for p in parts)][:most]

    def star(self, key: int, *, on: bool) -> None:
        """Set or take away the star of a question."""
        with self._open() as connection:
            connection.execute("UPDATE questions SET starred = ? WHERE key = ?", (on, key))

    def delete(self, key: int) -> None:
        """Forget one question."""
        with self._open() as connection:
            connection.execute("DELETE FROM questions WHERE key = ?", (key,))

    def clear(self) -> None:
        """Forget all questions that have no star."""
        with self._open() as connection:
            connection.execute("DELETE FROM questions WHERE NOT starred")

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self._path.parent.mkdir(exist_ok=True)
        connection = sqlite3.connect(self._path, timeout=5)
        try:
            with connection:  # one transaction
                connection.execute(_SCHEMA)
                yield connection
        finally:
            connection.close()
