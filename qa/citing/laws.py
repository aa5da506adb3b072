"""Laws and regulations: how a document is known for one, and how its name is taken apart.

A name alone can be that of a book about a law, and articles ("Pasal") alone those of a contract. So a document
counts as a law where it opens as the law on legislation (UU 12/2011) has laws open, where its name is that of a
code and it stands in articles, or where its name is the whole official one with its number.
"""

from __future__ import annotations

import re

from corpus import Document

ARTICLES_LEAST = 3
"""Sections headed "Pasal 1" and so on, from which on a document stands in articles."""
_ARTICLE = re.compile(r"(?:pasal|article)\s+(?:\d+|[IVXL]+)\b", re.I)
_OPENING = re.compile(r"dengan\s+rahmat\s+tuhan\s+yang\s+maha\s+esa\b.{0,400}?\bmenimbang\b", re.I | re.S)
_FORM = (
    r"undang-?undang|uu|peraturan|perp?pu|pp|perpres|permen\w*|perda|pergub|perbup|perwali|perma|keputusan|kep?pres"
    r"|kepmen\w*|instruksi|inpres|ketetapan|tap|qanun"
)
_NUMBERED = re.compile(
    rf"(?:salinan\s+)?(?:{_FORM})\b[^.:\n]{{0,100}}?\b(?:nomor|no\b\.?)\s*:?\s*[\w./-]+"
    r"(?:\s+tahun\s+[12]\w{3})?(?:,?\s+tentang\s.+)?",
    re.I | re.S,
)
_IN_ENGLISH = re.compile(
    r"(?:law|act|(?:government|presidential|regional) regulation)(?: of the republic of indonesia)?,?"
    r" (?:number|no\.?) \d+ (?:of|year) [12]\d{3}(?:,? (?:on|concerning|regarding|about) .+)?",
    re.I,
)
_CODE = re.compile(
    r"(?:kitab undang-undang hukum (?:pidana|perdata|dagang|acara pidana|acara perdata)"
    r"|kuh ?(?:p|perdata|pidana|dagang|d|ap|acara pidana))(?: \(\w[\w ]*\))?(?: (?:nasional|republik indonesia))?"
    r"|(?:uud|undang-undang dasar)(?: negara)?(?: republik indonesia| n?ri)?(?:(?: tahun)? 1945)?"
    r"(?: dalam satu naskah)?",
    re.I,
)
_YEAR = re.compile(r"\b(?:tahun|of|year)\s+([12]\d{3})\b|\b(1945)\b", re.I)
_SHORT = re.compile(r"(.*?\d\S*),?\s+(?:tentang|dalam satu naskah|on|concerning|regarding|about)\b", re.I)
_GAZETTE = re.compile(
    r"^\(?((?:lembaran|berita) (?:negara|daerah) [a-z .,-]{3,60}? tahun ([12]\d{3}) nomor \d+)\)?$",
    re.I | re.M,
)


def is_law(document: Document, front: str) -> bool:
    """Whether it is surely a law or a regulation; `front` is the beginning of its text."""
    title = " ".join(document.title.split())
    if _articles(document) >= ARTICLES_LEAST:
        return bool(_OPENING.search(front) or _CODE.fullmatch(title) or has_law_name(title))
    return False


def has_law_name(title: str) -> bool:
    """Whether this is the whole name of a law with its number, and nothing more."""
    return bool(_NUMBERED.fullmatch(title) or _IN_ENGLISH.fullmatch(title))


def _articles(document: Document) -> int:
    return sum(bool(s.headings and _ARTICLE.match(s.headings[-1])) for s in document.sections)


def law_year(title: str) -> int | None:
    """The year in a law's name: the file's own may be that of a print."""
    found = _YEAR.search(short_law_name(title) or title)
    return int(found[1] or found[2]) if found else None


def short_law_name(title: str) -> str:
    """What comes before "tentang": Undang-Undang Nomor 3 Tahun 2025. Empty where the name has no such part."""
    found = _SHORT.match(title)
    return found[1] if found else ""


def gazette(document: Document, year: int | None) -> str:
    """Where the law was promulgated, as a line of its own says it: Lembaran Negara Republik Indonesia Tahun …"""
    found = {" ".join(m[1].split()).upper() for m in _GAZETTE.finditer(document.text) if int(m[2]) == year}
    return found.pop().title() if len(found) == 1 else ""
