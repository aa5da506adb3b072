"""HTML: the article of a page, without navigation, scripts and styles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

from corpus.pieces import merge_all, place_notes
from corpus.readers.blocks import attach_captions, paragraph_pieces
from corpus.readers.contents import without_entries
from corpus.readers.encoding import decode
from corpus.readers.html_about import authors, bare_text, declared_language, in_utf8, title, year
from corpus.readers.html_text import LINE, NAME_CHARS, inline, is_note, is_skipped, settle, text_of
from corpus.readers.tables import Cell, spread, table_piece
from corpus.records import Piece, Reading

_BLOCKS = frozenset(
    {
        "p", "div", "section", "article", "main", "header", "footer", "body", "html", "blockquote", "pre",
        "ul", "ol", "dl", "dt", "dd", "li", "table", "figure", "figcaption", "hr", "address",
        "h1", "h2", "h3", "h4", "h5", "h6",
        "details", "summary", "center", "fieldset", "form", "aside",
        "tr", "td", "th", "tbody", "thead", "tfoot", "caption",
    }
)  # fmt: skip
_SPAN_MOST = 200
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOLD = frozenset({"b", "strong"})
_NOTE_ID = re.compile(r"(?:(?:^|[-_])(?:fn|footnote|note)\D{0,8}|cite_note-.*?)(\d{1,3})$", re.I)
_CLOSED = re.compile(
    r"<(title|script|style|a|p|div|span|i|b|em|strong|td|th|li|h[1-6]|sup|sub|textarea|iframe)\b([^<>]*)/>",
    re.I,
)
"""An empty element as XHTML writes it; a reader of HTML takes it for an opening tag."""
_ARTICLE_SHARE = 0.5
"""An `article` or `main` that holds less of the page's text is not the article."""


def read(data: bytes, name: str, password: str | None = None) -> Reading:
    """Reads an HTML file. `password` is not used."""
    text, warnings = decode(in_utf8(data), name)
    reading = parse(text)
    return replace(reading, warnings=warnings + reading.warnings)


