"""Judgements about one paragraph that the readers of marked-up files share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.headings import caption_number, heading_mark, in_capitals, is_bare_mark, split_run_in
from corpus.records import Piece

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_UNIT = re.compile(r"(?:^|[\s\d(/])[a-zA-Z]{1,2}$")
_HEADING_CHARS = 200
_CAPTION_CHARS = 600
_TITLE_LINES = 3
_PROSE_CHARS = 100


_PROGRAMS = frozenset(
    {"python-docx", "user", "admin", "administrator", "microsoft", "microsoft office user", "un-named", "owner",
     "windows user", "lenovo", "asus", "acer", "hp", "dell", "toshiba", "pc", "laptop", "unknown", "author",
     "steve canny"}
)  # fmt: skip
"""Names of programs and accounts that stand where an author's name should."""
_DEGREE = re.compile(r"(?:[A-Z][a-zA-Z]{0,3}\.\s?)+[A-Z]?[a-zA-Z]{0,4}\.?")
"""What stands behind a name: "S.Sos.", "M.Si", "Ph.D."."""
_TEMPLATES = frozenset({"", "unknown title", "unknown",
                        "word document", "document", "untitled", "powerpoint presentation", "presentation",
                        "slide 1", "tanpa judul", "presentasi powerpoint"})  # fmt: skip


def document_authors(declared: str | None) -> tuple[str, ...]:
    """The people whom a file's own properties name, without programs and accounts."""
    parts = (part.strip() for part in re.split(r"[;,]", declared or ""))
    return tuple(p for p in parts if p and p.lower() not in _PROGRAMS and not _DEGREE.fullmatch(p))


def document_title(declared: str | None) -> str | None:
    """The title that a file's own properties give, where it is more than the template's or the file's name."""
    title = " ".join((declared or "").split())
    usual = title.lower() in _TEMPLATES or re.search(r"\.(?:docx?|odt|pptx?|dotx?|pdf)$", title, re.I)
    return None if usual else title


def superscript(mark: str) -> str:
    """A raised mark as text that cannot be taken for a decimal: "kerja.¹", "kerja[a]"."""
    return mark.translate(_SUPERSCRIPT) if mark.isdecimal() else f"[{mark}]"


def cites_note(before: str, mark: str) -> bool:
    """Whether a raised mark after `before` cites a note: a power of a unit or variable does not."""
    return not (mark in ("2", "3") and _UNIT.search(before[-4:]))


def paragraph_pieces(piece: Piece, *, emphatic: bool = False) -> list[Piece]:
    """A paragraph as what it is: caption, heading, run-in heading with its text, or body.

    `emphatic` says that the whole paragraph is set in bold or larger, as people set headings by hand.
    """
    text = piece.text.strip()
    number = caption_number(text)
    if number is not None and len(text) <= _CAPTION_CHARS:
        return [replace(piece, kind="caption", number=number)]
    if _is_heading(text, emphatic):
        return [replace(piece, kind="heading")]
    cut = split_run_in(piece.text)
    return list(_split(piece, cut)) if cut else [piece]


def _is_heading(text: str, emphatic: bool) -> bool:
    if not text or len(text) > _HEADING_CHARS or (text[-1] in ".;,:" and not text.rstrip(".").isdigit()):
        return False
    mark = heading_mark(text)
    if emphatic:
        return any(letter.isalpha() for letter in text)
    first, _, rest = text.partition("\n")
    if rest and first.strip() == "PENJELASAN":
        return in_capitals(text)  # the second part of a law, which says what it explains
    if rest:
        # "BAB I" and its title below, in one paragraph.
        return is_bare_mark(first) and not rest[0].islower() and len(rest.split("\n")) <= _TITLE_LINES
    if mark is not None and mark.scheme in ("roman", "letter", "decimal"):
        return len(mark.title) > 1 and in_capitals(mark.title)
    return mark is not None and mark.scheme in ("book", "chapter", "word", "article")


def as_cover(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with the lines of a title page as text: those that only look like headings, but stand above
    the first heading that is surely one (by its level or its words) with no running text between.

    The first of them stays: it is the title.
    """
    found = list(pieces)
    lines: list[int] = []
    for at, piece in enumerate(found):
        if piece.kind == "heading" and (piece.level or heading_mark(piece.text) is not None):
            for other in lines[1:]:
                found[other] = replace(found[other], kind="body")
            return found
        if piece.kind == "heading":
            lines.append(at)
        elif len(piece.text) >= _PROSE_CHARS and piece.text.rstrip()[-1:] in ".?!":
            break
    return found


def _split(piece: Piece, cut: int) -> Iterable[Piece]:
    """The run-in heading and the rest, each with its own offsets."""
    yield replace(piece, kind="heading", text=piece.text[:cut], breaks=piece.breaks[:1], cites=())
    page = [number for offset, number in piece.breaks if offset <= cut][-1:]
    breaks = [(0, number) for number in page] + [(o - cut, n) for o, n in piece.breaks if o > cut]
    cites = tuple((offset - cut, number) for offset, number in piece.cites if offset >= cut)
    yield replace(piece, text=piece.text[cut:], breaks=tuple(breaks), cites=cites)


def attach_captions(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Tables get the caption that stands right before them, else right after."""
    given = list(pieces)
    for index, piece in enumerate(given):
        if piece.kind != "table" or piece.caption:
            continue
        beside = [given[at] for at in (index - 1, index + 1) if 0 <= at < len(given)]
        for other in beside:
            if other.kind == "caption" and other.text.lower().startswith(("tab", "daftar")):
                given[index] = replace(piece, caption=" ".join(other.text.split()), number=other.number)
                break
    return tuple(given)
