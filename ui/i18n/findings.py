"""What an audit says, in the interface's language: the sentences of `qa.review`, by the same codes."""

from __future__ import annotations

from corpus import Message
from ui.i18n.texts import Tongue

INDONESIAN: dict[str, str] = {
    "missing_number": "Daftar pustaka tidak memuat entri bernomor {number}.",
    "missing_name": "Daftar pustaka tidak memuat entri untuk {name} ({year}).",
    "missing_placeholder": "Di sini masih ada tanda tempat yang seharusnya diisi sitasi.",
    "unused": "Entri ini tidak pernah disitasi dalam teks.",
    "year_differs": "Teks menyebut {cited}, entrinya {listed}.",
    "year_none": "Sitasi ini tidak menyebut tahun; entrinya {listed}.",
    "year_two": "Entri ini berakhir dengan dua tahun, {first} dan {second}.",
    "year_venue": "Entri ini bertahun {first}, tetapi acara yang disebut bertahun {second}.",
    "year_future": "Tahun {year} belum tiba.",
    "spelling_name": "Teks menulis {cited}, entrinya menulis {listed}.",
    "doi_malformed": "DOI diawali “10.”, empat angka atau lebih, dan garis miring; yang ini tidak.",
    "duplicate_work": "Karya yang sama tercantum dua kali.",
    "duplicate_doi": "Dua entri memakai DOI yang sama.",
    "two_names_cited": "Disitasi sebagai {cited}, tercantum sebagai {listed}.",
    "two_names_both": "Satu lembaga disitasi dengan dua nama, {first} dan {second}.",
    "two_names_body": "Satu lembaga mempunyai dua nama, {first} dan {second}.",
    "gap_entry": "Daftar pustaka tidak memuat nomor {number}.",
    "gap_caption": "{label} {number} tidak ada, padahal penomorannya sampai {last}.",
    "gap_chapter": "Nomor ini milik bab lain daripada nomor sebelum dan sesudahnya.",
    "gap_heading": "Subbagian dari {parent} bernomor awal {prefix}.",
    "gap_sibling": "Penomoran melompat dari {before} ke {after}.",
    "label_unresolved": "Rujukan silang ini belum terisi.",
    "label_nowhere": "{label} {number} tidak ada.",
    "label_section": "Bagian {number} tidak ada.",
    "label_twice": "Dua judul memakai nomor {number}.",
    "label_item": "Dua butir dalam satu daftar memakai huruf atau nomor yang sama, {number}.",
    "sum": "Jumlah bagian-bagiannya {sum}, bukan {total}.",
    "count": "Disebut {said}, yang tercantum {found}.",
    "abbreviation_never": "{short} tidak pernah diuraikan.",
    "abbreviation_two": "{short} diperkenalkan dengan dua arti, {first} dan {second}.",
    "abbreviation_terms": "Satu istilah mempunyai dua singkatan, {first} dan {second}.",
    "abbreviation_written": "{first} atau {second}: satu singkatan ditulis dengan dua cara.",
    "abbreviation_list": "Daftar singkatan menulis {listed}, teks menulis {first}.",
    "value_abstract": "Angka {number} ada dalam abstrak yang satu dan tidak ada dalam yang lain.",
    "value_statement": "Dua tempat memberi angka yang berbeda untuk hal yang tampaknya sama: {first} dan {second}.",
}


def finding_words(what: Message, tongue: Tongue) -> str:
    """A finding's sentence in the language `tongue`; one with an unknown code as it is."""
    if tongue == "en" or what.code not in INDONESIAN:
        return str(what)
    return INDONESIAN[what.code].format(**what.values)
