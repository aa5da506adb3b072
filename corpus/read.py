"""One file, read: from a path to a Document, or to an error that a person can act on.

bytes, bounded ──▶ reader ──▶ Reading ──▶ compose ──▶ Document
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path, PurePath

from corpus.compose import compose
from corpus.errors import EmptyFileError, FormatError, RujukanError, TooLargeError, VanishedError
from corpus.readers import registry
from corpus.records import Document, Reading
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
        raise FormatError(
            f"{name}: the file could not be read and may be damaged ({type(error).__name__}: {error}). "
            "Open it in its program, save it anew and index again."
        ) from error
    if not document.text and not (keep_empty and document.pages):
        raise EmptyFileError(_without_text(reading, name))
    return document


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
        raise VanishedError(f"{name}: the file is gone; put it back or index again without it.") from error
    except PermissionError as error:
        raise VanishedError(
            f"{name}: this account may not read the file; change its permissions and index again."
        ) from error
    except IsADirectoryError as error:
        raise FormatError(f"{name}: this is a folder; name the files in it.") from error
    except OSError as error:
        raise VanishedError(
            f"{name}: the file could not be read ({error.strerror or error}); check the disk and index again."
        ) from error
    if gone or len(data) != before.st_size or after.st_mtime_ns != before.st_mtime_ns:
        raise VanishedError(f"{name}: the file changed while it was read; index again when it is at rest.")
    return data


def _check_size(size: int, name: str) -> None:
    if size == 0:
        raise EmptyFileError(f"{name}: the file is empty; get it again or remove it.")
    text = registry.SUFFIXES.get(PurePath(name).suffix.lower()) in registry.TEXT_FORMATS
    most = MAX_TEXT_BYTES if text else MAX_FILE_BYTES
    if size > most:
        raise TooLargeError(
            f"{name}: the file has {size / 1e6:,.0f} MB, more than the {most / 1e6:,.0f} MB that are read; "
            "split it in parts and index again."
        )


def _without_text(reading: Reading, name: str) -> str:
    if reading.media_type == "application/pdf":
        return (
            f"{name}: the PDF has no text layer, its pages are pictures only; "
            "put the text in by OCR (ocrmypdf makes such a file) and index again."
        )
    return f"{name}: there is no text in the file; remove it or get it again."
