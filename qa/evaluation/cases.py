"""Question files: each question with the places that answer it, as document, section and verbatim quote.

One JSON object a line::

    {"id": "q1", "lang": "en", "question": "…", "kind": "fact", "pair": "q1-id", "answerable": true,
     "gold": [{"doc": "thesis.pdf", "section": "Introduction", "page": 12, "quote": "…"}]}

Passages are cut by the index and not by the file, so a quote is looked for in them: a passage is relevant
where it holds enough of the quote's words in their order.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus import Language, Passage, Span, UsageError, detect_language
from qa.evaluation.beir import read_lines

HELD = 0.6
"""Share of a quote's word trigrams that a relevant passage holds."""

EXACT_WORDS = 2
"""Exact marks hold as much of a quote, in at most so many times its words."""

_GRAM = 3
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_WORD = re.compile(rf"\w+(?:{_SOFT_HYPHEN}\s*\w+)*")
_MARKS = re.compile(r"[#*_]+")


@dataclass(frozen=True, slots=True)
class Gold:
    """A place that answers. `document`: path in the library or its end; `section`, `page`: None means any.

    `page` is the physical one, from 1.
    """

    document: str
    section: str | None
    quote: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A question of a file. `pair`: the same question in the other language. `gold`: any one is a hit."""

    id: str
    question: str
    language: Language
    kind: str
    pair: str | None
    answerable: bool
    gold: tuple[Gold, ...]


def load_cases(file: Path) -> tuple[Case, ...]:
    """Read the question file `file`, in its order.

    Raises:
        UsageError: it cannot be read, a line is not of the layout, or an id stands twice.
    """
    cases: dict[str, Case] = {}
    try:
        for number, row in enumerate(read_lines(file), 1):
            case = _case(row, str(number))
            if case.id in cases:
                raise ValueError(f"the id {case.id!r} stands twice")
            cases[case.id] = case
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            f'"{file}" is not a file of questions: {error} (question {len(cases) + 1}). '
            'It needs one JSON object a line with "question", "answerable" and "gold", a list of objects '
            'with "doc", "section" and "quote".'
        ) from error
    return tuple(cases.values())


def _case(row: dict[str, Any], number: str) -> Case:
    question = str(row["question"])
    gold = tuple(
        Gold(str(g["doc"]), g.get("section"), str(g["quote"]), g.get("page")) for g in row.get("gold") or ()
    )
    answerable = bool(row.get("answerable", bool(gold)))
    if answerable and not gold:
        raise ValueError("an answerable question needs a gold quote")
    if any(not _words(g.quote) for g in gold):
        raise ValueError("a gold quote has no word")
    language = row["lang"] if row.get("lang") in ("id", "en") else detect_language(question)
    pair = row.get("pair")
    kind = str(row.get("kind") or "other")
    return Case(
        str(row.get("id", number)), question, language, kind, str(pair) if pair else None, answerable, gold
    )


def is_from(source: str, gold: Gold) -> bool:
    """Whether `source`, a path in the library with forward slashes, is the gold document."""
    wanted = gold.document.replace("\\", "/").strip("/")
    return source == wanted or source.endswith("/" + wanted)


def holds(text: str, quote: str) -> bool:
    """Whether `text` holds at least `HELD` of the quote's word trigrams (of all its words if fewer than 3).

    Words are runs of letters and digits, case folded: line breaks, dashes and quotation marks play no part, nor
    do soft hyphens and forms that are the same to a reader (ligatures, full-width letters: Unicode's NFKC).
    """
    size = _size(quote)
    wanted = _grams(quote, size)
    return len(wanted & _grams(text, size)) >= (HELD if size == _GRAM else 1) * len(wanted)


def in_section(headings: Sequence[str], section: str | None) -> bool:
    """Whether the gold heading is one of the passage's, or stands within one, or along their path.

    Markdown's marks and the case play no part; whole words are compared. None and an empty heading fit all.
    """
    wanted = _words(_MARKS.sub(" ", section or ""))
    path = _words(_MARKS.sub(" ", " ".join(headings)))
    return not wanted or f" {' '.join(wanted)} " in f" {' '.join(path)} "


def overlaps(text: str, span: Span, quote: str) -> bool:
    """Whether `text[span.start:span.end]` overlaps the quote's place in `text`.

    Where the quote is not found whole, sharing a word trigram with it will do.
    """
    place = find_quote(text, quote)
    if place is not None:
        return place.start < span.end and span.start < place.end
    size = _size(quote)
    return bool(_grams(quote, size) & _grams(text[span.start : span.end], size))


def find_quote(text: str, quote: str) -> Span | None:
    """Where the quote's words first stand in `text`, all of them in order, from first letter to last."""
    found = list(_WORD.finditer(text))
    words, wanted = [_folded(m.group()) for m in found], _words(quote)
    for at in range(len(words) - len(wanted) + 1):
        if words[at : at + len(wanted)] == wanted:
            return Span(found[at].start(), found[at + len(wanted) - 1].end())
    return None


def relevant_to(case: Case, source: str, passage: Passage) -> bool:
    """Whether the passage, of the file `source`, holds one of the case's gold quotes."""
    return any(is_from(source, g) and holds(passage.text, g.quote) for g in case.gold)


def section_right(case: Case, source: str, passage: Passage) -> bool:
    """Whether the passage stands in the section of one of the case's gold quotes, in its document."""
    return any(is_from(source, g) and in_section(passage.headings, g.section) for g in case.gold)


def evidence_right(case: Case, source: str, passage: Passage, evidence: Span) -> bool:
    """Whether the sentence `evidence` of the passage overlaps one of the case's gold quotes."""
    return any(is_from(source, g) and overlaps(passage.text, evidence, g.quote) for g in case.gold)


def page_right(case: Case, source: str, passage: Passage) -> bool | None:
    """Whether the passage is on the page of one of the case's gold quotes, in its document.

    None where no gold quote has a page.
    """
    paged = [g for g in case.gold if g.page is not None]
    if not paged:
        return None
    pages = {p.number for p in passage.pages}
    return any(is_from(source, g) and g.page in pages for g in paged)


def marks_exact(case: Case, source: str, passage: Passage, evidence: Sequence[Span]) -> bool:
    """Whether the marks hold `HELD` of a gold quote's trigrams, and at most `EXACT_WORDS` times its words."""
    marked = "\n".join(passage.text[s.start : s.end] for s in sorted(evidence, key=lambda span: span.start))
    words = len(_words(marked))
    return any(
        is_from(source, g) and holds(marked, g.quote) and words <= EXACT_WORDS * len(_words(g.quote))
        for g in case.gold
    )


def _words(text: str) -> list[str]:
    return [_folded(word) for word in _WORD.findall(text)]


def _folded(word: str) -> str:
    return unicodedata.normalize("NFKC", re.sub(rf"{_SOFT_HYPHEN}\s*", "", word)).casefold()


def _size(quote: str) -> int:
    """Words of a gram: three, or one for a quote shorter than that."""
    return _GRAM if len(_words(quote)) >= _GRAM else 1


@functools.lru_cache(maxsize=4096)  # each passage is compared with many quotes, each quote with many passages
def _grams(text: str, size: int) -> frozenset[tuple[str, ...]]:
    words = _words(text)
    return frozenset(tuple(words[at : at + size]) for at in range(len(words) - size + 1))
