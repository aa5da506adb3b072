"""An article of a journal: title and bilingual abstract over the whole width, then two columns."""

from __future__ import annotations

from tests.corpus.made.prose import Prose
from tests.corpus.made.writer import CENTRE, SAME_PAGE, Writer

TITLE = "Pejabat Penghubung dan Kepercayaan dalam Pengawasan Pelabuhan Kecil"
ABOUT = {"title": TITLE, "authors": ["Bagus Hartono", "Nurul Irawati"], "year": 2024, "language": "id"}
FIRST = 41
"""The number printed on the first page."""

_NOTES = {"1": "Nama pelabuhan mengikuti ejaan resmi tahun 2023.", "2": "Semua angka dibulatkan ke satuan."}
_REFERENCES = (
    "[1] D. Anggraini, “Menjaga selat bersama,” Jurnal Kajian Kawasan, vol. 7, no. 2, hlm. 101–119, 2019.",
    "[2] A. Baskoro dan M. Lestari, Pertukaran Data Antarlembaga. Yogyakarta: Samudra Ilmu, 2021.",
    "[3] W. Chandra, “Small ports, long routes,” Maritime Policy Notes, vol. 3, no. 1, hlm. 12–30, 2017.",
    "[4] R. Dewanto, Dari Kartel Dagang ke Kartel Obat. Bandung: Lembar Baru, 2020.",
    "[5] S. Effendi, T. Harun, dan Y. Nasution, “Perlindungan saksi di wilayah kepulauan,” Jurnal Hukum "
    "Pesisir, vol. 4, no. 1, hlm. 55–78, 2022.",
    "[6] B. Hartono, “Liaison officers and trust,” Border Studies Review, vol. 11, no. 4, hlm. 400–421, 2023.",
)


def write(labels: dict[str, str]) -> Writer:
    """The article. It has no lists, so it needs no `labels`."""
    writer = Writer(font="Carlito", size=10, leading=1.0, indent=0.5, notes=dict(_NOTES))
    writer.page(width=21, height=29.7, margins=(2.4, 1.8, 2.2, 1.8))
    writer.numbering("decimal", FIRST)
    writer.furniture(writer.section.header, "Jurnal Kajian Perbatasan, Vol. 12 No. 2, Desember 2024", align=2)
    writer.furniture(writer.section.footer, "ISSN 0000-0000 (daring) | #")
    _opening(writer)
    _columns(writer)
    return writer


def _opening(writer: Writer) -> None:
    """Title, authors and both abstracts, over the whole width."""
    english, own = Prose(7, "en"), Prose(8)
    writer.text(TITLE, kind="cover", align=CENTRE, size=16, bold=True, after=8)
    writer.text("Bagus Hartono, Nurul Irawati", kind="cover", align=CENTRE, size=11)
    writer.text("Universitas Nusa Bahari, Indonesia", kind="cover", align=CENTRE, italic=True, after=10)
    for title, text, words in (
        ("ABSTRAK", own.paragraph(6), "Kata kunci: pelabuhan kecil; pejabat penghubung; kepercayaan"),
        ("ABSTRACT", english.paragraph(6), "Keywords: small ports; liaison officers; trust"),
    ):
        writer.heading(title, 1, align=CENTRE, before=6, after=3)
        writer.text(text, size=9, left=1, indent=0, italic=title == "ABSTRACT")
        writer.text(words, size=9, left=1, indent=0, after=4)


def _columns(writer: Writer) -> None:
    own = Prose(9)
    _two(writer)
    writer.heading("1. PENDAHULUAN", 1)
    writer.text(own.paragraph(6))
    writer.text(f"{own.paragraph(2)}[^1] {own.paragraph(5)}")
    writer.text(own.paragraph(7))
    writer.heading("2. TINJAUAN PUSTAKA", 1)
    writer.heading("2.1 Rezim dan Kepercayaan", 2, size=10)
    writer.text(own.paragraph(8))
    writer.text(own.paragraph(6))
    writer.heading("2.2 Pelabuhan Kecil", 2, size=10)
    writer.text(own.paragraph(7))
    writer.heading("3. METODE PENELITIAN", 1)
    for count in (7, 5, 6):
        writer.text(own.paragraph(count))
    _one(writer)
    writer.figure((25, 60, 45, 85, 70, 90, 40, 55), 15)
    writer.caption("Gambar 1. Jumlah kapal yang diperiksa di delapan pelabuhan", "1")
    _two(writer)
    writer.heading("4. HASIL DAN PEMBAHASAN", 1)
    for count in (7, 8):
        writer.text(own.paragraph(count))
    writer.heading("4.1 Waktu Tanggap", 2, size=10)
    writer.text(f"{own.paragraph(3)}[^2] {own.paragraph(4)}")
    writer.caption("Tabel 1. Waktu tanggap menurut pelabuhan", "1", keep=True)
    writer.table(("Pelabuhan", "Surat", "Hari"), [
        ("Batam", "21", "9"), ("Dumai", "17", "14"), ("Nunukan", "12", "31"), ("Bitung", "8", "27"),
    ], widths=(3.6, 2.2, 2.2))  # fmt: skip
    for count in (6, 7, 6):
        writer.text(own.paragraph(count))
    writer.heading("4.2 Kepercayaan antarpetugas", 2, size=10)
    for count in (7, 6, 8):
        writer.text(own.paragraph(count))
    writer.heading("5. SIMPULAN", 1)
    writer.text(own.paragraph(7))
    writer.heading("UCAPAN TERIMA KASIH", 1)
    writer.text(own.paragraph(2))
    writer.heading("DAFTAR PUSTAKA", 1)
    for entry in _REFERENCES:
        writer.text(entry, kind="reference", hanging=0.7, size=9)


def _two(writer: Writer) -> None:
    writer.new_section(SAME_PAGE)
    writer.columns(2)


def _one(writer: Writer) -> None:
    writer.new_section(SAME_PAGE)
    writer.columns(1)
