"""Tells whether the library holds an answer at all, and says why where it does not.

The verdict is a logistic regression over signs of the best passages, fitted on questions with and without
an answer (`python -m qa.evaluation.fit`); its output is the confidence.
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

from corpus import Span
from index import Question, TokenMatches, terms
from qa.evidence import own_sentences
from qa.expects import expects
from qa.rank import FEATURES, Ranked
from qa.reasons import reason

SIGNS = (
    "late",  # the best late interaction among the first three
    "focus",
    "dense",
    "share",  # of the first passage: as in `qa.rank`
    "near",
    "phrase",
    "margin",  # how far the first passage scores above the fifth
    "second",  # … and above the second
    "missing",  # share of the question's rarity that no passage carries
    "weakest",  # the worst match, in the first passage, of a token that counts
    "weak",  # the mean shortfall of its matches below a good one
    "name_match",  # the worst match of a token of a name or number
    "name_share",  # share of the question's names and numbers whose terms the first passage has
    "names",  # whether it has any
    "sentence",  # late interaction with the best single sentence
    "sentence_weakest",  # the worst match there of a token that counts
    "expected",  # the best sentence has the kind of answer asked for
    "expects",  # a kind is asked for at all
    "length",  # logarithm of the question's tokens
)
_GOOD = 0.7  # a match that leaves nothing to wish for
_NAME = re.compile(r"\b(?:[A-Z][\w’'-]*|\d[\d.,]*)")


@dataclass(frozen=True, slots=True)
class Verdict:
    """`confidence`: how likely the passages hold the answer, in [0, 1]."""

    answered: bool
    confidence: float
    because: str | None


@functools.cache
def _learned() -> tuple[NDArray[np.float64], float, float]:
    """Weights in the order of SIGNS, the constant, and the confidence below which an answer is declined."""
    kept = json.loads(resources.files("qa").joinpath("decline.json").read_text(encoding="utf-8"))
    return np.array([kept["weights"][s] for s in SIGNS]), float(kept["constant"]), float(kept["threshold"])


def judge(question: Question, ranked: Sequence[Ranked], matched: Sequence[TokenMatches]) -> Verdict:
    """Whether the ranked candidates, best first, with how their tokens meet the question, hold the answer."""
    if not ranked:
        return Verdict(False, 0.0, reason(question, ()))
    weights, constant, threshold = _learned()
    confidence = _sigmoid(constant + float(weights @ signs(question, ranked, matched)))
    if confidence >= threshold:
        return Verdict(True, confidence, None)
    return Verdict(False, confidence, reason(question, ranked))


def signs(
    question: Question, ranked: Sequence[Ranked], matched: Sequence[TokenMatches]
) -> NDArray[np.float64]:
    """Signs of an answer, in the order of SIGNS, from the best candidates (at least one)."""
    by_name = dict(zip(FEATURES, ranked[0].features.tolist(), strict=True))
    best = [max(getattr(r.candidate, leg) for r in ranked[:3]) for leg in ("late", "focus", "dense")]
    idf = question.rarity.idf
    missing = sum(idf[t] for t in question.rarity.missing) / (sum(idf.values()) or 1.0)
    scores = [r.score for r in ranked]
    return np.array(
        [
            *best,
            by_name["share"] + by_name["share_across"],
            by_name["near"],
            by_name["phrase"],
            scores[0] - scores[min(len(scores), 5) - 1],
            scores[0] - scores[min(len(scores), 2) - 1],
            missing,
            *_token_signs(question, ranked[0]),
            *_sentence_signs(question, ranked[0], matched[0]),
            math.log(len(question.spans)),
        ]
    )


def _token_signs(question: Question, first: Ranked) -> tuple[float, float, float, float, float]:
    matches = np.asarray(first.candidate.matches)
    named = [
        Span(*m.span()) for m in _NAME.finditer(question.text) if m.start() > 0 or m.group()[0].isdigit()
    ]
    at_name = np.array([_inside(span, named) for span in question.spans.tolist()])
    present = set(first.candidate.terms)
    own = {t for n in named for t in terms(question.text[n.start : n.end], question.language)}
    return (
        float(matches[_counting(question)].min()),
        float(np.maximum(_GOOD - matches, 0) @ question.late.weights),
        float(matches[at_name].min()) if at_name.any() else _GOOD,
        len(own & present) / len(own) if own else 1.0,
        float(bool(own)),
    )


def _inside(span: Sequence[int], named: Sequence[Span]) -> bool:
    return span[1] > span[0] and any(n.start <= span[0] and span[1] <= n.end for n in named)


def _counting(question: Question) -> NDArray[np.bool_]:
    """Which tokens of the question count: those with at least the mean weight."""
    weights = question.late.weights
    return np.asarray(weights >= weights.mean() * (1 - 1e-6), dtype=bool)  # equal ones may differ by rounding


def _sentence_signs(
    question: Question, first: Ranked, matched: TokenMatches
) -> tuple[float, float, float, float]:
    passage = first.candidate.passage
    asked = expects(question.text)
    best, weakest, text = -1.0, -1.0, ""
    for sentence in own_sentences(passage):
        inside = matched.within(sentence)
        if not inside.size:
            continue
        met = inside.max(axis=1)
        score = float(met @ question.late.weights)
        if score > best:
            best, weakest = score, float(met[_counting(question)].min())
            text = passage.text[sentence.start : sentence.end]
    return best, weakest, float(_has(asked, text, question)), float(asked in ("number", "name"))


def _has(asked: str, sentence: str, question: Question) -> bool:
    """Whether the sentence has a number or a name that the question has not."""
    known = question.rarity.idf
    found = [
        t for m in _NAME.finditer(sentence) for t in terms(m.group(), question.language) if t not in known
    ]
    if asked == "number":
        return any(t[0].isdigit() for t in found)
    return asked in ("any", "reason") or any(not t[0].isdigit() for t in found)


def relevance(ranked: Sequence[Ranked], place: int, verdict: Verdict) -> float:
    """How likely the passage at `place` (from 0) holds the answer: the confidence for the first, then less."""
    return verdict.confidence * math.exp(min(0.0, ranked[place].score - ranked[0].score))


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))
