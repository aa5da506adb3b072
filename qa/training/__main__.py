"""Fits every learned number of search and ranking: `python -m qa.training FOLDER [--work DIR] [--part NAME …]`.

    mean of tokens ──▶ index ──▶ weights of a question's tokens ──▶ ranking ──▶ reader ──▶ evidence, verdict

FOLDER holds `passages.jsonl` and `questions.jsonl`, see `qa.training.fit_rank`. The numbers are written to
`index/vector/late.json`, `qa/rank.json`, `qa/reader.safetensors`, `qa/evidence.json` and `qa/decline.json`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index import Embedder, Searcher, load_embedder
from index.vector.late_interaction import weights_for
from qa.decline import SIGNS
from qa.evidence import EVIDENCE_FEATURES
from qa.evidence import clear_cache as forget_evidence
from qa.rank import FEATURES, learned_weights
from qa.reader import SpanReader, reader_for
from qa.training import fit_late, fit_rank
from qa.training.fit_decline import fit_verdict, observe_verdicts
from qa.training.fit_evidence import observe_evidence

MADE_BY = "python -m qa.training"
_ROOM = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Task:
    """What all fits are given. `closed`: passages that the reader does not learn from, on which the rest is fitted."""

    folder: Path
    searcher: Searcher
    embedder: Embedder
    pairs: dict[str, str]
    closed: frozenset[str]
    count: int

    @property
    def reader(self) -> SpanReader | None:
        """The reader as it stands."""
        return reader_for(self.embedder.identity)


def main() -> None:
    """Run the fits, one building on the other."""
    parser = argparse.ArgumentParser(
        prog=MADE_BY, description="Fit the learned numbers of search and ranking."
    )
    parser.add_argument("folder", type=Path, help="passages.jsonl and questions.jsonl")
    parser.add_argument("--work", type=Path, default=Path("runs/fit"), help="where the index is kept")
    parser.add_argument("--count", type=int, default=3000, help="questions for each fit but the reader's")
    names = (MEAN, *PARTS)
    parser.add_argument("--part", nargs="+", choices=names, default=names, help="by default all")
    chosen = parser.parse_args()
    if MEAN in chosen.part:
        _fit_mean(chosen.folder)
    for part in (p for p in PARTS if p in chosen.part):
        task = _task(chosen.folder, chosen.work, chosen.count)
        PARTS[part](task)
        task.searcher.close()


def _task(folder: Path, work: Path, count: int) -> Task:
    from qa.training.fit_reader import held_out

    embedder = load_embedder(notice=_say)
    searcher = fit_rank.open_training(folder, work, embedder)
    pairs = fit_rank.parallel_passages(searcher)
    closed = held_out([p[0] for p in fit_rank.passages_of(folder)], pairs)
    return Task(folder, searcher, embedder, pairs, closed, count)


def _fit_mean(folder: Path) -> None:
    embedder = load_embedder(notice=_say)
    mean = fit_late.token_mean(embedder, [p[2] for p in fit_rank.passages_of(folder)])
    fit_late.write_late(embedder.identity, mean, np.zeros_like(mean), MADE_BY)


def _fit_late(task: Task) -> None:
    asked = fit_rank.examples(task.folder, task.pairs, task.count)
    contests = fit_late.observe_contests(task.searcher, asked)
    mean = weights_for(task.embedder.identity).mean
    fit_late.write_late(task.embedder.identity, mean, fit_late.fit_query_weights(contests), MADE_BY)
    _say(f"tokens: {len(contests)} questions")


def _fit_rank(task: Task) -> None:
    seen = fit_rank.observe(task.searcher, fit_rank.examples(task.folder, task.pairs, task.count))
    _write("rank.json", FEATURES, fit_rank.fit_weights(seen, rising=True))
    learned_weights.cache_clear()
    _say(f"ranking: {len(seen)} questions")


def _fit_reader(task: Task) -> None:
    from qa.training.fit_reader import fit_reader, write_reader

    weights = fit_reader(task.searcher, task.embedder, task.folder, task.pairs, _say)
    write_reader(weights, task.embedder.identity.revision, MADE_BY)


def _fit_evidence(task: Task) -> None:
    sentences = observe_evidence(task.searcher, task.reader, task.folder, task.closed, task.count)
    _write("evidence.json", EVIDENCE_FEATURES, fit_rank.fit_weights(sentences))
    forget_evidence()
    _say(f"evidence: {len(sentences)} questions")


def _fit_verdict(task: Task) -> None:
    judged = observe_verdicts(task.searcher, task.reader, task.folder, task.closed, task.pairs, task.count)
    weights, constant = fit_verdict(judged)
    _write("decline.json", SIGNS, weights.tolist(), constant=round(constant, 4))
    _say(f"verdict: {len(judged.right)} questions")


MEAN = "mean"
"""The mean of the tokens comes before all parts, and before there is an index: the index is made with it."""
PARTS: dict[str, Callable[[Task], None]] = {
    "late": _fit_late,
    "rank": _fit_rank,
    "reader": _fit_reader,
    "evidence": _fit_evidence,
    "verdict": _fit_verdict,
}


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
