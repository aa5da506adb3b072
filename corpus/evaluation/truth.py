"""What a document is known to hold: from the truth beside it, else from its own outline and page labels."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from corpus.readers.pdf.declared import read_declared
from corpus.readers.pdf.opening import open_pdf

Element = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its depth (1 = outermost, 0 = not known) and physical page (from 1, 0 = not known)."""

    text: str
    level: int
    page: int


@dataclass(frozen=True, slots=True)
class Truth:
    """What is known. `labels` has one a page, or is None; `elements` are those of a made document, in order.

    `original` names the file, beside this one, that a scan was made from.
    """

    headings: tuple[Heading, ...] = ()
    labels: tuple[str, ...] | None = None
    elements: tuple[Element, ...] = ()
    about: dict[str, Any] | None = None
    original: str | None = None

    def of(self, kind: str) -> list[Element]:
        """The elements of one kind: "heading", "paragraph", "table", "footnote", "caption", "reference" …"""
        return [element for element in self.elements if element["kind"] == kind]


def truth_of(path: Path) -> Truth:
    """The truth in `NAME.truth.json` beside the file, else what the file declares."""
    beside = path.with_name(f"{path.stem}.truth.json")
    if beside.exists():
        return _written(json.loads(beside.read_text(encoding="utf-8")))
    return _declared(path.read_bytes(), path.name)


def _written(found: dict[str, Any]) -> Truth:
    elements = cast(list[Element], found["elements"])
    return Truth(
        headings=tuple(
            Heading(each["text"], each["level"], each["pages"][0])
            for each in elements
            if each["kind"] == "heading"
        ),
        labels=tuple(found["pages"]),
        elements=tuple(elements),
        about={key: found[key] for key in ("title", "authors", "year", "language")},
        original=found.get("original"),
    )


def _declared(data: bytes, name: str) -> Truth:
    """The outline, and the page labels where they do more than count the pages of the file."""
    document, reader = open_pdf(data, name, None)
    try:
        declared = read_declared(document, reader)
        counts = declared.labels == [str(number) for number in range(1, len(document) + 1)]
    finally:
        document.close()
    return Truth(
        # An entry without a page leads to what was taken out of the file.
        headings=tuple(Heading(each.title, each.level, each.page) for each in declared.outline if each.page),
        labels=tuple(declared.labels) if declared.labels and not counts else None,
    )
