"""Tables of contents and lists of figures: recognised, and kept out of headings and body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.headings import section_kind
from corpus.readers.pdf.layout import Line

_LEADER = re.compile(r"(?:(?:\.\s?){4,}|(?:…\s?){2,}|_{5,}|(?:·\s?){4,})")
_LABEL = re.compile(r"(?:\d{1,4}|[ivxlc]{1,8})")
_LIST = re.compile(
    r"DAFTAR (?!PUSTAKA|RUJUKAN|REFERENSI|BACAAN|RIWAYAT|HADIR)[A-Z]+(?: (?:DAN )?[A-Z]+){0,3}"
    r"|LIST OF [A-Z]+(?: [A-Z]+){0,2}"
)
_LEAST = 4
_SHARE = 0.35
_TITLED_SHARE = 0.2
"""Share of the lines that must be entries; the entries of some lists run over many lines."""


def is_contents_title(line: Line) -> bool:
    """Whether the line is the heading of such a list ("DAFTAR ISI")."""
    text = line.text.strip()
    return len(text) < 60 and (section_kind(text) == "contents" or _LIST.fullmatch(text) is not None)


def contents_of(lines: Sequence[Line]) -> range:
    """Which of a page's lines are entries of such a list; empty where the page holds none."""
    entries = [at for at, line in enumerate(lines) if _is_entry(line)]
    titles = [at for at, line in enumerate(lines) if is_contents_title(line)]
    least = 1 if titles else _LEAST
    share = _TITLED_SHARE if titles else _SHARE
    if len(entries) < least or len(entries) < share * (entries[-1] + 1 - (titles[0] if titles else 0)):
        return range(0)
    start = titles[0] + 1 if titles and titles[0] < entries[0] else 0
    return range(start, entries[-1] + 1)


def _is_entry(line: Line) -> bool:
    """Dots that lead to a page number, or a page number alone at the right edge."""
    words = line.words
    if not _LABEL.fullmatch(words[-1].text):
        return bool(_LEADER.search(line.text))
    if _LEADER.search(line.text):
        return True
    gap = words[-1].x0 - words[-2].x1 if len(words) > 1 else 0.0
    return gap > 2 * line.size and line.x1 > line.right - 2
