"""Splits what asks several things at once, so that each gets its answer."""

from __future__ import annotations

import re

MOST = 5
"""Questions that are answered at once."""

_ASKS = (
    r"(?:apa(?:kah)?|siapa(?:kah)?|(?:se)?berapa(?:kah)?|kapan(?:kah)?|di ?mana(?:kah)?|ke mana|dari mana|"
    r"bagaimana(?:kah)?|mengapa|kenapa|what|who|whom|whose|when|where|why|how|which)\b"
)
_BETWEEN = re.compile(
    rf"(?<=[?])\s+|[,;]?\s+(?:dan|serta|lalu|kemudian|and|and also|then)\s+(?={_ASKS})|[;]\s+(?={_ASKS})",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_FEWEST = 2  # words of a question


def split_questions(text: str) -> tuple[str, ...]:
    """The questions of `text` in order, as typed; `text` alone where it is one.

    One that begins with a question word ends at the next that does, after "?", ";" or a word like "and".
    """
    parts = [p.strip() for p in _BETWEEN.split(text) if p.strip()]
    asking = [p for p in parts if re.search(rf"\b{_ASKS}", p, re.IGNORECASE)]
    if len(parts) < 2 or len(asking) != len(parts) or any(len(_WORD.findall(p)) < _FEWEST for p in parts):
        return (text,)
    return tuple(parts[:MOST])
