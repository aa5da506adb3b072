"""From a Document to its passages: whole sentences of one section, by token budget.

Document ──▶ units (sentences, rows, entries) ──▶ runs of one kind ──▶ packed ──▶ Passage
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.context import Contexts
from corpus.language import detect_language
from corpus.packing import Unit, pack
from corpus.records import Block, Document, PageRef, Passage, PassageKind, Section, Span
from corpus.sentences import split_sentences
from corpus.settings import PASSAGE_TOKENS, PASSAGE_TOKENS_MAX, TABLE_TOKENS, TABLE_TOKENS_MAX
from corpus.units import cut_long

TokenCounter = Callable[[Sequence[str]], list[int]]
"""The number of tokens of each text, in order. Called a few times with many texts."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A passage before its heading, context and pages are known."""

    section: Section
    kind: PassageKind
    block: Block
    span: Span


def build_passages(document: Document, count_tokens: TokenCounter) -> tuple[Passage, ...]:
    """The passages of `document`, ascending by start.

    They do not overlap, `document.text[start:end]` is each one's text, and every character that is not
    white space lies in one. A heading opens the first passage of its section; one without text of its own
    opens the first passage after it.
    """
    parts = list(_parts(document, count_tokens))
    contexts = Contexts(document, count_tokens)
    context = [contexts.of(part.block, part.span) for part in parts]
    given = contexts.embedded(
        [
            (part.section.headings, beside, document.text[part.span.start : part.span.end])
            for part, beside in zip(parts, context, strict=True)
        ]
    )
    pages = _PageFinder(document)
    return tuple(
        _passage(document, *each, pages)
        for each in zip(parts, _starts(document, parts), context, given, strict=True)
    )


def _parts(document: Document, count_tokens: TokenCounter) -> Iterator[_Part]:
    """Packs each run of blocks of one kind; a section without text is left to what follows it."""
    runs = [(section, run) for section, blocks in _by_section(document) for run in _runs(blocks)]
    spans = [[_atoms(document.text, block) for block in run] for _, run in runs]
    units = _units(document.text, spans, count_tokens)
    for (section, run), found in zip(runs, units, strict=True):
        kind: PassageKind = "body" if run[0].kind == "heading" else run[0].kind
        aim, most = (
            (TABLE_TOKENS, TABLE_TOKENS_MAX) if kind == "table" else (PASSAGE_TOKENS, PASSAGE_TOKENS_MAX)
        )
        for packed in pack(found, aim=aim, most=most):
            yield _Part(section, kind, run[0], Span(packed[0].span.start, packed[-1].span.end))


def _by_section(document: Document) -> Iterator[tuple[Section, list[Block]]]:
    """Each section with its blocks, an article with its clauses, which need one another to be understood.

    Headings are left to the text after them, if any follows.
    """
    at = 0
    last = _last_text(document)
    for section in _whole_articles(document.sections):
        own = []
        while at < len(document.blocks) and document.blocks[at].start < section.end:
            if at > last or document.blocks[at].kind != "heading":
                own.append(document.blocks[at])
            at += 1
        yield section, own


def _whole_articles(sections: Sequence[Section]) -> list[Section]:
    """The sections, each article with its clauses as one."""
    whole: list[Section] = []
    for section in sections:
        if section.clause and whole:
            whole[-1] = replace(whole[-1], end=section.end)
        else:
            whole.append(section)
    return whole


def _last_text(document: Document) -> int:
    """Index of the last block that is no heading, -1 where all are."""
    return max((i for i, block in enumerate(document.blocks) if block.kind != "heading"), default=-1)


def _runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Neighbours that may share a passage: paragraphs, and stray lines; every other block is alone."""
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        if kind in ("body", "other"):
            yield list(group)
        else:
            yield from ([block] for block in group)


def _atoms(text: str, block: Block) -> list[Span]:
    """What is not cut in this block: a table's row, a whole entry or caption, a sentence."""
    part = text[block.start : block.end]
    if block.kind == "table":
        return _rows(part, block)
    if block.kind in ("reference", "caption"):
        return [Span(block.start, block.end)]
    return [Span(block.start + s.start, block.start + s.end) for s in split_sentences(part)]


def _rows(part: str, block: Block) -> list[Span]:
    """The rows, one per line; the header's stay with the first row after them."""
    rows: list[Span] = []
    at = 0
    for line in part.splitlines(keepends=True):
        size = len(line.rstrip())
        if size and rows and rows[-1].end - block.start <= block.header:
            rows[-1] = Span(rows[-1].start, block.start + at + size)
        elif size:
            rows.append(Span(block.start + at, block.start + at + size))
        at += len(line)
    return rows


def _units(
    text: str, runs: Sequence[Sequence[Sequence[Span]]], count_tokens: TokenCounter
) -> list[list[Unit]]:
    """The same runs, each span with its tokens, over-long ones cut. Two batches for the whole document."""
    flat = [span for run in runs for block in run for span in block]
    cut = cut_long(text, flat, count_tokens, PASSAGE_TOKENS_MAX)
    units: list[list[Unit]] = []
    at = 0
    for run in runs:
        found: list[Unit] = []
        for block in run:
            own = [unit for group in cut[at : at + len(block)] for unit in group]
            at += len(block)
            found += [Unit(u.span, u.tokens, ends_paragraph=u is own[-1]) for u in own]
        units.append(found)
    return units


def _starts(document: Document, parts: Sequence[_Part]) -> list[int]:
    """Where each passage starts: at the headings right before it that no passage carries yet."""
    blocks = document.blocks[: _last_text(document) + 1]
    headings = [block.start for block in blocks if block.kind == "heading"]
    starts = []
    at = 0
    for part in parts:
        first = at
        while at < len(headings) and headings[at] < part.span.start:
            at += 1
        starts.append(headings[first] if first < at else part.span.start)
    return starts


class _PageFinder:
    """Which pages a stretch of text stands on."""

    def __init__(self, document: Document) -> None:
        spans = [(s.start, s.end, PageRef(p.number, p.label)) for p in document.pages for s in p.spans]
        self._spans = sorted(spans, key=lambda each: (each[0], each[2].number))
        self._ends = [end for _, end, _ in self._spans]

    def find(self, span: Span) -> tuple[PageRef, ...]:
        """Ascending by physical number."""
        found = set()
        for at in range(bisect_right(self._ends, span.start), len(self._spans)):
            start, _, page = self._spans[at]
            if start >= span.end:
                break
            found.add(page)
        return tuple(sorted(found, key=lambda page: page.number))


def _passage(
    document: Document, part: _Part, start: int, context: str, embedded: str, pages: _PageFinder
) -> Passage:
    text = document.text[start : part.span.end]
    lead = part.span.start - start
    language = detect_language(text[lead:])
    return Passage(
        id=passage_id(document.id, start, part.span.end),
        document_id=document.id,
        headings=part.section.headings,
        pages=pages.find(part.span),
        start=start,
        end=part.span.end,
        text=text,
        kind=part.kind,
        language=document.language if language == "und" else language,
        embedded=embedded,
        lead=lead,
        context=context,
        header=document.text[part.block.start : part.block.start + part.block.header].strip(),
    )


def passage_id(document_id: str, start: int, end: int) -> str:
    """The same for the same stretch of the same document: 24 hex digits of BLAKE2b."""
    return hashlib.blake2b(f"{document_id}:{start}:{end}".encode(), digest_size=12).hexdigest()
