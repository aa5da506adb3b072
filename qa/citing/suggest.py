"""What kind of source a document is and where it appeared, as far as its first pages say so plainly.

A guess that a person can correct: where nothing is plain, the kind is `document` and the rest stays empty.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from corpus import Document
from qa.citing.csl import SMALL_WORDS, one_line
from qa.citing.laws import gazette, has_law_name, is_law, law_year
from qa.citing.records import THESES, Source, SourceKind

_FRONT = 4_000
"""Characters of the text that are looked at; beside them the running heads of the first pages."""
_PAGES = 3
_SAMPLE = 30_000
"""Characters of the text in which abbreviations are looked for."""
_SHOUTED = 0.85
"""A title with so great a part of its letters in capitals is set in capitals."""
_SHOUTING = re.compile(r"(?:[^\W\d_a-z]{2,}[^\w\n]+){2,}[^\W\d_a-z]{2,}")
"""Three words in capitals or more in a row are no abbreviations."""
_WORD = re.compile(r"[^\W_]+")
_CAPITAL = re.compile(r"[IVXL]+|KUH(?:AP|P|D)?|UUD?|N?RI|PP|TAP|MPRS?|DPRD?")
"""Roman numbers, and abbreviations in the names of laws."""
_THESIS: dict[SourceKind, re.Pattern[str]] = {
    "doctor": re.compile(r"^\W*(?:disertasi|doctoral (?:dissertation|thesis)|phd thesis)\W*$", re.I | re.M),
    "master": re.compile(r"^\W*(?:tesis|master['’]?s? thesis)\W*$", re.I | re.M),
    "bachelor": re.compile(
        r"^\W*(?:skripsi|(?:laporan )?(?:tugas|proyek) akhir|(?:bachelor['’]?s?|undergraduate) thesis)\W*$"
        r"|diajukan\b[^.]{0,200}\bgelar\s+sarjana",
        re.I | re.M,
    ),
}
_ARTICLE = re.compile(
    r"\bE?-?ISSN\b|^.{0,80}\b(?:jurnal|journal)\b.{0,60}\bvol(?:ume)?\b\.?\s*\d", re.I | re.M
)
_CITED_HEAD = re.compile(r"^([A-Z][A-Za-z&. ]{2,60}) (?:19|20)\d\d, (\d{1,4}), (\d{1,6})\b", re.M)
"""A running head such as "Future Internet 2025, 17, 414": journal, year, volume, article."""
_ABSTRACT = re.compile(r"\babstra(?:ct|k)\b", re.I)
_CONFERENCE = re.compile(
    r"^.{0,100}\b(?:prosiding|proceedings of|conference on|seminar nasional)\b", re.I | re.M
)
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s<>\"“”]+[^\s<>\"“”.,;)\]]")
_VOLUME = re.compile(r"\bvol(?:ume)?\b\.?\s*(\d{1,4})", re.I)
_ISSUE = re.compile(r"\b(?:no|nomor|issue)\b\.?\s*(\d{1,4})", re.I)
_JOURNAL = re.compile(
    r"(?:^|[|•·–—]\s*)((?:[\w&-]+\s+){0,5}(?:jurnal|journal|buletin|bulletin)\b[^,;:.|•·()\d\n]{0,70}?)"
    r"\s*(?=$|[,;:.|•·()–—]|\bvol|\d)",
    re.I | re.M,
)
_UNIVERSITY = re.compile(
    r"\b((?:(?i:universitas|institut|politeknik|sekolah tinggi))(?:[ ]+[A-Z][\w’'-]*){1,5}?"
    r"|(?:[A-Z][\w’'-]+[ ]+){1,4}(?:University|Institute of Technology)"
    r"|University of(?:[ ]+[A-Z][\w’'-]+){1,4}?)[ \t]*"
    r"(?=$|[,.;]|\d|(?:Jan|Feb|Mar|Apr|Mei|May|Jun|Jul|Agu|Aug|Sep|Okt|Oct|Nov|Des|Dec)[a-z]*\s+\d)",
    re.M,
)


def suggest_source(document: Document) -> Source:
    """The document as it would be cited, from what was read of it; `document` must have its text."""
    text = document.text[:_FRONT]
    heads = "\n".join(line for page in document.pages[:_PAGES] for line in page.furniture)
    front = f"{heads}\n{text}"
    kind = _kind(document, front)
    source = Source(
        document.id,
        _title(document) or document.path.rpartition("/")[2],
        document.authors,
        document.year,
        kind,
        _publisher(kind, front),
        language=document.language,
    )
    if kind == "legislation":
        year = law_year(source.title)
        return replace(source, authors=(), year=year, publisher=gazette(document, year))
    return _with_numbers(source, front) if kind in ("article", "conference") else source


def _title(document: Document) -> str:
    """The title; one in capitals throughout as a citation writes it, abbreviations as the text writes them."""
    title = one_line(document.title)
    letters = [c for c in title if c.isalpha()]
    if " " not in title or sum(c.isupper() for c in letters) < _SHOUTED * len(letters):
        return title
    sample = _SHOUTING.sub(" ", document.text[:_SAMPLE])
    lines = (line for line in sample.split("\n") if not line.isupper())
    seen = Counter(word for line in lines for word in _WORD.findall(line))
    words = [_written(w, seen) for w in title.split(" ")]
    return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]])


def _written(word: str, seen: Counter[str]) -> str:
    letters = "".join(_WORD.findall(word))
    if word.casefold() in SMALL_WORDS:
        return word.lower()
    abbreviated = seen[letters] > seen[letters.title()] + seen[letters.lower()]
    return word if abbreviated or not word.isupper() or _CAPITAL.fullmatch(letters) else word.title()


def _kind(document: Document, front: str) -> SourceKind:
    if is_law(document, front):
        return "legislation"
    for kind, pattern in _THESIS.items():
        if pattern.search(front):
            return kind
    if _ARTICLE.search(front) or _CITED_HEAD.search(front):
        return "article"
    if _CONFERENCE.search(front):
        return "conference"
    if _DOI.search(front) and _ABSTRACT.search(front):
        return "article"
    if has_law_name(one_line(document.title)):
        return "legislation"
    return "webpage" if document.media_type == "text/html" else "document"


def _publisher(kind: SourceKind, front: str) -> str:
    if kind in THESES:
        found = _UNIVERSITY.search(front)
    elif kind == "article":
        found = _CITED_HEAD.search(front) or _JOURNAL.search(front)
    else:
        return ""
    name = one_line(found[1]) if found else ""
    return name.title() if name.isupper() else name


def _with_numbers(source: Source, front: str) -> Source:
    doi, head = _DOI.search(front), _CITED_HEAD.search(front)
    volume, issue = _VOLUME.search(front), _ISSUE.search(front)
    return replace(
        source,
        volume=head[2] if head else volume[1] if volume else "",
        issue=issue[1] if issue and volume and not head else "",
        pages=head[3] if head else "",
        url=f"https://doi.org/{doi[0]}" if doi else "",
    )
