"""Leaves out one stage of answering after the other: `python -m qa.evaluation.ablation SET…`.

A SET is a folder in the BEIR layout, a folder of documents with a `questions.jsonl` about them, or "starter".
Prints one Markdown table for each set, one row for each stage; `difference` and `p` are of nDCG@10 against
the whole, paired by question. What was measured last stands in `ablation.md`; under each table is what it was
measured under, as in `conditions.toml`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus import RujukanError
from index import Embedder, Embedding, ModelIdentity, load_embedder
from qa.evaluation.compare import paired
from qa.evaluation.conditions import weights_digest
from qa.evaluation.measures import per_question, summarise
from qa.evaluation.outcomes import Outcome
from qa.evaluation.run import ask_all
from qa.evaluation.sets import QuestionSet, ready
from qa.evaluation.stages import Stage, StageAssistant, stages

COLUMNS = ("nDCG@10", "hit@1", "recall@5", "evidence", "auroc")


@dataclass(frozen=True, slots=True)
class Row:
    """A stage left out: its measures, and nDCG@10 against the whole. None where a measure does not apply."""

    set: str
    stage: str
    measures: dict[str, float | None]
    difference: float | None
    p: float | None
    queries: int
    data: str


def ablate(
    source: Path | str,
    embedder: Embedder,
    chosen: Sequence[Stage],
    *,
    work: Path | None = None,
    limit: int | None = None,
) -> Iterator[Row]:
    """Run the set at `source` once for each stage; the first stage is the whole that others are held to."""
    remembering = _Remembering(embedder)
    sets = {h: ready(source, remembering, work=work, headings=h) for h in {s.headings for s in chosen}}
    whole: dict[str, float] = {}
    for stage in chosen:
        questions = sets[stage.headings]
        outcomes = _run(questions, remembering, stage, limit)
        values = per_question(outcomes)["nDCG@10"]
        whole = whole or values
        against = paired("nDCG@10", whole, values) if values and stage is not chosen[0] else None
        yield Row(
            questions.name,
            stage.name,
            dict(summarise(outcomes).measures),
            against.difference if against else None,
            against.p if against else None,
            len(outcomes),
            questions.digest,
        )


def _run(questions: QuestionSet, embedder: Embedder, stage: Stage, limit: int | None) -> tuple[Outcome, ...]:
    with closing(StageAssistant(questions.library, embedder, stage)) as assistant:
        return ask_all(questions, assistant, limit)


class _Remembering:
    """An embedder that keeps what it made of questions, which every stage asks again."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._queries: dict[str, Embedding] = {}
        self._spans: dict[tuple[str, bool], NDArray[np.int32]] = {}

    @property
    def identity(self) -> ModelIdentity:
        return self._embedder.identity

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return self._embedder.count_tokens(texts)

    def embed_passages(self, texts: list[str]) -> list[Embedding]:
        return self._embedder.embed_passages(texts)

    def embed_query(self, text: str) -> Embedding:
        if text not in self._queries:
            self._queries[text] = self._embedder.embed_query(text)
        return self._queries[text]

    def token_spans(self, text: str, *, query: bool = False) -> NDArray[np.int32]:
        if (text, query) not in self._spans:
            self._spans[text, query] = self._embedder.token_spans(text, query=query)
        return self._spans[text, query]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    asked = _arguments(arguments)
    embedder = load_embedder(asked.model, lambda message: print(message, file=sys.stderr))
    for source in asked.sets:
        rows = ablate(source, embedder, stages(), work=asked.work, limit=asked.limit)
        for place, row in enumerate(rows):
            if asked.json:
                print(json.dumps(asdict(row), ensure_ascii=False), flush=True)
                continue
            if place == 0:
                print(_head(row.set))
            print(_line(row), flush=True)
        if not asked.json:
            print(f"\n{row.queries} questions, data `{row.data}`, weights `{weights_digest()}`.", flush=True)


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m qa.evaluation.ablation", description=__doc__)
    parser.add_argument("sets", nargs="+", metavar="SET", help="a folder, or starter")
    parser.add_argument("--limit", type=int, help="ask so many questions of each set, evenly spread")
    parser.add_argument("--work", type=Path, help="where indexes of sets are kept; by default the cache")
    parser.add_argument("--model", help="a sentence-transformers model: a folder or a name on the hub")
    parser.add_argument("--json", action="store_true", help="one JSON object a line for each row")
    return parser.parse_args(arguments)


def _head(name: str) -> str:
    columns = ("stage", *COLUMNS, "difference", "p")
    return f"\n**{name}**\n\n| {' | '.join(columns)} |\n|---{'|---:' * (len(columns) - 1)}|"


def _line(row: Row) -> str:
    figures = [*(row.measures[c] for c in COLUMNS), row.p]
    shown = ["–" if f is None else f"{f:.3f}" for f in figures]
    shown.insert(-1, "–" if row.difference is None else f"{row.difference:+.3f}")
    return f"| {row.stage} | {' | '.join(shown)} |"


if __name__ == "__main__":
    try:
        main()
    except RujukanError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_status)
