"""Headings in relation: from the sequence of a document's headings to the path of each.

(text, declared level) … ──▶ heading_paths ──▶ ("BAB II …", "2.2. …", "2.2.3. …") …
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.headings import (
    Mark,
    caption_number,
    clean_heading,
    heading_mark,
    heading_rank,
    in_capitals,
    is_bare_mark,
    lettered,
    section_kind,
    split_run_in,
)

__all__ = [
    "caption_number",
    "clean_heading",
    "heading_mark",
    "heading_paths",
    "heading_rank",
    "is_bare_mark",
    "section_kind",
    "split_run_in",
]


@dataclass(frozen=True, slots=True)
class _Open:
    """A heading whose section is still open. `declared` is 0 where the file declares no level."""

    text: str
    mark: Mark | None
    declared: int


def heading_paths(headings: Iterable[tuple[str, int]]) -> list[tuple[str, ...]]:
    """The whole path of each heading, outermost first, in order.

    Each heading comes with the level that its file declares (1 = outermost, 0 = none). Numbering wins over
    that level: files made from PDFs have the numbers right and the levels wrong.
    """
    opened: list[_Open] = []
    paths = []
    given = [(clean_heading(raw), declared) for raw, declared in headings]
    appendices = lettered([text for text, _ in given])
    for text, declared in given:
        heading = _Open(text, appendices.get(text) or heading_mark(text, sure=True), declared)
        del opened[_depth(opened, heading) :]
        opened.append(heading)
        paths.append(tuple(each.text for each in opened))
    return paths


def _depth(opened: list[_Open], heading: _Open) -> int:
    """How many of the open headings stay open around this one."""
    mark = heading.mark
    if mark is None:
        return _declared_depth(opened, heading)
    if mark.scheme == "word":
        return _word_depth(opened, heading)
    if mark.scheme == "decimal" and len(mark.number) > 1:
        parent = _numbered_parent(opened, mark.number)
        return parent if parent is not None else _weight_depth(opened, heading, mark)
    if opened and _is_inside_appendices(opened[0], heading):
        return 1
    sibling = _sibling(opened, mark)
    return sibling if sibling is not None else _weight_depth(opened, heading, mark)


def _is_inside_appendices(first: _Open, heading: _Open) -> bool:
    """ "Lampiran 1. …" under a heading that says LAMPIRAN and nothing else."""
    collected = (
        first.mark is not None and first.mark.scheme == "word" and section_kind(first.text) == "appendix"
    )
    return collected and first.text != heading.text and section_kind(heading.text) == "appendix"


def _declared_depth(opened: list[_Open], heading: _Open) -> int:
    """Unmarked headings go by the declared level; without one they stand in the last marked heading, those in
    capitals after an article beside its chapter ("ATURAN PERALIHAN").
    """
    last = opened[-1].mark if opened else None
    if not heading.declared and last and last.scheme == "article" and in_capitals(heading.text):
        return max(_chapter_depth(opened) - 1, 0)
    for depth, each in enumerate(opened):
        if heading.declared and each.declared >= heading.declared and each.mark is None:
            return depth
        if not heading.declared and each.mark is None:
            return depth
    keep = len(opened)
    while keep and heading.declared and _closes(heading, opened[keep - 1]):
        keep -= 1
    return keep


def _closes(heading: _Open, last: _Open) -> bool:
    """An unmarked heading does not close a chapter, whatever the file declares for it."""
    outer = last.mark is not None and last.mark.scheme in ("book", "chapter")
    return last.declared >= heading.declared and not outer


def _word_depth(opened: list[_Open], heading: _Open) -> int:
    """Abstract, references and the like stand outermost; other usual words may stand within a chapter."""
    if section_kind(heading.text) != "body":
        return 0
    chapter = _chapter_depth(opened)
    if chapter:
        return max(chapter, _declared_depth(opened, heading)) if heading.declared else chapter
    for depth, each in enumerate(opened):
        if heading.declared and each.declared:
            if each.declared >= heading.declared:
                return depth
        elif not heading.declared or each.mark is not None:
            return depth
    return len(opened)


def _chapter_depth(opened: list[_Open]) -> int:
    """Depth just inside the innermost open chapter or book, 0 where none is open."""
    outer = [i for i, each in enumerate(opened) if each.mark and each.mark.scheme in ("book", "chapter")]
    return outer[-1] + 1 if outer else 0


def _numbered_parent(opened: list[_Open], number: tuple[str, ...]) -> int | None:
    """Depth just inside the open heading with the longest number that begins this one."""
    best: int | None = None
    length = 0
    for depth, each in enumerate(opened):
        own = each.mark.number if each.mark else ()
        if length < len(own) < len(number) and number[: len(own)] == own:
            best, length = depth + 1, len(own)
    return best


def _sibling(opened: list[_Open], mark: Mark) -> int | None:
    """Depth of the open heading that is numbered in the same way, None where there is none."""
    for depth in range(len(opened) - 1, -1, -1):
        other = opened[depth].mark
        if other is None:
            continue
        alike = other.scheme == mark.scheme and len(other.number) == len(mark.number)
        if alike or _next_letter(other, mark):
            return depth
    return None


def _next_letter(other: Mark, mark: Mark) -> bool:
    """`H.` before what reads as Roman `I.`: it is a letter after all."""
    if (other.scheme, mark.scheme) != ("letter", "roman"):
        return False
    return {"1": "H", "5": "U", "10": "W"}.get(mark.number[0]) == other.number[0]


def _weight_depth(opened: list[_Open], heading: _Open, mark: Mark) -> int:
    """Inside the open headings of outer schemes, beside unmarked ones that the file puts on the same level;
    abstract and references hold no numbered heading.
    """
    for depth, each in enumerate(opened):
        if each.mark is None:
            if heading.declared and each.declared >= heading.declared:
                return depth
            continue
        leaf = each.mark.scheme == "word" and section_kind(each.text) != "body"
        own_usual = mark.scheme in ("roman", "arabic", "letter") and heading_rank(f"1. {mark.title}") == 1
        if leaf or each.mark.weight >= mark.weight or (own_usual and each.mark.scheme == "word"):
            return depth
    return len(opened)
