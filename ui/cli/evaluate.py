"""`rujukan eval`: runs a question set, or compares two saved runs, and shows the figures."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table

from corpus import UsageError

if TYPE_CHECKING:
    from index import Embedder
    from qa.evaluation.compare import Comparison
    from qa.evaluation.measures import Bin, Summary
    from qa.evaluation.run import Report

_SPLIT_COLUMNS = ("nDCG@10", "hit@1", "recall@5", "evidence", "auroc")
_EMPTY = "–"


def chosen_source(cases: Path | None, beir: Path | None, library: Path | None) -> Path | str:
    """What to run: a question file, a BEIR folder, or the project's own questions where neither is named.

    Raises:
        UsageError: both are named, or what is named is not there.
    """
    if cases is not None and beir is not None:
        raise UsageError("Name one set: a file of questions, or --beir with a folder in the BEIR layout.")
    if library is not None and cases is None:
        raise UsageError("--library says what a file of questions is asked of: name that file as well.")
    named = beir or cases
    if named is None or (str(named) == "starter" and not named.exists()):
        return "starter"
    if not named.expanduser().exists():
        raise UsageError(f'There is no "{named}". Name a file of questions, or --beir with a folder.')
    if beir is not None and not (beir.expanduser() / "corpus.jsonl").is_file():
        raise UsageError(f'"{beir}" is not a folder in the BEIR layout: it has no corpus.jsonl.')
    return named


def run_set(
    source: Path | str,
    load: Callable[[], Embedder],
    *,
    library: Path | None,
    work: Path | None,
    limit: int | None,
    save: Path | None,
    as_json: bool,
) -> None:
    """Run the set at `source` and print the figures; `save` keeps each question's result as a JSON line."""
    from qa.evaluation.outcomes import save_run
    from qa.evaluation.run import evaluate, report_json
    from ui.library import chosen_library

    if limit is not None and limit < 1:
        raise UsageError(f"--limit must be 1 or more, not {limit}.")
    if library is None and isinstance(source, Path) and source.is_file():
        library = chosen_library(None, lambda message: print(message, file=sys.stderr))
    with _Bars() as bars:
        made = evaluate(source, load(), library=library, work=work, limit=limit, progress=bars)
    if save is not None:
        save_run(save, made.run)
    if as_json:
        print(json.dumps(report_json(made), ensure_ascii=False))
    else:
        print_report(Console(highlight=False, markup=False), made)


def compare_files(first: Path, second: Path, *, as_json: bool) -> None:
    """Print how the second saved run differs from the first."""
    from qa.evaluation.compare import compare
    from qa.evaluation.outcomes import load_run

    found = compare(load_run(first), load_run(second))
    if as_json:
        print(json.dumps({"comparisons": [asdict(c) for c in found]}, ensure_ascii=False))
    else:
        Console(highlight=False, markup=False).print(_comparison_table(found, first, second))


def print_report(console: Console, made: Report) -> None:
    """The figures for a person: the measures, the splits, how far confidence can be trusted, the time."""
    console.print(_measure_table(made))
    for split, groups in made.by.items():
        if len(groups) > 1:
            console.print(_split_table(split, groups))
    if made.calibration:
        console.print(_reliability_table(made.calibration))
    console.print(_footer(made))


def _footer(made: Report) -> str:
    model, times = made.run.conditions["model"], made.milliseconds
    lines = [
        f"{made.summary.queries} questions ({made.summary.answerable} with an answer), "
        f"{made.passages} passages, {made.seconds:.1f} s; "
        f"one question: median {times['median']:.0f} ms, 95 % below {times['p95']:.0f} ms",
        f"model {model['name']} ({model['revision']}), data {made.run.conditions['data'][:12]}, "
        f"weights {made.run.conditions['weights'][:12]}",
    ]
    if made.unfound:
        lines.append(
            f"{made.unfound} answerable questions have no passage in the index that holds a gold quote."
        )
    if made.refused:
        lines.append(f"{made.refused} questions were refused as empty or too long.")
    return "\n".join(lines)


def _table(title: str, columns: Sequence[str]) -> Table:
    table = Table(title=title, title_justify="left", box=box.SIMPLE)
    for place, name in enumerate(columns):
        table.add_column(name, justify="left" if place == 0 else "right")
    return table


def _measure_table(made: Report) -> Table:
    table = _table(str(made.run.conditions["set"]), ("measure", "value", "95 % interval"))
    for name, value in made.summary.measures.items():
        if value is not None:
            low, high = made.intervals.get(name, (None, None))
            table.add_row(name, f"{value:.3f}", _EMPTY if low is None else f"{low:.3f} … {high:.3f}")
    return table


def _split_table(split: str, groups: Mapping[str, Summary]) -> Table:
    columns = [c for c in _SPLIT_COLUMNS if any(s.measures[c] is not None for s in groups.values())]
    table = _table(f"by {split}", (split, "questions", *columns))
    for name, summary in groups.items():
        table.add_row(name, str(summary.queries), *(_figure(summary.measures[c]) for c in columns))
    return table


def _reliability_table(bins: Sequence[Bin]) -> Table:
    table = _table(
        "confidence and how often the first passage answers", ("between", "questions", "mean", "right")
    )
    for row in bins:
        table.add_row(
            f"{row.low:.1f} and {row.high:.1f}", str(row.queries), f"{row.confidence:.2f}", f"{row.right:.2f}"
        )
    return table


def _comparison_table(found: Sequence[Comparison], first: Path, second: Path) -> Table:
    columns = ("measure", "questions", first.stem, second.stem, "difference", "95 % interval", "p")
    table = _table("second less first", columns)
    for c in found:
        span = _EMPTY if c.low is None or c.high is None else f"{c.low:+.3f} … {c.high:+.3f}"
        values = (f"{c.first:.3f}", f"{c.second:.3f}", f"{c.difference:+.3f}")
        table.add_row(c.measure, str(c.queries), *values, span, _EMPTY if c.p is None else f"{c.p:.4f}")
    return table


def _figure(value: float | None) -> str:
    return _EMPTY if value is None else f"{value:.3f}"


class _Bars:
    """Progress on standard error, one bar for each thing that is done; called as `sets.Progress`."""

    def __init__(self) -> None:
        self._tasks: dict[str, TaskID] = {}
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(file=sys.stderr),
            transient=True,
        )

    def __enter__(self) -> _Bars:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def __call__(self, what: str, done: int, total: int) -> None:
        if what not in self._tasks:
            self._tasks[what] = self._progress.add_task(what, total=total)
        self._progress.update(self._tasks[what], completed=done, total=total)
