"""Captions, and the words inside figures: labels of charts and diagrams are no paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.headings import caption_number
from corpus.readers.pdf.paragraphs import Measures, Para

_FIGURE = re.compile(r"(?:gambar|figure|fig\.|bagan|grafik|diagram|chart|peta|skema|foto)\s*\w", re.I)
_CONTINUED = re.compile(
    r"bersambung(?: ke halaman (?:berikut(?:nya)?|selanjutnya))?|continued on next page", re.I
)
_TABLE = re.compile(r"tab(?:el|le)\b", re.I)
_CAPTION_LINES = 8


def mark_figures(paras: list[Para], given: Measures) -> None:
    """Marks captions with their numbers, and what stands in a figure above its caption as `other`."""
    for para in paras:
        number = (
            caption_number(para.text) if para.kind == "body" and len(para.lines) <= _CAPTION_LINES else None
        )
        if number is not None:
            para.kind, para.number = "caption", number
        elif para.kind == "body" and len(para.lines) == 1 and _CONTINUED.fullmatch(para.text.strip(" ().…")):
            para.kind = "other"
    paras[:] = _whole_captions(paras, given)
    _attach(paras)
    for at, para in enumerate(paras):
        if para.kind == "caption" and _FIGURE.match(para.text):
            _mark_labels(paras, at, given)
    _join_labels(paras)


def _whole_captions(paras: Sequence[Para], given: Measures) -> list[Para]:
    """Captions with those of their lines that were taken for another paragraph."""
    joined: list[Para] = []
    for para in paras:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.kind == "caption"
            and para.kind == "body"
            and _goes_on(last, para, given)
        ):
            last.lines += para.lines
            continue
        joined.append(para)
    return joined


def _goes_on(caption: Para, para: Para, given: Measures) -> bool:
    first, last = para.first, caption.last
    close = first.page == last.page and 0 < first.base - last.base <= 1.15 * given.lead(first.size)
    alike = abs(first.size - last.size) < 0.3 and abs(first.x0 - caption.first.x0) < 2
    return close and alike and not re.search(r"[.:]$", last.text) and len(para.lines) <= 3


def _attach(paras: Sequence[Para]) -> None:
    """Tables get their captions; between two tables a caption goes with the one that the document means."""
    beside = {at: _captions_beside(paras, at) for at, para in enumerate(paras) if para.kind == "table"}
    alone = [at - found[0] for at, found in beside.items() if len(found) == 1]
    above = sum(step > 0 for step in alone) >= sum(step < 0 for step in alone)
    for at, found in beside.items():
        for place in found if above else found[::-1]:
            paras[at].caption, paras[at].number = " ".join(paras[place].text.split()), paras[place].number
            break


def _captions_beside(paras: Sequence[Para], at: int) -> list[int]:
    """The places right before and after a table where a table's caption stands on the same page."""
    return [
        place
        for place in (at - 1, at + 1)
        if 0 <= place < len(paras)
        and paras[place].kind == "caption"
        and paras[place].last.page == paras[at].first.page
        and _TABLE.match(paras[place].text)
    ]


def _mark_labels(paras: Sequence[Para], at: int, given: Measures) -> None:
    """Short scraps right above a figure's caption are its labels; the first real text ends them."""
    caption = paras[at]
    for other in range(at - 1, -1, -1):
        para = paras[other]
        if para.first.page != caption.first.page or para.kind not in ("body", "other"):
            return
        if para.kind == "body" and not _is_label(para, given):
            return
        para.kind = "other"


def _is_label(para: Para, given: Measures) -> bool:
    """Scraps: few words, narrow or small, without a sentence's end."""
    width = max(line.width for line in para.lines)
    column = para.first.right - para.first.left
    small = max(line.size for line in para.lines) < 0.88 * given.size
    odd = abs(para.first.size - given.size) > 0.06 * given.size
    short = len(para.text.split()) <= 12
    bold = all(line.bold for line in para.lines)
    if bold and not odd:
        return False
    return (
        small
        or (odd and short and width < 0.9 * column)
        or (short and width < 0.5 * column and _is_scrap(para))
    )


def _is_scrap(para: Para) -> bool:
    return (
        not re.search(r"[.;:]$", para.text)
        and len(para.lines) <= 2
        and not re.match(r"\(?\w{1,2}[.)]\s", para.text)
    )


def _join_labels(paras: list[Para]) -> None:
    """Labels that follow one another become one paragraph, a label a line."""
    joined: list[Para] = []
    for para in paras:
        last = joined[-1] if joined else None
        if last is not None and _are_labels(last, para):
            last.lines += para.lines
            last.verbatim = True
            continue
        joined.append(para)
    paras[:] = joined


def _are_labels(first: Para, second: Para) -> bool:
    """Whether both are labels on one page; what stands in a margin keeps its paragraphs."""
    same = first.last.page == second.first.page and not first.first.aside and not second.first.aside
    return same and first.kind == second.kind == "other"
