"""Places that a question names: an article of a law, a table, a figure, a chapter, a section, a page.

question ──▶ named_places ──▶ Place … ──▶ `Place.fits` a passage, or not

A place is looked up, not searched for: "Pasal 27 ayat (3)", "Table VI.2", "subbab 2.1.3", "halaman 12".
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus import heading_mark, number_parts
from corpus.records import PageRef

PlaceKind = Literal["article", "table", "figure", "equation", "chapter", "section", "page"]

_NUMBER = r"(?:[A-Z]\.|[IVXLC]+[.-])?\d{1,4}(?:[.-]\d{1,3})*[A-Za-z]?|[IVXLC]{1,6}[A-H]?"
_WORDS: tuple[tuple[PlaceKind, str], ...] = (
    ("article", r"pasal|articles?|art\."),
    ("table", r"tabel|tables?"),
    ("figure", r"gambar|figures?|fig\.|grafik|diagram|bagan|chart"),
    ("equation", r"persamaan|equations?|eq\.|rumus"),
    ("chapter", r"bab|chapters?"),
    ("section", r"sub-?bab|sub ?bagian|sections?|subsections?|bagian|§"),
    ("page", r"halaman|hlm\.|hal\.|pages?|pp?\."),
)
_NAMED = tuple(
    (kind, re.compile(rf"(?:\b(?:{words})|(?:^|\s)§)\s*\(?(?P<number>{_NUMBER})\b(?!\s*%)", re.I))
    for kind, words in _WORDS
)
_CLAUSE = re.compile(
    r"\b(?:ayat|paragraphs?|clause)\s*\(?(?P<clause>\d{1,2}[a-z]?)\)?|\d[A-Z]?\s?\((?P<short>\d{1,2})\)", re.I
)
_CAPTIONS: dict[PlaceKind, re.Pattern[str]] = {
    "table": re.compile(rf"(?:tabel|table)\s*(?P<number>{_NUMBER})\b", re.I),
    "figure": re.compile(
        rf"(?:gambar|figure|fig\.|grafik|diagram|bagan|chart)\s*(?P<number>{_NUMBER})\b", re.I
    ),
    "equation": re.compile(rf"\((?P<number>{_NUMBER})\)\s*$", re.I | re.M),
}
_ASKS_ARTICLE = re.compile(
    r"\bpasal (?:berapa|mana|apa)|(?:which|what) (?:articles?|pasal)\b|di pasal (?:berapa|mana)", re.I
)


@dataclass(frozen=True, slots=True)
class Place:
    """A named place. `number` as printed, in capitals; `clause` is the ayat of an article ("3"), else None."""

    kind: PlaceKind
    number: str
    clause: str | None = None

    @property
    def has_caption(self) -> bool:
        """Whether it is known by a caption and not by a heading."""
        return self.kind in _CAPTIONS

    def fits(self, headings: Sequence[str], pages: Sequence[PageRef], openings: Sequence[str]) -> float:
        """How far a passage is at this place: 1 it is, 0.5 it speaks of it by name, 0 neither.

        `openings`: the beginnings of what may hold its caption (its text, its context).
        """
        if self.kind == "page":
            return float(any(self.number in (str(p.number), (p.label or "").upper()) for p in pages))
        if self.kind in ("article", "chapter", "section"):
            return float(any(self._is_heading(heading) for heading in headings))
        pattern = _CAPTIONS[self.kind]
        starts = [m for text in openings for m in [pattern.match(text.lstrip())] if m]
        if any(_same(m["number"], self.number) for m in starts):
            return 1.0
        named = (m["number"] for text in openings for m in pattern.finditer(text))
        return 0.5 if any(_same(number, self.number) for number in named) else 0.0

    def _is_heading(self, heading: str) -> bool:
        scheme, number = _mark(heading)
        wanted = number_parts(self.kind if self.kind != "section" else "decimal", self.number)
        if self.kind == "article":
            return scheme == "article" and number == wanted
        if self.kind == "chapter":
            return scheme in ("chapter", "roman", "decimal", "book") and number == wanted
        return scheme in ("decimal", "letter", "arabic", "roman", "part", "paragraph") and number == wanted


def named_places(question: str) -> tuple[Place, ...]:
    """The places that a question names, in its order, each once.

    >>> named_places("Apa bunyi Pasal 27 ayat (3)?")
    (Place(kind='article', number='27', clause='3'),)
    """
    found = []
    clause = _CLAUSE.search(question)
    for kind, pattern in _NAMED:
        for match in pattern.finditer(question):
            number = match["number"]
            if number.isalpha() and not number.isupper():
                continue  # "bab i", but also "table clearly"
            own = (clause["clause"] or clause["short"]) if clause and kind == "article" else None
            found.append((match.start(), Place(kind, number.upper(), own)))
    return tuple(dict.fromkeys(place for _, place in sorted(found, key=lambda each: each[0])))


def asks_for_article(question: str) -> bool:
    """Whether the question wants the number of an article ("pasal berapa yang …")."""
    return _ASKS_ARTICLE.search(question) is not None


def clause_at(clause: str) -> Callable[[str], int]:
    """Finds where the clause "(3)" begins in a text; -1 where it does not."""
    pattern = re.compile(rf"(?:^|\n|\s)\({re.escape(clause)}\)\s", re.I)

    def find(text: str) -> int:
        match = pattern.search(text)
        return match.start() if match else -1

    return find


@functools.lru_cache(maxsize=8192)
def _mark(heading: str) -> tuple[str, tuple[str, ...]]:
    mark = heading_mark(heading, sure=True)
    return (mark.scheme, mark.number) if mark else ("", ())


def _same(one: str, other: str) -> bool:
    """Whether two captions' numbers are the same, whatever parts them: "VI.2", "6-2"."""
    return _parts(one) == _parts(other)


def _parts(number: str) -> tuple[str, ...]:
    return number_parts("decimal", number.replace("-", "."))
