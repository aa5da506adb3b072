"""The starter library says what its sources say, copies safely, and holds the answers to its questions."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdf
import pytest

from corpus.read import read_file
from corpus.starter import copy_starter, make

LIBRARY = make.LIBRARY
QUESTIONS = Path(__file__).parents[2] / "qa" / "evaluation" / "starter_questions.jsonl"
KINDS = {
    *("fact", "number", "definition", "list", "reason", "comparison"),
    *("table", "footnote", "claim", "paraphrase", "keyword", "typo"),
}
THESES = {
    "skripsi-koalisi-antikartel.pdf": (["i", "ii", "iii"], 8, 5),
    "thesis-us-mexico-cartels.pdf": (["i", "ii", "iii", "iv"], 7, 3),
}
"""Roman labels, arabic pages, footnotes."""


@cache
def questions() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines())


@cache
def letters(name: str) -> str:
    """A document's letters and digits in order; a PDF as pypdf reads it, which is no reader of ours."""
    path = LIBRARY / name
    if path.suffix == ".pdf":
        return folded("\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages))
    return folded(read_file(path, name=name).text)


def folded(text: str) -> str:
    """Letters and digits alone: line ends, hyphens at them and cell borders differ between readers."""
    return re.sub(r"[\W_]+", "", text)


def outline(entries: list[Any]) -> list[str]:
    titles: list[str] = []
    for entry in entries:
        titles += outline(entry) if isinstance(entry, list) else [entry.title]
    return titles


def headings(source: str) -> list[str]:
    text = (make.SOURCES / source).read_text(encoding="utf-8")
    return [title.replace("\\ ", " ") for title in re.findall(r"^=+ (.*)$", text, re.MULTILINE)]


def test_each_source_has_its_document() -> None:
    sources = {source.name for source in make.SOURCES.iterdir()} - make.TEMPLATES
    documents = {
        re.sub(r"\.docx\.md$", ".docx", re.sub(r"\.typ$", ".pdf", name))
        for name in sources
        if not name.startswith(".")
    }
    assert documents == {document.name for document in LIBRARY.iterdir()}
    assert len(documents) >= 8


def test_made_again_it_is_the_same_to_the_byte(tmp_path: Path) -> None:
    pytest.importorskip("typst")
    for document in make.make(tmp_path):
        assert document.read_bytes() == (LIBRARY / document.name).read_bytes(), document.name


@pytest.mark.parametrize("name", THESES)
def test_a_thesis_counts_its_front_in_roman_and_its_chapters_in_arabic(name: str) -> None:
    roman, arabic, _ = THESES[name]
    assert pypdf.PdfReader(LIBRARY / name).page_labels == roman + [str(page + 1) for page in range(arabic)]


@pytest.mark.parametrize("name", THESES)
def test_a_thesis_carries_its_headings_as_outline(name: str) -> None:
    reader = pypdf.PdfReader(LIBRARY / name)
    assert outline(reader.outline) == headings(name.replace(".pdf", ".typ"))


@pytest.mark.parametrize("name", THESES)
def test_a_thesis_has_its_footnotes(name: str) -> None:
    source = (make.SOURCES / name.replace(".pdf", ".typ")).read_text(encoding="utf-8")
    notes = re.findall(r"#footnote\[(.*?)\](?=[\s.])", source)
    assert len(notes) == THESES[name][2]
    for note in notes:
        assert folded(note) in letters(name)


def test_the_menus_of_the_page_are_not_read() -> None:
    page = read_file(LIBRARY / "penangkapan-narkotika-2018-2023.html", name="page.html").text
    for menu in ("Langganan Buletin", "Artikel Terpopuler", "Kebijakan privasi", "classList"):
        assert menu not in page


def test_copies_every_document(tmp_path: Path) -> None:
    copied = copy_starter(tmp_path / "new" / "library")
    assert [path.name for path in copied] == sorted(path.name for path in LIBRARY.iterdir())
    for path in copied:
        assert path.read_bytes() == (LIBRARY / path.name).read_bytes()
    assert {path.name for path in (tmp_path / "new" / "library").iterdir()} == {path.name for path in copied}


def test_never_overwrites(tmp_path: Path) -> None:
    own = tmp_path / "coalition-briefing.md"
    own.write_text("My own notes.", encoding="utf-8")
    broken = tmp_path / "modul-krisis-opioid.md"
    broken.symlink_to(tmp_path / "nowhere")
    copied = copy_starter(tmp_path)
    assert own.read_text(encoding="utf-8") == "My own notes."
    assert broken.is_symlink()
    assert {own, broken}.isdisjoint(copied)
    assert copy_starter(tmp_path) == ()


def test_copies_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError("no hard links here")

    monkeypatch.setattr("os.link", refuse)
    assert len(copy_starter(tmp_path)) == len(list(LIBRARY.iterdir()))
    assert copy_starter(tmp_path) == ()


def test_questions_are_balanced() -> None:
    asked = questions()
    assert len(asked) >= 80
    assert len({question["id"] for question in asked}) == len(asked)
    languages = Counter(question["lang"] for question in asked)
    assert languages["id"] == languages["en"] == len(asked) / 2
    assert 0.19 <= sum(not question["answerable"] for question in asked) / len(asked) <= 0.22
    assert {question["kind"] for question in asked} == KINDS


def test_pairs_point_at_each_other() -> None:
    by_id = {question["id"]: question for question in questions()}
    for question in questions():
        if question["pair"]:
            other = by_id[question["pair"]]
            assert other["pair"] == question["id"]
            assert other["lang"] != question["lang"]
            assert other["gold"] == question["gold"]


@pytest.mark.parametrize("question", questions(), ids=lambda question: question["id"])
def test_what_answers_stands_in_the_documents(question: dict[str, Any]) -> None:
    assert bool(question["gold"]) == bool(question["answer"]) == question["answerable"]
    for gold in question["gold"]:
        assert folded(gold["quote"]) in letters(gold["doc"]), gold["quote"]
        assert folded(gold["section"]) in letters(gold["doc"]), gold["section"]


def test_every_document_answers_something() -> None:
    asked_of = {gold["doc"] for question in questions() for gold in question["gold"]}
    assert asked_of == {document.name for document in LIBRARY.iterdir()}


def test_the_numbers_of_the_arrest_table_agree_where_they_stand_twice() -> None:
    page = read_file(LIBRARY / "penangkapan-narkotika-2018-2023.html", name="page.html").text
    sheet = read_file(LIBRARY / "reading-the-figures.docx", name="sheet.docx").text.replace(",", ".")
    rows = re.findall(r"^(20\d\d) \| [\d.]+ \| (\d+) \| ([\d.]+) \| ([\d.]+)$", page, re.MULTILINE)
    assert len(rows) == 6
    for row in rows:
        assert " | ".join(row) in sheet
    assert all(int(first[0]) + 1 == int(second[0]) for first, second in pairwise(rows))
