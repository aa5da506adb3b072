"""Names, and what a document says of itself as a source."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus import Document
from qa.citing import Name, Source, csl_item, parse_name, suggest_source


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Dewi Ratna Sari", Name("Sari", "Dewi Ratna")),
        ("Siti Nurhaliza", Name("Nurhaliza", "Siti")),
        ("Bambang Susantono", Name("Susantono", "Bambang")),
        ("Soekarno", Name(literal="Soekarno")),
        ("SITI NURHALIZA", Name("Nurhaliza", "Siti")),
        ("Susantono, Bambang", Name("Susantono", "Bambang")),
        ("Sari, D. R.", Name("Sari", "D. R.")),
        ("Sari, M. T.", Name("Sari", "M. T.")),
        ("Prof. Dr. Ir. Budi Santoso, S.Kom., M.T.", Name("Santoso", "Budi")),
        ("Randy Erfa Saputra,S.T.,M.T.", Name("Saputra", "Randy Erfa")),
        ("Rahmat H.", Name("Rahmat", "H.")),
        ("Ahmad bin Abdullah", Name(literal="Ahmad bin Abdullah")),
        ("Johan van der Berg", Name("van der Berg", "Johan")),
        ("Imam Al Ghazali", Name("Al Ghazali", "Imam")),
        ("Martin Luther King, Jr.", Name("King", "Martin Luther", "Jr.")),
        ("Badan Pusat Statistik", Name(literal="Badan Pusat Statistik")),
        ("Universitas Gadjah Mada, Fakultas Hukum", Name(literal="Universitas Gadjah Mada, Fakultas Hukum")),
        ('"Tri Tunggal Raya"', Name(literal="Tri Tunggal Raya")),
        ("BPS", Name(literal="BPS")),
        ("A. B.", Name("A.", "B.")),
        ("Dr.", Name(literal="Dr.")),
        ("  ", Name()),
        (",", Name()),
    ],
)
def test_names_are_taken_apart(written: str, expected: Name) -> None:
    assert parse_name(written) == expected


def document(text: str, **changes: object) -> Document:
    found = Document("d" * 64, "folder/berkas.pdf", "application/pdf", text, "Judul", "id", (), ())
    return replace(found, **changes)  # type: ignore[arg-type]  # names checked by replace


@pytest.mark.parametrize(
    ("text", "kind", "publisher"),
    [
        (
            "Judul\n\nSKRIPSI\n\nOleh Dewi\n\nUNIVERSITAS SEBELAS MARET\n2019",
            "bachelor",
            "Universitas Sebelas Maret",
        ),
        (
            "Laporan Tugas Akhir\n\nFAKULTAS X INSTITUT TEKNOLOGI BANDUNG Mei 2026",
            "bachelor",
            "Institut Teknologi Bandung",
        ),
        ("TESIS\n\nUniversitas Gadjah Mada\n", "master", "Universitas Gadjah Mada"),
        ("DISERTASI\n", "doctor", ""),
        ("Jurnal Hukum dan Pembangunan, Vol. 12 No. 3\nAbstrak", "article", "Jurnal Hukum dan Pembangunan"),
        ("Prosiding Seminar Nasional Informatika\n", "conference", ""),
        ("Skripsi ini tidak menyebut apa-apa di barisnya sendiri.", "document", ""),
        ("Menurut jurnal itu, volume air naik.", "document", ""),
    ],
)
def test_the_kind_is_guessed_where_it_is_plain(text: str, kind: str, publisher: str) -> None:
    source = suggest_source(document(text))
    assert (source.kind, source.publisher) == (kind, publisher)


def test_a_law_and_a_page_of_the_web_and_a_file_without_a_title() -> None:
    law = suggest_source(document("", title="Undang-Undang Nomor 3 Tahun 2025 tentang Desa"))
    assert law.kind == "legislation"
    assert suggest_source(document("Isi", media_type="text/html")).kind == "webpage"
    assert suggest_source(document("Isi", title=" ")).title == "berkas.pdf"


def test_volume_number_and_doi_are_read() -> None:
    source = suggest_source(document("Jurnal Sains Vol. 12 No. 3 (2020)\nDOI: 10.1000/abc.12, Abstrak"))
    assert (source.volume, source.issue, source.url) == ("12", "3", "https://doi.org/10.1000/abc.12")


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("UPAYA MENGATASI KARTEL DAN CJNG", "Kartel CJNG itu besar.", "Upaya Mengatasi Kartel dan CJNG"),
        ("DETEKSI TEPI (LoG) BAB II", "", "Deteksi Tepi (LoG) Bab II"),
        ("DI BAWAH BENDERA REVOLUSI", "", "Di Bawah Bendera Revolusi"),
        ("Upaya mengatasi CJNG", "", "Upaya mengatasi CJNG"),
        ("KUHP", "", "KUHP"),
    ],
)
def test_a_title_in_capitals_is_cited_as_one_writes(title: str, text: str, expected: str) -> None:
    assert suggest_source(document(text, title=title)).title == expected


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Deteksi Tepi: Sebuah Kajian", "Deteksi Tepi"),
        (
            "Upaya Amerika Serikat dalam Mengatasi Kartel Sinaloa dan CJNG",
            "Upaya Amerika Serikat",
        ),
        ("Satu Dua Tiga Empat dan Lima Enam Tujuh", "Satu Dua Tiga Empat"),
        ("Judul yang Pendek", ""),
    ],
)
def test_a_long_title_has_a_short_form(title: str, short: str) -> None:
    assert csl_item(Source("x", title), "id").get("title-short", "") == short
