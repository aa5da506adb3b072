"""What a file declares of itself: by pypdf, and by pdfium where pypdf cannot follow, as with some encryption.

The outline is pdfium's in both cases: pypdf looks up every place that a file names before it gives one entry.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pypdf
import pypdfium2 as pdfium

from corpus.readers.pdf.labels import declared_labels
from corpus.readers.pdf.metadata import declared_metadata
from corpus.readers.pdf.outline import Entry, read_outline


@dataclass(frozen=True, slots=True)
class Declared:
    """Its metadata ("/Title", "/Author" …), its outline in order, and one label a page, None without them."""

    metadata: dict[str, str] = field(default_factory=dict)
    outline: tuple[Entry, ...] = ()
    labels: list[str] | None = None


def read_declared(document: pdfium.PdfDocument, reader: pypdf.PdfReader | None) -> Declared:
    """Everything that the file declares."""
    outline = tuple(read_outline(document))
    if reader is not None:
        return Declared(declared_metadata(reader), outline, declared_labels(reader))
    found = document.get_metadata_dict(skip_empty=True)
    labels = [document.get_page_label(at) for at in range(len(document))]
    return Declared(
        {f"/{key}": value.strip() for key, value in found.items()},
        outline,
        labels if all(labels) else None,
    )
