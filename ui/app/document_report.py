"""What was understood of a document, for a page of the app: how its pages were read, its parts, its warnings."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import get_args

from corpus import Document, PageRef, Section
from corpus.records import ReadHow
from index import found_in
from ui.i18n.messages import in_words
from ui.i18n.texts import Tongue, words
from ui.places import page_at, page_label, page_words

TREE_MOST = 300
"""Sections listed; a law may have thousands."""
_DEEPEST = 8


def receipt_html(document: Document, tongue: Tongue) -> str:
    """Pages by how they were read, counts, warnings and the tree of sections with their pages.

    All text of the document is escaped.
    """
    warnings = "".join(f'<p class="rj-note">{escape(in_words(w, tongue))}</p>' for w in document.warnings)
    facts = f"<p>{escape(pages_line(document, tongue))}</p><p>{escape(_counts_line(document, tongue))}</p>"
    return f"{warnings}{facts}{_tree(document, tongue)}"


def pages_line(document: Document, tongue: Tongue) -> str:
    """ "12 pages: 10 read, 2 could not be read"; ways in which no page was read are left out."""
    if not document.pages:
        return words("receipt_no_pages", tongue)
    how = Counter(page.how for page in document.pages)
    ways = ", ".join(words(f"receipt_{w}", tongue, count=how[w]) for w in get_args(ReadHow) if how[w])
    count = len(document.pages)
    return words("receipt_pages" if count > 1 else "receipt_page", tongue, count=count, ways=ways)


def _counts_line(document: Document, tongue: Tongue) -> str:
    sections = sum(1 for section in document.sections if section.headings and not section.clause)
    found = [("sections", sections), *found_in(document)]
    return " · ".join(words(f"receipt_{kind}", tongue, count=count) for kind, count in found if count)


def _tree(document: Document, tongue: Tongue) -> str:
    headed = [section for section in document.sections if section.headings and not section.clause]
    if not headed:
        return f"<p>{escape(words('no_sections', tongue))}</p>"
    items = "".join(_item(document, section, tongue) for section in headed[:TREE_MOST])
    rest = len(headed) - TREE_MOST
    more = f"<p>{escape(words('receipt_more', tongue, count=rest))}</p>" if rest > 0 else ""
    return f'<ul class="rj-tree">{items}</ul>{more}'


def _item(document: Document, section: Section, tongue: Tongue) -> str:
    number = page_at(document, section.start)
    where = ""
    if number is not None:
        place = page_words((PageRef(number, page_label(document, number)),), tongue)
        where = f' <span class="rj-quiet">{escape(place)}</span>'
    indent = (min(section.level, _DEEPEST) - 1) * 1.1
    return f'<li style="padding-left:{indent:.1f}rem">{escape(section.headings[-1])}{where}</li>'
