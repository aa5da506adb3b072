"""The outline that a file declares, and which paragraphs its entries are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium

from corpus.headings import is_bare_mark
from corpus.readers.pdf.paragraphs import Para

MOST = 5000
_LEFTOVER = 14
"""So many letters and digits may stand before an entry's words on the page: "Bab VIII", "4.2.11"."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its words, its depth (1 = outermost) and its physical page from 1, None where unknown."""

    title: str
    level: int
    page: int | None


def read_outline(document: pdfium.PdfDocument) -> Iterator[Entry]:
    """The first entries in order; none where the file declares none."""
    for at, mark in enumerate(document.get_toc()):
        if at >= MOST:
            return
        title = _title(mark)
        place = mark.get_dest()
        page = place.get_index() if place else None
        if title:
            yield Entry(title, mark.level + 1, page + 1 if page is not None and page >= 0 else None)


def _title(mark: pdfium.PdfBookmark) -> str:
    """The words of an entry; none where its letters are damaged."""
    try:
        return " ".join(mark.get_title().split())
    except UnicodeDecodeError:
        return ""


def plain(text: str) -> str:
    """Only the letters and digits of a text, small."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).lower())


def apply_outline(paras: Sequence[Para], entries: Sequence[Entry]) -> int:
    """Makes headings of the paragraphs that the entries name. Returns how many entries were found."""
    by_page: dict[int, list[int]] = {}
    for at, para in enumerate(paras):
        by_page.setdefault(para.first.page, []).append(at)
    found = 0
    low = 0
    for entry in entries:
        place = _find(paras, by_page, entry, low)
        if place is None:
            continue
        low = place
        found += 1
        for at in range(place, place + _spread(paras, place, plain(entry.title))):
            paras[at].kind, paras[at].level = "heading", entry.level
    return found


def _find(paras: Sequence[Para], by_page: dict[int, list[int]], entry: Entry, low: int) -> int | None:
    """The paragraph of an entry: on its page, else on those beside it, not before the last one found."""
    wanted = plain(entry.title)
    if entry.page is None or not wanted:
        return None
    for page in (entry.page, entry.page + 1, entry.page - 1):
        for least in (low, 0):
            for at in by_page.get(page, ()):
                if at >= least and paras[at].kind in ("body", "heading") and _spread(paras, at, wanted):
                    return at
    return None


def _spread(paras: Sequence[Para], at: int, wanted: str) -> int:
    """Over how many paragraphs from `at` on the entry's words stand: 2 where a chapter's mark stands apart."""
    if _names(paras[at], wanted):
        return 1
    both = is_bare_mark(paras[at].text) and at + 1 < len(paras)
    return 2 if both and plain(paras[at].text + paras[at + 1].text) == wanted else 0


def _names(para: Para, wanted: str) -> bool:
    """Whether an entry (its letters and digits) names the paragraph, but for a number or mark before it."""
    if len(para.lines) > 6 or para.verbatim:
        return False
    text = plain(para.text)
    if text == wanted:
        return True
    if text.endswith(wanted) and len(text) - len(wanted) <= _LEFTOVER:
        return _is_marked(para.text)
    appendix = re.sub(r"^(?:lampiran|appendix)", "", wanted)
    if appendix != wanted:
        return bool(re.match(r"(?:lampiran|appendix)", text)) and (
            text.endswith(appendix) if len(appendix) > 3 else text.startswith(wanted)
        )
    return False


def _is_marked(text: str) -> bool:
    return bool(
        re.match(r"(?:bab|chapter|bagian|part|lampiran|appendix|[IVXA-Z\d.]+\s|\(?\w{1,4}[.)]|§)", text, re.I)
    )
