"""Plain text, above all text that was taken from a PDF: paragraphs, headings, tables and footnotes again.

text ──▶ blocks ──▶ notes | tables | furniture | headings and paragraphs ──▶ cut paragraphs joined
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.headings import Mark, caption_number, heading_mark, in_capitals, is_bare_mark
from corpus.pieces import join_broken_paragraphs
from corpus.readers.blocks import paragraph_pieces
from corpus.readers.plain_contents import without_contents
from corpus.readers.plain_headings import STRONG, cut_at_headings
from corpus.readers.plain_lines import (
    Layout,
    TextBlock,
    blocks,
    is_furniture,
    journal_line,
    layout,
    unwrap,
)
from corpus.readers.plain_notes import find_cites, note_pieces
from corpus.readers.plain_tables import TableLines, is_prose
from corpus.records import Piece, Reading

_HEADING_CHARS = 160
_LABEL = re.compile(r"(?:sumber|sources?|catatan|notes?|keterangan)\s*:", re.I)
_SOFT_HYPHEN = re.compile("\u00ad(?:[^\\S\n]*\n[^\\S\n]*)?")
_FIRST_ROW = re.compile(r"(?:no\b|1\s)", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NAME = re.compile(r"(?:[A-ZÀ-Þ][\w.'’-]*[,\s]*){2,6}$")


def parse(text: str) -> Reading:
    """Reads plain text. Title, author and year come from a journal's running head where there is one."""
    text = _SOFT_HYPHEN.sub(lambda found: "" if "\n" in found[0] else "-", text)
    text = without_contents(text)
    given = layout(text)
    reader = _Reader(given, cut_at_headings(blocks(text), given))
    pieces = join_broken_paragraphs(find_cites(list(reader.pieces())))
    return Reading(
        media_type="text/plain",
        pieces=pieces,
        title=reader.title,
        authors=reader.authors,
        year=reader.year,
    )


