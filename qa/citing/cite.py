"""Citations of many places at once, for they depend on one another.

Sources of one author and year are told apart by letters; a note that cites a source again is shorter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, Locator
from citeproc.source.json import CiteProcJSON

from qa.citing.csl import csl_item, one_line
from qa.citing.names import parse_name
from qa.citing.records import Cite, CitingLanguage, Rich, Run, Source, Style
from qa.citing.styles import ITALIC, LOCK, UPRIGHT, Marks, load_style

_LESS = "\ue002"
"""Stands for "<" while citeproc works, which would read a tag of its own in a title."""
_TWICE = re.compile(rf"([?!][{UPRIGHT}”]*)\.")
"""A title that asks needs no full stop after it."""
_OUTSIDE = re.compile(rf"([{UPRIGHT}”]*”)([.,])")
"""In English, stops go inside the quotation marks; citeproc-py leaves that to others."""
_STRAY = re.compile(rf"^({ITALIC}[^{UPRIGHT}]*{UPRIGHT}), \(")
"""A comma after a title that stands in its author's place, before the publisher in brackets."""
_YEAR_AGAIN = re.compile(r"\b(Tahun (\d{4})) \2\b", re.I)
"""A law's name that ends in its year needs no year after it."""
_WORDS = {"id": ("hlm.", "hlm.", "dan", "t.t."), "en": ("p.", "pp.", "and", "n.d.")}


@dataclass(frozen=True, slots=True)
class CitedTexts:
    """`citations` in the order of the places asked for: in the text, or notes for a style of notes.

    `bibliography` holds one entry for each source, ordered by author, year and title; `listed` are the ids of
    those sources in the same order.
    """

    citations: tuple[Rich, ...]
    bibliography: tuple[Rich, ...]
    listed: tuple[str, ...]


def cite_all(
    cites: Sequence[Cite], sources: Sequence[Source], style: Style, language: CitingLanguage
) -> CitedTexts:
    """Cite places of `sources` and list those sources.

    Raises:
        KeyError: a place's source is not among `sources`.
    """
    numbered = {s.id: f"s{n}" for n, s in enumerate(sources)}
    asked = [(numbered[c.source], one_line(c.pages).replace("–", "-")) for c in cites]
    with LOCK:
        items = {numbered[s.id]: _item(s, language) for s in sources}
        if style != "chicago-notes":
            _tell_apart(items, sources, style, language)
        listed = {numbered[s.id]: _led_by_title(items[numbered[s.id]], s, style) for s in sources}
        # Both the entries and the notes would say the title of a source without authors twice.
        citations = _citations(asked, listed if style == "chicago-notes" else items, style, language)
        ordered = tuple(s.id for s in sorted(sources, key=_order))
        entries = [listed[numbered[s]] for s in ordered]
        return CitedTexts(tuple(citations), tuple(_bibliography(entries, style, language)), ordered)


def text_of(rich: Rich) -> str:
    """The text without its looks."""
    return "".join(run.text for run in rich)


def plain_citation(source: Source, pages: str, language: CitingLanguage) -> str:
    """Authors, title, year and page in a form of no style: Dewi Ratna Sari, “Judul” (2019), hlm. 8."""
    page, several, _, undated = _WORDS[language]
    authors = ", ".join(filter(None, map(_spoken, source.authors)))
    titled = f"“{one_line(source.title)}” ({source.year or undated})"
    where = one_line(pages)
    word = several if any(c in where for c in "-–,") else page
    return ", ".join(p for p in (authors, titled, f"{word} {where}" if where else "") if p) + "."


def _spoken(written: str) -> str:
    name = parse_name(one_line(written))
    return name.literal or " ".join(p for p in (name.given, name.family, name.suffix) if p)


def _item(source: Source, language: CitingLanguage) -> dict[str, Any]:
    item = csl_item(source, language)
    if item["type"] == "legislation" and "author" in item:
        # The styles cite laws by their names only; one that is given an author all the same is cited as a book.
        item |= {"type": "book", "publisher": item.pop("container-title", "")}
    guarded = {k: _guarded(v) for k, v in item.items()}
    return {"title": "—", "language": "und", **guarded}


