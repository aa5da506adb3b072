"""What the reviewer's desk found as CSV, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from qa.review import Audit, DraftReport, DraftSentence
from ui.collection.export_csv import safe_cell
from ui.i18n.findings import finding_words
from ui.i18n.texts import Tongue, words

_DRAFT = ("page", "sentence", "verdict", "difference", "confidence", "source", "source_page", "passage")
_AUDIT = ("page", "severity", "kind", "quote", "against", "what")


def draft_csv(report: DraftReport, tongue: Tongue) -> bytes:
    """One row for each sentence; UTF-8 with the mark by which spreadsheets know it."""
    return _table(_DRAFT, (_sentence(s, tongue) for s in report.sentences), tongue)


def audit_csv(audit: Audit, tongue: Tongue) -> bytes:
    """One row for each finding."""
    rows = (
        (
            str(f.page or ""),
            words(f"severity_{f.severity}", tongue),
            words(f"kind_{f.kind}", tongue),
            f.quote,
            f.against or "",
            finding_words(f.what, tongue),
        )
        for f in audit.findings
    )
    return _table(_AUDIT, rows, tongue)


def _sentence(sentence: DraftSentence, tongue: Tongue) -> Sequence[str]:
    checked = sentence.checked
    first = checked.passages[0] if checked.passages else None
    found = " ".join(first.passage.text[s.start : s.end] for s in first.evidence[:1]) if first else ""
    return (
        str(sentence.page or ""),
        checked.claim,
        words(f"verdict_{checked.verdict}", tongue),
        checked.difference or "",
        f"{checked.confidence:.2f}",
        first.source if first else "",
        str(first.passage.pages[0].number) if first and first.passage.pages else "",
        found,
    )


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]], tongue: Tongue) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([words(f"review_column_{name}", tongue) for name in columns])
    for row in rows:
        writer.writerow([safe_cell(" ".join(cell.split())) for cell in row])
    return out.getvalue().encode("utf-8-sig")
