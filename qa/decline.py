"""Tells whether the library holds an answer at all, and says why where it does not.

The verdict is a logistic regression over signs of the best passages, fitted on questions with and without
an answer (`python -m qa.training`); its output is the confidence.
"""

from __future__ import annotations

import functools
import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from corpus import Passage, Span
from index import Question, TokenMatches, terms
from qa.evidence import own_sentences
from qa.expects import answer_type
from qa.rank import Ranked
from qa.reasons import reason
from qa.settings import DECLINE_BELOW

SIGNS = (
    "weakest",  # the worst match, in the first passage, of a token that counts
    "weak",  # the mean shortfall of its matches below a good one
    "margin",  # how far the first passage scores above the fifth
    "name_share",  # share of the question's names and numbers whose terms the first passage has
    "expected",  # its best sentence has the kind of answer asked for
    "reading",  # the reader's logit that it holds an answer
    "across",  # it is in the other language, where even good matches are weaker
)
_UNREAD = -1.6  # what the reader says of a first passage on average, for models that have no reader
_GOOD = 0.7  # a match that leaves nothing to wish for
_NAME = re.compile(r"\b(?:[A-Z][\w’'-]*|\d[\d.,]*)")


@dataclass(frozen=True, slots=True)
class Verdict:
    """`confidence`: how likely the passages hold the answer, in [0, 1]."""

    answered: bool
    confidence: float
    because: str | None


@functools.cache
def _learned() -> tuple[NDArray[np.float64], float]:
    """Weights in the order of SIGNS, and the constant."""
    kept = json.loads(resources.files("qa").joinpath("decline.json").read_text(encoding="utf-8"))
    return np.array([kept["weights"][s] for s in SIGNS]), float(kept["constant"])


def judge(question: Question, ranked: Sequence[Ranked]) -> Verdict:
    """Whether the ranked candidates, best first and read, hold the answer."""
    if not ranked:
        return Verdict(False, 0.0, reason(question, ()))
    weights, constant = _learned()
    confidence = _sigmoid(constant + float(weights @ signs(question, ranked)))
    if confidence >= DECLINE_BELOW:
        return Verdict(True, confidence, None)
    return Verdict(False, confidence, reason(question, ranked))


def signs(question: Question, ranked: Sequence[Ranked]) -> NDArray[np.float64]:
    """Signs of an answer, in the order of SIGNS, from the best candidates (at least one), read."""
    best = ranked[0]
    matches = np.asarray(best.candidate.matches)
    return np.array(
        [
            float(matches[_counting(question)].min()),
            float(np.maximum(_GOOD - matches, 0) @ question.late.weights),
            best.score - ranked[min(len(ranked), 5) - 1].score,
            _name_share(question, set(best.candidate.terms)),
            float(_has_expected(question, best.candidate.passage, best.seen)),
            best.reading.whole if best.reading else _UNREAD,
            float(best.candidate.passage.language not in (question.language, "und")),
        ]
    )


def _name_share(question: Question, present: set[str]) -> float:
    """Names are capitals behind the first word; 1 where the question has neither name nor number."""
    named = [m.group() for m in _NAME.finditer(question.text) if m.start() > 0 or m.group()[0].isdigit()]
    own = {t for name in named for t in terms(name, question.language)}
    return len(own & present) / len(own) if own else 1.0


def _counting(question: Question) -> NDArray[np.bool_]:
    """Which tokens of the question count: those with at least the mean weight."""
    weights = question.late.weights
    return np.asarray(weights >= weights.mean() * (1 - 1e-6), dtype=bool)  # equal ones may differ by rounding


def _has_expected(question: Question, passage: Passage, matched: TokenMatches) -> bool:
    """Whether the sentence that meets the question best has a number or a name that the question has not."""
    asked = answer_type(question.text)
    if asked not in ("number", "name"):
        return True
    sentences = own_sentences(passage) or [Span(0, 0)]
    best = sentences[(matched.best(sentences) @ question.late.weights).argmax()]
    names = _NAME.finditer(passage.text[best.start : best.end])
    found = [t for m in names for t in terms(m.group(), question.language) if t not in question.rarity.idf]
    return any(t[0].isdigit() == (asked == "number") for t in found)


def relevance(ranked: Sequence[Ranked], place: int, verdict: Verdict) -> float:
    """How likely the passage at `place` (from 0) holds the answer: the confidence for the first, then less."""
    return verdict.confidence * math.exp(min(0.0, ranked[place].score - ranked[0].score))


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))
