"""Which files of a library are documents, and why the others are not.

folder ──▶ Findings: files to read, files left out with the reason
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from corpus.errors import LibraryError
from corpus.messages import Message, say
from corpus.readers.kinds import SUFFIXES, advice

_SILENT = (".", "~$")
"""Names that begin so are hidden files, our own index among them, and the lock files of Word."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read. `name` is relative to the library with forward slashes; size in bytes."""

    name: str
    path: Path
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is left out. `reason` is a sentence for people that says what to do."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Findings:
    """All that lies in a library, both in natural order ("bab 2" before "bab 10")."""

    files: tuple[Found, ...]
    skipped: tuple[Skipped, ...]


def find_files(library: Path) -> Findings:
    """The documents in `library` and its folders. LibraryError where it is no folder or cannot be listed.

    Links that lead out of the library are not followed. Hidden files and folders are passed over silently.
    """
    if not library.is_dir():
        what = "is a file, not a folder" if library.exists() else "does not exist"
        text = f"{library}: the library {what}; name a folder of documents."
        raise LibraryError(Message(text, "error_index_no_folder", {"folder": str(library)}))
    try:
        root = library.resolve(strict=True)
        found = list(_walk(root, root))
    except OSError as error:
        detail = error.strerror or str(error)
        text = f"{library}: the library cannot be listed ({detail}); check its permissions."
        values = {"folder": str(library), "detail": detail}
        raise LibraryError(Message(text, "error_unlisted", values)) from error
    files = sorted((each for each in found if isinstance(each, Found)), key=lambda each: natural(each.name))
    skipped = sorted((each for each in found if isinstance(each, Skipped)), key=lambda e: natural(e.name))
    return Findings(tuple(files), tuple(skipped))


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sorting key by which numbers count as numbers and case does not."""
    parts = re.split(r"(\d+)", name.casefold())
    return (*((0, int(p), "") if p.isdecimal() else (1, 0, p) for p in parts if p), (2, 0, name))


def _walk(folder: Path, root: Path) -> Iterator[Found | Skipped]:
    with os.scandir(folder) as entries:
        listed = sorted(entries, key=lambda entry: entry.name)
    for entry in listed:
        if entry.name.startswith(_SILENT):
            continue
        path = Path(entry.path)
        name = PurePosixPath(path.relative_to(root)).as_posix()
        if not _is_unicode(name):
            yield Skipped(_printable(name), say("bad_name"))
        elif entry.is_symlink():
            yield from _link(path, root, name)
        elif entry.is_dir():
            yield from _subfolder(path, root, name)
        else:
            yield _file(path, name)


def _subfolder(path: Path, root: Path, name: str) -> Iterator[Found | Skipped]:
    try:
        yield from _walk(path, root)
    except OSError as error:
        yield Skipped(name, say("folder_unlisted", detail=error.strerror or str(error)))


def _link(path: Path, root: Path, name: str) -> Iterator[Found | Skipped]:
    """A link within the library is passed over, for the file itself is found; others are reported."""
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        yield Skipped(name, say("link_broken"))
        return
    if not target.is_relative_to(root):
        yield Skipped(name, say("link_out"))


def _file(path: Path, name: str) -> Found | Skipped:
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        return Skipped(name, advice(suffix))
    try:
        stat = path.stat()
    except OSError as error:
        return Skipped(name, say("unreachable", detail=error.strerror or str(error)))
    if not path.is_file():
        return Skipped(name, say("no_ordinary_file"))
    return Found(name, path, stat.st_size, stat.st_mtime_ns)


def _is_unicode(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _printable(name: str) -> str:
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
