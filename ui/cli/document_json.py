"""What was understood of a document, as data."""

from __future__ import annotations

from typing import Any

from corpus import Document, Page, Section
from ui.cli.document_view import Excerpt
from ui.cli.output import passage_json
from ui.places import page_at


def document_json(shown: Excerpt) -> dict[str, Any]:
    """The JSON object of `rujukan read --json` and `rujukan show --json`; offsets are into its `text`."""
    document = shown.document
    return {
        "path": document.path,
        "title": document.title,
        "authors": list(document.authors),
        "year": document.year,
        "language": document.language,
        "pages": [_page(document, page) for page in shown.pages],
        "sections": [_section(document, section) for section in shown.sections],
        "passages": [passage_json(p, document.path, document.title) for p in shown.passages],
        "warnings": list(document.warnings),
        "text": document.text,
    }


def _page(document: Document, page: Page) -> dict[str, Any]:
    return {
        "page": page.number,
        "label": page.label,
        "how": page.how,
        "confidence": page.confidence,
        "text": page_text(document, page),
        "furniture": list(page.furniture),
    }


def page_text(document: Document, page: Page) -> str:
    """All that stands on the page, in the order of the document's text."""
    return "\n\n".join(document.text[s.start : s.end].strip() for s in page.spans)


def _section(document: Document, section: Section) -> dict[str, Any]:
    return {
        "headings": list(section.headings),
        "level": section.level,
        "page": page_at(document, section.start),
        "start": section.start,
        "end": section.end,
        "kind": section.kind,
        "clause": section.clause,
    }
