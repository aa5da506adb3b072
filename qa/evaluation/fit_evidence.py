"""Fits the weights that pick evidence, on questions whose answer's words are known."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index import Candidate, Filter, Question, Searcher, StemLanguage
from qa.evaluation.beir import read_lines
from qa.evaluation.fit_rank import Observation
from qa.evidence import evidence_features, own_sentences


def observe_evidence(searcher: Searcher, folder: Path, count: int) -> list[Observation]:
    """The sentences of each question's own passage; relevant are those that hold one of its answers."""
    seen = []
    rows = [r for r in read_lines(folder / "questions.jsonl") if r["answerable"] and r["answers"]]
    for row in rows[:: max(1, len(rows) // count)]:
        language: StemLanguage = "en" if row["lang"] == "en" else "id"
        question = searcher.question(row["question"], language)
        found = searcher.candidates(question, Filter(languages=(language,)))
        own = next((c for c in found if c.passage.id == row["passage"]), None)
        if own is not None and (observation := _observe(searcher, question, own, row["answers"])):
            seen.append(observation)
    return seen


def _observe(
    searcher: Searcher, question: Question, own: Candidate, answers: Sequence[str]
) -> Observation | None:
    sentences = own_sentences(own.passage)
    texts = [own.passage.text[s.start : s.end].casefold() for s in sentences]
    relevant = np.array([any(a.casefold() in t for a in answers) for t in texts])
    if len(sentences) < 2 or not relevant.any() or relevant.all():
        return None
    tokens = searcher.token_matches(question, [own])[0]
    return Observation(evidence_features(question, own.passage, sentences, tokens), relevant)
