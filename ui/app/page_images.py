"""Pages of a PDF as pictures, with the boxes of their words.

file, page ──▶ pdfium ──▶ Sheet (picture, words) ──▶ boxes of a passage
"""

from __future__ import annotations

import functools
import io
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unicodedata import combining

from corpus import Document, Span
from corpus.errors import FormatError
from ui.app.align import align, cover, fold, tokens
from ui.i18n.errors import told

WIDTH = 1400
"""Pixels across a picture: sharp on a dense screen at 46 rem."""
_JOINTS = "\u00ad\u0002\ufffe"  # what pdfium gives for a hyphen that only cuts a word
# pdfium keeps state of its own that threads must not touch together.
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page; edges as shares of its width and height from the left and the top, in [0, 1]."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as WebP with its words in order."""

    picture: bytes
    width: int
    height: int
    words: tuple[str, ...]
    boxes: tuple[Box, ...]


def sheet(file: Path, number: int) -> Sheet:
    """Page `number` (from 1) of a PDF.

    Raises:
        FormatError: the file or the page cannot be drawn.
    """
    try:
        if number < 1:
            raise IndexError("pages count from 1")
        return _sheet(str(file), file.stat().st_mtime_ns, number)
    except Exception as error:
        raise FormatError(told("error_sheet", number=number, name=file.name, detail=str(error))) from error


@functools.lru_cache(maxsize=24)
def _sheet(file: str, _mtime_ns: int, number: int) -> Sheet:
    import pypdfium2

    with _LOCK:
        document = pypdfium2.PdfDocument(file)
        try:
            page = document[number - 1]
            bitmap = page.render(scale=WIDTH / max(page.get_width(), 1))
            image = bitmap.to_pil().convert("RGB")
            words = _words(page, bitmap)
        finally:
            document.close()
    kept = io.BytesIO()
    image.save(kept, "WEBP", quality=82, method=2)
    width, height = image.size
    return Sheet(kept.getvalue(), width, height, tuple(w for w, _ in words), tuple(b for _, b in words))


def _words(page: Any, bitmap: Any) -> list[tuple[str, Box]]:
    """Words with their boxes, letter by letter: pdfium's own text leaves characters out of step."""
    import pypdfium2.raw as raw

    text = page.get_textpage()
    place = bitmap.get_posconv(page)
    found: list[tuple[str, Box]] = []
    word, edges, joined = "", [], False
    for i in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text, i))
        if letter.isalnum() or (word and combining(letter)):
            word += letter
            edges.append(text.get_charbox(i))
            joined = False
        elif letter in _JOINTS:
            joined = True
        elif not (joined and letter in "\r\n "):
            if word:
                found.append((fold(word), _box(edges, place, bitmap)))
            word, edges, joined = "", [], False
    if word:
        found.append((fold(word), _box(edges, place, bitmap)))
    return found


def _box(edges: Sequence[tuple[float, float, float, float]], place: Any, bitmap: Any) -> Box:
    """Around all letters; edges are (left, bottom, right, top) in the page's own measure, from below."""
    lines = [e for e in edges if abs(e[1] - edges[0][1]) < 2 * max(edges[0][3] - edges[0][1], 1)]
    corners = [place.to_bitmap(x, y) for e in lines for x, y in ((e[0], e[1]), (e[2], e[3]))]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return Box(
        min(xs) / bitmap.width, min(ys) / bitmap.height, max(xs) / bitmap.width, max(ys) / bitmap.height
    )


def boxes_of(
    drawn: Sheet, document: Document, number: int, whole: Span, parts: Iterable[Span]
) -> tuple[list[Box], list[Box]]:
    """Lines of the passage `whole` on page `number`, and of its `parts`; all spans are of the text."""
    page = next((p for p in document.pages if p.number == number), None)
    on_page = [_meet(s, whole) for s in page.spans] if page else [whole]
    held = [
        (t.word, s.start + t.span.start, s.start + t.span.end)
        for s in on_page
        if s.start < s.end
        for t in tokens(document.text[s.start : s.end])
    ]
    found = align(drawn.words, [w for w, _, _ in held])
    inside = []
    for part in parts:
        at = [i for i, (_, start, end) in enumerate(held) if start >= part.start and end <= part.end]
        if at:
            inside += cover(found, at[0], at[-1] + 1)
    passage = cover(found, 0, len(held))
    return lines([drawn.boxes[i] for i in passage]), lines([drawn.boxes[i] for i in inside])


def _meet(one: Span, other: Span) -> Span:
    return Span(max(one.start, other.start), min(one.end, other.end))


def lines(boxes: Sequence[Box]) -> list[Box]:
    """Boxes of words, in reading order, joined into one for each line."""
    joined: list[Box] = []
    for box in boxes:
        last = joined[-1] if joined else None
        if last and _same_line(last, box):
            joined[-1] = Box(
                min(last.left, box.left),
                min(last.top, box.top),
                max(last.right, box.right),
                max(last.bottom, box.bottom),
            )
        else:
            joined.append(box)
    return joined


def _same_line(last: Box, box: Box) -> bool:
    shared = min(last.bottom, box.bottom) - max(last.top, box.top)
    height = min(last.bottom - last.top, box.bottom - box.top)
    return shared > 0.4 * height and last.right - 0.01 <= box.left < last.right + 0.06
