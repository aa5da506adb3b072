"""Keyword search: BM25 over stemmed terms, in SQLite's FTS5.

Robertson & Zaragoza (2009), "The Probabilistic Relevance Framework: BM25 and Beyond", with k1 = 1.2 and
b = 0.75 as FTS5 has them.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from index.spelling import SHORTEST, respell
from index.store import Store
from index.words import StemLanguage

_K1, _B = 1.2, 0.75
_COMMON_IDF = 1.6  # of a term that about one passage in five carries


@dataclass(frozen=True, slots=True)
class TermWeights:
    """How rare each term of a question is in this library.

    `idf` maps each distinct term to its inverse document frequency (> 0, higher is rarer); a term that no
    passage has carries the highest value of all and stands in `missing` as well. `mean_length`: of a passage,
    in terms.
    """

    idf: dict[str, float]
    missing: frozenset[str]
    mean_length: float


class KeywordIndex:
    """Search by terms in an open store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._generation = -1
        self._known: dict[StemLanguage, tuple[int, float]] = {}
        self._terms: dict[StemLanguage, list[str]] = {}

    def search(
        self, rarity: TermWeights, language: StemLanguage, top: int, keys: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """The `top` passages as (key, BM25), best first; only among `keys` where given.

        Terms that a large share of the passages carry tell little and cost most: they are looked for only
        where the question has no others. `language` is the one that the terms were stemmed as.
        """
        wanted = [t for t, v in rarity.idf.items() if t not in rarity.missing and v >= _COMMON_IDF]
        wanted = wanted or [t for t in rarity.idf if t not in rarity.missing]
        if not wanted:
            return []
        # The plus keeps SQLite from running the match once for each key.
        allowed = "" if keys is None else "AND +rowid IN (SELECT value FROM json_each(?))"
        values = [_match(wanted, language), *([] if keys is None else [json.dumps(list(keys))]), top]
        rows = self._store.connection.execute(
            f"SELECT rowid, -rank FROM words WHERE words MATCH ? {allowed} ORDER BY rank LIMIT ?", values
        )
        return [(int(key), float(score)) for key, score in rows]

    def respelled(self, terms: Sequence[str], language: StemLanguage) -> list[str]:
        """`terms` with those that no passage has replaced by the one they were meant to be, where one is near."""
        known = self._frequencies(terms, language)
        if all(t in known for t in terms):
            return list(terms)
        vocabulary = self._vocabulary(language)
        return [t if t in known else respell(t, vocabulary) or t for t in terms]

    def _vocabulary(self, language: StemLanguage) -> list[str]:
        self._renew()
        if language not in self._terms:
            rows = self._store.connection.execute(
                "SELECT term FROM vocabulary WHERE col = ? AND length(term) >= ?", (language, SHORTEST - 1)
            )
            self._terms[language] = [str(term) for (term,) in rows]
        return self._terms[language]

    def _frequencies(self, terms: Sequence[str], language: StemLanguage) -> dict[str, int]:
        """In how many passages each term stands; terms of none are left out."""
        rows = self._store.connection.execute(
            f"SELECT term, doc FROM vocabulary WHERE col = ? AND term IN ({','.join('?' * len(terms))})",
            (language, *terms),
        )
        return {str(term): int(doc) for term, doc in rows}

    def weigh(self, terms: Sequence[str], language: StemLanguage) -> TermWeights:
        """Rarity of each distinct term among all passages."""
        count, mean_length = self._statistics(language)
        frequency = self._frequencies(terms, language)
        idf = {t: _idf(count, frequency.get(t, 0)) for t in terms}
        return TermWeights(idf, frozenset(t for t in idf if t not in frequency), mean_length)

    def passage_terms(self, keys: Sequence[int], language: StemLanguage) -> dict[int, list[str]]:
        """The terms of passages as they are indexed, in order, by key."""
        rows = self._store.connection.execute(
            f"SELECT rowid, {language} FROM words WHERE rowid IN ({','.join(map(str, keys))})"
        )
        return {int(key): text.split() for key, text in rows}

    def _statistics(self, language: StemLanguage) -> tuple[int, float]:
        """How many passages there are and their mean length in terms, read again when the index changed."""
        self._renew()
        if language not in self._known:
            count, total = self._store.connection.execute(
                "SELECT (SELECT count(*) FROM passages), (SELECT sum(cnt) FROM vocabulary WHERE col = ?)",
                (language,),
            ).fetchone()
            self._known[language] = (int(count), max(1.0, (total or 0) / max(1, count)))
        return self._known[language]

    def _renew(self) -> None:
        if self._generation != self._store.generation():
            self._generation = self._store.generation()
            self._known, self._terms = {}, {}


def bm25(weights: TermWeights, passage: Sequence[str]) -> float:
    """BM25 of one passage's terms for the weighed terms of a question; 0 where none occurs."""
    counts = Counter(passage)
    norm = _K1 * (1 - _B + _B * len(passage) / weights.mean_length)
    found = ((idf, counts[t]) for t, idf in weights.idf.items() if t in counts)
    return sum(idf * n * (_K1 + 1) / (n + norm) for idf, n in found)


def _idf(count: int, frequency: int) -> float:
    return math.log(1 + (count - frequency + 0.5) / (frequency + 0.5))


def _match(terms: Sequence[str], language: StemLanguage) -> str:
    quoted = " OR ".join('"' + t.replace('"', '""') + '"' for t in terms)
    return f"{language} : ({quoted})"
