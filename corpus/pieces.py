"""Work on the pieces that readers hand over: trimming, merging, joining paragraphs that a page break cut."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.headings import heading_mark, in_capitals, is_bare_mark
from corpus.records import Piece

_FINAL = re.compile(r"[.!?…:;][\"”’'»)\]]*\d{0,3}$|[\"”»]$")
_CONTINUES = re.compile(r"[(\[“\"'‘]*[a-zß-öø-ÿ]")
_ITEM = re.compile(r"(?:[-•*–▪●○◦]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)])\s")
_LABEL = re.compile(
    r"(?:kata(?:-kata)? kunci|key ?words?|sumber|sources?|catatan|notes?|keterangan|e-?mail)\b\s*[:.–—]",
    re.I,
)
_CHAPTER_LIST = re.compile(
    r"\bsistematika\b|\b(?:organi[sz]ation|structure|outline) of (?:the|this) (?:thesis|paper|report|study)",
    re.I,
)
_ABOUT_CHAPTER = re.compile(
    r"(?:(?:pada|dalam|di|in) )?(?:bab|bagian|chapter|this (?:chapter|part)|the (?:first|second|third|last) chapter)\b"
    r"|(?:ber|me|di)\w+ (?:tentang|mengenai|latar|teori|hasil|kesimpulan)|(?:berisi|memuat|membahas|menjelaskan"
    r"|menguraikan|contains|describes|presents|discusses)\b",
    re.I,
)
_PROSE_CHARS = 80
"""A shorter paragraph without a full stop may be a title, a name, an item: not a cut paragraph."""
_END_CHARS = 300
"""How much of the beginning and of the end of a paragraph is looked at."""


def trim(piece: Piece) -> Piece:
    """The piece without white space around its text, its offsets moved along."""
    text = piece.text.strip()
    if text == piece.text:
        return piece
    cut = len(piece.text) - len(piece.text.lstrip())
    size = len(text)

    def moved(offset: int) -> int:
        return min(max(offset - cut, 0), size)

    return replace(
        piece,
        text=text,
        breaks=_settle((moved(offset), page) for offset, page in piece.breaks),
        cites=tuple((moved(offset), number) for offset, number in piece.cites),
        header=moved(piece.header) if piece.header else 0,
    )


def merge(first: Piece, second: Piece, separator: str = " ") -> Piece:
    """Both texts as one piece of the first one's kind, offsets moved along."""
    shift = len(first.text) + len(separator)
    return replace(
        first,
        text=f"{first.text}{separator}{second.text}",
        breaks=_settle([*first.breaks, *((shift + offset, page) for offset, page in second.breaks)]),
        cites=first.cites + tuple((shift + offset, number) for offset, number in second.cites),
        caption=first.caption or second.caption,
        number=first.number or second.number,
    )


def merge_all(pieces: Sequence[Piece], separator: str = " ") -> Piece:
    """All of at least one piece as one, as `merge` joins two: in time linear in their length, not its square."""
    first = pieces[0]
    if len(pieces) == 1:
        return first
    breaks: list[tuple[int, int]] = []
    cites: list[tuple[int, str]] = []
    at = 0
    for piece in pieces:
        breaks += [(at + offset, page) for offset, page in piece.breaks]
        cites += [(at + offset, number) for offset, number in piece.cites]
        at += len(piece.text) + len(separator)
    return replace(
        first,
        text=separator.join(piece.text for piece in pieces),
        breaks=_settle(breaks),
        cites=tuple(cites),
        caption=next((piece.caption for piece in pieces if piece.caption), None),
        number=next((piece.number for piece in pieces if piece.number), None),
    )


