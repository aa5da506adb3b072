"""One file, read: from a path to a Document, or to an error that a person can act on.

bytes, bounded ──▶ reader ──▶ Reading ──▶ compose ──▶ Document
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path, PurePath

from corpus.compose import compose
from corpus.errors import EmptyFileError, FormatError, RujukanError, TooLargeError, VanishedError
from corpus.messages import Message, say
from corpus.readers import registry
from corpus.records import Document
from corpus.settings import MAX_FILE_BYTES, MAX_TEXT_BYTES


def read_file(
    path: Path, *, name: str, password: str | None = None, outline: bool = True, keep_empty: bool = False
) -> Document:
    """Reads the file at `path`, which is called `name` (relative to the library, forward slashes).

    Raises a ReadError for everything that can be wrong with the file; its message names the file, says
    what is wrong and what to do next. The password is used for this one call and kept nowhere. `outline` says
    whether a PDF's own outline may help; `keep_empty` gives a document whose pages hold no text, with those
    pages and the warnings, where EmptyFileError would be raised.
    """
    data = _bytes(path, name)
    try:
        reading = registry.read(data, name, password, outline=outline)
        document = compose(reading, document_id=hashlib.sha256(data).hexdigest(), path=name)
    except RujukanError:
        raise
    except Exception as error:  # Whatever a library stumbles over in one file must not stop the others.
        raise FormatError(say("unreadable", name=name, detail=f"{type(error).__name__}: {error}")) from error
    if not document.text and not (keep_empty and document.pages):
        raise EmptyFileError(without_text(document))
    return document


def without_text(document: Document) -> Message:
    """Why the document holds no text and what can be done."""
    name = document.path
    missing = next((w for w in document.warnings if isinstance(w, Message) and w.code == "ocr_missing"), None)
    if missing:
        return say("no_text_without_ocr", name=name, install=missing.values["install"])
    return say("no_text_on_pages" if document.pages else "no_text", name=name)


def _bytes(path: Path, name: str) -> bytes:
    """The file's bytes, never more than the bounds; the size is asked before anything is read."""
    try:
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            _check_size(before.st_size, name)
            data = file.read(before.st_size + 1)
            after = os.fstat(file.fileno())
        gone = not path.exists()
    except FileNotFoundError as error:
        raise VanishedError(say("gone", name=name)) from error
    except PermissionError as error:
        raise VanishedError(say("not_permitted", name=name)) from error
    except IsADirectoryError as error:
        raise FormatError(say("is_folder", name=name)) from error
    except OSError as error:
        raise VanishedError(say("disk", name=name, detail=error.strerror or str(error))) from error
    if gone or len(data) != before.st_size or after.st_mtime_ns != before.st_mtime_ns:
        raise VanishedError(say("changed", name=name))
    return data


def _check_size(size: int, name: str) -> None:
    if size == 0:
        raise EmptyFileError(say("empty_file", name=name))
    text = registry.SUFFIXES.get(PurePath(name).suffix.lower()) in registry.TEXT_FORMATS
    most = MAX_TEXT_BYTES if text else MAX_FILE_BYTES
    if size > most:
        raise TooLargeError(say("too_large", name=name, size=f"{size / 1e6:,.0f}", most=f"{most / 1e6:,.0f}"))
