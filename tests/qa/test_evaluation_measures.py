"""Measures against values worked out by hand, and against independent implementations."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy import stats
from sklearn.calibration import calibration_curve

from corpus import UnwritableError, UsageError
from qa.evaluation.compare import compare, paired, permuted
from qa.evaluation.measures import (
    auroc,
    bootstrap_auroc,
    bootstrap_mean,
    calibration,
    expected_error,
    intervals,
    per_question,
    reliability,
    splits,
    summarise,
)
from qa.evaluation.outcomes import Outcome, Run, load_run, save_run


def outcome(id_: str, relevant: str = "", ranked: str = "", **other: object) -> Outcome:
    """One letter is one passage's id; answerable where any is relevant."""
    made = Outcome(
        id=id_,
        question="?",
        language="id",
        languages="id→id" if relevant else "id→none",
        kind="fact",
        answerable=bool(relevant),
        judged=bool(relevant),
        relevant=tuple(relevant),
        ranked=tuple(ranked),
        answered=True,
        confidence=0.5,
        elapsed_ms=1.0,
    )
    return replace(made, **other)  # type: ignore[arg-type]  # the tests name fields of Outcome


def test_rankings_are_measured_as_worked_out_by_hand() -> None:
    values = per_question([outcome("1", "ac", "abc"), outcome("2", "z", "abcdexz")])
    ideal = 1 + 1 / math.log2(3)
    assert values["nDCG@10"]["1"] == pytest.approx((1 + 1 / 2) / ideal)
    assert values["nDCG@10"]["2"] == pytest.approx(1 / math.log2(8))
    assert values["MRR@10"] == pytest.approx({"1": 1, "2": 1 / 7})
    assert values["recall@5"] == {"1": 1, "2": 0}
    assert values["recall@10"] == {"1": 1, "2": 1}
    assert values["hit@1"] == {"1": 1, "2": 0}
    assert values["hit@5"] == {"1": 1, "2": 0}


def test_recall_counts_all_that_is_relevant() -> None:
    assert per_question([outcome("1", "abcd", "axb")])["recall@5"] == {"1": 0.5}


def test_an_answer_that_is_nowhere_in_the_index_counts_as_missed() -> None:
    lost = outcome("lost", "", "abc", answerable=True, judged=True)
    summary = summarise([outcome("1", "a", "abc"), lost])
    assert summary.measures["hit@1"] == 0.5
    assert summary.measures["nDCG@10"] == 0.5
    alone = summarise([lost, outcome("empty", "", "", answerable=True, judged=True)])
    assert alone.measures["MRR@10"] == 0


def test_questions_without_an_answer_or_a_judgement_have_no_ranking() -> None:
    unjudged = outcome("2", "", "a", answerable=True)
    assert summarise([outcome("1", "", "a"), unjudged]).measures["nDCG@10"] is None


def test_declining_is_measured_by_who_was_declined() -> None:
    asked = [
        outcome("1", "a", "a", confidence=0.9),
        outcome("2", "a", "a", confidence=0.4, answered=False),
        outcome("3", confidence=0.5),
        outcome("4", confidence=0.2, answered=False),
        outcome("5", confidence=0.1, answered=False),
    ]
    measures = summarise(asked).measures
    assert measures["decline_precision"] == pytest.approx(2 / 3)
    assert measures["decline_recall"] == pytest.approx(2 / 3)
    assert measures["answered"] == 0.5
    assert measures["auroc"] == pytest.approx(5 / 6)  # of 2 x 3 pairs only (0.4, 0.5) stands wrong


def test_shares_of_sections_and_evidence() -> None:
    asked = [
        outcome("1", "a", "a", section=True, evidence=True),
        outcome("2", "a", "ba", section=True, evidence=False),
        outcome("3", "a", "ab", section=False, evidence=False),
        outcome("4", section=False, evidence=False),
    ]
    measures = summarise(asked).measures
    assert measures["section"] == pytest.approx(2 / 3)
    assert measures["section_found"] == pytest.approx(1 / 2)
    assert measures["evidence"] == pytest.approx(1 / 3)
    assert measures["evidence_found"] == pytest.approx(1 / 2)
    assert summarise(asked[3:]).measures["section"] is None


def test_shares_of_pages_and_exact_marks() -> None:
    asked = [
        outcome("1", "a", "a", page=True, exact=True),
        outcome("2", "a", "ba", page=True, exact=False),
        outcome("3", "a", page=False),
    ]
    measures = summarise(asked).measures
    assert measures["page"] == pytest.approx(2 / 3)
    assert measures["page_found"] == 1
    assert measures["exact"] == pytest.approx(
        1 / 2
    )  # where no passage shown answers, there are no marks to judge


def test_splits_measure_each_group_by_itself() -> None:
    by = splits([outcome("1", "a", "a", kind="number"), outcome("2", "a", "ba"), outcome("3")])
    assert {g: s.queries for g, s in by["languages"].items()} == {"id→id": 2, "id→none": 1}
    assert by["kind"]["number"].measures["hit@1"] == 1
    assert by["kind"]["fact"].measures["hit@1"] == 0
    assert by["language"]["id"].answerable == 2