@dataclass(slots=True)
class _Reader:
    """Goes once over the blocks. `table` is being gathered; `last_note` is the last footnote's number."""

    given: Layout
    blocks: list[TextBlock]
    table: TableLines | None = None
    last_note: int = 0
    in_notes: bool = False
    title: str | None = None
    authors: tuple[str, ...] = ()
    year: int | None = None
    _held: list[Piece] = field(default_factory=list)
    _next: int = 0

    def pieces(self) -> Iterator[Piece]:
        for at, block in enumerate(self.blocks):
            if block.lines:
                yield from self._block(block, at)
        yield from self._close_table()

    def _block(self, block: TextBlock, at: int) -> Iterator[Piece]:
        notes = self._notes(block)
        if notes:
            # They may stand in the middle of a table that goes on over the page, and wait for its end.
            yield from self._hold(notes)
        elif not self._in_table(block) and is_furniture(block, self.given):
            self._learn(block)
            yield from self._hold([Piece("other", "\n".join(block.lines))])
        elif self.table and not self._ends_table(block):
            self.table.add(block.lines)
        else:
            yield from self._close_table()
            yield from self._flow(block, at)

    def _notes(self, block: TextBlock) -> list[Piece]:
        notes: list[Piece] = []
        if block.after_rule or (self.in_notes and not block.page_start):
            notes = note_pieces(block, self.last_note, self.given)
        self.in_notes = bool(notes)
        if notes:
            self.last_note = int(notes[-1].number or 0)
        return notes

    def _hold(self, pieces: list[Piece]) -> Iterator[Piece]:
        if self.table:
            self._held += pieces
        else:
            yield from pieces

    def _in_table(self, block: TextBlock) -> bool:
        """Bare numbers and repeated cells look like furniture, but not under a table's caption."""
        return self.table is not None and journal_line(block) is None and not is_prose(block, self.given)

    def _ends_table(self, block: TextBlock) -> bool:
        assert self.table is not None
        if caption_number(block.text) or _LABEL.match(block.text) or self._heading_lines(block):
            return True
        return not self.table.takes(block, self.given)

    def _close_table(self) -> Iterator[Piece]:
        piece = self.table.piece() if self.table else None
        self.table = None
        if piece:
            yield piece
        yield from self._held
        self._held = []

    def _flow(self, block: TextBlock, at: int) -> Iterator[Piece]:
        count = self._heading_lines(block) or (1 if self._lone_heading(block, at) else 0)
        if count:
            count = len(block.lines) if in_capitals(block.text) else count
            yield Piece("heading", " ".join(block.lines[:count]))
            rest = TextBlock(block.lines[count:])
            if rest.lines:
                yield from self._flow(rest, at)
            return
        number = (
            caption_number(block.text) if not is_prose(block, self.given) or len(block.lines) < 4 else None
        )
        if number:
            yield from self._caption(block, number, at)
            return
        for text in unwrap(block.lines, self.given):
            yield from paragraph_pieces(Piece("body", text))

    def _caption(self, block: TextBlock, number: str, at: int) -> Iterator[Piece]:
        """A caption; a table's opens the table, lines of rows in the same block are its first."""
        if not block.text.lower().startswith("tab"):
            yield Piece("caption", block.text + self._caption_rest(at), number=number)
            return
        rows = self._first_row(block.lines)
        caption = " ".join(block.lines[:rows])
        yield Piece("caption", caption, number=number)
        self.table = TableLines(caption, number)
        if rows is not None:
            self.table.add(block.lines[rows:])

    def _first_row(self, lines: list[str]) -> int | None:
        """Where the rows begin in a block that opens with a table's caption; None where it holds none."""
        numbered = next((i for i, line in enumerate(lines) if i and _FIRST_ROW.match(line)), None)
        valued = sum(line[-1].isdigit() or line[-1] == "%" for line in lines[1:])
        if numbered is None and len(lines) > 2 and 2 * valued >= len(lines) - 2:
            return 1 if len(lines[0]) < 0.8 * (self.given.width or 80) else 2
        return numbered

    def _caption_rest(self, at: int) -> str:
        """The second line of a figure's caption, where the text has it apart; its block is used up."""
        following = self.blocks[at + 1] if at + 1 < len(self.blocks) else None
        if following is None or self.blocks[at].text[-1] == "." or len(following.lines) > 1:
            return ""
        if following.page_start or following.after_rule or is_furniture(following, self.given):
            return ""
        other = caption_number(following.text) or _LABEL.match(following.text)
        if other or is_prose(following, self.given) or heading_mark(following.text):
            return ""
        text = following.text
        following.lines.clear()
        return f" {text}"

    def _heading_lines(self, block: TextBlock) -> int:
        """How many of the first lines are a heading by their own words; 0 for none."""
        mark = heading_mark(block.lines[0])
        if mark is None or len(block.lines[0]) > _HEADING_CHARS or not self._strong(mark, block):
            return 0
        if len(block.lines) > 1 and mark.scheme == "decimal" and _wraps(block, self.given):
            return len(block.lines)
        if is_bare_mark(block.lines[0]):
            titles = [line.isupper() and heading_mark(line) is None for line in block.lines[1:]]
            return 1 + (titles.index(False) if False in titles else len(titles))
        return 1

    def _strong(self, mark: Mark, block: TextBlock) -> bool:
        if mark.scheme in STRONG:
            return block.lines[0][-1] not in ".,;"
        short = len(block.lines) == 1 or len(block.lines[0]) < 0.75 * (self.given.width or _HEADING_CHARS)
        deep = mark.scheme == "decimal" and len(mark.number) > 1 and any(c.isalpha() for c in mark.title[:3])
        return deep and (short or _wraps(block, self.given)) and block.lines[0][-1] not in ".,;"

    def _lone_heading(self, block: TextBlock, at: int) -> bool:
        """A line by itself that is numbered like a heading, or in capitals, with running text after it."""
        line = block.text
        if line[-1] in ".,;:" or self.table:
            return False
        if len(block.lines) > 1 or len(line) > _HEADING_CHARS:
            return in_capitals(line) and len(block.lines) <= 4 and len(line) <= 2 * _HEADING_CHARS
        following = self._following(at)
        if following is None or not any(letter.isalpha() for letter in line):
            return False
        mark = heading_mark(line)
        if mark is None:
            return in_capitals(line) and len(line.split()) > 1 and len(line) > 8
        beside = [following, *(b for b in self.blocks[max(at - 1, 0) : at] if b.lines)]
        marks = [heading_mark(other.lines[0]) for other in beside]
        listed = any(other and other.scheme == mark.scheme for other in marks)
        return mark.scheme in ("letter", "roman", "arabic", "decimal") and not listed

    def _following(self, at: int) -> TextBlock | None:
        """The next block that is no furniture; looked for once where many come before it."""
        self._next = max(self._next, at + 1)
        while self._next < len(self.blocks) and self._is_passed_over(self.blocks[self._next]):
            self._next += 1
        return self.blocks[self._next] if self._next < len(self.blocks) else None

    def _is_passed_over(self, block: TextBlock) -> bool:
        return not block.lines or is_furniture(block, self.given)

    def _learn(self, block: TextBlock) -> None:
        """A journal's running head names the article, its author and the year."""
        line = journal_line(block)
        if line is None:
            return
        years = _YEAR.findall(line)
        if years and self.year is None:
            self.year = int(years[-1])
        others = [each for each in block.lines if each != line]
        capitals = [each for each in others if each.isupper() and len(each.split()) > 3]
        if capitals and not self.title:
            self.title = " ".join(capitals)
            names = others[: others.index(capitals[0])]
            self.authors = tuple(name.strip(" ,") for name in names if _NAME.match(name))


def _wraps(block: TextBlock, given: Layout) -> bool:
    """Whether the whole block is one heading that its length wrapped."""
    full = len(block.lines) <= 3 and len(block.text) <= _HEADING_CHARS and block.text[-1] not in ".,;:"
    return full and len(block.lines[0]) >= 0.5 * (given.width or 80)
