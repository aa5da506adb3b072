"""Asks the questions of a set, the way a reader asks, and reports how well they were answered.

QuestionSet ──▶ Assistant.ask ──▶ Outcome ──▶ measures ──▶ Report
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from corpus import UsageError
from index import Embedder
from qa import Answer, Assistant
from qa.evaluation.cases import evidence_right, marks_exact, page_right, section_right
from qa.evaluation.conditions import conditions
from qa.evaluation.measures import Bin, Summary, calibration, intervals, splits, summarise
from qa.evaluation.outcomes import Outcome, Run
from qa.evaluation.sets import Asked, Progress, QuestionSet, ready

SHOWN = 10
"""Passages asked for, as the measures need them; near-identical ones are already taken out."""


@dataclass(frozen=True, slots=True)
class Report:
    """A run, measured. `seconds`: of asking, indexing apart; `unfound`: answerable questions for which no
    passage of the index answers; `refused`: questions that the assistant took for none.

    `milliseconds` are per question: "median" and "p95". `intervals` are of 95 %.
    """

    run: Run
    summary: Summary
    intervals: Mapping[str, tuple[float, float]]
    by: Mapping[str, Mapping[str, Summary]]
    calibration: tuple[Bin, ...]
    milliseconds: Mapping[str, float]
    passages: int
    unfound: int
    refused: int
    seconds: float


def evaluate(
    source: Path | str,
    embedder: Embedder,
    *,
    library: Path | None = None,
    work: Path | None = None,
    limit: int | None = None,
    progress: Progress = lambda *_: None,
) -> Report:
    """Make the set at `source` ready (see `sets.ready`), ask at most `limit` of its questions, and measure.

    Raises:
        UsageError: there is no such set, or nothing in it to ask.
    """
    questions = ready(source, embedder, library=library, work=work, progress=progress)
    assistant = Assistant(questions.library, embedder)
    try:
        begun = time.perf_counter()
        outcomes = ask_all(questions, assistant, limit, progress)
        seconds = time.perf_counter() - begun
    finally:
        assistant.close()
    run = Run(outcomes, conditions(questions, embedder.identity, limit))
    return report(run, questions.passages, seconds)


def ask_all(
    questions: QuestionSet,
    assistant: Assistant,
    limit: int | None = None,
    progress: Progress = lambda *_: None,
) -> tuple[Outcome, ...]:
    """Ask the set's questions in order; with a limit, so many of them, evenly spread over the set."""
    chosen = spread(questions.questions, limit)
    if not chosen:
        raise UsageError(f'The set "{questions.name}" has no question to ask.')
    _ask(chosen[0], assistant)  # the first one asked pays for what is loaded late; the clock starts warm
    outcomes = []
    for number, asked in enumerate(chosen, 1):
        outcomes.append(_ask(asked, assistant))
        progress("questions", number, len(chosen))
    return tuple(outcomes)


def spread(questions: Sequence[Asked], limit: int | None) -> Sequence[Asked]:
    """`limit` questions at even distances, since sets are often sorted by kind; all where it is None."""
    if limit is None or limit >= len(questions):
        return questions
    return [questions[at * len(questions) // limit] for at in range(limit)]


def _ask(asked: Asked, assistant: Assistant) -> Outcome:
    case = asked.case
    begun = time.perf_counter()
    refused = False
    try:
        answer = assistant.ask(case.question, top=SHOWN)
    except UsageError:  # one that is no question, or too long; the set's others are still asked
        refused = True
        elapsed = (time.perf_counter() - begun) * 1000
        answer = Answer(case.question, case.language, False, 0.0, None, elapsed, ())
    section, evidence, page = _judge_first(asked, answer)
    return Outcome(
        id=case.id,
        question=case.question,
        language=case.language,
        languages=asked.languages,
        kind=case.kind,
        answerable=case.answerable,
        judged=asked.judged,
        relevant=tuple(sorted(asked.relevant)),
        ranked=tuple(p.passage.id for p in answer.passages),
        answered=answer.answered,
        confidence=answer.confidence,
        elapsed_ms=round(answer.elapsed_ms, 2),
        section=section,
        evidence=evidence,
        page=page,
        exact=_judge_marks(asked, answer),
        refused=refused,
    )


def _judge_first(asked: Asked, answer: Answer) -> tuple[bool | None, bool | None, bool | None]:
    """Of the first passage: whether section, evidence and page are right; None where the set does not tell."""
    case = asked.case
    if not case.gold:
        return None, None, None
    if not answer.passages:
        return False, False, False if any(g.page is not None for g in case.gold) else None
    first = answer.passages[0]
    return (
        section_right(case, first.source, first.passage),
        bool(first.evidence) and evidence_right(case, first.source, first.passage, first.evidence[0]),
        page_right(case, first.source, first.passage),
    )


def _judge_marks(asked: Asked, answer: Answer) -> bool | None:
    """Of the first passage that answers: whether its marks are exact; None where none does or no quote is known."""
    if not asked.case.gold:
        return None
    right = [p for p in answer.passages if p.passage.id in asked.relevant]
    return marks_exact(asked.case, right[0].source, right[0].passage, right[0].evidence) if right else None


def report(run: Run, passages: int, seconds: float) -> Report:
    """Measure the outcomes of a run."""
    outcomes = run.outcomes
    times = [o.elapsed_ms for o in outcomes]
    return Report(
        run=run,
        summary=summarise(outcomes),
        intervals=intervals(outcomes),
        by=splits(outcomes),
        calibration=calibration(outcomes),
        milliseconds={"median": float(np.median(times)), "p95": float(np.percentile(times, 95))},
        passages=passages,
        unfound=sum(o.answerable and o.judged and not o.relevant for o in outcomes),
        refused=sum(o.refused for o in outcomes),
        seconds=seconds,
    )


def report_json(made: Report) -> dict[str, Any]:
    """The report as the JSON object of `rujukan eval --json`; null where a measure does not apply."""
    return {
        "measures": _rounded(made.summary.measures),
        "intervals": {name: [round(low, 4), round(high, 4)] for name, (low, high) in made.intervals.items()},
        "by": {
            split: {group: _summary_json(summary) for group, summary in groups.items()}
            for split, groups in made.by.items()
        },
        "reliability": [{k: round(v, 4) for k, v in asdict(b).items()} for b in made.calibration],
        "queries": made.summary.queries,
        "answerable": made.summary.answerable,
        "unfound": made.unfound,
        "refused": made.refused,
        "passages": made.passages,
        "seconds": round(made.seconds, 2),
        "milliseconds": {name: round(value, 1) for name, value in made.milliseconds.items()},
        "conditions": dict(made.run.conditions),
    }


def _summary_json(summary: Summary) -> dict[str, Any]:
    return {"queries": summary.queries, "measures": _rounded(summary.measures)}


def _rounded(measures: Mapping[str, float | None]) -> dict[str, float | None]:
    return {name: None if value is None else round(value, 4) for name, value in measures.items()}
