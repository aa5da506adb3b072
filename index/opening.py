"""Takes a library's index for one run: nobody else writes meanwhile, and its maker is the model at hand."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.errors import LibraryError, MismatchError, NoIndexError, UnwritableError
from index.records import Embedder
from index.schema import damage_named, mismatch
from index.settings import FOLDER
from index.store import Store


@contextlib.contextmanager
def locked(library: Path) -> Iterator[None]:
    """Keep other runs out of the library's index while inside; LibraryError where one is at work."""
    folder = library / FOLDER
    try:
        folder.mkdir(exist_ok=True)
        lock = FileLock(folder / "lock", timeout=0)
        lock.acquire()
    except Timeout as error:
        raise LibraryError(
            f'Another run is indexing "{library}" right now. Wait until it has finished, then try again.'
        ) from error
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def writable(library: Path) -> Iterator[None]:
    """Turn what goes wrong with files and database inside into errors that say what to do."""
    try:
        with damage_named(library):
            yield
    except (sqlite3.OperationalError, OSError) as error:
        raise _unwritable(library / FOLDER, error) from error


def _unwritable(folder: Path, error: Exception) -> UnwritableError:
    return UnwritableError(
        f'The index cannot be written to "{folder}": {error}. '
        "Free some space, or choose a folder that you may write to, or copy the documents to one."
    )


def open_store(library: Path, embedder: Embedder, *, rebuild: bool) -> Store:
    """The library's store, made where there is none, or emptied where `rebuild` asks for it."""
    if rebuild:
        return _anew(library, embedder)
    try:
        store = Store.open(library)
    except NoIndexError:
        return Store.create(library, embedder.identity)
    if store.identity() != embedder.identity:
        error = mismatch(library, store.identity(), embedder.identity)
        store.close()
        raise error
    return store


def _anew(library: Path, embedder: Embedder) -> Store:
    """An empty store. One that cannot be emptied, damaged or of another format, is deleted and made again."""
    try:
        store = Store.open(library)
        try:
            with damage_named(library):
                store.reset(embedder.identity)
        except BaseException:
            store.close()
            raise
    except (NoIndexError, MismatchError):
        for pattern in ("index.sqlite*", "vectors-*.faiss"):
            for old in (library / FOLDER).glob(pattern):
                old.unlink()
        return Store.create(library, embedder.identity)
    return store
