"""A collection made ready to be written out: each quotation with its citation, and the bibliography.

Collection ──▶ Collected ──▶ Markdown, DOCX, CSV; and its sources ──▶ BibTeX, RIS, CSL-JSON
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from qa.citing import Cite, CitingLanguage, Rich, Source, Style, cite_all
from ui.collection.records import Heading, SavedPassage
from ui.collection.sources import Correction, Holdings, Whereabouts
from ui.i18n.texts import words

cited_texts = functools.lru_cache(maxsize=128)(cite_all)
"""`cite_all`, which takes some 50 ms, for the runs of a page that ask the same again; all in tuples."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """One passage as it is written out. `citation` is a note's text where the style has notes."""

    kept: SavedPassage
    source: Source
    citation: Rich
    where: Whereabouts


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading and its quotations, in order."""

    heading: Heading
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Collected:
    """All of it, in one style and language. `sources` are those quoted, each once, as listed."""

    chapters: tuple[Chapter, ...]
    bibliography: tuple[Rich, ...]
    sources: tuple[Source, ...]
    style: Style
    language: CitingLanguage

    def words(self, key: str, **values: object) -> str:
        """The interface's words in the language of the citations."""
        return words(key, self.language, **values)

    @property
    def bibliography_title(self) -> str:
        """What the list of sources is called in this style."""
        return self.words("references" if self.style == "apa" else "bibliography")


def collect(
    headings: Sequence[Heading],
    kept: Sequence[SavedPassage],
    holdings: Holdings,
    known: Sequence[Correction],
    style: Style,
    language: CitingLanguage,
) -> Collected:
    """Cite all passages in the order in which they stand."""
    sources = [holdings.source(k.excerpt, known) for k in kept]
    once = tuple({s.id: s for s in sources}.values())
    cites = tuple(Cite(s.id, k.cited_pages) for k, s in zip(kept, sources, strict=True))
    cited = cited_texts(cites, once, style, language)
    quotations = [
        Quotation(k, source, citation, holdings.where(k.excerpt)[0])
        for k, source, citation in zip(kept, sources, cited.citations, strict=True)
    ]
    chapters = tuple(Chapter(h, tuple(q for q in quotations if q.kept.heading == h.key)) for h in headings)
    by_id = {s.id: s for s in once}
    return Collected(chapters, cited.bibliography, tuple(by_id[i] for i in cited.listed), style, language)
