"""Ranks candidates: every leg's score and a few signs of words, weighed by numbers that were learned.

candidates ──▶ rank ──▶ the best few are read (`qa.reader`) ──▶ rerank

The score of a candidate is a weighted sum of its features; the weights come from a listwise softmax loss
(Cao et al. 2007, "Learning to Rank: From Pairwise Approach to Listwise Approach", with the top-one
probabilities) over questions whose passage is known: `python -m qa.evaluation.fit`.
"""

from __future__ import annotations

import functools
import itertools
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from index import Candidate, Question, Searcher, TokenMatches
from qa.reader import Reader, Reading

FEATURES = (
    "dense",  # cosine of the two vectors
    "late",  # late interaction with the whole passage
    "focus",  # … with its best stretch
    "words",  # BM25, as a share of what a passage of every term once would have
    "share",  # share of the question's rarity that the passage's terms carry
    "near",  # … that stands within one stretch of terms
    "phrase",  # share of the question's neighbouring terms that are neighbours in the passage
    "number",  # share of the question's numbers that the passage has
    "words_across",  # `words` and `share` once more where question and passage differ in language
    "share_across",
)
READ_FEATURES = (
    *FEATURES,
    "reading",  # logit of the best answer that the reader finds in the passage
    "reading_across",  # … where question and passage differ in language
)
NEAR_TERMS = 40
"""Terms of a stretch within which `near` looks: about two sentences."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its score: higher is better, comparable within one question only.

    `tokens`: how its tokens meet the question; `reading`: what the reader makes of them. None where it was not
    read, or not yet.
    """

    candidate: Candidate
    score: float
    features: NDArray[np.float64]
    tokens: TokenMatches | None = None
    reading: Reading | None = None

    @property
    def seen(self) -> TokenMatches:
        """The tokens of a candidate that was read.

        Raises:
            ValueError: it was not: `read` comes first.
        """
        if self.tokens is None:
            raise ValueError("its tokens were not looked at: call qa.rank.read first")
        return self.tokens


@dataclass(frozen=True, slots=True)
class Weights:
    """`first`: one for each of `FEATURES`, for all candidates; `read`: one for each of `READ_FEATURES`, for
    those that were read."""

    first: tuple[float, ...]
    read: tuple[float, ...]


@functools.cache
def learned_weights() -> Weights:
    """The weights that `python -m qa.evaluation.fit` found."""
    kept = json.loads(resources.files("qa").joinpath("rank.json").read_text(encoding="utf-8"))
    first = tuple(float(kept["weights"][name]) for name in FEATURES)
    return Weights(first, tuple(float(kept["weights_read"][name]) for name in READ_FEATURES))


def rank(question: Question, candidates: Sequence[Candidate], weights: Weights | None = None) -> list[Ranked]:
    """Candidates by falling score."""
    chosen = np.asarray((weights or learned_weights()).first)
    rows = [(c, features(question, c)) for c in candidates]
    ranked = [Ranked(c, float(row @ chosen), row) for c, row in rows]
    return sorted(ranked, key=lambda r: (-r.score, r.candidate.key))


def read(
    searcher: Searcher, reader: Reader | None, question: Question, ranked: Sequence[Ranked]
) -> list[Ranked]:
    """The same, each with its tokens and, where there is a reader, its reading."""
    tokens = searcher.token_matches(question, [r.candidate for r in ranked])
    readings = reader.read(question.late, tokens) if reader else [None] * len(tokens)
    return [
        replace(r, tokens=t, reading=reading) for r, t, reading in zip(ranked, tokens, readings, strict=True)
    ]


def rerank(question: Question, ranked: Sequence[Ranked], weights: Weights | None = None) -> list[Ranked]:
    """Those that were read in the order that reading gives them; without a reader all as they were."""
    if any(r.reading is None for r in ranked):
        return list(ranked)
    chosen = np.asarray((weights or learned_weights()).read)
    scored = [replace(r, score=float(read_features(question, r) @ chosen)) for r in ranked]
    return sorted(scored, key=lambda r: (-r.score, r.candidate.key))


def read_features(question: Question, ranked: Ranked) -> NDArray[np.float64]:
    """What is known of a candidate that was read, in the order of `READ_FEATURES`."""
    span = ranked.reading.span if ranked.reading else 0.0
    across = _across(question, ranked.candidate)
    return np.concatenate([ranked.features, [0.0 if across else span, span if across else 0.0]])


def _across(question: Question, candidate: Candidate) -> bool:
    return candidate.passage.language not in (question.language, "und")


def features(question: Question, candidate: Candidate) -> NDArray[np.float64]:
    """What is known of one candidate, in the order of `FEATURES`."""
    idf = question.rarity.idf
    total = sum(idf.values()) or 1.0
    present = set(candidate.terms)
    share = sum(v for t, v in idf.items() if t in present) / total
    words = candidate.words / (2.2 * total)
    across = _across(question, candidate)
    return np.array(
        [
            candidate.dense,
            candidate.late,
            candidate.focus,
            0.0 if across else words,
            0.0 if across else share,
            _near(idf, candidate.terms) / total,
            _phrase(question.terms, candidate.terms),
            _numbers(question.terms, present),
            words if across else 0.0,
            share if across else 0.0,
        ]
    )


def _near(idf: dict[str, float], passage: Sequence[str]) -> float:
    """The most rarity that distinct terms of the question carry within one stretch of the passage."""
    places = [(i, t) for i, t in enumerate(passage) if t in idf]
    best, first = 0.0, 0
    for last in range(len(places)):
        while places[last][0] - places[first][0] >= NEAR_TERMS:
            first += 1
        best = max(best, sum(idf[t] for t in {t for _, t in places[first : last + 1]}))
    return best


def _phrase(question: Sequence[str], passage: Sequence[str]) -> float:
    pairs = set(itertools.pairwise(question))
    return len(pairs & set(itertools.pairwise(passage))) / len(pairs) if pairs else 0.0


def _numbers(question: Sequence[str], present: set[str]) -> float:
    numbers = {t for t in question if t[0].isdigit()}
    return len(numbers & present) / len(numbers) if numbers else 0.0
