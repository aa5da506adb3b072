"""What a document says of itself in short: its own abstract, aims and conclusion, for who asks for a summary."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus import Passage

EACH = 2
"""Passages shown of each part."""

_PARTS = tuple(
    re.compile(rf"^\W*(?:(?:bab|chapter|section)\s+\w+|[\dIVX.]+|[A-Z]\.)*\W*(?:{words})\b", re.IGNORECASE)
    for words in (
        r"abstra[ck]t?|abstraksi|intisari|ringkasan(?: eksekutif)?|executive summary|summary|sari",
        r"(?:maksud dan )?tujuan|aims?\b|objectives?|research (?:aims?|objectives?|goals?)|purpose",
        r"(?:ke)?simpulan|penutup|conclusions?|concluding|closing",
    )
)
"""Headings of the parts, in the order in which they are shown."""


def own_summary(passages: Sequence[Passage], language: str) -> list[Passage]:
    """The passages of a document's abstract, aims and conclusion, in this order; none where it has no such part.

    `passages` are all of the document, in its order. An abstract in `language` comes before one in another.
    """
    found: list[Passage] = []
    for part in _PARTS:
        own = [p for p in passages if p.kind == "body" and any(part.search(h) for h in p.headings)]
        own.sort(key=lambda p: p.language not in (language, "und"))
        found += [p for p in own if p not in found][:EACH]
    return found
