"""Reads the best passages for the words that answer: at each token, how likely an answer begins or ends there.

A small network over the token vectors that the index keeps anyway, in the manner of reading comprehension
(Chen et al. 2017, "Reading Wikipedia to Answer Open-Domain Questions"): each token of a passage sees the
question's tokens (attention), how well its surroundings meet them (late interaction) and its neighbours
(two convolutions), and gets two logits. All passages of a question and "no answer at all", whose logit is 0,
share one softmax (Clark & Gardner 2018, "Simple and Effective Multi-Paragraph Reading Comprehension"), so the
logits of different passages can be compared. `qa.training.fit_reader` learns its numbers.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from index import LateQuery, ModelIdentity, TokenMatches

Array = NDArray[np.float32]

FILE = "reader.safetensors"
NEAR = 49
"""Tokens of the surroundings that late interaction looks at, the token itself in the middle."""

WIDTH = 7
"""Tokens that one convolution sees, the token itself in the middle."""

SPAN = 20
"""The most tokens of an answer."""

GAIN = 4.0
"""What unit vectors of 384 numbers, each about 0.05, are multiplied by before they go into the network."""


@dataclass(frozen=True, slots=True)
class SpanLogits:
    """Logits that an answer begins (`starts`) and ends (`ends`) at each token, shape (tokens,); 0 is even odds
    against there being none."""

    starts: Array
    ends: Array

    @property
    def span(self) -> float:
        """The logit of the best answer of at most `SPAN` tokens."""
        padded = np.concatenate([self.ends, np.full(SPAN - 1, -np.inf, dtype=np.float32)])
        return float((self.starts + np.lib.stride_tricks.sliding_window_view(padded, SPAN).max(axis=1)).max())

    @property
    def whole(self) -> float:
        """The logit that the passage holds an answer anywhere."""
        return (_logsumexp(self.starts) + _logsumexp(self.ends)) / 2

    def shares(self, parts: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Logarithm of the share of the passage's likelihood that falls on each part, at least -10.

        `parts`: which tokens are in each, shape (parts, tokens).
        """
        likely = [np.exp(z - z.max(), dtype=np.float64) for z in (self.starts, self.ends)]
        starts, ends = (np.log(np.maximum(parts @ p / p.sum(), 1e-30)) for p in likely)
        return np.asarray(np.maximum(-10, (starts + ends) / 2))


