"""Fits every learned number of search and ranking: `python -m qa.evaluation.fit FOLDER [--work DIR] [--count N]`.

    mean of tokens ──▶ index ──▶ weights of a question's tokens ──▶ ranking ──▶ evidence ──▶ verdict

FOLDER holds `passages.jsonl` and `questions.jsonl`, see `qa.evaluation.fit_rank`. The numbers are written to
`index/late.json`, `qa/rank.json`, `qa/evidence.json` and `qa/decline.json`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index import load_embedder
from index.late import weights_for
from qa.decline import SIGNS
from qa.evaluation import fit_late, fit_rank
from qa.evaluation.fit_decline import fit_verdict, observe_verdicts
from qa.evaluation.fit_evidence import observe_evidence
from qa.evidence import EVIDENCE_FEATURES
from qa.rank import FEATURES, learned_weights

MADE_BY = "python -m qa.evaluation.fit"
_ROOM = Path(__file__).parent.parent


def main() -> None:
    """Run the fits, one building on the other."""
    parser = argparse.ArgumentParser(
        prog=MADE_BY, description="Fit the learned numbers of search and ranking."
    )
    parser.add_argument("folder", type=Path, help="passages.jsonl and questions.jsonl")
    parser.add_argument("--work", type=Path, default=Path("runs/fit"), help="where the index is kept")
    parser.add_argument("--count", type=int, default=3000, help="questions for each fit")
    parser.add_argument("--keep-mean", action="store_true", help="leave the mean of tokens as it is")
    chosen = parser.parse_args()
    embedder = load_embedder(notice=_say)
    passages = fit_rank.passages_of(chosen.folder)
    if not chosen.keep_mean:
        mean = fit_late.token_mean(embedder, [p[2] for p in passages])
        fit_late.write_late(embedder.identity, mean, np.zeros_like(mean), MADE_BY)
    _fit_late(chosen.folder, chosen.work, chosen.count)
    _fit_rest(chosen.folder, chosen.work, chosen.count)


def _fit_late(folder: Path, work: Path, count: int) -> None:
    embedder = load_embedder()
    searcher = fit_rank.open_training(folder, work, embedder)
    asked = fit_rank.examples(folder, fit_rank.parallel_passages(searcher), count)
    contests = fit_late.observe_contests(searcher, asked)
    _say(f"tokens: {len(contests)} questions")
    mean = weights_for(embedder.identity).mean
    fit_late.write_late(embedder.identity, mean, fit_late.fit_query_weights(contests), MADE_BY)
    searcher.close()


def _fit_rest(folder: Path, work: Path, count: int) -> None:
    """After the weights of tokens, on which the features stand."""
    searcher = fit_rank.open_training(folder, work, load_embedder())
    pairs = fit_rank.parallel_passages(searcher)
    asked = fit_rank.examples(folder, pairs, count)
    seen = fit_rank.observe(searcher, asked)
    _write("rank.json", FEATURES, fit_rank.fit_weights(seen, rising=True))
    learned_weights.cache_clear()
    _say(f"ranking: {len(seen)} questions")
    sentences = observe_evidence(searcher, folder, count)
    _write("evidence.json", EVIDENCE_FEATURES, fit_rank.fit_weights(sentences))
    _say(f"evidence: {len(sentences)} questions")
    judged = observe_verdicts(searcher, folder, pairs, count)
    weights, constant = fit_verdict(judged)
    _write("decline.json", SIGNS, weights.tolist(), constant=round(constant, 4))
    _say(f"verdict: {len(judged.right)} questions")


def _write(name: str, names: Sequence[str], weights: Sequence[float], **others: float) -> None:
    kept = {
        "made_by": MADE_BY,
        "weights": {n: round(w, 4) for n, w in zip(names, weights, strict=True)},
        **others,
    }
    (_ROOM / name).write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
