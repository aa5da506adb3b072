"""Records turned into what the index keeps of them, and rows of the index into records again."""

from __future__ import annotations

import dataclasses
import functools
import json
from collections.abc import Sequence
from typing import Any

from corpus import pack_message, unpack_message
from corpus.records import Block, Document, Page, PageRef, Passage, PassageKind, Section, Span
from index.records import ModelIdentity

PASSAGE_COLUMNS = (
    'p.key, p.id, d.id, h.path, p.pages, p.start, p."end", p.text, p.kind, p.language, p.embedded, '
    "p.lead, p.context, p.header"
)
"""What `to_passage` takes, from `PASSAGE_TABLES`."""

PASSAGE_TABLES = "passages p JOIN documents d ON d.key = p.document JOIN headings h ON h.key = p.headings"


OPENING = 160
"""Characters of a passage's text and context that an outline keeps: enough for a caption's number."""


@dataclasses.dataclass(frozen=True, slots=True)
class Outlined:
    """Where a passage is in its document, without its text. `openings`: how its text and its context begin."""

    key: int
    position: int
    headings: tuple[str, ...]
    kind: PassageKind
    pages: tuple[PageRef, ...]
    openings: tuple[str, str]


def to_passage(row: Sequence[Any]) -> Passage:
    """A passage from its `PASSAGE_COLUMNS`."""
    _, id_, document, headings, pages, start, end, text, kind, language, embedded, *rest = row
    return Passage(
        id=id_,
        document_id=document,
        headings=tuple(json.loads(headings)),
        pages=tuple(PageRef(number, label) for number, label in json.loads(pages)),
        start=start,
        end=end,
        text=text,
        kind=kind,
        language=language,
        embedded=embedded,
        lead=rest[0],
        context=rest[1],
        header=rest[2],
    )


def to_outlined(row: Sequence[Any]) -> Outlined:
    """Where a passage is, from key, position, headings, kind, pages, and the beginnings of text and context."""
    key, position, headings, kind, pages, *openings = row
    return Outlined(
        key=key,
        position=position,
        headings=_headings(headings),
        kind=kind,
        pages=tuple(PageRef(number, label) for number, label in json.loads(pages)),
        openings=(openings[0], openings[1]),
    )


@functools.lru_cache(maxsize=512)
def _headings(path: str) -> tuple[str, ...]:
    return tuple(json.loads(path))


def to_document(record: str, path: str, text: str) -> Document:
    """A document from what was kept of it as JSON, the path that holds it and its text."""
    kept = json.loads(record)
    kept["sections"] = tuple(Section(**{**s, "headings": tuple(s["headings"])}) for s in kept["sections"])
    kept["blocks"] = tuple(Block(**b) for b in kept["blocks"])
    kept["pages"] = tuple(_page(p) for p in kept["pages"])
    kept["authors"] = tuple(kept["authors"])
    kept["warnings"] = tuple(unpack_message(w) for w in kept["warnings"])
    return Document(**{**kept, "path": path, "text": text})


def _page(kept: dict[str, Any]) -> Page:
    spans = tuple(Span(**s) for s in kept["spans"])
    return Page(**{**kept, "spans": spans, "furniture": tuple(kept["furniture"])})


def document_json(document: Document) -> str:
    """All of a document but its text and its path, which have columns of their own; see `to_document`."""
    warnings = tuple(pack_message(w) for w in document.warnings)
    record = dataclasses.asdict(dataclasses.replace(document, text="", path="", warnings=warnings))
    return json.dumps(record, ensure_ascii=False)


def to_identity(kept: str) -> ModelIdentity:
    """Who made the index, from `identity_json`."""
    fields = json.loads(kept)
    return ModelIdentity(**{**fields, "prefixes": tuple(fields["prefixes"])})


def identity_json(identity: ModelIdentity) -> str:
    """The model that makes an index, as JSON."""
    return json.dumps(dataclasses.asdict(identity))