def _settle(breaks: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Page breaks without those that change nothing; of several at one offset the last counts."""
    settled: list[tuple[int, int]] = []
    for offset, page in breaks:
        if settled and settled[-1][1] == page:
            continue
        if settled and settled[-1][0] == offset:
            settled.pop()
        settled.append((offset, page))
    return tuple(settled)


def join_broken_paragraphs(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Paragraphs that a page or column break cut are whole again.

    A body piece that ends without a sentence's end takes the next body piece to itself where that one goes
    on in mid-sentence, also over footnotes, tables, captions and other pieces between the two, which then
    follow the paragraph. Headings always end a paragraph.
    """
    groups: list[list[Piece]] = []
    last: list[Piece] | None = None
    before = ""
    for piece in pieces:
        if piece.kind == "heading":
            last = None
        if piece.kind != "body":
            groups.append([piece])
        elif last is not None and goes_on(before, piece.text):
            last.append(piece)
            before = _ends_of(f"{before} {piece.text}")
        else:
            last, before = [piece], _ends_of(piece.text)
            groups.append(last)
    return tuple(merge_all(group) for group in groups)


def _ends_of(text: str) -> str:
    """Beginning and end of a paragraph: what decides whether it goes on."""
    return text if len(text) <= 2 * _END_CHARS else f"{text[:_END_CHARS]} {text[-_END_CHARS:]}"


def goes_on(before: str, after: str) -> bool:
    """Whether the paragraph `before` was cut and goes on with `after`."""
    before, after = before.rstrip(), after.lstrip()
    if not before or not after or _FINAL.search(before) or _ITEM.match(after) or _LABEL.match(after):
        return False
    if _LABEL.match(before) and not _CONTINUES.match(after):
        return False
    if _CONTINUES.match(after):
        return True
    tail = before[before.rfind("\n") + 1 :]
    prose = len(tail) >= _PROSE_CHARS and not in_capitals(tail) and not _ITEM.match(tail)
    return prose and (before[-1].isalnum() or before[-1] in ",-–(")


def join_chapter_titles(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """A chapter's mark and its title on the next lines become one heading: "BAB II" + "KAJIAN PUSTAKA"."""
    joined: list[Piece] = []
    bare = False
    for piece in pieces:
        titled = piece.kind == "heading" and heading_mark(piece.text) is None
        if piece.kind == "heading" and joined and bare and (titled or _is_usual_title(piece)):
            joined[-1] = merge(joined[-1], piece)
            bare = piece.text.isupper() and len(joined[-1].text) < _PROSE_CHARS * 2 and titled
            continue
        joined.append(piece)
        bare = piece.kind == "heading" and is_bare_mark(piece.text)
    return tuple(joined)


def settle_chapter_list(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Chapters that "Sistematika Penulisan" names are text, not headings: a sentence about "this chapter" follows."""
    settled: list[Piece] = []
    listing = False
    given = list(pieces)
    for piece, after in zip(given, [*given[1:], None], strict=False):
        if piece.kind == "heading":
            told = after is not None and after.kind == "body" and _ABOUT_CHAPTER.match(after.text)
            if listing and told and heading_scheme(piece.text) in ("chapter", "part", "book"):
                settled.append(replace(piece, kind="body", level=0))
                continue
            listing = _CHAPTER_LIST.search(piece.text) is not None
        settled.append(piece)
    return tuple(settled)


def heading_scheme(text: str) -> str | None:
    """How a heading is numbered, None where it is not."""
    mark = heading_mark(text)
    return mark.scheme if mark else None


def _is_usual_title(piece: Piece) -> bool:
    mark = heading_mark(piece.text)
    return mark is not None and mark.scheme == "word"


def place_notes(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Footnotes that the file keeps apart from the text stand right behind the piece that first cites them.

    Those that nothing cites stay where they are.
    """
    given = list(pieces)
    notes = {piece.number: at for at, piece in enumerate(given) if piece.kind == "footnote"}
    behind: dict[int, list[int]] = {}
    for at, piece in enumerate(given):
        for _, number in piece.cites if piece.kind != "footnote" else ():
            note = notes.pop(number, None)
            if note is not None:
                behind.setdefault(at, []).append(note)
    moved = {note for group in behind.values() for note in group}
    order = [each for at in range(len(given)) if at not in moved for each in (at, *behind.get(at, []))]
    return tuple(given[at] for at in order)
