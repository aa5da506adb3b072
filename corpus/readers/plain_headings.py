"""Headings in text taken from a PDF that stand between lines of running text, with no blank line around."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.headings import Mark, heading_mark, heading_rank
from corpus.readers.plain_lines import ITEM, Layout, TextBlock

STRONG = frozenset({"book", "chapter", "part", "paragraph", "article", "word"})
"""Schemes that make a heading of a line by themselves, even without a blank line after it."""

_END = re.compile(r"[.!?:;”\")\]]\d{0,3}$")


def cut_at_headings(blocks: Sequence[TextBlock], given: Layout) -> list[TextBlock]:
    """The blocks, cut before each line that is a heading by its number or words and after it.

    Arabic numbers count in their order only, from one before a usual word ("1. Pendahuluan"), so that the
    items of a list are none.
    """
    counter = _Counter()
    cut: list[TextBlock] = []
    for block in blocks:
        starts = [0, *_starts(block.lines, given, counter)]
        for at, end in zip(starts, [*starts[1:], len(block.lines)], strict=True):
            if at < end:
                first = at == 0
                cut.append(
                    TextBlock(block.lines[at:end], first and block.page_start, first and block.after_rule)
                )
    return cut


class _Counter:
    """The last arabic number that headed a section."""

    def __init__(self) -> None:
        self.last = 0

    def takes(self, mark: Mark) -> bool:
        """Whether the number is the next one; the first must stand before a usual word."""
        number = int(mark.number[0]) if mark.number and mark.number[0].isdigit() else -1
        begins = number == 1 and heading_rank(f"1. {mark.title}") == 1
        if begins or (self.last and number == self.last + 1):
            self.last = number
            return True
        return False


def _starts(lines: Sequence[str], given: Layout, counter: _Counter) -> Iterator[int]:
    """Indices at which a new block begins: at each heading, and after it."""
    behind = -1
    for at, line in enumerate(lines):
        mark = heading_mark(line)
        if (
            mark is None
            or not _is_alone(lines, at, behind, given, _is_sure(mark))
            or not _heads(mark, counter)
        ):
            continue
        if at and behind != at:
            yield at
        # A chapter's title on the next line stays with its mark.
        if mark.title or mark.scheme not in ("book", "chapter", "part", "paragraph"):
            behind = at + 1
            if behind < len(lines):
                yield behind


def _heads(mark: Mark, counter: _Counter) -> bool:
    if mark.scheme in STRONG:
        return True
    if mark.scheme == "decimal" and len(mark.number) > 1:
        return mark.title[:1].isupper()
    return mark.scheme == "arabic" and counter.takes(mark)


def _is_sure(mark: Mark) -> bool:
    """A number before a usual word ("4. Kesimpulan") is a heading whatever stands before it."""
    return mark.scheme in ("arabic", "roman") and heading_rank(f"1. {mark.title}") == 1


def _is_alone(lines: Sequence[str], at: int, behind: int, given: Layout, sure: bool) -> bool:
    """Whether the line does not run on from the one before, nor into the one after."""
    width = given.width or 80
    line = lines[at]
    if len(line) > 0.85 * width or line[-1] in ".,;:":
        return False
    before = lines[at - 1] if at else ""
    ended = sure or not before or behind == at or bool(_END.search(before)) or len(before) < 0.7 * width
    after = lines[at + 1] if at + 1 < len(lines) else ""
    return ended and not (after and after[0].islower() and not ITEM.match(after))
