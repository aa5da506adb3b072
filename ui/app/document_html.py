"""A document's text as HTML: headings, paragraphs, tables, with a passage and its evidence marked."""

from __future__ import annotations

import base64
import itertools
from collections.abc import Sequence
from html import escape

from corpus import Block, Document, Span
from ui.app.cards import table_rows
from ui.app.page_images import Box, Sheet

PART_CHARACTERS = 9_000
"""Text shown at once: about three pages, so that a thesis opens as quickly as a letter."""


def parts(document: Document) -> list[Span]:
    """The text in parts of about PART_CHARACTERS, cut between blocks only."""
    found, start, end = [], 0, 0
    for block in sorted(document.blocks, key=lambda b: b.start):
        if end > start and block.end - start > PART_CHARACTERS:
            found.append(Span(start, block.start))
            start = block.start
        end = max(end, block.end)
    return [*found, Span(start, len(document.text))]


def part_at(spans: Sequence[Span], offset: int) -> int:
    """The number (from 0) of the part that holds `offset`; the last one for what lies beyond."""
    return next((i for i, s in enumerate(spans) if offset < s.end), len(spans) - 1)


def text_html(document: Document, part: Span, passage: Span | None, evidence: Sequence[Span]) -> str:
    """One part of the text. Where the document's blocks leave something out it is shown all the same."""
    out, at = [], part.start
    levels = {s.start: s.level for s in document.sections}
    for block in sorted(document.blocks, key=lambda b: b.start):
        start, end = max(block.start, at), min(block.end, part.end)
        if start >= end:
            continue
        if document.text[at:start].strip():
            out.append(f"<p>{layered(document.text, at, start, passage, evidence)}</p>")
        rows = table_rows(document.text, start, end) if block.kind == "table" else []
        if rows:
            out.append(_table(document.text, rows, passage, evidence))
        else:
            inside = layered(document.text, start, end, passage, evidence)
            out.append(_block(block, inside, levels.get(block.start, 1)))
        at = end
    if document.text[at : part.end].strip():
        out.append(f"<p>{layered(document.text, at, part.end, passage, evidence)}</p>")
    lang = f' lang="{document.language}"' if document.language != "und" else ""
    return f'<article class="rj-doc"{lang}>{"".join(out)}</article>'


def _block(block: Block, inside: str, level: int) -> str:
    if block.kind == "heading":
        depth = min(max(level, 1) + 1, 5)
        return f"<h{depth}>{inside}</h{depth}>"
    return f'<p class="rj-{block.kind}">{inside}</p>'


def _table(text: str, rows: Sequence[Sequence[Span]], passage: Span | None, evidence: Sequence[Span]) -> str:
    lines = (
        "".join(f"<td>{layered(text, c.start, c.end, passage, evidence)}</td>" for c in row) for row in rows
    )
    inside = "".join(f"<tr>{line}</tr>" for line in lines)
    return f'<div class="rj-table"><table><tbody>{inside}</tbody></table></div>'


def layered(text: str, start: int, end: int, passage: Span | None, evidence: Sequence[Span]) -> str:
    """`text[start:end]` escaped; the passage's stretches in a tinted span, evidence in <mark>."""
    whole = [passage] if passage else []
    edges = {e for s in (*whole, *evidence) for e in (s.start, s.end) if start < e < end}
    cuts = sorted({start, end, *edges})
    out = []
    for first, last in itertools.pairwise(cuts):
        words = escape(text[first:last])
        if any(s.start <= first and last <= s.end for s in evidence):
            words = f"<mark>{words}</mark>"
        elif any(s.start <= first and last <= s.end for s in whole):
            words = f'<span class="rj-passage">{words}</span>'
        out.append(words)
    return "".join(out)


def sheet_html(drawn: Sheet, label: str, passage: Sequence[Box], evidence: Sequence[Box]) -> str:
    """A page's picture with marks laid over it."""
    picture = base64.b64encode(drawn.picture).decode()
    marks = [_mark(b, "rj-on-passage") for b in passage] + [_mark(b, "rj-on-evidence") for b in evidence]
    return (
        f'<figure class="rj-sheet"><img src="data:image/webp;base64,{picture}" alt="{escape(label)}" '
        f'width="{drawn.width}" height="{drawn.height}">{"".join(marks)}</figure>'
    )


def _mark(box: Box, name: str) -> str:
    """A little larger than the letters, so that it looks like a pen's stroke."""
    high = (box.bottom - box.top) * 0.18
    return (
        f'<span class="{name}" style="left:{box.left:.3%};top:{box.top - high:.3%};'
        f'width:{box.right - box.left:.3%};height:{box.bottom - box.top + 2 * high:.3%}"></span>'
    )
