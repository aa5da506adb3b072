"""What the reviewer's desk found, as the JSON objects of its commands."""

from __future__ import annotations

from typing import Any

from qa.review import Audit, Checked, DraftReport, DraftSentence, QuotationCheck
from ui.cli.output import cited_json


def checked_json(checked: Checked, claim_id: Any = None) -> dict[str, Any]:
    """A statement as one line of `rujukan check --claims`."""
    return {
        "id": claim_id,
        "claim": checked.claim,
        "verdict": checked.verdict,
        "difference": checked.difference,
        "confidence": round(checked.confidence, 4),
        "passages": [cited_json(p) for p in checked.passages],
    }


def draft_json(report: DraftReport) -> dict[str, Any]:
    """A draft as the object of `rujukan check FILE`; sentences as lines of `--claims`, numbered from 1."""
    return {
        "doc": report.doc,
        "skipped": report.skipped,
        "sentences": [_sentence(s, number) for number, s in enumerate(report.sentences, 1)],
    }


def _sentence(sentence: DraftSentence, number: int) -> dict[str, Any]:
    return {
        **checked_json(sentence.checked, number),
        "page": sentence.page,
        "start": sentence.start,
        "end": sentence.end,
        "cited": list(sentence.cited),
        "quotations": [_quotation(q) for q in sentence.quotations],
    }


def _quotation(quotation: QuotationCheck) -> dict[str, Any]:
    return {
        "start": quotation.start,
        "end": quotation.end,
        "text": quotation.text,
        "found": quotation.found,
        "exact": quotation.exact,
        "changes": [list(change) for change in quotation.changes],
        "source": quotation.source or None,
        "page": quotation.page,
    }


def audit_json(audit: Audit) -> dict[str, Any]:
    """An audit as the object of `rujukan audit`."""
    return {
        "doc": audit.doc,
        "style": audit.style,
        "in_text": audit.in_text,
        "bibliography": audit.bibliography,
        "findings": [
            {
                "kind": f.kind,
                "severity": f.severity,
                "page": f.page,
                "quote": f.quote,
                "against": f.against,
                "what": str(f.what),
            }
            for f in audit.findings
        ],
    }
