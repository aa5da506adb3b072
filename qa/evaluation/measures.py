"""Measures of a run: how high the relevant passages stand, and how well the assistant knows when to decline.

Every measure but `auroc` and `ece` is a mean over the questions it applies to. Rankings are measured by
ir-measures (MacAvaney et al. 2022, "Streamlining Evaluation with ir-measures"), areas by scikit-learn.
Higher is better for all but `ece`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa.evaluation.outcomes import Outcome

RANKING = ("nDCG@10", "MRR@10", "recall@5", "recall@10", "hit@1", "hit@5")
"""Over the answerable questions whose passages are known; without a relevant passage in the index: 0."""

BINS = 10
SAMPLES = 2000
SEED = 7
"""Bins of the reliability table, bootstrap samples, and the seed they are drawn with."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Bin:
    """A row of the reliability table: confidences in [low, high), the last with 1.

    `confidence` is their mean, `right` the share whose first passage answers.
    """

    low: float
    high: float
    queries: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Summary:
    """`measures` are None where no question tells; `queries` counts all, `answerable` those with an answer."""

    queries: int
    answerable: int
    measures: Mapping[str, float | None]


def per_question(outcomes: Sequence[Outcome]) -> dict[str, dict[str, float]]:
    """For each measure that is a mean, the value of each question it applies to, by the question's id."""
    ranked = _rankings([o for o in outcomes if o.answerable and o.judged])
    return {**ranked, **_shares(outcomes, ranked["hit@1"])}


def summarise(outcomes: Sequence[Outcome]) -> Summary:
    """All measures of the outcomes."""
    values = per_question(outcomes)
    measures: dict[str, float | None] = {
        name: float(np.mean(list(of.values()))) if of else None for name, of in values.items()
    }
    measures["auroc"] = auroc(*_confidences(outcomes))
    told = _told(outcomes)
    right = values["hit@1"]
    measures["ece"] = (
        expected_error(reliability([o.confidence for o in told], [right.get(o.id, 0.0) for o in told]))
        if told
        else None
    )
    return Summary(len(outcomes), sum(o.answerable for o in outcomes), measures)


def splits(outcomes: Sequence[Outcome]) -> dict[str, dict[str, Summary]]:
    """The measures by the question's language, by the languages of question and passage, and by kind."""
    keys: dict[str, Callable[[Outcome], str]] = {
        "language": lambda o: o.language,
        "languages": lambda o: o.languages,
        "kind": lambda o: o.kind,
    }
    found = {}
    for name, key in keys.items():
        groups = sorted({key(o) for o in outcomes})
        found[name] = {group: summarise([o for o in outcomes if key(o) == group]) for group in groups}
    return found


def intervals(outcomes: Sequence[Outcome]) -> dict[str, tuple[float, float]]:
    """95 % bootstrap intervals (percentile method, Efron & Tibshirani 1993) of all means and of `auroc`."""
    found = {
        name: bootstrap_mean(np.array(list(of.values()))) for name, of in per_question(outcomes).items() if of
    }
    answerable, unanswerable = _confidences(outcomes)
    if len(answerable) and len(unanswerable):
        found["auroc"] = bootstrap_auroc(answerable, unanswerable)
    return found


def calibration(outcomes: Sequence[Outcome]) -> tuple[Bin, ...]:
    """The reliability table: confidence against the share of questions whose first passage answers."""
    told = _told(outcomes)
    right = per_question(outcomes)["hit@1"]
    return reliability([o.confidence for o in told], [right.get(o.id, 0.0) for o in told])


def reliability(confidence: Sequence[float], right: Sequence[float]) -> tuple[Bin, ...]:
    """`BINS` bins of equal width, the empty ones left out. `confidence` in [0, 1], `right` 0 or 1."""
    given, correct = np.asarray(confidence, dtype=float), np.asarray(right, dtype=float)
    places = np.minimum((given * BINS).astype(int), BINS - 1)
    return tuple(
        Bin(at / BINS, (at + 1) / BINS, int(own.sum()), float(given[own].mean()), float(correct[own].mean()))
        for at in range(BINS)
        if (own := places == at).any()
    )


