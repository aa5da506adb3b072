"""`rujukan read` and `rujukan show`: what was understood of one document, as data and for a person."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typst

import ui.cli.main
import ui.cli.opening
from corpus.starter.make import LIBRARY
from index.models.token_counter import estimate, token_counter
from tests.bad import blank_pdf, encrypted_pdf
from tests.conftest import Run, lines

THESIS = LIBRARY / "skripsi-koalisi-antikartel.pdf"


def read(rujukan: Run, *arguments: object) -> dict[str, Any]:
    (found,) = lines(rujukan("read", *arguments, "--json"))
    return found


@pytest.fixture
def indexed(rujukan: Run, library: Path) -> Path:
    (library / THESIS.name).write_bytes(THESIS.read_bytes())
    assert rujukan("index", library).status == 0
    return library


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    path = tmp_path / "locked.pdf"
    path.write_bytes(encrypted_pdf())
    return path


def test_a_pdf_as_data(rujukan: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ui.cli.opening, "embedder", None)  # no model is loaded
    found = read(rujukan, THESIS)
    assert found["path"] == THESIS.as_posix()
    assert found["title"].startswith("Koalisi Antikartel")
    assert (found["language"], found["year"], found["warnings"]) == ("id", 2026, [])
    pages = found["pages"]
    assert [p["page"] for p in pages] == list(range(1, 12))
    assert [p["label"] for p in pages[:5]] == ["i", "ii", "iii", "1", "2"]
    assert {p["how"] for p in pages} == {"text"}
    sections = {s["headings"][-1]: s for s in found["sections"]}
    deep = sections["2.1.1 Gelombang resep"]
    assert deep["headings"][0].startswith("BAB II")
    assert (deep["level"], deep["page"], deep["kind"]) == (3, 5, "body")
    assert found["text"][deep["start"] :].startswith("2.1.1 Gelombang resep")
    assert "2.1.1 Gelombang resep" in pages[deep["page"] - 1]["text"]
    assert found["passages"]
    for p in found["passages"]:
        assert found["text"][p["start"] : p["end"]] == p["text"]
        assert not {"rank", "score", "evidence"} & set(p)
        assert (p["source"], p["title"]) == (found["path"], found["title"])


PLAIN_HEADINGS = """
#set document(title: "Kapal dan Pulau")
#set page(width: 15cm, height: 18cm, margin: 2cm)
#show heading: it => par(text(size: 11pt, weight: "regular", it.body))
Kapal penumpang datang dua kali sebulan dan membawa surat, beras, dan orang dari pulau-pulau lain di sekitarnya.
= Muatan yang dibawa kapal itu
Beras dan kelapa dibawa kapal itu ke pelabuhan, lalu dibagi kepada semua keluarga menurut jumlah anggotanya.
= Orang yang menunggu
Semua orang menunggu di dermaga sejak pagi, sebab kapal itu jarang datang tepat pada waktunya di musim hujan.
"""


def test_no_outline_reaches_the_pdf_reader(rujukan: Run, tmp_path: Path) -> None:
    path = tmp_path / "outlined.pdf"
    path.write_bytes(typst.compile(PLAIN_HEADINGS.encode()))
    assert [s["headings"] for s in read(rujukan, path)["sections"]] == [
        ["Muatan yang dibawa kapal itu"],
        ["Orang yang menunggu"],
    ]
    assert read(rujukan, path, "--no-outline")["sections"] == []


def test_a_file_without_pages(rujukan: Run, library: Path) -> None:
    found = read(rujukan, library / "pelabuhan.md")
    assert found["pages"] == []
    assert [s["page"] for s in found["sections"]] == [None] * 3
    ran = rujukan("read", library / "pelabuhan.md")
    assert "no pages in this format" in ran.out
    assert "3 sections, 1 table, 0 footnotes" in ran.out


def test_a_summary_for_a_person(rujukan: Run) -> None:
    ran = rujukan("read", THESIS)
    assert (ran.status, ran.err) == (0, "")
    assert "11 pages: 11 read" in ran.out
    assert "\n    2.1 Tiga Gelombang  ·  p. 2 (PDF 5)\n" in ran.out
    assert "3 tables, 5 footnotes" in ran.out


def test_text_does_not_steer_the_terminal(rujukan: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text("# [bold]Judul\x1b[31m merah\x9b\n\nIsi.\n\n## Bab\n\nLagi.\n", encoding="utf-8")
    ran = rujukan("read", path)
    assert "[bold]Judul" in ran.out
    assert not {"\x1b", "\x9b"} & set(ran.out)


def test_pages_without_text_are_listed_and_status_4(rujukan: Run, tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(blank_pdf())
    ran = rujukan("read", path, "--json")
    assert ran.status == 4
    assert '"how": "empty"' in ran.out
    assert "no text" in ran.err
    assert "1 page: 1 empty" in rujukan("read", path).out


def test_a_locked_file_needs_its_password(
    rujukan: Run, locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = rujukan("read", locked)
    assert (ran.status, ran.out) == (4, "")
    assert "--password" in ran.err
    assert rujukan("read", locked, "--password", "salah").status == 4
    assert read(rujukan, locked, "--password", "rahasia")["pages"]

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    asked: list[dict[str, object]] = []
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("typer.prompt", lambda _, **options: asked.append(options) or "rahasia")
    assert read(rujukan, locked)["pages"]
    assert asked == [{"hide_input": True, "err": True}]


@pytest.mark.parametrize(("name", "says"), [("tiada.pdf", "does not exist"), (".", "is a folder")])
def test_no_file_is_status_2(rujukan: Run, tmp_path: Path, name: str, says: str) -> None:
    ran = rujukan("read", tmp_path / name)
    assert (ran.status, ran.out) == (2, "")
    assert says in ran.err


def test_show_gives_what_read_gives(rujukan: Run, indexed: Path) -> None:
    (shown,) = lines(rujukan("show", THESIS.name, "--library", indexed, "--json"))
    found = read(rujukan, THESIS)
    for key in set(found) - {"path", "passages"}:
        assert shown[key] == found[key]
    assert shown["path"] == THESIS.name
    assert shown["passages"]
    assert "11 pages: 11 read" in rujukan("show", THESIS.name, "--library", indexed).out


def shown(rujukan: Run, indexed: Path, *options: str) -> dict[str, Any]:
    (found,) = lines(rujukan("show", "skripsi", "--library", indexed, "--json", *options))
    return found


@pytest.mark.parametrize(("page", "number"), [("5", 5), ("iii", 3), ("1", 1)])
def test_show_one_page(rujukan: Run, indexed: Path, page: str, number: int) -> None:
    found = shown(rujukan, indexed, "--page", page)
    assert [p["page"] for p in found["pages"]] == [number]
    assert all(number in [ref["page"] for ref in p["pages"]] for p in found["passages"])
    assert len(found["sections"]) < 8
    ran = rujukan("show", "skripsi", "--library", indexed, "--page", page)
    assert f"page {number} (printed " in ran.out
    assert found["pages"][0]["text"] in ran.out


def test_show_sections(rujukan: Run, indexed: Path) -> None:
    found = shown(rujukan, indexed, "--section", "tiga gelombang")
    assert [s["headings"][-1][:5] for s in found["sections"]] == ["2.1 T", "2.1.1", "2.1.2", "2.1.3"]
    assert found["passages"]
    assert all(p["section"][1].startswith("2.1") for p in found["passages"])
    ran = rujukan("show", "skripsi", "--library", indexed, "--section", "gelombang", "--page", "5")
    assert " › 2.1 Tiga Gelombang › 2.1.1 Gelombang resep  ·  p. 2 (PDF 5)" in ran.out


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("skripsi", "--page", "99"), "pages are 1 to 11"),
        (("skripsi", "--section", "zzz"), "no section like 'zzz'"),
        (("weather", "--page", "1"), "has no pages"),
        (("e",), 'Several documents are called "e". Choose from: "lighthouse.md", "pelabuhan.md"'),
        (("zzz",), 'No document is called "zzz". Choose from: "catatan.txt"'),
    ],
)
def test_what_cannot_be_shown_is_status_2(
    rujukan: Run, indexed: Path, options: tuple[str, ...], says: str
) -> None:
    ran = rujukan("show", *options, "--library", indexed)
    assert (ran.status, ran.out) == (2, "")
    assert says in ran.err


def test_a_document_is_known_by_title_path_and_part(rujukan: Run, indexed: Path) -> None:
    for name in ("kajian pelabuhan", "pelabuhan.md", indexed / "pelabuhan.md", "LABUH"):
        (found,) = lines(rujukan("show", name, "--library", indexed, "--json"))
        assert found["path"] == "pelabuhan.md"


def test_a_file_that_could_not_be_read_says_why(rujukan: Run, indexed: Path, locked: Path) -> None:
    (indexed / locked.name).write_bytes(locked.read_bytes())
    (receipt,) = lines(rujukan("index", indexed, "--json"))
    ran = rujukan("show", "locked", "--library", indexed)
    assert (ran.status, ran.out) == (4, "")
    assert "password" in ran.err
    how = {d["path"]: d["pages_how"] for d in receipt["documents"]}
    assert how[THESIS.name] == {"text": 11, "ocr": 0, "empty": 0, "failed": 0}
    assert how[locked.name] == {}


def test_no_index_is_status_3(rujukan: Run, library: Path) -> None:
    ran = rujukan("show", "weather", "--library", library)
    assert ran.status == 3
    assert f'Run: rujukan index "{library}"' in ran.err


def test_tokens_are_estimated_where_the_model_is_not_ready(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUJUKAN_CACHE", str(tmp_path))
    assert token_counter() is estimate
    assert estimate(["kapal besar di pelabuhan Ambon", ""]) == [8, 0]


def test_read_needs_no_torch() -> None:
    code = (
        "import sys, ui.cli.main\nsys.argv = ['rujukan', 'read', sys.argv[1], '--json']\n"
        "try: ui.cli.main.main()\n"
        "finally: print([m for m in ('torch', 'transformers', 'faiss') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(THESIS)],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr.strip()) == (0, "[]")
