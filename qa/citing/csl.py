"""A source as a CSL-JSON item (https://docs.citationstyles.org/en/v1.0.2/specification.html)."""

from __future__ import annotations

import unicodedata
from typing import Any

from qa.citing.laws import short_law_name
from qa.citing.names import Name, parse_name
from qa.citing.records import THESES, CitingLanguage, Source

_SHORT_LEAST, _SHORT_WORDS = 3, 5
"""A short title ends before a small word, where one comes in time."""
_SMALL = "atas atau dan dalam dari dengan di ke oleh pada sebagai tentang terhadap untuk yang a an and as at by for"
SMALL_WORDS = frozenset((*_SMALL.split(), "from", "in", "of", "on", "or", "the", "to", "with"))
"""Words that are small within a title, and that no short title ends in."""
_TYPES = {
    "article": "article-journal",
    "bachelor": "thesis",
    "master": "thesis",
    "doctor": "thesis",
    "conference": "paper-conference",
}
_GENRES = {
    "bachelor": ("Skripsi", "Undergraduate thesis"),
    "master": ("Tesis", "Master’s thesis"),
    "doctor": ("Disertasi", "Doctoral dissertation"),
}


def csl_item(source: Source, language: CitingLanguage) -> dict[str, Any]:
    """The item; what is unknown is left out. Control characters become spaces, all else stays as it is."""
    item: dict[str, Any] = {
        "id": source.id,
        "type": _TYPES.get(source.kind, source.kind),
        "title": one_line(source.title),
        "title-short": _short(source),
        "author": [_csl_name(n) for n in map(parse_name, map(one_line, source.authors)) if n != Name()],
        "issued": {"date-parts": [[source.year]]} if source.year else None,
        "language": source.language if source.language != "und" else "",
        **_place(source, language),
    }
    return {name: value for name, value in item.items() if value}


def _short(source: Source) -> str:
    title = one_line(source.title)
    return short_law_name(title) if source.kind == "legislation" else short_title(title)


def _place(source: Source, language: CitingLanguage) -> dict[str, str]:
    inside = source.kind in ("article", "conference", "legislation")
    within = "container-title" if inside else "publisher"
    address = one_line(source.url)
    doi = address.partition("doi.org/")[2] or (address if address.startswith("10.") else "")
    genre = _GENRES[source.kind][language == "en"] if source.kind in THESES else ""
    return {
        within: one_line(source.publisher),
        "volume": one_line(source.volume),
        "issue": one_line(source.issue),
        "page": one_line(source.pages).replace("–", "-"),
        "genre": genre,
        "DOI": doi,
        "URL": "" if doi else address,
    }


def _csl_name(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {part: text for part, text in parts.items() if text}


def short_title(title: str) -> str:
    """What comes before a colon, else the first words of a long title; empty for a short one.

    Styles take it where a source is named in passing: in the text without authors, in a note once more.
    """
    main = title.partition(": ")[0]
    words = main.split()
    if len(words) > _SHORT_WORDS + 2:
        small = (n for n in range(_SHORT_LEAST, _SHORT_WORDS + 1) if words[n].casefold() in SMALL_WORDS)
        main = " ".join(words[: next(small, _SHORT_WORDS)]).rstrip(",;")
    return main if main != title else ""


def one_line(text: str) -> str:
    """`text` on one line, without control and private characters."""
    return " ".join("".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in text).split())
