"""What other words of a passage count as words of the question: translations, words meant, long and short names.

question's terms ──▶ alternatives in each language's stems ──▶ hits in a passage

A passage in the other language is scored through probable translations as Darwish & Oard (2003), "Probabilistic
Structured Query Methods", do: an alternative counts as the question's own term, as often as it is likely to mean it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.keyword.dictionary import translations
from index.keyword.lexicon import lexicon
from index.keyword.terms import StemLanguage

LEAST = 0.1
"""The least probability of a translation that is looked for."""

FOREIGN = 10.0
"""How many times as common a word must be in the other language to be taken for one of its words."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A word that stands for `term` of the question; `weight` in (0, 1]: how surely."""

    term: str
    weight: float


@dataclass(frozen=True, slots=True)
class Hit:
    """`term` of the question at place `at` among a passage's terms, or a word that stands for it by `weight`."""

    at: int
    term: str
    weight: float


Meanings = Mapping[StemLanguage, Mapping[str, Meaning]]
"""For each language the stems that stand for a term of the question, beside the term itself."""


def other(language: StemLanguage) -> StemLanguage:
    """The language that is not `language`."""
    return "en" if language == "id" else "id"


def across_languages(
    typed: Sequence[str], foreign: Sequence[str], found: Sequence[str], language: StemLanguage
) -> dict[StemLanguage, dict[str, Meaning]]:
    """Meanings of the words of a question in `language`, in which words of the other may stand as well.

    `typed` and `foreign`: its words as stems of the one and of the other; `found`: the terms they are looked up by,
    which the meanings stand for. All three in the same order.
    """
    own, theirs = language, other(language)
    meanings: dict[StemLanguage, dict[str, Meaning]] = {own: {}, theirs: {}}
    for term, as_foreign, looked_up in zip(typed, foreign, found, strict=True):
        if term[0].isdigit():
            continue
        _add(meanings[theirs], as_foreign, Meaning(looked_up, 1.0))
        if is_foreign(term, as_foreign, own):
            _add_all(meanings[own], looked_up, translations(as_foreign, theirs))
        else:
            _add_all(meanings[theirs], looked_up, translations(looked_up, own))
    return meanings


def is_foreign(term: str, as_foreign: str, language: StemLanguage) -> bool:
    """Whether a word, by its stems in the question's language and in the other, is rather of the other."""
    here = lexicon(language).words.get(term, 0.0)
    return lexicon(other(language)).words.get(as_foreign, 0.0) > FOREIGN * here


def _add_all(found: dict[str, Meaning], term: str, words: Sequence[tuple[str, float]]) -> None:
    """Translations, the likeliest first: that one counts as the term itself, the others as likely beside it."""
    for word, likely in words:
        if likely >= LEAST:
            _add(found, word, Meaning(term, likely / words[0][1]))


def _add(found: dict[str, Meaning], word: str, meaning: Meaning) -> None:
    """A word that may stand for two terms stands for the likelier one."""
    if word not in found or found[word].weight < meaning.weight:
        found[word] = meaning


def hits(
    wanted: Mapping[str, float],
    meanings: Meanings,
    language: StemLanguage,
    own: Sequence[str],
    foreign: Sequence[str] | None = None,
) -> tuple[Hit, ...]:
    """Where the terms of `wanted` stand in a passage, ascending.

    `own`: the passage's terms stemmed as the question's `language`; `foreign`: the same stemmed as the other, for a
    passage in that.
    """
    found = []
    mine, theirs = meanings.get(language, {}), meanings.get(other(language), {})
    for at, term in enumerate(own):
        if term in wanted:
            found.append(Hit(at, term, 1.0))
        elif meaning := mine.get(term) or (theirs.get(foreign[at]) if foreign else None):
            found.append(Hit(at, meaning.term, meaning.weight))
    return tuple(found)
