"""Late interaction: a question's tokens against a passage's, one by one.

Khattab & Zaharia (2020), "ColBERT", with the vectors of an ordinary embedding model: for each token of the
question the best cosine among the passage's tokens, then a weighted mean over the question's tokens. Two
things make it good with a model that was not trained for it. The mean of all token vectors is taken off
before the cosine, since they share most of their length; and a question's token counts by a softmax over
(its vector · w), where `w` was learned (`python -m qa.training`).
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from importlib import resources

import numpy as np

from index.records import ModelIdentity
from index.vector.token_codec import Array


@dataclass(frozen=True, slots=True)
class LateWeights:
    """`mean`: what is taken off each token vector; `query`: w above. Both float32, shape (dimension,)."""

    mean: Array
    query: Array


@dataclass(frozen=True, slots=True)
class LateQuery:
    """A question made ready: directions of its tokens, shape (tokens, dimension), and their weights, sum 1."""

    tokens: Array
    weights: Array


def weights_for(identity: ModelIdentity) -> LateWeights:
    """The learned weights of a model; for one that has none, no mean and all tokens alike."""
    learned = _learned()
    if learned.get("revision") != identity.revision:
        zeros = np.zeros(identity.dimension, dtype=np.float32)
        return LateWeights(zeros, zeros)
    return LateWeights(*(np.asarray(learned[name], dtype=np.float32) for name in ("mean", "query")))


@functools.cache
def _learned() -> dict[str, object]:
    return dict(json.loads(resources.files("index.vector").joinpath("late.json").read_text(encoding="utf-8")))


def clear_cache() -> None:
    """Read the learned weights anew at the next use; for the command that learns them."""
    _learned.cache_clear()


def directions(tokens: Array, weights: LateWeights) -> Array:
    """Token vectors, shape (tokens, dimension), less the mean, each of unit length."""
    centred = tokens - weights.mean
    return np.asarray(centred / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9), np.float32)


def prepare(tokens: Array, weights: LateWeights) -> LateQuery:
    """Make a question's token vectors ready for `match`."""
    logits = tokens @ weights.query
    shares = np.exp(logits - logits.max())
    return LateQuery(directions(tokens, weights), shares / shares.sum())


@dataclass(frozen=True, slots=True)
class Interaction:
    """How a question meets a passage.

    `matches`: for each token of the question the best cosine among the passage's tokens, shape (tokens,),
    in [-1, 1]. `score`: their weighted mean. `best_window`: the same mean for the one stretch of the passage, of
    `WINDOW` tokens, that it is highest for: an answer stands in one place. `heads`: the same mean for title,
    headings and context alone, 0 where there are none.
    """

    matches: Array
    score: float
    best_window: float
    heads: float


WINDOW, STEP = 48, 16
"""Tokens of a stretch, and how far one begins behind the other."""


def maxsim(question: LateQuery, cosines: Array, own: int) -> Interaction:
    """Meet one passage. `cosines`: of its tokens with the question's, shape (passage, question), in [-1, 1].

    `own`: how many of its tokens stand before its own text (title, headings, context), 0 or more; `best_window`
    leaves those out, for they say what the passage is about and not what it says.
    """
    skip = own if 0 < own < len(cosines) else 0
    cuts = np.arange(skip, len(cosines), STEP)
    steps = np.maximum.reduceat(cosines, cuts, axis=0)
    matches = steps.max(axis=0)
    wide = min(WINDOW // STEP, len(steps))
    last = len(steps) - wide + 1
    stretches = steps[:last]
    for shift in range(1, wide):
        stretches = np.maximum(stretches, steps[shift : last + shift])
    heads = 0.0
    if skip:
        before = cosines[:skip].max(axis=0)
        matches = np.maximum(matches, before)
        heads = float(before @ question.weights)
    best = float((stretches @ question.weights).max())
    return Interaction(matches, float(matches @ question.weights), best, heads)
