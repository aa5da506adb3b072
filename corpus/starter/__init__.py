"""The starter library: ten documents written for Rujukan, so that a first run has something to show.

    sources/ ──▶ make ──▶ library/ ──▶ copy_starter ──▶ a folder of the reader's own

`python -m corpus.starter.make` makes `library/` from `sources/`; both are kept, so that installing needs
neither the compiler nor the sources.
"""

from __future__ import annotations

import os
import tempfile
from importlib.resources import files
from pathlib import Path

__all__ = ["copy_starter"]


def copy_starter(destination: Path) -> tuple[Path, ...]:
    """Copy the starter documents into a folder, made where it is missing; give the paths written, by name.

    A file that stands there already is left as it is and not among the paths given. Each document appears
    whole or not at all, also where two processes copy at once. Raises OSError where the folder cannot be
    written.
    """
    destination.mkdir(parents=True, exist_ok=True)
    documents = sorted(files(__package__).joinpath("library").iterdir(), key=lambda entry: entry.name)
    return tuple(
        destination / entry.name
        for entry in documents
        if entry.is_file() and _place(entry.read_bytes(), destination / entry.name)
    )


def _place(data: bytes, target: Path) -> bool:
    """Write a file whole under its name unless the name is taken; say whether it was written."""
    if os.path.lexists(target):  # A broken link counts as taken too.
        return False
    handle, name = tempfile.mkstemp(prefix=".starter-", dir=target.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        draft.chmod(0o644)
        return _claim(draft, target)
    finally:
        draft.unlink(missing_ok=True)


def _claim(draft: Path, target: Path) -> bool:
    """Give the draft its name; a link fails where a name exists, which a rename does not."""
    try:
        os.link(draft, target)
    except FileExistsError:
        return False
    except OSError:  # File systems without hard links (FAT, some network drives).
        if os.path.lexists(target):
            return False
        draft.replace(target)
    return True
