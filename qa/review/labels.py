"""Captions and cross-references: numbers that are missing, given twice, or point to what is not there."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from corpus import Block, Span, number_parts
from qa.review.audited import Audited
from qa.review.names import fold
from qa.review.records import Finding
from qa.review.wording import phrase

_NUMBER = r"(?:[IVX]{1,5}|[A-Z]|\d{1,2})(?:[.-]\d{1,3}){0,3}(?![\d%])|\d{1,3}"
_KINDS = {
    "figure": r"gambar|gbr|figures?|figs?|grafik|bagan",
    "table": r"tabel|tables?|tab",
    "equation": r"persamaan|equations?|eqs?",
}
_SHOWN = {"figure": ("Gambar", "Figure"), "table": ("Tabel", "Table"), "equation": ("Persamaan", "Equation")}
_LABEL = {
    k: re.compile(rf"(?<![\w-])(?:{words})\.?\s*(?P<number>{_NUMBER})(?![\w])", re.I)
    for k, words in _KINDS.items()
}
_LINE = {
    k: re.compile(rf"^\W*(?:{words})\.?\s*(?P<number>{_NUMBER})\b", re.I | re.M)
    for k, words in _KINDS.items()
}
_UNRESOLVED = re.compile(
    r"\b(?:gambar|tabel|persamaan|bab|subbab|bagian|lampiran|figure|fig\.|table|equation|eq\.|section|chapter|appendix)\s*\(?\?{1,3}\)?"
    r"|Error! Reference source not found|Error! Bookmark not defined|\\(?:ref|cite|autoref)\{",
    re.I,
)
_ELSEWHERE = re.compile(
    r"\b(?:dalam|pada|di|in|of|from|dari)\s+(?:buku|artikel|ref|\[\d|[A-Z][a-z]+ (?:et al|dkk|\())"
    r"|lampiran|appendix|supplement|suplemen",
    re.I,
)
_CONTINUED = re.compile(r"\b(?:lanjutan|lanj|continued|cont|sambungan)\b", re.I)
_BILINGUAL = 400
"""Two captions so near each other, in characters, are one in two languages."""
_MAIN = re.compile(
    r"\b(?:sub\s?-?\s?bab|subbagian|section|sec\.|bagian)\s+(\d{1,2}(?:\.\d{1,2}){1,3})(?![\d.]*\d|\s*(?:undang|uu|pasal))",
    re.I,
)
_HEADING_NUMBER = re.compile(r"(?:bab\s+)?(\d{1,2}(?:\.\s?\d{1,2})*)\.?\s+\S", re.I)


@dataclass(frozen=True, slots=True)
class Label:
    """A caption's number as printed and in parts: "III.2" is (3, 2)."""

    kind: str
    number: str
    parts: tuple[int, ...]
    block: Block

    @property
    def shown(self) -> str:
        """As it is printed."""
        return self.number


def parts_of(number: str) -> tuple[int, ...]:
    """The parts of a printed number; letters and Roman numerals as numbers. Empty where it is none."""
    parts = []
    for part in re.split(r"[.-]", number):
        if part.isdigit():
            parts.append(int(part))
        elif re.fullmatch(r"[IVX]+", part):
            parts.append(int(number_parts("roman", part)[0]))
        elif len(part) == 1 and part.isalpha():
            parts.append(100 + ord(part.upper()) - ord("A"))
        else:
            return ()
    # "2-0-1" is how a word processor numbers where a level is not used: the first of chapter 2.
    return tuple(p for i, p in enumerate(parts) if p or i in (0, len(parts) - 1))


def check_labels(audited: Audited) -> Iterator[Finding]:
    """Captions against each other and against what the text refers to."""
    for block in audited.running:
        for found in _UNRESOLVED.finditer(audited.text, block.start, block.end):
            span = audited.around(found.start(), found.end())
            yield audited.finding("label", "error", span, phrase("label_unresolved"))
    labels = _captions(audited)
    for kind in ("figure", "table"):
        own = [label for label in labels if label.kind == kind]
        if own:
            yield from _twice(audited, own)
            known = {label.parts for label in own} | _printed(audited, kind)
            yield from _nowhere(audited, kind, known)
            if len(own) > 1:
                yield from _gaps(audited, kind, own, known)
    yield from _sections(audited)


def _captions(audited: Audited) -> list[Label]:
    labels = []
    for block in audited.document.blocks:
        if block.kind != "caption" or audited.section(block.start) == "contents":
            continue
        for kind in ("figure", "table"):
            found = _LINE[kind].match(audited.text, block.start, block.end)
            if audited.text[block.start].islower():
                continue  # a sentence that begins a line with "gambar 2.4" is no caption
            if found and (parts := parts_of(found["number"])):
                labels.append(Label(kind, found["number"], parts, block))
    return labels


def _printed(audited: Audited, kind: str) -> set[tuple[int, ...]]:
    """Numbers that begin a line anywhere, in lists of figures and in what the reader took for something else."""
    inside = re.finditer(rf"(?:(?i:{_KINDS[kind]}))\.?\s(?P<number>{_NUMBER})[.:]?\s[A-Z]", audited.text)
    return {parts_of(m["number"]) for found in (_LINE[kind].finditer(audited.text), inside) for m in found}


