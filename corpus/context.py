"""What the model is given before a passage's own text: title, headings, and what the passage hangs on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from corpus.headings import clean_heading
from corpus.records import Block, Document, Span
from corpus.sentences import split_sentences
from corpus.settings import CONTEXT_TOKENS

_TITLE_TOKENS = 28
_HEADING_TOKENS = 36
_CONTEXT_CHARS = 2000
"""A longer sentence, or header of a table, is cut before its tokens are counted."""
_ARROW = " › "


class Contexts:
    """Answers for one document; citing sentences are split once."""

    def __init__(self, document: Document, count_tokens: Callable[[Sequence[str]], list[int]]) -> None:
        self._document = document
        self._count = count_tokens
        self._starts = [block.start for block in document.blocks]
        self._known: dict[int, str] = {}
        self._title = clean_heading(document.title)
        self._cut: tuple[int, tuple[Span, ...]] = (-1, ())

    def of(self, block: Block, span: Span) -> str:
        """A footnote's citing sentence; a table's caption, and its header rows where the part lacks them."""
        if block.kind == "footnote" and block.cited_at is not None:
            if block.start not in self._known:
                self._known[block.start] = self._citing_sentence(block.cited_at)
            return self._known[block.start]
        if block.kind != "table":
            return ""
        end = block.start + min(block.header, _CONTEXT_CHARS)
        header = self._document.text[block.start : end].strip()
        later = span.start > block.start
        return "\n".join(part for part in (block.caption, header if later else "") if part)

    def _citing_sentence(self, offset: int) -> str:
        """The sentence that the citation mark stands in or right behind."""
        block = self._document.blocks[max(bisect_right(self._starts, offset) - 1, 0)]
        if self._cut[0] != block.start:
            text = self._document.text[block.start : block.end]
            self._cut = (block.start, split_sentences(text))
        sentences = self._cut[1]
        at = bisect_left(sentences, offset - block.start, key=lambda sentence: sentence.end)
        chosen = sentences[min(at, len(sentences) - 1)]
        start, end = block.start + chosen.start, block.start + chosen.end
        if end - start > _CONTEXT_CHARS:  # no sentence of running text: what stands right before the mark
            start, end = max(start, offset - _CONTEXT_CHARS), min(end, offset)
        return self._document.text[start:end]

    def embedded(self, passages: Sequence[tuple[tuple[str, ...], str, str]]) -> list[str]:
        """For each (headings, context, text) what the model is given, the first two within the budget."""
        lines = [self._lines(headings, context) for headings, context, _ in passages]
        unique = sorted({line for group in lines for line in group if line})
        counts = dict(zip(unique, self._count(unique), strict=True)) if unique else {}
        return [
            "\n".join([*_fit(group, counts), text])
            for group, (_, _, text) in zip(lines, passages, strict=True)
        ]

    def _lines(self, headings: tuple[str, ...], context: str) -> tuple[str, str, str]:
        return ("" if self._title in headings else self._title, _ARROW.join(headings), context)


def _fit(lines: tuple[str, str, str], counts: dict[str, int]) -> list[str]:
    """Title and headings within their shares, the context in what they leave. Headings keep their end."""
    title, headings, context = lines
    title = _first(title, counts, _TITLE_TOKENS)
    headings = _last(headings, counts, _HEADING_TOKENS)
    used = sum(
        min(counts.get(line, 0), share)
        for line, share in ((lines[0], _TITLE_TOKENS), (lines[1], _HEADING_TOKENS))
    )
    context = _first(context, counts, CONTEXT_TOKENS - used)
    return [line for line in (title, headings, context) if line]


def _first(text: str, counts: dict[str, int], share: int) -> str:
    """The first words, as many as the share allows by their mean number of tokens."""
    tokens = counts.get(text, 0)
    if tokens <= share:
        return text
    words = text.split()
    return " ".join(words[: max(1, len(words) * share // tokens)])


def _last(text: str, counts: dict[str, int], share: int) -> str:
    tokens = counts.get(text, 0)
    if tokens <= share:
        return text
    words = text.split()
    return " ".join(words[-max(1, len(words) * share // tokens) :])
