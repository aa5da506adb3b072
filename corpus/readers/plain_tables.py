"""Tables in text taken from a PDF: rows told by their running numbers, cells wrapped over several lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.readers.plain_lines import Layout, TextBlock
from corpus.records import Piece

_NUMBER = re.compile(r"(\d{1,3})[.)]?(?:\s+(?=\S)|$)")
_PROSE_CHARS = 120


@dataclass(slots=True)
class TableLines:
    """The blocks of one table while they are gathered. `caption` is that of the block before it."""

    caption: str
    number: str
    blocks: list[list[str]] = field(default_factory=list)
    last: int = 0

    def add(self, lines: list[str]) -> None:
        """Takes lines in; `last` is then the number of the last row."""
        self.blocks.append(lines)
        for line in lines:
            if _begins(line, self.last):
                self.last = _value(line)

    def takes(self, block: TextBlock, given: Layout) -> bool:
        """Whether `block` still belongs to the table: it is no paragraph of running text."""
        first = _NUMBER.match(block.lines[0])
        if first and int(first[1]) in (1, self.last + 1):
            return True
        return not is_prose(block, given)

    def piece(self) -> Piece | None:
        """The table with one row per line, None where nothing was gathered."""
        rows, header = _assemble(self.blocks)
        if not rows:
            return None
        size = sum(map(len, rows[:header])) + max(header - 1, 0)
        return Piece("table", "\n".join(rows), number=self.number, header=size, caption=self.caption)


def is_prose(block: TextBlock, given: Layout) -> bool:
    """Whether these are lines of a paragraph: as wide as the page, or a whole long sentence."""
    width = given.width or 80
    full = [line for line in block.lines[:-1] if len(line) >= 0.8 * width]
    if len(block.lines) > 1:
        return len(full) >= 0.7 * (len(block.lines) - 1)
    return len(block.text) >= min(_PROSE_CHARS, 0.9 * width) or (
        block.text[-1] == "." and len(block.text.split()) >= 5
    )


def _numbered(lines: Sequence[str]) -> int:
    """How many lines begin a row, by a number one above the last (or 1 anew)."""
    count = last = 0
    for line in lines:
        if _begins(line, last):
            last = _value(line)
            count += 1
    return count


def _begins(line: str, last: int) -> bool:
    return bool(_NUMBER.match(line)) and _value(line) in (last + 1, *([1] if last > 1 else []))


def _value(line: str) -> int:
    found = _NUMBER.match(line)
    return int(found[1]) if found else -1


def _assemble(blocks: Sequence[Sequence[str]]) -> tuple[list[str], int]:
    """The rows as lines, and how many of them are the header."""
    lines = [(line, at == 0) for block in blocks for at, line in enumerate(block)]
    if _numbered([line for line, _ in lines]) < 2:
        return [line for line, _ in lines], min(1, max(len(lines) - 1, 0))
    rows: list[list[str]] = []
    header: list[list[str]] = []
    last = 0
    for at, (line, opens) in enumerate(lines):
        if _begins(line, last):
            last = _value(line)
            rows.append([line])
        elif not rows:
            if opens or not header:
                header.append([])
            header[-1].append(line)
        elif opens and _opens_group(lines, at, last):
            rows.append([line])
        else:
            rows[-1].append(line)
    joined = [" ".join(parts) for parts in (*header, *rows)]
    return joined, len(header)


def _opens_group(lines: Sequence[tuple[str, bool]], at: int, last: int) -> bool:
    """A line right before a row numbered 1 anew names the group of rows that follows."""
    following = lines[at + 1][0] if at + 1 < len(lines) else ""
    return last > 1 and _value(following) == 1
