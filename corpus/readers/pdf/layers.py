"""Text layers that poor OCR left behind a scan: read again by our own OCR where that gives more words.

A page is doubtful where too many of its words are in no lexicon. Two doubtful pages are tried first: where those
come out no better (a language that is neither Indonesian nor English, say), the others are not tried.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.lexicon import is_word
from corpus.readers.pdf.layout import PageWords
from corpus.readers.pdf.ocr import installed_languages, read_pages

_DOUBTFUL = 0.1
"""Share of unknown words from which a scan's layer is tried against our own OCR. Good text has 0.02 to 0.08."""

_DOUBTFUL_TYPE = 0.6
"""The same for a page that is no scan: names, formulas and program text are unknown, too."""

_PART = 0.2
"""Share of the document's pages that must be so, then: a font that names its letters wrongly is on many."""

_BETTER = 0.6
"""Our own OCR is taken where its share of unknown words is at most this part of the layer's."""

_KEPT = 0.6
"""And where it finds at least this part of the layer's words."""

_BAD = 0.25
"""From this share on a layer that OCR could not better is warned of."""

_LEAST_WORDS = 30
_TRIALS = 2
_LOOKS = 8
"""Of so many of the worst pages one must be a scan before the others are looked at: that takes time."""

_COVER = 0.6
"""Share of the page that one picture covers, where the page is a scan."""

_TOKEN = re.compile(r"[^\W_]+")


def mend_layers(
    document: pdfium.PdfDocument, pages: Sequence[PageWords]
) -> tuple[list[PageWords], tuple[int, ...]]:
    """The pages, those with a poor text layer by OCR where it is better; and the numbers of the others of those."""
    shares = {at: share for at, page in enumerate(pages) if (share := _unknown(page)) > _DOUBTFUL}
    worst = sorted((at for at in shares if pages[at].how == "text"), key=lambda at: -shares[at])
    scans = {at for at in worst[:_LOOKS] if _is_scan(document, at)}
    if scans:
        scans.update(at for at in worst[_LOOKS:] if _is_scan(document, at))
    typed = {at for at, share in shares.items() if at not in scans and share > _DOUBTFUL_TYPE}
    wanted = sorted(scans | typed if len(typed) > _PART * len(pages) else scans)
    found = list(pages)
    for at, page in _read_again(document, pages, wanted):
        if _is_better(page, pages[at]):
            found[at] = page
    bad = (at for at in wanted if at in scans and found[at] is pages[at] and shares[at] > _BAD)
    return found, tuple(pages[at].number for at in bad)


def _read_again(
    document: pdfium.PdfDocument, pages: Sequence[PageWords], wanted: Sequence[int]
) -> list[tuple[int, PageWords]]:
    """The wanted pages by OCR with their places; only the first few where those come out no better."""
    languages = installed_languages() if wanted else ""
    if not languages:
        return []
    worst = sorted(wanted, key=lambda at: _unknown(pages[at]), reverse=True)
    done: list[tuple[int, PageWords]] = []
    for part in (worst[:_TRIALS], worst[_TRIALS:]):
        if done and not any(_is_better(page, pages[at]) for at, page in done):
            break
        done += zip(part, read_pages(document, pages, part, languages), strict=True)
    return done


def _is_better(page: PageWords, layer: PageWords) -> bool:
    if page.how != "ocr" or len(page.words) < _KEPT * len(layer.words):
        return False
    return _unknown(page) <= _BETTER * _unknown(layer)


def _unknown(page: PageWords) -> float:
    """The share of a page's words that neither language has."""
    text = " ".join(word.text for word in page.words if not word.turned)
    tokens = [token for token in _TOKEN.findall(text) if len(token) > 2 and not token.isdigit()]
    if len(tokens) < _LEAST_WORDS:
        return 0.0
    return sum(not is_word(token) for token in tokens) / len(tokens)


def _is_scan(document: pdfium.PdfDocument, at: int) -> bool:
    """Whether one picture covers most of the page, and its text is behind the picture or drawn without ink."""
    page = document[at]
    try:
        width, height = page.get_size()
        hidden = False
        for each in page.get_objects([pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_TEXT], max_depth=3):
            x0, y0, x1, y1 = each.get_bounds()
            if each.type == pdfium_c.FPDF_PAGEOBJ_IMAGE and (x1 - x0) * (y1 - y0) > _COVER * width * height:
                return hidden or _has_invisible(page)
            hidden = hidden or each.type == pdfium_c.FPDF_PAGEOBJ_TEXT
        return False
    finally:
        page.close()


def _has_invisible(page: pdfium.PdfPage) -> bool:
    """Whether the page's first text is drawn without ink, as OCR programs do."""
    first = next(iter(page.get_objects([pdfium_c.FPDF_PAGEOBJ_TEXT], max_depth=3)), None)
    mode = pdfium_c.FPDFTextObj_GetTextRenderMode(first.raw) if first else None
    return bool(mode == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE)
