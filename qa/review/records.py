"""What an audit of a document gives: the citations and figures that do not agree, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from corpus import Message

FindingKind = Literal[
    "missing",
    "unused",
    "year",
    "spelling",
    "duplicate",
    "two_names",
    "gap",
    "value",
    "sum",
    "caption",
    "label",
    "abbreviation",
    "count",
]
"""The first six are about citations, the others about figures, numbering and abbreviations."""

FINDING_KINDS: tuple[FindingKind, ...] = get_args(FindingKind)

CITATION_KINDS: tuple[FindingKind, ...] = FINDING_KINDS[:6]

Severity = Literal["error", "look"]
"""`error` is wrong as it is written; `look` is worth a look and may be right."""

CitationStyle = Literal["author-year", "numeric", "notes", "mixed", "none"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not agree.

    `start` and `end`: half-open characters of the document's text, of which `quote` is the very text with white
    space folded. `page` counts from 1, None where the format has no pages. `against` is what it disagrees with,
    verbatim where it is in the document, None where the fault is that there is nothing. `what` says it in one
    sentence, with a code that the interface's languages go by.
    """

    kind: FindingKind
    severity: Severity
    page: int | None
    start: int
    end: int
    quote: str
    against: str | None
    what: Message


@dataclass(frozen=True, slots=True)
class Audit:
    """All findings of a document, in order of place.

    `in_text` counts the different works that the text cites, `bibliography` the entries of the list.
    """

    doc: str
    style: CitationStyle
    in_text: int
    bibliography: int
    findings: tuple[Finding, ...]
