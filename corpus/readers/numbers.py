"""Numbers as files give them, and as lists show them: 1, a, A, i, I."""

from __future__ import annotations

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MOST = 5000
"""A greater number is shown in arabic figures: letters and roman numerals of it are of no use."""


def amount(value: str | None, fallback: int, *, most: int = 1_000_000) -> int:
    """The number that a file gives, at most `most`; `fallback` where it gives none that is sound."""
    if not value or not value.isascii() or not value.isdigit():
        return fallback
    return min(int(value[:20]), most)


def numeral(value: int, style: str) -> str:
    """`value` in upperLetter, lowerLetter, upperRoman, lowerRoman, decimalZero or else in arabic figures."""
    if 0 < value < _MOST and style in ("upperLetter", "lowerLetter"):
        letter = chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter if style == "upperLetter" else letter.lower()
    if 0 < value < _MOST and style in ("upperRoman", "lowerRoman"):
        roman = ""
        for size, sign in _ROMAN:
            roman += sign * (value // size)
            value %= size
        return roman.upper() if style == "upperRoman" else roman
    return f"{value:02d}" if style == "decimalZero" else str(value)
