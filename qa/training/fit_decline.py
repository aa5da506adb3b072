"""Fits the verdict on questions with and without an answer, each asked of the whole set of passages."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index import Filter, Searcher, StemLanguage
from qa.decline import signs
from qa.evaluation.beir import read_lines
from qa.find import find
from qa.rank import rank, read
from qa.reader import SpanReader
from qa.settings import TOP

ASKED = ("tydiqa", "idk_mrc")
"""Questions that people asked to know, and small changes of them that have no answer. SQuAD's unanswerable ones
were written to deceive a reader of one passage, and fitting on them as well lost 0.02 of the area on the former;
but only SQuAD has passages in both languages, so its questions are asked across languages only."""

RIGHT_WITHIN = 3
"""An answer counts as right where its passage is among so many first ones."""

SHARE_RIGHT = 0.6
"""How many of a reader's questions find their answer, about: people ask their documents mostly what these hold, while
more than half of the questions of the fit have no answer. Chosen among 0.5, 0.6, 0.7 and 0.8 by the mean calibration
error on the development sets."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Signs of each question, shape (questions, len(SIGNS)); whether it has an answer; whether that was found."""

    signs: NDArray[np.float64]
    answerable: NDArray[np.bool_]
    right: NDArray[np.bool_]


def observe_verdicts(
    searcher: Searcher,
    reader: SpanReader | None,
    folder: Path,
    among: frozenset[str],
    pairs: dict[str, str],
    count: int,
) -> Judged:
    """About `count` labelled questions of the passages `among`; `pairs` say the same in the other language."""
    rows = [r for r in read_lines(folder / "questions.jsonl") if r["answerable"] is not None]
    rows = [r for r in rows if r["passage"] in among and (r["from"] in ASKED or r["passage"] in pairs)]
    found = [f for row in rows[:: max(1, len(rows) // count)] for f in _observe(searcher, reader, row, pairs)]
    rows_, answerable, right = zip(*found, strict=True)
    return Judged(np.stack(rows_), np.array(answerable), np.array(right))


def _observe(
    searcher: Searcher, reader: SpanReader | None, row: dict[str, Any], pairs: dict[str, str]
) -> Iterator[tuple[NDArray[np.float64], bool, bool]]:
    """Signs, whether it is answerable, whether that was found; once more as if its passage were not there.

    A question whose passage is taken away is one that the library says nothing about.
    """
    own: StemLanguage = "en" if row["lang"] == "en" else "id"
    other: StemLanguage = "id" if own == "en" else "en"
    across = row["from"] not in ASKED
    question = searcher.question(row["question"], own)
    among = Filter(languages=(other if across else own,))
    found = rank(question, *find(searcher, question, question.text, among, least=TOP))
    gold = pairs[row["passage"]] if across else row["passage"]
    for answerable, ranked in (
        (bool(row["answerable"]), found[:TOP]),
        (False, [r for r in found if r.candidate.passage.id != gold][:TOP]),
    ):
        if ranked:
            right = answerable and gold in {r.candidate.passage.id for r in ranked[:RIGHT_WITHIN]}
            yield signs(question, read(searcher, reader, question, ranked)), answerable, right


def fit_verdict(judged: Judged, strength: float = 1.0) -> tuple[NDArray[np.float64], float]:
    """Weights of SIGNS and the constant, for the likelihood that the answer is right.

    The constant is moved from the share of right answers in the fit to `SHARE_RIGHT` (King & Zeng 2001, "Logistic
    Regression in Rare Events Data", prior correction).
    """
    from sklearn.linear_model import LogisticRegression

    scale = judged.signs.std(axis=0) + 1e-9
    model = LogisticRegression(C=strength, max_iter=2000).fit(judged.signs / scale, judged.right)
    moved = _logit(SHARE_RIGHT) - _logit(float(judged.right.mean()))
    return model.coef_[0] / scale, float(model.intercept_[0]) + moved


def _logit(share: float) -> float:
    return math.log(share / (1 - share))