_NOTHING = np.full(1, -20.0, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the network makes of a question: weights of its tokens and their logarithms, what a token that attends
    to them gets, and the joint layer for each of its inputs, with its bias."""

    weights: Array
    prior: Array
    words: Array
    joint: tuple[Array, ...]
    bias: Array


class SpanReader:
    """The network, ready. Reading changes nothing in it: threads may share it."""

    def __init__(self, weights: Mapping[str, Array]) -> None:
        """`weights`: as `qa.training.fit_reader` names them, float32."""
        self._weights = weights
        self._blocks = sum(name.startswith("conv.") and name.endswith(".weight") for name in weights)

    def read(self, question: LateQuery, passages: Sequence[TokenMatches]) -> list[SpanLogits]:
        """Read passages for the answer to `question`, each by its own tokens."""
        asked = self._ask(question)
        return [
            self._read(asked, p) if len(p.directions) else SpanLogits(_NOTHING, _NOTHING) for p in passages
        ]

    def _ask(self, question: LateQuery) -> _Asked:
        w, asked = self._weights, question.tokens * GAIN
        gate = _softmax((asked @ w["gate.weight"].T + w["gate.bias"]).T)
        whole = (gate @ self._linear(asked, "qs"))[0]
        # The joint layer's columns: own, attended, own × attended, own × whole, fit. Those of `own` become one.
        alone, attended, both, asks, fit = np.split(w["inn.weight"].T, [i * len(whole) for i in range(1, 5)])
        return _Asked(
            weights=question.weights,
            prior=np.log(np.maximum(question.weights, 1e-6)),
            words=self._linear(asked, "qq"),
            joint=(alone + whole[:, None] * asks, attended, both, fit),
            bias=w["inn.bias"] + whole,
        )

    def _read(self, asked: _Asked, passage: TokenMatches) -> SpanLogits:
        """One passage; `qa.training.fit_reader.Network` is the same, in torch.

        They are read one after the other: what is known of one passage's tokens fits the processor's cache.
        """
        met = np.ascontiguousarray(passage.cosines.T)
        fit = _fit(asked.weights, met)
        x = self._meet(asked, passage.directions, met, fit)
        for block in range(self._blocks):
            y = self._norm(self._convolve(x, block), f"ln.{block}")
            x = x + self._linear(_gelu(self._linear(y, f"f1.{block}")), f"f2.{block}")
        logits = self._linear(self._norm(x, "fin"), "out") + self._linear(fit, "skip")
        return SpanLogits(*np.ascontiguousarray(logits.T))

    def _meet(self, asked: _Asked, tokens: Array, met: Array, fit: Array) -> Array:
        """What each token is, what of the question it attends to, and what the question asks as a whole."""
        own = _gelu(self._linear(tokens, "pp") * np.float32(GAIN))
        attended = _softmax(met * self._weights["scale"] + asked.prior) @ asked.words
        sides = zip((own, attended, own * attended, fit), asked.joint, strict=True)
        return np.asarray(sum(x @ joint for x, joint in sides) + asked.bias, dtype=np.float32)

    def _convolve(self, x: Array, block: int) -> Array:
        """Each channel by itself."""
        kernel, half = self._weights[f"conv.{block}.weight"], WIDTH // 2
        padded = np.zeros((len(x) + 2 * half, x.shape[1]), dtype=np.float32)
        padded[half:-half] = x
        shifted = (padded[i : i + len(x)] * kernel[:, 0, i] for i in range(WIDTH))
        return np.asarray(sum(shifted) + self._weights[f"conv.{block}.bias"])

    def _linear(self, x: Array, name: str) -> Array:
        return np.asarray(x @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"])

    def _norm(self, x: Array, name: str) -> Array:
        centred = x - x.mean(axis=1, keepdims=True)
        spread = np.sqrt(np.square(centred).mean(axis=1, keepdims=True) + 1e-5)
        return np.asarray(centred / spread * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"])


def reader_for(identity: ModelIdentity) -> SpanReader | None:
    """The reader that was fitted for a model; None for one that has none."""
    revision, reader = _learned()
    return reader if revision == identity.revision else None


@functools.cache
def _learned() -> tuple[str, SpanReader]:
    from safetensors import safe_open

    with (
        resources.as_file(resources.files("qa").joinpath(FILE)) as path,
        safe_open(path, framework="numpy") as kept,
    ):
        weights = {name: kept.get_tensor(name).astype(np.float32) for name in kept.keys()}  # noqa: SIM118
        return str(kept.metadata()["revision"]), SpanReader(weights)


def clear_cache() -> None:
    """Read the learned numbers anew at the next use; for the command that learns them."""
    _learned.cache_clear()


def _fit(weights: Array, met: Array) -> Array:
    """How each token of a passage and its surroundings meet the question, shape (tokens, 4).

    Weighted mean of its own cosines, the best of them, the weighted mean of the best cosines among the `NEAR`
    tokens around it, and among all of its passage.
    """
    whole = np.full(len(met), met.max(axis=0) @ weights, dtype=np.float32)
    return np.stack([met @ weights, met.max(axis=1), _surroundings(met) @ weights, whole], axis=1)


def _surroundings(met: Array) -> Array:
    """The largest value of each column among the `NEAR` rows around each row."""
    best = np.pad(met, ((NEAR // 2, NEAR // 2), (0, 0)), constant_values=-1)
    wide = 1
    while 2 * wide <= NEAR:  # a window of twice the width is two windows
        best = np.maximum(best[:-wide], best[wide:])
        wide *= 2
    rest = NEAR - wide
    return np.maximum(best[:-rest], best[rest:]) if rest else best


def _gelu(x: Array) -> Array:
    """Hendrycks & Gimpel (2016), "Gaussian Error Linear Units", by the hyperbolic tangent."""
    return np.asarray(0.5 * x * (1 + np.tanh(0.7978845608 * x * (1 + 0.044715 * x * x))), dtype=np.float32)


def _softmax(logits: NDArray[np.floating]) -> Array:
    shares = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(shares / shares.sum(axis=1, keepdims=True), dtype=np.float32)


def _logsumexp(logits: Array) -> float:
    largest = float(logits.max())
    return largest + math.log(float(np.exp(logits - largest).sum()))
