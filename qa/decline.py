"""Tells whether the library holds an answer at all, and says why where it does not."""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

import numpy as np

from index import Question
from qa.rank import Ranked
from qa.reasons import reason


@dataclass(frozen=True, slots=True)
class Verdict:
    """`confidence`: how likely the first passages hold the answer, in [0, 1]."""

    answered: bool
    confidence: float
    because: str | None


SIGNS = ("late", "focus", "dense", "share", "near", "margin", "weakest", "number", "missing")
"""What the verdict looks at; see `signs`."""


@functools.cache
def _learned() -> tuple[tuple[float, ...], float, float]:
    """Weights in the order of SIGNS, the constant, and the confidence below which an answer is declined."""
    kept = json.loads(resources.files("qa").joinpath("decline.json").read_text(encoding="utf-8"))
    return tuple(kept["weights"][s] for s in SIGNS), float(kept["constant"]), float(kept["threshold"])


def judge(question: Question, ranked: Sequence[Ranked]) -> Verdict:
    """Whether the ranked candidates, best first, hold the answer."""
    if not ranked:
        return Verdict(False, 0.0, reason(question, ()))
    weights, constant, threshold = _learned()
    confidence = _sigmoid(constant + float(np.dot(weights, signs(question, ranked))))
    if confidence >= threshold:
        return Verdict(True, confidence, None)
    return Verdict(False, confidence, reason(question, ranked))


def signs(question: Question, ranked: Sequence[Ranked]) -> list[float]:
    """Signs of an answer, in the order of SIGNS, from the best candidates (at least one)."""
    first = ranked[0].candidate
    idf = question.rarity.idf
    total = sum(idf.values()) or 1.0
    by_name = dict(zip(_feature_names(), ranked[0].features, strict=True))
    matches = np.asarray(first.matches)
    counted = question.late.weights > 0.5 / len(matches)
    return [
        max(r.candidate.late for r in ranked[:3]),
        max(r.candidate.focus for r in ranked[:3]),
        max(r.candidate.dense for r in ranked[:3]),
        float(by_name["share"] + by_name["share_across"]),
        float(by_name["near"]),
        ranked[0].score - ranked[min(len(ranked), 5) - 1].score,
        float(matches[counted].min()) if counted.any() else float(matches.min()),
        float(by_name["number"]),
        sum(idf[t] for t in question.rarity.missing) / total,
    ]


def relevance(ranked: Sequence[Ranked], place: int, verdict: Verdict) -> float:
    """How likely the passage at `place` (from 0) holds the answer: the confidence for the first, then less."""
    return verdict.confidence * math.exp(min(0.0, ranked[place].score - ranked[0].score))


def _feature_names() -> tuple[str, ...]:
    from qa.rank import FEATURES

    return FEATURES


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))
