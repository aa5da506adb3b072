"""A statute of an invented republic: Menimbang, MEMUTUSKAN, BAB, Bagian, Pasal and ayat, Penjelasan."""

from __future__ import annotations

from tests.corpus.made.writer import CENTRE, LEFT, Writer

TITLE = "UNDANG-UNDANG REPUBLIK NUSA BAHARI NOMOR 12 TAHUN 2021 TENTANG PENGAWASAN PELABUHAN KECIL"
ABOUT = {"title": TITLE, "authors": [], "year": 2021, "language": "id"}

Ayat = tuple[str, ...]
_LAW: tuple[tuple[str, tuple[tuple[str, tuple[tuple[int, Ayat], ...]], ...]], ...] = (
    ("BAB I\nKETENTUAN UMUM", (("", (
        (1, (
            "Dalam Undang-Undang ini yang dimaksud dengan:",
            "1. Pelabuhan Kecil adalah tempat bertambat yang panjang dermaganya tidak lebih dari dua puluh meter.",
            "2. Pengawas adalah pegawai yang ditugasi memeriksa kapal, muatan, dan awaknya.",
            "3. Pejabat Penghubung adalah pegawai yang ditunjuk untuk bertukar keterangan dengan negara lain.",
            "4. Menteri adalah menteri yang menyelenggarakan urusan pemerintahan di bidang perhubungan.",
        )),
        (2, (
            "Pengawasan Pelabuhan Kecil berasaskan:",
            "a. kepastian hukum;",
            "b. keterbukaan;",
            "c. keselamatan awak kapal; dan",
            "d. kebersamaan antara petugas dan warga.",
        )),
    )),)),
    ("BAB II\nPENGAWASAN", (
        ("Bagian Kesatu\nPemeriksaan", (
            (3, (
                "(1) Setiap kapal yang bertambat di Pelabuhan Kecil wajib melapor kepada Pengawas.",
                "(2) Laporan sebagaimana dimaksud pada ayat (1) memuat:",
                "a. nama kapal dan pemiliknya;",
                "b. pelabuhan asal dan tujuan; dan",
                "c. jumlah awak serta muatan.",
                "(3) Pengawas memeriksa muatan paling lama dua jam sejak kapal bertambat.",
            )),
            (4, (
                "(1) Pemeriksaan dilakukan di hadapan nakhoda atau wakilnya.",
                "(2) Dalam hal ditemukan barang yang dilarang, Pengawas membuat berita acara dan menyerahkan barang "
                "itu kepada penyidik.",
                "(3) Tata cara pembuatan berita acara sebagaimana dimaksud pada ayat (2) diatur dengan Peraturan "
                "Menteri.",
            )),
        )),
        ("Bagian Kedua\nPejabat Penghubung", (
            (5, (
                "(1) Menteri menunjuk paling sedikit satu Pejabat Penghubung pada setiap wilayah perbatasan.",
                "(2) Pejabat Penghubung dapat dihubungi setiap saat.",
                "(3) Keterangan yang diterima dari negara lain hanya digunakan untuk tujuan yang disepakati "
                "bersama-sama dengan negara pengirim.",
            )),
            (6, (
                "Pejabat Penghubung menyampaikan laporan tertulis kepada Menteri paling sedikit satu kali dalam enam "
                "bulan.",
            )),
        )),
    )),
    ("BAB III\nPERAN SERTA MASYARAKAT", (("", (
        (7, (
            "(1) Masyarakat dapat membentuk pos ronda di sekitar Pelabuhan Kecil.",
            "(2) Pemerintah daerah memberikan pelatihan dan perlengkapan kepada warga yang berjaga.",
            "(3) Setiap orang yang melapor berhak atas perlindungan dan kerahasiaan namanya.",
        )),
    )),)),
    ("BAB IV\nKETENTUAN PIDANA", (("", (
        (8, (
            "Setiap nakhoda yang dengan sengaja tidak melapor sebagaimana dimaksud dalam Pasal 3 ayat (1) dipidana "
            "dengan pidana denda paling banyak Rp50.000.000,00 (lima puluh juta rupiah).",
        )),
        (9, (
            "Setiap Pengawas yang membocorkan nama pelapor sebagaimana dimaksud dalam Pasal 7 ayat (3) dipidana "
            "dengan pidana penjara paling lama dua tahun.",
        )),
    )),)),
    ("BAB V\nKETENTUAN PENUTUP", (("", (
        (10, (
            "Pada saat Undang-Undang ini mulai berlaku, peraturan tentang dermaga rakyat tetap berlaku sepanjang "
            "tidak bertentangan dengan Undang-Undang ini.",
        )),
        (11, (
            "Undang-Undang ini mulai berlaku pada tanggal diundangkan.",
            "Agar setiap orang mengetahuinya, memerintahkan pengundangan Undang-Undang ini dengan penempatannya "
            "dalam Lembaran Negara.",
        )),
    )),)),
)  # fmt: skip
_REASONS = (
    ("Menimbang\t:", "a.\tbahwa dermaga-dermaga kecil merupakan urat nadi kehidupan warga kepulauan;"),
    ("", "b.\tbahwa peredaran gelap narkotika memanfaatkan tempat bertambat yang tidak diawasi;"),
    ("", "c.\tbahwa berdasarkan pertimbangan huruf a dan huruf b perlu membentuk Undang-Undang tentang "
         "Pengawasan Pelabuhan Kecil;"),
    ("Mengingat\t:", "Pasal 5 dan Pasal 20 Piagam Dasar Republik Nusa Bahari;"),
)  # fmt: skip
_GENERAL = (
    "Negara kepulauan ini memiliki lebih dari enam ratus tempat bertambat yang tidak tercatat. Sebagian besar "
    "dikelola oleh keluarga nelayan secara turun-temurun dan tidak pernah diperiksa.",
    "Undang-Undang ini tidak dimaksudkan untuk mempersulit nelayan kecil. Pemeriksaan dibatasi waktunya, dan "
    "warga diajak serta menjaga dermaganya sendiri.",
)
_EXPLAINED = (
    ("Pasal 1", "Cukup jelas."),
    ("Pasal 2", "Yang dimaksud dengan “keterbukaan” adalah bahwa hasil pemeriksaan dapat diketahui oleh pemilik "
                "kapal."),
    ("Pasal 3", "Cukup jelas."),
    ("Pasal 4", "Berita acara dibuat rangkap tiga dan satu salinannya diberikan kepada nakhoda."),
)  # fmt: skip


