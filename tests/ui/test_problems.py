"""What goes wrong is told in the reader's own language: every error of the index and of the model."""

from __future__ import annotations

import ast
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

import index
from corpus import Message, find_files
from corpus.errors import LibraryError, ModelError, RujukanError
from index import Store, build_index, load_embedder
from index.models import bundled
from index.store.locking import locked, writable
from tests.toy import ToyEmbedder
from ui.i18n.errors import said
from ui.i18n.messages import DETAILS, detail
from ui.i18n.texts import TEXTS

ROOM = Path(index.__file__).parent
NAMED = {"LibraryError", "MismatchError", "UnwritableError", "ModelError"}
"""A NoIndexError has one sentence for all: the library is still being made ready."""


def calls() -> list[tuple[str, ast.Call]]:
    found = []
    for file in ROOM.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                found.append((file.name, node))
    return found


def test_every_error_of_the_index_has_words_in_both_languages() -> None:
    errors = [(f, c) for f, c in calls() if isinstance(c.func, ast.Name) and c.func.id in NAMED]
    assert len(errors) >= 12
    for file, error in errors:
        told = error.args[0]
        assert isinstance(told, ast.Call), f"{file}:{error.lineno}"
        assert ast.unparse(told.func) == "Message", f"{file}:{error.lineno}"
        assert ast.literal_eval(told.args[1]) in TEXTS, f"{file}:{error.lineno}"


def no_folder(tmp_path: Path) -> None:
    Store.open(tmp_path / "tidak ada")


def no_folder_to_find_in(tmp_path: Path) -> None:
    find_files(tmp_path / "tidak ada")


def damaged(tmp_path: Path) -> None:
    build_index(tmp_path, ToyEmbedder())
    (tmp_path / ".rujukan" / "index.sqlite").write_bytes(b"SQLite format 3\0" + b"x" * 8000)
    Store.open(tmp_path)


def of_another_model(tmp_path: Path) -> None:
    build_index(tmp_path, ToyEmbedder("lain"))
    build_index(tmp_path, ToyEmbedder())


def of_another_version(tmp_path: Path) -> None:
    build_index(tmp_path, ToyEmbedder())
    with sqlite3.connect(tmp_path / ".rujukan" / "index.sqlite") as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE name = 'format_version'")
    Store.open(tmp_path)


def busy(tmp_path: Path) -> None:
    with locked(tmp_path), locked(tmp_path):
        pass


def full(tmp_path: Path) -> None:
    with writable(tmp_path):
        raise OSError(28, "No space left on device")


def no_such_model(tmp_path: Path) -> None:
    load_embedder(str(tmp_path))


@pytest.mark.parametrize(
    ("fail", "indonesian", "english"),
    [
        (no_folder, "Tidak ada folder", "There is no folder"),
        (no_folder_to_find_in, "Tidak ada folder", "There is no folder"),
        (damaged, "Indeks pustaka ini rusak. Buat", "The index of this library is damaged. Make"),
        (of_another_model, "dibuat dengan model lain, bukan toy", "made with the model lain, not with toy"),
        (of_another_version, "dibuat oleh Rujukan versi lain", "Another version of Rujukan made"),
        (busy, "sedang diindeks oleh Rujukan yang lain", "Another Rujukan is indexing"),
        (full, "di folder pustaka ini (ruang disk habis).", "folder ([Errno 28] No space left on device)."),
        (no_such_model, "tidak dapat dimuat; sebabnya ada di terminal", "could not be loaded; the terminal"),
    ],
)
def test_it_is_told_in_the_reader_s_language(
    tmp_path: Path, fail: Callable[[Path], None], indonesian: str, english: str
) -> None:
    with pytest.raises((LibraryError, ModelError)) as caught:
        fail(tmp_path)
    assert indonesian in said(caught.value, "id")
    assert english in said(caught.value, "en")
    assert "--rebuild" not in said(caught.value, "en")


def test_a_model_that_cannot_be_kept_or_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "berkas").write_text("")
    monkeypatch.setenv("RUJUKAN_CACHE", str(tmp_path / "berkas"))
    with pytest.raises(ModelError) as unwritable:
        bundled.ready(lambda _: None)
    assert said(unwritable.value, "id").startswith("Model bahasa tidak dapat disimpan di ")
    monkeypatch.setattr("importlib.metadata.version", _missing)
    with pytest.raises(ModelError) as missing:
        bundled.ready(lambda _: None)
    assert "belum terpasang. Jalankan di terminal: pip install" in said(missing.value, "id")


def _missing(name: str) -> str:
    import importlib.metadata

    raise importlib.metadata.PackageNotFoundError(name)


def test_what_the_system_says_is_told_in_indonesian_where_it_is_known() -> None:
    assert detail(PermissionError(13, "Permission denied", "/x"), "id") == "akses ditolak"
    assert detail("Stale file handle", "id") == "Stale file handle"
    assert detail("Permission denied", "en") == "Permission denied"
    error = RujukanError(Message("…", "error_unlisted", {"folder": "x", "detail": "Permission denied"}))
    assert "(akses ditolak)" in said(error, "id")
    assert all(DETAILS.values())
