"""What the words of one heading show by themselves: its numbering, its depth, the part that it opens.

Nothing here looks at size, weight or markup; `sections` puts the headings of a document in relation.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.numerals import ARTICLE_NUMBER, number_parts
from corpus.records import SectionKind

Scheme = Literal[
    "book", "chapter", "part", "paragraph", "article", "roman", "decimal", "letter", "arabic", "small", "word"
]

MAX_HEADING_CHARS = 300
"""Longer text is no heading: the longest thesis titles stay below it."""

_WEIGHTS: dict[Scheme, int] = {
    "book": 5, "chapter": 10, "word": 10, "part": 12, "paragraph": 14, "roman": 16,
    "decimal": 20, "letter": 24, "arabic": 40, "small": 50, "article": 60,
}  # fmt: skip
"""Outer schemes weigh less. Only the order counts."""

_RANKS: dict[Scheme, int] = {
    "book": 1, "chapter": 1, "word": 1, "part": 2, "paragraph": 3, "roman": 1,
    "decimal": 1, "letter": 2, "arabic": 3, "small": 4, "article": 4,
}  # fmt: skip

_ORDINALS = (
    "kesatu|pertama|kedua|ketiga|keempat|kelima|keenam|ketujuh|kedelapan|kesembilan|kesepuluh"
    "|ke(?:dua|tiga|empat|lima|enam|tujuh|delapan|sembilan) ?belas|kesebelas"
    "|one|two|three|four|five|six|seven|eight|nine|ten|first|second|third"
)
# A chapter put in later has a letter: "BAB VIIA" between VII and VIII.
_NUMBER = rf"(?:(?:[IVXLC]+|\d{{1,3}})(?-i:[A-H])?|{_ORDINALS})"
_TITLE = r"(?:\s*[.:)–—-]\s*|\s+)?(?P<title>.*)"
_MARKS: tuple[tuple[Scheme, re.Pattern[str]], ...] = (
    ("book", re.compile(rf"(?:buku|book)\s+(?P<number>{_NUMBER})\b{_TITLE}", re.I | re.S)),
    ("chapter", re.compile(rf"(?:bab|chapter)\s+(?P<number>{_NUMBER})\b{_TITLE}", re.I | re.S)),
    (
        "decimal",
        re.compile(
            r"(?:lampiran|appendix)\s+(?P<number>[A-Z](?:\.\d{1,3}){1,3})[.:]?\s+(?P<title>\S.*)", re.I | re.S
        ),
    ),
    (
        "chapter",
        re.compile(
            rf"(?:lampiran|appendix|annex)\s+(?P<number>[A-Z]|{_NUMBER})\b(?!\s+(?-i:[a-z])){_TITLE}",
            re.I | re.S,
        ),
    ),
    # The explanation that is printed behind a statute: "PENJELASAN ATAS UNDANG-UNDANG …".
    ("chapter", re.compile(r"(?P<number>PENJELASAN)(?:\s+(?P<title>ATAS\b.*))?", re.S)),
    ("part", re.compile(rf"(?:bagian|part)\s+(?P<number>{_NUMBER})\b{_TITLE}", re.I | re.S)),
    ("paragraph", re.compile(rf"paragraf\s+(?P<number>\d{{1,3}}|{_ORDINALS})\b{_TITLE}", re.I | re.S)),
    (
        "article",
        re.compile(
            rf"(?:pasal|article)\s+(?P<number>{ARTICLE_NUMBER})(?:\s*\([^()\d][^()]*\))?(?P<title>)", re.I
        ),
    ),
    # What OCR leaves of "Pasal 10" in the text behind a scan: "Pasal lO", "Pasai 10", "Pasal 1 0".
    ("article", re.compile(r"Pasa[lItTi1]\s+(?P<number>(?:[\dlIOoSZ]\s?){1,4}(?:(?<!\s)[A-Z])?)(?P<title>)")),
    (
        "decimal",
        re.compile(
            r"(?P<number>(?:\d{1,3}|[IVX]{1,5}|[A-Z])(?:\.\d{1,3}){1,5})[.)]?\s+(?P<title>\S.*)", re.S
        ),
    ),
    ("roman", re.compile(r"(?P<number>[IVX]{1,6})[.)]\s+(?P<title>\S.*)", re.S)),
    ("letter", re.compile(r"(?P<number>[A-Z])[.)]\s+(?P<title>\S.*)", re.S)),
    ("arabic", re.compile(r"\(?(?P<number>\d{1,2})[.)]\s+(?P<title>\S.*)", re.S)),
    ("small", re.compile(r"\(?(?P<number>[a-z])[.)]\s+(?P<title>\S.*)", re.S)),
    ("decimal", re.compile(r"(?P<number>\d{1,2})\s+(?P<title>(?:A\s)?[A-ZÀ-Þ]\S.*)", re.S)),
)

_KINDS: tuple[tuple[SectionKind, str], ...] = (
    ("abstract", r"abstrak|abstracts?|abstraksi|intisari|ringkasan(?: eksekutif)?|executive summary|sari"),
    ("contents", r"daftar (?:isi|tabel|gambar|lampiran|singkatan|istilah|bagan|grafik|notasi|simbol|lambang"
                 r"|persamaan|rumus|algoritm[ae]|listing|kode(?: program)?|skema|diagram|foto|peta|akronim"
                 r"|ilustrasi|arti lambang)(?:(?: dan|,) .{1,40})?|(?:table of )?contents"
                 r"|list of (?:figures|tables|abbreviations|appendices|symbols|equations|algorithms|listings|acronyms)"
                 r"(?: and .{1,30})?"),
    ("references", r"daftar (?:pustaka|rujukan|referensi|bacaan)|kepustakaan|referensi|rujukan|references?"
                   r"|bibliograph(?:y|i)|bibliografi|works cited|literature cited|pustaka acuan"),
    ("appendix", r"lampiran(?:-lampiran)?|appendix|appendices|annex|supplementary materials?"),
    ("front", r"kata pengantar|prakata|preface|foreword|acknowledge?ments?|ucapan terima ?kasih|motto"
              r"|(?:halaman |lembar )?(?:persembahan|pengesahan|persetujuan|pernyataan.{0,60})"
              r"|(?:halaman|lembar) .{1,60}|(?:surat )?pernyataan .{1,60}|dedication|riwayat hidup"),
)  # fmt: skip
_KIND_PATTERNS = tuple((kind, re.compile(words, re.I)) for kind, words in _KINDS)

_USUAL = re.compile(
    r"pendahuluan|introduction|latar belakang(?: masalah)?|background|rumusan masalah"
    r"|tinjauan pustaka|kajian (?:pustaka|teori)|landasan teori|kerangka (?:teori|konseptual|pemikiran)"
    r"|literature review|related works?|theoretical framework"
    r"|(?:bahan dan )?metode(?: penelitian)?|metodologi(?: penelitian)?|(?:research |materials and )?methods?"
    r"|(?:research )?methodology|materials? (?:and|&) methods?"
    r"|hasil(?: penelitian)?|results?|findings|temuan|analisis"
    r"|(?:hasil dan )?pembahasan|diskusi|hasil (?:penelitian )?(?:dan|&) (?:pembahasan|diskusi)"
    r"|(?:results? (?:and|&) )?discussions?|results? (?:and|&) analysis"
    r"|evaluation|experiments?|limitations?"
    r"|ke?simpulan(?: dan saran)?|penutup|saran|concluding remarks|closing|recommendations?|future works?"
    r"|conclusions?(?: (?:and|&) (?:future works?|recommendations?|suggestions?|discussions?))?"
    r"|conflicts? of interest|funding|author contributions",
    re.I,
)
_RUN_IN = re.compile(
    r"\s*(?P<heading>abstrak|abstracts?|abstraksi|intisari|ringkasan)\s*(?:[:.—–]|-\s)\s*(?=\S)", re.I
)
_CAPTION = re.compile(
    r"(?:gambar|tabel|table|figure|fig\.|bagan|grafik|diagram|chart|peta|skema|foto)\s*"
    r"(?P<number>(?:[A-Z]\.|[IVX]+[.-])?\d{1,3}(?:[.-]\d{1,3})*[a-z]?|[IVX]{1,5})\b(?P<end>\s*[.:|–—-])?\s*(?P<rest>.*)",
    re.I | re.S,
)
_AMENDED = re.compile(r"\s*\*{1,6}\s?\)")
_BARE_LETTER = re.compile(r"(?P<number>[A-Z])\s+(?P<title>[A-Z][^\s.].+)", re.S)
_LEADERS = re.compile(r"(?:\. ?){4,}|…{2,}|\.{4,}")
"""Dots that lead to a page number: a line of the table of contents, not the heading itself."""
_FLOW_END = re.compile(r"[.;,:?!]$")


@dataclass(frozen=True, slots=True)
class Mark:
    """The sign that a heading carries.

    `number` is its printed number in parts ("2.1.3" → ("2", "1", "3"); Roman chapters become Arabic), empty
    for a usual word. `title` is what follows the number. `weight` orders the schemes, outermost lowest.
    """

    scheme: Scheme
    number: tuple[str, ...]
    title: str

    @property
    def weight(self) -> int:
        """Only its order counts: less is further out."""
        return _WEIGHTS[self.scheme] + (len(self.number) - 1 if self.scheme == "decimal" else 0)


def lettered(headings: Sequence[str]) -> dict[str, Mark]:
    """Appendices numbered by a bare letter ("A Data", "B Prompts"), by their text, among a document's headings.

    A letter alone may be an English article, so it counts only where "A.1 …" follows or B follows A.
    """
    found = [(text, mark) for text in headings if (mark := _BARE_LETTER.fullmatch(text))]
    letters = {mark["number"] for _, mark in found}
    divided = {text[0] for text in headings if re.match(r"[A-Z]\.1\b", text)}
    sure = {each for each in letters if each in divided or {"A", "B"} <= letters}
    return {text: Mark("chapter", (m["number"],), m["title"]) for text, m in found if m["number"] in sure}


def clean_heading(text: str) -> str:
    """The heading as it is shown in a path: white space collapsed, no colon or lone full stop at the end, without
    the marks of amendments ("BAB XA **) …").
    """
    clean = _AMENDED.sub("", " ".join(text.split())).rstrip(" :").lstrip()
    bare = clean.rstrip(" .—–-")
    return bare if bare.replace(" ", "").isalpha() else clean


def heading_mark(text: str, *, sure: bool = False) -> Mark | None:
    """The numbering or usual word that `text` shows, None where it shows none or reads like a sentence.

    `sure`: it is known to be a heading, so that "4 What Has It Brought?" is one as well.
    """
    # Long text is not looked at, nor kept as the key of what is known already.
    return _heading_mark(text, sure) if len(text) <= 2 * MAX_HEADING_CHARS else None


@functools.lru_cache(maxsize=4096)
def _heading_mark(text: str, sure: bool) -> Mark | None:
    text = clean_heading(text)
    if not text or len(text) > MAX_HEADING_CHARS or _LEADERS.search(text):
        return None
    if _is_usual(text):
        return Mark("word", (), text)
    for scheme, pattern in _MARKS:
        found = pattern.fullmatch(text)
        if found and (sure or not _is_sentence(found["title"] or "")):
            return Mark(scheme, number_parts(scheme, found["number"]), (found["title"] or "").strip())
    return None


def heading_rank(text: str) -> int | None:
    """Depth that numbering or usual words show, 1 = outermost; None where the text shows no sign.

    `A.`, `1.` and `a.` are relative: 2, 3 and 4 here as in a thesis, though under no chapter they may stand
    further out, which `sections.heading_paths` decides. An arabic number before a usual word is 1.
    """
    mark = heading_mark(text)
    if mark is None:
        return None
    if mark.scheme == "decimal":
        return len(mark.number)
    if mark.scheme == "arabic" and _is_usual(mark.title):
        return 1
    return _RANKS[mark.scheme]


def section_kind(text: str) -> SectionKind:
    """What a section is, by the usual words of its heading; `body` where they say nothing."""
    text = clean_heading(text[: 2 * MAX_HEADING_CHARS])
    for candidate in (text, _title_of(text)):
        for kind, pattern in _KIND_PATTERNS:
            if pattern.fullmatch(candidate):
                return kind
    mark = re.match(r"(?:lampiran|appendix|annex)\s+(?:[A-Z]|\d+|[IVX]+)\b", text, re.I)
    return "appendix" if mark else "body"


def in_capitals(text: str) -> bool:
    """Whether nearly all letters are capitals, as in titles; a name of a method may keep its own."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 1 and sum(letter.isupper() for letter in letters) >= 0.85 * len(letters)


