"""Measures the audit: findings against what a careful reader found, `python -m qa.evaluation.audit TRUTH FOLDER…`.

A line of the truth has `doc`, `findings` (`kind`, `quote`, `against`), `must_not_fire` (`quote`, `only_kind`) and
`unclear` (`quote`). A finding is right where one of its kind has a quote that is like its own or what it is held
against; one on what is unclear counts neither way.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from corpus import read_file
from qa.review import CITATION_KINDS, Finding, audit

_SAME = 80
"""How like two quotes have to be, of 100, to be of one place."""


@dataclass
class Tally:
    """Counts of one group of kinds: truths and how many were found, findings and how many are right."""

    truths: int = 0
    found: int = 0
    right: int = 0
    wrong: int = 0
    accused: int = 0

    @property
    def recall(self) -> float:
        """Share of the truths that were found."""
        return self.found / max(1, self.truths)

    @property
    def precision(self) -> float:
        """Share of the findings that are right."""
        return self.right / max(1, self.right + self.wrong)


def tally(findings: Sequence[Finding], truth: Mapping[str, Any], tallies: Mapping[str, Tally]) -> None:
    """Count one document's findings into `tallies`, which has "citations" and "figures"."""
    found: set[int] = set()
    for finding in findings:
        group = tallies[_group(finding.kind)]
        hits = [i for i, t in enumerate(truth["findings"]) if _is_same(finding, t)]
        found.update(hits)
        if hits:
            group.right += 1
        elif not any(_near(finding, t) >= _SAME for t in truth.get("unclear", ())):
            group.wrong += 1
            group.accused += any(
                _near(finding, t) >= _SAME and t.get("only_kind", finding.kind) == finding.kind
                for t in truth.get("must_not_fire", ())
            )
    for i, each in enumerate(truth["findings"]):
        group = tallies[_group(each["kind"])]
        group.truths += 1
        group.found += i in found


def _group(kind: str) -> str:
    return "citations" if kind in CITATION_KINDS else "figures"


def _is_same(finding: Finding, truth: Mapping[str, Any]) -> bool:
    return finding.kind == truth["kind"] and _near(finding, truth) >= _SAME


def _near(finding: Finding, truth: Mapping[str, Any]) -> float:
    mine = [finding.quote, finding.against or ""]
    theirs = [truth["quote"], truth.get("against") or ""]
    pairs = [(mine[0], theirs[0]), (mine[0], theirs[1]), (mine[1], theirs[0])]
    return max(fuzz.partial_ratio(_bare(a), _bare(b)) if _bare(a) and _bare(b) else 0.0 for a, b in pairs)


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def main(arguments: Sequence[str]) -> None:
    """Print recall and precision over all documents of the truth that one of the folders has."""
    if len(arguments) < 2:
        sys.exit(
            "Say where the truth and the documents are: python -m qa.evaluation.audit TRUTH.jsonl FOLDER…"
        )
    lines = Path(arguments[0]).read_text(encoding="utf-8").split("\n")
    tallies = {"citations": Tally(), "figures": Tally()}
    pages = 0
    for truth in (json.loads(line) for line in lines if line.strip()):
        paths = [Path(folder) / truth["doc"] for folder in arguments[1:]]
        path = next((p for p in paths if p.is_file()), None)
        if path is None:
            sys.exit(f'No folder has "{truth["doc"]}".')
        document = read_file(path, name=truth["doc"])
        pages += len(document.pages)
        tally(audit(document).findings, truth, tallies)
    for name, group in tallies.items():
        print(
            f"{name}: recall {group.recall:.2f} of {group.truths}, precision {group.precision:.2f} of "
            f"{group.right + group.wrong}, {group.accused} on what must not be reported"
        )
    print(f"false findings about figures in 30 pages: {tallies['figures'].wrong / max(1, pages) * 30:.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
