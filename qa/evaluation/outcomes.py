"""What became of each question of a run, and the file of JSON lines that keeps it.

The file's first line holds the conditions of the run, each other line one question.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus import UnwritableError, UsageError
from qa.evaluation.beir import read_lines


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question, asked.

    `languages` is "question→passage" ("en→id"; "none" where no passage answers). `judged` says whether its
    relevant passages are known. `relevant` are the ids of all passages of the library that answer, `ranked`
    those of the passages shown, best first. `section`, `page` and `evidence` say of the first passage whether
    it is in a gold section, on a gold page, and whether its first evidence sentence overlaps a gold quote; `exact`
    says of the first passage shown that answers whether its marks hold the gold quote and little else. None where
    the set does not tell, `exact` also where no passage shown answers. `refused`: the assistant took the question
    for none, so nothing was looked for.
    """

    id: str
    question: str
    language: str
    languages: str
    kind: str
    answerable: bool
    judged: bool
    relevant: tuple[str, ...]
    ranked: tuple[str, ...]
    answered: bool
    confidence: float
    elapsed_ms: float
    section: bool | None = None
    evidence: bool | None = None
    page: bool | None = None
    exact: bool | None = None
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """The outcomes of one run over one set, with the conditions they were made under."""

    outcomes: tuple[Outcome, ...]
    conditions: Mapping[str, Any]


def save_run(file: Path, run: Run) -> None:
    """Write the run to `file`, in place of what it held.

    Raises:
        UnwritableError: it cannot be written.
    """
    rows: Sequence[object] = [
        {"conditions": dict(run.conditions)},
        *(dataclasses.asdict(o) for o in run.outcomes),
    ]
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UnwritableError(
            f'The results cannot be written to "{file}": {error.strerror or error}. Name another file.'
        ) from error


def load_run(file: Path) -> Run:
    """Read what `save_run` wrote.

    Raises:
        UsageError: it cannot be read or is not a saved run.
    """
    try:
        head, *rows = read_lines(file)
        return Run(tuple(_outcome(row) for row in rows), head["conditions"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f'"{file}" is not a saved run: {error}. Make one with: rujukan eval … --save "{file}"'
        ) from error


def _outcome(row: dict[str, Any]) -> Outcome:
    return Outcome(**{**row, "relevant": tuple(row["relevant"]), "ranked": tuple(row["ranked"])})
