"""Libraries remembered, checked before they are opened, and kept up to date by their engine."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.errors import LibraryError, ModelError, RujukanError, UnwritableError, UsageError
from index import Embedder, Store, build_index
from index.settings import FORMAT_VERSION
from tests.toy import ToyEmbedder
from ui.app import engine as engine_module
from ui.app.engine import Engine
from ui.i18n.errors import said
from ui.libraries import RECENT_MOST, Libraries, checked_folder, library_key

Start = Callable[..., Engine]


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    return tmp_path / "settings"


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Start]:
    """Starts an engine that looks at its folder ten times a second."""
    monkeypatch.setattr(engine_module, "WATCH_SECONDS", 0.1)
    begun: list[Engine] = []

    def begin(library: Path, load: Callable[[], Embedder] = ToyEmbedder, **more: bool) -> Engine:
        begun.append(Engine(library, load, **more).start())
        begun[-1].wait(20)
        return begun[-1]

    yield begin
    for engine in begun:
        engine.close()


def until(holds: Callable[[], bool], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.02)
    return holds()


def paths(engine: Engine) -> list[str]:
    return [d.path for d in engine.documents()]


# -- the list ------------------------------------------------------------------------------------------


def test_libraries_are_remembered_the_last_first(settings: Path, tmp_path: Path) -> None:
    for name in ("satu", "dua", "satu"):
        (tmp_path / name).mkdir(exist_ok=True)
        Libraries(settings).opened(tmp_path / name)
    assert [Path(r.path).name for r in Libraries(settings).all()] == ["satu", "dua"]
    assert Libraries(settings).named(library_key(tmp_path / "dua")) == tmp_path / "dua"
    (tmp_path / "dua").rmdir()
    assert Libraries(settings).named(library_key(tmp_path / "dua")) is None
    Libraries(settings).forget(tmp_path / "satu")
    assert Libraries(settings).all() == []


def test_the_list_is_bounded_and_keeps_the_switch(settings: Path, tmp_path: Path) -> None:
    Libraries(settings).watch(tmp_path, on=False)
    for n in range(RECENT_MOST):
        (tmp_path / f"{n}").mkdir()
        Libraries(settings).opened(tmp_path / f"{n}")
    assert len(Libraries(settings).all()) == RECENT_MOST
    assert Libraries(settings).of(tmp_path).watched  # forgotten: the oldest
    Libraries(settings).watch(tmp_path / "3", on=False)
    Libraries(settings).opened(tmp_path / "3")
    assert not Libraries(settings).of(tmp_path / "3").watched


@pytest.mark.parametrize(
    "kept", ["", "{", "[1, null, {}]", '{"a": 1}', '[{"path": 3}]', '[{"path": "relative"}]', "[" * 100_000]
)
def test_a_damaged_list_counts_as_none(settings: Path, tmp_path: Path, kept: str) -> None:
    settings.mkdir()
    (settings / "libraries.json").write_text(kept, encoding="utf-8")
    assert Libraries(settings).all() == []
    Libraries(settings).opened(tmp_path)
    assert json.loads((settings / "libraries.json").read_text(encoding="utf-8"))[0]["path"] == str(tmp_path)


def test_a_list_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UnwritableError, match="cannot be kept"):
        Libraries(tmp_path / "file" / "settings").opened(tmp_path)


# -- opening a folder ----------------------------------------------------------------------------------


def test_a_folder_may_be_written_in_many_ways(
    tmp_path: Path, folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folders / "Dokumen saya").mkdir()
    for text in ("~/Dokumen saya", f' "{folders}/Dokumen saya/" ', str(folders / "Dokumen saya")):
        assert checked_folder(text) == (folders / "Dokumen saya").resolve()


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("", UsageError, "not a whole path"),
        ("skripsi", UsageError, "not a whole path"),
        ("../x", UsageError, "not a whole path"),
        ("{tmp}/none", LibraryError, "no folder"),
        ("{tmp}/file", LibraryError, "is a file"),
        ("/a\0b", LibraryError, "no folder"),
        ("/" + "x" * 5000, LibraryError, "no folder"),
        ("~nobody-of-this-name/x", LibraryError, "no folder"),
    ],
)
def test_what_is_no_folder_is_refused(
    tmp_path: Path, text: str, kind: type[RujukanError], words: str
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(kind, match=words) as refused:
        checked_folder(text.replace("{tmp}", str(tmp_path)))
    other = said(refused.value, "id")
    assert other != str(refused.value)
    assert "{" not in other


@pytest.mark.parametrize(("mode", "words"), [(0o300, "may not list"), (0o500, "may not write")])
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may do everything")
def test_a_folder_without_permission_is_refused(tmp_path: Path, mode: int, words: str) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=mode)
    with pytest.raises(LibraryError, match=words):
        checked_folder(str(folder))


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    with pytest.raises(UnwritableError, match="No space left") as refused:
        checked_folder(str(tmp_path))
    assert "tidak boleh Anda tulisi" in said(refused.value, "id")


# -- the engine ----------------------------------------------------------------------------------------


def test_the_folder_is_followed(start: Start, library: Path) -> None:
    engine = start(library)
    before = paths(engine)
    (library / "baru.md").write_text("# Naga\n\nNaga tidur di gua.\n", encoding="utf-8")
    assert until(lambda: "baru.md" in paths(engine))
    (library / "baru.md").write_text("# Singa\n\nSinga tidur di padang.\n", encoding="utf-8")
    assert until(lambda: "Singa" in [d.title for d in engine.documents()])
    (library / "baru.md").unlink()
    assert until(lambda: paths(engine) == before)


def test_a_folder_that_is_not_watched_waits_to_be_asked(start: Start, library: Path) -> None:
    engine = start(library, watched=False)
    (library / "baru.md").write_text("# Naga\n\nNaga tidur di gua.\n", encoding="utf-8")
    time.sleep(0.6)
    assert "baru.md" not in paths(engine)
    engine.update()
    assert until(lambda: "baru.md" in paths(engine))
    (library / "lagi.md").write_text("# Gua\n\nGua itu gelap.\n", encoding="utf-8")
    engine.watched = True
    assert until(lambda: "lagi.md" in paths(engine))


def test_a_document_is_read_again(start: Start, library: Path) -> None:
    engine = start(library)
    before, generation = paths(engine), engine.generation()
    engine.read_again(before[0])
    engine.wait(10)
    assert paths(engine) == before
    assert engine.generation() > generation
    receipt = engine.standing().receipt
    assert receipt
    assert [d.state for d in receipt.documents if d.path == before[0]] == ["new"]


def test_loading_the_model_is_tried_again(start: Start, library: Path) -> None:
    tries: list[int] = []

    def load() -> Embedder:
        tries.append(1)
        if len(tries) < 3:
            raise ModelError("The model is not there.")
        return ToyEmbedder()

    engine = start(library, load)
    assert engine.standing().phase == "failed"
    assert "tidak dapat dimuat" in said(engine.standing().error or ValueError(), "id")
    engine.update()
    assert engine.wait(10).phase == "failed"
    engine.update()
    assert engine.wait(10).phase == "ready"
    assert len(tries) == 3


def test_an_older_index_is_made_anew(start: Start, library: Path) -> None:
    build_index(library, ToyEmbedder())
    store = Store.open(library)
    store.set_meta("format_version", str(FORMAT_VERSION - 1))
    store.close()
    seen: list[bool] = []

    class Watching(ToyEmbedder):
        def count_tokens(self, texts: object) -> list[int]:
            seen.append(engines[0].standing().renewing)
            return super().count_tokens(texts)  # type: ignore[arg-type]

    engines: list[Engine] = [Engine(library, Watching)]
    engines[0].start()
    standing = engines[0].wait(20)
    engines[0].close()
    assert standing.phase == "ready"
    assert standing.answers
    assert any(seen)  # it was said meanwhile
    assert not standing.renewing


def test_an_index_of_a_newer_rujukan_is_left_alone(start: Start, library: Path) -> None:
    build_index(library, ToyEmbedder())
    store = Store.open(library)
    store.set_meta("format_version", str(FORMAT_VERSION + 1))
    store.close()
    engine = start(library)
    assert engine.standing().phase == "failed"
    assert engine.standing().mismatch
    engine.update(rebuild=True)
    assert engine.wait(20).phase == "ready"
