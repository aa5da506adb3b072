"""A question's terms made ready for search: what is misspelt, what each tells, and what else means the same.

text ──▶ terms ──▶ respelled ──▶ rarity in the library, lowered by rarity at large ──▶ meanings in both languages
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.keyword.keyword_index import KeywordIndex, TermWeights, idf_of
from index.keyword.lexicon import lexicon
from index.keyword.meanings import Meanings, across_languages, is_foreign, other
from index.keyword.terms import StemLanguage, terms

_LEAST = 0.01
"""The least a term weighs, so that a question of function words alone still has weights."""


def weighed_terms(
    keywords: KeywordIndex, text: str, language: StemLanguage
) -> tuple[tuple[str, ...], TermWeights]:
    """The terms of `text` in order, and their weights.

    A term that neither the library nor the language knows is replaced by the one of the library that it is near to.
    """
    typed, foreign = terms(text, language), terms(text, other(language))
    unknown = [t for t, f in zip(typed, foreign, strict=True) if not _is_word(t, f, language)]
    guesses = dict(zip(unknown, keywords.respelled(unknown, language), strict=True))
    found = tuple(guesses.get(t, t) for t in typed)
    weights = keywords.weigh(found, language)
    meanings = across_languages(typed, foreign, found, language)
    return found, _lowered(_with_meanings(keywords, weights, meanings), found, foreign, language)


def _is_word(term: str, as_foreign: str, language: StemLanguage) -> bool:
    """Whether a word stands in either language's lexicon."""
    return term in lexicon(language).words or as_foreign in lexicon(other(language)).words


def _with_meanings(keywords: KeywordIndex, weights: TermWeights, meanings: Meanings) -> TermWeights:
    """A term is as frequent as the likeliest of its meanings, where that is more."""
    frequencies = {
        language: keywords.frequencies(list(found), language) for language, found in meanings.items()
    }
    most: dict[str, float] = {}
    for language, found in meanings.items():
        for word, meaning in found.items():
            standing = meaning.weight * frequencies[language].get(word, 0)
            most[meaning.term] = max(most.get(meaning.term, 0.0), standing)
    count = keywords.passages()
    idf = {t: min(v, idf_of(count, most.get(t, 0.0))) for t, v in weights.idf.items()}
    missing = frozenset(t for t in weights.missing if not most.get(t))
    present = {
        language: {w: m for w, m in found.items() if w in frequencies[language]}
        for language, found in meanings.items()
    }
    return replace(weights, idf=idf, missing=missing, meanings=present)


def _lowered(
    weights: TermWeights, found: Sequence[str], foreign: Sequence[str], language: StemLanguage
) -> TermWeights:
    """No term tells more than it would among passages at large: function words carry nothing in any library."""
    idf = dict(weights.idf)
    for term, as_foreign in zip(found, foreign, strict=True):
        if is_foreign(term, as_foreign, language):
            at_large = lexicon(other(language)).rarity(as_foreign, weights.mean_length)
        else:
            at_large = lexicon(language).rarity(term, weights.mean_length)
        idf[term] = max(_LEAST, min(idf[term], at_large))
    return replace(weights, idf=idf)
