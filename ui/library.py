"""Which library is meant when nobody names one."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import platformdirs

from corpus.errors import LibraryError, UnwritableError


def chosen_library(named: Path | None, notice: Callable[[str], None] = lambda _: None) -> Path:
    """The folder named, else `RUJUKAN_LIBRARY`, else the user's own, made and filled on the first use.

    Raises:
        UnwritableError: the user's own folder cannot be made.
    """
    if named is not None:
        return named.expanduser()
    if set_by := os.environ.get("RUJUKAN_LIBRARY"):
        return Path(set_by).expanduser()
    own = platformdirs.user_documents_path() / "Rujukan"
    if not own.is_dir():
        from corpus.starter import copy_starter

        notice(f'Your library is the folder "{own}". A few documents to start with are copied there.')
        try:
            copy_starter(own)
        except OSError as error:
            raise UnwritableError(
                f'The folder "{own}" cannot be made ({error.strerror or error}). '
                "Name another: rujukan FOLDER, or set RUJUKAN_LIBRARY."
            ) from error
    return own


def is_own(named: Path | None) -> bool:
    """Whether nobody named a library, so that the user's own is meant, which is indexed on its first use."""
    return named is None and not os.environ.get("RUJUKAN_LIBRARY")


def existing_library(named: Path | None, notice: Callable[[str], None] = lambda _: None) -> Path:
    """The library meant, known to be a folder before anything slow begins.

    Raises:
        LibraryError: there is no such folder.
        UnwritableError: the user's own folder cannot be made.
    """
    folder = chosen_library(named, notice)
    if not folder.is_dir():
        what = "That is a file" if folder.exists() else "There is no such folder"
        raise LibraryError(f'"{folder}": {what}. Name the folder that holds the documents.')
    return folder
