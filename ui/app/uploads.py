"""Takes files into the library and out of it, so that nothing is overwritten, lost, or written elsewhere."""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
from pathlib import Path, PurePosixPath

from corpus.errors import UnwritableError, UsageError
from corpus.readers.registry import SUFFIXES
from corpus.settings import MAX_FILE_BYTES
from index.settings import FOLDER
from ui.i18n.errors import told

UPLOADS_MOST = 50
"""Files taken in at once."""
NAME_BYTES = 180
"""File systems allow 255; a number may be added, and other programs add endings of their own."""
REMOVED = "removed"
"""The folder inside `.rujukan` that files taken out are moved to."""

_FORBIDDEN = re.compile(r'[<>:"|?*/\\]')
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.I)


def safe_name(name: str) -> str:
    """The last part of `name`, fit for any file system and unable to lead out of the folder.

    Raises:
        UsageError: nothing is left of it, or files of its kind are not read.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(c for c in last if unicodedata.category(c)[0] != "C")
    clean = " ".join(_FORBIDDEN.sub("_", shown).split()).lstrip(". ~$").rstrip(". ")
    stem, suffix = PurePosixPath(clean).stem, PurePosixPath(clean).suffix
    if suffix.lower() not in SUFFIXES or not stem:
        raise UsageError(told("error_upload_kind", name=shown, kinds=", ".join(sorted(SUFFIXES))))
    if _RESERVED.match(clean):
        stem = f"_{stem}"
    while len((stem + suffix).encode()) > NAME_BYTES:
        stem = stem[:-1]
    return stem.rstrip(". ") + suffix


def save_upload(library: Path, name: str, data: bytes) -> str:
    """Write `data` into the library under a safe name that was free; give that name.

    Raises:
        UsageError: the name or the size will not do, or the very file is there already.
        UnwritableError: the library cannot be written.
    """
    wanted = safe_name(name)
    if len(data) > MAX_FILE_BYTES:
        sizes = {"size": round(len(data) / 1e6), "most": round(MAX_FILE_BYTES / 1e6)}
        raise UsageError(told("error_upload_size", name=wanted, **sizes))
    if not data:
        raise UsageError(told("error_upload_empty", name=wanted))
    try:
        return _place(library, wanted, data)
    except OSError as error:
        why = error.strerror or str(error)
        raise UnwritableError(
            told("error_upload_write", name=wanted, folder=str(library), detail=why)
        ) from error


def _place(library: Path, wanted: str, data: bytes) -> str:
    handle, scratch = tempfile.mkstemp(prefix=".upload-", dir=library)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(scratch).chmod(0o644)
        for target in _names(library, wanted):
            if target.is_file() and target.stat().st_size == len(data) and target.read_bytes() == data:
                raise UsageError(told("error_upload_same", name=target.name))
            if _move_new(Path(scratch), target):
                return target.name
    finally:
        Path(scratch).unlink(missing_ok=True)
    raise UsageError(told("error_upload_names", name=wanted))


def _names(folder: Path, wanted: str) -> list[Path]:
    """The name, then the name with numbers."""
    stem, suffix = PurePosixPath(wanted).stem, PurePosixPath(wanted).suffix
    return [folder / wanted, *(folder / f"{stem} ({n}){suffix}" for n in range(2, 100))]


def _move_new(source: Path, target: Path) -> bool:
    """Give `source` the name `target` unless that is taken, in one step that cannot overwrite."""
    try:
        os.link(source, target)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links: the name is taken first, then filled
        if os.path.lexists(target):
            return False
        with target.open("xb"):
            pass
        source.replace(target)
    return True


def take_out(library: Path, path: str) -> Path:
    """Move the document `path` out of the library into `.rujukan/removed`; give its new place.

    Raises:
        UsageError: there is no such file in the library.
        UnwritableError: it cannot be moved.
    """
    root = library.resolve()
    file = root / path
    inside = file.parent.resolve().is_relative_to(root) and ".." not in PurePosixPath(path).parts
    if not inside or not file.is_file() or file.is_symlink():
        raise UsageError(told("error_gone", name=path))
    try:
        shelf = root / FOLDER / REMOVED
        shelf.mkdir(parents=True, exist_ok=True)
        target = next(p for p in _names(shelf, file.name) if not os.path.lexists(p))
        return file.rename(target)
    except (OSError, StopIteration) as error:
        raise UnwritableError(told("error_move", name=path, detail=str(error))) from error
