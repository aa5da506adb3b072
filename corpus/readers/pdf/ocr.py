"""Pages that are pictures of text, read by Tesseract's program where it is installed.

page ──▶ grey picture at 300 dpi ──▶ tesseract (Indonesian and English) ──▶ words with places
"""

from __future__ import annotations

import csv
import math
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from statistics import mean, median

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium

from corpus.readers.pdf.layout import PageWords, Word
from corpus.readers.pdf.misread import line_texts

Row = dict[str, str]
"""One row of Tesseract's table, by its columns."""

Grey = npt.NDArray[np.uint8]
"""A picture: rows of pixels, 0 = black, 255 = white."""

INSTALL = "sudo apt install tesseract-ocr tesseract-ocr-ind tesseract-ocr-eng"
LANGUAGES = ("ind", "eng")

_DPI = 300
_MOST_PIXELS = 40_000_000
_SECONDS = 180
_BLANK_DPI = 36
_DARK = 160
_ONE_COLUMN, _ANY_LAYOUT = "4", "3"
"""Tesseract's page segmentation: 4 keeps the numbers of lists; columns are told apart here anyway."""

_FAIR, _POOR = 0.8, 0.7
_LONG = 600
"""Pixels between the first and the last word of a line that can tell how askew it lies."""

_SPECK = 35
"""Percent of confidence below which up to three letters are dirt."""

_INK = 0.0005
"""Share of dark pixels below which a page is blank."""

_COMMON_WORDS = (
    "yang dan di dari untuk dengan pada ini itu dalam adalah tidak oleh ke atau sebagai akan dapat "
    "the of and to in is for that with as on by this are be an or from at not"
)
_COMMON = frozenset(_COMMON_WORDS.split())
_SIGN = re.compile(r"\w")
_WORD = re.compile(r"[^\W\d_]{2,}")
_VOWEL = re.compile(r"[aeiouyà-ÿ]", re.I)
_DESCENDS = re.compile(r"[gjpqy,;()Q/\[\]]")


@dataclass(frozen=True, slots=True)
class Unread:
    """Pages that could not be read by OCR, and why: `missing` where Tesseract is not installed."""

    pages: tuple[int, ...] = ()
    missing: bool = False


def needs_ocr(page: PageWords) -> bool:
    """Whether the page has no text layer, or one that is garbage."""
    if not page.words:
        return True
    tokens = [word.text for word in page.words if not word.turned and _SIGN.search(word.text)]
    if len(tokens) < 20:
        return False
    odd = sum(0xE000 <= ord(letter) <= 0xF8FF for token in tokens if not token.isascii() for letter in token)
    if odd > 0.3 * sum(map(len, tokens)):
        return True
    common = sum(token.lower() in _COMMON for token in tokens) / len(tokens)
    if len(tokens) < 40 or common >= 0.01:
        return False
    likely = sum(bool(_WORD.search(token) and _VOWEL.search(token)) for token in tokens) / len(tokens)
    figures = sum(any(letter.isdigit() for letter in token) for token in tokens) / len(tokens)
    return likely < 0.4 and figures < 0.3


def read_scans(document: pdfium.PdfDocument, pages: Sequence[PageWords]) -> tuple[list[PageWords], Unread]:
    """The pages, those that need it read by OCR; and which of those could not be read."""
    wanted = [
        at
        for at, page in enumerate(pages)
        if page.how != "failed" and needs_ocr(page) and not _is_blank(document, at)
    ]
    found = list(pages)
    if not wanted:
        return found, Unread()
    languages = installed_languages()
    if not languages:
        for at in wanted:
            found[at] = replace(pages[at], words=(), how="failed")
        return found, Unread(tuple(pages[at].number for at in wanted), missing=True)
    for at, page in zip(wanted, read_pages(document, pages, wanted, languages), strict=True):
        found[at] = page
    failed = tuple(found[at].number for at in wanted if found[at].how == "failed")
    return found, Unread(failed)


