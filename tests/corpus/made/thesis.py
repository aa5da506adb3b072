"""A thesis as faculties ask for it: roman front matter, daftar isi, BAB I to V, footnotes, long tables."""

from __future__ import annotations

from typing import Any

from docx.enum.section import WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Cm

from tests.corpus.made.prose import Prose
from tests.corpus.made.writer import CENTRE, LEFT, Writer

TITLE = "Kerja Sama Pengawasan Perairan Perbatasan dalam Pemberantasan Peredaran Gelap Narkotika"
AUTHOR = "Ratih Kusumaningrum"
ABOUT = {"title": TITLE, "authors": [AUTHOR], "year": 2025, "language": "id"}
START = "BAB I PENDAHULUAN"
"""The heading whose page is page 1; what stands before it counts in small roman numbers."""

_CHAPTERS: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = (
    ("BAB I\nPENDAHULUAN", (("1.1 Latar Belakang Masalah", 2), ("1.2 Rumusan Masalah", 2),
        ("1.3 Tujuan dan Manfaat Penelitian", 2), ("1.3.1 Tujuan Penelitian", 3),
        ("1.3.2 Manfaat Penelitian", 3))),
    ("BAB II\nTINJAUAN PUSTAKA DAN KERANGKA TEORI", (("2.1 Penelitian Terdahulu", 2),
        ("2.2 Rezim Internasional", 2), ("2.2.1 Pengertian Rezim", 3),
        ("2.2.2 Rezim Pengawasan Obat-Obatan Terlarang di Kawasan Asia Tenggara", 3),
        ("2.3 Kerangka Pemikiran", 2))),
    ("BAB III\nMETODE PENELITIAN", (("3.1 Jenis Penelitian", 2), ("3.2 Pengumpulan Data", 2),
        ("3.3 Analisis Data", 2))),
    ("BAB IV\nHASIL DAN PEMBAHASAN", (("4.1 Gambaran Umum Wilayah", 2), ("4.2 Perkara yang Diputus", 2),
        ("4.2.1 Sebaran menurut Pelabuhan", 3), ("4.2.2 Sebaran menurut Tahun", 3),
        ("4.3 Pembahasan", 2))),
    ("BAB V\nPENUTUP", (("5.1 Kesimpulan", 2), ("5.2 Saran", 2))),
)  # fmt: skip
_NOTES = (
    "Istilah ini dipakai dalam arti luas, termasuk perairan pedalaman.",
    "Wawancara dengan pejabat penghubung di Batam, 14 Maret 2024.",
    "Bandingkan dengan laporan tahunan badan narkotika provinsi, halaman 32.",
    "Angka ini tidak memuat perkara yang dihentikan pada tahap penyidikan.",
    "Kedua istilah itu sering dipertukarkan dalam berita surat kabar.",
    "Lihat juga catatan rapat pejabat tinggi yang kesembilan belas.",
    "Sisa berkas disimpan di kantor bea cukai dan tidak dibuka untuk umum.",
    "Nama informan disamarkan atas permintaan mereka sendiri.",
    "Nilai tukar dihitung menurut rata-rata tahun yang bersangkutan.",
)
_REFERENCES = (
    "Anggraini, D. (2019). Menjaga selat bersama: catatan dari dua pelabuhan di perbatasan barat. Jurnal "
    "Kajian Kawasan, 7(2), 101–119.",
    "Baskoro, A., & Lestari, M. (2021). Pertukaran data antarlembaga dan batas-batasnya. Yogyakarta: Penerbit "
    "Samudra Ilmu.",
    "Chandra, W. (2017). Small ports, long routes: notes on maritime couriers. Maritime Policy Notes, 3(1), "
    "12–30.",
    "Dewanto, R. (2020). Dari kartel dagang ke kartel obat: sejarah sebuah istilah. Bandung: Lembar Baru.",
    "Effendi, S., Harun, T., & Nasution, Y. (2022). Perlindungan saksi di wilayah kepulauan. Jurnal Hukum "
    "Pesisir, 4(1), 55–78.",
    "Gunawan, P. (2018). Rehabilitasi rawat jalan dan keluarga: kajian di empat kabupaten. Jakarta: Rumah "
    "Pustaka Kita.",
    "Hartono, B. (2023). Liaison officers and trust: a study of daily contact. Border Studies Review, 11(4), "
    "400–421.",
    "Irawati, N. (2016). Metode penelitian lapangan untuk ilmu-ilmu sosial. Surabaya: Cakrawala Mandiri.",
)
_PORTS = (
    "Batam", "Tanjung Balai", "Entikong", "Nunukan", "Dumai", "Belawan", "Tarakan", "Bengkalis", "Sebatik",
    "Atambua", "Merauke", "Bitung", "Karimun", "Sambas", "Rokan Hilir", "Tahuna", "Miangas", "Jagoi Babang",
    "Badau", "Motaain", "Skouw", "Wini", "Aruk", "Long Bawan", "Serasan", "Ranai", "Letung", "Moro",
    "Selat Panjang", "Bagansiapiapi",
)  # fmt: skip


