"""Fits the verdict on questions with and without an answer, each asked of the whole set of passages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus import Language
from index import Filter, Searcher, StemLanguage
from qa.decline import signs
from qa.evaluation.beir import read_lines
from qa.rank import rank

SHOWN = 10
RIGHT_WITHIN = 3
"""An answer counts as right where its passage is among so many first ones."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Signs of each question, shape (questions, len(SIGNS)); whether it has an answer; whether that was found."""

    signs: NDArray[np.float64]
    answerable: NDArray[np.bool_]
    right: NDArray[np.bool_]


def observe_verdicts(searcher: Searcher, folder: Path, pairs: dict[str, str], count: int) -> Judged:
    """`count` labelled questions, half of them asked of the passages of one language only."""
    rows = [r for r in read_lines(folder / "questions.jsonl") if r["answerable"] is not None]
    rows = rows[:: max(1, len(rows) // count)]
    found = []
    for place, row in enumerate(rows):
        own: StemLanguage = "en" if row["lang"] == "en" else "id"
        for among, gold in _settings(row["passage"], own, pairs, place):
            question = searcher.question(row["question"], own)
            ranked = rank(question, searcher.candidates(question, Filter(languages=among)))[:SHOWN]
            if ranked:
                matched = searcher.token_matches(question, [ranked[0].candidate])
                first = {r.candidate.passage.id for r in ranked[:RIGHT_WITHIN]}
                answerable = bool(row["answerable"])
                found.append(
                    (signs(question, ranked, matched), answerable, answerable and bool(first & gold))
                )
    rows_, answerable_, right_ = zip(*found, strict=True)
    return Judged(np.stack(rows_), np.array(answerable_), np.array(right_))


def _settings(
    passage: str, own: StemLanguage, pairs: dict[str, str], place: int
) -> Iterator[tuple[tuple[Language, ...], set[str]]]:
    both = {passage, pairs.get(passage, passage)}
    if place % 2:
        yield (own,), both
    elif passage in pairs:
        yield ("id" if own == "en" else "en",), both
    else:
        yield (), both


def fit_verdict(judged: Judged, strength: float = 1.0) -> tuple[NDArray[np.float64], float]:
    """Weights of SIGNS and the constant, for the likelihood that the answer is right."""
    from sklearn.linear_model import LogisticRegression

    scale = judged.signs.std(axis=0) + 1e-9
    model = LogisticRegression(C=strength, max_iter=2000).fit(judged.signs / scale, judged.right)
    return model.coef_[0] / scale, float(model.intercept_[0])


def area(scores: Sequence[float] | NDArray[np.float64], positive: NDArray[np.bool_]) -> float:
    """Area under the ROC curve, in [0, 1]."""
    from sklearn.metrics import roc_auc_score

    return float(roc_auc_score(positive, scores))
