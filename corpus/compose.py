"""From a reader's pieces to the Document: one text, and where everything stands in it.

Reading ──▶ headings settled ──▶ sections, footnotes at their end ──▶ text, spans ──▶ Document
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from corpus.headings import caption_number, heading_mark
from corpus.language import detect_language
from corpus.laws import Clauses
from corpus.metadata import guess_authors, guess_title, guess_year, words_of
from corpus.pieces import join_broken_paragraphs, join_chapter_titles, settle_chapter_list, trim
from corpus.records import (
    Block,
    Document,
    Language,
    Page,
    Piece,
    Reading,
    Section,
    SectionKind,
    Span,
)
from corpus.sections import heading_paths, section_kind

__all__ = ["compose", "join_broken_paragraphs"]

_GAP = "\n\n"
_LONGEST_HEADING = 1000
"""In characters. What is longer is a paragraph in a heading's style; as a title it is none."""


@dataclass(slots=True)
class _Part:
    """A section while it is put together: its own pieces in order, by their place in the reading."""

    headings: tuple[str, ...]
    kind: SectionKind
    clause: bool = False
    flow: list[int] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)


def compose(reading: Reading, *, document_id: str, path: str) -> Document:
    """The document that `reading` describes. `path` is relative to the library, with forward slashes.

    Pieces without text are left out. Footnotes go to the end of the section
    that they stand in.
    """
    pieces = [trim(piece) for piece in reading.pieces]
    pieces = list(join_chapter_titles(_settle_captions(piece for piece in pieces if piece.text)))
    pieces = list(settle_chapter_list(pieces))
    declared = reading.title if len(reading.title or "") <= _LONGEST_HEADING else None
    title = declared or guess_title(pieces)
    parts = _parts(pieces, title)
    cited = _citing(pieces)
    order = [index for part in parts for index in part.flow + part.notes]
    starts = _starts(pieces, order)
    kinds = {index: part.kind for part in parts for index in part.flow}
    return Document(
        id=document_id,
        path=path,
        media_type=reading.media_type,
        text=_GAP.join(pieces[index].text for index in order),
        title=title or PurePosixPath(path).stem,
        language=_language(pieces, reading.language),
        sections=_sections(parts, starts, pieces),
        blocks=tuple(_block(pieces[i], starts, i, kinds.get(i, "body"), cited.get(i)) for i in order),
        pages=_pages(reading.pages, pieces, order, starts),
        authors=reading.authors or guess_authors(pieces),
        year=reading.year if reading.year is not None else guess_year(pieces),
        warnings=reading.warnings,
    )


def _settle_captions(pieces: Iterable[Piece]) -> list[Piece]:
    """Captions that the file marks up as headings are captions, and whole paragraphs are text."""
    settled = []
    for piece in pieces:
        number = caption_number(piece.text) if piece.kind == "heading" else None
        if number:
            piece = replace(piece, kind="caption", number=number, level=0)
        elif piece.kind == "heading" and len(piece.text) > _LONGEST_HEADING:
            piece = replace(piece, kind="body", level=0)
        settled.append(piece)
    return settled


def _parts(pieces: Sequence[Piece], title: str | None) -> list[_Part]:
    """One part per heading and per clause of an article, and one for what stands before the first."""
    titles = _title_headings(pieces, title)
    heads = [i for i, piece in enumerate(pieces) if piece.kind == "heading" and i not in titles]
    paths = dict(zip(heads, heading_paths((pieces[i].text, pieces[i].level) for i in heads), strict=True))
    kinds: dict[tuple[str, ...], SectionKind] = {}
    parts: list[_Part] = []
    path: tuple[str, ...] = ()
    clauses = Clauses("")
    for index, piece in enumerate(pieces):
        if index in titles or (not parts and index not in paths):
            parts.append(_Part((), "front" if heads else "body"))
        elif index in paths:
            kind = piece.section or _kind(paths[index], kinds)
            path = paths[index]
            kinds[path] = kind
            parts.append(_Part(path, kind))
            clauses = Clauses(path[-1])
        elif clause := clauses.opened_by(piece.text) if piece.kind == "body" else None:
            parts.append(_Part((*path, clause), parts[-1].kind, clause=True))
        part = parts[-1]
        (part.notes if piece.kind == "footnote" else part.flow).append(index)
    return parts


