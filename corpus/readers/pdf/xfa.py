"""Forms whose pages a viewer builds from a description (XFA): the file's own pages only ask to wait."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.readers.pdf.layout import PageWords

_MOST_PAGES = 2
_MOST_WORDS = 150
"""A notice is shorter; a form that has pages of its own as well is longer."""


def is_placeholder(document: pdfium.PdfDocument, pages: Sequence[PageWords]) -> bool:
    """Whether the document is such a form and its pages hold no more than a notice."""
    kind = pdfium_c.FPDF_GetFormType(document.raw)
    if kind not in (pdfium_c.FORMTYPE_XFA_FULL, pdfium_c.FORMTYPE_XFA_FOREGROUND) or len(pages) > _MOST_PAGES:
        return False
    return sum(len(page.words) for page in pages) <= _MOST_WORDS
