"""The reading of the made documents against their truth: headings, pages, notes, tables, and every paragraph."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from corpus import build_passages, read_file
from corpus.evaluation.__main__ import main
from corpus.evaluation.measure import Measured, measure

MADE = Path(__file__).parent / "made" / "documents"
TEXTS = ("thesis", "article", "law")
OCR = pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")


@pytest.fixture(scope="module")
def measured() -> dict[str, Measured]:
    """Read once, without the help of outline and declared labels."""
    return {name: measure(MADE / f"{name}.pdf") for name in TEXTS}


@pytest.mark.parametrize("name", TEXTS)
def test_headings_their_depth_and_their_pages(measured: dict[str, Measured], name: str) -> None:
    score = measured[name].headings
    assert score is not None
    assert score.known > 10
    assert (score.missed, score.invented) == ((), ())
    assert score.right_page == score.right_level == score.known


@pytest.mark.parametrize("name", TEXTS)
def test_every_page_has_the_label_that_is_printed_on_it(measured: dict[str, Measured], name: str) -> None:
    assert measured[name].labels == 1
    assert measured[name].wrong_labels == ()


@pytest.mark.parametrize("name", TEXTS)
def test_every_paragraph_is_whole(measured: dict[str, Measured], name: str) -> None:
    """Not interleaved with another column, not cut by a page, a note or a figure; words as they were written."""
    parts = measured[name].parts
    assert parts is not None
    assert parts["paragraphs"].known > 20
    assert parts["paragraphs"].missed == ()


@pytest.mark.parametrize(
    ("name", "kind", "known"),
    [
        *(("thesis", "tables", 2), ("thesis", "footnotes", 9), ("thesis", "captions", 4)),
        *(("thesis", "references", 8), ("article", "tables", 1), ("article", "footnotes", 2)),
        *(("article", "captions", 2), ("article", "references", 6)),
    ],
)
def test_special_parts(measured: dict[str, Measured], name: str, kind: str, known: int) -> None:
    parts = measured[name].parts
    assert parts is not None
    assert parts[kind].missed == ()
    assert parts[kind].right == parts[kind].known == known
    assert parts[kind].read == known


@pytest.mark.parametrize("name", TEXTS)
def test_no_word_is_lost_or_invented(measured: dict[str, Measured], name: str) -> None:
    words = measured[name].words
    assert words is not None
    assert words.lost == words.invented == 0
    assert words.kept_out < 0.05
    assert measured[name].garbage == ()


@pytest.mark.parametrize("name", TEXTS)
def test_title_authors_year_and_language(measured: dict[str, Measured], name: str) -> None:
    assert measured[name].about == ()


def test_a_long_table_is_cited_with_both_pages_and_has_its_header_once() -> None:
    document = read_file(MADE / "thesis.pdf", name="thesis.pdf")
    truth = json.loads((MADE / "thesis.truth.json").read_text(encoding="utf-8"))
    tables = [each for each in truth["elements"] if each["kind"] == "table"]
    assert all(len(each["pages"]) == 2 for each in tables), "the made tables run over two pages"
    passages = build_passages(document, lambda texts: [len(text.split()) for text in texts])
    for number, table in zip(("2.1", "4.1"), tables, strict=True):
        own = [p for p in passages if p.kind == "table" and f"Tabel {number}" in p.embedded]
        assert sorted({page.number for p in own for page in p.pages}) == table["pages"]
        text = "\n".join(p.text for p in own)
        assert text.count(" | ".join(table["header"])) == 1
        assert all(" | ".join(row) in text for row in table["rows"])


def test_what_is_kept_out_stays_in_the_record() -> None:
    document = read_file(MADE / "article.pdf", name="article.pdf")
    assert "Jurnal Kajian Perbatasan" not in document.text
    assert all("Jurnal Kajian Perbatasan" in " ".join(page.furniture) for page in document.pages)


@OCR
def test_a_scan_reads_like_its_original() -> None:
    scan = measure(MADE / "law-scan.pdf")
    assert scan.by_ocr == scan.pages == 4
    assert scan.word_errors is not None
    assert scan.word_errors <= 0.05
    assert scan.headings is not None
    assert scan.headings.f1 >= 0.95
    assert scan.labels == 1


def test_the_command_measures_files_in_processes_of_their_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(MADE / "law.pdf"), "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    found = json.loads(line)
    assert found["name"] == "law.pdf"
    assert found["headings"]["f1"] == 1
    assert found["memory"] is None or 20 < found["memory"] < 500


def test_the_command_shows_a_table_and_what_went_wrong(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    shutil.copy(MADE / "law.pdf", tmp_path)
    truth = json.loads((MADE / "law.truth.json").read_text(encoding="utf-8"))
    truth["elements"].append({"kind": "heading", "text": "BAB VI TIDAK ADA", "level": 1, "pages": [2]})
    (tmp_path / "law.truth.json").write_text(json.dumps(truth), encoding="utf-8")
    assert main([str(tmp_path), "--details"]) == 0
    shown = capsys.readouterr().out
    assert "law.pdf" in shown
    assert "BAB VI TIDAK ADA" in shown


def test_the_command_says_what_to_name(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main([str(tmp_path)]) == 2
    assert "No PDF there" in capsys.readouterr().err
