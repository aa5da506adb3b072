"""A checked draft and an audit, for a person at the terminal."""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.text import Text

from corpus import visible
from qa.review import Audit, Checked, DraftReport
from ui.cli.output import printable
from ui.i18n.findings import finding_words
from ui.i18n.texts import Tongue, words
from ui.places import page_words
from ui.review.remarks import quotation_remark

_LOOKS = {
    "supported": "bold green",
    "differs": "bold red",
    "silent": "dim",
    "error": "bold red",
    "look": "bold yellow",
}


def print_draft(console: Console, report: DraftReport, tongue: Tongue) -> None:
    """Each sentence with its verdict and what it was compared with, then how many of each there are."""
    if not report.sentences:
        console.print(Text(words("check_nothing", tongue), style="yellow"))
        return
    for sentence in report.sentences:
        page = words("review_page", tongue, page=sentence.page) if sentence.page else ""
        print_checked(console, sentence.checked, tongue, page)
        for quotation in sentence.quotations:
            console.print(Text(f"    {printable(quotation_remark(quotation, tongue))}", style="cyan"))
    counts = Counter(s.checked.verdict for s in report.sentences)
    shown = {name: counts[name] for name in ("supported", "differs", "silent")}
    console.print()
    console.print(Text(words("check_summary", tongue, total=len(report.sentences), **shown), style="bold"))
    if report.skipped:
        console.print(Text(words("check_skipped", tongue, count=report.skipped), style="dim"))


def print_checked(console: Console, checked: Checked, tongue: Tongue, page: str = "") -> None:
    """One statement: the verdict, what differs, the sentence of the source."""
    line = Text(words(f"verdict_{checked.verdict}", tongue), style=_LOOKS[checked.verdict])
    line.append(f"  {page}" if page else "", style="dim")
    console.print()
    console.print(line.append(f"  {printable(' '.join(checked.claim.split()))}", style="default"))
    if checked.difference:
        console.print(
            Text(f"    {printable(words('check_difference', tongue, difference=checked.difference))}")
        )
    if checked.verdict == "silent" or not checked.passages:
        return
    first = checked.passages[0]
    where = "  ·  ".join(filter(None, (visible(first.source), page_words(first.passage.pages, tongue))))
    found = " ".join(first.passage.text[s.start : s.end] for s in first.evidence[:1])
    console.print(Text(f"    {printable(' '.join(found.split()))}"))
    console.print(Text(f"    {printable(where)}", style="cyan"))


def print_audit(console: Console, audit: Audit, tongue: Tongue) -> None:
    """The findings in order of place, each with its quote, what it disagrees with, and one sentence."""
    console.print(
        Text(
            words(
                "audit_summary",
                tongue,
                style=words(f"style_{audit.style}", tongue),
                in_text=audit.in_text,
                bibliography=audit.bibliography,
                count=len(audit.findings),
            ),
            style="bold",
        )
    )
    if not audit.bibliography:
        console.print(Text(words("audit_no_list", tongue), style="dim"))
    if not audit.findings:
        console.print(Text(words("audit_nothing", tongue), style="green"))
    for finding in audit.findings:
        console.print()
        line = Text(words(f"severity_{finding.severity}", tongue), style=_LOOKS[finding.severity])
        line.append(f"  {words(f'kind_{finding.kind}', tongue)}", style="bold default")
        if finding.page:
            line.append(f"  {words('review_page', tongue, page=finding.page)}", style="dim")
        console.print(line.append(f"  {printable(finding_words(finding.what, tongue))}", style="default"))
        console.print(Text(f"    “{printable(finding.quote)}”"))
        if finding.against:
            console.print(
                Text(f"    {printable(words('audit_against', tongue, against=finding.against))}", style="dim")
            )
