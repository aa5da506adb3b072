"""Numbers as people write them: digits in both conventions, words in both languages, with what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ONES_ID = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_ENGLISH_WORDS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen
"""
_ONES_EN = tuple(_ENGLISH_WORDS.split())
_TENS_EN = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES = {
    "ribu": 1e3, "juta": 1e6, "miliar": 1e9, "milyar": 1e9, "triliun": 1e12,
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "jt": 1e6, "rb": 1e3,
}  # fmt: skip
_WORDS: dict[str, float] = {
    **{w: i for i, w in enumerate(_ONES_ID)},
    **{w: i for i, w in enumerate(_ONES_EN)},
    **{w: 10 * i for i, w in enumerate(_TENS_EN, 2)},
    "sepuluh": 10, "sebelas": 11, "seratus": 100, "seribu": 1000, "sejuta": 1e6,
}  # fmt: skip
_FRACTIONS = {
    "setengah": 0.5, "separuh": 0.5, "seperdua": 0.5, "half": 0.5, "sepertiga": 1 / 3, "third": 1 / 3,
    "seperempat": 0.25, "quarter": 0.25, "seperlima": 0.2, "fifth": 0.2, "sepersepuluh": 0.1, "tenth": 0.1,
}  # fmt: skip
_DIGITS = re.compile(
    r"(?<![\w.,/–-])(?P<sign>[−-]?)(?P<digits>\d{1,3}(?:[.,\s]\d{3})+(?:[.,]\d{1,4})?|\d+(?:[.,]\d+)?)(?P<behind>(?:\s?%|\s?‰)?)(?![\w]*\d)"
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text. `value` as reckoned, `decimals` of it as printed, `percent` where it is a share of 100.

    `other` is the value in the other convention, where "1.250" may be either 1250 or 1.25.
    """

    start: int
    end: int
    text: str
    value: float
    decimals: int
    percent: bool
    worded: bool
    other: float | None = None


def figures(text: str) -> list[Figure]:
    """All numbers of a text in order of place, those in words among them."""
    shares = list(_from_fractions(text))
    digits = [
        *shares,
        *(f for f in _from_digits(text) if not any(s.start <= f.start < s.end for s in shares)),
    ]
    taken = [(f.start, f.end) for f in digits]
    worded = [f for f in _from_words(text) if not any(a <= f.start < b for a, b in taken)]
    return sorted([*digits, *worded], key=lambda f: f.start)


def _from_digits(text: str) -> Iterator[Figure]:
    for found in _DIGITS.finditer(text):
        value, decimals, other = _read(found["digits"])
        if found["sign"] and not text[: found.start()].rstrip().endswith(tuple("0123456789)")):
            value = -value
        rest = text[found.end() :]
        scale = re.match(
            r"\s?(ribu|juta|miliar|milyar|triliun|thousand|million|billion|trillion|jt|rb)\b", rest, re.I
        )
        end = found.end()
        if scale:
            value, other = value * SCALES[scale[1].lower()], None
            end += scale.end()
        percent = bool(found["behind"].strip()) or bool(
            re.match(r"\s?(?:persen|percent|per cent|pct)\b", rest, re.I)
        )
        yield Figure(
            found.start(),
            end,
            text[found.start() : end].strip(),
            value,
            0 if scale else decimals,
            percent,
            False,
            other,
        )


def _read(digits: str) -> tuple[float, int, float | None]:
    """Value, decimals, and the value by the other convention: "4,5", "79.358", "1.234,56", "10 000"."""
    plain = re.sub(r"(?<=\d)\s(?=\d{3})", "", digits)
    marks = re.findall(r"[.,]", plain)
    if not marks:
        return float(plain), 0, None
    last = max(plain.rfind("."), plain.rfind(","))
    tail = len(plain) - last - 1
    if len(set(marks)) == 2:
        return float(re.sub(r"[.,]", "", plain[:last]) + "." + plain[last + 1 :]), tail, None
    if len(marks) > 1:
        return float(re.sub(r"[.,]", "", plain)), 0, None
    as_decimal = float(plain.replace(",", "."))
    if tail == 3 and not plain.startswith("0"):
        return float(re.sub(r"[.,]", "", plain)), 0, as_decimal
    return as_decimal, tail, None


_RATIO = re.compile(r"(?<![\d/.,])([1-9])/([2-9]|10)(?![\d/])")
_PARTS_OF = {
    "pertiga": 3, "third": 3, "thirds": 3, "perempat": 4, "quarter": 4, "quarters": 4, "fourths": 4, "perlima": 5,
    "fifth": 5, "fifths": 5, "persepuluh": 10, "tenths": 10, "dari empat": 4, "in three": 3, "in four": 4, "in five": 5,
    "dari tiga": 3, "dari lima": 5, "out of three": 3, "out of four": 4, "dari sepuluh": 10, "in ten": 10,
    "out of ten": 10,
}  # fmt: skip
_SHARE = re.compile(
    rf"\b({'|'.join(['a', 'satu', 'one', *_ONES_ID[2:], *_ONES_EN[2:10]])})[\s-]({'|'.join(_PARTS_OF)})\b",
    re.I,
)


def _from_fractions(text: str) -> Iterator[Figure]:
    """ "2/3", "two-thirds", "tiga perempat", "one in four", "satu dari empat"."""
    for m in _RATIO.finditer(text):
        yield Figure(m.start(), m.end(), m.group(), int(m[1]) / int(m[2]), 2, False, True)
    for m in _SHARE.finditer(text):
        over = 1 if m[1].casefold() in ("a", "satu") else _WORDS[m[1].casefold()]
        yield Figure(m.start(), m.end(), m.group(), over / _PARTS_OF[m[2].casefold()], 2, False, True)


def _from_words(text: str) -> Iterator[Figure]:
    tokens = list(_WORD.finditer(text))
    at = 0
    while at < len(tokens):
        size, value = _number_at([t.group().casefold() for t in tokens[at : at + 12]])
        if size:
            start, end = tokens[at].start(), tokens[at + size - 1].end()
            percent = bool(re.match(r"\s(?:persen|percent|per cent)\b", text[end:], re.I))
            yield Figure(start, end, text[start:end], value, 0 if value == int(value) else 2, percent, True)
            at += size
        else:
            at += 1


def _number_at(words: list[str]) -> tuple[int, float]:
    """How many of the words make a number, and which; (0, 0) where the first makes none."""
    first = words[0]
    if "-" in first and all(p in _WORDS for p in first.split("-")):
        return 1, sum(_WORDS[p] for p in first.split("-"))
    if first in _FRACTIONS and first not in ("third", "fifth", "tenth"):
        return 1, _FRACTIONS[first]
    if first not in _WORDS or first == "nol":
        return 0, 0
    total = current = 0.0
    used = 0
    for word in words:
        if word in _WORDS:
            if used and current and _WORDS[word] < 10 and current % 10 > 0 and word in (*_ONES_ID, *_ONES_EN):
                break
            current += _WORDS[word]
        elif word == "belas" and current:
            current += 10
        elif word == "puluh" and current:
            current = current - current % 10 + (current % 10) * 10
        elif word in ("ratus", "hundred") and current:
            current = current - current % 10 + (current % 10) * 100 if word == "ratus" else current * 100
        elif word in SCALES and current:
            total, current = total + current * SCALES[word], 0.0
        elif word in ("and",) and used and current >= 100:
            used += 1
            continue
        else:
            break
        used += 1
    while used and words[used - 1] == "and":
        used -= 1
    return used, total + current