def _twice(audited: Audited, labels: list[Label]) -> Iterator[Finding]:
    first: dict[tuple[int, ...], Label] = {}
    for label in labels:
        other = first.setdefault(label.parts, label)
        if other is label:
            continue
        own, known = (audited.text[b.start : b.end] for b in (label.block, other.block))
        if _CONTINUED.search(own) or fuzz.ratio(fold(own), fold(known)) >= 80:
            continue
        if (
            label.block.start - other.block.end < _BILINGUAL
            and own.split()[0].casefold() != known.split()[0].casefold()
        ):
            continue
        span = Span(label.block.start, label.block.end)
        yield audited.finding(
            "label",
            "error",
            span,
            phrase("label_twice", number=label.number),
            audited.quote(other.block.start, other.block.end),
        )


def _nowhere(audited: Audited, kind: str, known: set[tuple[int, ...]]) -> Iterator[Finding]:
    """References to numbers that no caption has; one that lies within a series may be a caption that was not read."""
    seen: set[tuple[int, ...]] = set()
    most: dict[tuple[int, ...], int] = defaultdict(int)
    for parts in known:
        if parts:
            most[parts[:-1]] = max(most[parts[:-1]], parts[-1])
    depths = {len(p) for p in known if p}
    for block in audited.prose:
        for found in _LABEL[kind].finditer(audited.text, block.start, block.end):
            parts = parts_of(found["number"])
            if not parts or parts in known or parts in seen or len(parts) not in depths:
                continue
            if (
                found.start() == block.start
                or parts[0] >= 100
                or any(p[: len(parts)] == parts for p in known)
            ):
                continue
            if parts[-1] < most.get(parts[:-1], 0) or _ELSEWHERE.match(
                audited.text[found.end() :].lstrip(" ,(")[:30]
            ):
                continue
            seen.add(parts)
            span = audited.around(found.start(), found.end())
            said = phrase("label_nowhere", label=_word(audited, kind), number=found["number"])
            yield audited.finding("label", "error", span, said)


def _word(audited: Audited, kind: str) -> str:
    return _SHOWN[kind][audited.document.language == "en"]


def _gaps(audited: Audited, kind: str, labels: list[Label], known: set[tuple[int, ...]]) -> Iterator[Finding]:
    """Numbers left out within a chapter, and a chapter's number among those of another."""
    referred = {
        parts_of(m["number"])
        for b in audited.prose
        for m in _LABEL[kind].finditer(audited.text, b.start, b.end)
    }
    chapters: dict[tuple[int, ...], list[Label]] = defaultdict(list)
    for label in labels:
        chapters[label.parts[:-1]].append(label)
    depths = Counter(len(label.parts) for label in labels)
    for chapter, own in chapters.items():
        if len(chapter) + 1 != depths.most_common(1)[0][0]:
            continue  # captions taken over from a source have numbers of another form
        previous = 0
        for label in sorted(own, key=lambda each: each.parts):
            missing = [
                n for n in range(previous + 1, label.parts[-1]) if (*chapter, n) not in known | referred
            ]
            previous = label.parts[-1]
            if missing and len(missing) <= 3 and label.parts[0] < 100 and len(chapters) + len(own) > 1:
                number = label.number[: label.number.rfind(label.number[-len(str(label.parts[-1])) :])] + str(
                    missing[0]
                )
                span = Span(label.block.start, label.block.end)
                said = phrase("gap_caption", label=_word(audited, kind), number=number, last=label.number)
                yield audited.finding("gap", "look", span, said)
    for before, label, after in zip([None, *labels], labels, labels[1:], strict=False):
        if (
            len(label.parts) > 1
            and after.parts[0] < label.parts[0] < 100
            and (before is None or before.parts[0] <= after.parts[0])
        ):
            span = Span(label.block.start, label.block.end)
            yield audited.finding(
                "gap", "look", span, phrase("gap_chapter"), audited.quote(after.block.start, after.block.end)
            )


def _sections(audited: Audited) -> Iterator[Finding]:
    """Cross-references to numbered sections that no heading has."""
    headings = {
        re.sub(r"\s", "", m[1])
        for b in audited.document.blocks
        if b.kind == "heading" and (m := _HEADING_NUMBER.match(audited.text, b.start, b.end))
    }
    deep = [h for h in headings if "." in h]
    if len(deep) < 5:
        return
    known = headings | {
        re.sub(r"\s", "", m[1]) for m in re.finditer(r"^\W*(\d{1,2}(?:\.\d{1,2})+)", audited.text, re.M)
    }
    largest: dict[str, int] = defaultdict(int)
    for h in known:
        parent, _, last = h.rpartition(".")
        largest[parent] = max(largest[parent], int(last))
    for block in audited.prose:
        for found in _MAIN.finditer(audited.text, block.start, block.end):
            parent, _, last = found[1].rpartition(".")
            if found[1] in known or int(last) <= largest.get(parent, 0):
                continue
            if _ELSEWHERE.match(audited.text[found.end() :].lstrip(" ,(")[:30]):
                continue
            span = audited.around(found.start(), found.end())
            yield audited.finding("label", "look", span, phrase("label_section", number=found[1]))
