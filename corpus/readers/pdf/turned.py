"""Which way up a page is read, and the parts of it that are set another way: a wide table on its side, say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

import pypdfium2 as pdfium

from corpus.headings import caption_number
from corpus.readers.pdf.chars import page_words
from corpus.readers.pdf.columns import ordered_lines
from corpus.readers.pdf.layout import Line, PageWords, Word
from corpus.readers.pdf.lines import runs
from corpus.readers.pdf.rows import shape
from corpus.readers.pdf.tables.drawn_lines import page_rules
from corpus.readers.pdf.tables.grid import with_tables

_MOST = 0.6
"""Share of a page's letters that must run up or down before the whole page is turned."""

_LEAST_WORDS = 12
_WORDS_A_LINE = 3
"""Fewer words on a baseline are labels of a picture, not text or the rows of a table."""

_TOP = 0.3
"""Share of the page's height: a part that ends above it comes before the rest."""

_CAPTION = re.compile(r"tab(?:el|le)\b", re.I)

_APART = 2000
"""Added to the number of a column: lines of a turned part are told from those of the page."""


def read_words(page: pdfium.PdfPage, number: int) -> PageWords:
    """The words of one page, in the order of the file; `how` is `empty` where it holds none.

    A page whose words mostly run up or down is turned upright; where a part of it does, that part is in
    `sideways`.
    """
    words = page_words(page)
    letters = _letters(words)
    turned = {at: count for at, count in letters.items() if at}
    quarters = max(turned, key=turned.__getitem__, default=0)
    if not quarters:
        return _page(page, number, words, 0)
    main = quarters if turned[quarters] > _MOST * letters.total() else 0
    if main:
        words = page_words(page, main)
    parts: list[PageWords] = []
    for other in range(1, 4):
        found = any(word.quarters == other for word in words)
        own = _text(page, number, (main + other) % 4) if found else None
        if own:
            parts.append(own)
            kept = Counter(word.text for word in own.words)
            words = tuple(word for word in words if word.quarters != other or not _takes(kept, word.text))
    return replace(_page(page, number, words, main), sideways=tuple(parts))


def _takes(kept: Counter[str], text: str) -> bool:
    """Whether one more word of this text is among the kept ones, which it leaves."""
    kept[text] -= 1
    return kept[text] >= 0


def _letters(words: Sequence[Word]) -> Counter[int]:
    """How many letters are set upright by each number of quarter turns."""
    letters: Counter[int] = Counter()
    for word in words:
        letters[word.quarters] += len(word.text)
    return letters


def _page(page: pdfium.PdfPage, number: int, words: tuple[Word, ...], quarters: int) -> PageWords:
    width, height = page.get_width(), page.get_height()
    if quarters % 2:
        width, height = height, width
    rules = page_rules(page, quarters) if words else ()
    return PageWords(number, width, height, words, rules, "text" if words else "empty")


def _text(page: pdfium.PdfPage, number: int, quarters: int) -> PageWords | None:
    """The words that these quarter turns set upright, where they are text; None for labels of a picture.

    Of a page that is read sideways the lines in its upright direction are text as well, such as the caption of
    the table.
    """
    words = [word for word in page_words(page, quarters) if not word.turned and not word.clipped]
    rows = Counter(round(word.base / 2) for word in words)
    if quarters == 0:
        words = [word for word in words if rows[round(word.base / 2)] >= _WORDS_A_LINE]
    elif len(words) < _LEAST_WORDS or len(rows) < 2 or len(words) < _WORDS_A_LINE * len(rows):
        return None
    return _page(page, number, tuple(words), quarters) if words else None


def with_sideways(
    lines: Sequence[Line], page: PageWords, heads: Collection[str]
) -> tuple[list[Line], tuple[str, ...]]:
    """The lines of a page and those of its turned parts, and those of them that are running heads.

    `heads` are the shapes of the document's running heads.
    """
    found = list(lines)
    left_out: list[str] = []
    for at, part in enumerate(page.sideways, start=1):
        own = ordered_lines(with_tables(runs(part.words, page.number), part.rules), None)
        left_out += [line.text for line in own if not line.table and shape(line.text) in heads]
        kept = [line for line in own if line.table or shape(line.text) not in heads]
        place = _place(found, part)
        # Text on its side in a picture does not part the paragraphs around it.
        aside = place > 0 and not any(_is_tabular(line) for line in (*kept, *found[place - 1 : place]))
        found[place:place] = [replace(ln, region=ln.region + _APART * at, aside=aside) for ln in kept]
    return found, tuple(left_out)


def _is_tabular(line: Line) -> bool:
    """Whether the line is a table, or the caption of one."""
    return line.table is not None or bool(_CAPTION.match(line.text) and caption_number(line.text))


def _place(lines: Sequence[Line], part: PageWords) -> int:
    """Behind the last caption of a table that no table follows, else above or below the other lines."""
    for at in reversed(range(len(lines))):
        if lines[at].table:
            break
        if _is_tabular(lines[at]):
            return at + 1
    return 0 if max(word.base for word in part.words) < _TOP * part.height else len(lines)
