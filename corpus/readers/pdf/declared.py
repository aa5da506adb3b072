"""What a file declares of itself: by pypdf, and by pdfium where pypdf cannot follow, as with some encryption."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdf
import pypdfium2 as pdfium

from corpus.readers.pdf.labels import declared_labels
from corpus.readers.pdf.metadata import declared_metadata
from corpus.readers.pdf.outline import MOST, Entry, read_outline


@dataclass(frozen=True, slots=True)
class Declared:
    """Its metadata ("/Title", "/Author" …), its outline in order, and one label a page, None without them."""

    metadata: dict[str, str] = field(default_factory=dict)
    outline: tuple[Entry, ...] = ()
    labels: list[str] | None = None


def read_declared(document: pdfium.PdfDocument, reader: pypdf.PdfReader | None) -> Declared:
    """Everything that the file declares."""
    if reader is not None:
        return Declared(declared_metadata(reader), tuple(read_outline(reader)), declared_labels(reader))
    found = document.get_metadata_dict(skip_empty=True)
    labels = [document.get_page_label(at) for at in range(len(document))]
    return Declared(
        {f"/{key}": value.strip() for key, value in found.items()},
        tuple(_outline(document)),
        labels if all(labels) else None,
    )


def _outline(document: pdfium.PdfDocument) -> Iterator[Entry]:
    for at, mark in enumerate(document.get_toc()):
        if at >= MOST:
            return
        title = " ".join(mark.get_title().split())
        place = mark.get_dest()
        page = place.get_index() if place else None
        if title:
            yield Entry(title, mark.level + 1, page + 1 if page is not None and page >= 0 else None)
