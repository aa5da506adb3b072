"""PDF files from end to end: small documents, typeset here, against what they are known to hold."""

from __future__ import annotations

import io

import pypdf
import pytest
import typst

from corpus.errors import EmptyFileError, EncryptedError, FormatError
from corpus.readers.pdf import read
from corpus.readers.pdf.reader import read as read_with
from corpus.records import Piece, Reading

LOREM = (
    "Para peneliti mencatat bahwa kerja sama antarnegara berjalan lambat karena setiap undang-undang nasional "
    "memuat ketentuan yang berbeda, dan negara-negara di kawasan itu belum sepakat tentang cara berbagi data. "
)

THESIS = """
#set document(title: "Kerja Sama Negara Kepulauan", author: "Sari Wulandari")
#set page(width: 15cm, height: 18cm, margin: 2cm, numbering: "i", header: align(right)[Skripsi Sari Wulandari])
#set text(size: 10pt, lang: "id", hyphenate: true)
#set par(justify: true, first-line-indent: 1em)
#show heading: set block(above: 1.5em, below: 1em)
#align(center)[#text(size: 16pt, weight: "bold")[Kerja Sama Negara Kepulauan]

Oleh

Sari Wulandari

2024]
#pagebreak()
#heading(level: 1)[DAFTAR ISI]
BAB I PENDAHULUAN #box(width: 1fr, repeat[. ]) 1

1.1 Latar Belakang #box(width: 1fr, repeat[. ]) 1

1.2 Rumusan Masalah #box(width: 1fr, repeat[. ]) 2

BAB II PENUTUP #box(width: 1fr, repeat[. ]) 3
#pagebreak()
#set page(numbering: "1")
#counter(page).update(1)
#align(center, heading(level: 1)[BAB I\\ PENDAHULUAN])
#heading(level: 2)[1.1 Latar Belakang]
LOREM LOREM LOREM Kalimat ini memuat catatan.#footnote[Lihat laporan tahunan halaman dua belas.] LOREM LOREM LOREM

LOREM LOREM LOREM LOREM LOREM LOREM LOREM

#heading(level: 2)[1.2 Rumusan Masalah]
LOREM
#figure(
  table(columns: 3, [*Tahun*], [*Negara*], [*Jumlah*], [2021], [Fiji], [12], [2022], [Palau dan Nauru], [7]),
  caption: figure.caption(position: top)[Jumlah perjanjian],
  supplement: [Tabel], kind: table,
)
#pagebreak()
#align(center, heading(level: 1)[BAB II\\ PENUTUP])
LOREM
#heading(level: 1)[DAFTAR PUSTAKA]
#set par(hanging-indent: 1.5em, first-line-indent: 0em)
Nugroho, Adi. 2020. Hukum laut dan negara kepulauan yang panjang judulnya sehingga harus dipatah. Bandung: Pustaka.

Putri, Dewi. 2021. Kerja sama kawasan dan batas-batasnya dalam hukum internasional masa kini. Jakarta: Cahaya.
""".replace("LOREM", LOREM)

COLUMNS = """
#set page(width: 21cm, height: 20cm, margin: 2cm)
#set text(size: 10pt, lang: "en")
#set par(justify: true)
#align(center, text(size: 17pt, weight: "bold")[Small Islands and Shared Data])
#align(center)[Ratna Dewi, John Smith]
#columns(2)[
  #for number in range(1, 25) [
    Left to right sentence number #number tells something plain about islands, their laws and the data they share.
  ]
  #parbreak()
  #for number in range(25, 60) [
    Left to right sentence number #number tells something plain about islands, their laws and the data they share.
  ]
]
"""

