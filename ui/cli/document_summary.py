"""What was understood of a document, for a person at the terminal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import get_args

from rich.console import Console
from rich.text import Text

from corpus import BlockKind, Document, Page, PageRef, Section
from corpus.records import ReadHow
from ui.cli.document_json import page_text
from ui.cli.document_view import Excerpt
from ui.cli.output import printable
from ui.places import page_at, page_label, page_words

_HOW: dict[ReadHow, str] = {"text": "read", "ocr": "by OCR", "empty": "empty", "failed": "failed"}
_COUNTED: dict[BlockKind, tuple[str, str]] = {
    "table": ("table", "tables"),
    "footnote": ("footnote", "footnotes"),
    "reference": ("reference", "references"),
    "caption": ("caption", "captions"),
}


def print_document(console: Console, shown: Excerpt) -> None:
    """Title, authors, pages, tree of sections, counts and warnings; or, where narrowed, the text itself."""
    _print_about(console, shown.document)
    if shown.by_section:
        for section in shown.sections:
            _print_part(console, _section_line(shown.document, section), _section_text(shown, section))
    elif shown.by_page:
        for page in shown.pages:
            _print_part(console, _page_line(page), page_text(shown.document, page))
    else:
        _print_tree(console, shown)
    for warning in shown.document.warnings:
        _line(console, f"! {warning}", "yellow")


def _print_about(console: Console, document: Document) -> None:
    year = (str(document.year),) if document.year is not None else ()
    _line(console, document.title, "bold")
    _line(console, "  ·  ".join((document.path, *document.authors, *year, document.language)), "dim")


def _print_tree(console: Console, shown: Excerpt) -> None:
    document = shown.document
    _line(console, pages_line(document.pages))
    blocks = Counter(block.kind for block in document.blocks)
    counts = [f"{blocks[kind]} {names[blocks[kind] != 1]}" for kind, names in _COUNTED.items()]
    headed = [section for section in shown.sections if not section.clause]
    _line(console, ", ".join((_amount(len(headed), "section"), *counts)))
    for section in headed:
        where = _place(document, section.start)
        indent = "  " * max(section.level, 1)
        _line(console, f"{indent}{section.headings[-1]}" + (f"  ·  {where}" if where else ""))


def pages_line(pages: Sequence[Page]) -> str:
    """ "12 pages: 10 read, 2 failed"; how each was read, without the ways that none was."""
    if not pages:
        return "no pages in this format"
    how = Counter(page.how for page in pages)
    ways = [f"{how[way]} {_HOW[way]}" for way in get_args(ReadHow) if how[way]]
    return f"{_amount(len(pages), 'page')}: {', '.join(ways)}"


def _amount(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _place(document: Document, offset: int) -> str:
    number = page_at(document, offset)
    if number is None:
        return ""
    return page_words((PageRef(number, page_label(document, number)),), "en")


def _section_line(document: Document, section: Section) -> str:
    return "  ·  ".join(filter(None, (" › ".join(section.headings), _place(document, section.start))))


def _section_text(shown: Excerpt, section: Section) -> str:
    """The section's text; of one that was looked for on a page, what stands there."""
    text = shown.document.text
    if not shown.by_page:
        return text[section.start : section.end]
    spans = [s for page in shown.pages for s in page.spans]
    parts = [text[max(s.start, section.start) : min(s.end, section.end)].strip() for s in spans]
    return "\n\n".join(filter(None, parts))


def _page_line(page: Page) -> str:
    label = f" (printed {page.label})" if page.label else ""
    sure = f", confidence {page.confidence:.0%}" if page.confidence is not None else ""
    return f"page {page.number}{label}: {_HOW[page.how]}{sure}"


def _print_part(console: Console, head: str, text: str) -> None:
    console.print()
    _line(console, head, "bold cyan")
    console.print(Text(printable(text)))


def _line(console: Console, text: str, style: str = "") -> None:
    """One line, whatever line ends a title or heading holds."""
    console.print(Text(re.sub(r"\s*[\n\t]\s*", " ", printable(text)), style=style))
