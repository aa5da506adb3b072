"""Fits the weights that pick evidence, on questions whose answer's words are known."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index import Filter, Question, Searcher, StemLanguage
from qa.evaluation.beir import read_lines
from qa.evidence import evidence_features, own_sentences
from qa.find import find
from qa.rank import Ranked, rank, read
from qa.reader import SpanReader
from qa.settings import TOP
from qa.training.fit_rank import Observation


def observe_evidence(
    searcher: Searcher, reader: SpanReader | None, folder: Path, among: frozenset[str], count: int
) -> list[Observation]:
    """The sentences of each question's own passage, one of `among`; relevant are those that hold an answer."""
    seen = []
    rows = [r for r in read_lines(folder / "questions.jsonl") if r["answerable"] and r["answers"]]
    rows = [r for r in rows if r["passage"] in among]
    for row in rows[:: max(1, len(rows) // count)]:
        language: StemLanguage = "en" if row["lang"] == "en" else "id"
        question = searcher.question(row["question"], language)
        found = rank(
            question, *find(searcher, question, question.text, Filter(languages=(language,)), least=TOP)
        )
        own = [r for r in found if r.candidate.passage.id == row["passage"]]
        for ranked in read(searcher, reader, question, own):
            if observation := _observe(question, ranked, row["answers"]):
                seen.append(observation)
    return seen


def _observe(question: Question, own: Ranked, answers: Sequence[str]) -> Observation | None:
    passage = own.candidate.passage
    sentences = own_sentences(passage)
    texts = [passage.text[s.start : s.end].casefold() for s in sentences]
    relevant = np.array([any(a.casefold() in t for a in answers) for t in texts])
    if len(sentences) < 2 or not relevant.any() or relevant.all():
        return None
    return Observation(evidence_features(question, own, sentences), relevant)
