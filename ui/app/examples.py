"""Example questions, made from the library's own headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus import Document, Section
from ui.i18n.texts import words

_NUMBER = re.compile(
    r"^\s*(?:(?:BAB|CHAPTER|PART|BAGIAN)\s+[IVXLC\d]+|[IVXLC]+\.|[A-Z]\.|[\d.]+\d\.?|\d+\.|\d{1,2}(?=\s))[\s.:–-]*",
    re.I,
)
_USUAL = re.compile(
    r"\b(pendahuluan|kesimpulan|penutup|saran|simpulan|abstra[kc]t?|daftar|lampiran|referensi|kata pengantar|"
    r"latar belakang|rumusan|tujuan|manfaat|metod\w*|sistematika|introduction|conclusions?|discussion|"
    r"references|contents|background|method\w*|appendix|summary|ringkasan|bibliography|acknowledg\w*|"
    r"sumber|sources?|notes?|catatan|pertanyaan|questions?|kerangka|tinjauan|review|framework)\b",
    re.I,
)
_CLAUSE = re.compile(
    r"(what|who|how|why|where|when|which|apa|siapa|bagaimana|mengapa|kapan|di mana)\b.*[^?]$", re.I
)
"""Half a sentence: it neither is a question nor can it be asked about."""
_MARKS = re.compile(r"[*_#|<>{}\[\]=^~]|\)\s")
"""What stands in a heading for an amendment, a formula or a bill's number: no question is made of it."""
_WORDS = (3, 10)
"""Headings of so many words make a question that one would ask."""


def example_questions(documents: Iterable[Document], most: int = 4) -> list[str]:
    """At most `most` questions, one for a document before a second for any."""
    queues = [list(_questions(d)) for d in documents]
    found: list[str] = []
    for turn in range(max(map(len, queues), default=0)):
        for queue in queues:
            if turn < len(queue) and queue[turn] not in found:
                found.append(queue[turn])
            if len(found) == most:
                return found
    return found


def _questions(document: Document) -> Iterator[str]:
    """Headings that ask first, then deep ones: they say what a section is about."""
    language = document.language if document.language in ("id", "en") else "id"
    for section in sorted(document.sections, key=_plainly):
        heading = _topic(section.headings[-1]) if section.headings else ""
        low, high = _WORDS
        if section.kind != "body" or ":" in heading or _CLAUSE.match(heading):
            continue
        if not low <= len(heading.split()) <= high or _USUAL.search(heading) or _MARKS.search(heading):
            continue
        yield heading if heading.endswith("?") else words(f"example_{language}", "id", heading=heading)


def _plainly(section: Section) -> tuple[bool, int]:
    return not (section.headings and section.headings[-1].endswith("?")), -section.level


def _topic(heading: str) -> str:
    """The heading without its number, and not in capitals."""
    text = _NUMBER.sub("", " ".join(heading.split())).strip(" .:;,–-")
    return text.capitalize() if text.isupper() else text
