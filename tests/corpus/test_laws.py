"""Laws: chapters and articles put in later, and clauses that can be named."""

from __future__ import annotations

import pytest

from corpus import build_passages, heading_mark
from corpus.compose import compose
from corpus.headings import clean_heading, is_bare_mark
from corpus.records import Document, Piece, Reading


def _law(*lines: tuple[str, str]) -> Document:
    pieces = tuple(Piece("heading" if kind == "h" else "body", text) for kind, text in lines)
    return compose(Reading("text/plain", pieces), document_id="d", path="uu.txt")


def _paths(document: Document) -> list[str]:
    return [" › ".join(section.headings) for section in document.sections]


def test_inserted_chapters_stand_beside_the_others_and_clauses_can_be_named() -> None:
    document = _law(
        *(("h", "BAB X WARGA NEGARA"), ("h", "Pasal 26"), ("b", "(1) Warga negara ialah …")),
        *(("h", "Pasal 26A"), ("b", "Ketentuan lain diatur.")),
        *(("h", "BAB XA **)"), ("h", "HAK ASASI"), ("h", "Pasal 27"), ("b", "(1) Setiap orang berhak.")),
        *(("b", "a. hidup; dan"), ("b", "(2) Setiap anak berhak."), ("b", "(2a) Setiap lansia berhak.")),
        *(("h", "BAB XB ***) TUGAS"), ("h", "Pasal 28 bis"), ("b", "Tugas diatur.")),
        *(("h", "ATURAN PERALIHAN"), ("h", "Pasal I"), ("b", "Peraturan tetap berlaku.")),
    )
    assert _paths(document) == [
        "BAB X WARGA NEGARA",
        "BAB X WARGA NEGARA › Pasal 26",
        "BAB X WARGA NEGARA › Pasal 26 › ayat (1)",
        "BAB X WARGA NEGARA › Pasal 26A",
        "BAB XA HAK ASASI",
        "BAB XA HAK ASASI › Pasal 27",
        "BAB XA HAK ASASI › Pasal 27 › ayat (1)",
        "BAB XA HAK ASASI › Pasal 27 › ayat (2)",
        "BAB XA HAK ASASI › Pasal 27 › ayat (2a)",
        "BAB XB TUGAS",
        "BAB XB TUGAS › Pasal 28 bis",
        "ATURAN PERALIHAN",
        "ATURAN PERALIHAN › Pasal I",
    ]
    first = next(s for s in document.sections if s.headings[-1] == "ayat (1)" and "XA" in s.headings[0])
    assert document.text[first.start : first.end].split() == [
        "(1)",
        "Setiap",
        "orang",
        "berhak.",
        "a.",
        "hidup;",
        "dan",
    ]
    assert first.clause


def test_an_explanation_is_apart_and_names_the_clauses_that_it_explains() -> None:
    document = _law(
        *(("h", "BAB I UMUM"), ("h", "Pasal 1"), ("b", "(1) Satu."), ("b", "(21 Dua, misread by OCR.")),
        *(("h", "PENJELASAN ATAS UNDANG-UNDANG NOMOR 1"), ("h", "Pasal 1"), ("b", "Ayat (2)")),
        ("b", "Cukup jelas."),
    )
    assert _paths(document)[2:] == [
        "BAB I UMUM › Pasal 1 › ayat (1)",
        "BAB I UMUM › Pasal 1 › ayat (2)",
        "PENJELASAN ATAS UNDANG-UNDANG NOMOR 1",
        "PENJELASAN ATAS UNDANG-UNDANG NOMOR 1 › Pasal 1",
        "PENJELASAN ATAS UNDANG-UNDANG NOMOR 1 › Pasal 1 › ayat (2)",
    ]


def test_numbers_outside_articles_and_in_the_middle_of_one_open_no_clause() -> None:
    document = _law(
        *(("h", "1. Pendahuluan"), ("b", "(1) Sebuah daftar.")),
        *(("h", "Pasal 5"), ("b", "(7) Rujukan."), ("b", "Isi pasal.")),
    )
    assert not any(section.clause for section in document.sections)


def test_the_clauses_of_an_article_share_its_passages() -> None:
    document = _law(("h", "Pasal 5"), ("b", "(1) Setiap orang berhak."), ("b", "(2) Hak itu dijamin."))
    passages = build_passages(document, lambda texts: [len(text.split()) for text in texts])
    assert [(p.headings, p.text) for p in passages] == [
        (("Pasal 5",), "Pasal 5\n\n(1) Setiap orang berhak.\n\n(2) Hak itu dijamin.")
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("BAB VIIA ***)", "7A"), ("BAB IX", "9"), ("BAB XC", "90"), ("Pasal 14a", "14A")),
        *(("Pasal 88 bis", "88 BIS"), ("Pasal 479 a", "479A"), ("Pasal 1 1", "11"), ("Pasal lO", "10")),
    ],
)
def test_numbers_of_chapters_and_articles(text: str, number: str) -> None:
    mark = heading_mark(text)
    assert mark is not None
    assert mark.number == (number,)


def test_marks_of_amendments_are_no_part_of_a_heading() -> None:
    assert clean_heading("BAB XA **) HAK ASASI MANUSIA") == "BAB XA HAK ASASI MANUSIA"
    assert is_bare_mark("BAB VIIA ***)")
