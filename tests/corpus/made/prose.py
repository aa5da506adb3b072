"""Running text for the made documents: sentences of our own, put together in a fixed but varied order."""

from __future__ import annotations

import random
from collections.abc import Sequence

_PLACES = (
    "Batam", "Tanjung Balai", "Entikong", "Nunukan", "Dumai", "Belawan", "Tarakan", "Bengkalis", "Sebatik",
    "Atambua", "Merauke", "Bitung", "Karimun", "Sambas", "Rokan Hilir",
)  # fmt: skip
_INDONESIAN = (
    "Pada tahun {year}, petugas di {place} memeriksa {number} kapal yang pulang dari perairan perbatasan.",
    "Undang-undang di negara-negara tetangga tidak selalu memuat ketentuan yang sama tentang barang bukti.",
    "Wawancara dengan petugas bea cukai di {place} menunjukkan bahwa pertukaran data masih berjalan lambat.",
    "Jaringan itu terdiri atas sel-sel kecil yang tidak saling mengenal, sehingga satu penangkapan jarang "
    "membuka seluruh jalur.",
    "Sebanyak {number} perkara diputus oleh pengadilan di {place} sepanjang tahun {year}.",
    "Peneliti mencatat bahwa masyarakat pesisir bersama-sama membangun pos ronda dengan biaya sendiri.",
    "Kerja sama itu menghasilkan latihan gabungan, tetapi belum menghasilkan daftar buron yang dipakai bersama.",
    "Menurut laporan dinas sosial di {place}, sekitar {number} orang mengikuti rehabilitasi rawat jalan.",
    "Harga sewa perahu naik {number} persen setelah patroli diperketat, dan nelayan kecil yang paling "
    "merasakannya.",
    "Perbedaan bahasa dalam berkas perkara membuat permintaan bantuan hukum timbal balik tertunda "
    "berbulan-bulan.",
    "Kepala desa di sekitar {place} mengaku tidak pernah diajak bicara ketika rencana aksi itu disusun.",
    "Data tahun {year} memperlihatkan pergeseran rute dari jalur darat ke pelabuhan-pelabuhan kecil.",
    "Pendekatan keamanan saja tidak cukup, sebab sebagian besar kurir berasal dari keluarga yang terlilit utang.",
    "Dua puluh tujuh informan dipilih secara bertujuan, dan setiap wawancara direkam atas izin mereka.",
    "Pembagian tugas antara kepolisian, bea cukai, dan badan narkotika di {place} diatur dengan nota "
    "kesepahaman.",
    "Anggaran pencegahan pada tahun {year} hanya {number} persen dari anggaran penindakan.",
    "Organisasi itu tidak mengendalikan produksi secara langsung; mereka menguasai angkutan dan uangnya.",
    "Rumah singgah di {place} menampung anak-anak muda yang baru keluar dari lembaga pemasyarakatan.",
    "Setiap negara anggota menunjuk satu pejabat penghubung yang dapat dihubungi siang dan malam.",
    "Perjanjian ekstradisi baru berlaku setelah kedua parlemen mengesahkannya pada tahun {year}.",
    "Nilai barang yang disita mencapai {number} miliar rupiah, jauh di atas perkiraan semula.",
    "Tanpa perlindungan saksi yang memadai, orang-orang di kampung memilih diam ketika ditanya.",
    "Hal ini sejalan dengan temuan di {place}, tempat pengawasan yang ketat justru memindahkan peredaran "
    "ke kota-kota kecil.",
    "Kebijakan satu pintu mempercepat pemeriksaan, namun menambah beban kerja {number} pegawai di lapangan.",
    "Kartel pada mulanya berarti persekutuan pedagang yang mengatur harga, bukan kelompok bersenjata.",
    "Pertemuan tahunan diadakan bergiliran, dan hasilnya diumumkan dalam bahasa Inggris serta bahasa setempat.",
    "Sisa uang hasil penjualan dicuci melalui usaha penukaran valuta di sekitar {place}.",
    "Petugas penghubung menyatakan bahwa surat menyurat resmi memakan waktu rata-rata {number} hari.",
)
_ENGLISH = (
    "In {year}, officers in {place} searched {number} boats that came back from the border waters.",
    "Neighbouring countries do not always share the same rules of evidence, and requests for help are delayed.",
    "Interviews with customs officers show that data still move slowly between the agencies concerned.",
    "The network is made of small cells that hardly know one another, so one arrest seldom opens the whole route.",
    "Courts in {place} decided {number} cases over the year {year}, most of them against couriers.",
    "The cooperation led to joint training but not to a list of wanted persons that all members use.",
    "A security approach alone is not enough, because most couriers come from families in debt.",
    "The price of hiring a boat rose by {number} per cent after patrols were tightened.",
    "Each member names a liaison officer who can be reached by day and by night.",
    "Prevention received only {number} per cent of what was spent on enforcement in {year}.",
    "Village heads around {place} said that nobody had asked them when the plan of action was written.",
    "A cartel was at first an agreement among traders who set prices, not an armed group.",
)


class Prose:
    """Gives paragraphs, no two alike. The same seed gives the same text."""

    def __init__(self, seed: int, language: str = "id") -> None:
        self._random = random.Random(seed)
        self._bank: Sequence[str] = _INDONESIAN if language == "id" else _ENGLISH
        self._left: list[str] = []

    def paragraph(self, sentences: int = 5) -> str:
        """So many sentences as one paragraph."""
        return " ".join(self.sentence() for _ in range(sentences))

    def sentence(self) -> str:
        """One sentence; all of them are used before one comes back."""
        if not self._left:
            self._left = self._random.sample(self._bank, len(self._bank))
        chosen = self._random
        return self._left.pop().format(
            year=chosen.randint(2009, 2024), place=chosen.choice(_PLACES), number=chosen.randint(11, 96)
        )
