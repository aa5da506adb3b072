"""Tables of contents in text taken from a PDF: lines of dots that lead to a page's number, left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.readers.contents import is_contents_heading, leads_to_page

_LEADER = re.compile(r"(?:\.\s?){4,}|…\s?…|_{5,}|(?:·\s?){4,}")
_LEAST = 3
_BETWEEN = 5
"""Filled lines between two entries of one list at most: titles that the page's width wrapped, page numbers."""
_LONGEST = 160


def without_contents(text: str) -> str:
    """The text without the lines of its tables of contents; their headings stay."""
    lines = text.split("\n")
    entries = [at for at, line in enumerate(lines) if leads_to_page(line, _LEADER)]
    gone: set[int] = set()
    for run in _runs(lines, entries):
        if len(run) >= _LEAST:
            gone |= set(range(_first(lines, run[0]), run[-1] + 1))
    gone -= {at for at in gone if is_contents_heading(lines[at].strip()) and lines[at].strip()}
    # A page that starts in the list still starts: its form feed stays.
    return "\n".join("\f" * line.count("\f") if at in gone else line for at, line in enumerate(lines))


def _runs(lines: Sequence[str], entries: Sequence[int]) -> Iterator[list[int]]:
    """Entries that follow one another closely, over the break of a page too."""
    run = list(entries[:1])
    for before, at in pairwise(entries):
        if sum(bool(line.strip()) for line in lines[before + 1 : at]) > _BETWEEN:
            yield run
            run = []
        run.append(at)
    if run:
        yield run


def _first(lines: Sequence[str], entry: int) -> int:
    """Where the list begins: at its heading, where that stands right above, else at its first entry."""
    at = entry
    seen = 0
    while at > 0 and seen < _BETWEEN:
        at -= 1
        line = lines[at].strip()
        if is_contents_heading(line) and line:
            return at + 1
        if len(line) > _LONGEST:
            break
        seen += bool(line)
    return entry
