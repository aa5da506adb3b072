"""Fits the verdict on questions with and without an answer, each asked of the whole set of passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import Filter, Searcher, StemLanguage
from qa.decline import signs
from qa.evaluation.beir import read_lines
from qa.rank import rank

SHOWN = 10
ASKED = ("tydiqa", "idk_mrc")
"""Questions that people asked to know, and small changes of them that have no answer. SQuAD's unanswerable ones
were written to deceive a reader of one passage; fitting on them as well lost 0.02 of the area on the former."""
RIGHT_WITHIN = 3
"""An answer counts as right where its passage is among so many first ones."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Signs of each question, shape (questions, len(SIGNS)); whether it has an answer; whether that was found."""

    signs: NDArray[np.float64]
    answerable: NDArray[np.bool_]
    right: NDArray[np.bool_]


def observe_verdicts(searcher: Searcher, folder: Path, count: int) -> Judged:
    """`count` labelled questions, half of them asked of the passages of their language only."""
    rows = [
        r
        for r in read_lines(folder / "questions.jsonl")
        if r["answerable"] is not None and r["from"] in ASKED
    ]
    rows = rows[:: max(1, len(rows) // count)]
    found = []
    for place, row in enumerate(rows):
        own: StemLanguage = "en" if row["lang"] == "en" else "id"
        question = searcher.question(row["question"], own)
        narrowed = Filter(languages=(own,) if place % 2 else ())
        ranked = rank(question, searcher.candidates(question, narrowed))[:SHOWN]
        if ranked:
            matched = searcher.token_matches(question, [ranked[0].candidate])
            right = row["passage"] in {r.candidate.passage.id for r in ranked[:RIGHT_WITHIN]}
            answerable = bool(row["answerable"])
            found.append((signs(question, ranked, matched), answerable, answerable and right))
    rows_, answerable_, right_ = zip(*found, strict=True)
    return Judged(np.stack(rows_), np.array(answerable_), np.array(right_))


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


MISSED = 0.08
"""Share of right answers that may be declined."""


def threshold(judged: Judged, weights: NDArray[np.float64], constant: float) -> float:
    """The confidence under which an answer is declined: `MISSED` of the right ones lie below it."""
    confidence = 1 / (1 + np.exp(-(judged.signs @ weights + constant)))
    return float(np.quantile(confidence[judged.right], MISSED))