def write(labels: dict[str, str]) -> Writer:
    """The statute. It has no lists, so it needs no `labels`."""
    writer = Writer(font="Liberation Sans", size=11.5, leading=1.3, indent=0)
    writer.page(width=21.5, height=33, margins=(3, 2.5, 3, 3))
    writer.section.different_first_page_header_footer = True
    writer.furniture(writer.section.header, "PRESIDEN\nREPUBLIK NUSA BAHARI\n- # -")
    writer.furniture(writer.section.first_page_header, "PRESIDEN\nREPUBLIK NUSA BAHARI")
    _opening(writer)
    for chapter, parts in _LAW:
        _head(writer, chapter, 1)
        for part, articles in parts:
            if part:
                _head(writer, part, 2)
            for number, clauses in articles:
                _head(writer, f"Pasal {number}", 3 if part else 2)
                for clause in clauses:
                    _clause(writer, clause)
    _closing(writer)
    return writer


def _head(writer: Writer, text: str, level: int) -> None:
    writer.heading(text, level, style=False, bold=False, align=CENTRE, before=10, after=4)


def _clause(writer: Writer, text: str) -> None:
    """A clause hangs under its number; small letters stand further in."""
    number, _, rest = text.partition(" ")
    if not number.endswith((".", ")")):
        writer.text(text, after=3)
        return
    left = 1.0 if number[0].islower() else 0.0
    writer.text(f"{number}\t{rest}", hanging=1.0, left=left, after=3)
    writer.records[-1]["text"] = text


def _opening(writer: Writer) -> None:
    for line in (
        "UNDANG-UNDANG REPUBLIK NUSA BAHARI\nNOMOR 12 TAHUN 2021\nTENTANG\nPENGAWASAN PELABUHAN KECIL",
        "DENGAN RAHMAT TUHAN YANG MAHA ESA",
        "PRESIDEN REPUBLIK NUSA BAHARI,",
    ):
        writer.text(line, kind="cover", align=CENTRE, before=4, after=8)
    for mark, text in _REASONS:
        writer.text(f"{mark}\t{text}", kind="cover", hanging=4.2, after=3)
    writer.text("Dengan Persetujuan Bersama", kind="cover", align=CENTRE, before=8)
    writer.text("DEWAN PERWAKILAN RAKYAT REPUBLIK NUSA BAHARI", kind="cover", align=CENTRE)
    writer.text("dan", kind="cover", align=CENTRE)
    writer.text("PRESIDEN REPUBLIK NUSA BAHARI", kind="cover", align=CENTRE, after=8)
    writer.text("MEMUTUSKAN:", kind="cover", align=CENTRE, before=8, after=4)
    writer.text("Menetapkan\t:\tUNDANG-UNDANG TENTANG PENGAWASAN PELABUHAN KECIL.", kind="cover", hanging=4.2)


def _closing(writer: Writer) -> None:
    for line in (
        "Disahkan di Tanjung Bahari\npada tanggal 4 Mei 2021",
        "PRESIDEN REPUBLIK NUSA BAHARI,\nttd.\nMARGARETHA LASUT",
    ):
        writer.text(line, kind="cover", align=LEFT, left=8, before=10)
    writer.document.add_page_break()
    _head(
        writer,
        "PENJELASAN\nATAS\n" + TITLE.replace(" NOMOR", "\nNOMOR").replace(" TENTANG ", "\nTENTANG\n"),
        1,
    )
    _head(writer, "I. UMUM", 2)
    for text in _GENERAL:
        writer.text(text, indent=1, after=4)
    _head(writer, "II. PASAL DEMI PASAL", 2)
    for article, text in _EXPLAINED:
        writer.heading(article, 3, style=False, bold=False, before=6, after=2)
        writer.text(text, left=1, after=3)
