"""Runs the conditions of `conditions.toml` again: `python -m qa.evaluation.reproduce [NAME…] --sets FOLDER`.

Says for each figure whether it came out as expected, within the tolerance. `--measure` writes what was
measured in the place of what was expected. Ends with status 1 where a figure or the data differ.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

from corpus import RujukanError, UsageError
from index import Embedder, load_embedder
from qa.evaluation.run import Report, evaluate
from qa.evaluation.sets import STARTER

CONDITIONS = Path(__file__).with_name("conditions.toml")

FIGURES = (
    "nDCG@10", "MRR@10", "recall@10", "hit@1", "hit@5",
    "section", "page", "evidence", "evidence_found", "exact",
)  # fmt: skip
FIGURES_WHEN_DECLINING = ("decline_precision", "decline_recall", "auroc", "ece")
"""What `--measure` writes of a set, where it applies; the latter for sets with unanswerable questions."""

Verdict = Literal["as expected", "differs", "other data", "not measured before", "no such set here"]


@dataclass(frozen=True, slots=True)
class Condition:
    """A set to run and the figures that it gave. `set`: a folder under `--sets`, or "starter".

    `data` and `weights`, digests of what was asked and of the learned numbers then in use, and `on`, the day
    (ISO 8601), are None and `expected` is empty where it was never measured.
    """

    name: str
    set: str
    data: str | None
    expected: Mapping[str, float]
    weights: str | None = None
    on: str | None = None

    @property
    def command(self) -> str:
        """What a person types for the same figures, in the folder of sets."""
        if self.set == STARTER:
            return "rujukan eval"
        if self.set.startswith("beir/"):
            return f"rujukan eval --beir {self.set}"
        return f"rujukan eval {self.set}/questions.jsonl --library {self.set}"


@dataclass(frozen=True, slots=True)
class Finding:
    """How one figure came out. `measure` is empty where the verdict is of the whole set."""

    name: str
    verdict: Verdict
    measure: str = ""
    expected: float | None = None
    measured: float | None = None


def load_conditions(file: Path = CONDITIONS) -> tuple[tuple[Condition, ...], float]:
    """The conditions in `file`, and by how much a figure may differ.

    Raises:
        UsageError: it cannot be read or is not of the layout.
    """
    try:
        kept = tomllib.loads(file.read_text(encoding="utf-8"))
        rows = kept.get("condition", ())
        found = [_condition(row) for row in rows]
        return tuple(found), float(kept["tolerance"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            f'"{file}" does not hold conditions: {error}. See qa/evaluation/conditions.toml.'
        ) from error


def _condition(row: Mapping[str, Any]) -> Condition:
    expected = {str(name): float(value) for name, value in row.get("expected", {}).items()}
    on = row.get("on")
    return Condition(
        row["name"], row["set"], row.get("data"), expected, row.get("weights"), str(on) if on else None
    )


def judge(condition: Condition, report: Report, tolerance: float) -> list[Finding]:
    """Hold the figures of a run against what was expected of it."""
    if condition.data is None or not condition.expected:
        return [Finding(condition.name, "not measured before")]
    if report.run.conditions["data"] != condition.data:
        return [Finding(condition.name, "other data")]
    return [
        _finding(condition.name, measure, expected, report.summary.measures.get(measure), tolerance)
        for measure, expected in condition.expected.items()
    ]


def _finding(name: str, measure: str, expected: float, measured: float | None, tolerance: float) -> Finding:
    near = measured is not None and abs(measured - expected) <= tolerance
    return Finding(name, "as expected" if near else "differs", measure, expected, measured)


def measured(condition: Condition, report: Report) -> Condition:
    """The condition with this run's figures, four decimals each."""
    measures = report.summary.measures
    unanswerable = report.summary.queries > report.summary.answerable
    names = FIGURES + (FIGURES_WHEN_DECLINING if unanswerable else ())
    figures = {n: round(value, 4) for n in names if (value := measures.get(n)) is not None}
    made = report.run.conditions
    return replace(
        condition,
        data=str(made["data"]),
        weights=str(made["weights"]),
        expected=figures,
        on=date.today().isoformat(),
    )