LAW = """
#set page(width: 15cm, height: 12cm, margin: 2cm, footer: [Biro Hukum])
#set text(size: 11pt)
#align(center)[*UNDANG-UNDANG REPUBLIK CONTOH*\\ *NOMOR 7 TAHUN 2019*\\ *TENTANG PERPUSTAKAAN DESA*]
#align(center)[*BAB I*\\ *KETENTUAN UMUM*]
#align(center)[*Pasal 1*]
(1) Perpustakaan desa adalah tempat membaca yang dibuka bagi setiap orang.

(2) Setiap desa dapat mendirikan perpustakaan.
#pagebreak()
#align(center)[*Pasal 2*]
Perpustakaan desa dikelola oleh warga.
#pagebreak()
#align(center)[*Pasal 3*]
Buku dipinjamkan tanpa bayaran.
#pagebreak()
#align(center)[*Pasal 4*]
Buku dirawat bersama.
"""


def _typeset(source: str) -> bytes:
    return bytes(typst.compile(source.encode()))


@pytest.fixture(scope="module")
def thesis() -> bytes:
    return _typeset(THESIS)


@pytest.fixture(scope="module")
def thesis_reading(thesis: bytes) -> Reading:
    return read_with(thesis, "thesis.pdf", outline=False)


def _of(reading: Reading, kind: str) -> list[Piece]:
    return [piece for piece in reading.pieces if piece.kind == kind]


def test_headings_without_the_outline(thesis_reading: Reading) -> None:
    headings = [(piece.text, piece.breaks[0][1]) for piece in _of(thesis_reading, "heading")]
    assert [text for text, _ in headings] == [
        "DAFTAR ISI",
        "BAB I PENDAHULUAN",
        "1.1 Latar Belakang",
        "1.2 Rumusan Masalah",
        "BAB II PENUTUP",
        "DAFTAR PUSTAKA",
    ]
    assert headings[1][1] == 3


def test_the_outline_gives_the_levels(thesis: bytes) -> None:
    headings = {piece.text: piece.level for piece in _of(read(thesis, "thesis.pdf"), "heading")}
    assert headings["BAB I PENDAHULUAN"] == 1
    assert headings["1.1 Latar Belakang"] == 2


def test_contents_are_neither_headings_nor_body(thesis_reading: Reading) -> None:
    (contents,) = [piece for piece in _of(thesis_reading, "other") if "Rumusan" in piece.text]
    assert contents.breaks == ((0, 2),)
    assert len(contents.text.splitlines()) == 4


def test_page_labels_are_declared_or_read(thesis: bytes, thesis_reading: Reading) -> None:
    declared = [page.label for page in thesis_reading.pages]
    assert declared[:4] == ["i", "ii", "1", "2"]
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(thesis))
    del writer.root_object["/PageLabels"]
    stripped = io.BytesIO()
    writer.write(stripped)
    assert [page.label for page in read(stripped.getvalue(), "thesis.pdf").pages] == declared


def test_running_heads_and_page_numbers_are_kept_out(thesis_reading: Reading) -> None:
    assert all("Skripsi Sari" not in piece.text for piece in thesis_reading.pieces)
    assert any("Skripsi Sari" in text for text in thesis_reading.pages[2].furniture)
    assert any(text.strip() == "1" for text in thesis_reading.pages[2].furniture)


def test_hyphens_at_line_ends_go_and_reduplication_stays(thesis_reading: Reading) -> None:
    body = " ".join(piece.text for piece in _of(thesis_reading, "body"))
    assert body.count("undang-undang") == body.count("negara-negara") == 15
    assert body.count(LOREM.strip()) == 15


def test_a_paragraph_over_a_page_break_is_whole(thesis_reading: Reading) -> None:
    (long,) = [piece for piece in _of(thesis_reading, "body") if piece.text.count("Para peneliti") == 7]
    pages = [number for _, number in long.breaks]
    assert len(pages) == 2
    assert pages[1] == pages[0] + 1


def test_a_footnote_has_its_number_and_its_place(thesis_reading: Reading) -> None:
    (note,) = _of(thesis_reading, "footnote")
    assert note.number == "1"
    assert note.text.endswith("Lihat laporan tahunan halaman dua belas.")
    (citing,) = [piece for piece in thesis_reading.pieces if piece.cites]
    ((offset, number),) = citing.cites
    assert number == "1"
    assert citing.text[:offset].endswith("memuat catatan.")


