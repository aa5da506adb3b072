"""What a run over a library tells while it goes and when it has ended."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from corpus.records import BlockKind, Document, ReadHow

State = Literal["new", "changed", "renamed", "unchanged", "duplicate", "removed", "failed"]


COUNTED: tuple[BlockKind, ...] = ("table", "footnote", "reference", "caption")
"""What a receipt counts in a document's text, in this order."""


def found_in(document: Document) -> tuple[tuple[BlockKind, int], ...]:
    """How many blocks of each kind that a receipt counts the document holds."""
    counts = Counter(block.kind for block in document.blocks)
    return tuple((kind, counts[kind]) for kind in COUNTED)


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands.

    `documents` of `documents_total` are done; `passages` were done so far, `rate` of them a second of
    embedding; `seconds_left` is estimated from what the documents so far gave and took, None before there is a
    ground.
    """

    name: str
    documents: int
    documents_total: int
    passages: int
    rate: float
    seconds_left: float | None


@dataclass(frozen=True, slots=True)
class DocumentReceipt:
    """What became of one file. `state`: new, changed, renamed, unchanged, duplicate, removed or failed.

    `pages_how`: how many pages were read in each way, all four of them. `found`: how many tables, footnotes,
    references and captions the text holds, all four of them; `kinds`: how many passages of each kind.

    `problem` says why where `state` is failed, and of which file it is a copy where it is a duplicate.
    """

    path: str
    state: State
    title: str = ""
    pages: int = 0
    pages_how: tuple[tuple[ReadHow, int], ...] = ()
    sections: int = 0
    passages: int = 0
    found: tuple[tuple[BlockKind, int], ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    language: str = "und"
    warnings: tuple[str, ...] = ()
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a run did, document by document in order of path; `skipped` are (path, reason) pairs."""

    documents: tuple[DocumentReceipt, ...]
    skipped: tuple[tuple[str, str], ...]
    passages: int
    embedded: int
    seconds: float
