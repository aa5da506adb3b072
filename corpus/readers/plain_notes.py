"""Footnotes in text taken from a PDF: found under their rule, and again where the text cites them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.readers.plain_lines import Layout, TextBlock, unwrap
from corpus.records import Piece

_NOTE = re.compile(r"(\d{1,3})[.)]?\s+(?=\S*[^\W\d_])")

_REACH_CHARS = 40_000
"""A note is on the page that cites it, or the next."""
_TAIL_CHARS = 300
"""At a paragraph's end is what is found in so many characters before it."""


def note_pieces(block: TextBlock, last: int, given: Layout) -> list[Piece]:
    """The footnotes of a block under a rule, empty where it begins with none after number `last`."""
    groups: list[list[str]] = []
    for line in block.lines:
        found = _NOTE.match(line)
        number = int(found[1]) if found else -1
        if found and (number == last + 1 or (not groups and (number == 1 or number > last))):
            groups.append([line])
            last = number
        elif groups:
            groups[-1].append(line)
        else:
            return []
    flat = replace_width(given)
    pieces = []
    for group in groups:
        text = " ".join(unwrap(group, flat))
        pieces.append(Piece("footnote", text, number=text.split()[0].rstrip(".)")))
    return pieces


def replace_width(given: Layout) -> Layout:
    """The layout for lines that are surely wrapped, whatever the rest of the text does."""
    return replace(given, width=given.width or 80)


def find_cites(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with the places noted where the text cites each footnote, as far as they can be told.

    Numbers are looked for in the footnotes' order, each behind the one before: first set close behind a
    word or a full stop ("kerja.1"), then at the end of a caption or paragraph, then between two words
    ("Indonesia 3 dan").
    """
    marked = list(pieces)
    at = (0, 0)
    for index, piece in enumerate(pieces):
        if piece.kind != "footnote" or not piece.number:
            continue
        place = _place(pieces, at, index, piece.number)
        if place:
            where, offset = place
            marked[where] = replace(marked[where], cites=(*marked[where].cites, (offset, piece.number)))
            at = (where, offset + len(piece.number))
    return marked


def _place(pieces: Sequence[Piece], start: tuple[int, int], end: int, number: str) -> tuple[int, int] | None:
    """The (piece, offset) that cites `number` between `start` and the footnote itself."""
    patterns = (
        re.compile(
            rf"(?:(?<=[^\W\d_])|(?<=\b(?:19|20)\d\d)(?=[.,;:)]))[.,;:)\]”\"’]*(?P<n>{number})(?![\w%]|[.,]\d)"
        ),
        re.compile(rf"\s(?P<n>{number})(?=(?:\s\d{{1,3}})*\s*$)"),
        re.compile(rf"(?<=[^\W\d_])[”\")]?\s(?P<n>{number})(?=\s|[.,;](?:\s|$))"),
    )
    first = _reach(pieces, start[0], end)
    for pattern in patterns:
        for index in range(first, end):
            piece = pieces[index]
            if piece.kind not in ("body", "caption", "heading"):
                continue
            at = start[1] if index == start[0] else 0
            if pattern is patterns[1]:
                at = max(at, len(piece.text) - _TAIL_CHARS)
            found = pattern.search(piece.text, at)
            if found:
                return index, found.start("n")
    return None


def _reach(pieces: Sequence[Piece], start: int, end: int) -> int:
    """The first piece that may cite a note at `end`: what is a few pages before it does not."""
    room = _REACH_CHARS
    at = end
    while at > start and room > 0:
        at -= 1
        room -= len(pieces[at].text) + 1
    return at
