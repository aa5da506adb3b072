"""Sums in tables and sentences that do not come out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus import Block, Span
from qa.review.audited import Audited
from qa.review.figures import figures
from qa.review.records import Finding
from qa.review.wording import phrase

_TOTAL = re.compile(r"\W*(?:total|jumlah(?: total| keseluruhan)?|grand total|sum)\W*$", re.I)
_EQUATION = re.compile(
    r"(?<![\w.,+=/*×-])(\d+(?:[.,]\d+)?(?:\s*\+\s*\d+(?:[.,]\d+)?)+)\s*=\s*(\d+(?:[.,]\d+)?)(?![\w.,]*\d)"
)
_ROWS_LEAST = 2


def check_sums(audited: Audited) -> Iterator[Finding]:
    """Rows of totals against the rows above them, and additions written out."""
    for block in audited.running:
        if block.kind == "table":
            yield from _table(audited, block)
        for found in _EQUATION.finditer(audited.text, block.start, block.end):
            parts, total = figures(found[1].replace("+", " + ")), figures(found[2])
            if parts and total and len(parts) > 1:
                off = _off(
                    [p.value for p in parts], total[0].value, max(p.decimals for p in [*parts, *total])
                )
                if off is not None:
                    span = audited.around(found.start(), found.end())
                    yield audited.finding(
                        "sum", "error", span, phrase("sum", sum=_shown(off), total=found[2])
                    )


def _table(audited: Audited, block: Block) -> Iterator[Finding]:
    rows, at = [], block.start
    for row in audited.text[block.start : block.end].split("\n"):
        rows.append((Span(at, at + len(row)), [c.strip() for c in row.split(" | ")]))
        at += len(row) + 1
    width = max(len(cells) for _, cells in rows)
    for place, (span, cells) in enumerate(rows):
        if not any(_TOTAL.match(c) for c in cells[:2]) or len(cells) != width:
            continue
        above = [c for _, c in rows[:place] if len(c) == width]
        for column in range(1, width):
            yield from _column(audited, span, cells[column], [c[column] for c in above])
        break


def _column(audited: Audited, span: Span, total: str, above: list[str]) -> Iterator[Finding]:
    """One column: its parts are the numbers above, headers left out; a mean or a share of 100 is no sum."""
    said = _alone(total)
    parts = [p for p in (_alone(c) for c in above[1:]) if p is not None]
    blanks = sum(not c or c in "-–" for c in above[1:])
    if said is None or len(parts) < _ROWS_LEAST or len(parts) + blanks != len(above) - 1:
        return
    values = [v for v, _ in parts]
    if min(values) < 0 or said[0] <= max(values):
        return
    off = _off(values, said[0], max(d for _, d in [*parts, said]))
    if off is not None and abs(off - said[0]) < 0.5 * said[0]:
        yield audited.finding("sum", "error", span, phrase("sum", sum=_shown(off), total=total))


def _alone(cell: str) -> tuple[float, int] | None:
    """The one number of a cell, with its decimals; None where it holds more or something else."""
    bare = re.sub(
        r"^(?:rp|usd|\$|±)\.?\s?|\s?(?:%|persen|orang|buah|unit|ha|kg|km)$", "", cell.strip(), flags=re.I
    )
    found = figures(bare)
    if len(found) != 1 or found[0].worded or found[0].text != bare.strip():
        return None
    return found[0].value, found[0].decimals


def _off(values: list[float], total: float, decimals: int) -> float | None:
    """The sum, where it is not the total even if each part was rounded; else None."""
    tolerance = 0.5 * 10.0**-decimals * (len(values) + 1) if decimals else 0.5
    added = sum(values)
    return added if abs(added - total) > tolerance else None


def _shown(value: float) -> str:
    return f"{value:.10g}"
