"""Lines to pieces: what each stretch of lines is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.headings import split_run_in
from corpus.readers.blocks import paragraph_pieces
from corpus.readers.pdf.contents import contents_of
from corpus.readers.pdf.figures import mark_figures
from corpus.readers.pdf.headings import mark_headings
from corpus.readers.pdf.hyphens import vocabulary
from corpus.readers.pdf.layout import Line, PageLines
from corpus.readers.pdf.notes import find_cites, split_notes
from corpus.readers.pdf.outline import Entry, apply_outline
from corpus.readers.pdf.paragraphs import Measures, Para, join_cut, measure, paragraphs
from corpus.readers.pdf.pieces import piece_of
from corpus.readers.pdf.tables.continued import join_tables
from corpus.readers.pdf.tables.unruled import with_aligned
from corpus.records import Piece

_EARLY = 20
"""The last physical page on which an abstract may stand."""


@dataclass(frozen=True, slots=True)
class Structure:
    """The pieces of a document in reading order, and by page the repeated headers left out of its tables."""

    pieces: tuple[Piece, ...]
    left_out: Mapping[int, Sequence[str]]


def structure(pages: Sequence[PageLines], outline: Sequence[Entry]) -> Structure:
    """What each stretch of lines is."""
    lines = [line for page in pages for line in page.lines]
    given = measure(lines)
    known = vocabulary(lines)
    paras = [para for page in pages for para in _page(page, given)]
    paras, left_out = join_tables(paras)
    mark_figures(paras, given)
    apply_outline(paras, outline)
    mark_headings(paras, given)
    find_cites(paras)
    pieces = (part for para in join_cut(paras, given) for part in _parts(piece_of(para, known)))
    return Structure(tuple(pieces), left_out)


def _parts(piece: Piece) -> list[Piece]:
    """An abstract whose heading stands in its first line ("Abstract—…") as heading and text."""
    early = piece.breaks[0][1] <= _EARLY
    return paragraph_pieces(piece) if early and piece.kind == "body" and split_run_in(piece.text) else [piece]


def _page(page: PageLines, given: Measures) -> list[Para]:
    """One page's paragraphs, its special parts told apart from running text."""
    found: list[Para] = []
    lines, notes = split_notes(page.lines, page.page.rules, given)
    before, inside, after = _cut(lines, contents_of(lines))
    found += paragraphs(with_aligned(before), given)
    if inside:
        found.append(Para(list(inside), kind="other", verbatim=True))
    found += paragraphs(with_aligned(after), given)
    found += notes
    found += [Para([line], kind="other") for line in page.loose]
    return found


def _cut(lines: Sequence[Line], part: range) -> tuple[Sequence[Line], Sequence[Line], Sequence[Line]]:
    if not part:
        return lines, (), ()
    return lines[: part.start], lines[part.start : part.stop], lines[part.stop :]