def render(condition: Condition) -> str:
    """The condition as a table of TOML."""
    lines = ["[[condition]]", f'name = "{condition.name}"', f'set = "{condition.set}"']
    lines.append(f'command = "{condition.command}"')
    if condition.data is not None:
        lines.append(f'data = "{condition.data}"')
    if condition.weights is not None:
        lines.append(f'weights = "{condition.weights}"')
    if condition.on is not None:
        lines.append(f"on = {condition.on}")
    if condition.expected:
        figures = ", ".join(f'"{name}" = {value}' for name, value in condition.expected.items())
        lines.append(f"expected = {{ {figures} }}")
    return "\n".join(lines) + "\n"


def write_conditions(changed: Sequence[Condition], file: Path = CONDITIONS) -> None:
    """Put the changed conditions in the place of those of their name; what stands before the first stays."""
    known, _ = load_conditions(file)
    head = file.read_text(encoding="utf-8").partition("[[condition]]")[0].rstrip()
    fresh = {c.name: c for c in changed}
    tables = [render(fresh.get(c.name, c)) for c in known]
    file.write_text("\n".join([head, "", *tables]), encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status is 1 where something differs."""
    asked = _arguments(arguments)
    known, tolerance = load_conditions()
    chosen = [c for c in known if not asked.names or c.name in asked.names]
    if missing := set(asked.names) - {c.name for c in chosen}:
        raise UsageError(
            f"Not a condition: {', '.join(sorted(missing))}. Known: {', '.join(c.name for c in known)}."
        )
    embedder = load_embedder(None, lambda message: print(message, file=sys.stderr))
    findings = []
    for condition in chosen:
        findings += _run(condition, asked, embedder, tolerance)
    return int(any(f.verdict in ("differs", "other data") for f in findings))


def _run(
    condition: Condition, asked: argparse.Namespace, embedder: Embedder, tolerance: float
) -> list[Finding]:
    source: Path | str = STARTER if condition.set == STARTER else asked.sets / condition.set
    if isinstance(source, Path) and not source.is_dir():
        findings = [Finding(condition.name, "no such set here")]
    else:
        report = evaluate(source, embedder, work=asked.work, progress=_progress(condition.name))
        findings = judge(condition, report, tolerance)
        if condition.weights not in (None, report.run.conditions["weights"]):
            print(f"{condition.name}: other weights than when it was measured")
        if asked.measure:
            write_conditions([measured(condition, report)])
        if findings[0].expected is None:
            print(f"{condition.name}: measured {dict(measured(condition, report).expected)}")
    for finding in findings:
        print(_line(finding), flush=True)
    return findings


def _line(finding: Finding) -> str:
    if finding.expected is None:
        return f"{finding.name}: {finding.verdict}"
    got = "none" if finding.measured is None else f"{finding.measured:.4f}"
    return f"{finding.name}: {finding.measure} {got}, expected {finding.expected:.4f}: {finding.verdict}"


def _progress(name: str) -> Callable[[str, int, int], None]:
    """A line on standard error for each tenth of the work, none where nobody looks."""

    def tell(what: str, done: int, total: int) -> None:
        if sys.stderr.isatty() and (done == total or done % max(1, total // 10) == 0):
            print(f"{name}: {what} {done}/{total}", file=sys.stderr)

    return tell


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m qa.evaluation.reproduce", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="conditions to run; by default all")
    parser.add_argument("--sets", type=Path, default=Path(), help="the folder that the sets lie in")
    parser.add_argument("--work", type=Path, help="where indexes of sets are kept; by default the cache")
    parser.add_argument("--measure", action="store_true", help="write what is measured as what is expected")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except RujukanError as problem:
        print(problem, file=sys.stderr)
        sys.exit(problem.exit_status)
