"""Markdown: headings, tables, footnotes and lists as they read, with the marks of emphasis taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from corpus.pieces import join_broken_paragraphs, merge_all, place_notes
from corpus.readers import html, plain
from corpus.readers.blocks import attach_captions, cites_note, paragraph_pieces, superscript
from corpus.readers.encoding import decode
from corpus.readers.markdown_bounds import inline_by_parts, shallow
from corpus.readers.tables import table_piece
from corpus.records import Piece, Reading

_MATH = re.compile(r"(?<![\\$\w])\$(?=\S| \w)([^$\n]{1,200}?)\$(?![\d$])")
_NOTE = re.compile(r"(?:\d{1,3}|[a-z*†‡])$")
_AUTHORS_MOST = 100
_DEEPEST = 100
"""Blocks within blocks; what lies deeper is left out by the parser: `shallow` leaves nothing so deep."""
_HEAD_CHARS = 50_000
_BREAK = re.compile(r"<br\s*/?>", re.I)
_SUP = "\ue000"
"""Stands before a superscript while a paragraph is put together; private use, so no text holds it."""


def read(data: bytes, name: str, password: str | None = None) -> Reading:
    """Reads a Markdown file. `password` is not used."""
    text, warnings = decode(data, name)
    reading = parse(text)
    return replace(reading, warnings=warnings + reading.warnings)


def parse(text: str) -> Reading:
    """Reads Markdown text. Paragraphs that a page break cut are joined."""
    parser = (
        MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"]).disable("code")
    )
    parser.core.ruler.at("inline", inline_by_parts)
    tokens = parser.use(footnote_plugin).use(front_matter_plugin).parse(shallow(text))
    pieces = list(_Walk(tokens).pieces())
    if not pieces and any(token.type != "front_matter" for token in tokens):
        # All of it is nested beyond what can be parsed: then it is no Markdown that anybody wrote.
        return replace(plain.parse(text), media_type="text/markdown")
    title, authors, year = _front_matter(tokens)
    return Reading(
        media_type="text/markdown",
        pieces=attach_captions(join_broken_paragraphs(place_notes(pieces))),
        title=title,
        authors=authors,
        year=year,
    )


@dataclass(slots=True)
class _Walk:
    """Goes once over the flat list of tokens; `at` is the next one."""

    tokens: Sequence[Token]
    at: int = 0

    def pieces(self) -> Iterator[Piece]:
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.type == "heading_open":
                inline = self._next()
                yield replace(_inline(inline), kind="heading", level=int(token.tag[1]))
            elif token.type == "paragraph_open":
                yield from _paragraph(self._next())
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                yield from self._list(token)
            elif token.type == "table_open":
                yield from self._table()
            elif token.type == "footnote_open":
                yield from self._footnote(_label(token))
            elif token.type in ("fence", "code_block"):
                yield Piece("body", token.content.strip("\n"))
            elif token.type == "html_block":
                yield from _html(token.content)

    def _next(self) -> Token:
        token = self.tokens[self.at]
        self.at += 1
        return token

    def _list(self, opening: Token) -> Iterator[Piece]:
        """A list is one piece, an item a line with its mark; tables and code in it are left in its text."""
        lines: list[Piece] = []
        marks = ["" if opening.type.startswith("b") else str(opening.attrGet("start") or 1)]
        mark = ""
        while marks:
            token = self._next()
            if token.type.endswith("_list_open"):
                marks.append("" if token.type.startswith("b") else str(token.attrGet("start") or 1))
            elif token.type.endswith("_list_close"):
                marks.pop()
            elif token.type == "list_item_open":
                mark = f"{token.info}{token.markup} " if marks[-1] else "- "
            elif token.type == "inline":
                lines.append(_inline(token, prefix=mark))
                mark = ""
            elif token.type in ("fence", "code_block"):
                lines.append(Piece("body", token.content.strip("\n")))
        yield from _joined(lines)

    def _table(self) -> Iterator[Piece]:
        rows: list[list[str]] = []
        header = 0
        while (token := self._next()).type != "table_close":
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(_inline(token).text)
            elif token.type == "thead_close":
                header = len(rows)
        piece = table_piece(rows, header)
        if piece:
            yield piece

    def _footnote(self, label: str) -> Iterator[Piece]:
        parts = []
        while (token := self._next()).type != "footnote_close":
            if token.type == "inline":
                parts.append(_inline(token).text)
        if parts:
            yield Piece("footnote", f"{label} " + " ".join(parts), number=label)


def _label(token: Token) -> str:
    """The note's own label; a note that stands within the text has none and goes by its place."""
    return str(token.meta.get("label") or token.meta["id"] + 1)


