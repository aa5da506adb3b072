"""The words of a page with their places and type, from pdfium.

Asking pdfium about every letter is slow from Python, so a page's text is fetched at once and only the ends of each
word are asked for; a word whose ends differ in type or baseline is taken apart letter by letter.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.readers.pdf.clips import is_clipped
from corpus.readers.pdf.fonts import BOLD, ITALIC, MONO, font_name
from corpus.readers.pdf.geometry import page_map
from corpus.readers.pdf.holes import UNNAMED, hole
from corpus.readers.pdf.layout import Word
from corpus.readers.pdf.letters import plain_letters
from corpus.readers.pdf.rtl import RTL
from corpus.readers.pdf.unchecked import unchecked

_SPACES = " \t\r\n\u00a0\u2002\u2003\u2009\u200a\u202f\u3000\x0b\x0c\x00\u200b\ufeff"
_HYPHENS = "\x02\ufffe"
"""What pdfium puts for a hyphen at a line's end, without a line break behind it."""

_WORD = re.compile(f"[^{_SPACES}{_HYPHENS}]*[{_HYPHENS}]|[^{_SPACES}{_HYPHENS}]+")
_LINE = re.compile(r"[^\r\n]+")
_UNSAID = re.compile("\ufffe")
_PAIRED = re.compile("[\ud800-\udfff\U00010000-\U0010ffff]")

_BOLD_WEIGHT = 600
_STROKED = (1, 2)
_TURNED = 0.1
"""Radians. Scans are seldom more askew than that."""

_OVER = 20.0
"""Points by which a word may stick out of its page."""

_GAP = 0.17
"""Least width of a space, in units of the size."""

_LEVEL = 0.1
"""Points by which the baselines of one word's letters may differ."""

_get_unicode = unchecked(pdfium_c.FPDFText_GetUnicode, ctypes.c_uint)
_get_origin = unchecked(pdfium_c.FPDFText_GetCharOrigin)
_get_box = unchecked(pdfium_c.FPDFText_GetLooseCharBox)
_get_object = unchecked(pdfium_c.FPDFText_GetTextObject, ctypes.c_void_p)
_get_matrix = unchecked(pdfium_c.FPDFText_GetMatrix)
_get_size = unchecked(pdfium_c.FPDFText_GetFontSize, ctypes.c_double)
_get_font = unchecked(pdfium_c.FPDFTextObj_GetFont, ctypes.c_void_p)
_get_mode = unchecked(pdfium_c.FPDFTextObj_GetTextRenderMode)


@dataclass(slots=True)
class _Style:
    """The type of one text object. Not frozen: of a document there are tens of thousands."""

    size: float
    angle: float
    bold: bool
    italic: bool
    mono: bool
    clipped: bool = False

    @property
    def turned(self) -> bool:
        """Whether it does not run from left to right."""
        return abs(self.angle) > _TURNED

    @property
    def quarters(self) -> int:
        """How many quarter turns (clockwise) set it upright, 0 to 3; 0 as well where it runs aslant."""
        turns = round(self.angle / (math.pi / 2))
        return turns % 4 if abs(self.angle - turns * math.pi / 2) <= _TURNED else 0


def _changes(style: _Style, other: _Style) -> bool:
    """Whether letters of the second type next to some of the first look like another word."""
    if abs(other.size - style.size) > 0.12 * style.size:
        return True
    return (other.bold, other.italic) != (style.bold, style.italic)


def _is_within(word: Word, sign: Word) -> bool:
    """Whether a letter goes on with the word on its left."""
    close = word.text != "" and sign.x0 - word.x1 < _GAP * word.size
    alike = abs(sign.size - word.size) <= 0.12 * word.size and abs(sign.base - word.base) <= 0.1 * word.size
    return close and alike and (sign.bold, sign.italic, sign.turned) == (word.bold, word.italic, word.turned)


