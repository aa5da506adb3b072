"""What is cited, and a citation as text with its italics."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

SourceKind = Literal[
    "article",
    "book",
    "bachelor",
    "master",
    "doctor",
    "report",
    "conference",
    "legislation",
    "webpage",
    "document",
]
"""What a source is. The three theses are Indonesia's skripsi, tesis and disertasi; `document` is all else."""

KINDS: tuple[SourceKind, ...] = get_args(SourceKind)

THESES: tuple[SourceKind, ...] = ("bachelor", "master", "doctor")

Style = Literal["apa", "chicago", "chicago-notes"]
"""APA 7; Chicago with author and date in the text; Chicago with notes."""

STYLES: tuple[Style, ...] = get_args(Style)

CitingLanguage = Literal["id", "en"]
"""Of the citation's own words ("hlm." or "p."), not of the source."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document as it is cited.

    `authors` as they are written, see `parse_name`. `publisher` is where it appeared: the journal of an
    article, the university of a thesis, the proceedings of a paper, else who published it. `language` is that
    of the source ("id", "en", "und"). Unknown is the empty string or None.
    """

    id: str
    title: str
    authors: tuple[str, ...] = ()
    year: int | None = None
    kind: SourceKind = "document"
    publisher: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    url: str = ""
    language: str = "und"


@dataclass(frozen=True, slots=True)
class Cite:
    """One place cited: a source's id and its pages as printed ("8", "8-9", "iv"), empty where it has none."""

    source: str
    pages: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look."""

    text: str
    italic: bool = False


Rich = tuple[Run, ...]
"""A citation: runs in order, whose texts together are the whole of it."""
