"""The reviewer's desk: a document audited, a draft checked against a library.

Document ──▶ audit ──▶ Audit        statement, draft ──▶ check ──▶ Checked, DraftReport
"""

from qa.review.audit import audit
from qa.review.claims import Checked, Entailment, check
from qa.review.draft import DraftReport, DraftSentence, QuotationCheck, check_draft, check_quotation
from qa.review.records import CITATION_KINDS, FINDING_KINDS, Audit, Finding, FindingKind, Severity
from qa.review.wording import ENGLISH

__all__ = [
    "CITATION_KINDS",
    "ENGLISH",
    "FINDING_KINDS",
    "Audit",
    "Checked",
    "DraftReport",
    "DraftSentence",
    "Entailment",
    "Finding",
    "FindingKind",
    "QuotationCheck",
    "Severity",
    "audit",
    "check",
    "check_draft",
    "check_quotation",
]