def installed_languages() -> str:
    """Those of the two languages that Tesseract has, as it wants them ("ind+eng"); empty without it."""
    program = shutil.which("tesseract")
    if program is None:
        return ""
    try:
        listed = subprocess.run(
            [program, "--list-langs"], capture_output=True, text=True, timeout=30, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return "+".join(language for language in LANGUAGES if language in listed.stdout.split())


def _is_blank(document: pdfium.PdfDocument, at: int) -> bool:
    page = document[at]
    try:
        pixels = page.render(scale=_bounded(page, _BLANK_DPI / 72), grayscale=True).to_numpy()
    finally:
        page.close()
    return float((pixels < _DARK).mean()) < _INK


def read_pages(
    document: pdfium.PdfDocument, pages: Sequence[PageWords], wanted: Sequence[int], languages: str
) -> Iterator[PageWords]:
    """The pages at the places `wanted` by OCR, side by side. Only this thread draws pages: pdfium bears no other."""
    workers = max(os.cpu_count() or 1, 1)
    with ThreadPoolExecutor(workers) as pool:
        for start in range(0, len(wanted), workers):
            batch = wanted[start : start + workers]
            pictures = [_picture(document, at) for at in batch]
            yield from pool.map(
                lambda each: _read_page(each[0], each[1][0], each[1][1], languages),
                [(pages[at], picture) for at, picture in zip(batch, pictures, strict=True)],
            )


def _bounded(page: pdfium.PdfPage, scale: float) -> float:
    """At most `scale` pixels per point: less where the page's picture would hold more than _MOST_PIXELS."""
    pixels = page.get_width() * page.get_height() * scale * scale
    return float(scale * min(1.0, math.sqrt(_MOST_PIXELS / max(pixels, 1.0))))


def _picture(document: pdfium.PdfDocument, at: int) -> tuple[Grey, float]:
    """The page in grey, and its pixels per point."""
    page = document[at]
    try:
        scale = _bounded(page, _DPI / 72)
        grey = page.render(scale=scale, grayscale=True).to_numpy()
    finally:
        page.close()
    return grey.reshape(grey.shape[0], grey.shape[1]), scale


def _read_page(page: PageWords, picture: Grey, scale: float, languages: str) -> PageWords:
    """One page by OCR; `failed` where the program gives up or finds no word.

    A page that reads badly is tried with another layout, and then turned: scans lie on their sides.
    """
    best = _attempt(page, picture, scale, languages, 0, _ONE_COLUMN)
    if (best.confidence or 0) < _FAIR:
        best = _better(best, _attempt(page, picture, scale, languages, 0, _ANY_LAYOUT))
    if (best.confidence or 0) < _POOR:
        for quarters in (1, 2, 3):
            best = _better(best, _attempt(page, picture, scale, languages, quarters, _ONE_COLUMN))
    return best


def _better(first: PageWords, second: PageWords) -> PageWords:
    return second if (second.confidence or 0) > (first.confidence or 0) + 0.02 else first


def _attempt(
    page: PageWords, picture: Grey, scale: float, languages: str, quarters: int, layout: str
) -> PageWords:
    """One run of the program over the page, turned by clockwise quarter turns."""
    upright = np.ascontiguousarray(np.rot90(picture, -quarters))
    height, width = upright.shape
    command = ["tesseract", "stdin", "stdout", "-l", languages, "--dpi", str(round(scale * 72))]
    try:
        done = subprocess.run(
            [*command, "--psm", layout, "tsv"],
            input=b"P5\n%d %d\n255\n" % (width, height) + upright.tobytes(),
            capture_output=True,
            timeout=_SECONDS,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (OSError, subprocess.SubprocessError):
        return replace(page, words=(), how="failed", confidence=None)
    words, confidence = words_of(done.stdout.decode("utf-8", "replace"), scale)
    if not words:
        return replace(page, words=(), how="failed", confidence=None)
    return PageWords(page.number, width / scale, height / scale, words, (), "ocr", confidence)


def words_of(table: str, scale: float) -> tuple[tuple[Word, ...], float]:
    """The words in Tesseract's TSV at `scale` pixels per point, and their mean confidence in [0, 1]."""
    rows = csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    lines: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        if row["level"] == "5" and _is_word(row):
            key = (row["block_num"], row["par_num"], row["line_num"])
            lines.setdefault(key, []).append(row)
    slope = _slope(lines.values())
    found = [word for line in lines.values() for word in _line_words(line, slope, scale)]
    if not found:
        return (), 0.0
    # Words that stand taller than wide lie on their sides: the page has to be turned.
    rows_kept = [row for line in lines.values() for row in line]
    long = [row for row in rows_kept if len(row["text"]) >= 4]
    tall = sum(int(row["height"]) > 1.2 * int(row["width"]) for row in long) > 0.5 * len(long) > 0
    confidence = mean(float(row["conf"]) for row in rows_kept) / 100
    return _evened(found), round(confidence * (0.5 if tall else 1.0), 3)


def _is_word(row: Row) -> bool:
    """Whether the row is a word, not specks of dirt or an emblem taken for letters."""
    text, sure = (row["text"] or "").strip(), float(row["conf"])
    return bool(text) and sure >= (_SPECK if len(text) <= 3 else 0)


def _line_words(line: Sequence[Row], slope: float, scale: float) -> Iterator[Word]:
    """The words of one line on one baseline; letters that hang below it do not lower it."""
    shifts = [slope * _edge(row, "left") for row in line]
    ends = [(row, _bottom(row) - shift) for row, shift in zip(line, shifts, strict=True)]
    bottoms = [bottom for row, bottom in ends if not _DESCENDS.search(row["text"])]
    lowest = max(bottom for _, bottom in ends)
    highest = min(_edge(row, "top") - shift for row, shift in zip(line, shifts, strict=True))
    base = median(bottoms) if bottoms else lowest - 0.2 * (lowest - highest)
    size = max((base - highest) / 0.74, 4.0) / scale
    # The program lets the box of a word run into the next one.
    rights = [_edge(row, "left") for row in line[1:]] + [math.inf]
    for row, right, text in zip(line, rights, line_texts([row["text"].strip() for row in line]), strict=True):
        left, width = _edge(row, "left"), _edge(row, "width")
        yield Word(text, left / scale, min(left + width, max(right, left)) / scale, base / scale, size)


def _slope(lines: Iterable[Sequence[Row]]) -> float:
    """How far the lines of a page fall per pixel to the right: scans lie a little askew."""
    slopes = []
    for line in lines:
        even = [row for row in line if not _DESCENDS.search(row["text"])]
        if len(even) >= 3 and (run := _edge(even[-1], "left") - _edge(even[0], "left")) > _LONG:
            slopes.append((_bottom(even[-1]) - _bottom(even[0])) / run)
    return median(slopes) if len(slopes) >= 3 else 0.0


def _edge(row: Row, name: str) -> int:
    return int(row[name])


def _bottom(row: Row) -> int:
    return _edge(row, "top") + _edge(row, "height")


def _evened(words: Sequence[Word]) -> tuple[Word, ...]:
    """Sizes near the usual one are the usual one: OCR measures boxes, not type."""
    if not words:
        return ()
    usual = round(median(word.size for word in words for _ in word.text), 1)
    return tuple(
        replace(word, size=usual if abs(word.size - usual) < 0.3 * usual else round(word.size, 1))
        for word in words
    )
