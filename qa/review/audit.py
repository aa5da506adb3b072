"""Audits a document: its citations against its list of references, its figures and numbering against themselves.

Document ──▶ references, citations, abbreviations, captions ──▶ checks ──▶ Audit
"""

from __future__ import annotations

from collections.abc import Iterable

from corpus import Document
from qa.review.abbreviations import check_abbreviations
from qa.review.audited import Audited
from qa.review.bodies import check_bodies
from qa.review.citation_checks import check_citations, cited
from qa.review.counts import check_counts
from qa.review.introductions import introductions, long_names
from qa.review.labels import check_labels
from qa.review.numbering import check_headings
from qa.review.records import Audit, Finding
from qa.review.references import entries
from qa.review.sums import check_sums
from qa.review.values import check_values


def audit(document: Document) -> Audit:
    """Everything in a document that does not agree with itself; `document` must have its text.

    A document without a list of references is audited for its figures alone.
    """
    audited = Audited(document)
    listed = entries(audited)
    found = introductions(audited)
    names = long_names(found)
    citations = cited(audited, listed, names)
    findings = [
        *check_citations(audited, citations, names),
        *check_bodies(audited, citations, found),
        *check_labels(audited),
        *check_headings(audited),
        *check_sums(audited),
        *check_counts(audited),
        *check_abbreviations(audited, found, listed),
        *check_values(audited),
    ]
    return Audit(document.path, citations.style, citations.works, len(listed), _distinct(findings))


def _distinct(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """In order of place, one of each kind at one place."""
    kept: dict[tuple[str, int, int, str], Finding] = {}
    for finding in findings:
        kept.setdefault((finding.kind, finding.start, finding.end, str(finding.what)), finding)
    return tuple(sorted(kept.values(), key=lambda f: (f.start, f.kind)))
