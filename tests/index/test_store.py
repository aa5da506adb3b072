"""The index on disk: one transaction or nothing, derived files made anew, damage named with the way out."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import numpy as np
import pytest

from corpus import LibraryError, MismatchError, NoIndexError
from index import Store, build_index
from index.settings import FOLDER, FORMAT_VERSION
from index.store.store import FileRow
from index.vector.vector_index import VectorIndex
from tests.toy import ToyEmbedder

ROOT = Path(__file__).parents[2]


@pytest.fixture
def store(library: Path) -> Store:
    build_index(library, ToyEmbedder())
    return Store.open(library)


def faiss_files(library: Path) -> list[Path]:
    return sorted((library / FOLDER).glob("vectors-*"))


def test_a_transaction_is_kept_whole_or_not_at_all(store: Store) -> None:
    before = store.files(), store.count_passages(), store.generation()

    def drop_and_fail() -> None:
        with store.transaction():
            store.drop_files(list(store.files()))
            assert store.count_passages() == 0
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        drop_and_fail()
    assert (store.files(), store.count_passages(), store.generation()) == before
    store.close()


def test_what_was_written_is_read_again(library: Path, store: Store) -> None:
    from corpus import build_passages, find_files, read_file

    for file in find_files(library).files:
        document = read_file(file.path, name=file.name)
        assert store.document(document.id) == document
        kept = [p for _, p in store.passages_of(document.id)]
        assert kept == list(build_passages(document, ToyEmbedder().count_tokens))
    store.close()


def test_every_change_of_what_is_shown_counts_as_a_generation(library: Path, store: Store) -> None:
    seen = [store.generation()]
    row = store.files()["weather.txt"]
    assert row.document
    changes = (
        lambda: store.put_file(FileRow("copy.txt", 1, 1, row.document)),
        lambda: store.drop_files(["copy.txt"]),
        lambda: store.drop_files(["weather.txt"]),
    )
    for change in changes:
        with store.transaction():
            change()
        seen.append(store.generation())
    assert seen == sorted(set(seen))
    with store.transaction():
        store.put_file(store.files()["catatan.txt"])
    assert store.generation() == seen[-1]
    store.close()


def test_another_format_is_refused_with_the_way_out(library: Path, store: Store) -> None:
    store.set_meta("format_version", str(FORMAT_VERSION + 1))
    store.close()
    with pytest.raises(
        MismatchError, match=r"format \d+, this Rujukan reads \d+\. Run: rujukan index .*--rebuild"
    ):
        Store.open(library)
    with pytest.raises(MismatchError):
        build_index(library, ToyEmbedder())
    assert build_index(library, ToyEmbedder(), rebuild=True).passages


def test_no_folder_and_no_index_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(NoIndexError, match="rujukan index"):
        Store.open(tmp_path)
    with pytest.raises(LibraryError, match="There is no folder"):
        Store.open(tmp_path / "tiada")
    assert not (tmp_path / FOLDER).exists()


@pytest.mark.parametrize("damage", ["other bytes", "cut short", "a page overwritten"])
def test_a_damaged_file_is_named_and_rebuilt(library: Path, store: Store, damage: str) -> None:
    store.close()
    path = library / FOLDER / "index.sqlite"
    data = path.read_bytes()
    if damage == "other bytes":
        path.write_bytes(b"This is no database. " * 500)
    elif damage == "cut short":
        path.write_bytes(data[: len(data) // 2])
    else:
        path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    (library / "weather.txt").write_text("Rain came early, and it stayed for long.\n")
    with pytest.raises(MismatchError, match=r"is damaged .*rujukan index \".*\" --rebuild"):
        build_index(library, ToyEmbedder())
    receipt = build_index(library, ToyEmbedder(), rebuild=True)
    assert receipt.embedded == receipt.passages > 0


def test_a_folder_that_may_only_be_read_still_answers(library: Path, store: Store) -> None:
    """As another account reads a library that is not its own: run so, for root may write anywhere."""
    store.close()
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        (library / FOLDER).chmod(0o500)
        as_reader = []
    elif shutil.which("setpriv"):
        as_reader = ["setpriv", "--reuid=65534", "--clear-groups"]
    else:
        pytest.skip("root may write anywhere, and there is no setpriv to become another account")
    code = """
        import sqlite3, sys, urllib.parse
        from index.store.schema import connect
        from pathlib import Path
        connection = connect(Path(sys.argv[1]))
        print(connection.execute("SELECT count(*) FROM passages").fetchone()[0])
        try:
            connection.execute("DELETE FROM passages")
        except sqlite3.OperationalError:
            print("refused")
    """
    for folder in (library, *library.parents[:3]):
        if folder.stat().st_uid == os.getuid():
            folder.chmod(folder.stat().st_mode | 0o055)
    done = subprocess.run(
        [*as_reader, sys.executable, "-c", textwrap.dedent(code), library / FOLDER / "index.sqlite"],
        cwd=ROOT,
        env={**os.environ, "HOME": str(library), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if "Permission denied" in done.stderr:
        pytest.skip("another account may not run this Python")
    assert done.stdout.split() == [str(len(list(_passages(library)))), "refused"], done.stderr


def _passages(library: Path) -> list[tuple[int]]:
    connection = sqlite3.connect(library / FOLDER / "index.sqlite")
    try:
        return connection.execute("SELECT key FROM passages").fetchall()
    finally:
        connection.close()


def test_search_by_vector_is_the_cosine(store: Store) -> None:
    keys, vectors = store.vectors()
    asked = ToyEmbedder().embed_query("rain and fish in December").vector
    expected = vectors @ asked
    found = VectorIndex.load(store).search(asked, len(keys))
    assert [k for k, _ in found] == keys[np.argsort(-expected, kind="stable")].tolist()
    assert [s for _, s in found] == pytest.approx(sorted(expected, reverse=True), abs=1e-5)
    allowed = np.zeros(store.highest_key() + 1, dtype=bool)
    allowed[keys[:3]] = True
    narrowed = VectorIndex.load(store).search(asked, 100, allowed)
    assert {k for k, _ in narrowed} == set(keys[:3].tolist())
    with pytest.raises(ValueError, match=r"\(3,\).*\(64,\)"):
        VectorIndex.load(store).search(np.zeros(3, dtype=np.float32), 1)
    store.close()


@pytest.mark.parametrize("damage", ["garbage", "cut short", "empty", "gone", "of another index"])
def test_a_damaged_vector_file_is_made_anew(library: Path, store: Store, damage: str) -> None:
    (path,) = faiss_files(library)
    data = path.read_bytes()
    if damage == "gone":
        path.unlink()
    elif damage == "of another index":
        import faiss

        faiss.serialize_index(faiss.IndexIDMap2(faiss.IndexFlatIP(64))).tofile(path)
    else:
        path.write_bytes({"garbage": b"\x00" * 500, "cut short": data[:-100], "empty": b""}[damage])
    assert len(VectorIndex.load(store)) == store.count_passages()
    assert faiss_files(library) == [path]
    assert path.read_bytes() == data
    store.close()


def test_the_vector_file_holds_one_moment_of_the_index(library: Path, store: Store) -> None:
    """Another run writes while the vectors are read: what the file says it covers is what was there then."""
    (old,) = faiss_files(library)
    old.unlink()
    read, writers = store.vectors, []

    def vectors_with_a_writer(*asked: int) -> object:
        found = read(*asked)
        if not writers:
            writers.append(threading.Thread(target=_drop, args=(library, "weather.txt")))
            writers[0].start()
            writers[0].join()
        return found

    before = store.count_passages()
    store.vectors = vectors_with_a_writer  # type: ignore[assignment,method-assign]
    held = len(VectorIndex.load(store))
    del store.vectors
    assert writers
    assert held == before  # what is read inside is of one moment
    assert [p.name for p in faiss_files(library)] == [old.name]
    assert len(VectorIndex.load(store)) == store.count_passages() < held
    store.close()


def _drop(library: Path, path: str) -> None:
    other = Store.open(library)
    with other.transaction():
        other.drop_files([path])
    other.close()