def write(labels: dict[str, str]) -> Writer:
    """The thesis; `labels` gives the printed page of each heading and caption, for its lists."""
    made = _Thesis(labels)
    made.front()
    for at, (title, parts) in enumerate(_CHAPTERS):
        made.chapter(title, parts, first=at == 0)
    made.back()
    return made.writer


class _Thesis:
    def __init__(self, labels: dict[str, str]) -> None:
        self.labels = labels
        self.prose = Prose(20251)
        self.writer = Writer(indent=1.25)
        self.writer.page(width=21, height=29.7, margins=(4, 3, 3, 4))
        self.notes = iter(enumerate(_NOTES, start=1))

    def front(self) -> None:
        writer = self.writer
        writer.numbering("lowerRoman", 1)
        writer.section.different_first_page_header_footer = True
        writer.furniture(writer.section.footer, "#")
        for text, look in (
            (TITLE.upper(), {"size": 16, "bold": True, "after": 60}),
            ("SKRIPSI", {"size": 14, "bold": True, "after": 60}),
            ("Oleh:", {}),
            (AUTHOR, {"bold": True}),
            ("NIM 2101045678", {"after": 120}),
            ("PROGRAM STUDI HUBUNGAN INTERNASIONAL\nFAKULTAS ILMU SOSIAL DAN ILMU POLITIK\n"
             "UNIVERSITAS NUSA BAHARI\n2025", {"bold": True, "size": 14}),
        ):  # fmt: skip
            writer.text(text, kind="cover", align=CENTRE, **look)
        self.front_page("HALAMAN PENGESAHAN", [
            "Skripsi ini telah dipertahankan di hadapan tim penguji dan dinyatakan memenuhi syarat.",
            "Ketua sidang dan dua orang anggota membubuhkan tanda tangan pada lembar asli.",
        ])  # fmt: skip
        self.front_page("ABSTRAK", [self.prose.paragraph(7), "Kata kunci: perbatasan, narkotika, kerja sama"])
        self.front_page("KATA PENGANTAR", [self.prose.paragraph(5), self.prose.paragraph(6)])
        self.contents()

    def front_page(self, title: str, paragraphs: list[str]) -> None:
        self.writer.document.add_page_break()
        self.writer.heading(title, 1, align=CENTRE, before=0, after=18, size=14)
        for text in paragraphs:
            self.writer.text(text)

    def contents(self) -> None:
        listed = [
            *(text for title, parts in _CHAPTERS for text in (title, *(name for name, _ in parts))),
            "DAFTAR PUSTAKA",
            "LAMPIRAN",
        ]
        self.list_of("DAFTAR ISI", ["ABSTRAK", "KATA PENGANTAR", *listed])
        self.list_of("DAFTAR TABEL", [text for text in self.labels if text.startswith("Tabel")])
        self.list_of("DAFTAR GAMBAR", [text for text in self.labels if text.startswith("Gambar")])
        self.front_page("DAFTAR SINGKATAN", [])
        for short, whole in (
            ("BNNP", "Badan Narkotika Nasional Provinsi"),
            ("KTT", "Konferensi Tingkat Tinggi"),
        ):
            self.writer.text(f"{short}\t{whole}", kind=None, align=LEFT)

    def list_of(self, title: str, entries: list[str]) -> None:
        self.front_page(title, [])
        for entry in entries:
            text = " ".join(entry.split())
            paragraph = self.writer.text(
                f"{text}\t{self.labels.get(text, '0')}", kind=None, align=LEFT, leading=1.15,
                left=0.5 * max(text.split()[0].count("."), 0),
            )  # fmt: skip
            _leader(paragraph)

    def chapter(self, title: str, parts: tuple[tuple[str, int], ...], *, first: bool) -> None:
        writer = self.writer
        writer.new_section(WD_SECTION.NEW_PAGE)
        section = writer.section
        section.different_first_page_header_footer = True
        writer.numbering("decimal", 1 if first else None)
        writer.furniture(section.first_page_footer, "#")
        writer.furniture(section.footer, "")
        writer.furniture(section.header, "#", align=2)
        writer.furniture(section.first_page_header, "")
        writer.heading(title, 1, align=CENTRE, before=0, after=24, size=14)
        if not parts[0][0].startswith("1.1"):
            writer.text(self.prose.paragraph(3))
        for name, level in parts:
            writer.heading(name, level)
            self.part(name)

    def part(self, name: str) -> None:
        """The text of one section, with what belongs to it alone."""
        writer = self.writer
        self.paragraph()
        if name.startswith("1.2"):
            for at in range(1, 4):
                writer.text(f"{at}. {self.prose.sentence()}", align=LEFT, hanging=0.75, left=0.5)
            return
        if name.startswith("2.1"):
            self.captioned("Tabel 2.1 Penelitian terdahulu yang dibandingkan", "2.1")
            writer.table(("Peneliti", "Fokus", "Temuan"), [
                (f"{who} ({2014 + at})", self.prose.sentence(), self.prose.sentence())
                for at, who in enumerate(("Anggraini", "Baskoro", "Chandra", "Dewanto", "Effendi", "Gunawan"))
            ], widths=(3, 5.5, 5.5))  # fmt: skip
        if name.startswith("2.3"):
            writer.figure((40, 80, 65, 95), 9)
            self.captioned("Gambar 2.1 Alur kerangka pemikiran", "2.1")
        if name.startswith("4.2.1"):
            self.captioned("Tabel 4.1 Perkara yang diputus menurut pelabuhan", "4.1")
            writer.table(("No", "Pelabuhan", "Perkara", "Terdakwa", "Barang sitaan (kg)"), [
                (str(at), port, str(7 + 3 * at), str(9 + 4 * at), f"{2 + at},{(at * 7) % 10}")
                for at, port in enumerate(_PORTS, start=1)
            ])  # fmt: skip
            writer.text(
                "Sumber: diolah dari berkas putusan, 2024", kind="source", align=LEFT, size=10, indent=0
            )
        if name.startswith("4.2.2"):
            writer.figure((20, 35, 55, 70, 90, 60), 10)
            self.captioned("Gambar 4.1 Jumlah perkara menurut tahun, 2018 sampai dengan 2023", "4.1")
        for _ in range(2):
            self.paragraph()

    def captioned(self, text: str, number: str) -> None:
        self.writer.caption(text, number, keep=text.startswith("Tabel"))

    def paragraph(self) -> None:
        """A paragraph; now and then with a footnote behind one of its sentences."""
        writer = self.writer
        count = sum(record["kind"] == "paragraph" for record in writer.records)
        sentences = [self.prose.sentence() for _ in range(5 + count % 3)]
        if count % 5 == 2 and (note := next(self.notes, None)):
            number, text = note
            writer.notes[str(number)] = text
            sentences[1] += f"[^{number}]"
        writer.text(" ".join(sentences))

    def back(self) -> None:
        writer = self.writer
        writer.document.add_page_break()
        writer.heading("DAFTAR PUSTAKA", 1, align=CENTRE, before=0, after=18, size=14)
        for entry in _REFERENCES:
            writer.text(entry, kind="reference", hanging=1.25, leading=1.0, after=8)
        writer.document.add_page_break()
        writer.heading("LAMPIRAN", 1, align=CENTRE, before=0, after=18, size=14)
        writer.heading("Lampiran 1. Pedoman Wawancara", 2)
        for at in range(1, 5):
            writer.text(f"{at}. {self.prose.sentence()}", align=LEFT, hanging=0.75)


def _leader(paragraph: Any) -> None:
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Cm(14), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
