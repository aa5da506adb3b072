"""A document as an audit looks at it: its running text, its references, and the page of every place."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from dataclasses import dataclass

from rapidfuzz import fuzz

from corpus import Block, Document, Message, SectionKind, Span, split_sentences
from qa.review.names import fold, words_of
from qa.review.records import Finding, FindingKind, Severity

QUOTE_CHARACTERS = 160
"""A quote is cut behind so many characters."""


_LISTS = (
    "daftar pustaka",
    "daftar rujukan",
    "daftar referensi",
    "referensi",
    "references",
    "bibliography",
    "pustaka acuan",
)
_SAME_HEADING = 85


def fold_line(text: str) -> str:
    """A heading as it is compared: letters alone."""
    return re.sub(r"[^a-z ]", "", fold(text)).strip()


@dataclass(frozen=True)
class Audited:
    """A document with its text, ready for the checks."""

    document: Document

    @property
    def text(self) -> str:
        """The document's whole text; every offset points into it."""
        return self.document.text

    @functools.cached_property
    def running(self) -> tuple[Block, ...]:
        """Blocks that say something: all but headings, the contents and the list of references."""
        return tuple(
            b
            for b in self.document.blocks
            if b.kind in ("body", "footnote", "caption", "table")
            and self.section(b.start) not in ("references", "contents")
            and b.start < self._list_start
        )

    @functools.cached_property
    def prose(self) -> tuple[Block, ...]:
        """Paragraphs and notes of the running text."""
        return tuple(b for b in self.running if b.kind in ("body", "footnote"))

    @functools.cached_property
    def references(self) -> tuple[Block, ...]:
        """Blocks of the list of references, in order."""
        return tuple(
            b
            for b in self.document.blocks
            if b.kind == "reference"
            or (b.kind == "body" and (self.section(b.start) == "references" or b.start > self._list_start))
        )

    @functools.cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Sentences of the prose, as spans of the text."""
        return tuple(
            Span(b.start + s.start, b.start + s.end)
            for b in self.prose
            for s in split_sentences(self.text[b.start : b.end])
        )

    @functools.cached_property
    def running_text(self) -> str:
        """The running text as one string."""
        return "\n".join(self.text[b.start : b.end] for b in self.running)

    @functools.cached_property
    def running_words(self) -> str:
        """The folded words of the running text, parted by spaces, one space at either end."""
        return f" {' '.join(words_of(self.running_text))} "

    def section(self, offset: int) -> SectionKind:
        """The kind of the section that holds the character at `offset`."""
        at = bisect_right(self._section_starts, offset) - 1
        return self.document.sections[at].kind if at >= 0 else "body"

    def page(self, offset: int) -> int | None:
        """The page of the character at `offset`, counted from 1; None where the format has no pages."""
        if not self._page_starts:
            return None
        at = bisect_right([start for start, _ in self._page_starts], offset) - 1
        return self._page_starts[max(at, 0)][1]

    def quote(self, start: int, end: int) -> str:
        """The text of a span on one line, cut where it is long."""
        words = " ".join(self.text[start:end].split())
        return words if len(words) <= QUOTE_CHARACTERS else words[: QUOTE_CHARACTERS - 1].rstrip() + "…"

    def around(self, start: int, end: int, before: int = 60, after: int = 40) -> Span:
        """The span and some words of its block around it, cut between words."""
        block = next((b for b in self.document.blocks if b.start <= start < b.end), None)
        first = max(self.text.rfind("\n", 0, start) + 1, block.start if block else 0, start - before)
        line = self.text.find("\n", end)
        last = min(block.end if block else len(self.text), end + after, line if line >= 0 else len(self.text))
        while block and block.start < first < start and not self.text[first - 1].isspace():
            first += 1
        while block and end < last < block.end and not self.text[last].isspace():
            last -= 1
        return Span(first, max(last, end))

    def finding(
        self,
        kind: FindingKind,
        severity: Severity,
        span: Span,
        what: Message,
        against: str | None = None,
    ) -> Finding:
        """A finding at `span`, with its page and its quote."""
        quote = self.quote(span.start, span.end)
        return Finding(kind, severity, self.page(span.start), span.start, span.end, quote, against, what)

    @functools.cached_property
    def _list_start(self) -> int:
        """Where a list of references begins whose heading is misspelt; behind the text where none does."""
        if any(b.kind == "reference" for b in self.document.blocks):
            return len(self.text) + 1
        for block in reversed(self.document.blocks):
            line = fold_line(self.text[block.start : block.end])
            if block.end - block.start < 40 and any(
                fuzz.ratio(line, name) >= _SAME_HEADING for name in _LISTS
            ):
                return block.start
        return len(self.text) + 1

    @functools.cached_property
    def _section_starts(self) -> list[int]:
        return [s.start for s in self.document.sections]

    @functools.cached_property
    def _page_starts(self) -> list[tuple[int, int]]:
        return sorted((s.start, p.number) for p in self.document.pages for s in p.spans)
