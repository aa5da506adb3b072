"""A passage set aside, and how it is written down."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from corpus import Document, PageRef, Passage, Span
from qa.citing import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

_BETWEEN = " […] "
NOTE_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a person's own."""

    key: int
    name: str


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage as it is set aside: whole in itself, whatever becomes of its document.

    `text` is verbatim, `document.text[start:end]` of the document with the id `document` at that time.
    `evidence` are spans within `text`, `marked_pages` the pages that they stand on. `source` is how the
    document was cited then.
    """

    document: str
    path: str
    start: int
    end: int
    text: str
    section: tuple[str, ...]
    pages: tuple[PageRef, ...]
    kind: str
    language: str
    evidence: tuple[Span, ...]
    marked_pages: tuple[PageRef, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class SavedPassage:
    """An excerpt in its place. `marked_only`: only the sentences of its evidence are to be quoted."""

    key: int
    heading: int
    excerpt: Excerpt
    note: str
    marked_only: bool

    @property
    def quotation(self) -> str:
        """What is quoted: verbatim, with a mark of omission between sentences that do not follow each other."""
        text = self.excerpt.text
        if not self.marked_only or not self.excerpt.evidence:
            return text.strip()
        out, end = "", None
        for span in sorted(self.excerpt.evidence, key=lambda s: s.start):
            gap = text[end : span.start] if end is not None else ""
            out += _BETWEEN if gap.strip() else gap
            start = span.start if end is None else max(span.start, end)
            out += text[start : span.end]
            end = max(span.end, start)
        return out.strip()

    @property
    def cited_pages(self) -> str:
        """The pages as a citation names them, by their printed labels: "8", "8-9", empty without pages."""
        marked = self.excerpt.marked_pages if self.marked_only else ()
        labels = [p.label or str(p.number) for p in marked or self.excerpt.pages]
        return "-".join(dict.fromkeys((labels[0], labels[-1]))) if labels else ""


def excerpt_of(passage: Passage, document: Document, evidence: Sequence[Span], source: Source) -> Excerpt:
    """A passage without the headings that it opens with; `evidence` are spans of `passage.text`."""
    lead, at = passage.lead, passage.start
    shifted = [Span(max(s.start - lead, 0), s.end - lead) for s in evidence]
    on = [
        p
        for p in document.pages
        for s in p.spans
        for e in evidence
        if s.start < at + e.end and at + e.start < s.end
    ]
    return Excerpt(
        document=passage.document_id,
        path=document.path,
        start=at + lead,
        end=passage.end,
        text=passage.text[lead:],
        section=passage.headings,
        pages=passage.pages,
        kind=passage.kind,
        language=passage.language,
        evidence=tuple(s for s in shifted if s.start < s.end),
        marked_pages=tuple(dict.fromkeys(PageRef(p.number, p.label) for p in on)),
        source=source,
    )


def written(excerpt: Excerpt) -> str:
    """All of it that needs no column of its own, as JSON."""
    return json.dumps(
        {
            "section": excerpt.section,
            "pages": [[p.number, p.label] for p in excerpt.pages],
            "marked_pages": [[p.number, p.label] for p in excerpt.marked_pages],
            "kind": excerpt.kind,
            "language": excerpt.language,
            "evidence": [[s.start, s.end] for s in excerpt.evidence],
            "source": asdict(excerpt.source),
        },
        ensure_ascii=False,
    )


def kept_from(row: tuple[Any, ...]) -> SavedPassage:
    """A row of the collection's file: the columns named there, in that order."""
    key, heading, document, path, start, end, text, more, note, marked_only = row
    read = json.loads(more)
    excerpt = Excerpt(
        document=document,
        path=path,
        start=start,
        end=end,
        text=text,
        section=tuple(read["section"]),
        pages=tuple(PageRef(*p) for p in read["pages"]),
        kind=read["kind"],
        language=read["language"],
        evidence=tuple(Span(*s) for s in read["evidence"]),
        marked_pages=tuple(PageRef(*p) for p in read["marked_pages"]),
        source=source_from(read["source"]),
    )
    return SavedPassage(key, heading, excerpt, note, bool(marked_only))


def source_from(read: dict[str, Any]) -> Source:
    """A source as it was written down; what another version wrote beside it is left out."""
    known = {f.name for f in fields(Source)}
    values: dict[str, Any] = {
        k: tuple(v) if isinstance(v, list) else v for k, v in read.items() if k in known
    }
    return Source(**values)
