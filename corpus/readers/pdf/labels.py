"""Page labels: those that the file declares, else the numbers printed at the head or foot of the pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

import pypdf
from pypdf.errors import PyPdfError

_ROMAN = re.compile(r"(?=[ivxlc])(?:c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.I)
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ALONE = re.compile(
    r"(?:(?:page|pages|halaman|hal\.?|hlm\.?|p\.)\s*)?[-–—|~\[(]*\s*(?P<number>\d{1,4}|[ivxlc]{1,8})\s*[-–—|~\])]*"
    r"(?:\s*(?:of|dari|/)\s*\d{1,4})?",
    re.I,
)
_ENDS = re.compile(r"^(?P<first>\d{1,4}|[ivxlc]{1,8})(?=\s)|(?<=\s)(?P<last>\d{1,4}|[ivxlc]{1,8})$", re.I)
_CHAIN = 2
"""So many pages must count on before a number is believed to be the page's."""


def declared_labels(reader: pypdf.PdfReader) -> list[str] | None:
    """The page labels that the file declares, None where it declares none or they cannot be read."""
    try:
        if "/PageLabels" not in reader.root_object:
            return None
        return [label.strip() for label in reader.page_labels]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, IndexError):
        return None


def roman_value(text: str) -> int | None:
    """The value of a Roman number up to 399, None where it is none."""
    if not _ROMAN.fullmatch(text) or not (text.islower() or text.isupper()):
        return None
    values = [_VALUES[letter] for letter in text.lower()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def roman(value: int) -> str:
    """The Roman number of `value` (1 to 399), in small letters."""
    text = ""
    for size, sign in (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        text += sign * (value // size)
        value %= size
    return text


def page_numbers(text: str, *, alone: bool = False) -> list[str]:
    """What may be a page number in a line: the whole of it, else (unless `alone`) its first or last word."""
    text = text.strip()
    whole = _ALONE.fullmatch(text)
    if whole:
        return [whole["number"]] if _value(whole["number"]) else []
    if alone:
        return []
    return [found.group() for found in _ENDS.finditer(text) if _value(found.group())]


def _value(number: str) -> tuple[str, int] | None:
    """Scheme and value of a printed number."""
    if number.isdigit():
        return ("arabic", int(number)) if 0 < int(number) < 5000 else None
    value = roman_value(number)
    if value is None:
        return None
    return ("upper" if number.isupper() else "lower", value)


def counting(found: Iterable[tuple[int, str]]) -> dict[tuple[int, str], int]:
    """Those of the (page, number) pairs whose number rises with the page, and how many rise with each."""
    valued = [(page, number, _value(number)) for page, number in found]
    pairs = [(page, number, value) for page, number, value in valued if value is not None]
    chains = Counter((scheme, value - page) for page, _, (scheme, value) in {*pairs})
    return {
        (page, number): chains[scheme, value - page]
        for page, number, (scheme, value) in pairs
        if chains[scheme, value - page] >= _CHAIN and _near(pairs, page, scheme, value - page)
    }


def _near(pairs: Sequence[tuple[int, str, tuple[str, int]]], page: int, scheme: str, shift: int) -> bool:
    """Whether a page not far away counts in the same chain."""
    return any(
        0 < abs(other - page) <= 6 and kind == scheme and value - other == shift
        for other, _, (kind, value) in pairs
    )


def settle_labels(declared: Sequence[str] | None, printed: Sequence[str | None]) -> list[str | None]:
    """One label a page, None where nothing tells.

    Declared labels win unless they only count the pages of the file, which programs declare without being
    asked. Printed numbers are carried on to the pages between two that count on, and back to the first.
    """
    count = len(printed)
    if declared and list(declared) != [str(number) for number in range(1, count + 1)]:
        return list(declared)
    labels = _carried(printed)
    if declared and not any(labels):
        return list(declared)
    return labels


def _carried(printed: Sequence[str | None]) -> list[str | None]:
    """Printed numbers with the gaps in each chain filled."""
    values = [(at, _value(number)) for at, number in enumerate(printed) if number]
    known = [(at, value) for at, value in values if value is not None]
    labels: list[str | None] = [None] * len(printed)
    for at, (scheme, value) in known:
        labels[at] = _shown(scheme, value)
    for (at, (scheme, value)), (other, (kind, after)) in pairwise(known):
        if kind == scheme and after - value == other - at:
            for page in range(at + 1, other):
                labels[page] = _shown(scheme, value + page - at)
        elif other - at > 1:
            _count_back(labels, other, kind, after, at + 1)
            _count_on(labels, at, (scheme, value), other)
    if known:
        at, (scheme, value) = known[0]
        _count_back(labels, at, scheme, value, 0)
        _count_on(labels, *known[-1], len(labels))
    return labels


def _count_back(labels: list[str | None], at: int, scheme: str, value: int, low: int) -> None:
    """Pages right before the first printed number of a chain count towards 1."""
    for page in range(at - 1, low - 1, -1):
        value -= 1
        if value < 1:
            return
        labels[page] = _shown(scheme, value)


def _count_on(labels: list[str | None], at: int, last: tuple[str, int], end: int) -> None:
    """Pages right behind a printed number count on, up to those that another chain counts."""
    scheme, value = last
    for page in range(at + 1, end):
        if labels[page] is not None:
            return
        value += 1
        labels[page] = _shown(scheme, value)


def _shown(scheme: str, value: int) -> str:
    if scheme == "arabic":
        return str(value)
    return roman(value).upper() if scheme == "upper" else roman(value)
