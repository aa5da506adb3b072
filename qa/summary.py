"""What a document says of itself in short: its own abstract, aims and conclusion, for who asks for a summary."""

from __future__ import annotations

from collections.abc import Sequence

from corpus import Passage, SectionRole, roles_of

EACH = 2
"""Passages shown of each part."""

PARTS: tuple[SectionRole, ...] = ("abstract", "aim", "conclusion")
"""The parts shown, in this order."""


def own_summary(passages: Sequence[Passage], language: str) -> list[Passage]:
    """The passages of a document's abstract, aims and conclusion, in this order; none where it has no such part.

    `passages` are all of the document, in its order. An abstract in `language` comes before one in another.
    """
    found: list[Passage] = []
    for part in PARTS:
        own = [p for p in passages if p.kind == "body" and part in roles_of(p.headings)[:1]]
        own.sort(key=lambda p: p.language not in (language, "und"))
        found += [p for p in own if p not in found][:EACH]
    return found
