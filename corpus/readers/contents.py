"""Tables of contents that were written by hand: their heading and their lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus.headings import section_kind
from corpus.records import Piece

_ENTRY = re.compile(
    r"\S.*?(?P<leader>\t|(?:\.\s?){4,}|…{2,}|_{5,}|\s{4,})[\s.…_]*(?:\d{1,4}|[ivxlc]{1,8})\s*$"
)
_TITLED = re.compile(r"\S.*?\s(?:\d{1,4}|[ivxlc]{1,8})\s*$")
_LONGEST = 300


def is_contents_heading(text: str) -> bool:
    """Whether this is the heading of such a list ("DAFTAR ISI", "Daftar Tabel")."""
    return len(text) < 60 and section_kind(text) == "contents"


def without_entries(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces without the lines right below the heading of such a list, as far as each leads to a page."""
    inside = False
    for piece in pieces:
        if piece.kind in ("heading", "body") and is_contents_heading(piece.text):
            inside = True
            yield piece
            continue
        inside = inside and piece.kind != "table" and is_entry(piece.text, titled=True)
        if not inside:
            yield piece


def is_entry(text: str, *, titled: bool = False) -> bool:
    """Whether every line of the paragraph leads to a page's number: by a tab or dots, or, right below the
    heading of the list (`titled`), by the number alone.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    pattern = _TITLED if titled else _ENTRY
    return bool(lines) and all(len(line) <= _LONGEST and pattern.match(line) for line in lines)
