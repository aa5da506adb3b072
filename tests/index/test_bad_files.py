"""A file that cannot be read is named with what is wrong and what to do; the others are indexed."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

import corpus.read
from index import Progress, Store, build_index, remove_document
from tests.bad import bad_files
from tests.toy import ToyEmbedder

ODD_NAMES = (
    "kutipan \"ganda\" dan 'tunggal'.txt",
    "  spasi   di mana-mana .txt",
    "emoji 🚢🏝️.txt",
    "aksen cafe\u0301 dan caf\u00e9.txt",
    "100% #1 & [markup] :smile: $HOME `x`.txt",
    "sub folder/bab 1 — awal.txt",
)


def test_each_bad_file_is_listed_and_the_others_are_indexed(library: Path) -> None:
    bad = bad_files()
    for name, (data, _) in bad.items():
        (library / name).write_bytes(data)
    receipt = build_index(library, ToyEmbedder())
    failed = {d.path: d for d in receipt.documents if d.state == "failed"}
    assert set(failed) == set(bad)
    for name, (_, says) in bad.items():
        problem = failed[name].problem
        assert problem
        assert name in problem
        assert re.search(says, problem, re.IGNORECASE), problem
        assert problem.endswith(".")
    assert {d.path for d in receipt.documents if d.state == "new"} == {
        *("catatan.txt", "lighthouse.md", "pelabuhan.md", "weather.txt")
    }
    assert receipt.passages > 4


def test_a_bad_file_is_tried_again_and_its_problem_kept(library: Path) -> None:
    (library / "weather.txt").write_bytes(b"")
    build_index(library, ToyEmbedder())
    store = Store.open(library)
    row = store.files()["weather.txt"]
    store.close()
    assert (row.document, row.problem_kind) == (None, "EmptyFileError")
    assert "weather.txt" in str(row.problem)
    (library / "weather.txt").write_text("It rains in December.\n")
    receipt = build_index(library, ToyEmbedder())
    assert {d.path: d.state for d in receipt.documents}["weather.txt"] == "new"


def test_a_file_that_turns_bad_leaves_no_passages(library: Path) -> None:
    build_index(library, ToyEmbedder())
    (library / "weather.txt").write_bytes(b"\x00\x01\x02" * 100)
    receipt = build_index(library, ToyEmbedder())
    assert {d.path: d.state for d in receipt.documents}["weather.txt"] == "failed"
    store = Store.open(library)
    assert "weather.txt" not in {d.path for d in store.documents().values()}
    store.close()


def test_a_file_may_vanish_before_it_is_read(library: Path) -> None:
    def vanish(step: Progress) -> None:
        if step.name == "weather.txt":
            (library / "weather.txt").unlink(missing_ok=True)

    receipt = build_index(library, ToyEmbedder(), progress=vanish)
    by_path = {d.path: d for d in receipt.documents}
    assert by_path["weather.txt"].state == "failed"
    assert "weather.txt: the file is gone" in str(by_path["weather.txt"].problem)
    assert sum(d.state == "new" for d in receipt.documents) == 3
    again = {d.path: d.state for d in build_index(library, ToyEmbedder()).documents}
    assert again["weather.txt"] == "removed"


def test_a_text_beyond_the_bound_is_refused_unread(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus.read, "MAX_TEXT_BYTES", 400)
    receipt = build_index(library, ToyEmbedder())
    by_path = {d.path: d for d in receipt.documents}
    assert by_path["pelabuhan.md"].state == "failed"
    assert "split it in parts" in str(by_path["pelabuhan.md"].problem)
    assert by_path["weather.txt"].state == "new"


def test_a_huge_file_is_refused_by_its_size_alone(library: Path) -> None:
    """300 MB that take no room on the disk, for nothing was written to them."""
    with (library / "huge.txt").open("wb") as file:
        file.truncate(300_000_000)
    receipt = build_index(library, ToyEmbedder())
    (huge,) = [d for d in receipt.documents if d.state == "failed"]
    assert "huge.txt: the file has 300 MB" in str(huge.problem)


def test_a_link_out_of_the_library_is_not_followed(library: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("The password of the harbour is herring.\n")
    (library / "link.txt").symlink_to(secret)
    receipt = build_index(library, ToyEmbedder())
    assert [name for name, _ in receipt.skipped] == ["link.txt"]
    assert "copy the file here" in receipt.skipped[0][1]
    store = Store.open(library)
    (hits,) = store.connection.execute("SELECT count(*) FROM passages WHERE text LIKE '%herring%'").fetchone()
    store.close()
    assert hits == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows allows no quotes in names")
@pytest.mark.parametrize("name", ODD_NAMES)
def test_names_are_taken_as_they_are(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("The harbour master keeps a list of all ships that came in.\n", encoding="utf-8")
    (document,) = build_index(tmp_path, ToyEmbedder()).documents
    assert (document.path, document.state) == (name, "new")
    (again,) = build_index(tmp_path, ToyEmbedder()).documents
    assert again.state == "unchanged"
    assert remove_document(tmp_path, name)


def test_a_library_with_an_odd_name_works(tmp_path: Path) -> None:
    library = tmp_path / 'rak "A" 100% #1? 🚢 cafe\u0301'
    library.mkdir()
    (library / "a.txt").write_text("Kapal itu berlayar malam hari.\n")
    assert build_index(library, ToyEmbedder()).passages == 1
    assert build_index(library, ToyEmbedder()).passages == 1


def test_only_unreadable_files_give_no_passages(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"")
    receipt = build_index(tmp_path, ToyEmbedder())
    assert (receipt.passages, [d.state for d in receipt.documents]) == (0, ["failed"])
