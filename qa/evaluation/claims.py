"""Measures the check of statements: `python -m qa.evaluation.claims CLAIMS.jsonl LIBRARY`, the library indexed.

A line has `claim`, `verdict` and `gold` (`doc`, `page`), every place that decides it.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index import load_embedder
from qa import Assistant
from qa.review import Checked, check


@dataclass
class Tally:
    """Counts over statements. `verdicts`: (true verdict, verdict given); `places` of those that have a gold place."""

    verdicts: Counter[tuple[str, str]] = field(default_factory=Counter)
    places: int = 0
    right_places: int = 0

    def add(self, truth: Mapping[str, Any], checked: Checked) -> None:
        """Count one statement."""
        self.verdicts[truth["verdict"], checked.verdict] += 1
        gold = {(g["doc"], g["page"]) for g in truth["gold"]}
        if gold:
            self.places += 1
            shown = {(p.source, page.number) for p in checked.passages[:1] for page in p.passage.pages}
            self.right_places += bool(shown & gold)

    def share(self, truth: Sequence[str], given: str) -> float:
        """Share of the statements that are truly one of `truth` which were called `given`."""
        of = sum(n for (t, _), n in self.verdicts.items() if t in truth)
        return sum(n for (t, g), n in self.verdicts.items() if t in truth and g == given) / max(1, of)

    def precision(self, given: str) -> float:
        """Share of those called `given` that are."""
        return self.verdicts[given, given] / max(
            1, sum(n for (_, g), n in self.verdicts.items() if g == given)
        )


def main(arguments: Sequence[str]) -> None:
    """Print the measures over all statements of a file."""
    if len(arguments) != 2:
        sys.exit("Say what and where: python -m qa.evaluation.claims CLAIMS.jsonl LIBRARY")
    lines = Path(arguments[0]).read_text(encoding="utf-8").split("\n")
    truths = [json.loads(line) for line in lines if line.strip()]
    assistant = Assistant(Path(arguments[1]), load_embedder())
    tally, begun = Tally(), time.perf_counter()
    for truth in truths:
        tally.add(truth, check(assistant, truth["claim"]))
    seconds = time.perf_counter() - begun
    assistant.close()
    print(f"right passage and page: {tally.right_places / max(1, tally.places):.2f} of {tally.places}")
    print(
        f"differs: precision {tally.precision('differs'):.2f}, recall {tally.share(['differs'], 'differs'):.2f}"
    )
    print(
        f"supported: precision {tally.precision('supported'):.2f}, recall {tally.share(['supported'], 'supported'):.2f}"
    )
    print(f"false ones called supported: {tally.share(['differs', 'silent'], 'supported'):.2f}")
    print(f"100 sentences in {100 * seconds / max(1, len(truths)):.1f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
