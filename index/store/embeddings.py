"""What the index holds of the model: a vector and packed tokens for each text, by its digest."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray


class Embeddings:
    """The vectors in an open index; part of `index.store.store.Store`."""

    connection: sqlite3.Connection

    def missing_digests(self, digests: Sequence[str]) -> set[str]:
        """Those of `digests` that have no vector yet."""
        known = self.connection.execute(
            "SELECT digest FROM vectors WHERE digest IN (SELECT value FROM json_each(?))",
            (json.dumps(list(digests)),),
        )
        return set(digests) - {row[0] for row in known}

    def put_vectors(self, rows: Iterable[tuple[str, bytes, bytes]]) -> None:
        """Write (digest, float32 vector, packed tokens) rows; those already there stay."""
        for row in rows:
            written = self.connection.execute(
                "INSERT OR IGNORE INTO vectors (digest, vector, tokens) VALUES (?, ?, ?)", row
            )
            if written.rowcount > 0:
                self.connection.execute("INSERT INTO loose VALUES (?)", (written.lastrowid,))

    def prune_vectors(self) -> None:
        """Drop vectors that no passage uses."""
        self.connection.execute(
            "DELETE FROM vectors WHERE key IN "
            "(SELECT vector FROM loose WHERE vector NOT IN (SELECT vector FROM passages))"
        )
        self.connection.execute("DELETE FROM loose")

    def vectors(
        self, after: int = 0, most: int = -1, every: int = 1
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Keys above `after`, ascending, and their vectors, shape (passages, dimension).

        `most`: at most so many, -1 for all; `every`: one in so many, scattered.
        """
        rows = self.connection.execute(
            "SELECT p.key, v.vector FROM passages p JOIN vectors v ON v.key = p.vector "
            # Multiplied, so that no pattern in the keys that are left can fall in step with it (Knuth's hash).
            "WHERE p.key > ? AND (p.key * 2654435761 >> 16) % ? = 0 ORDER BY p.key LIMIT ?",
            (after, every, most),
        ).fetchall()
        keys = np.array([row[0] for row in rows], dtype=np.int64)
        flat = np.frombuffer(b"".join(row[1] for row in rows), dtype=np.float32)
        return keys, flat.reshape(len(rows), -1) if rows else flat.reshape(0, 0)

    def vectors_of(self, keys: Sequence[int]) -> tuple[list[int], NDArray[np.float32]]:
        """Those of `keys` that are there, ascending, and their vectors, shape (passages, dimension)."""
        rows = self.connection.execute(
            "SELECT p.key, v.vector FROM passages p JOIN vectors v ON v.key = p.vector "
            "WHERE p.key IN (SELECT value FROM json_each(?)) ORDER BY p.key",
            (json.dumps(list(keys)),),
        ).fetchall()
        flat = np.frombuffer(b"".join(row[1] for row in rows), dtype=np.float32)
        return [row[0] for row in rows], flat.reshape(len(rows), -1) if rows else flat.reshape(0, 0)

    def embeddings(self, keys: Sequence[int]) -> dict[int, tuple[NDArray[np.float32], bytes]]:
        """Vector and packed tokens of each passage, by key."""
        marks = ",".join("?" * len(keys))
        rows = self.connection.execute(
            "SELECT p.key, v.vector, v.tokens FROM passages p JOIN vectors v ON v.key = p.vector "
            f"WHERE p.key IN ({marks})",
            list(keys),
        )
        return {key: (np.frombuffer(vector, dtype=np.float32), tokens) for key, vector, tokens in rows}
