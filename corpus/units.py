"""Counts the tokens of sentences and cuts those that no passage can hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from corpus.packing import Unit
from corpus.records import Span

_CLAUSE = re.compile(r"[;:,.)\]–—]\s+|\n\s*")
_WORD = re.compile(r"\s+")
_HARD_CHARS = 400
"""Where even words are longer (links, data), the text is cut every so many characters."""


def cut_long(
    text: str, spans: Sequence[Span], count_tokens: Callable[[Sequence[str]], list[int]], most: int
) -> list[list[Unit]]:
    """For each span its units: itself, or where it has more than `most` tokens, clauses or words below it.

    Each counts as one token at least: signs that the model does not know weigh nothing, and a part of any number
    of them would never be full.
    """
    given = count_tokens([text[span.start : span.end] for span in spans]) if spans else []
    counts = [max(count, 1) for count in given]
    cut = {
        i: _pieces(text, span, count, most)
        for i, (span, count) in enumerate(zip(spans, counts, strict=True))
        if count > most
    }
    parts = [part for group in cut.values() for part in group]
    part_counts = iter(count_tokens([text[part.start : part.end] for part in parts]) if parts else [])
    return [
        [Unit(part, min(max(next(part_counts), 1), most)) for part in cut[i]]
        if i in cut
        else [Unit(span, counts[i])]
        for i, span in enumerate(spans)
    ]


def _pieces(text: str, span: Span, count: int, most: int) -> list[Span]:
    """Cuts in parts of well under `most` tokens by characters: at clauses, else words, else anywhere."""
    room = max(1, (span.end - span.start) * most // (2 * count))
    pieces: list[Span] = []
    start = span.start
    while span.end - start > room:
        stop = _stop(text, start, start + room)
        if text[start:stop].strip():
            pieces.append(_stripped(text, start, stop))
        start = stop
    if text[start : span.end].strip():
        pieces.append(_stripped(text, start, span.end))
    return pieces


def _stop(text: str, start: int, limit: int) -> int:
    """The last good place to cut in the second half of the window, else its end."""
    for pattern in (_CLAUSE, _WORD):
        stops = [found.end() for found in pattern.finditer(text, (start + limit) // 2, limit)]
        if stops:
            return stops[-1]
    return limit


def _stripped(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    return Span(start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip()))
