"""Finds words in a document's text, whatever the case and the white space between them."""

from __future__ import annotations

import re

from corpus import Span


def find_words(text: str, wanted: str, most: int = 1_000) -> list[Span]:
    """Where `wanted` stands in `text`, in order, at most `most` times."""
    parts = [re.escape(word) for word in wanted.split()]
    if not parts:
        return []
    found = re.finditer(r"\s+".join(parts), text, re.IGNORECASE)
    return [Span(*m.span()) for m, _ in zip(found, range(most), strict=False)]
