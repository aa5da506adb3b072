"""Tables that go on over the end of a page: one table, its header once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import dropwhile

from corpus.cells import row_text
from corpus.readers.pdf.layout import Table
from corpus.readers.pdf.paragraphs import Para

CONTINUED = re.compile(
    r"(?:\(?(?:lanjutan|sambungan|cont(?:inued|\.)?)\)?\s*)?(?:dari\s+)?(?:tabel|table)\s*(?P<number>[\w.-]*\d[\w.]*)?"
    r".{0,120}\(\s*(?:lanjutan|sambungan|cont(?:inued|\.)?|bersambung)\W*|"
    r"(?:lanjutan|sambungan|continuation of)\s+(?:dari\s+)?(?:tabel|table)\s*(?P<other>[\w.-]*\d[\w.]*)?.{0,120}",
    re.I | re.S,
)
"""What stands above the rest of a table: "Tabel 4.1 … (lanjutan)", "Lanjutan Tabel 4.1"."""

_BELOW = re.compile(r"bersambung|continued on|lanjut ke", re.I)
_NEAR = 6.0
"""Points by which the edges of the two parts may differ."""

_ENDED = re.compile(r"[.;:!?]$")


def join_tables(paras: Sequence[Para]) -> tuple[list[Para], dict[int, list[str]]]:
    """The paragraphs with such tables joined, and by page the repeated header rows that were left out."""
    found: list[Para] = []
    left_out: dict[int, list[str]] = {}
    for para in paras:
        table = _table_before(found, para) if para.kind == "table" else None
        header = _header(table, para) if table else None
        if table is None or header is None:
            found.append(para)
            continue
        rows = _joined(table, para, header)
        if header:
            own = para.first.table.rows[:header] if para.first.table else ()
            left_out.setdefault(para.first.page, []).extend(row_text(row) for row in own)
        table.lines.append(replace(para.first, table=rows))
    return found, left_out


def _table_before(found: Sequence[Para], para: Para) -> Para | None:
    """The table at the end of the page before, with nothing between but notes and the caption repeated."""
    between = dropwhile(_may_stand_between, reversed(found))
    table = next(between, None)
    if table is None or table.kind != "table" or table.last.page != para.first.page - 1:
        return None
    return table


def _may_stand_between(para: Para) -> bool:
    if para.kind in ("footnote", "other"):
        return True
    text = para.text.strip(" ()")
    again = len(para.lines) <= 3 and (CONTINUED.fullmatch(para.text.strip()) or _BELOW.match(text))
    if para.kind == "body" and again:
        para.kind = "caption"
        found = CONTINUED.fullmatch(para.text.strip())
        para.number = (found["number"] or found["other"]) if found else None
        return True
    return para.kind == "caption" and bool(CONTINUED.fullmatch(para.text.strip()))


def _header(table: Para, para: Para) -> int | None:
    """How many of the first rows repeat the header; None where the two are no one table."""
    first, second = table.first.table, para.first.table
    if first is None or second is None or len(first.rows[0]) != len(second.rows[0]):
        return None
    repeated = max(first.header, 1)
    if first.rows[:repeated] == second.rows[:repeated] and len(second.rows) > repeated:
        return repeated
    alike = abs(table.last.x0 - para.first.x0) < _NEAR and abs(table.last.x1 - para.first.x1) < _NEAR
    return 0 if alike and not second.header else None


def _joined(table: Para, para: Para, header: int) -> Table:
    """The rows of the later part; a row that the page cuts goes to the part before."""
    assert table.last.table is not None
    assert para.first.table is not None
    before, rows = table.last.table, list(para.first.table.rows[header:])
    if len(rows) > 1 and _goes_on(before.rows[-1], rows[0]):
        whole = tuple(f"{a} {b}".strip() for a, b in zip(before.rows[-1], rows.pop(0), strict=True))
        table.lines[-1] = replace(table.last, table=replace(before, rows=(*before.rows[:-1], whole)))
    return Table(tuple(rows))


def _goes_on(last: Sequence[str], row: Sequence[str]) -> bool:
    """Whether a row has no beginning of its own, and a cell that goes on in the middle of a sentence."""
    cut = any(a and b and not _ENDED.search(a) and b[0].islower() for a, b in zip(last, row, strict=True))
    return not row[0] and cut
