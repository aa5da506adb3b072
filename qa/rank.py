"""Ranks candidates: every leg's score and a few signs of words, weighed by numbers that were learned.

candidates ──▶ rank ──▶ the best few are read (`qa.reader`), for evidence and verdict

The score of a candidate is a weighted sum of its features; the weights come from a listwise softmax loss
(Cao et al. 2007, "Learning to Rank: From Pairwise Approach to Listwise Approach", with the top-one
probabilities) over questions whose passage is known: `python -m qa.training`.
"""

from __future__ import annotations

import functools
import itertools
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from index import Candidate, Question, Searcher, TokenMatches, normalize
from qa.reader import SpanLogits, SpanReader
from qa.signals import SIGNALS, Signals

SEARCH_FEATURES = (
    "dense",  # cosine of the two vectors
    "late",  # late interaction with the whole passage
    "best_window",  # … with its best stretch
    "words",  # BM25, as a share of what a passage of every term once would have
    "share",  # share of the question's rarity that the passage's terms carry
    "near",  # … that stands within one stretch of terms
    "phrase",  # share of the question's neighbouring terms that are neighbours in the passage
    "number",  # share of the question's numbers that the passage has
    "words_across",  # `words` and `share` once more where question and passage differ in language
    "share_across",
)
FEATURES = (*SEARCH_FEATURES, *SIGNALS)
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
    reading: SpanLogits | None = None

    @property
    def seen(self) -> TokenMatches:
        """The tokens of a candidate that was read.

        Raises:
            ValueError: it was not: `read` comes first.
        """
        if self.tokens is None:
            raise ValueError("its tokens were not looked at: call qa.rank.read first")
        return self.tokens


@functools.cache
def learned_weights() -> tuple[float, ...]:
    """One weight for each of `FEATURES`, in its order."""
    kept = json.loads(resources.files("qa").joinpath("rank.json").read_text(encoding="utf-8"))
    return tuple(float(kept["weights"].get(name, 0.0)) for name in FEATURES)


def rank(
    question: Question,
    candidates: Sequence[Candidate],
    signals: Signals,
    weights: Sequence[float] | None = None,
) -> list[Ranked]:
    """Candidates by falling score."""
    chosen = np.asarray(learned_weights() if weights is None else weights)
    rows = [(c, features(question, c, signals)) for c in candidates]
    ranked = [Ranked(c, float(row @ chosen), row) for c, row in rows]
    # What was put in quotation marks is looked for word for word; where nothing has it, nothing is lost.
    return sorted(ranked, key=lambda r: (-_phrases_held(question, r.candidate), -r.score, r.candidate.key))


def _phrases_held(question: Question, candidate: Candidate) -> int:
    """How many of the question's phrases the passage has, letter for letter but for case, accents and white space."""
    if not question.phrases:
        return 0
    text = _spaced(candidate.passage.embedded)
    return sum(f" {_spaced(p)} " in f" {text} " for p in question.phrases)


def _spaced(text: str) -> str:
    return " ".join(re.findall(r"\w+", normalize(text)))


def read(
    searcher: Searcher, reader: SpanReader | None, question: Question, ranked: Sequence[Ranked]
) -> list[Ranked]:
    """The same, each with its tokens and, where there is a reader, its reading."""
    tokens = searcher.token_matches(question, [r.candidate for r in ranked])
    readings = reader.read(question.late, tokens) if reader else [None] * len(tokens)
    return [
        replace(r, tokens=t, reading=reading) for r, t, reading in zip(ranked, tokens, readings, strict=True)
    ]


def features(question: Question, candidate: Candidate, signals: Signals) -> NDArray[np.float64]:
    """What is known of one candidate, in the order of `FEATURES`."""
    idf = question.rarity.idf
    total = sum(idf.values()) or 1.0
    places = [(hit.at, hit.term) for hit in candidate.hits]
    present: dict[str, float] = {}
    for hit in candidate.hits:
        present[hit.term] = max(hit.weight, present.get(hit.term, 0.0))
    share = sum(v * present.get(t, 0.0) for t, v in idf.items()) / total
    words = candidate.words / (2.2 * total)
    across = candidate.passage.language not in (question.language, "und")
    return np.array(
        [
            candidate.dense,
            candidate.late,
            candidate.best_window,
            0.0 if across else words,
            0.0 if across else share,
            _near(idf, places) / total,
            _phrase(question.terms, places),
            _numbers(question.terms, set(present)),
            words if across else 0.0,
            share if across else 0.0,
            *signals.of(candidate),
        ]
    )


def _near(idf: dict[str, float], places: Sequence[tuple[int, str]]) -> float:
    """The most rarity that distinct terms of the question carry within one stretch of the passage.

    `places`: where each stands in it, ascending.
    """
    best, first = 0.0, 0
    for last in range(len(places)):
        while places[last][0] - places[first][0] >= NEAR_TERMS:
            first += 1
        best = max(best, sum(idf[t] for t in {t for _, t in places[first : last + 1]}))
    return best


def _phrase(question: Sequence[str], places: Sequence[tuple[int, str]]) -> float:
    pairs = set(itertools.pairwise(question))
    found = {(one, other) for (i, one), (j, other) in itertools.pairwise(places) if j == i + 1}
    return len(pairs & found) / len(pairs) if pairs else 0.0


def _numbers(question: Sequence[str], present: set[str]) -> float:
    numbers = {t for t in question if t[0].isdigit()}
    return len(numbers & present) / len(numbers) if numbers else 0.0