def _guarded(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("<", _LESS)
    if isinstance(value, list):
        return [_guarded(v) for v in value]
    return {k: _guarded(v) for k, v in value.items()} if isinstance(value, dict) else value


def _tell_apart(
    items: Mapping[str, dict[str, Any]], sources: Sequence[Source], style: Style, language: CitingLanguage
) -> None:
    """Give sources that would be cited alike the letters a, b, c after the year, in order of title."""
    alike = defaultdict(list)
    keys = list(items)
    for key, cited in zip(keys, _citations([(k, "") for k in keys], items, style, language), strict=True):
        alike[text_of(cited)].append(key)
    order = {f"s{n}": _order(s) for n, s in enumerate(sources)}
    for group in alike.values():
        for number, key in enumerate(sorted(group, key=order.__getitem__) if len(group) > 1 else ()):
            items[key]["year-suffix"] = _letters(number)


def _letters(number: int) -> str:
    return (_letters(number // 26 - 1) if number >= 26 else "") + chr(ord("a") + number % 26)


def _order(source: Source) -> tuple[list[str], int, str]:
    names = [parse_name(one_line(a)) for a in source.authors]
    sorted_by = [f"{n.literal or n.family} {n.given}".casefold().strip() for n in names]
    title = one_line(source.title).casefold()
    return sorted_by or [title], source.year or 9999, title


def _citations(
    asked: Sequence[tuple[str, str]],
    items: Mapping[str, dict[str, Any]],
    style: Style,
    language: CitingLanguage,
) -> list[Rich]:
    rendered = _processor(list(items.values()), list(items), style, language)
    citations = []
    for key, pages in asked:
        place = {"locator": Locator("page", pages)} if pages else {}
        citations.append(Citation([CitationItem(key, **place)]))
    for citation in citations:
        rendered.register(citation)
    return [_rich(str(rendered.cite(citation, str)), language) for citation in citations]


def _bibliography(listed: Sequence[dict[str, Any]], style: Style, language: CitingLanguage) -> list[Rich]:
    keys = [f"s{n}" for n in range(len(listed))]
    rendered = _processor(listed, keys, style, language)
    for key in keys:  # without pages, which citeproc would else put into the entry
        rendered.register(Citation([CitationItem(key)]))
    return [_rich(str(entry), language) for entry in rendered.bibliography()]


def _processor(
    items: Sequence[dict[str, Any]], keys: Sequence[str], style: Style, language: CitingLanguage
) -> CitationStylesBibliography:
    data = CiteProcJSON([{**item, "id": key} for key, item in zip(keys, items, strict=True)])
    return CitationStylesBibliography(load_style(style, language), data, Marks)


def _led_by_title(item: dict[str, Any], source: Source, style: Style) -> dict[str, Any]:
    """The item with its title in the place of authors that it has not; citeproc-py would give it there and again."""
    if item.get("author") or item["type"] == "legislation":
        return item
    within = source.kind in ("article", "conference", "webpage")
    title = item["title"] if within else f"{ITALIC}{item['title']}{UPRIGHT}"
    if within and style != "apa":
        title = f"“{title}”"
    return {k: v for k, v in item.items() if k != "title"} | {"author": [{"literal": title}]}


def _rich(marked: str, language: CitingLanguage) -> Rich:
    marked = _YEAR_AGAIN.sub(r"\1", _STRAY.sub(r"\1 (", _TWICE.sub(r"\1", marked)))
    if language == "en":
        marked = _OUTSIDE.sub(r"\2\1", marked)
    runs: list[Run] = []
    depth = 0
    for part in marked.replace(ITALIC, f"\0{ITALIC}").replace(UPRIGHT, f"\0{UPRIGHT}").split("\0"):
        depth += part.startswith(ITALIC) - part.startswith(UPRIGHT)
        text = part.lstrip(ITALIC + UPRIGHT).replace(_LESS, "<")
        if text:
            runs.append(Run(text, depth % 2 == 1))
    return tuple(runs)
