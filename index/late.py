"""Late interaction: a question's tokens against a passage's, one by one.

Khattab & Zaharia (2020), "ColBERT", with the vectors of an ordinary embedding model: for each token of the
question the best cosine among the passage's tokens, then a weighted mean over the question's tokens. Two
things make it good with a model that was not trained for it. The mean of all token vectors is taken off
before the cosine, since they share most of their length; and a question's token counts by a softmax over
(its vector · w), where `w` was learned (`python -m qa.evaluation.fit`).
"""

from __future__ import annotations

import functools
import itertools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from index.records import ModelIdentity
from index.tokens import TokenTable

Array = NDArray[np.float32]


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
    return dict(json.loads(resources.files("index").joinpath("late.json").read_text(encoding="utf-8")))


def forget() -> None:
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
    in [-1, 1]. `score`: their weighted mean. `focus`: the same mean for the one stretch of the passage, of
    `WINDOW` tokens, that it is highest for: an answer stands in one place.
    """

    matches: Array
    score: float
    focus: float


WINDOW, STEP = 48, 16
"""Tokens of a stretch, and how far one begins behind the other."""


def cosines(question: LateQuery, passages: TokenTable) -> Array:
    """Every token of the question against every token of the passages, shape (question, passages), in [-1, 1]."""
    return np.asarray((question.tokens @ passages.vectors.T) * passages.scales, dtype=np.float32)


def interact(question: LateQuery, passages: TokenTable, own: Sequence[int]) -> list[Interaction]:
    """Meet several passages, in their order.

    `own`: how many tokens of each stand before its own text (title, headings, context), 0 or more; `focus`
    leaves those out, for they say what the passage is about and not what it says.
    """
    met = cosines(question, passages)
    bounds = [*passages.starts.tolist(), met.shape[1]]
    cuts = [_cuts(a, b, o) for (a, b), o in zip(itertools.pairwise(bounds), own, strict=True)]
    best = np.maximum.reduceat(met, np.concatenate(cuts), axis=1)
    places = np.cumsum([0, *(len(c) for c in cuts)]).tolist()
    return [
        _interaction(question.weights, best[:, a:b], skip=0 < o < n and b - a > 1)
        for (a, b), o, n in zip(itertools.pairwise(places), own, np.diff(bounds).tolist(), strict=True)
    ]


def _cuts(start: int, end: int, own: int) -> NDArray[np.int64]:
    """Where the steps of one passage begin: what stands before its own text is a step of its own."""
    if not 0 < own < end - start:
        return np.arange(start, end, STEP)
    return np.concatenate([[start], np.arange(start + own, end, STEP)])


def _interaction(weights: Array, steps: Array, *, skip: bool) -> Interaction:
    """From the best cosines within each step of one passage, shape (tokens, steps); `skip` its first for focus."""
    matches = steps.max(axis=1)
    own = steps[:, 1:] if skip else steps
    wide = min(WINDOW // STEP, own.shape[1])
    last = own.shape[1] - wide + 1
    stretches = own[:, :last]
    for shift in range(1, wide):
        stretches = np.maximum(stretches, own[:, shift : last + shift])
    return Interaction(matches, float(weights @ matches), float((weights @ stretches).max()))
