"""Layouts that theses, journals, statutes and reports have, small and typeset here."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst

from corpus.errors import EncryptedError
from corpus.readers.pdf import read
from corpus.readers.pdf.misread import line_texts
from corpus.readers.pdf.reader import read as read_with
from corpus.records import Piece, Reading

LOCKED = Path(__file__).parent / "made" / "documents" / "locked"
LOREM = (
    "Petugas mencatat setiap kapal yang bertambat di dermaga, dan warga pesisir membantu menjaga pos ronda pada "
    "malam hari karena jumlah pengawas tidak sebanding dengan panjang pantai yang harus mereka awasi. "
)
SHORT = "#set page(width: 15cm, height: 18cm, margin: 2cm)\n#set text(size: 10pt)\n#set par(justify: true)\n"


def _read(source: str) -> Reading:
    return read_with(bytes(typst.compile((SHORT + source).encode())), "made.pdf", outline=False)


def _of(reading: Reading, kind: str) -> list[Piece]:
    return [piece for piece in reading.pieces if piece.kind == kind]


def test_three_columns_are_read_one_after_the_other() -> None:
    sentences = " ".join(f"Kalimat nomor {number} berkata sesuatu tentang pulau." for number in range(1, 90))
    reading = _read(
        "#set page(width: 21cm, height: 20cm)\n#set text(size: 8pt)\n"
        f"#align(center, text(size: 16pt)[Warta Tiga Kolom Nusantara])\n#columns(3)[{sentences}]"
    )
    text = " ".join(piece.text for piece in reading.pieces)
    places = [text.find(f"Kalimat nomor {number} berkata") for number in range(1, 90)]
    assert -1 not in places
    assert places == sorted(places)


def test_a_box_beside_the_abstract_above_two_columns() -> None:
    facts = "Diterima: 2 Januari 2023|Direvisi: 4 Maret 2023|Terbit: 30 April 2023|Kata kunci naskah|pelabuhan kecil"
    box = r" \ ".join(f"{facts}|kepercayaan|pejabat penghubung|perairan perbatasan|waktu tanggap".split("|"))
    abstract = " ".join(f"Ringkasan nomor {number} memuat temuan tentang dermaga." for number in range(1, 25))
    column = " ".join(f"Kalimat nomor {number} berkata sesuatu tentang pulau." for number in range(1, 150))
    reading = _read(
        "#set page(width: 21cm, height: 25cm)\n#align(center, text(size: 15pt)[Kepercayaan di Pelabuhan Kecil])\n"
        f"#grid(columns: (4cm, 1fr), gutter: 0.5cm, text(size: 8pt)[#v(2pt) {box}], [{abstract}])\n"
        f"#columns(2)[{column}]"
    )
    body = " ".join(piece.text for piece in _of(reading, "body"))
    assert abstract in body
    assert column in body
    assert "Terbit: 30 April 2023" in " ".join(piece.text for piece in _of(reading, "other"))


def test_a_table_without_ruling_under_its_caption() -> None:
    rows = "[Pelabuhan], [Perkara], [Kapal], [Batam], [12], [31], [Tanjung Balai], [9], [17], [Dumai], [21], [44]"
    reading = _read(
        f"{LOREM}\n\n#align(center)[Tabel 3.2 Perkara menurut pelabuhan]\n"
        f"#table(columns: (1fr, 1fr, 1fr), stroke: none, {rows})\nSumber: berkas putusan\n\n{LOREM * 2}"
    )
    (table,) = _of(reading, "table")
    assert table.text.splitlines() == [
        "Pelabuhan | Perkara | Kapal",
        "Batam | 12 | 31",
        "Tanjung Balai | 9 | 17",
        "Dumai | 21 | 44",
    ]
    assert table.number == "3.2"
    assert table.text[: table.header] == "Pelabuhan | Perkara | Kapal"
    assert any(piece.text == "Sumber: berkas putusan" for piece in _of(reading, "body"))


def test_aligned_words_without_a_caption_are_no_table() -> None:
    rows = "[Nama], [Sari], [Nomor], [2101], [Jurusan], [Hukum], [Tahun], [2024]"
    reading = _read(f"{LOREM}\n\n#table(columns: (1fr, 1fr), stroke: none, {rows})\n\n{LOREM}")
    assert _of(reading, "table") == []


def test_rows_of_tables_at_one_height_are_no_running_heads() -> None:
    pages = []
    for number in range(1, 5):
        cells = ", ".join(f"[Kabupaten {at}], [{(at * 37 * number) % 911}]" for at in range(1, 21))
        pages.append(f"#align(center)[Tabel {number}.1 Luas daerah]\n#table(columns: (1fr, 1fr), {cells})")
    reading = _read(
        "#set page(height: 20cm, footer: [Daerah Dalam Angka])\n" + "\n#pagebreak()\n".join(pages)
    )
    tables = _of(reading, "table")
    assert len(tables) == 4
    assert all(len(table.text.splitlines()) == 20 for table in tables)
    assert all(page.furniture == ("Daerah Dalam Angka",) for page in reading.pages)


def test_chapters_that_open_at_one_height_are_headings() -> None:
    chapters = "\n#pagebreak()\n".join(
        f"#align(center, text(size: 12pt, weight: 'bold')[BAB {roman} #linebreak() {title}])\n"
        f"#text(weight: 'bold')[A. Bagian Awal]\n\n{LOREM * 3}"
        for roman, title in (("I", "PENDAHULUAN"), ("II", "TEORI"), ("III", "METODE"), ("IV", "PENUTUP"))
    ).replace("'", '"')
    headings = [piece.text for piece in _of(_read(chapters), "heading")]
    assert headings[0::2] == ["BAB I PENDAHULUAN", "BAB II TEORI", "BAB III METODE", "BAB IV PENUTUP"]
    assert headings[1::2] == ["A. Bagian Awal"] * 4


def test_headings_without_numbers_and_in_italics() -> None:
    reading = _read(
        f'= PENDAHULUAN\n{LOREM * 2}\n\n#text(weight: "bold")[Waktu tanggap petugas]\n\n{LOREM * 2}\n\n'
        f'#text(weight: "bold")[Kepercayaan antarpetugas]\n\n{LOREM * 2}\n\n'
        f"= METODE\n{LOREM}\n#v(1em)\n#emph[A. Sumber data]\n\n{LOREM * 2}\n#v(1em)\n#emph[B. Analisis]\n\n{LOREM * 2}"
    )
    assert [piece.text for piece in _of(reading, "heading")] == [
        *("PENDAHULUAN", "Waktu tanggap petugas", "Kepercayaan antarpetugas"),
        *("METODE", "A. Sumber data", "B. Analisis"),
    ]


def test_a_title_in_plain_letters_below_its_chapters_mark() -> None:
    reading = _read(
        "#align(center)[BAB I]\n#align(center)[KETENTUAN UMUM]\n#align(center)[Pasal 1]\n"
        f"{LOREM}\n\n#align(center)[PENJELASAN]\n#align(center)[ATAS]\n"
        "#align(center)[UNDANG-UNDANG NOMOR 3 TAHUN 2020]\n#align(center)[TENTANG]\n#align(center)[DERMAGA RAKYAT]\n"
        f"{LOREM}"
    )
    assert [piece.text for piece in _of(reading, "heading")] == [
        "BAB I KETENTUAN UMUM",
        "Pasal 1",
        "PENJELASAN ATAS UNDANG-UNDANG NOMOR 3 TAHUN 2020 TENTANG DERMAGA RAKYAT",
    ]


def test_an_abstract_in_the_run_of_the_text_is_a_section() -> None:
    reading = _read(f"*Abstract*—{LOREM * 2}\n\n= INTRODUCTION\n{LOREM * 2}")
    assert reading.pieces[0].kind == "heading"
    assert reading.pieces[0].text.startswith("Abstract")
    assert reading.pieces[1].text.startswith("Petugas mencatat")


def test_the_year_is_not_taken_from_the_text() -> None:
    source = "#text(size: 16pt)[Pelabuhan kecil di perbatasan]\n\n{}\n\n= ABSTRAK\nPada bulan\n\nMaret 2012, 31\n\n{}"
    assert _read(source.format("Dermaga, Juni 2023", LOREM)).year == 2023
    assert _read("#set document(date: none)\n" + source.format("", LOREM)).year != 2012


def test_a_file_that_only_its_owner_locked_opens_with_all_it_declares() -> None:
    """AES needs a package that pypdf does not bring; outline and labels then come from pdfium."""
    reading = read((LOCKED / "owner.pdf").read_bytes(), "owner.pdf")
    assert reading.title is not None
    assert reading.title.endswith("PENGAWASAN PELABUHAN KECIL")
    assert [page.label for page in reading.pages] == ["1", "2", "3", "4"]


def test_a_file_locked_with_aes_asks_for_its_password() -> None:
    data = (LOCKED / "password.pdf").read_bytes()
    with pytest.raises(EncryptedError, match="--password"):
        read(data, "password.pdf")
    assert len(read(data, "password.pdf", "rahasia").pages) == 4


@pytest.mark.parametrize(
    ("read_as", "meant"),
    [
        ("BAB |", "BAB I"),
        ("BAB lV", "BAB IV"),
        ("BAB III", "BAB III"),
        ("ll. PASAL DEMI PASAL", "II. PASAL DEMI PASAL"),
        ("Pasal l", "Pasal 1"),
        ("Pasal 2O", "Pasal 20"),
        ("Pasal I", "Pasal I"),
        ("l. menulis", "l. menulis"),
        ("BAB ini memuat", "BAB ini memuat"),
    ],
)
def test_numbers_of_headings_that_ocr_misread(read_as: str, meant: str) -> None:
    assert line_texts(read_as.split()) == meant.split()
