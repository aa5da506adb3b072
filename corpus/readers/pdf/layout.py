"""What the stages of reading a PDF hand to one another.

All coordinates are points (1/72 inch) on the page as it is displayed: origin at its top left corner, x to the
right, y downwards. Page numbers are physical, from 1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from corpus.readers.pdf.rtl import RTL, as_read
from corpus.records import ReadHow


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a space between them, in one size and on one baseline.

    `base` is the baseline, `size` the font's size as displayed. `glued` where no space parts it from the
    word before. `turned` where it does not run from left to right, `quarters` the clockwise quarter turns that
    set it upright then (0 for a slanted one); `clipped` where a picture's frame cuts it off, so that nobody
    sees it. `text` is what is seen from left to right, in Arabic as well.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool = False
    italic: bool = False
    mono: bool = False
    glued: bool = False
    turned: bool = False
    quarters: int = 0
    clipped: bool = False

    @property
    def top(self) -> float:
        """Upper edge of a capital letter, roughly."""
        return self.base - 0.72 * self.size

    @property
    def bottom(self) -> float:
        """Lower edge of a letter with a descender, roughly."""
        return self.base + 0.22 * self.size


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line from (x0, y0) to (x1, y1), level or upright, in points on the displayed page."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def level(self) -> bool:
        """Whether it runs from left to right."""
        return self.x1 - self.x0 >= self.y1 - self.y0


@dataclass(frozen=True, slots=True)
class PageWords:
    """One page's words in the order of the file, and its ruling.

    `confidence` in [0, 1] where the words come from OCR. `sideways` are the parts of the page whose text runs in
    another direction, each as a page of its own that is turned upright.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...] = ()
    how: ReadHow = "text"
    confidence: float | None = None
    sideways: tuple[PageWords, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, the first `header` of them the header rows."""

    rows: tuple[tuple[str, ...], ...]
    header: int = 0


@dataclass(frozen=True)
class Line:
    """Words on one baseline of one column, from left to right.

    `left` and `right` are the edges of the column. `region` counts the columns of the page in reading order,
    from 0. `aside` where it stands in a box beside the column. `table` where it stands for a whole table.
    """

    words: tuple[Word, ...]
    page: int
    left: float = 0.0
    right: float = 0.0
    region: int = 0
    aside: bool = False
    table: Table | None = None

    @cached_property
    def x0(self) -> float:
        """Left edge of the first word."""
        return min(word.x0 for word in self.words)

    @cached_property
    def x1(self) -> float:
        """Right edge of the last word."""
        return max(word.x1 for word in self.words)

    @cached_property
    def size(self) -> float:
        """The size that most letters have."""
        if len({word.size for word in self.words}) == 1:
            return round(self.words[0].size, 1)
        return _commonest((round(word.size, 1), len(word.text)) for word in self.words)

    @cached_property
    def base(self) -> float:
        """The baseline of the words in the line's own size."""
        if len({word.base for word in self.words}) == 1:
            return self.words[0].base
        size = self.size
        own = [(word.base, len(word.text)) for word in self.words if abs(word.size - size) < 0.2]
        return _commonest(own) if own else self.words[0].base

    @cached_property
    def text(self) -> str:
        """The words as they read."""
        return joined(self.words)

    @cached_property
    def bold(self) -> bool:
        """Whether nearly all letters are bold."""
        return self._share("bold") > 0.85

    @cached_property
    def mainly_bold(self) -> bool:
        """Whether more than half of the letters are bold, the first among them."""
        return self.words[0].bold and self._share("bold") > 0.5

    @cached_property
    def italic(self) -> bool:
        """Whether nearly all letters are italic."""
        return self._share("italic") > 0.85

    @cached_property
    def mono(self) -> bool:
        """Whether most letters are of a fixed width, as in program text; a line's number does not count."""
        words = self.words[1:] if self.words[0].text.isdigit() else self.words
        fixed = sum(len(word.text) for word in words if word.mono)
        return fixed > 0.5 * max(sum(len(word.text) for word in words), 1)

    def _share(self, name: str) -> float:
        letters = sum(len(word.text) for word in self.words)
        return sum(len(word.text) for word in self.words if getattr(word, name)) / max(letters, 1)

    @property
    def top(self) -> float:
        """Upper edge."""
        return self.base - 0.72 * self.size

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.base + 0.22 * self.size

    @property
    def width(self) -> float:
        """From the first letter to the last."""
        return self.x1 - self.x0


@dataclass(frozen=True, slots=True)
class PageLines:
    """One page's lines in reading order, and what was kept out of them.

    `loose` are words outside the run of reading: set sideways, or cut off by a picture's frame.
    """

    page: PageWords
    lines: tuple[Line, ...]
    loose: tuple[Line, ...] = ()
    furniture: tuple[str, ...] = ()
    number_text: str | None = None


def _commonest(weighted: Iterable[tuple[float, int]]) -> float:
    """The value with the most weight, of several the one that comes first."""
    counts: defaultdict[float, int] = defaultdict(int)
    for value, weight in weighted:
        counts[value] += weight
    return max(counts, key=counts.__getitem__)


def joined(words: tuple[Word, ...] | list[Word]) -> str:
    """The words, from left to right, as they read: a space between two unless they are glued."""
    parts: list[str] = []
    for word in words:
        if parts and not word.glued:
            parts.append(" ")
        parts.append(word.text)
    text = "".join(parts)
    return text if text.isascii() or not RTL.search(text) else as_read(text)
