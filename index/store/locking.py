"""Takes a library's index for one run: nobody else writes meanwhile, and its maker is the model at hand."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from corpus import Message
from corpus.errors import LibraryError, MismatchError, NoIndexError, UnwritableError
from index.records import Embedder
from index.settings import ANEW, DATABASE, FOLDER
from index.store.schema import damage_named, mismatch
from index.store.store import Store


@contextlib.contextmanager
def locked(library: Path) -> Iterator[None]:
    """Keep other runs out of the library's index while inside; LibraryError where one is at work."""
    folder = library / FOLDER
    try:
        folder.mkdir(exist_ok=True)
        lock = FileLock(folder / "lock", timeout=0)
        lock.acquire()
    except Timeout as error:
        text = f'Another run is indexing "{library}" right now. Wait until it has finished, then try again.'
        raise LibraryError(Message(text, "error_index_busy")) from error
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
    text = (
        f'The index cannot be written to "{folder}": {error}. '
        "Free some space, or choose a folder that you may write to, or copy the documents to one."
    )
    return UnwritableError(Message(text, "error_index_unwritable", {"detail": str(error)}))


def open_store(library: Path, embedder: Embedder, *, rebuild: bool) -> Store:
    """The library's store, made where there is none. With `rebuild` an empty one, see `settled`."""
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


def settled(library: Path, store: Store) -> Store:
    """The library's own store, in place of `store`, which is closed where it was made beside it to replace it.

    Until then the old index answers; a run killed before leaves it as it was.
    """
    if _file(store).name == DATABASE:
        return store
    with contextlib.closing(store):
        own = Store.open(library)
        try:
            own.replace(store)
        except BaseException:
            own.close()
            raise
    _delete(library, ANEW)
    return own


def _anew(library: Path, embedder: Embedder) -> Store:
    """An empty store: beside the old index where that can still be read, else in its place."""
    try:
        Store.open(library).close()
    except (NoIndexError, MismatchError):
        _delete(library, DATABASE)
        _delete(library, ANEW)
        for old in (library / FOLDER).glob("vectors-*.faiss"):
            old.unlink()
        return Store.create(library, embedder.identity)
    return _go_on(library, embedder) or Store.create(library, embedder.identity, ANEW)


def _go_on(library: Path, embedder: Embedder) -> Store | None:
    """What an earlier run that was cut off had made anew: emptied of documents, since reading may have changed,
    but with the vectors, which took the time.
    """
    try:
        store = Store.open(library, ANEW)
        try:
            with damage_named(library):
                if store.identity() != embedder.identity:
                    raise NoIndexError("of another model")
                with store.transaction():
                    store.drop_files(list(store.files()))
        except BaseException:
            store.close()
            raise
    except (NoIndexError, MismatchError):
        _delete(library, ANEW)
        return None
    return store


def _file(store: Store) -> Path:
    return Path(store.connection.execute("PRAGMA database_list").fetchone()[2])


def _delete(library: Path, name: str) -> None:
    """Delete an index's file, its logs first: one left behind would be read into the next file of that name."""
    for ending in ("-wal", "-shm", ""):
        (library / FOLDER / f"{name}{ending}").unlink(missing_ok=True)
