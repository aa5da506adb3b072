"""One PDF from its bytes to a Reading: the order of the stages."""

from __future__ import annotations

import pypdfium2 as pdfium

from corpus.readers.pdf.chars import read_words
from corpus.readers.pdf.columns import find_gutters, ordered_lines
from corpus.readers.pdf.furniture import mark_furniture, rows_of
from corpus.readers.pdf.hyphens import vocabulary
from corpus.readers.pdf.labels import settle_labels
from corpus.readers.pdf.layout import PageLines, PageWords
from corpus.readers.pdf.lines import runs
from corpus.readers.pdf.opening import open_pdf
from corpus.readers.pdf.paragraphs import join_cut, measure, paragraphs, piece_of
from corpus.records import Page, Reading

MEDIA_TYPE = "application/pdf"


def read(data: bytes, name: str, password: str | None = None, *, outline: bool = True) -> Reading:
    """Reads a PDF. `name` is for messages only; `outline` says whether its own outline may help.

    Raises EmptyFileError, FormatError (not a PDF, or cut short) and EncryptedError.
    """
    document, declared = open_pdf(data, name, password)
    try:
        words = [_words(document, at) for at in range(len(document))]
    finally:
        document.close()
    pages = _lines(words)
    lines = [line for page in pages for line in page.lines]
    given = measure(lines)
    known = vocabulary(lines)
    paras = join_cut(paragraphs(lines, given), given)
    labels = settle_labels(None, [page.number_text for page in pages])
    return Reading(
        media_type=MEDIA_TYPE,
        pieces=tuple(piece_of(para, known) for para in paras),
        pages=tuple(
            Page(page.page.number, label, page.page.how, (), page.page.confidence, page.furniture)
            for page, label in zip(pages, labels, strict=True)
        ),
    )


def _words(document: pdfium.PdfDocument, at: int) -> PageWords:
    page = document[at]
    try:
        return read_words(page, at + 1)
    finally:
        page.close()


def _lines(pages: list[PageWords]) -> list[PageLines]:
    """The lines of each page in reading order, without furniture."""
    parts = [runs((word for word in page.words if not word.turned), page.number) for page in pages]
    rows = [rows_of(part, page.number, page.height) for part, page in zip(parts, pages, strict=True)]
    mark_furniture(rows)
    bodies = [[run for row in page if not row.furniture for run in row.runs] for page in rows]
    found = []
    for page, own, body, gutter in zip(pages, rows, bodies, find_gutters(bodies), strict=True):
        furniture = tuple(row.text for row in own if row.furniture)
        number = next((row.number for row in own if row.number), None)
        found.append(PageLines(page, tuple(ordered_lines(body, gutter)), furniture, number))
    return found
