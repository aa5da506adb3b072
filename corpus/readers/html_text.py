"""The text of an HTML page's elements as it is shown: what is hidden or furniture left out, notes' marks noted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from corpus.readers.blocks import cites_note, superscript
from corpus.records import Piece

_SKIPPED = frozenset(
    {
        "script", "style", "noscript", "template", "nav", "button", "select", "textarea",
        "iframe", "svg", "canvas", "audio", "video", "object", "head", "dialog", "input", "label", "menu",
    }
)  # fmt: skip
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "menu", "dialog"})
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav(?:bar|igation)?|menu|breadcrumbs?|sidebar|cookies?|advert\w*|ads?|share|social|related"
    r"|comments?|subscribe|newsletter|footer|masthead|toc|skip(?:-link)?)(?:$|[\s_-])",
    re.I,
)
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_TOOLS = re.compile(
    r"(?:^|\s)(?:mw-editsection|headerlink|anchor-?link|heading-anchor|permalink)(?:$|\s)", re.I
)
"""Links beside a heading that are no part of it: "[edit]", "#", "¶"."""
NAME_CHARS = 500
"""What is looked at of an element's classes, style and name."""
LINE = "\ue001"
"""Stands for a line break while a paragraph is put together; private use, so that no text holds it."""
_NOTE_MARK = re.compile(r"\[?(\d{1,3}|[a-z*†‡])\]?$")
_FOOTNOTE = frozenset({"footnote", "endnote", "rearnote", "doc-footnote", "doc-endnote"})


def is_skipped(element: HtmlElement) -> bool:
    """Whether the element is not shown, or stands beside the article: navigation, tools, advertisements."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _SKIPPED or element.get("hidden") is not None:
        return True
    kinds = element.get("class", "")[:NAME_CHARS]
    if _HIDDEN.search(element.get("style", "")[:NAME_CHARS]) or _TOOLS.search(kinds):
        return True
    if element.get("role", "") in _ROLES or element.get("aria-hidden") == "true":
        return True
    if tag == "aside":
        # In a book it holds a note; beside an article it is furniture.
        return not is_note(element)
    if tag in ("header", "footer") and element.getparent() is not None and element.getparent().tag == "body":
        return not element.xpath(".//h1")
    names = f"{kinds} {element.get('id', '')[:NAME_CHARS]}"
    return (
        tag in ("div", "ul", "section", "ol")
        and bool(_FURNITURE.search(names))
        and not element.xpath(".//h1")
    )


def is_note(element: HtmlElement) -> bool:
    """Whether the markup names the element as a footnote or endnote."""
    kinds = f"{element.get('epub:type', '')} {element.get('role', '')}".split()
    return any(kind in _FOOTNOTE for kind in kinds)


def inline(element: HtmlElement) -> Iterator[str]:
    """The text of inline markup; superscripts and line breaks marked with private characters."""
    if is_skipped(element):
        return
    if element.tag == "br":
        yield LINE
        return
    if _cites(element):
        yield f"\ue000{''.join(element.itertext()).strip()}\ue000"
        return
    mark = "\ue000" if element.tag == "sup" else ""
    yield mark + (element.text or "")
    for child in element:
        yield from inline(child)
        yield child.tail or ""
    yield mark


def _cites(element: HtmlElement) -> bool:
    """Whether the markup says that this is a note's mark, raised or not."""
    kinds = f"{element.get('epub:type', '')} {element.get('role', '')}".split()
    raised = next(element.iterancestors("sup"), None) is not None  # marked as one already
    return not raised and ("noteref" in kinds or "doc-noteref" in kinds)


def text_of(element: HtmlElement) -> Piece:
    """The text of one element with the notes that it cites."""
    return settle("".join(inline(element)))


def settle(raw: str) -> Piece:
    """White space collapsed, superscripts that are notes' marks recorded as citations."""
    text = ""
    cites: list[tuple[int, str]] = []
    for index, part in enumerate(raw.split("\ue000")):
        clean = re.sub(rf"[\s{LINE}]+", " ", part)
        mark = _NOTE_MARK.match(clean.strip()) if index % 2 else None
        if mark:
            clean = superscript(mark[1])
            if cites_note(text, mark[1]):
                cites.append((len(text), mark[1]))
        if not text or text[-1].isspace():
            clean = clean.lstrip()
        text += clean
    size = len(text.rstrip())
    return Piece("body", text[:size], cites=tuple((min(offset, size), mark) for offset, mark in cites))
