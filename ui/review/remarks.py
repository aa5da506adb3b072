"""What is said of a place in a text: the remark of a checked sentence, of a quotation, of a finding."""

from __future__ import annotations

from dataclasses import dataclass

from qa.review import Audit, DraftReport, DraftSentence, QuotationCheck
from ui.i18n.findings import finding_words
from ui.i18n.texts import Tongue, words
from ui.places import page_words


@dataclass(frozen=True, slots=True)
class Remark:
    """Words about a stretch of a text, half-open characters. `tone` is the verdict or the severity."""

    start: int
    end: int
    tone: str
    text: str


def draft_remarks(report: DraftReport, tongue: Tongue) -> list[Remark]:
    """The remarks on a draft, in order of place."""
    remarks = []
    for sentence in report.sentences:
        tone = sentence.checked.verdict
        remarks.append(Remark(sentence.start, sentence.end, tone, sentence_remark(sentence, tongue)))
        for quotation in sentence.quotations:
            tone = "supported" if quotation.exact else "differs" if quotation.found else "silent"
            remarks.append(Remark(quotation.start, quotation.end, tone, quotation_remark(quotation, tongue)))
    return remarks


def sentence_remark(sentence: DraftSentence, tongue: Tongue) -> str:
    """The verdict, what differs, and the sentence of the source with its page."""
    checked = sentence.checked
    lines = [words(f"verdict_{checked.verdict}", tongue).capitalize()]
    if checked.difference:
        lines.append(words("check_difference", tongue, difference=checked.difference))
    if checked.passages:
        first = checked.passages[0]
        where = " ".join(filter(None, (first.source, page_words(first.passage.pages, tongue))))
        found = " ".join(first.passage.text[s.start : s.end] for s in first.evidence[:1])
        key = "check_nearest" if checked.verdict == "silent" else "check_source"
        lines.append(words(key, tongue, source=where))
        lines.append(f"“{' '.join(found.split())}”")
    return "\n".join(lines)


def quotation_remark(quotation: QuotationCheck, tongue: Tongue) -> str:
    """Whether a quotation is its source's, and else which words are not."""
    if not quotation.found:
        return words("quote_missing", tongue)
    page = words("review_page", tongue, page=quotation.page) if quotation.page else ""
    source = ", ".join(filter(None, (quotation.source, page)))
    if quotation.exact:
        return words("quote_exact", tongue, source=source)
    return "\n".join(
        words("quote_changed", tongue, source=source, mine=mine or "…", theirs=theirs or "…")
        for mine, theirs in quotation.changes
    )


def audit_remarks(audit: Audit, tongue: Tongue) -> list[Remark]:
    """The remarks on a document that was audited, in order of place."""
    remarks = []
    for f in audit.findings:
        lines = [
            f"{words(f'severity_{f.severity}', tongue).capitalize()} · {words(f'kind_{f.kind}', tongue)}",
            finding_words(f.what, tongue),
        ]
        if f.against:
            lines.append(words("audit_against", tongue, against=f.against).capitalize())
        remarks.append(Remark(f.start, f.end, f.severity, "\n".join(lines)))
    return remarks
