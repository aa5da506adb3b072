"""What OCR misreads in the numbers of headings: "BAB |" is BAB I, "ll." before capitals is II."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LIKE_ONE = str.maketrans("l|1!i][Yy", "IIIIIIIVV")
_STROKES = re.compile(r"[Il|1!i\]\[VXYy]{1,6}")
_ROMAN = re.compile(r"(?:X{0,3})(?:IX|IV|V?I{0,3})")
_CHAPTER = re.compile(r"(?:BAB|BUKU|CHAPTER|BAGIAN)")
_LIKE_DIGIT = {"l": "1", "|": "1", "I": "1", "O": "0", "o": "0", "S": "5", "Z": "2"}
_DIGITS = re.compile(r"(?=.*\d)[\dlI|OoSZ]{2,4}|[l|]")


def line_texts(words: Sequence[str]) -> list[str]:
    """The words of one line, as many as before, the numbers of its heading set right."""
    found = list(words)
    if len(found) > 1 and _CHAPTER.fullmatch(found[0]):
        found[1] = _as_roman(found[1]) or found[1]
    elif len(found) > 1 and found[0][-1:] == "." and found[1].isupper() and len(found[1]) > 2:
        number = _as_roman(found[0][:-1])
        found[0] = f"{number}." if number else found[0]
    elif len(found) == 2 and found[0] == "Pasal" and _DIGITS.fullmatch(found[1]):
        found[1] = "".join(_LIKE_DIGIT.get(sign, sign) for sign in found[1])
    return found


def _as_roman(text: str) -> str | None:
    """The Roman number that strokes stand for; None where they stand for none."""
    if not _STROKES.fullmatch(text) or (text.isdigit() and len(text) > 1 and set(text) != {"1"}):
        return None
    number = text.translate(_LIKE_ONE)
    return number if number and _ROMAN.fullmatch(number) else None
