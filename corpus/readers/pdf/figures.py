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
    _attach(paras)
    for at, para in enumerate(paras):
        if para.kind == "caption" and _FIGURE.match(para.text):
            _mark_labels(paras, at, given)
    _join_labels(paras)


def _attach(paras: Sequence[Para]) -> None:
    """Tables get the caption right before them, else the one right after."""
    for at, para in enumerate(paras):
        for beside in (at - 1, at + 1) if para.kind == "table" else ():
            if 0 <= beside < len(paras) and _is_caption_of(paras[beside], para):
                para.caption, para.number = " ".join(paras[beside].text.split()), paras[beside].number
                break


def _is_caption_of(caption: Para, table: Para) -> bool:
    same = caption.last.page == table.first.page
    return same and caption.kind == "caption" and _TABLE.match(caption.text) is not None


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
