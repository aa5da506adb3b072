"""Keyword search: BM25 over stemmed terms, in SQLite's FTS5.

Robertson & Zaragoza (2009), "The Probabilistic Relevance Framework: BM25 and Beyond", with k1 = 1.2 and
b = 0.75 as FTS5 has them.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from index.keyword.meanings import Hit, Meanings
from index.keyword.posting_search import PostingSearch
from index.keyword.spelling import SHORTEST, beginnings, may_be_misspelt, respell
from index.keyword.terms import StemLanguage, terms
from index.settings import BLOCKS_FROM
from index.store.derived import Mask, Tell, quiet
from index.store.store import Store

_K1, _B = 1.2, 0.75
_LEAST_IDF = 1e-6  # FTS5's, of a term that most passages carry
_COMMON_IDF = 1.6  # of a term that about one passage in five carries


@dataclass(frozen=True, slots=True)
class TermWeights:
    """How rare each term of a question is, in this library and in the language at large.

    `idf` maps each distinct term to its inverse document frequency (> 0, higher is rarer): the lower one of both,
    since a word that every text has tells nothing where the library happens to be in the other language. A term
    that no passage has, nor a word that means it, stands in `missing` as well. `mean_length`: of a passage, in
    terms. `meanings`: other stems that count as a term.
    """

    idf: dict[str, float]
    missing: frozenset[str]
    mean_length: float
    meanings: Meanings = field(default_factory=dict)


class KeywordIndex:
    """Search by terms in an open store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._blocks: PostingSearch | None = None

    def refresh(self, tell: Tell = quiet) -> None:
        """Take in what changed: of a large library the blocks of postings, see `index.keyword.postings`."""
        large = self._store.count_passages() > BLOCKS_FROM
        self._blocks = PostingSearch.load(self._store, tell) if large else None

    def search(
        self, rarity: TermWeights, language: StemLanguage, top: int, allowed: Mask | None = None
    ) -> list[tuple[int, float]]:
        """The `top` passages as (key, BM25), best first; only those in `allowed` where given.

        Terms that a large share of the passages carry tell little and cost most: they are looked for only
        where the question has no others. `language` is the one that the terms were stemmed as.
        """
        wanted = self._wanted(rarity, language)
        if not wanted:
            return []
        if self._blocks:
            return self._blocks.search(self._shares(wanted, language), language, top, allowed)
        # The plus keeps SQLite from running the match once for each key.
        narrow = "" if allowed is None else "AND +rowid IN (SELECT value FROM json_each(?))"
        keys = [] if allowed is None else [json.dumps(np.flatnonzero(allowed).tolist())]
        rows = self._store.connection.execute(
            f"SELECT rowid, -rank FROM words WHERE words MATCH ? {narrow} ORDER BY rank LIMIT ?",
            [_match(wanted, language), *keys, top],
        )
        return [(int(key), float(score)) for key, score in rows]

    def _wanted(self, rarity: TermWeights, language: StemLanguage) -> list[str]:
        """What is looked for among the stems of `language`: terms, and what else means one of them."""
        meanings = rarity.meanings.get(language, {})
        standing = {t: t for t in rarity.idf if t not in rarity.missing}
        standing |= {word: m.term for word, m in meanings.items() if word not in standing}
        return [w for w, t in standing.items() if rarity.idf[t] >= _COMMON_IDF] or list(standing)

    def _shares(self, terms: Sequence[str], language: StemLanguage) -> dict[str, float]:
        """Inverse document frequency of each term, in order, as FTS5 reckons it."""
        count, known = self._store.count_passages(), self.frequencies(terms, language)
        return {t: max(math.log((count - known[t] + 0.5) / (known[t] + 0.5)), _LEAST_IDF) for t in terms}

    def respelled(self, terms: Sequence[str], language: StemLanguage) -> list[str]:
        """`terms` with those that no passage has replaced by the one they were meant to be, where one is near."""
        known = self.frequencies(terms, language)
        return [t if t in known else self._respelled(t, language) for t in terms]

    def _respelled(self, term: str, language: StemLanguage) -> str:
        if not may_be_misspelt(term):
            return term
        rows = self._store.connection.execute(
            "SELECT f.term FROM json_each(?) j CROSS JOIN frequencies f ON f.language = ? "
            "AND f.term >= j.value AND f.term < j.value || char(1114111) "
            "AND length(f.term) BETWEEN ? AND ? ORDER BY j.key, f.term",
            (json.dumps(beginnings(term)), language, max(SHORTEST - 1, len(term) - 2), len(term) + 2),
        )
        return respell(term, [near for (near,) in rows]) or term

    def frequencies(self, terms: Sequence[str], language: StemLanguage) -> dict[str, int]:
        """In how many passages each term stands; terms of none are left out."""
        rows = self._store.connection.execute(
            "SELECT term, passages FROM frequencies WHERE language = ? "
            "AND term IN (SELECT value FROM json_each(?))",
            (language, json.dumps(list(terms))),
        )
        return {str(term): int(passages) for term, passages in rows}

    def weigh(self, terms: Sequence[str], language: StemLanguage) -> TermWeights:
        """Rarity of each distinct term among all passages."""
        count = self._store.count_passages()
        frequency = self.frequencies(terms, language)
        idf = {t: idf_of(count, frequency.get(t, 0)) for t in terms}
        mean_length = max(1.0, self._store.total(language) / max(1, count))
        return TermWeights(idf, frozenset(t for t in idf if t not in frequency), mean_length)

    def passages(self) -> int:
        """How many passages there are."""
        return self._store.count_passages()

    def passage_terms(self, keys: Sequence[int], language: StemLanguage) -> dict[int, list[str]]:
        """The terms of passages as they are indexed, in order, by key."""
        rows = self._store.connection.execute(
            f"SELECT rowid, {language} FROM words WHERE rowid IN ({','.join(map(str, keys))})"
        )
        return {int(key): text.split() for key, text in rows}


