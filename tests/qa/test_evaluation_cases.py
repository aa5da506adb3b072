"""Which passages a gold quote makes relevant, which sections and sentences are right."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from corpus import Passage, Span, UsageError
from corpus.records import PageRef
from qa.evaluation.cases import (
    Case,
    Gold,
    evidence_right,
    find_quote,
    holds,
    in_section,
    is_from,
    load_cases,
    marks_exact,
    overlaps,
    page_right,
    relevant_to,
    section_right,
)

QUOTE = "Pada tahun 2022 petugas menyita 1,2 kg kokain\ndari Brasil."  # 11 words, 9 trigrams


def passage(text: str, *headings: str) -> Passage:
    return Passage("p", "d", headings, (), 0, len(text), text, "body", "id", text)


def case(*gold: Gold) -> Case:
    return Case("q", "Berapa?", "id", "fact", None, bool(gold), gold)


def write(folder: Path, *rows: object) -> Path:
    file = folder / "questions.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def test_reads_questions_with_their_gold(tmp_path: Path) -> None:
    gold = {"doc": "a.txt", "section": None, "quote": "satu dua tiga"}
    rows = (
        {"id": 7, "lang": "id", "question": "Apa?", "kind": "fact", "pair": "8", "gold": [gold]},
        {"question": "What is the capital of France?", "answerable": False, "gold": []},
    )
    first, second = load_cases(write(tmp_path, *rows))
    assert first == Case("7", "Apa?", "id", "fact", "8", True, (Gold("a.txt", None, "satu dua tiga"),))
    assert (second.id, second.language, second.kind, second.answerable) == ("2", "en", "other", False)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"answerable": False}, "question"),
        ({"question": "Apa?", "answerable": True, "gold": []}, "needs a gold quote"),
        ({"question": "Apa?", "gold": [{"doc": "a", "quote": "…"}]}, "has no word"),
        (["Apa?"], "not a file of questions"),
    ],
)
def test_refuses_lines_of_another_layout(tmp_path: Path, row: object, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        load_cases(write(tmp_path, row))


def test_refuses_an_id_that_stands_twice_and_a_missing_file(tmp_path: Path) -> None:
    row = {"id": "a", "question": "Apa?", "answerable": False}
    with pytest.raises(UsageError, match="stands twice"):
        load_cases(write(tmp_path, row, row))
    with pytest.raises(UsageError, match=r"none\.jsonl"):
        load_cases(tmp_path / "none.jsonl")


def test_a_passage_with_three_fifths_of_the_trigrams_holds_the_quote() -> None:
    words = ["pada", "tahun", "2022", "petugas", "menyita", "1", "2", "kg", "kokain", "dari", "brasil"]
    assert holds("… " + QUOTE.upper().replace("\n", "   ") + " Lalu …", QUOTE)
    assert holds(" ".join(words[:8]), QUOTE)  # 6 of 9 trigrams
    assert not holds(" ".join(words[:7]), QUOTE)  # 5 of 9
    assert not holds(" ".join(reversed(words)), QUOTE)


def test_a_short_quote_must_be_there_with_all_its_words() -> None:
    assert holds("Beratnya 59.533 kg, katanya.", "59.533 kg") is True
    assert holds("Beratnya 59 kg, katanya.", "59.533 kg") is False
    assert holds("Pemerintah Amerika", "Amerika")
    assert not holds("Pemerintah Amerikanya", "Amerika")


@pytest.mark.parametrize(
    ("headings", "section", "right"),
    [
        (("Bab I", "1.2 Latar Belakang"), "Latar belakang", True),
        (("BAB I", "PENDAHULUAN"), "**BAB I PENDAHULUAN**", True),
        (("4. Article",), "Art", False),
        (("Methods",), "# Results", False),
        ((), "Results", False),
        ((), None, True),
        (("Results",), "##", True),
    ],
)
def test_the_gold_heading_is_among_or_within_the_headings(
    headings: tuple[str, ...], section: str | None, right: bool
) -> None:
    assert in_section(headings, section) is right


def test_a_quote_is_found_from_its_first_letter_to_its_last() -> None:
    text = "Katanya: “Satu,  dua\ntiga!” Empat."
    span = find_quote(text, "satu dua TIGA")
    assert span == Span(10, 25)
    assert text[10:25] == "Satu,  dua\ntiga"
    assert find_quote(text, "dua empat") is None


def test_evidence_overlaps_the_quote_where_it_stands() -> None:
    text = "Awal saja. Satu dua tiga empat. Lalu satu dua lagi."
    assert overlaps(text, Span(11, 31), "dua tiga empat")
    assert not overlaps(text, Span(32, 51), "dua tiga empat")
    assert not overlaps(text, Span(0, 11), "Satu dua tiga")  # ends where the quote begins


def test_evidence_shares_a_trigram_where_the_quote_is_not_whole() -> None:
    text = "Satu dua tiga lima. Enam tujuh delapan."
    quote = "satu dua tiga empat lima"
    assert overlaps(text, Span(0, 19), quote)
    assert not overlaps(text, Span(20, 39), quote)


def test_documents_are_told_by_their_path_or_its_end() -> None:
    gold = Gold("tesis/a.pdf", None, "x")
    assert is_from("tesis/a.pdf", gold)
    assert is_from("arsip/tesis/a.pdf", gold)
    assert not is_from("a.pdf", gold)
    assert not is_from("lama-tesis/a.pdf", gold)


def test_any_one_gold_place_makes_a_hit() -> None:
    asked = case(Gold("a.txt", "Hasil", "satu dua tiga"), Gold("b.txt", None, "empat lima enam"))
    found = passage("Kata empat lima enam itu.", "Bab II")
    assert relevant_to(asked, "b.txt", found)
    assert not relevant_to(asked, "a.txt", found)
    assert section_right(asked, "b.txt", found)
    assert not section_right(asked, "a.txt", found)
    assert evidence_right(asked, "b.txt", found, Span(0, 25))
    assert not evidence_right(asked, "a.txt", found, Span(0, 25))
    assert not relevant_to(case(), "b.txt", found)


def test_a_quote_is_compared_without_soft_hyphens_and_ligatures() -> None:
    text = "Grafik kon\u00adfi\u00ad\ngurasi \ufb01nal; apa\u037e selesai."
    assert holds(text, "konfigurasi final; apa; selesai")
    span = find_quote(text, "konfigurasi \ufb01nal")
    assert span is not None
    assert text[span.start : span.end] == "kon\u00adfi\u00ad\ngurasi \ufb01nal"


def test_the_page_is_right_where_a_gold_quote_is_on_it() -> None:
    found = replace(passage("Kata empat."), pages=(PageRef(4, "iv"), PageRef(5)))
    assert page_right(case(Gold("a.pdf", None, "x", 5)), "a.pdf", found) is True
    assert page_right(case(Gold("a.pdf", None, "x", 6)), "a.pdf", found) is False
    assert page_right(case(Gold("a.pdf", None, "x", 5)), "b.pdf", found) is False
    assert page_right(case(Gold("a.pdf", None, "x")), "a.pdf", found) is None


def test_marks_are_exact_that_hold_the_quote_and_little_else() -> None:
    text = "Satu dua tiga empat lima. Enam tujuh delapan sembilan sepuluh. Sebelas dua belas tiga belas."
    asked = case(Gold("a.txt", None, "satu dua tiga empat lima"))
    first, second, third = Span(0, 25), Span(26, 62), Span(63, len(text))
    assert marks_exact(asked, "a.txt", passage(text), (first,))
    assert marks_exact(
        asked, "a.txt", passage(text), (second, first)
    )  # ten words for five: just short enough
    assert not marks_exact(asked, "a.txt", passage(text), (first, second, third))
    assert not marks_exact(asked, "a.txt", passage(text), (second,))
    assert not marks_exact(asked, "b.txt", passage(text), (first,))
    assert not marks_exact(asked, "a.txt", passage(text), ())
