"""Compares two saved runs over the same questions, question by question.

Smucker, Allan & Carterette (2007), "A Comparison of Statistical Significance Tests for Information Retrieval
Evaluation": the paired randomisation test for p, the paired bootstrap for the interval.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from corpus import UsageError
from qa.evaluation.measures import SEED, Floats, auroc, bootstrap_mean, per_question
from qa.evaluation.outcomes import Outcome, Run

PERMUTATIONS = 10_000
_BLOCK = 500  # permutations drawn at once, so that many questions still fit in memory


@dataclass(frozen=True, slots=True)
class Comparison:
    """One measure of two runs over the `queries` questions it applies to in both.

    `difference` is second − first, `low` to `high` its 95 % interval, `p` the two-sided probability of so
    large a difference by chance; the three are None for `auroc`, which has no value per question.
    """

    measure: str
    queries: int
    first: float
    second: float
    difference: float
    low: float | None
    high: float | None
    p: float | None


def compare(first: Run, second: Run) -> tuple[Comparison, ...]:
    """Compare two runs measure by measure; questions that only one of them asked are left out.

    Raises:
        UsageError: they are of different data, or have no question in common.
    """
    one, other = first.conditions.get("data"), second.conditions.get("data")
    if one != other:
        raise UsageError(
            f"The two runs are over different data ({str(one)[:12]} and {str(other)[:12]}). "
            "Compare runs over the same questions and documents."
        )
    mine, yours = _common(first, second), _common(second, first)
    if not mine:
        raise UsageError("The two runs have no question in common. Compare runs over the same set.")
    values, others = per_question(mine), per_question(yours)
    found = [paired(name, of, others[name]) for name, of in values.items() if of.keys() & others[name].keys()]
    return (*found, *_areas(mine, yours))


def paired(measure: str, first: Mapping[str, float], second: Mapping[str, float]) -> Comparison:
    """Compare the values that two runs gave to the same questions, at least one in common."""
    ids = sorted(first.keys() & second.keys())
    a, b = np.array([first[i] for i in ids]), np.array([second[i] for i in ids])
    low, high = bootstrap_mean(b - a)
    return Comparison(
        measure, len(ids), float(a.mean()), float(b.mean()), float((b - a).mean()), low, high, permuted(b - a)
    )


def permuted(differences: Floats) -> float:
    """Two-sided p of the mean difference: how often random signs give one as large, of `PERMUTATIONS`."""
    rng = np.random.default_rng(SEED)
    observed = abs(differences.sum()) - 1e-12
    as_large = 0
    for _ in range(PERMUTATIONS // _BLOCK):
        signs = rng.integers(0, 2, size=(_BLOCK, len(differences))) * 2 - 1
        as_large += int((np.abs(signs @ differences) >= observed).sum())
    return (as_large + 1) / (PERMUTATIONS + 1)


def _common(run: Run, other: Run) -> list[Outcome]:
    ids = {o.id for o in other.outcomes}
    return [o for o in run.outcomes if o.id in ids]


def _areas(first: list[Outcome], second: list[Outcome]) -> tuple[Comparison, ...]:
    one, other = (_area(outcomes) for outcomes in (first, second))
    if one is None or other is None:
        return ()
    return (Comparison("auroc", len(first), one, other, other - one, None, None, None),)


def _area(outcomes: list[Outcome]) -> float | None:
    sides = [np.array([o.confidence for o in outcomes if o.answerable is side]) for side in (True, False)]
    return auroc(*sides)
