"""Names in citations and references: what can be one, and when two are the same."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable

from rapidfuzz.distance import OSA

YEAR = r"(?:1[5-9]|20)\d\d"
YEAR_MARK = rf"(?:{YEAR}[a-z]?(?![a-z\d])|(?:n\.d\.?|t\.t\.?|tanpa tahun|no date|in press|forthcoming)(?!\w))"
"""A year with its letter, or what is written where there is none."""

MONTHS = (
    "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember|january|february|march|may"
    "|june|july|august|october|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|agt|okt|des"
)
OTHERS = r"(?:et\s+al\b\.?|dkk\b\.?|d\.k\.k\.?|and others|dan kawan-kawan|cs\.|and colleagues)"
JOINT = r"(?:,|;|&|\b(?:dan|and|serta|y|und|et)\b)"
_PARTICLE_WORDS = """
van von der den de del della di da dos du la le el al bin binti ibn ter ten bte tau
"""
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_WORD = re.compile(r"[^\W\d_](?:[\w’'‘`.-]*[\w])?\.?")
_NOT_NAME_WORDS = """
menurut penelitian studi teori model hasil konsep oleh dalam pada sesuai seperti berdasarkan dari dengan untuk
adapun namun sedangkan selain sementara kemudian lalu bahwa karena jika bila ketika saat setelah sebelum sejak
antara tahun pasal undang-undang peraturan nomor gambar tabel bab bagian halaman lampiran persamaan sumber
lihat diolah definisi pendapat penulis peneliti kajian riset artikel jurnal buku karya metode pendekatan juga
januari februari maret april mei juni juli agustus september oktober november desember senin selasa rabu kamis
jumat sabtu minggu data survei laporan pandangan menyatakan dikutip begitu tersebut ini itu dan serta the a an
according by in see for from with as at on of since while although however when whereas because both also this
that these those study studies work works research theory method approach following under after before figure
table chapter section page appendix equation source adapted january february march may june july august
october december recently recent using paper papers survey report dataset datasets earlier later like unlike
his her their its our we e.g i.e cf vs volume vol issue edition version berikut yaitu adalah misalnya contohnya
contoh similarly moreover furthermore additionally therefore thus hence finally first second third
"""
NOT_NAMES = frozenset(_NOT_NAME_WORDS.split())
"""Words that open sentences or stand before a year, and are no names."""


def fold(text: str) -> str:
    """Letters without accents and case, apostrophes and dots: "O’Brien" and "Gutiérrez" as people compare them."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return (
        re.sub(r"[^\w\s-]|_", "", plain.replace("ø", "o").replace("ł", "l").replace("ı", "i"))
        .casefold()
        .strip()
    )


def words_of(text: str) -> list[str]:
    """The folded words of a text in order, initials and single letters left out."""
    return [w for w in (fold(m.group()) for m in re.finditer(r"[^\W\d_][\w’'‘`-]*", text)) if len(w) > 1]


def is_name_word(word: str) -> bool:
    """Whether a word can be a part of a name: a capital or a particle, and no ordinary opening word."""
    bare = word.strip(".,;:()[]“”\"'’")
    if not bare:
        return False
    if fold(bare) in NOT_NAMES and not (len(bare) == 1 and bare.isupper()):
        return False
    return (
        bare[0].isupper() or bare.casefold() in _PARTICLES or bool(re.match(r"(?:al|el|d['’])-?[A-Z]", bare))
    )


def surname_words(names: str) -> list[str]:
    """The folded words of names that tell people and bodies apart: no initials, particles, "et al.", "dan"."""
    bare = re.sub(OTHERS, " ", names, flags=re.I)
    bare = re.sub(r"\b(?:[A-Z]\.\s?)+(?=\W|$)|\b(?:[Mm]enurut|[Oo]leh)\b", " ", bare)
    skip = {"dan", "and", "serta", "dkk", "al", "et", "of", "the", "for", "in", "ed", "eds"}
    bare = re.sub(rf"\b(?:{'|'.join(_PARTICLES)})\b", " ", bare)  # small ones: "Van Zee" and "Du" are names
    return [w for w in words_of(bare) if w not in skip]


def near(one: str, other: str) -> bool:
    """Whether two folded words are one word with a slip: one letter in five, two from nine letters on."""
    if one == other or min(len(one), len(other)) < 5:
        return False
    if one.rstrip("s") == other.rstrip("s"):
        return False
    most = 2 if min(len(one), len(other)) >= 7 else 1
    return bool(OSA.distance(one, other, score_cutoff=most) <= most) and one[0] == other[0]


@functools.lru_cache(4096)
def initials(name: str) -> str:
    """First letters of the words of a name that carry capitals or are long: "Badan Narkotika Nasional" is "BNN"."""
    small = {
        "of",
        "the",
        "and",
        "for",
        "dan",
        "untuk",
        "in",
        "on",
        "di",
        "de",
        "dari",
        "bagi",
        "to",
        "a",
        "an",
    }
    parts = re.findall(r"[^\W\d_][\w’']*", name.replace("-", " "))
    return "".join(p[0] for p in parts if p.casefold() not in small).upper()


def abbreviates(short: str, long: str) -> bool:
    """Whether the letters of `short` are initials of `long`, in order, or first letters and others of its words."""
    letters = re.sub(r"[^A-Za-z]", "", short).upper()
    if len(letters) < 2 or len(long.split()) > 2 * len(letters) + 3:
        return False
    if initials(long) == letters:
        return True
    full = "".join(p[0] for p in re.findall(r"[^\W\d_][\w’']*", long.replace("-", " "))).upper()
    return full == letters or (full[:1] == letters[:1] and _scattered(letters, long))


def _scattered(letters: str, long: str) -> bool:
    """Each letter in order within `long`, the first at a word's start (Schwartz & Hearst 2003)."""
    folded, at = fold(long).upper(), len(fold(long))
    for place in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= 0 and (
            folded[at] != letters[place] or (place == 0 and at > 0 and folded[at - 1].isalnum())
        ):
            at -= 1
        if at < 0:
            return False
    return True


def any_near(word: str, others: Iterable[str]) -> str | None:
    """The first of `others` that is `word` with a slip."""
    return next((o for o in others if near(word, o)), None)


def same_sort(one: str, other: str) -> bool:
    """Whether two names are of one sort: "Kementerian Pertahanan", "Kementerian Sekretariat Negara"."""
    mine, theirs = fold(one).split(), fold(other).split()
    if len(mine) < 2 or len(theirs) < 2 or fold(one) == fold(other):
        return False
    sorts = (
        [SORTS.get(w, w) for w in (mine[0], mine[-1])],
        [SORTS.get(w, w) for w in (theirs[0], theirs[-1])],
    )
    shared = set(sorts[0]) & set(sorts[1])
    return any(s in SORTS.values() for s in shared)


SORTS = {
    "universitas": "university", "university": "university", "institut": "institute", "institute": "institute",
    "kementerian": "ministry", "ministry": "ministry", "menteri": "minister", "minister": "minister",
    "badan": "agency", "agency": "agency", "mahkamah": "court", "court": "court", "dewan": "council",
    "council": "council", "komisi": "commission", "commission": "commission", "majelis": "assembly",
    "assembly": "assembly", "bank": "bank", "pulau": "island", "island": "island", "kota": "city", "city": "city",
    "provinsi": "province", "province": "province", "pasal": "article", "article": "article",
}  # fmt: skip
"""Words that say of what sort a name is, in both languages."""
