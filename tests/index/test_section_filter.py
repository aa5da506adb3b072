"""Sections and documents are named as people type them: quotes, accents and case as they come."""

from pathlib import Path

import pytest

from corpus import fold_name
from index import Filter, Searcher, build_index
from tests.conftest import Run, lines
from tests.toy import ToyEmbedder

TEXT = """\
# Catatan

## Makna “kapal \\besar\\” di Ambon

Kapal itu besar dan berlayar ke timur.

## Kafé d'Anvers – sejarah

Di sana kapal jarang singgah.
"""


@pytest.fixture
def quoted(tmp_path: Path) -> Path:
    (tmp_path / "cafe\u0301 “satu”.md").write_text(TEXT, encoding="utf-8")
    build_index(tmp_path, ToyEmbedder())
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "heading"),
    [
        ('"kapal', "Makna"),
        ("“KAPAL", "Makna"),
        (r"\besar\" di", "Makna"),
        ("kafe\u0301", "Kafé"),
        ("KAFÉ D’ANVERS", "Kafé"),
        ("anvers - sejarah", "Kafé"),
        ('", "', None),
        ("[", None),
    ],
)
def test_a_section_is_found_by_its_words_alone(
    rujukan: Run, quoted: Path, typed: str, heading: str | None
) -> None:
    searcher = Searcher(quoted, ToyEmbedder())
    found = searcher.candidates(searcher.question("kapal", "id"), Filter(sections=(typed,)))
    searcher.close()
    assert [c.passage.headings[-1].split()[0] for c in found] == ([heading] if heading else [])
    ran = rujukan("show", 'CAFÉ "satu"', "--library", quoted, "--section", typed, "--json")
    if heading is None:
        assert ran.status == 2
    else:
        assert [s["headings"][-1].split()[0] for s in lines(ran)[0]["sections"]] == [heading]


def test_a_document_is_found_by_its_name_however_its_accents_were_written(quoted: Path) -> None:
    searcher = Searcher(quoted, ToyEmbedder())
    found = searcher.candidates(searcher.question("kapal", "id"), Filter(sources=('Café "SATU"',)))
    searcher.close()
    assert found


def test_folding_keeps_what_parts_words() -> None:
    assert fold_name(" Kafe\u0301\n“Satu” – DUA ") == 'kafé "satu" - dua'
    assert fold_name("kafe") != fold_name("kafé")
