"""A collection as CSV, for a spreadsheet."""

from __future__ import annotations

import csv
import io
import re

from qa.citing import text_of
from ui.collection.export import Chapter, Collected, Quotation

_FORMULA = re.compile(r"^[\s\"']*[=+\-@＝＋－＠|%]|^[\t\r\n]")
_COLUMNS = (
    *("heading", "quotation", "note", "citation", "authors", "title", "year", "source_kind", "publisher"),
    *("section_path", "page", "file", "language_of", "document_now"),
)


def to_csv(collected: Collected) -> bytes:
    """One row for each quotation; UTF-8 with the mark by which spreadsheets know it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([collected.words(f"column_{name}") for name in _COLUMNS])
    for chapter in collected.chapters:
        for quotation in chapter.quotations:
            writer.writerow([safe_cell(cell) for cell in _row(chapter, quotation, collected)])
    return out.getvalue().encode("utf-8-sig")


def safe_cell(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula: an apostrophe goes before what looks like one."""
    clean = "".join(c for c in text if c.isprintable() or c in "\n\t")
    return f"'{clean}" if _FORMULA.match(clean) else clean


def _row(chapter: Chapter, quotation: Quotation, collected: Collected) -> list[str]:
    kept, source = quotation.kept, quotation.source
    return [
        chapter.heading.name,
        kept.quotation,
        kept.note,
        text_of(quotation.citation),
        "; ".join(source.authors),
        source.title,
        str(source.year or ""),
        collected.words(f"source_{source.kind}"),
        source.publisher,
        " › ".join(kept.excerpt.section),
        kept.cited_pages,
        kept.excerpt.path,
        collected.words(f"lang_{kept.excerpt.language}"),
        collected.words(f"was_{quotation.where}")
        if quotation.where in ("changed", "lost", "removed")
        else "",
    ]