def parse(text: str) -> Reading:
    """Reads HTML text, a whole page or a fragment."""
    if re.match(r"\s*<\?xml", text) or "http://www.w3.org/1999/xhtml" in text[:4096]:
        text = _CLOSED.sub(r"<\1\2></\1>", re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    # huge_tree: without it what is nested deeper than 256 elements is lost in silence.
    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = lxml_html.document_fromstring(text, parser=parser)
    except etree.ParserError:  # nothing but comments and white space
        return Reading("text/html", ())
    try:
        pieces = list(_pieces(_article(root)))
    except RecursionError:
        pieces = bare_text(text)
    if any("depth" in error.message for error in parser.error_log):
        pieces = bare_text(text)
    return Reading(
        media_type="text/html",
        pieces=attach_captions(place_notes(without_entries(pieces))),
        title=title(root),
        authors=authors(root),
        year=year(root),
        language=declared_language(root.get("lang") or root.get("xml:lang") or ""),
    )


def _article(root: HtmlElement) -> HtmlElement:
    """The element that holds most of the text, by what the page itself calls its article."""
    whole = len(root.text_content())
    for path in ("//main", "//article", "//*[@role='main']", "//*[@itemprop='articleBody']"):
        found = root.xpath(path)
        if len(found) == 1 and len(found[0].text_content()) >= _ARTICLE_SHARE * whole:
            return found[0]
    body = root.find("body")
    return body if body is not None else root


def _pieces(element: HtmlElement) -> Iterator[Piece]:
    """The blocks inside an element, in order; loose text between them is a paragraph of its own."""
    loose: list[HtmlElement | str] = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and (child.tag in _BLOCKS or _holds_blocks(child)):
            yield from _loose(loose)
            loose = []
            if not is_skipped(child):
                yield from _block(child)
        elif not is_skipped(child):
            loose.append(child)
        loose.append(child.tail or "")
    yield from _loose(loose)


def _holds_blocks(element: HtmlElement) -> bool:
    return any(isinstance(each.tag, str) and each.tag in _BLOCKS for each in element.iterdescendants())


def _note(element: HtmlElement) -> Iterator[Piece]:
    """A note that the markup names as one: its number, then its text."""
    text = " ".join(settle(" ".join(element.itertext())).text.strip("↑↩^ ").split())
    found = re.match(r"\[?(\d{1,3}|[a-z*†‡])[\].:]?\s+(?=\S)", text)
    named = re.search(r"(\d{1,3})$", element.get("id", ""))
    number = found[1] if found else named[1] if named else None
    if text:
        yield Piece("footnote", text if found or not number else f"{number} {text}", number=number)


def _block(element: HtmlElement) -> Iterator[Piece]:
    tag = element.tag
    if is_note(element):
        yield from _note(element)
    elif tag in _HEADINGS:
        piece = text_of(element)
        if piece.text:
            yield replace(piece, kind="heading", level=_HEADINGS[tag])
    elif tag in ("ul", "ol"):
        yield from _list(element)
    elif tag == "table":
        yield from _table(element)
    elif tag == "figcaption":
        piece = text_of(element)
        yield from [replace(p, kind="caption") for p in paragraph_pieces(piece)] if piece.text else []
    elif tag == "pre":
        yield Piece("body", element.text_content().strip("\n"))
    elif _holds_blocks(element):
        yield from _pieces(element)
    else:
        yield from _paragraphs("".join(inline(element)), emphatic=_is_bold(element))


def _loose(parts: list[HtmlElement | str]) -> Iterator[Piece]:
    raw = "".join(part if isinstance(part, str) else "".join(inline(part)) for part in parts)
    yield from _paragraphs(raw)


def _paragraphs(raw: str, *, emphatic: bool = False) -> Iterator[Piece]:
    """The text of one element: several paragraphs where empty lines part it, as old pages do."""
    for part in re.split(rf"{LINE}(?:\s*{LINE})+", raw):
        piece = settle(part)
        if piece.text:
            yield from paragraph_pieces(piece, emphatic=emphatic)


def _is_bold(element: HtmlElement) -> bool:
    """Whether a paragraph is one bold run, as people make headings by hand."""
    children = [child for child in element if isinstance(child.tag, str) and child.tag != "br"]
    loose = (element.text or "") + "".join(child.tail or "" for child in element)
    return bool(children) and not loose.strip() and all(child.tag in _BOLD for child in children)


def _list(element: HtmlElement, indent: int = 0) -> Iterator[Piece]:
    """One piece for the list, a line for each item with its mark; a list of notes becomes footnotes."""
    shown: list[Piece] = []
    number = _span(element, "start")
    for item in element.iterchildren("li"):
        note = _NOTE_ID.search(item.get("id", "")[:NAME_CHARS])
        mark = f"{number}. " if element.tag == "ol" else "- "
        number += 1
        lines = [" ".join(piece.text.split()) for piece in _pieces(item)]
        text = "\n".join(line for line in lines if line)
        if is_note(item):
            yield from _note(item)
        elif note and text:
            yield Piece("footnote", f"{note[1]} {text.strip('↑↩^ ')}", number=note[1])
        elif text:
            shown.append(Piece("body", mark + text))
    if shown:
        yield merge_all(shown, "\n")


def _table(element: HtmlElement) -> Iterator[Piece]:
    """A table of data with header and caption; one that only lays out the page gives its cells' blocks."""
    rows = element.xpath("./tr|./thead/tr|./tbody/tr|./tfoot/tr")
    if any(_holds_nested(row) for row in rows) or all(len(row) < 2 for row in rows):
        for cell in element.xpath("./tr/*|./thead/tr/*|./tbody/tr/*|./tfoot/tr/*"):
            yield from _pieces(cell)
        return
    caption = element.find("caption")
    title = text_of(caption).text if caption is not None else None
    cells = [[_cell(cell) for cell in row if cell.tag in ("td", "th")] for row in rows]
    piece = table_piece(spread(cells), _header_rows(rows), title)
    if title:
        yield from (replace(p, kind="caption") for p in paragraph_pieces(Piece("caption", title)))
    if piece:
        yield piece


def _cell(cell: HtmlElement) -> Cell:
    return Cell(text_of(cell), _span(cell, "colspan"), _span(cell, "rowspan"))


def _span(element: HtmlElement, name: str) -> int:
    """An amount that an attribute gives; 1 where it gives none that is sound."""
    value = element.get(name, "1").strip()
    return min(max(int(value), 1), _SPAN_MOST) if value.isdecimal() and len(value) < 6 else 1


def _holds_nested(row: HtmlElement) -> bool:
    return bool(row.xpath(".//table|.//h1|.//h2|.//h3"))


def _header_rows(rows: list[HtmlElement]) -> int:
    count = 0
    for row in rows:
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if row.getparent().tag != "thead" and not (cells and all(cell.tag == "th" for cell in cells)):
            break
        count += 1
    return count or int(len(rows) > 1 and _all_bold(rows[0]))


def _all_bold(row: HtmlElement) -> bool:
    """Whether a row was made a header by hand."""
    cells = [cell for cell in row if cell.tag == "td" and text_of(cell).text]
    return bool(cells) and all(_is_bold(cell) for cell in cells)


__all__ = ["parse", "read"]