def test_a_table_is_rows_with_header_and_caption(thesis_reading: Reading) -> None:
    (table,) = _of(thesis_reading, "table")
    assert table.text.splitlines() == [
        "Tahun | Negara | Jumlah",
        "2021 | Fiji | 12",
        "2022 | Palau dan Nauru | 7",
    ]
    assert table.text[: table.header] == "Tahun | Negara | Jumlah"
    assert table.number == "1"
    assert table.caption is not None
    assert "Jumlah perjanjian" in table.caption


def test_each_reference_is_one_piece(thesis_reading: Reading) -> None:
    texts = [piece.text for piece in _of(thesis_reading, "body")]
    assert sum(text.startswith("Nugroho") and text.endswith("Pustaka.") for text in texts) == 1
    assert sum(text.startswith("Putri") and text.endswith("Cahaya.") for text in texts) == 1


def test_metadata(thesis_reading: Reading) -> None:
    assert thesis_reading.title == "Kerja Sama Negara Kepulauan"
    assert thesis_reading.authors == ("Sari Wulandari",)
    assert thesis_reading.year == 2024


def test_columns_are_read_one_after_the_other() -> None:
    reading = read(_typeset(COLUMNS), "columns.pdf")
    text = " ".join(piece.text for piece in reading.pieces)
    places = [text.find(f"sentence number {number} tells") for number in range(1, 60)]
    assert -1 not in places
    assert places == sorted(places)
    assert reading.title == "Small Islands and Shared Data"
    assert reading.authors == ("Ratna Dewi", "John Smith")


def test_a_law_by_its_articles() -> None:
    reading = read(_typeset(LAW), "law.pdf")
    assert [piece.text for piece in _of(reading, "heading")] == [
        "BAB I KETENTUAN UMUM",
        "Pasal 1",
        "Pasal 2",
        "Pasal 3",
        "Pasal 4",
    ]
    assert any(piece.text.startswith("(2) Setiap desa") for piece in _of(reading, "body"))
    assert reading.title == "UNDANG-UNDANG REPUBLIK CONTOH NOMOR 7 TAHUN 2019 TENTANG PERPUSTAKAAN DESA"
    assert reading.year == 2019


def _locked(data: bytes, password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    return locked.getvalue()


def test_an_empty_password_opens_by_itself(thesis: bytes) -> None:
    assert read(_locked(thesis, ""), "thesis.pdf").title == "Kerja Sama Negara Kepulauan"


def test_a_password_is_asked_for_and_used(thesis: bytes) -> None:
    locked = _locked(thesis, "rahasia")
    with pytest.raises(EncryptedError, match=r"thesis\.pdf.*--password"):
        read(locked, "thesis.pdf")
    with pytest.raises(EncryptedError, match="does not open"):
        read(locked, "thesis.pdf", "salah")
    assert read(locked, "thesis.pdf", "rahasia").pages[2].label == "1"


@pytest.mark.parametrize(
    ("data", "error", "says"),
    [
        (b"", EmptyFileError, "empty"),
        (b"\0" * 100, EmptyFileError, "empty"),
        (b"hello", FormatError, "not a PDF"),
        (b"%PDF-1.7\n1 0 obj", FormatError, "cut short"),
    ],
)
def test_what_is_no_pdf_says_so(data: bytes, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        read(data, "paper.pdf")


def test_a_cut_file_is_an_error_or_whole_pages(thesis: bytes) -> None:
    """pdfium may mend a file whose end is missing; what it gives is read, else the error says why."""
    try:
        reading = read(thesis[: len(thesis) // 2], "thesis.pdf")
    except FormatError as error:
        assert "thesis.pdf" in str(error)  # noqa: PT017 - either outcome is right
    else:
        assert reading.pages