def test_calibration_error_is_worked_out_by_hand() -> None:
    bins = reliability([0.05, 0.15, 0.95, 1.0], [0, 1, 1, 0])
    assert [(b.low, b.queries) for b in bins] == [(0.0, 1), (0.1, 1), (0.9, 2)]
    assert bins[2].confidence == pytest.approx(0.975)
    assert bins[2].right == 0.5
    assert expected_error(bins) == pytest.approx((0.05 + 0.85 + 2 * 0.475) / 4)


def test_the_reliability_table_agrees_with_scikit_learn() -> None:
    rng = np.random.default_rng(1)
    confidence = rng.random(500)
    right = (rng.random(500) < confidence).astype(float)
    shares, means = calibration_curve(right, confidence, n_bins=10)
    bins = reliability(confidence.tolist(), right.tolist())
    assert [b.right for b in bins] == pytest.approx(shares)
    assert [b.confidence for b in bins] == pytest.approx(means)


def test_an_unanswerable_question_is_never_right() -> None:
    (row,) = calibration(
        [outcome("1", "a", "a"), outcome("2", "", "a"), outcome("3", "", "a", answerable=True)]
    )
    assert (row.queries, row.right) == (2, 0.5)


def test_intervals_hold_the_mean_and_agree_with_scipy() -> None:
    values = np.random.default_rng(3).random(200)
    low, high = bootstrap_mean(values)
    other = stats.bootstrap((values,), np.mean, method="percentile", rng=np.random.default_rng(4))
    assert low < values.mean() < high
    assert (low, high) == pytest.approx(tuple(other.confidence_interval), abs=0.005)
    assert bootstrap_mean(values) == (low, high)
    assert bootstrap_mean(np.ones(5)) == (1, 1)


def test_the_bootstrapped_area_stands_around_the_area() -> None:
    rng = np.random.default_rng(5)
    yes, no = np.round(rng.normal(1, 1, 150), 1), np.round(rng.normal(0, 1, 100), 1)
    area, (low, high) = auroc(yes, no), bootstrap_auroc(yes, no)
    assert area is not None
    assert low < area < high
    assert area == pytest.approx(stats.mannwhitneyu(yes, no).statistic / (150 * 100))
    assert bootstrap_auroc(np.array([2.0, 3.0]), np.array([1.0])) == (1, 1)
    assert auroc(yes, np.array([])) is None


def test_intervals_name_what_is_measured() -> None:
    found = intervals([outcome("1", "a", "a"), outcome("2", "a", "ba"), outcome("3")])
    assert found["hit@1"] == (0, 1)
    assert found["auroc"] == (0.5, 0.5)
    assert "section" not in found
    assert "decline_precision" not in found


def test_the_permutation_test_agrees_with_scipy() -> None:
    differences = np.random.default_rng(6).normal(0.15, 1, 60)
    other = stats.permutation_test(
        (differences, np.zeros(60)),
        lambda x, y, axis: np.mean(x - y, axis=axis),
        permutation_type="samples",
        vectorized=True,
        n_resamples=9999,
        rng=np.random.default_rng(7),
    )
    assert permuted(differences) == pytest.approx(other.pvalue, abs=0.02)
    assert permuted(np.zeros(10)) == 1
    assert permuted(np.ones(30)) < 0.001


def test_two_values_are_compared_question_by_question() -> None:
    found = paired("hit@1", {"1": 0, "2": 1, "x": 1}, {"2": 1, "1": 1, "y": 0})
    assert (found.queries, found.first, found.second, found.difference) == (2, 0.5, 1, 0.5)
    assert (found.low, found.high) == (0, 1)


def test_runs_are_saved_and_compared(tmp_path: Path) -> None:
    first = Run((outcome("1", "a", "ba"), outcome("2", "", "a", confidence=0.6)), {"data": "x"})
    second = Run((outcome("1", "a", "a"), outcome("2", "", "a", confidence=0.1)), {"data": "x"})
    save_run(tmp_path / "new" / "run.jsonl", first)
    assert load_run(tmp_path / "new" / "run.jsonl") == first
    found = {c.measure: c for c in compare(first, second)}
    assert found["hit@1"].difference == 1
    assert (found["auroc"].first, found["auroc"].second, found["auroc"].p) == (0, 1, None)
    assert "section" not in found


def test_runs_over_different_data_are_not_compared(tmp_path: Path) -> None:
    first = Run((outcome("1", "a", "a"),), {"data": "x"})
    with pytest.raises(UsageError, match="different data"):
        compare(first, replace(first, conditions={"data": "y"}))
    with pytest.raises(UsageError, match="no question in common"):
        compare(first, replace(first, outcomes=(outcome("2", "a", "a"),)))


def test_what_is_no_run_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "run.jsonl"
    for text in ("", "{}\n", '{"conditions": {}}\n{"id": "1"}\n', "no json\n"):
        file.write_text(text)
        with pytest.raises(UsageError, match="not a saved run"):
            load_run(file)
    with pytest.raises(UnwritableError, match="Name another file"):
        save_run(tmp_path, Run((), {}))
