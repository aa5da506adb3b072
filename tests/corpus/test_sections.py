import pytest

from corpus.sections import (
    caption_number,
    heading_mark,
    heading_paths,
    heading_rank,
    is_bare_mark,
    section_kind,
    split_run_in,
)


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("BAB II", 1),
        ("BAB II KAJIAN PUSTAKA", 1),
        ("CHAPTER 2", 1),
        ("II. METODE", 1),
        ("2.1 Jenis data", 2),
        ("2.1. Jenis data", 2),
        ("2.1.1 Sumber", 3),
        ("IV.2 Hasil", 2),
        ("A. Latar Belakang", 2),
        ("1. Jenis Data", 3),
        ("1. Introduction", 1),
        ("Pasal 5", 4),
        ("Bagian Kesatu", 2),
        ("ABSTRAK", 1),
        ("Daftar Pustaka", 1),
        ("HASIL DAN PEMBAHASAN", 1),
        ("Conclusions", 1),
        ("Lampiran 2. Kuesioner", 1),
    ],
)
def test_rank_shown_by_numbering_or_usual_words(text: str, rank: int) -> None:
    assert heading_rank(text) == rank


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kapal itu berlayar",
        "Pasal 5 ayat (2) mengatur hal lain",
        "1. menambah kapal patroli di perairan utara;",
        "2019 adalah tahun yang ramai",
        "3 2019 52.858",
        "2.1 Jenis data . . . . . . . 14",
        "I think that ships matter",
        "A. " + "kata " * 80,
    ],
)
def test_text_without_a_heading_sign_has_no_rank(text: str) -> None:
    assert heading_rank(text) is None


def test_numbering_wins_over_the_declared_level() -> None:
    paths = heading_paths(
        [
            ("BAB II LAUT", 2),
            ("2.1. Kapal", 3),
            ("2.1.1. Awak", 3),
            ("2.2. Pulau", 2),
            ("2.2.4. Batas", 4),
            ("2.3. Angin", 4),
            ("DAFTAR PUSTAKA", 4),
        ]
    )
    assert [len(path) for path in paths] == [1, 2, 3, 2, 3, 2, 1]
    assert paths[4] == ("BAB II LAUT", "2.2. Pulau", "2.2.4. Batas")


def test_letters_and_numbers_are_relative_to_what_is_open() -> None:
    paths = heading_paths(
        (text, 0)
        for text in (
            "BAB I X",
            "A. Y",
            "1. Z",
            "2. W",
            "a. v",
            "B. U",
            "1. T",
            "BAB V PENUTUP",
            "A. Kesimpulan",
        )
    )
    assert [len(path) for path in paths] == [1, 2, 3, 3, 4, 2, 3, 1, 2]
    assert paths[-1] == ("BAB V PENUTUP", "A. Kesimpulan")


def test_an_article_with_arabic_numbers_has_its_abstract_beside_them() -> None:
    paths = heading_paths(
        (t, 0) for t in ("Abstract", "1. Introduction", "2. Work", "2.1 Past", "References")
    )
    assert paths == [
        ("Abstract",),
        ("1. Introduction",),
        ("2. Work",),
        ("2. Work", "2.1 Past"),
        ("References",),
    ]


def test_a_law_keeps_articles_inside_parts_and_chapters() -> None:
    paths = heading_paths(
        (t, 0)
        for t in ("BAB I UMUM", "Pasal 1", "Pasal 2", "BAB II ISI", "Bagian Kesatu X", "Pasal 3", "Pasal 4")
    )
    assert paths[-1] == ("BAB II ISI", "Bagian Kesatu X", "Pasal 4")
    assert paths[2] == ("BAB I UMUM", "Pasal 2")


def test_unnumbered_headings_go_by_their_declared_level() -> None:
    paths = heading_paths([("Guide", 1), ("Install", 2), ("On land", 3), ("Use", 1)])
    assert paths == [("Guide",), ("Guide", "Install"), ("Guide", "Install", "On land"), ("Use",)]


def test_a_letter_after_h_is_no_roman_one() -> None:
    paths = heading_paths((t, 0) for t in ("BAB I X", "H. Kapal", "I. Layar"))
    assert paths[-1] == ("BAB I X", "I. Layar")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ABSTRAK", "abstract"),
        ("Abstract:", "abstract"),
        ("DAFTAR ISI", "contents"),
        ("REFERENCES", "references"),
        ("6. References", "references"),
        ("Lampiran A", "appendix"),
        ("KATA PENGANTAR", "front"),
        ("2.1 Jenis data", "body"),
    ],
)
def test_section_kind_by_usual_words(text: str, kind: str) -> None:
    assert section_kind(text) == kind


def test_captions_are_told_from_sentences_about_them() -> None:
    assert caption_number("Gambar 2.1. Arah angin") == "2.1"
    assert caption_number("Table 3 Ships by year") == "3"
    assert caption_number("Tabel 1 menunjukkan bahwa kapal bertambah") is None
    assert caption_number("Latar belakang") is None


def test_bare_marks_and_run_in_headings() -> None:
    assert is_bare_mark("BAB II")
    assert not is_bare_mark("BAB II LAUT")
    assert split_run_in("Abstract: Ships matter.") == len("Abstract: ")
    assert split_run_in("Abstract ships matter.") == 0
    mark = heading_mark("BAB IV")
    assert mark is not None
    assert mark.number == ("4",)


def test_a_numbered_heading_may_ask() -> None:
    paths = heading_paths([("1. WHY FOLLOW IT?", 0), ("2. LINK ONE", 0), ("2.1 What has it brought us?", 0)])
    assert [len(p) for p in paths] == [1, 1, 2]


def test_numbered_and_unnumbered_headings_of_one_level_stand_side_by_side() -> None:
    paths = heading_paths([("Modul", 1), ("Tujuan", 2), ("Bagian 1. Awal", 2), ("Bagian 2. Akhir", 2)])
    assert [p[-1] for p in paths if len(p) == 2] == ["Tujuan", "Bagian 1. Awal", "Bagian 2. Akhir"]
