"""Writes out the short and spoken forms of Indonesian chat, so that "brp" is looked up as "berapa"."""

from __future__ import annotations

import re

_FORMS = {
    "aja": "saja",
    "ap": "apa",
    "bgmn": "bagaimana",
    "blm": "belum",
    "bln": "bulan",
    "brp": "berapa",
    "bs": "bisa",
    "cuma": "hanya",
    "dgn": "dengan",
    "dlm": "dalam",
    "dmn": "di mana",
    "dpt": "dapat",
    "dr": "dari",
    "emang": "memang",
    "enggak": "tidak",
    "ga": "tidak",
    "gak": "tidak",
    "gimana": "bagaimana",
    "gmn": "bagaimana",
    "gmana": "bagaimana",
    "hrs": "harus",
    "jd": "jadi",
    "jg": "juga",
    "jml": "jumlah",
    "kalo": "kalau",
    "kenapa": "mengapa",
    "klo": "kalau",
    "knp": "mengapa",
    "kpn": "kapan",
    "krn": "karena",
    "lbh": "lebih",
    "nggak": "tidak",
    "ngapain": "mengapa",
    "org": "orang",
    "pake": "memakai",
    "pd": "pada",
    "sapa": "siapa",
    "sbg": "sebagai",
    "sdh": "sudah",
    "skrg": "sekarang",
    "spt": "seperti",
    "tdk": "tidak",
    "tgl": "tanggal",
    "thd": "terhadap",
    "thn": "tahun",
    "tsb": "tersebut",
    "ttg": "tentang",
    "udah": "sudah",
    "utk": "untuk",
    "yg": "yang",
}
_WORD = re.compile(r"\b(" + "|".join(_FORMS) + r")\b")


def expand_abbreviations(question: str) -> str:
    """`question` with the forms written out; capitals are left alone, for they may be names ("DR", "Ga")."""
    return _WORD.sub(lambda m: _FORMS[m.group()], question)
