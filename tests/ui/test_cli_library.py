"""The command line about libraries: which one is meant, what stands in the way, receipt, status and removal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from index.settings import FOLDER
from qa.settings import TOP
from tests.bad import bad_files
from tests.conftest import Run, lines

QUESTION = "Berapa penumpang yang dicatat pelabuhan Ambon pada tahun 2021?"


@pytest.fixture
def indexed(rujukan: Run, library: Path) -> Path:
    assert rujukan("index", library).status == 0
    return library


def test_no_index_is_status_3_with_the_command(rujukan: Run, library: Path) -> None:
    for command in (
        ("ask", "kapal", "--library", library),
        ("status", library),
        ("remove", library, "weather.txt"),
    ):
        ran = rujukan(*command)
        assert (ran.status, ran.out) == (3, "")
        assert f'Run: rujukan index "{library}"' in ran.err
    assert not (library / FOLDER).exists()


def test_a_library_named_by_the_environment_is_not_indexed_unasked(
    rujukan: Run, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUJUKAN_LIBRARY", str(library))
    ran = rujukan("ask", "kapal")
    assert (ran.status, ran.out) == (3, "")
    assert f'Run: rujukan index "{library}"' in ran.err
    assert not (library / FOLDER).exists()


def test_another_model_is_status_3_with_the_command(rujukan: Run, indexed: Path) -> None:
    for command in (("ask", "kapal", "--library", indexed), ("index", indexed)):
        ran = rujukan(*command, "--model", "other")
        assert (ran.status, ran.out) == (3, "")
        assert f'rujukan index "{indexed}" --rebuild' in ran.err
    assert rujukan("index", indexed, "--model", "other", "--rebuild").status == 0
    assert rujukan("ask", "kapal", "--library", indexed, "--model", "other").status == 0


@pytest.mark.parametrize("command", [("ask", "kapal", "--library"), ("status",), ("index",), ("ui",), ()])
def test_a_folder_that_is_none_is_status_3(rujukan: Run, library: Path, command: tuple[str, ...]) -> None:
    for path, says in ((library / "tiada", "no such folder"), (library / "weather.txt", "is a file")):
        ran = rujukan(*command, path)
        assert (ran.status, ran.out) == (3, "")
        assert str(path) in ran.err
        assert says in ran.err


def test_a_library_that_cannot_be_written_is_status_3(rujukan: Run, library: Path) -> None:
    (library / FOLDER).write_text("in the way")
    ran = rujukan("index", library)
    assert (ran.status, ran.out) == (3, "")
    assert f'cannot be written to "{library / FOLDER}"' in ran.err


@pytest.mark.parametrize("command", [("ask", "kapal", "--library"), ("status",), ("index",)])
def test_a_damaged_index_is_status_3(rujukan: Run, indexed: Path, command: tuple[str, ...]) -> None:
    path = indexed / FOLDER / "index.sqlite"
    data = path.read_bytes()
    (indexed / "weather.txt").write_text("Rain.\n")
    for damaged in (
        b"no database " * 999,
        data[:4096] + b"\xff" * (len(data) - 4096),
        data[: len(data) // 3],
    ):
        path.write_bytes(damaged)
        ran = rujukan(*command, indexed)
        assert (ran.status, ran.out) == (3, "")
        assert f'rujukan index "{indexed}" --rebuild' in ran.err


def test_the_library_may_be_set_by_the_environment(
    rujukan: Run, indexed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUJUKAN_LIBRARY", str(indexed))
    (answer,) = lines(rujukan("ask", QUESTION, "--json"))
    assert answer["passages"][0]["source"] == "pelabuhan.md"
    assert str(indexed) in rujukan("status", "--json").out


def test_the_first_run_makes_a_library_and_says_where(rujukan: Run, folders: Path) -> None:
    ran = rujukan("ask", "Berapa negara yang menandatangani deklarasi di Doral?", "--json")
    own = next(p for p in folders.rglob("Rujukan") if p.is_dir())
    assert f'"{own}"' in ran.err
    (answer,) = lines(ran)
    assert len(answer["passages"]) == TOP
    assert len([p for p in own.iterdir() if p.is_file()]) == 10
    assert any(p["page"] for p in answer["passages"])


def test_the_receipt_for_a_person(rujukan: Run, library: Path) -> None:
    bad = bad_files()
    for name, (data, _) in bad.items():
        (library / name).write_bytes(data)
    (library / "old.doc").write_bytes(b"x")
    ran = rujukan("index", library)
    assert ran.status == 0
    for name in bad:
        assert re.search(rf"^{re.escape(name)}\s+failed", ran.out, re.MULTILINE)
        assert f"! {name}: " in ran.out
    assert re.search(r"^pelabuhan\.md\s+new\s+–\s+3\s+1\s+0\s+0\s+3\s+id\s*$", ran.out, re.MULTILINE)
    assert "- old.doc: " in ran.out
    assert "Traceback" not in ran.err + ran.out


def test_the_receipt_as_json(rujukan: Run, library: Path) -> None:
    (library / "empty.txt").write_bytes(b"")
    (library / "old.doc").write_bytes(b"x")
    (receipt,) = lines(rujukan("index", library, "--json"))
    by_path = {d["path"]: d for d in receipt["documents"]}
    assert by_path["empty.txt"]["state"] == "failed"
    assert "empty.txt" in by_path["empty.txt"]["problem"]
    assert by_path["pelabuhan.md"]["passages"] == 3
    assert [s["path"] for s in receipt["skipped"]] == ["old.doc"]
    (again,) = lines(rujukan("index", library, "--json"))
    assert (again["embedded"], again["passages"]) == (0, receipt["passages"])
    (anew,) = lines(rujukan("index", library, "--json", "--rebuild"))
    assert anew["embedded"] == receipt["passages"]


def test_nothing_readable_is_status_4(rujukan: Run, tmp_path: Path) -> None:
    library = tmp_path / "rak"
    library.mkdir()
    for name, (data, _) in bad_files().items():
        (library / name).write_bytes(data)
    ran = rujukan("index", library)
    assert ran.status == 4
    assert "! empty.txt: " in ran.out


def test_an_empty_library_says_what_to_do(rujukan: Run, tmp_path: Path) -> None:
    library = tmp_path / "rak"
    library.mkdir()
    ran = rujukan("index", library)
    assert ran.status == 0
    assert f'"{library}" holds no documents yet' in ran.out
    (answer,) = lines(rujukan("ask", "Ada apa?", "--library", library, "--json"))
    assert (answer["answered"], answer["passages"]) == (False, [])
    assert answer["declined_because"]


def test_status_tells_what_the_index_holds(rujukan: Run, indexed: Path) -> None:
    (indexed / "empty.txt").write_bytes(b"")
    rujukan("index", indexed)
    (kept,) = lines(rujukan("status", indexed, "--json"))
    assert (kept["model"], len(kept["documents"])) == ("toy", 4)
    assert [p["path"] for p in kept["problems"]] == ["empty.txt"]
    assert sum(d["passages"] for d in kept["documents"]) == kept["passages"]
    ran = rujukan("status", indexed)
    assert "Kajian Pelabuhan Timur" in ran.out
    assert "! empty.txt: " in ran.out


def test_remove_takes_out_of_the_index_only(rujukan: Run, indexed: Path) -> None:
    assert rujukan("remove", indexed, "weather.txt").status == 0
    assert (indexed / "weather.txt").exists()
    assert "weather.txt" not in rujukan("status", indexed).out
    ran = rujukan("remove", indexed, "weather.txt")
    assert (ran.status, ran.out) == (2, "")
    assert "weather.txt" in ran.err