def _title_headings(pieces: Sequence[Piece], title: str | None) -> set[int]:
    """Headings that are the document's title, not a section's: nothing lies inside them.

    Only where no other heading stands beside the title at its declared level.
    """
    if not title:
        return set()
    plain = [i for i, p in enumerate(pieces) if p.kind == "heading" and heading_mark(p.text) is None]
    words = words_of(title)
    own = {i for i in plain if words_of(pieces[i].text) == words}
    if not own:
        return set()
    level = pieces[min(own)].level
    rivals = [i for i in plain if i not in own and 0 < pieces[i].level <= level]
    return own if not rivals else set()


def _kind(path: tuple[str, ...], known: dict[tuple[str, ...], SectionKind]) -> SectionKind:
    """A section is what its heading says, else what the section around it is."""
    kind = section_kind(path[-1])
    return kind if kind != "body" else known.get(path[:-1], "body")


def _citing(pieces: Sequence[Piece]) -> dict[int, tuple[int, int]]:
    """For each footnote the (piece, offset in it) that cites it: the nearest unused before it, else after."""
    cites: dict[str, list[tuple[int, int]]] = {}
    for index, piece in enumerate(pieces):
        for offset, number in piece.cites:
            cites.setdefault(number, []).append((index, offset))
    found: dict[int, tuple[int, int]] = {}
    for index, piece in enumerate(pieces):
        places = cites.get(piece.number or "", []) if piece.kind == "footnote" else []
        if places:
            found[index] = places.pop(max(bisect_left(places, (index, 0)) - 1, 0))
    return found


def _starts(pieces: Sequence[Piece], order: Sequence[int]) -> dict[int, int]:
    starts = {}
    at = 0
    for index in order:
        starts[index] = at
        at += len(pieces[index].text) + len(_GAP)
    return starts


def _sections(parts: Sequence[_Part], starts: dict[int, int], pieces: Sequence[Piece]) -> tuple[Section, ...]:
    """Sections tile the text: each ends where the next begins."""
    filled = [part for part in parts if part.flow or part.notes]
    begins = [0, *(starts[(part.flow or part.notes)[0]] for part in filled[1:])]
    last = filled[-1] if filled else None
    final = (last.flow + last.notes)[-1] if last else None
    length = starts[final] + len(pieces[final].text) if final is not None else 0
    ends = [*begins[1:], length]
    return tuple(
        Section(part.headings, start, end, len(part.headings), part.kind, part.clause)
        for part, start, end in zip(filled, begins, ends, strict=False)
    )


def _block(
    piece: Piece, starts: dict[int, int], index: int, section: SectionKind, cited: tuple[int, int] | None
) -> Block:
    kind = "reference" if piece.kind == "body" and section == "references" else piece.kind
    start = starts[index]
    return Block(
        kind=kind,
        start=start,
        end=start + len(piece.text),
        number=piece.number,
        cited_at=starts[cited[0]] + cited[1] if cited else None,
        header=piece.header,
        caption=piece.caption,
    )


def _pages(
    declared: Sequence[Page], pieces: Sequence[Piece], order: Sequence[int], starts: dict[int, int]
) -> tuple[Page, ...]:
    """The declared pages with the spans of the text that stand on them, ascending."""
    spans: dict[int, list[Span]] = {}
    for index in order:
        piece, start = pieces[index], starts[index]
        edges = [offset for offset, _ in piece.breaks[1:]] + [len(piece.text)]
        for (offset, number), edge in zip(piece.breaks, edges, strict=False):
            _extend(spans.setdefault(number, []), start + offset, start + edge)
    known = {page.number: page for page in declared}
    for number in spans:
        known.setdefault(number, Page(number))
    return tuple(replace(known[number], spans=tuple(spans.get(number, ()))) for number in sorted(known))


def _extend(spans: list[Span], start: int, end: int) -> None:
    """Adds a span, run together with the one before where only the gap between two pieces parts them."""
    if start >= end:
        return
    if spans and start - spans[-1].end <= len(_GAP):
        spans[-1] = Span(spans[-1].start, end)
    else:
        spans.append(Span(start, end))


def _language(pieces: Sequence[Piece], declared: Language | None) -> Language:
    """What most of the running text is in, by a sample of its paragraphs; else what the file declares."""
    body = [piece.text for piece in pieces if piece.kind == "body"] or [piece.text for piece in pieces]
    step = max(1, len(body) // 60)
    weight: dict[Language, int] = {"und": 0, "id": 0, "en": 0}
    for text in body[::step]:
        weight[detect_language(text)] += len(text)
    best: Language = max(("id", "en"), key=lambda language: weight[language])
    return best if weight[best] > weight["und"] / 2 else declared or "und"
