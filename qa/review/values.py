"""One quantity with two values: the abstracts of two languages against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus import Block, detect_language
from qa.review.audited import Audited
from qa.review.figures import Figure, figures
from qa.review.records import Finding
from qa.review.wording import phrase

_ABSTRACT = re.compile(r"\W*(?:abstrak|abstract|ringkasan|summary|intisari)\b", re.I)
_LEAST = 200
_NUMBERS_LEAST = 2


def check_values(audited: Audited) -> Iterator[Finding]:
    """Numbers that one abstract has and the other, in the other language, has not."""
    own = {"id": _abstract(audited, "id"), "en": _abstract(audited, "en")}
    if not all(own.values()):
        return
    found = {language: _figures(audited, blocks) for language, blocks in own.items()}
    if min(map(len, found.values())) < _NUMBERS_LEAST:
        return
    for language, other in (("id", "en"), ("en", "id")):
        alone = [(f, at) for f, at in found[language] if not any(_same(f, g) for g, _ in found[other])]
        if len(alone) > max(2, len(found[language]) // 2):
            continue
        for figure, at in alone:
            rest = [g for g, _ in found[other] if not any(_same(g, f) for f, _ in found[language])]
            span = audited.around(at, at + len(figure.text), 60, 40)
            against = rest[0].text if len(rest) == 1 else None
            yield audited.finding(
                "value", "look", span, phrase("value_abstract", number=figure.text), against
            )


def _abstract(audited: Audited, language: str) -> list[Block]:
    blocks = [
        b
        for b in audited.document.blocks
        if b.kind == "body" and audited.section(b.start) == "abstract" and b.end - b.start >= _LEAST
    ]
    return [b for b in blocks if detect_language(audited.text[b.start : b.end]) == language]


def _figures(audited: Audited, blocks: list[Block]) -> list[tuple[Figure, int]]:
    """Numbers of two digits or more, or with decimals, or in per cent: small ones are often written otherwise."""
    return [
        (f, b.start + f.start)
        for b in blocks
        for f in figures(audited.text[b.start : b.end])
        if not f.worded and (abs(f.value) >= 10 or f.decimals or f.percent)
    ]


def _same(one: Figure, other: Figure) -> bool:
    values = [v for v in (one.value, one.other) if v is not None]
    return any(
        abs(abs(v) - abs(w)) < 1e-9 for v in values for w in (other.value, other.other) if w is not None
    )
