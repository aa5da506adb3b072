"""Where a document writes its abbreviations out: "Long Name (LN)", "LN (Long Name)", a list of them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus import Span
from qa.review.audited import Audited
from qa.review.names import abbreviates

_SHORT = r"[A-Z][A-Za-z]{0,3}[A-Z][A-Za-z]{0,4}|[A-Z]{2,8}"
_AFTER_LONG = re.compile(
    rf"(?:\(|(?<=[a-z])/)\s?(?:selanjutnya\s+)?[“\"]?(?P<short>{_SHORT})[”\"]?(?:,\s(?:19|20)\d\d[a-z]?)?\s?\)"
)
_BEFORE_LONG = re.compile(
    rf"\b(?P<short>{_SHORT})\s?(?:\(\s?(?P<in>[A-Z][^()\d]{{6,80}}?)\s?\)"
    r"|(?:adalah|merupakan)?\s*(?:singkatan|kependekan|kepanjangan)\s+(?:dari\s+)?(?P<of>[A-Z][\w’'-]*(?:\s[\w’'-]+){1,8})"
    r"|\s(?:stands for|atau)\s(?P<or>[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){1,6})"
    r"|:\s(?P<list>[A-Z][\w’'-]*(?:\s[\w’'-]+){1,8}))"
)
_WORD = re.compile(r"[^\W\d_][\w’'/-]*")
_SMALL_WORDS = """
of the and for dan untuk in on di dari de to a an with bagi by as pada dengan
"""
_SMALL = frozenset(_SMALL_WORDS.split())
_YEAR_BEHIND = re.compile(r",\s(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Introduced:
    """An abbreviation written out: `long` stands before or behind it.

    `kind` is that of the block, "list" for an entry of a list of abbreviations, "unfit" where the letters are not
    those of the words.
    """

    short: str
    long: str
    span: Span
    kind: str


def introductions(audited: Audited) -> tuple[Introduced, ...]:
    """All places where an abbreviation is joined to its long form, in order of place."""
    found = []
    for block in audited.document.blocks:
        if audited.section(block.start) == "contents":
            continue
        text = audited.text[block.start : block.end]
        for m in _AFTER_LONG.finditer(text):
            long = _long_before(text, m.start(), m["short"])
            kind: str = block.kind
            if not long and not _YEAR_BEHIND.search(m.group()):
                long, kind = _words_before(text, m.start(), m["short"]), "unfit"
            if long:
                span = Span(block.start + m.start() - len(long) - 1, block.start + m.end())
                found.append(Introduced(m["short"], long, span, kind))
        for m in _BEFORE_LONG.finditer(text):
            long = m["in"] or m["of"] or m["or"] or m["list"]
            if long and abbreviates(m["short"], long):
                found.append(
                    Introduced(
                        m["short"],
                        long.strip(),
                        Span(block.start + m.start(), block.start + m.end()),
                        block.kind,
                    )
                )
        if block.kind == "table":
            found += _listed(text, block.start)
        elif block.kind in ("body", "other"):
            found += _listed_lines(text, block.start)
    return tuple(found)


def _listed(text: str, start: int) -> Iterator[Introduced]:
    """Rows of a list of abbreviations: the short form in one cell, the long one in the next."""
    at = start
    for row in text.split("\n"):
        cells = [c.strip() for c in row.split(" | ")]
        for one, other in itertools.pairwise(cells):
            if re.fullmatch(_SHORT, one) and len(other.split()) > 1 and abbreviates(one, other):
                yield Introduced(one, other, Span(at, at + len(row)), "list")
        at += len(row) + 1


def _listed_lines(text: str, start: int) -> Iterator[Introduced]:
    """Lines of a list of abbreviations: nothing but the short form and the long one."""
    at = start
    for line in text.split("\n"):
        found = re.fullmatch(
            rf"\s*(?P<short>{_SHORT})\s*[:=–-]?\s+(?P<long>[A-Z][\w’'-]*(?:\s[\w’'-]+){{1,7}})\s*", line
        )
        if found and abbreviates(found["short"], found["long"]):
            yield Introduced(found["short"], found["long"], Span(at, at + len(line)), "list")
        at += len(line) + 1


def _long_before(text: str, stop: int, short: str) -> str | None:
    """The words before the bracket that the letters are short for; what capitals show where the letters do not fit."""
    sentence = re.split(r"[.;:!?]\s|[()“”]", text[max(0, stop - 160) : stop])[-1]
    words = list(_WORD.finditer(sentence))
    count = len(re.sub(r"[^A-Za-z]", "", short))
    for size in range(min(count + 4, len(words)), 0, -1):
        long = sentence[words[-size].start() :].strip()
        if _fits(short, long) and words[-size].group()[0].upper() == short[0].upper():
            return long
    run: list[str] = []
    for word in reversed(words):
        if not (word.group()[0].isupper() or (run and word.group() in _SMALL)):
            break
        run.insert(0, word.group())
    while run and run[0] in _SMALL:
        run.pop(0)
    return " ".join(run) if len(run) > 1 else None


def _words_before(text: str, stop: int, short: str) -> str:
    """As many words before the bracket as the abbreviation has letters, though the letters do not fit."""
    sentence = re.split(r"[.;:!?]\s|[()“”]", text[max(0, stop - 160) : stop])[-1]
    words = list(_WORD.finditer(sentence))[-len(short) :]
    return sentence[words[0].start() :].strip() if len(words) > 1 else ""


def _fits(short: str, long: str) -> bool:
    words = list(re.findall(r"[^\W\d_][\w’']*", long.replace("-", " ")))
    letters = re.sub(r"[^A-Za-z]", "", short).upper()
    main = "".join(w[0] for w in words if w.casefold() not in _SMALL).upper()
    full = "".join(w[0] for w in words).upper()
    scattered = (
        len(words) <= len(letters) and words[:1] and words[0][0].isupper() and abbreviates(short, long)
    )
    return letters in (main, full) or bool(scattered)


def long_names(found: tuple[Introduced, ...]) -> dict[str, str]:
    """What each abbreviation is short for, as first introduced."""
    names: dict[str, str] = {}
    for each in found:
        if each.kind == "unfit":
            continue
        names.setdefault(each.short, each.long)
    return names
