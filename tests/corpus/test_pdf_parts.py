"""The judgements of reading a PDF, one by one."""

from __future__ import annotations

from collections import Counter

import pytest

from corpus.headings import Mark
from corpus.readers.pdf.contents import contents_of
from corpus.readers.pdf.hyphens import Vocabulary, glue, reduplicates
from corpus.readers.pdf.labels import page_numbers, roman, roman_value, settle_labels
from corpus.readers.pdf.layout import Line, PageWords, Word
from corpus.readers.pdf.letters import plain_letters
from corpus.readers.pdf.lines import full_lines, runs
from corpus.readers.pdf.numbering import Counting, mark_of
from corpus.readers.pdf.ocr import Unread, needs_ocr, words_of
from corpus.readers.pdf.rows import rows_of
from corpus.readers.pdf.running_heads import mark_furniture
from corpus.readers.pdf.warnings import Noted, warnings_for
from corpus.sections import heading_paths

WORDS = Vocabulary(Counter({"pemerintah": 3, "non-fungsional": 2}))


def _line(text: str, base: float = 100.0, x0: float = 50.0, page: int = 1, size: float = 10.0) -> Line:
    """A line of 5-point letters."""
    words = []
    for part in text.split():
        words.append(Word(part, x0, x0 + 5.0 * len(part), base, size))
        x0 += 5.0 * len(part) + 3.0
    return Line(tuple(words), page, 50.0, 500.0)


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("pemerin-", "tah", "pemerintah"),
        ("undang-", "undang", "undang-undang"),
        ("perundang-", "undangan", "perundang-undangan"),
        ("tolong-", "menolong", "tolong-menolong"),
        ("Undang-", "Undang", "Undang-Undang"),
        ("non-", "fungsional", "non-fungsional"),
        ("kepu-", "lauan", "kepulauan"),
        ("COVID-", "19", "COVID-19"),
        ("https://contoh.id/", "laporan", "https://contoh.id/laporan"),
        ("dan", "itu", "dan itu"),
    ],
)
def test_lines_are_glued(before: str, after: str, whole: str) -> None:
    cut, between = glue(before, after, WORDS)
    assert (before[: len(before) - cut]) + between + after == whole


def test_reduplication() -> None:
    assert reduplicates("sebesar", "besarnya")
    assert not reduplicates("kepu", "lauan")


def test_letters() -> None:
    assert plain_letters("\ufb01nal con\ufb02ict\u0002") == "final conflict-"


def test_spaced_letters_become_words() -> None:
    words, x = [], 50.0
    for letter in "ABSTRAK":
        words.append(Word(letter, x, x + 6, 100, 10))
        x += 10
    (line,) = full_lines(runs(words, 1), 50, 500, 0)
    assert line.text == "ABSTRAK"


def test_roman_numbers_go_both_ways() -> None:
    assert all(roman_value(roman(value)) == value for value in range(1, 400))
    assert roman_value("iiv") is None
    assert roman_value("Mix") is None


@pytest.mark.parametrize(
    ("text", "found"),
    [("- 12 -", ["12"]), ("xiv", ["xiv"]), ("2 of 22", ["2"]), ("Bab 2 Teori 15", ["15"]), ("Hasil", [])],
)
def test_page_numbers(text: str, found: list[str]) -> None:
    assert page_numbers(text) == found


def test_printed_labels_fill_their_gaps() -> None:
    printed = [None, "ii", None, "iv", None, "2", "3", None]
    assert settle_labels(None, printed) == ["i", "ii", "iii", "iv", "1", "2", "3", "4"]


def test_declared_labels_win_unless_they_only_count() -> None:
    assert settle_labels(["i", "1"], [None, None]) == ["i", "1"]
    assert settle_labels(["1", "2"], ["8", "9"]) == ["8", "9"]
    assert settle_labels(["1", "2"], [None, None]) == ["1", "2"]


def test_a_catchword_is_furniture() -> None:
    first = [_line("Setiap orang berhak membaca di mana saja", 300), _line("Pasal 5 . . .", 700, x0=400)]
    second = [_line("Pasal 5", 300, page=2), _line("Buku dipinjamkan.", 320, page=2)]
    pages = [rows_of(first, 1, 842), rows_of(second, 2, 842)]
    mark_furniture(pages)
    assert [row.furniture for page in pages for row in page] == [False, True, False, False]


def test_a_catchword_without_dots_above_a_form_number_is_furniture() -> None:
    first = [
        *(_line("Setiap orang berhak membaca di mana saja", 660), _line("BAB II", 700, x0=400)),
        _line("SK No 047011 A", 740),
    ]
    second = [_line("BAB II", 100, page=2), _line("Buku dipinjamkan kepada semua orang.", 320, page=2)]
    pages = [rows_of(first, 1, 842), rows_of(second, 2, 842)]
    mark_furniture(pages)
    assert [row.furniture for page in pages for row in page] == [False, True, True, False, False]


