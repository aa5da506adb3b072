"""Names as people type them: the same word matches however its case, accents and quotation marks were written."""

from __future__ import annotations

import unicodedata

_MARKS = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‐": "-", "‑": "-", "–": "-", "—": "-"}
)


def fold_name(text: str) -> str:
    """`text` without regard to case, composition of accents, kind of quotation mark and dash, and white space."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_MARKS).casefold().split())
