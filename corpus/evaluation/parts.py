"""Paragraphs, tables, footnotes, captions and references of a made document: how many were read whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from corpus.evaluation.truth import Element, Truth
from corpus.records import Block, Document

_ROWS = 0.999
"""Share of a table's rows that must be read, cell by cell, before the table counts as found."""


@dataclass(frozen=True, slots=True)
class Found:
    """How many of those known were found; `read` is how many the reading holds in all; `missed` names some."""

    known: int
    right: int
    read: int
    missed: tuple[str, ...] = ()


class Parts:
    """The parts of a reading, compared with a truth."""

    def __init__(self, document: Document, truth: Truth) -> None:
        self._document, self._truth = document, truth
        self._blocks: dict[str, list[Block]] = {}
        for block in document.blocks:
            self._blocks.setdefault(block.kind, []).append(block)

    def found(self) -> dict[str, Found]:
        """By kind of element. A paragraph is right where it stands in the text unbroken, word for word."""
        text = " ".join(self._document.text.split())
        return {
            "paragraphs": self._count("paragraph", "body", lambda each: each["text"] in text),
            "tables": self._count("table", "table", self._has_table),
            "footnotes": self._count("footnote", "footnote", self._has_note),
            "captions": self._count("caption", "caption", self._has_caption),
            "references": self._count("reference", "reference", self._has_reference),
        }

    def _count(self, kind: str, block: str, is_right: Callable[[Element], bool]) -> Found:
        known = self._truth.of(kind)
        missed = tuple(str(each.get("text", each.get("header"))) for each in known if not is_right(each))
        return Found(len(known), len(known) - len(missed), len(self._blocks.get(block, [])), missed)

    def _has_table(self, table: Element) -> bool:
        """One table with its header once, its rows in order, and all of its pages."""
        rows = [" | ".join(row) for row in [table["header"], *table["rows"]]]
        for block in self._blocks.get("table", []):
            lines = self._text(block).splitlines()
            if sum(line in lines for line in rows) >= _ROWS * len(rows) and lines.count(rows[0]) == 1:
                return self._pages(block) == list(table["pages"])
        return False

    def _has_note(self, note: Element) -> bool:
        for block in self._blocks.get("footnote", []):
            if block.number == note["number"] and self._text(block).endswith(note["text"]):
                cited = " ".join(self._document.text[: block.cited_at or 0].split())
                right: bool = cited.endswith(note["cited"]) and self._pages(block) == note["pages"][-1:]
                return right
        return False

    def _has_caption(self, caption: Element) -> bool:
        return any(
            block.number == caption["number"] and self._text(block) == caption["text"]
            for block in self._blocks.get("caption", [])
        )

    def _has_reference(self, reference: Element) -> bool:
        return any(self._text(block) == reference["text"] for block in self._blocks.get("reference", []))

    def _text(self, block: Block) -> str:
        text = self._document.text[block.start : block.end]
        return text if block.kind == "table" else " ".join(text.split())

    def _pages(self, block: Block) -> list[int]:
        return [
            page.number
            for page in self._document.pages
            if any(span.start < block.end and block.start < span.end for span in page.spans)
        ]
