"""Letters as they are meant: ligatures taken apart, accents put on, signs without a meaning left out."""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st",
    "\ufb06": "st", "\x02": "-", "\ufffe": "-", "\u00ad": "-", "\u2010": "-", "\u2011": "-",
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "▸", "\uf0fc": "✓", "\uf02d": "-",
}  # fmt: skip
_TABLE = str.maketrans(_LIGATURES)
_NONSENSE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\u200b-\u200f\u2060\uffff\ud800-\udfff]")
_SPACED = re.compile(r"(?<!\S)(?:\w ){3,}\w(?!\S)")


def plain_letters(text: str) -> str:
    """`text` with ligatures as letters, hyphens as "-", bullets as "•", and without control signs."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _NONSENSE.sub("", text.translate(_TABLE)))
