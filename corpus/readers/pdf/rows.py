"""The rows of a page: all that stands on one height, and how near it is to the page's ends."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.headings import caption_number, heading_mark, is_bare_mark
from corpus.readers.pdf.layout import Line

_ZONE = 0.25
"""Share of the page's height at its top and bottom in which heads and feet are looked for."""

_ENDS = 6
"""Rows at each end of a page that may be heads and feet."""

DIGITS = re.compile(r"\d+")
_BLANK = re.compile(r"[^\w#*]+")


@dataclass(slots=True, eq=False)
class Row:
    """All runs of a page on one height, at the baseline `base`. `end` is "top", "bottom" or "middle".

    `text` is that of the runs from left to right, `shape` the same with its numbers blotted out.
    """

    page: int
    runs: list[Line]
    base: float
    end: str = "middle"
    furniture: bool = False
    number: str | None = None
    text: str = ""
    shape: str = ""


def rows_of(runs: Iterable[Line], page: int, height: float) -> list[Row]:
    """The rows of one page from top to bottom, those near its ends marked."""
    rows: list[Row] = []
    for run in sorted(runs, key=lambda run: run.base):
        if rows and run.base - rows[-1].base < 2.5:
            rows[-1].runs.append(run)
        else:
            rows.append(Row(page, [run], run.base))
    for at, row in enumerate(rows):
        row.text = " ".join(run.text for run in sorted(row.runs, key=lambda run: run.x0))
        row.shape = shape(row.text)
        if at < _ENDS and row.base < _ZONE * height:
            row.end = "top"
        elif at >= len(rows) - _ENDS and row.base > (1 - _ZONE) * height:
            row.end = "bottom"
    return rows


def shape(text: str) -> str:
    """A text with its numbers blotted out, so that running heads of different pages are alike."""
    return _BLANK.sub(" ", DIGITS.sub("#", text.lower())).strip()


def is_mark(text: str) -> bool:
    """ "BAB II", "Pasal 7", "Tabel 3 …": a number that counts on, but no page's."""
    mark = heading_mark(text)
    article = mark is not None and mark.scheme == "article"
    return is_bare_mark(text) or article or caption_number(text) is not None
