"""Indonesian or English, told from the words of a text, of two words or of two pages.

Function words and the commonest words of questions decide; where they are silent, affixes do
(ber-, me-, -nya; -tion, -ing, th-). Foreign languages and bare names come out as `und`.
"""

from __future__ import annotations

import re

from corpus.records import Language

_ID = """
ada adalah adanya adapun agar akan akibat aku aja anda anggota antara antar apa apakah apabila arti
artinya atas atau bab badan bagaimana bagaimanakah bagi bagian bahasa bahwa baik banyak baru bawah
beberapa belum benar berapa berapakah berdasarkan berbagai berbeda berikut bersama berupa besar
biaya bisa boleh buah buat bukan bulan cara contoh cukup daerah daftar dalam dampak dan dapat dari
daripada data dasar demikian dengan dia di diri dua empat enam fungsi guna gambar gimana gmn hal
hampir hanya harga hari harus hasil hingga hubungan hukum hanyalah ia ialah ibu ini isi itu itulah
jadi jangan jelaskan jenis jika jumlah juga kali kami kamu kapan kapankah karena kasus kata ke
keamanan kebijakan kecil kedua kegiatan kemudian kenapa kepada kepala kerja kerjasama kita ketika
kota kurang lagi lain lainnya lalu lama langsung lebih lewat lima luar maka makna mana manakah masih
masalah masyarakat masing maupun melalui memang memiliki menurut mengapa mereka merupakan meski
meskipun mulai namun nama negara negeri nilai nya oleh orang pada padahal paling para pasal pasar
pemerintah pendidikan penelitian pengertian penting perbedaan perlu pernah pertama peran pihak pula
pun saat saja salah salahkah sama sampai sangat satu saya sebab sebagai sebagian sebelum sebuah
sebutkan secara sedang sedangkan sehingga sejak sekitar selain selama seluruh semua seorang seperti
serta sesuai setelah setiap siapa siapakah sapa singkatan suatu sudah supaya surat syarat tahap
tahun tanggal tanpa tapi tempat tentang tentu terdapat terhadap tersebut tertentu terjadi terkait
terutama tetap tetapi tiap tidak tiga tujuan tugas tujuh turut umum undang untuk upaya usaha utama
waktu wilayah yaitu yakni yang ya yg dgn utk tdk dlm krn pd dr gak nggak kok sih dong delapan
sembilan sepuluh bidang sikap soal hidup rumah jalan pukul kapal anak barang bentuk bila bukti dunia
ganja gelap jual jalur perbatasan sabu senjata tersangka tindak warga sekolah provinsi kabupaten
kecamatan desa ayat peraturan presiden menteri sumber tabel bagan
"""
_EN = """
about above according across after against all along also although am among an and any are as at be
became because been before began being below best between both but by called can cannot century
citizens city claim claims could country countries date day declaration define definition describe
did difference does done down due during each early either else enough even ever every example
explain few find first five following for form former found four from full further gave get give
given go good government great had has have having he held help her here high him his how however if
important in include including instead into is it its itself just kind know known large last later
law least less let like list long made main major make many may mean meaning means members method
might money more most much must name names near need never new next nor not now number of off often
old on once one only or other others our out over own part people per percent person place played
population possible purpose put rate reason report result role same saw say says second see several
she should shown since six so some state states still study such take taken ten than that the their
them then there these they thing things third this those though three through thus time to together
told took too toward towards two type under until up upon us use used using usually value very was
way we well went were what when where whether which while who whom whose why will with within
without word words work works world would year years yet you your strength peace seized signed drug
drugs death deaths table figure section source sources cases case border security health market
"""
_BOTH = frozenset(_ID.split()) & frozenset(_EN.split())
_ASK_ID = """
apa apakah apaan bagaimana bagaimanakah berapa berapakah dimana dimanakah gimana kapan kapankah
kemana kenapa mana manakah mengapa seberapa sebutkan siapa siapakah sapa jelaskan kah
"""
_ASK_EN = "did do does how list what when where which who whom whose why"
_WEIGHTS: dict[str, int] = {
    **{word: 3 for word in _ID.split() if word not in _BOTH},
    **{word: -3 for word in _EN.split() if word not in _BOTH},
    **dict.fromkeys(_ASK_ID.split(), 8),
    **dict.fromkeys(_ASK_EN.split(), -8),
}
"""Positive is Indonesian, negative English. A question's own word outweighs a title that it names."""

_WORD = re.compile(r"[a-z]{2,}")
_ID_SHAPE = re.compile(
    r"(?:di|ke|ber|ter|per|mem|men|meng|meny|pem|pen|peng|peny|se)[a-z]{3,}(?:kan|nya|lah|kah|an|i)"
    r"|(?:meng|meny|mem[bp]|ber[bdgjkmpst]|peng|peny|ke[bt]er)[a-z]{3,}"
    r"|[a-z]{3,}(?:nya|kah|kan|isasi|asi|itas|ulah)"
)
_EN_SHAPE = re.compile(
    r"[a-z]{2,}(?:tions?|ings?|edly|ed|ness|ments?|ally|ies|ity|ous|ical|ship|ght|ck|ly|ough|ive|ives)"
    r"|(?:wh|th|sh|chr|kn|wr)[a-z]{3,}|[a-z]*(?:oo|ee|ea|ou|ck|sh|th|ph)[a-z]{2,}"
)
_ENOUGH_WORDS = 400
_LONG = 25
_SHARE = 0.12
"""In a text of `_LONG` words or more, at least this share must speak for the language: others are foreign."""


def detect_language(text: str) -> Language:
    """`id`, `en`, or `und` where the words say neither. Reads the first few thousand characters only."""
    words = _WORD.findall(text[:3000].lower())[:_ENOUGH_WORDS]
    weights = [_WEIGHTS.get(word, 0) for word in words]
    score = sum(weights)
    if abs(score) < 4:
        score += sum(_shape(word) for word, weight in zip(words, weights, strict=True) if not weight)
    if abs(score) < 2 or (len(words) >= _LONG and abs(score) < 3 * _SHARE * len(words)):
        return "und"
    return "id" if score > 0 else "en"


def _shape(word: str) -> int:
    """What a word's affixes say: 2 Indonesian, -2 English, 0 nothing."""
    indonesian = bool(_ID_SHAPE.fullmatch(word))
    english = bool(_EN_SHAPE.fullmatch(word))
    return 2 * (indonesian - english)
