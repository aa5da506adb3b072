"""Places that a question names: read as people write them, met where documents have them."""

from __future__ import annotations

import pytest

from corpus.records import PageRef
from qa.intent import intent_of
from qa.places import Place, asks_for_article, clause_at, named_places


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("Apa bunyi Pasal 27 ayat (3)?", [Place("article", "27", "3")]),
        ("What does Article 19(2) of the law say?", [Place("article", "19", "2")]),
        ("isi pasal 28B", [Place("article", "28B")]),
        ("Apa isi BAB XA?", [Place("chapter", "XA")]),
        ("Jelaskan Gambar II.1 dan Tabel 4-2", [Place("figure", "II.1"), Place("table", "4-2")]),
        ("apa yang ada di subbab 2.1.3 halaman 12", [Place("section", "2.1.3"), Place("page", "12")]),
        ("Bab mana yang membahas arus?", []),
        ("Which table clearly shows the catch?", []),
    ],
)
def test_places_are_read_from_questions(question: str, places: list[Place]) -> None:
    assert list(named_places(question)) == places


@pytest.mark.parametrize(
    ("place", "headings", "openings", "fit"),
    [
        (Place("article", "28B"), ["BAB XA HAK ASASI MANUSIA", "Pasal 28B"], [], 1.0),
        (Place("article", "28"), ["BAB XA HAK ASASI MANUSIA", "Pasal 28B"], [], 0.0),
        (Place("chapter", "XA"), ["BAB XA HAK ASASI MANUSIA", "Pasal 28B"], [], 1.0),
        (Place("chapter", "4"), ["BAB IV HASIL", "4.1 Arus"], [], 1.0),
        (Place("section", "II.1"), ["BAB II TEORI", "2.1 Arus"], [], 1.0),
        (Place("table", "6.2"), [], ["Tabel VI.2 Hasil tangkapan", ""], 1.0),
        (Place("table", "6.2"), [], ["Hasil ada pada Tabel 6.2 di bawah.", ""], 0.5),
        (Place("table", "6.2"), [], ["Tabel 6.3 Hasil tangkapan", ""], 0.0),
    ],
)
def test_a_place_fits_where_documents_have_it(
    place: Place, headings: list[str], openings: list[str], fit: float
) -> None:
    assert place.fits(headings, (), openings) == fit


def test_pages_go_by_number_and_by_label() -> None:
    assert Place("page", "12").fits([], (PageRef(30, "12"),), []) == 1.0
    assert Place("page", "30").fits([], (PageRef(30, "12"),), []) == 1.0
    assert Place("page", "13").fits([], (PageRef(30, "12"),), []) == 0.0


def test_a_clause_is_found_in_its_article_and_articles_are_asked_for() -> None:
    assert clause_at("2")("Pasal 3\n\n(1) Satu.\n\n(2) Dua.") > 0
    assert clause_at("4")("Pasal 3\n\n(1) Satu.\n\n(2) Dua.") == -1
    assert asks_for_article("Pasal berapa yang mengatur arus?")
    assert not asks_for_article("Apa bunyi Pasal 3?")


def test_the_intent_of_newcomers_first_questions() -> None:
    assert "problem" in intent_of("apa rumusan masalahnya?").roles
    assert "conclusion" in intent_of("Apa kesimpulannya?").roles
    assert "limitation" in intent_of("What are the limitations?").roles
    assert intent_of("Siapa penulis skripsi ini?").front
    assert not intent_of("Berapa tinggi gelombang di utara?").looks_up