def expected_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error in [0, 1], lower is better.

    Guo et al. (2017), "On Calibration of Modern Neural Networks", equation 3.
    """
    total = sum(b.queries for b in bins)
    return sum(b.queries * abs(b.right - b.confidence) for b in bins) / total


def auroc(answerable: Floats, unanswerable: Floats) -> float | None:
    """Area under the ROC curve of confidence, answerable against unanswerable; None where a side is empty."""
    if not len(answerable) or not len(unanswerable):
        return None
    from sklearn.metrics import roc_auc_score

    truth = np.concatenate([np.ones(len(answerable)), np.zeros(len(unanswerable))])
    return float(roc_auc_score(truth, np.concatenate([answerable, unanswerable])))


def bootstrap_mean(values: Floats) -> tuple[float, float]:
    """95 % interval of the mean: questions drawn with replacement, `SAMPLES` times."""
    drawn = np.random.default_rng(SEED).integers(len(values), size=(SAMPLES, len(values)))
    return _middle(values[drawn].mean(axis=1))


def bootstrap_auroc(answerable: Floats, unanswerable: Floats) -> tuple[float, float]:
    """95 % interval of `auroc`, both sides drawn apart, so that neither is ever empty.

    The area is the share of (answerable, unanswerable) pairs in the right order, a tie counting half
    (Mann & Whitney 1947), so a sample is its two vectors of counts around the matrix of those pairs.
    """
    rng = np.random.default_rng(SEED)
    n, m = len(answerable), len(unanswerable)
    above = answerable[:, None] > unanswerable
    order = above + 0.5 * (answerable[:, None] == unanswerable)
    first = rng.multinomial(n, np.full(n, 1 / n), size=SAMPLES)
    second = rng.multinomial(m, np.full(m, 1 / m), size=SAMPLES)
    return _middle(((first @ order) * second).sum(axis=1) / (n * m))


def _middle(samples: Floats) -> tuple[float, float]:
    low, high = np.percentile(samples, [2.5, 97.5])
    return float(low), float(high)


def _rankings(outcomes: Sequence[Outcome]) -> dict[str, dict[str, float]]:
    import ir_measures

    measures = {ir_measures.parse_measure(_IR_NAMES[name]): name for name in RANKING}
    qrels = [ir_measures.Qrel(o.id, passage, 1) for o in outcomes for passage in o.relevant]
    run = [
        ir_measures.ScoredDoc(o.id, passage, -place)
        for o in outcomes
        for place, passage in enumerate(o.ranked)
    ]
    values = {name: {o.id: 0.0 for o in outcomes} for name in RANKING}
    if qrels and run:
        for metric in ir_measures.iter_calc(list(measures), qrels, run):
            values[measures[metric.measure]][metric.query_id] = metric.value
    return values


_IR_NAMES = {
    "nDCG@10": "nDCG@10",
    "MRR@10": "RR@10",
    "recall@5": "R@5",
    "recall@10": "R@10",
    "hit@1": "Success@1",
    "hit@5": "Success@5",
}


def _shares(outcomes: Sequence[Outcome], hit: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """Shares: of right sections, pages and evidence, of exact marks, of answerable questions answered, of declining
    done right.

    `decline_precision`: of the questions declined, how many have no answer. `decline_recall`: of those
    without an answer, how many were declined.
    """
    answerable = [o for o in outcomes if o.answerable]
    sections = {o.id: float(o.section) for o in answerable if o.section is not None}
    evidence = {o.id: float(o.evidence) for o in answerable if o.evidence is not None}
    pages = {o.id: float(o.page) for o in answerable if o.page is not None}
    return {
        "section": sections,
        "section_found": {id_: value for id_, value in sections.items() if hit.get(id_)},
        "evidence": evidence,
        "evidence_found": {id_: value for id_, value in evidence.items() if hit.get(id_)},
        "page": pages,
        "page_found": {id_: value for id_, value in pages.items() if hit.get(id_)},
        "exact": {o.id: float(o.exact) for o in answerable if o.exact is not None},
        "answered": {o.id: float(o.answered) for o in answerable},
        "decline_precision": {o.id: float(not o.answerable) for o in outcomes if not o.answered},
        "decline_recall": {o.id: float(not o.answered) for o in outcomes if not o.answerable},
    }


def _confidences(outcomes: Sequence[Outcome]) -> tuple[Floats, Floats]:
    """Of the answerable and of the unanswerable questions."""
    both = [[o.confidence for o in outcomes if o.answerable is side] for side in (True, False)]
    return np.array(both[0], dtype=float), np.array(both[1], dtype=float)


def _told(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Questions of which it is known whether the first passage answers."""
    return [o for o in outcomes if o.judged or not o.answerable]
