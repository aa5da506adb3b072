"""Plain text cut into blocks: what blank lines, page starts and footnote rules part.

The layout of text that was taken from a PDF shows in its lines: a page starts with one space, the rule above
the footnotes is a line of many spaces, and lines are wrapped at the page's width.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

_RULE = re.compile(r"[^\S\n]{20,}$|\s*(?:_{5,}|[-–—―─]{8,})\s*$")
_PAGE_START = re.compile(r" (?=\S)")
_JOURNAL = re.compile(
    r"\b(?:vol(?:ume)?|jilid|issue|nomor|no)\b[.: ]*\d+.*\b(?:19|20)\d\d\b"
    r"|\b(?:p-|e-)?issn\b|\bdoi\s*:|\bdoi\.org/",
    re.I,
)
_PAGE_NUMBER = re.compile(
    r"(?:(?:page|halaman|hal\.?|hlm\.?)\s*)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:of|dari|/)\s*\d+)?\s*$"
    r"|[-–—|]\s*\d{1,4}\s*[-–—|]$",
    re.I,
)
_LINK = re.compile(r"(?:https?://|www\.)\S+$")
_NUMBERS = re.compile(r"[\d\s.,%()+–-]+$")
_HEAD_CHARS = 400
"""A longer line or block is no running head."""
_WORD_CHARS = 60
_REPEATS = 3
"""A short line that stands so often in a text is a running head."""


@dataclass(slots=True)
class TextBlock:
    """Lines between two blanks, stripped. `after_rule` where a footnote rule stands right before them."""

    lines: list[str] = field(default_factory=list)
    page_start: bool = False
    after_rule: bool = False

    @property
    def text(self) -> str:
        """The lines as one, joined by single spaces."""
        return " ".join(self.lines)


@dataclass(frozen=True, slots=True)
class Layout:
    """What the whole text says about its lines.

    `width` is how long a full line is, in characters; 0 where lines are not wrapped and each is a paragraph.
    `running` are the lines that repeat as running heads. `words` are all words, for undoing hyphenation.
    """

    width: int
    running: frozenset[str]
    words: frozenset[str]


def layout(text: str) -> Layout:
    """Measures the lines of `text`."""
    lines = [line.strip() for line in text.split("\n")]
    lengths = sorted(len(line) for line in lines if len(line) >= 30)
    width = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
    wrapped = bool(lengths) and width <= 160 and _flows(lines, width)
    shapes = Counter(running_shape(line) for line in lines if 0 < len(line) <= 150)
    running = frozenset(s for s, n in shapes.items() if n >= _REPEATS and len(s) > 12 and " " in s)
    words = frozenset(re.findall(r"[^\W\d_]{3,}", text.lower()))
    return Layout(width if wrapped else 0, running, words)


def _flows(lines: Sequence[str], width: int) -> bool:
    """Whether full lines are often followed by one that goes on: the sign of hard wrapping."""
    pairs = [(a, b) for a, b in pairwise(lines) if len(a) >= 0.6 * width and b]
    going = sum(a[-1] not in ".!?:" or b[0].islower() for a, b in pairs)
    return bool(pairs) and going >= 0.5 * len(pairs)


def running_shape(line: str) -> str:
    """A line with its numbers blotted out, so that running heads of different pages are alike."""
    return re.sub(r"\d+", "#", " ".join(line.lower().split()))


def blocks(text: str) -> list[TextBlock]:
    """The blocks of `text` in order, none empty."""
    raw = text.replace("\f", "\n\f").split("\n")
    spaced = sum(line.startswith(" ") and bool(line.strip()) for line in raw)
    paged = spaced <= 0.2 * max(sum(bool(line.strip()) for line in raw), 1)
    found = [TextBlock()]
    for line in raw:
        if "\f" in line:
            found.append(TextBlock(page_start=True))
            line = line.replace("\f", "")
        if _RULE.match(line):
            found.append(TextBlock(after_rule=True))
        elif not line.strip():
            found.append(TextBlock(after_rule=found[-1].after_rule and not found[-1].lines))
        elif paged and _PAGE_START.match(line):
            found.append(TextBlock([line.strip()], page_start=True))
        else:
            found[-1].lines.append(line.strip())
    return [block for block in found if block.lines]


def is_furniture(block: TextBlock, given: Layout) -> bool:
    """Running heads and page numbers, a chart's stray numbers, bare links: outside the run of reading."""
    lines = block.lines
    if all(_stray(line, given) for line in lines):
        return True
    return len(lines) <= 6 and len(block.text) < _HEAD_CHARS and any(_JOURNAL.search(line) for line in lines)


def _stray(line: str, given: Layout) -> bool:
    alone = _PAGE_NUMBER.match(line) or _LINK.match(line) or _NUMBERS.match(line)
    return bool(alone) or running_shape(line) in given.running


def unwrap(lines: Sequence[str], given: Layout) -> list[str]:
    """Hard-wrapped lines as paragraphs. A short line that ends a sentence ends a paragraph, too."""
    if not given.width:
        return list(lines)
    paragraphs: list[list[str]] = []
    previous = ""
    for line in lines:
        if paragraphs and not _ends_paragraph(previous, line, given.width):
            last = paragraphs[-1].pop()
            paragraphs[-1] += _joined(last, line, given)
        else:
            paragraphs.append([line])
        previous = line
    return ["".join(parts) for parts in paragraphs]


ITEM = re.compile(r"(?:[-•*–▪●○◦]|\(?(?:\d{1,2}|[a-z])[.)])\s+\S")


def _ends_paragraph(line: str, following: str, width: int) -> bool:
    if ITEM.match(following):
        return True
    short = len(line) < 0.7 * width
    return short and line[-1] in ".!?:" and not following[0].islower()


def _joined(text: str, line: str, given: Layout) -> tuple[str, str]:
    """Two lines to be put together as they are; a hyphen at the first one's end goes where the whole word stands
    elsewhere in the text.
    """
    if not text.endswith("-") or len(text) < 2 or text[-2].isspace():
        return f"{text} ", line
    before = re.search(r"[^\W\d_]+(?=-$)", text[-_WORD_CHARS:])
    after = re.match(r"[^\W\d_]+", line)
    if before and after and (before[0] + after[0]).lower() in given.words and after[0].islower():
        return text[:-1], line
    return text, line


def journal_line(block: TextBlock) -> str | None:
    """The line of a running head that names volume and year."""
    return next((line for line in block.lines if len(line) < _HEAD_CHARS and _JOURNAL.search(line)), None)
