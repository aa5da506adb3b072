"""Paragraphs and tables to pieces: their text, their page breaks, and where they cite footnotes."""

from __future__ import annotations

from corpus.cells import row_text
from corpus.readers.pdf.hyphens import Vocabulary, glue
from corpus.readers.pdf.paragraphs import Para
from corpus.records import Piece


def piece_of(para: Para, words: Vocabulary) -> Piece:
    """The paragraph as one piece, with its page breaks and the places where it cites footnotes."""
    if para.first.table:
        return _table_piece(para, para.first.table.header)
    text = ""
    breaks: list[tuple[int, int]] = []
    cites: list[tuple[int, str]] = []
    for at, line in enumerate(para.lines):
        own = line.text
        cut, between = (0, "\n") if para.verbatim and text else glue(text, own, words)
        text = (text[:-cut] if cut else text) + between
        if not breaks or breaks[-1][1] != line.page:
            breaks.append((len(text), line.page))
        cites += [(len(text) + offset, number) for offset, number in para.cites.get(at, ())]
        text += own
    breaks[0] = (0, breaks[0][1])
    return Piece(
        kind=para.kind,
        text=text,
        level=para.level,
        breaks=tuple(breaks),
        number=para.number,
        cites=tuple(cites),
        section=para.section,
    )


def _table_piece(para: Para, header: int) -> Piece:
    """A row a line, cells parted by a bar. Each line of the paragraph is the table's part on one page."""
    rows: list[str] = []
    breaks: list[tuple[int, int]] = []
    for line in para.lines:
        breaks.append((sum(map(len, rows)) + len(rows), line.page))
        rows += [row_text(row) for row in line.table.rows] if line.table else [line.text]
    size = len("\n".join(rows[:header]))
    return Piece("table", "\n".join(rows), 0, tuple(breaks), para.number, size, para.caption)
