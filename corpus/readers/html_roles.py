"""What an element of HTML is beside its text: left out, a note, a note's mark."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

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
_FOOTNOTE = frozenset({"footnote", "endnote", "rearnote", "doc-footnote", "doc-endnote"})


def skipped(element: HtmlElement) -> bool:
    """Whether an element is no text of the article: navigation, hidden, tools, furniture."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _SKIPPED or element.get("hidden") is not None:
        return True
    if _HIDDEN.search(element.get("style") or "") or _TOOLS.search(element.get("class") or ""):
        return True
    if element.get("role", "") in _ROLES or element.get("aria-hidden") == "true":
        return True
    if tag == "aside":
        # In a book it holds a note; beside an article it is furniture.
        return not is_note(element)
    if tag in ("header", "footer") and element.getparent() is not None and element.getparent().tag == "body":
        return not element.xpath(".//h1")
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return (
        tag in ("div", "ul", "section", "ol")
        and bool(_FURNITURE.search(names))
        and not element.xpath(".//h1")
    )


def is_note(element: HtmlElement) -> bool:
    """Whether the markup says that this is a footnote or endnote."""
    kinds = f"{element.get('epub:type', '')} {element.get('role', '')}".split()
    return any(kind in _FOOTNOTE for kind in kinds)


def cites(element: HtmlElement) -> bool:
    """Whether the markup says that this is a note's mark, raised or not."""
    kinds = f"{element.get('epub:type', '')} {element.get('role', '')}".split()
    raised = next(element.iterancestors("sup"), None) is not None  # marked as one already
    return not raised and ("noteref" in kinds or "doc-noteref" in kinds)
