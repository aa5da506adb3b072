"""Tables of contents that were written by hand: their heading and their lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus.headings import section_kind
from corpus.records import Piece

_LEADER = re.compile(r"\t|(?:\.\s?){4,}|…{2,}|_{5,}|\s{4,}")
_PAGE = re.compile(r"\d{1,4}|[ivxlc]{1,8}")
_FILLER = " \t\r\f\v\u00a0.…_·"
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
    if titled:
        return bool(lines) and all(_ends_in_page(line) for line in lines)
    return bool(lines) and all(leads_to_page(line, _LEADER) for line in lines)


def leads_to_page(line: str, leader: re.Pattern[str]) -> bool:
    """Whether the line ends in a page's number behind what `leader` finds, with words before it.

    Read from its end, in time linear in its length: what is looked for forwards from each sign takes its cube.
    """
    if len(line) > _LONGEST:
        return False
    rest, page = _cut_page(line)
    words = rest.rstrip(_FILLER)
    # Of a line of dots alone the first is what the others lead from.
    start = max(len(words), len(line) - len(line.lstrip()) + 1)
    return bool(page) and bool(leader.search(rest, start))


def _ends_in_page(line: str) -> bool:
    rest, page = _cut_page(line)
    return len(line) <= _LONGEST and bool(page) and rest[-1:].isspace() and bool(rest.strip())


def _cut_page(line: str) -> tuple[str, str]:
    """What stands before the page's number at the line's end, and that number; "" where there is none."""
    line = line.rstrip()
    number = line[len(line.rstrip("0123456789")) :] or line[len(line.rstrip("ivxlc")) :]
    return line[: len(line) - len(number)], number if _PAGE.fullmatch(number) else ""
