"""Addresses of places in documents, so that a place can be shared and reopened."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urljoin

from corpus import Passage, Span

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
    return parameters_of(passage_place(cited.passage, cited.source, cited.evidence))


def passage_place(passage: Passage, path: str, evidence: Sequence[Span]) -> Place:
    """Where a passage of the document at `path` stands; `evidence` are spans of `passage.text`."""
    at = passage.start
    return Place(
        document=path,
        version=passage.document_id[:8],
        passage=Span(at, passage.end),
        evidence=tuple(Span(at + s.start, at + s.end) for s in evidence),
        page=passage.pages[0].number if passage.pages else None,
    )


def parameters_of(place: Place) -> dict[str, str]:
    """An address of this place; `place_of` reads it again."""
    at = f"{place.passage.start}-{place.passage.end}" if place.passage else ""
    mark = ",".join(f"{s.start}-{s.end}" for s in place.evidence)
    page = str(place.page) if place.page is not None else ""
    named = {"doc": place.document, "v": place.version, "at": at, "mark": mark, "page": page}
    return {name: value for name, value in named.items() if value}


def web_address(shown: str, parameters: Mapping[str, str]) -> str:
    """The whole address of a place on the Read page; `shown` is that of any page of the app."""
    return f"{urljoin(shown, 'read')}?{urlencode(parameters)}"


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
