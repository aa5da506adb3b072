"""From offsets of a document's text to its pages, to words for them, and to addresses of the Read page."""

from __future__ import annotations

from collections.abc import Sequence

from corpus import Document, PageRef


def page_at(document: Document, offset: int) -> int | None:
    """The physical number of the page on which the character at `offset` stands; None without pages."""
    for page in document.pages:
        if any(s.start <= offset < s.end for s in page.spans):
            return page.number
    before = [p.number for p in document.pages if p.spans and p.spans[0].start <= offset]
    return before[-1] if before else (document.pages[0].number if document.pages else None)


def page_label(document: Document, number: int) -> str:
    """The page's printed label; its number where none is printed."""
    page = next((p for p in document.pages if p.number == number), None)
    return (page.label if page else None) or str(number)


def at_offset(document: Document, offset: int, view: str | None = None) -> dict[str, str]:
    """The address of the heading or word that stands at `offset`."""
    found = {"doc": document.path, "v": document.id[:8], "mark": _line(document.text, offset)}
    page = page_at(document, offset)
    if page is not None:
        found["page"] = str(page)
    return found | ({"view": view} if view else {})


def at_page(parameters: dict[str, str], number: int) -> dict[str, str]:
    """The same address turned to another page; the mark stays, for the passage may run on there."""
    return {k: v for k, v in parameters.items() if k != "part"} | {"page": str(number)}


def _line(text: str, offset: int) -> str:
    end = text.find("\n", offset)
    return f"{offset}-{end if end > offset else min(offset + 80, len(text))}"


def page_words(pages: Sequence[PageRef], language: str) -> str:
    """Where it stands, as it is cited: "hlm. 8 (PDF 14)", "p. 8–9"; empty without pages."""
    if not pages:
        return ""
    word = "hlm." if language == "id" else ("pp." if len(pages) > 1 else "p.")
    labels = [p.label or str(p.number) for p in pages]
    numbers = [str(p.number) for p in pages]
    shown = "–".join(dict.fromkeys((labels[0], labels[-1])))
    physical = "–".join(dict.fromkeys((numbers[0], numbers[-1])))
    return f"{word} {shown}" + (f" (PDF {physical})" if physical != shown else "")
