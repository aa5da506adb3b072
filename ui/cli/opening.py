"""What commands open: the folder of documents, the model, the index."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import NoIndexError

if TYPE_CHECKING:
    from index import Embedder
    from qa import Assistant


def folder(library: Path | None) -> Path:
    """The folder of documents that a command is for: the one named, else the account's own."""
    from ui.library import existing_library

    return existing_library(library, notice)


def notice(message: str) -> None:
    """Tell a person something, beside the answer."""
    print(message, file=sys.stderr, flush=True)


def embedder(model: str | None) -> Embedder:
    """The model that a command names, else the bundled one."""
    from index import load_embedder

    return load_embedder(model, notice)


def build(folder: Path, embedder: Embedder, *, rebuild: bool = False) -> Any:
    """Bring the index of a folder up to date, with progress; returns the receipt."""
    from index import build_index
    from ui.cli.receipt import ProgressLine

    with ProgressLine() as line:
        return build_index(folder, embedder, rebuild=rebuild, progress=line)


def open_assistant(folder: Path, model: str | None, *, make: bool) -> Assistant:
    """The folder's assistant; the user's own library is indexed on its first use."""
    from index import Store
    from qa import Assistant

    try:
        Store.open(folder).close()
    except NoIndexError:
        if not make:
            raise
        loaded = embedder(model)
        build(folder, loaded)
        return Assistant(folder, loaded)
    return Assistant(folder, embedder(model))
