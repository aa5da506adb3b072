"""Tables of contents that were written by hand: their heading and their lines."""

from __future__ import annotations

import re

from corpus.headings import section_kind

_ENTRY = re.compile(
    r"\S.*?(?P<leader>\t|(?:\.\s?){4,}|…{2,}|_{5,}|\s{4,})[\s.…_]*(?:\d{1,4}|[ivxlc]{1,8})\s*$"
)
_TITLED = re.compile(r"\S.*?\s(?:\d{1,4}|[ivxlc]{1,8})\s*$")
_LONGEST = 300


def is_contents_heading(text: str) -> bool:
    """Whether this is the heading of such a list ("DAFTAR ISI", "Daftar Tabel")."""
    return len(text) < 60 and section_kind(text) == "contents"


def is_entry(text: str, *, titled: bool = False) -> bool:
    """Whether every line of the paragraph leads to a page's number: by a tab or dots, or, right below the
    heading of the list (`titled`), by the number alone.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    pattern = _TITLED if titled else _ENTRY
    return bool(lines) and all(len(line) <= _LONGEST and pattern.match(line) for line in lines)
