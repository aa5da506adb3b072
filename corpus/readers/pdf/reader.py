"""One PDF from its bytes to a Reading: the order of the stages."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2 as pdfium

from corpus.readers.pdf.columns import find_gutters, ordered_lines
from corpus.readers.pdf.declared import read_declared
from corpus.readers.pdf.guard import lost_pages, read_plainly
from corpus.readers.pdf.holes import fill_holes
from corpus.readers.pdf.labels import settle_labels
from corpus.readers.pdf.layers import mend_layers
from corpus.readers.pdf.layout import PageLines, PageWords
from corpus.readers.pdf.lines import runs
from corpus.readers.pdf.loose import loose_lines, set_apart, upright
from corpus.readers.pdf.metadata import read_metadata
from corpus.readers.pdf.ocr import read_scans
from corpus.readers.pdf.opening import open_pdf
from corpus.readers.pdf.rows import rows_of
from corpus.readers.pdf.running_heads import mark_furniture
from corpus.readers.pdf.structure import structure
from corpus.readers.pdf.tables.grid import with_tables
from corpus.readers.pdf.turned import read_words, with_sideways
from corpus.readers.pdf.warnings import Noted, warnings_for
from corpus.readers.pdf.xfa import is_placeholder
from corpus.records import Page, Reading

MEDIA_TYPE = "application/pdf"

_A4 = (595.0, 842.0)


def read(
    data: bytes, name: str, password: str | None = None, *, outline: bool = True, labels: bool = True
) -> Reading:
    """Reads a PDF. `name` is for messages only.

    `outline` and `labels` say whether the outline and the page labels that it declares may help.

    Raises EmptyFileError, FormatError (not a PDF, or cut short) and EncryptedError.
    """
    document, opened = open_pdf(data, name, password)
    try:
        declared = read_declared(document, opened)
        words = fill_holes([_words(document, at) for at in range(len(document))])
        xfa = is_placeholder(document, words)
        words, unread = read_scans(document, words)
        words, doubtful = mend_layers(document, words)
    finally:
        document.close()
    pages = _lines(words)
    about = read_metadata(declared.metadata, pages)
    entries = declared.outline if outline else ()
    found = structure(pages, entries)
    if lost := lost_pages(pages, found.pieces, found.left_out):
        pages = read_plainly(pages, lost)
        found = structure(pages, entries)
    printed = [page.number_text for page in pages]
    shown = settle_labels(declared.labels if labels else None, printed)
    return Reading(
        media_type=MEDIA_TYPE,
        pieces=found.pieces,
        pages=tuple(
            _page(page, label, found.left_out.get(page.page.number, ()))
            for page, label in zip(pages, shown, strict=True)
        ),
        title=about.title,
        authors=about.authors,
        year=about.year,
        warnings=warnings_for(words, unread, Noted(doubtful, lost, xfa)),
    )


def _page(page: PageLines, label: str | None, left_out: Sequence[str]) -> Page:
    """The page without spans: those are known once the text is put together."""
    furniture = (*page.furniture, *left_out)
    return Page(page.page.number, label, page.page.how, (), page.page.confidence, furniture)


def _words(document: pdfium.PdfDocument, at: int) -> PageWords:
    """The words of one page; `failed` where it is damaged."""
    try:
        page = document[at]
    except pdfium.PdfiumError:
        return PageWords(at + 1, *_A4, (), how="failed")
    try:
        return read_words(page, at + 1)
    finally:
        page.close()


def _lines(pages: list[PageWords]) -> list[PageLines]:
    """The lines of each page in reading order, without furniture."""
    parts = [runs(upright(page), page.number) for page in pages]
    rows = [rows_of(part, page.number, page.height) for part, page in zip(parts, pages, strict=True)]
    mark_furniture(rows)
    bodies = [
        with_tables([run for row in own if not row.furniture for run in row.runs], page.rules)
        for own, page in zip(rows, pages, strict=True)
    ]
    stamps, loose = set_apart([loose_lines(page) for page in pages], [page.width for page in pages])
    heads = {row.shape for own in rows for row in own if row.furniture}
    found = []
    for at, (page, gutter) in enumerate(zip(pages, find_gutters(bodies), strict=True)):
        number = next((row.number for row in rows[at] if row.number), None)
        lines, left_out = with_sideways(ordered_lines(bodies[at], gutter), page, heads)
        furniture = (*(row.text for row in rows[at] if row.furniture), *stamps[at], *left_out)
        found.append(PageLines(page, tuple(lines), loose[at], furniture, number))
    return found