def keys_with_phrase(store: Store, phrase: str, top: int | None = None) -> list[int]:
    """Keys of the passages that have the words of `phrase` one behind the other, in any form, the best by BM25 first.

    Stems of Indonesian serve for both languages: a passage of either is indexed by them.
    """
    stems = terms(phrase, "id")
    if not stems:
        return []
    words = " ".join(t.replace('"', '""') for t in stems)
    order = "" if top is None else "ORDER BY rank LIMIT ?"
    rows = store.connection.execute(
        f"SELECT rowid FROM words WHERE words MATCH ? {order}", [f'id : "{words}"', *filter(None, [top])]
    )
    return [int(key) for (key,) in rows]


def bm25(weights: TermWeights, passage: Sequence[str]) -> float:
    """BM25 of one passage's terms for the weighed terms of a question; 0 where none occurs."""
    return _bm25(weights, Counter(passage), len(passage))


def bm25_of_hits(weights: TermWeights, found: Sequence[Hit], length: int) -> float:
    """The same where other words may stand for a term; a passage of `length` terms."""
    counts: dict[str, float] = {}
    for hit in found:
        counts[hit.term] = counts.get(hit.term, 0.0) + hit.weight
    return _bm25(weights, counts, length)


def _bm25(weights: TermWeights, counts: Mapping[str, float], length: int) -> float:
    norm = _K1 * (1 - _B + _B * length / weights.mean_length)
    found = ((idf, counts[t]) for t, idf in weights.idf.items() if t in counts)
    return sum(idf * n * (_K1 + 1) / (n + norm) for idf, n in found)


def idf_of(count: int, frequency: float) -> float:
    """Inverse document frequency (> 0) of what stands in `frequency` of `count` passages."""
    return math.log(1 + (count - frequency + 0.5) / (frequency + 0.5))


def _match(terms: Sequence[str], language: StemLanguage) -> str:
    quoted = " OR ".join('"' + t.replace('"', '""') + '"' for t in terms)
    return f"{language} : ({quoted})"
