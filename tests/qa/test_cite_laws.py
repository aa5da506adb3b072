"""Laws: which documents are known for one, and how they are cited and exported."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus import Document, Section
from qa.citing import Cite, CitingLanguage, Source, Style, cite_all, csl_item, suggest_source, text_of
from ui.collection.export_sources import to_bibtex, to_ris

DESA = "Undang-Undang Nomor 6 Tahun 2014 tentang Desa"
GAZETTE = "Lembaran Negara Republik Indonesia Tahun 2014 Nomor 7"
LAW = Source("d", DESA, (), 2014, "legislation", GAZETTE, language="id")
CONSTITUTION = "Undang-Undang Dasar Negara Republik Indonesia Tahun 1945"


def document(title: str, text: str = "", articles: int = 0) -> Document:
    sections = tuple(Section(("BAB I", f"Pasal {n + 1}"), n, n + 1, 2, "body") for n in range(articles))
    return Document("d" * 64, "berkas.pdf", "application/pdf", text, title, "id", sections, ())


@pytest.mark.parametrize(
    "title",
    [
        DESA,
        "UNDANG-UNDANG REPUBLIK INDONESIA NOMOR 20 TAHUN 2003 TENTANG SISTEM PENDIDIKAN NASIONAL",
        "Peraturan Pemerintah Republik Indonesia Nomor 71 Tahun 2019 tentang Penyelenggaraan Sistem dan Transaksi "
        "Elektronik",
        "Peraturan Menteri Keuangan Nomor 112/PMK.03/2022 tentang Nomor Pokok Wajib Pajak",
        "Keputusan Presiden Nomor 12 Tahun 2020 tentang Penetapan Bencana Nonalam",
        "Ketetapan MPR Nomor XXV/MPRS/1966 tentang Pembubaran Partai Komunis Indonesia",
        "UU No. 35 Tahun 2009 tentang Narkotika",
        "Perpres Nomor 82 Tahun 2018",
        "Qanun Aceh Nomor 6 Tahun 2014 tentang Hukum Jinayat",
        "Law of the Republic of Indonesia Number 35 of 2009 on Narcotics",
    ],
)
def test_a_whole_official_name_is_that_of_a_law(title: str) -> None:
    assert suggest_source(document(title)).kind == "legislation"


@pytest.mark.parametrize(
    "title",
    ["KUHP", "KUH PIDANA", "Kitab Undang-Undang Hukum Perdata", "UUD NRI Tahun 1945", CONSTITUTION.upper()],
)
def test_a_code_is_a_law_where_it_stands_in_articles(title: str) -> None:
    assert suggest_source(document(title, articles=12)).kind == "legislation"
    assert suggest_source(document(title)).kind == "document"


@pytest.mark.parametrize(
    "title",
    [
        "Kitab Undang-Undang Hukum Pidana (KUHP) serta Komentar-Komentarnya Lengkap Pasal demi Pasal",
        "KUHP dalam Praktik",
        "Peraturan dan Hukum Adat di Bali",
        "Undang-Undang Nomor 6 Tahun 2014 dan Otonomi Desa",
        "Perjanjian Kerja Sama Pemberantasan Narkotika",
        "Pelaksanaan Undang-Undang Nomor 6 Tahun 2014 tentang Desa",
        "Undang-Undang Dasar 1945: Sejarah dan Tafsirnya",
        "UU ITE dan Kebebasan Berpendapat",
        "Putusan Nomor 46/PUU-XIV/2016",
        "An Act of Kindness",
    ],
)
def test_what_is_about_a_law_stays_what_it_is(title: str) -> None:
    assert suggest_source(document(title, articles=12)).kind == "document"


def test_a_study_that_bears_a_law_s_name_is_a_study() -> None:
    assert suggest_source(document(DESA, "SKRIPSI\n\nUniversitas Indonesia\n")).kind == "bachelor"
    assert suggest_source(document(DESA, "Jurnal Hukum, Vol. 3 No. 1\nAbstrak")).kind == "article"


def test_a_law_is_known_by_how_it_opens_whatever_its_title() -> None:
    opening = (
        "DENGAN RAHMAT TUHAN YANG MAHA ESA\n\nPRESIDEN REPUBLIK INDONESIA,\n\nMenimbang: a. bahwa desa …"
    )
    assert suggest_source(document("salinan_uu6", opening, articles=3)).kind == "legislation"
    assert suggest_source(document("salinan_uu6", opening, articles=2)).kind == "document"
    assert (
        suggest_source(document("salinan_uu6", "Menimbang baik dan buruknya …", articles=9)).kind
        == "document"
    )


def test_its_year_is_that_of_its_name_and_nobody_wrote_it() -> None:
    printed = replace(document(DESA.upper(), articles=5), year=2020, authors=("Setkab",))
    assert suggest_source(printed) == Source("d" * 64, DESA, (), 2014, "legislation", language="id")
    amending = (
        "Undang-Undang Nomor 3 Tahun 2024 tentang Perubahan Kedua atas Undang-Undang Nomor 6 Tahun 2014"
    )
    assert suggest_source(replace(document(amending), year=2025)).year == 2024
    assert suggest_source(replace(document("KUHP", articles=5), year=2012)).year is None


def test_where_it_was_promulgated_is_read_from_a_line_of_its_own() -> None:
    text = (
        "Mengingat: Undang-Undang Desa (Lembaran Negara Republik Indonesia Tahun 2014 Nomor 9);\n"
        f"{GAZETTE.upper()}\n\nTAMBAHAN LEMBARAN NEGARA REPUBLIK INDONESIA NOMOR 5495\n"
    )
    assert suggest_source(document(DESA, text)).publisher == GAZETTE
    assert suggest_source(document(DESA, text.replace("2014", "2013"))).publisher == ""


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("style", ["apa", "chicago", "chicago-notes"])
def test_a_law_is_listed_by_its_name_upright_with_its_gazette(style: Style, language: CitingLanguage) -> None:
    listed = cite_all([], [LAW], style, language).bibliography[0]
    assert text_of(listed) == f"{DESA}, {GAZETTE} (2014)."
    assert not any(run.italic for run in listed)
    bare = cite_all([], [replace(LAW, publisher="")], style, language).bibliography[0]
    assert text_of(bare) == f"{DESA} (2014)."


@pytest.mark.parametrize(
    ("style", "language", "expected"),
    [
        ("apa", "id", "(Undang-Undang Nomor 6 Tahun 2014, 2014, hlm. 8)"),
        ("apa", "en", "(Undang-Undang Nomor 6 Tahun 2014, 2014, p. 8)"),
        ("chicago", "id", "(Undang-Undang Nomor 6 Tahun 2014, 8)"),
        ("chicago", "en", "(Undang-Undang Nomor 6 Tahun 2014, 8)"),
        ("chicago-notes", "id", f"{DESA}, {GAZETTE} (2014), 8."),
    ],
)
def test_a_law_is_cited_by_its_short_name(style: Style, language: CitingLanguage, expected: str) -> None:
    cited = cite_all([Cite("d", "8"), Cite("d", "9")], [LAW], style, language).citations
    assert text_of(cited[0]) == expected
    if style == "chicago-notes":
        assert text_of(cited[1]) == "Undang-Undang Nomor 6 Tahun 2014, 9."


def test_the_constitution_has_a_short_name_as_well() -> None:
    law = Source("u", f"{CONSTITUTION} dalam Satu Naskah", (), 1945, "legislation", language="id")
    assert text_of(cite_all([Cite("u", "3")], [law], "chicago", "id").citations[0]) == f"({CONSTITUTION}, 3)"


def test_a_law_that_was_given_an_author_is_led_by_it() -> None:
    owned = replace(LAW, authors=("Republik Indonesia",))
    assert text_of(cite_all([], [owned], "apa", "id").bibliography[0]) == (
        f"Republik Indonesia. (2014). {DESA}. {GAZETTE}."
    )


def test_a_law_is_exported_as_legislation() -> None:
    item = csl_item(LAW, "id")
    assert (item["type"], item["container-title"]) == ("legislation", GAZETTE)
    assert item["title-short"] == "Undang-Undang Nomor 6 Tahun 2014"
    ris = to_ris([LAW], "id").split("\r\n")
    assert ris[0] == "TY  - STAT"
    assert f"T2  - {GAZETTE}" in ris
    bibtex = to_bibtex([LAW], "id")
    assert bibtex.startswith("@misc{")
    assert f"howpublished = {{{GAZETTE}}}" in bibtex
