"""Numbers of headings and of list items that are out of line."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus import Block, Span
from qa.review.audited import Audited
from qa.review.records import Finding
from qa.review.wording import phrase

_NUMBER = re.compile(r"(\d{1,2}(?:\.\s?\d{1,2}){0,4})\.?\s+[^\W\d_]")
_ITEM = re.compile(r"([a-z]|\d{1,2})[.)]\s+[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A heading and its number in parts."""

    parts: tuple[int, ...]
    block: Block

    @property
    def printed(self) -> str:
        """The number with dots."""
        return ".".join(map(str, self.parts))


def check_headings(audited: Audited) -> Iterator[Finding]:
    """Headings whose numbers do not follow from those before them."""
    headings = _headings(audited)
    yield from _wrong_parent(audited, headings)
    yield from _skipped(audited, headings)
    yield from _letters(audited)


def _headings(audited: Audited) -> list[Numbered]:
    found = []
    for block in audited.document.blocks:
        if block.kind != "heading" or audited.section(block.start) in ("contents", "references", "appendix"):
            continue
        number = _NUMBER.match(audited.text, block.start, block.end)
        if number:
            found.append(Numbered(tuple(int(p) for p in re.split(r"\.\s?", number[1])), block))
    return found


def _wrong_parent(audited: Audited, headings: list[Numbered]) -> Iterator[Finding]:
    """Subsections that carry another section's number; sections in a row that are off by as much are one finding."""
    parent: Numbered | None = None
    off_before: tuple[int, ...] | None = None
    checked = False
    for heading in headings:
        depth = len(heading.parts)
        if depth == 2:
            parent, checked = heading, False
        elif depth == 3 and parent is not None and not checked:
            checked = True
            off = tuple(a - b for a, b in zip(parent.parts, heading.parts, strict=False))
            if any(off) and off != off_before and _in_order(parent, headings):
                prefix = ".".join(map(str, heading.parts[:2]))
                span = Span(parent.block.start, heading.block.end)
                yield audited.finding(
                    "gap", "look", span, phrase("gap_heading", parent=parent.printed, prefix=prefix)
                )
            off_before = off if any(off) else None


def _in_order(parent: Numbered, headings: list[Numbered]) -> bool:
    """Whether the section itself follows its neighbours of the same depth, so that its children are wrong."""
    peers = [h.parts for h in headings if len(h.parts) == len(parent.parts)]
    return peers == sorted(peers)


def _skipped(audited: Audited, headings: list[Numbered]) -> Iterator[Finding]:
    """Sections that skip a number, or have it twice, within one parent."""
    known = {h.parts for h in headings} | {
        tuple(int(p) for p in re.split(r"\.\s?", m[1]))
        for m in re.finditer(r"^\W*(\d{1,2}(?:\.\s?\d{1,2})+)\.?\s", audited.text, re.M)
    }
    for before, after in itertools.pairwise(headings):
        if (
            len(before.parts) < 2
            or before.parts[:-1] != after.parts[: len(before.parts) - 1]
            or len(after.parts) != len(before.parts)
        ):
            continue
        step = after.parts[-1] - before.parts[-1]
        between = (*before.parts[:-1], before.parts[-1] + 1)
        if step == 0 or (2 <= step <= 3 and between not in known):
            span = Span(after.block.start, after.block.end)
            said = phrase("gap_sibling", before=before.printed, after=after.printed)
            yield audited.finding(
                "gap", "look", span, said, audited.quote(before.block.start, before.block.end)
            )


def _letters(audited: Audited) -> Iterator[Finding]:
    """Two items of one list under the same letter."""
    before: tuple[str, Block] | None = None
    for block in audited.document.blocks:
        if block.kind not in ("body", "heading"):
            continue
        item = _ITEM.match(audited.text, block.start, block.end)
        if block.kind == "heading" and not item:
            before = None
        if item and item[1].isdigit() and before and before[1].kind == block.kind:
            before = None
        if not item or not item[1].isalpha():
            continue
        if before and before[0] == item[1] != "a" and before[1].kind == block.kind:
            span = Span(block.start, min(block.end, block.start + 120))
            said = phrase("label_item", number=item[1])
            yield audited.finding("label", "look", span, said, audited.quote(before[1].start, before[1].end))
        before = (item[1], block)
