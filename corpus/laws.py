"""The clauses of an article ("ayat"): parts of a law that have a number and no heading of their own.

Pasal 28B
(1) Setiap orang berhak …        ──▶ … › Pasal 28B › ayat (1)
(2) Setiap anak berhak …         ──▶ … › Pasal 28B › ayat (2)
"""

from __future__ import annotations

import re

from corpus.headings import heading_mark

_ENGLISH = re.compile(r"article\b", re.I)
_NUMBERED = re.compile(r"\(\s?(?P<number>\d{1,2})(?P<letter>[a-z]?)\s?\)\s*\S")
_MISREAD = re.compile(r"\((?P<number>\d{1,2})(?P<letter>)[1lI\]}]\s+\S")
"""What OCR makes of "(2)": "(21", "(2l"."""

_EXPLAINED = re.compile(r"(?:ayat|paragraph)\s+\(\s?(?P<number>\d{1,2})(?P<letter>[a-z]?)\s?\)(?=\s|$)", re.I)
"""How the explanation of a law names the clause: "Ayat (2)"."""

_PART = re.compile(
    r"(?:pasal|article)\s+(?:\d{1,4}\s?[A-Z]?|[IVXLC]+)|ayat\s*\(\d{1,2}[a-z]?\)|huruf\s+[a-z]|angka\s+\d{1,2}",
    re.I,
)

_MOST_SKIPPED = 2
"""So many clauses in a row may be missing, as where OCR lost their numbers."""


class Clauses:
    """Finds the clauses of one article in the order of its paragraphs; of none where `heading` is no article's."""

    def __init__(self, heading: str) -> None:
        mark = heading_mark(heading, sure=True)
        self._is_article = mark is not None and mark.scheme == "article"
        self._word = "paragraph" if _ENGLISH.match(heading) else "ayat"
        self._last = 0

    def opened_by(self, text: str) -> str | None:
        """The clause that the paragraph `text` begins, as in a path ("ayat (2)"); None where it begins none."""
        if not self._is_article:
            return None
        found = _EXPLAINED.match(text) or _NUMBERED.match(text) or _MISREAD.match(text)
        if found is None:
            return None
        number = int(found["number"])
        inserted = number == self._last and found["letter"] != ""
        next_one = self._last < number <= self._last + 1 + (_MOST_SKIPPED if self._last else 0)
        if not (found.re is _EXPLAINED or inserted or next_one):
            return None
        self._last = number
        return f"{self._word} ({number}{found['letter']})"


def names_part(line: str) -> bool:
    """Whether a line names a part of a law and nothing else, and so opens it: "Pasal 12", "Ayat (2)", "Huruf a"."""
    return _PART.fullmatch(line) is not None
