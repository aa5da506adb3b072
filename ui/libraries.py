"""The libraries that were opened on this machine: remembered, watched or not, and checked before they are opened."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import platformdirs
from filelock import FileLock

from corpus.errors import LibraryError, UnwritableError, UsageError
from ui.i18n.errors import told

RECENT_MOST = 12
"""Libraries remembered; the one opened longest ago goes first."""
_FILE = "libraries.json"


@dataclass(frozen=True, slots=True)
class Remembered:
    """A library opened before. `opened_at`: seconds since 1970; `watched`: changes are taken in by themselves."""

    path: str
    opened_at: float = 0.0
    watched: bool = True

    @property
    def key(self) -> str:
        """What stands for it in an address, so that no address can name a folder that was never opened."""
        return library_key(Path(self.path))


def library_key(library: Path) -> str:
    """Ten hexadecimal digits for a folder."""
    return hashlib.sha256(os.fsencode(library.resolve())).hexdigest()[:10]


class Libraries:
    """The list, in a file of the account's settings. What cannot be read there counts as nothing."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or platformdirs.user_config_path("rujukan", appauthor=False)

    def all(self) -> list[Remembered]:
        """All that are remembered, the one opened last first; folders that are gone are left out."""
        found = [r for r in self._read() if Path(r.path).is_dir()]
        return sorted(found, key=lambda r: (-r.opened_at, r.path))

    def of(self, library: Path) -> Remembered:
        """What is known of one library."""
        path = str(library.resolve())
        return next((r for r in self._read() if r.path == path), Remembered(path))

    def named(self, key: str) -> Path | None:
        """The library that an address means."""
        return next((Path(r.path) for r in self.all() if r.key == key), None)

    def opened(self, library: Path) -> None:
        """Remember that `library` was opened just now. UnwritableError where it cannot be kept."""
        with self._changing() as rows:
            known = rows.get(str(library.resolve()), Remembered(str(library.resolve())))
            rows[known.path] = replace(known, opened_at=time.time())

    def watch(self, library: Path, *, on: bool) -> None:
        """Whether its changes are taken in by themselves. UnwritableError where it cannot be kept."""
        with self._changing() as rows:
            known = rows.get(str(library.resolve()), Remembered(str(library.resolve()), time.time()))
            rows[known.path] = replace(known, watched=on)

    def forget(self, library: Path) -> None:
        """Take it off the list; the folder is not touched. UnwritableError where it cannot be kept."""
        with self._changing() as rows:
            rows.pop(str(library.resolve()), None)

    def _read(self) -> list[Remembered]:
        with contextlib.suppress(OSError, ValueError, RecursionError):
            kept = json.loads((self._folder / _FILE).read_text(encoding="utf-8"))
            return [row for row in map(_row, kept) if row] if isinstance(kept, list) else []
        return []

    @contextlib.contextmanager
    def _changing(self) -> Iterator[dict[str, Remembered]]:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self._folder / f"{_FILE}.lock", timeout=5):
                rows = {r.path: r for r in self._read()}
                yield rows
                self._write(sorted(rows.values(), key=lambda r: -r.opened_at)[:RECENT_MOST])
        except (OSError, TimeoutError) as error:
            why = told("error_settings", folder=str(self._folder), detail=str(error))
            raise UnwritableError(why) from error

    def _write(self, rows: list[Remembered]) -> None:
        handle, scratch = tempfile.mkstemp(dir=self._folder)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump([asdict(row) for row in rows], file, ensure_ascii=False, indent=1)
            Path(scratch).replace(self._folder / _FILE)
        finally:
            Path(scratch).unlink(missing_ok=True)


def _row(kept: Any) -> Remembered | None:
    with contextlib.suppress(TypeError, ValueError, KeyError, AttributeError):
        path, opened_at, watched = kept["path"], kept.get("opened_at", 0.0), kept.get("watched", True)
        return Remembered(str(path), float(opened_at), bool(watched)) if Path(path).is_absolute() else None
    return None


def checked_folder(text: str) -> Path:
    """The folder that a person wrote, known to be one that can be listed and written.

    Raises:
        UsageError: it is no whole path.
        LibraryError: there is no such folder, or it cannot be listed.
        UnwritableError: nothing can be written there, and the index would be.
    """
    shown = text.strip().strip("\"'")
    example = str(Path.home() / "Documents")
    try:
        folder = Path(shown).expanduser()
        if not shown or not folder.is_absolute():
            raise UsageError(told("error_relative", folder=shown, example=example))
        if not folder.is_dir():
            key = "error_file" if folder.exists() else "error_no_folder"
            raise LibraryError(told(key, folder=shown, example=example))
    except (OSError, ValueError, RuntimeError) as error:  # a name too long, a null character, no such home
        raise LibraryError(told("error_no_folder", folder=shown, example=example)) from error
    _listed(folder)
    _written(folder)
    return folder.resolve()


def _listed(folder: Path) -> None:
    try:
        next(folder.iterdir(), None)
    except OSError as error:
        detail = error.strerror or str(error)
        raise LibraryError(told("error_unlisted", folder=str(folder), detail=detail)) from error


def _written(folder: Path) -> None:
    """By writing: permissions alone do not tell of a disk that is full or mounted to be read."""
    try:
        with tempfile.TemporaryFile(dir=folder, prefix=".rujukan-"):
            pass
    except OSError as error:
        detail = error.strerror or str(error)
        raise UnwritableError(told("error_folder_unwritable", folder=str(folder), detail=detail)) from error