class PageText:
    """pdfium's text of one page; closes with it."""

    def __init__(self, page: pdfium.PdfPage, quarters: int = 0) -> None:
        self._text_page = page.get_textpage()
        self._raw = self._text_page.raw
        self._map = page_map(page, quarters)
        sides = (float(page.get_width()), float(page.get_height()))
        self._width, self._height = sides if quarters % 2 == 0 else sides[::-1]
        self._styles: dict[int, _Style] = {}
        self._fonts: dict[int, tuple[bool, bool, bool]] = {}
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._place = ctypes.byref(self._x), ctypes.byref(self._y)
        self._rect = pdfium_c.FS_RECTF()
        self._box = ctypes.byref(self._rect)

    def words(self) -> Iterator[Word]:
        """All words in the order of the file."""
        text = self._text()
        if not text.isascii() and RTL.search(text):
            for line in _LINE.finditer(text):
                own = self._seen if RTL.search(line.group()) else self._plain
                yield from own(text, line.start(), line.end())
        else:
            yield from self._plain(text, 0, len(text))

    def close(self) -> None:
        """Gives the memory back."""
        self._text_page.close()

    def _text(self) -> str:
        """One letter per character of pdfium's count; behind one that takes two stands the second half of it."""
        count = max(pdfium_c.FPDFText_CountChars(self._raw), 0)
        buffer = (ctypes.c_ushort * (2 * count + 1))()
        given = pdfium_c.FPDFText_GetText(self._raw, 0, count, buffer) - 1
        text = bytes(buffer)[: 2 * max(given, 0)].decode("utf-16-le", "surrogatepass")
        # pdfium leaves signs without a meaning out of its text: it has to be asked for each letter then.
        if given != count or _PAIRED.search(text):
            text = self._letters(count)
        elif "\ufffe" in text:  # a hyphen, or a letter without a name
            text = _UNSAID.sub(lambda found: chr(_get_unicode(self._raw, found.start())), text)
        return self._with_holes(text) if UNNAMED.search(text) else text

    def _with_holes(self, text: str) -> str:
        """The text with a sign for each letter that its font does not name, unless those are its spaces."""
        found = [match.start() for match in UNNAMED.finditer(text)]
        if len(found) > text.count(" "):
            return text
        letters = list(text)
        for at in found:
            style = self._style(at, self._key(at))
            letters[at] = hole((self._right(at) - self._origin(at)[0]) / max(style.size, 1.0))
        return "".join(letters)

    def _letters(self, count: int) -> str:
        codes = [_get_unicode(self._raw, at) for at in range(count)]
        letters = [chr(code) for code in codes]
        for at, (code, following) in enumerate(pairwise(codes)):
            if 0xD800 <= code < 0xDC00 <= following < 0xE000:
                letters[at] = chr(0x10000 + ((code - 0xD800) << 10) + following - 0xDC00)
        return "".join(letters)

    def _plain(self, text: str, start: int, end: int) -> Iterator[Word]:
        """The words of a part that runs from left to right."""
        for found in _WORD.finditer(text, start, end):
            yield from self._split(text, found.start(), found.end())

    def _seen(self, text: str, start: int, end: int) -> Iterator[Word]:
        """The words of a line with letters that run from right to left, all from left to right as they are seen.

        pdfium turns parts of such a line round, and brackets with them: only the places of the letters are sure.
        """
        signs: list[tuple[float, int, str]] = []
        for at in range(start, end):
            if signs and unicodedata.combining(text[at]):
                signs[-1] = (*signs[-1][:2], signs[-1][2] + text[at])
            elif text[at] not in _SPACES or self._key(at):
                signs.append((self._origin(at)[0], -at, text[at]))
        word: Word | None = None
        for _, at, sign in sorted(signs):
            key = self._key(-at)
            new = self._word(
                sign.strip(_SPACES), 0, len(sign), self._style(-at, key), self._origin(-at), at=-at
            )
            if word is not None and new.text and _is_within(word, new):
                word = replace(word, text=word.text + new.text, x1=max(word.x1, new.x1))
                continue
            if word is not None:
                yield word
                touches = new.x0 - word.x1 < _GAP * new.size
                new = replace(new, glued=bool(new.text and word.text) and touches)
            word = new
        if word is not None:
            yield word

    def _split(self, text: str, start: int, end: int) -> list[Word]:
        """The word between two spaces, parted where its type or baseline changes."""
        key, place = self._key(start), self._origin(start)
        style, last = self._style(start, key), self._key(end - 1)
        if last != key:
            self._style(end - 1, last)
        same = end - start == 1 or (last == key and abs(self._origin(end - 1)[1] - place[1]) < _LEVEL)
        if same or style.turned:
            return [self._word(text, start, end, style, place)]
        words: list[Word] = []
        begin, glued = start, False
        for at in range(start + 1, end):
            before, key = key, self._key(at)
            here = self._origin(at)
            other = style if key == before else self._style(at, key)
            if not _changes(style, other) and abs(here[1] - place[1]) <= 0.1 * style.size:
                continue
            words.append(self._word(text, begin, at, style, place, glued=glued))
            # A change of type may hide a space that the file does not hold.
            begin, style, place = at, self._style(at, key), here
            glued = here[0] - words[-1].x1 < _GAP * style.size
        return [*words, self._word(text, begin, end, style, place, glued=glued)]

    def _word(
        self,
        text: str,
        start: int,
        end: int,
        style: _Style,
        place: tuple[float, float],
        *,
        glued: bool = False,
        at: int | None = None,
    ) -> Word:
        """The letters from `start` to `end` as a word; `at` is the place of the last where it is not `end` - 1."""
        x0, base = place
        x1 = self._right(end - 1 if at is None else at)
        return Word(
            text=plain_letters(text[start:end]),
            x0=x0,
            x1=max(x1, x0),
            base=base,
            size=style.size,
            bold=style.bold,
            italic=style.italic,
            mono=style.mono,
            glued=glued,
            turned=style.turned,
            quarters=style.quarters if style.turned else 0,
            clipped=style.clipped or not self._is_on_page(x0, x1, base, style.size),
        )

    def _is_on_page(self, x0: float, x1: float, base: float, size: float) -> bool:
        """Whether a word can be seen: not beside the page, and of a size that fits on it."""
        across = -_OVER <= x0 <= x1 <= self._width + _OVER
        return across and -_OVER <= base <= self._height + _OVER and 0.5 < size < self._height

    def _origin(self, at: int) -> tuple[float, float]:
        _get_origin(self._raw, at, *self._place)
        return self._map.point(self._x.value, self._y.value)

    def _right(self, at: int) -> float:
        rect, places = self._rect, self._map
        _get_box(self._raw, at, self._box)
        return max(places.across(rect.right, rect.bottom), places.across(rect.left, rect.top))

    def _key(self, at: int) -> int:
        """Where pdfium keeps the text object of a letter, 0 for a letter that it put in by itself."""
        return _get_object(self._raw, at) or 0

    def _style(self, at: int, key: int) -> _Style:
        """The type of the letter `at`, and of all others with this key."""
        if key not in self._styles:
            self._styles[key] = self._read_style(at, key)
        return self._styles[key]

    def _read_style(self, at: int, key: int) -> _Style:
        matrix, pointer = pdfium_c.FS_MATRIX(), ctypes.c_void_p(key)
        _get_matrix(self._raw, at, ctypes.byref(matrix))
        size = _get_size(self._raw, at)
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        angle = math.remainder(math.atan2(matrix.b, matrix.a) + self._map.angle, math.tau)
        bold, italic, mono = self._font(pointer) if key else (False, False, False)
        clipped = bool(key) and is_clipped(pointer)
        return _Style(round(size * scale, 2), angle, bold, italic, mono, clipped)

    def _font(self, pointer: object) -> tuple[bool, bool, bool]:
        """Bold, italic, fixed width: by the font's name, its weight and how it is drawn."""
        key = _get_font(pointer) or 0
        stroked = _get_mode(pointer) in _STROKED
        if key not in self._fonts:
            font = ctypes.cast(key, pdfium_c.FPDF_FONT)
            name = font_name(font) if font else ""
            heavy = bool(font) and pdfium_c.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
            bold = bool(BOLD.search(name)) or (heavy and "regular" not in name.lower())
            self._fonts[key] = (bold, bool(ITALIC.search(name)), bool(MONO.search(name)))
        bold, italic, mono = self._fonts[key]
        return bold or stroked, italic, mono


def page_words(page: pdfium.PdfPage, quarters: int = 0) -> tuple[Word, ...]:
    """All words of a page turned by `quarters` clockwise quarter turns, in the order of the file."""
    text = PageText(page, quarters)
    try:
        return tuple(word for word in text.words() if word.text)
    finally:
        text.close()