def is_bare_mark(text: str) -> bool:
    """Whether this is a chapter's mark alone ("BAB II", "Bagian Kesatu"), its title on the next line."""
    mark = heading_mark(text)
    return mark is not None and mark.scheme in ("book", "chapter", "part", "paragraph") and not mark.title


def caption_number(text: str) -> str | None:
    """The number of a figure's or table's caption ("Gambar 2.1. …" → "2.1"), None where it is none.

    A sentence about the figure ("Tabel 1 menunjukkan …") is no caption.
    """
    if len(text) > 2 * MAX_HEADING_CHARS:
        return None
    found = _CAPTION.match(" ".join(text.split()))
    if not found:
        return None
    rest = found["rest"]
    if rest and not found["end"] and not (rest[0].isupper() or rest[0] in "(“\"'"):
        return None
    return found["number"]


def split_run_in(text: str) -> int:
    """Length of a run-in heading at the start of a paragraph ("Abstract: …"), with its sign; 0 for none."""
    found = _RUN_IN.match(text)
    if not found or not (found["heading"][0].isupper()):
        return 0
    return found.end()


def _is_usual(text: str) -> bool:
    return bool(_USUAL.fullmatch(text)) or any(p.fullmatch(text) for _, p in _KIND_PATTERNS)


def bare_title(text: str) -> str:
    """The heading without its numbering ("2.1 Landasan Teori" → "Landasan Teori")."""
    return _title_of(clean_heading(text))


def _title_of(text: str) -> str:
    for _, pattern in _MARKS:
        found = pattern.fullmatch(text)
        if found:
            return (found["title"] or "").strip()
    return text


def _is_sentence(title: str) -> bool:
    """Running text with a number before it: a list item, a clause of a law, a broken-off line."""
    words = title.split()
    if len(words) > 30:
        return True
    if len(words) > 3 and _FLOW_END.search(title):
        return True
    return bool(words) and words[0].islower() and len(words) > 2
