"""Addresses of places in documents, so that a place can be shared and reopened."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus import Span

if TYPE_CHECKING:
    from qa import CitedPassage

_SPAN = re.compile(r"(\d{1,12})-(\d{1,12})")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a document. Spans are half-open characters of `Document.text`; `page` counts from 1.

    `version` are the first characters of the document's id: where it differs, the file has changed since.
    """

    document: str
    version: str = ""
    passage: Span | None = None
    evidence: tuple[Span, ...] = ()
    page: int | None = None


def read_parameters(cited: CitedPassage) -> dict[str, str]:
    """What the Read page needs in its address to show a cited passage."""
    passage = cited.passage
    at = passage.start
    found = {
        "doc": cited.source,
        "v": passage.document_id[:8],
        "at": f"{passage.start}-{passage.end}",
        "mark": ",".join(f"{at + s.start}-{at + s.end}" for s in cited.evidence),
    }
    if passage.pages:
        found["page"] = str(passage.pages[0].number)
    return found


def place_of(parameters: dict[str, str]) -> Place | None:
    """The place that an address names; what is malformed in it is left out."""
    if not parameters.get("doc"):
        return None
    at = _spans(parameters.get("at", ""))
    page = parameters.get("page", "")
    return Place(
        document=parameters["doc"],
        version=parameters.get("v", ""),
        passage=at[0] if at else None,
        evidence=_spans(parameters.get("mark", "")),
        page=int(page) if page.isdecimal() and len(page) < 7 else None,
    )


def _spans(text: str) -> tuple[Span, ...]:
    pairs = [(int(m[1]), int(m[2])) for m in _SPAN.finditer(text)]
    return tuple(Span(start, end) for start, end in pairs if start < end)