def _paragraph(token: Token) -> Iterator[Piece]:
    children = token.children or []
    if children and all(child.type in ("image", "softbreak") for child in children):
        text = " ".join(child.content for child in children if child.content).strip()
        yield from paragraph_pieces(Piece("other", text)) if text else ()
        return
    piece = _inline(token)
    note = _note_number(children)
    if note and piece.text:
        yield replace(piece, kind="footnote", number=note, cites=())
    elif piece.text:
        yield from paragraph_pieces(piece, emphatic=_is_bold(children))


def _note_number(children: Sequence[Token]) -> str | None:
    """The mark of a paragraph that opens with a superscript: a note of a figure, a table or the page."""
    shown = [child for child in children if child.type != "text" or child.content.strip()]
    if len(shown) < 4 or shown[0].content.lower() != "<sup>" or shown[2].content.lower() != "</sup>":
        return None
    mark = shown[1].content.strip()
    return mark if _NOTE.match(mark) else None


def _is_bold(children: Sequence[Token]) -> bool:
    """Whether all of the paragraph stands between marks of strong emphasis."""
    depth = 0
    for child in children:
        depth += {"strong_open": 1, "strong_close": -1}.get(child.type, 0)
        if depth == 0 and child.type in ("text", "code_inline") and child.content.strip():
            return False
    return any(child.type == "strong_open" for child in children)


def _inline(token: Token, prefix: str = "") -> Piece:
    """The text without marks; footnote marks stay readable and are noted as citations."""
    parts = [prefix]
    for child in token.children or []:
        parts.append(_shown(child))
    return _settle("".join(parts))


def _shown(child: Token) -> str:
    if child.type == "softbreak":
        return " "
    if child.type == "hardbreak":
        return "\n"
    if child.type == "footnote_ref":
        return f"{_SUP}{_label(child)}{_SUP}"
    if child.type == "html_inline":
        tag = child.content.lower()
        if _BREAK.match(tag):
            return "\n"
        return _SUP if tag in ("<sup>", "</sup>") else ""
    return _MATH.sub(lambda found: found[1].strip(), child.content) if child.type == "text" else child.content


def _settle(raw: str) -> Piece:
    """Turns marked superscripts into text and citations; one that opens the text is the note's own."""
    text = ""
    cites: list[tuple[int, str]] = []
    raised = raw.split(_SUP)
    for index, part in enumerate(raised):
        mark = part.strip()
        if index % 2 and text.strip() and _NOTE.fullmatch(mark):
            if cites_note(text, mark):
                cites.append((len(text), mark))
            part = superscript(mark)
        elif index == 2 and text and not raised[0].strip() and part[:1].isalnum():
            # The mark that opens a note: "1 Significant decrease".
            text += " "
        text += part
    lines = [" ".join(line.split()) for line in text.split("\n")]
    clean = "\n".join(line for line in lines if line)
    if clean == text:
        return Piece("body", text, cites=tuple(cites))
    return Piece("body", clean, cites=_moved(text, cites, clean))


def _moved(text: str, cites: Sequence[tuple[int, str]], clean: str) -> tuple[tuple[int, str], ...]:
    """The citations by their places in `clean`, which is `text` but for its white space."""
    signs = [at for at, letter in enumerate(clean) if not letter.isspace()] if cites else []
    moved = []
    count = start = 0
    for offset, mark in cites:
        count += sum(not letter.isspace() for letter in text[start:offset])
        start = offset
        moved.append((signs[count] if count < len(signs) else len(clean), mark))
    return tuple(moved)


def _joined(lines: Sequence[Piece]) -> Iterator[Piece]:
    filled = [line for line in lines if line.text]
    if filled:
        yield merge_all(filled, "\n")


def _html(content: str) -> Iterator[Piece]:
    """A block of HTML within Markdown: its text."""
    yield from html.parse(content).pieces


def _front_matter(tokens: Sequence[Token]) -> tuple[str | None, tuple[str, ...], int | None]:
    """Title, authors and year of a YAML head; what cannot be understood is left out."""
    content = next((token.content for token in tokens if token.type == "front_matter"), "")
    try:
        head = yaml.safe_load(content) if 0 < len(content) <= _HEAD_CHARS else None
    except (yaml.YAMLError, ValueError, RecursionError):  # ValueError: a date that is none
        return None, (), None
    if not isinstance(head, dict):
        return None, (), None
    values = {key.lower(): value for key, value in head.items() if isinstance(key, str)}
    title = _scalar(values.get("title") or values.get("judul"))
    given = values.get("author") or values.get("authors") or values.get("penulis") or ()
    people = given[:_AUTHORS_MOST] if isinstance(given, list) else [given]
    names = tuple(_scalar(each.get("name") if isinstance(each, dict) else each) for each in people)
    dated = _scalar(values.get("year") or values.get("tahun") or values.get("date"))
    year = re.search(r"\b(?:19|20)\d\d\b", dated)
    return title or None, tuple(filter(None, names)), int(year[0]) if year else None


def _scalar(value: object) -> str:
    """A single value as text; lists and maps, which may be endless, are none."""
    return " ".join(str(value).split()) if isinstance(value, str | int | float | date) else ""
