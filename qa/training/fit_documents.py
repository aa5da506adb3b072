"""Fits the weights of ranking on questions about whole documents: `python -m qa.training.fit_documents LIBRARY FILE`.

LIBRARY is an indexed folder of documents, FILE a question file about them (see `qa.evaluation.cases`). Documents
have what single passages lack: parts, places, titles, tables, captions. There are few such questions, so the
weights are held near `PRIOR`, which was fitted on many questions about single passages. They go to `qa/rank.json`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import Filter, Searcher, load_embedder
from qa.evaluation.cases import Case, load_cases, relevant_to
from qa.find import find
from qa.question import parse_question
from qa.rank import FEATURES, features
from qa.settings import TOP
from qa.training.fit_rank import Observation

MADE_BY = "python -m qa.training.fit_documents"
PRIOR = {"dense": 4.096, "late": 14.4589, "best_window": 19.9715, "share": 1.5632, "near": 1.2309,
         "phrase": 2.6789, "number": 1.5554, "share_across": 2.1787}  # fmt: skip
"""Weights from `python -m qa.training --part rank`; features that are not named weigh 0 there."""
PENALTY = 0.01
LEAST_SPREAD = 0.02
"""A feature that differs less than this among a question's candidates is scaled as if it differed so much."""


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(prog=MADE_BY, description="Fit ranking on questions about documents.")
    parser.add_argument("library", type=Path, help="the indexed documents")
    parser.add_argument("questions", type=Path, help="questions about them, one JSON object a line")
    given = parser.parse_args()
    searcher = Searcher(given.library, load_embedder())
    seen = [o for case in load_cases(given.questions) if case.answerable for o in observe(searcher, case)]
    weights = fit_near(seen, np.array([PRIOR.get(name, 0.0) for name in FEATURES]))
    kept = {
        "made_by": f"{MADE_BY} LIBRARY FILE",
        "weights": dict(zip(FEATURES, weights.round(4).tolist(), strict=True)),
    }
    Path(__file__).parents[1].joinpath("rank.json").write_text(
        json.dumps(kept, indent=1) + "\n", encoding="utf-8"
    )
    print(f"{len(seen)} questions; weights written to qa/rank.json")


def observe(searcher: Searcher, case: Case) -> list[Observation]:
    """The candidates of one question; none where none of them, or all of them, hold a gold quote."""
    parsed = parse_question(case.question)
    question = searcher.question(parsed.text, parsed.language, parsed.phrases)
    candidates, signals = find(searcher, question, case.question, Filter(), least=TOP)
    paths = searcher.documents
    relevant = np.array(
        [relevant_to(case, paths[c.passage.document_id].path, c.passage) for c in candidates], dtype=bool
    )
    if not relevant.any() or relevant.all():
        return []
    return [Observation(np.stack([features(question, c, signals) for c in candidates]), relevant)]


def fit_near(seen: Sequence[Observation], prior: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights, one for each feature, that make the relevant passages likeliest (listwise softmax), near `prior`."""
    from scipy.optimize import minimize

    spread = np.mean([o.features.std(axis=0) for o in seen], axis=0)
    scale = np.maximum(spread, LEAST_SPREAD)
    start = prior * scale
    scaled = [(o.features / scale, o.relevant) for o in seen]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, gradient = 0.0, np.zeros_like(weights)
        for rows, relevant in scaled:
            logits = rows @ weights
            shares = np.exp(logits - logits.max())
            shares /= shares.sum()
            own = shares * relevant
            total -= np.log(own.sum())
            gradient += shares @ rows - (own / own.sum()) @ rows
        away = weights - start
        return float(total / len(seen) + PENALTY * away @ away), gradient / len(seen) + 2 * PENALTY * away

    solved = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return np.asarray(solved.x / scale)


if __name__ == "__main__":
    main()
