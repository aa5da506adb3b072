"""The titles of chapters that stand below their marks: "BAB II", and on the next lines "TINJAUAN PUSTAKA"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.headings import is_bare_mark
from corpus.readers.pdf.numbering import mark_of
from corpus.readers.pdf.paragraphs import Para

OUTER = ("book", "chapter", "part", "paragraph")
"""Schemes whose marks stand alone on a line, above their titles."""

_OPEN_END = re.compile(r"\b(?:ATAS|TENTANG|DAN|DALAM|TERHADAP|UNTUK|DENGAN|DARI|OF|AND|ON|FOR|THE|IN)$")
_TITLE_STEP = 2.4
"""Baselines of two lines of a chapter's title are at most so far apart, in units of the size."""


def with_titles(paras: Sequence[Para]) -> list[Para]:
    """A chapter's mark alone on its line and the title below it become one heading."""
    joined: list[Para] = []
    for para in paras:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.kind == para.kind == "heading"
            and (is_titled(last.text, last, para) or is_title_rest(last.text, last, para))
        ):
            last.lines += para.lines
            last.level = last.level or para.level
            continue
        joined.append(para)
    return joined


def is_titled(text: str, last: Para, para: Para) -> bool:
    """Whether a heading, `text` so far and `last` its last part, goes on with the paragraph below."""
    near = last.last.page == para.first.page and para.first.base - last.last.base < 15 * para.first.size
    mark = mark_of(para.text)
    return near and _is_open(text) and (mark is None or mark.scheme == "word")


def is_title_rest(text: str, last: Para, para: Para) -> bool:
    """Whether a chapter's title in capitals has another line: in the middle below the last one."""
    size, mark = para.first.size, mark_of(text)
    near = last.last.page == para.first.page and 0 < para.first.base - last.last.base < _TITLE_STEP * size
    shown = last.text.isupper() and para.text.isupper() and mark_of(para.text) is None
    middles = [line.x0 + line.x1 for line in (last.last, *para.lines)]
    return near and shown and max(middles) - min(middles) < size and mark is not None and mark.scheme in OUTER


def _is_open(text: str) -> bool:
    """Whether the rest of a heading stands below: behind a bare mark, or a word that ends none."""
    bare = re.sub(r"[*)\s]+$", "", text)
    if is_bare_mark(bare) or _OPEN_END.search(bare):
        return True
    return bare.startswith("PENJELASAN ATAS") and "TENTANG" not in bare
