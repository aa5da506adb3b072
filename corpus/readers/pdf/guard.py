"""A guard against text that is lost: what a page's file holds has to arrive in the text or in a running head.

Pages where it does not are read the plain way: in the order of the file, line by line, nothing left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from corpus.readers.pdf.layout import PageLines, PageWords, Word
from corpus.readers.pdf.lines import runs
from corpus.readers.pdf.rows import shape
from corpus.readers.pdf.running_heads import alike
from corpus.records import Piece

_LEAST = 0.8
"""Share of a page's letters that must arrive."""

_LEAST_IN_DOUBT = 0.95
"""The same where running heads hold more than `_MOST_HEADS` of the document's letters."""

_MOST_HEADS = 0.1
_FEW_LETTERS = 80
"""A page with fewer letters is a divider: its share says nothing."""

_REPEATS = 3
_SCRAP = 30
"""Letters of a running head that need not stand on other pages: a page number, a stamp."""


def lost_pages(
    pages: Sequence[PageLines], pieces: Iterable[Piece], left_out: Mapping[int, Sequence[str]]
) -> tuple[int, ...]:
    """The numbers of the pages of which too little arrived. `left_out`: headers of tables that repeat, by page."""
    given = {page.page.number: _given(page.page) for page in pages}
    arrived = _arrived(pieces)
    heads = sum(_letters(text) for page in pages for text in page.furniture)
    least = _LEAST_IN_DOUBT if heads > _MOST_HEADS * sum(given.values()) else _LEAST
    lost: list[int] = []
    for page in pages:
        number = page.page.number
        got = arrived[number] + sum(map(_letters, left_out.get(number, ())))
        # A row that goes on across pages is one row, and counted on one of them.
        got += sum(max(arrived[near] - given.get(near, 0), 0) for near in (number - 1, number + 1))
        wanted = least * given[number]
        if given[number] >= _FEW_LETTERS and got < wanted and got + _real_heads(page, pages) < wanted:
            lost.append(number)
    return tuple(lost)


def read_plainly(pages: Sequence[PageLines], numbers: Collection[int]) -> list[PageLines]:
    """The pages, those of these numbers with all their words in the order of the file."""
    return [_plain(page) if page.page.number in numbers else page for page in pages]


def _plain(page: PageLines) -> PageLines:
    parts = (page.page, *page.page.sideways)
    found = [run for part in parts for run in runs(_seen(part), page.page.number)]
    left, right = min(run.x0 for run in found), max(run.x1 for run in found)
    lines = tuple(replace(run, left=left, right=right) for run in found)
    return replace(page, lines=lines, loose=(), furniture=())


def _seen(page: PageWords) -> list[Word]:
    return [word for word in page.words if not word.clipped]


def _given(page: PageWords) -> int:
    return sum(_letters(word.text) for part in (page, *page.sideways) for word in _seen(part))


def _arrived(pieces: Iterable[Piece]) -> Mapping[int, int]:
    """How many letters of the text each page gave."""
    found: defaultdict[int, int] = defaultdict(int)
    for piece in pieces:
        ends = [start for start, _ in piece.breaks[1:]] + [len(piece.text)]
        for (start, page), end in zip(piece.breaks, ends, strict=True):
            found[page] += _letters(piece.text[start:end])
    return found


def _real_heads(page: PageLines, pages: Sequence[PageLines]) -> int:
    """How many letters of a page are in running heads that other pages have too, or are scraps."""
    others = [[shape(text) for text in other.furniture] for other in pages]
    least = min(_REPEATS, len(pages))
    return sum(
        _letters(text)
        for text in page.furniture
        if _letters(text) <= _SCRAP
        or sum(any(alike(shape(text), each) for each in own) for own in others) >= least
    )


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
