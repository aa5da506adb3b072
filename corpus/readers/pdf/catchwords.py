"""Catchwords: the last words of a page announce how the next one begins, as in printed laws."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from corpus.readers.pdf.rows import Row, is_mark, shape

_DOTS = re.compile(r"(?:\s*[.…]){2,}\s*$|…\s*$")
_LONGEST = 60
_SCRAP = 30
"""Letters of a form's number or a stamp that stands below them."""

_BELOW = 2
"""So many rows may stand below them."""


def mark_catchwords(pages: Sequence[list[Row]]) -> None:
    """The last words of a page that announce the first ones of the next: "Pasal 5 . . .", "BAB II".

    A form's number or a stamp below them is no text either.
    """
    for page, following in pairwise(pages):
        body = [row for row in page if not row.furniture]
        after = next((row for row in following if not row.furniture), None)
        right = max((run.x1 for row in body for run in row.runs), default=0.0)
        for at in range(len(body) - 1, max(len(body) - 1 - _BELOW, 0) - 1, -1):
            if after is not None and body[at].end == "bottom" and _announces(body[at], after, right):
                for row in body[at:]:
                    row.furniture = True
                break
            if len(body[at].text) > _SCRAP or is_mark(body[at].text):
                break


def _announces(row: Row, after: Row, right: float) -> bool:
    """Whether a row says how the next page begins: with dots behind it, or alone on the right and word for word."""
    if len(row.text) > _LONGEST:
        return False
    word = shape(_DOTS.sub("", row.text)).replace(" ", "")
    first = shape(after.text).replace(" ", "")[: len(word)]
    apart = min(run.x0 for run in row.runs) > 0.5 * right
    if _DOTS.search(row.text):
        return apart or SequenceMatcher(None, word, first, autojunk=False).ratio() > 0.7
    return apart and is_mark(row.text) and row.text.split() == after.text.split()[: len(row.text.split())]
