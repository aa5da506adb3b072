"""Title, authors and year from a document's own first pages, where the file declares none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.headings import clean_heading, heading_mark
from corpus.records import Piece

_FRONT_PIECES = 12
_FRONT_CHARS = 2000
_TITLE_CHARS = (8, 300)
_NO_TITLE = re.compile(
    r"@|https?:|www\.|\bISSN\b|\bdoi\b|^(?:article|review|artikel|citation|abstra[ck]t?)\b", re.I
)
_BY = re.compile(r"(?:disusun\s+)?(?:oleh|by|penulis|authors?)\s*:?\s*", re.I)
_NAME = re.compile(r"(?:[A-ZÀ-Þ][\w.'’-]*,?\s+){1,5}[A-ZÀ-Þ][\w.'’-]*,?")
_YEAR = re.compile(
    r"(?:©|copyright|hak cipta|\bvol(?:ume)?\b|\bissue\b|\bno(?:mor)?\.?\s*\d|tahun terbit|published"
    r"|diterbitkan)"
    r"[^\n]{0,60}?\b((?:19|20)\d\d)\b"
    r"|^\s*[A-Z .]{4,40}[\s,]+((?:19|20)\d\d)\s*$|^\s*((?:19|20)\d\d)\s*$",
    re.I | re.M,
)


def words_of(text: str) -> list[str]:
    """What a title says but for case, punctuation and white space."""
    return re.findall(r"\w+", text.casefold())


def guess_title(pieces: Sequence[Piece]) -> str | None:
    """The first heading that is no usual section, else a title-like line, else the first chapter."""
    front = pieces[:_FRONT_PIECES]
    for piece in front:
        if piece.kind == "heading" and heading_mark(piece.text) is None:
            return clean_heading(piece.text)
        if piece.kind == "heading" and piece.level == 1:
            break  # what follows a chapter is a part of it
    for piece in front:
        if piece.kind == "heading":
            break
        if piece.kind == "body" and _is_title_like(piece.text):
            return clean_heading(piece.text)
    for piece in front:
        mark = heading_mark(piece.text) if piece.kind == "heading" else None
        chapter = mark is not None and mark.scheme in ("book", "chapter", "part")
        if mark is not None and chapter and mark.title and heading_mark(mark.title) is None:
            return clean_heading(piece.text)
    return None


def _is_title_like(text: str) -> bool:
    low, high = _TITLE_CHARS
    if not text[0].isalpha() or _NO_TITLE.search(text):
        return False
    return low <= len(text) <= high and text[-1] not in ".:;,?" and len(text.split()) > 1


def guess_year(pieces: Sequence[Piece]) -> int | None:
    """The year of a copyright, volume or cover line before the first chapter; None where unsure."""
    for piece in _before_text(pieces):
        found = _YEAR.search(_lines(piece.text))
        if found:
            return int(next(group for group in found.groups() if group))
    return None


def _lines(text: str) -> str:
    """The first lines without the white space between and around them."""
    lines = (" ".join(line.split()) for line in text[:_FRONT_CHARS].split("\n"))
    return "\n".join(line for line in lines if line)


def guess_authors(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """The names after "Oleh" or "By" before the first chapter, in order."""
    front = _before_text(pieces)
    for at, piece in enumerate(front):
        found = _BY.match(piece.text)
        if not found:
            continue
        rest = piece.text[found.end() :] or (front[at + 1].text if at + 1 < len(front) else "")
        name = _NAME.fullmatch(rest.split("\n")[0].strip())
        if name:
            return (name.group().rstrip(","),)
    return ()


def _before_text(pieces: Sequence[Piece]) -> list[Piece]:
    front = []
    for piece in pieces[: 3 * _FRONT_PIECES]:
        mark = heading_mark(piece.text) if piece.kind == "heading" else None
        if mark is not None:
            break
        front.append(piece)
    return front