def test_chapter_openings_are_no_running_heads() -> None:
    pages = [
        rows_of(
            [_line(f"BAB {number}", 60, page=at, size=14), _line(f"isi halaman {number} saja", 300, page=at)],
            at,
            842,
        )
        for at, number in enumerate(("I", "II", "III", "IV"), start=1)
    ]
    mark_furniture(pages)
    assert not any(row.furniture for page in pages for row in page)


def test_contents_lines() -> None:
    lines = [
        _line("DAFTAR ISI", 50),
        _line("BAB I PENDAHULUAN . . . . . . . 1", 70),
        _line("yang judulnya panjang sekali", 90),
        _line("dan dipatah . . . . . . . 2", 110),
        _line("Setelah daftar, teks.", 130),
    ]
    assert list(contents_of(lines)) == [1, 2, 3]
    assert not contents_of(lines[4:])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("IV.2.1 Metode", ("IV", "2", "1")),
        ("Appendix A.1 Data", ("A", "1")),
        ("§ 3. Teori ruang", ("3",)),
        ("2 A Web of Ties", ("2",)),
        ("4 What Has It Brought?", ("4",)),
    ],
)
def test_numbers_of_headings(text: str, number: tuple[str, ...]) -> None:
    mark = mark_of(text)
    assert mark is not None
    assert mark.number == number


def test_headings_count_on() -> None:
    counting = Counting()
    counting.add(Mark("decimal", ("2", "1"), "Teori"))
    assert counting.follows(Mark("decimal", ("2", "2"), "Metode"))
    assert not counting.follows(Mark("decimal", ("7", "4"), "Angka"))


def _page(number: int, words: str, how: str = "text", confidence: float | None = None) -> PageWords:
    made = tuple(Word(word, 0, 1, 1, 10) for word in words.split())
    return PageWords(number, 500, 800, made, (), how, confidence)  # type: ignore[arg-type]


def test_garbage_needs_ocr_and_text_does_not() -> None:
    assert needs_ocr(_page(1, ""))
    assert needs_ocr(_page(1, "q#x zz% w!k vvb " * 15))
    assert not needs_ocr(_page(1, "Setiap orang yang membaca buku di desa itu boleh meminjam. " * 6))
    assert not needs_ocr(_page(1, "1 2 3 4,5 6,7 8,9 Fiji 12 13 " * 8))


def test_tesseract_words_have_places_in_points() -> None:
    head = "level page_num block_num par_num line_num word_num left top width height conf text"
    rows = [
        "5 1 1 1 1 1 300 300 200 31 91 Halo",
        "5 1 1 1 1 2 520 300 90 40 89 yang",
        "5 1 1 1 2 1 0 0 9 9 12 &",
    ]
    table = "\n".join("\t".join(row.split()) for row in [head, *rows])
    words, confidence = words_of(table, 300 / 72)
    assert [word.text for word in words] == ["Halo", "yang"]
    assert words[0].x0 == pytest.approx(72)
    assert words[0].base == pytest.approx(331 * 72 / 300)
    assert confidence == pytest.approx(0.9)


def test_warnings_name_the_pages_and_the_next_step() -> None:
    pages = [_page(number, "kata", "ocr", 0.5 if number == 3 else 0.9) for number in (1, 2, 3)]
    read, unsure = warnings_for(pages, Unread(), Noted())
    assert read.startswith("Pages 1–3: read by OCR")
    assert unsure.startswith("Page 3: OCR is unsure")
    (failed,) = warnings_for([], Unread((4, 6, 7)), Noted())
    assert failed.startswith("Pages 4 and 6–7 could not be read")


@pytest.mark.parametrize(
    ("headings", "depths"),
    [
        (("References", "Appendix A Process", "Appendix A.1 Data", "Appendix B More"), (1, 1, 2, 1)),
        (("DAFTAR PUSTAKA", "LAMPIRAN A KODE PROGRAM", "A.1 Pipa", "LAMPIRAN B DATA"), (1, 1, 2, 1)),
        (("DAFTAR PUSTAKA", "LAMPIRAN", "Lampiran 1. Pedoman", "Lampiran 2. Foto"), (1, 1, 2, 2)),
        (("References", "A Related Surveys", "A.1 Scope", "B Taxonomy"), (1, 1, 2, 1)),
        (("1 Introduction", "2 A Web of Agreements", "2.1 Bilateral"), (1, 1, 2)),
        (("BAB V PENUTUP", "PENJELASAN ATAS UNDANG-UNDANG", "I. UMUM", "Pasal 1"), (1, 1, 2, 3)),
    ],
)
def test_depths_of_appendices_and_explanations(headings: tuple[str, ...], depths: tuple[int, ...]) -> None:
    assert tuple(map(len, heading_paths((text, 0) for text in headings))) == depths
