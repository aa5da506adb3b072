"""Bodies under two names: cited by one and listed by another, or one institution spelt in two ways."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from rapidfuzz import fuzz

from qa.review.audited import Audited
from qa.review.citation_checks import Cited
from qa.review.citations import Citation
from qa.review.introductions import Introduced
from qa.review.names import abbreviates, fold
from qa.review.records import Finding
from qa.review.references import Entry
from qa.review.wording import phrase

_BODY = re.compile(
    r"\b(?=(?:[A-Z][\w’'-]+\s|of\s|and\s|for\s|dan\s|the\s)*?(?:Institutes?|Institutions?|University|Universitas|Ministry|Center|Centre"
    r"|Department|Agency|Board|Council|Badan|Kementerian|Lembaga|Dinas|Institut|Politeknik|Balai|Komisi|Platform)\b)"
    r"[A-Z][\w’'-]+(?:\s(?:of|and|for|dan|the|on|untuk|pada)\s(?=[A-Z])|[\s]|(?<=\w)-)(?:[A-Z][\w’'-]+(?:\s(?:of|and|for|dan|the|on|untuk)(?=\s[A-Z]))?\s?){1,7}"
)
_WORDS_LEAST = 4


def check_bodies(audited: Audited, what: Cited, found: tuple[Introduced, ...]) -> Iterator[Finding]:
    """Bodies cited or named in two ways."""
    yield from _cited_otherwise(audited, what)
    yield from _introduced_otherwise(audited, what, found)
    yield from _spelt_twice(audited)


def _cited_otherwise(audited: Audited, what: Cited) -> Iterator[Finding]:
    """A body cited by its letters and listed in full, or cited under both."""
    if not what.entries:
        yield from _cited_twice(audited, what)
    by_entry: dict[int, list[Citation]] = defaultdict(list)
    entry_at: dict[int, Entry] = {}
    for citation, found in what.named:
        if found.entry:
            by_entry[found.entry.span.start].append(citation)
            entry_at[found.entry.span.start] = found.entry
    for start, citations in by_entry.items():
        entry = entry_at[start]
        bare = [c for c in citations if _is_short(c.names) and not c.alias]
        full = [c for c in citations if not _is_short(c.names) and len(c.words) > 1]
        if not entry.short and not _is_short(entry.head) and bare and len(entry.head.split()) > 1:
            span = audited.around(bare[0].span.start, bare[0].span.end)
            said = phrase("two_names_cited", cited=bare[0].names, listed=entry.head)
            yield audited.finding("two_names", "look", span, said, entry.text[:160])
        elif (
            entry.short
            and bare
            and full
            and not any(fold(c.names) == fold(_without(entry.head)) for c in full)
        ):
            span = audited.around(full[0].span.start, full[0].span.end)
            said = phrase("two_names_both", first=full[0].names, second=bare[0].names)
            yield audited.finding(
                "two_names", "look", span, said, audited.quote(bare[0].span.start, bare[0].span.end)
            )


def _cited_twice(audited: Audited, what: Cited) -> Iterator[Finding]:
    """Without a list: citations of one year by a body's letters and by its name."""
    done: set[str] = set()
    for short, _ in what.named:
        if not _is_short(short.names) or short.alias or short.names in done:
            continue
        for long, _ in what.named:
            if len(long.words) > 1 and long.year == short.year and abbreviates(short.names, long.names):
                done.add(short.names)
                span = audited.around(short.span.start, short.span.end)
                said = phrase("two_names_both", first=long.names, second=short.names)
                yield audited.finding(
                    "two_names", "look", span, said, audited.quote(long.span.start, long.span.end)
                )
                break


def _is_short(name: str) -> bool:
    return bool(re.fullmatch(r"[A-Z][A-Za-z]{1,9}", name.strip())) and sum(c.isupper() for c in name) >= 2


def _without(head: str) -> str:
    return re.sub(r"\s*\(.*?\)", "", head)


def _introduced_otherwise(audited: Audited, what: Cited, found: tuple[Introduced, ...]) -> Iterator[Finding]:
    """The list has "Long (ABC)", the text another long name for ABC."""
    for entry in what.entries:
        if not entry.short:
            continue
        listed = _without(entry.head)
        if not abbreviates(entry.short, listed) or len(listed.split()) < 2 or "," in listed:
            continue
        for each in found:
            if (
                each.short == entry.short
                and each.kind in ("body", "footnote")
                and _differs(each.long, listed)
            ):
                said = phrase("two_names_body", first=each.long, second=listed)
                yield audited.finding("two_names", "look", each.span, said, entry.text[:160])
                break


def _differs(one: str, other: str) -> bool:
    return one[0].isupper() and fuzz.ratio(fold(one), fold(other)) < 75


def _spelt_twice(audited: Audited) -> Iterator[Finding]:
    """Long names of institutions that differ by a letter or two in one word."""
    places: dict[str, int] = {}
    counts: Counter[str] = Counter()
    for block in audited.document.blocks:
        if audited.section(block.start) in ("references", "contents") or block.kind == "heading":
            continue
        for m in _BODY.finditer(audited.text, block.start, block.end):
            name = " ".join(m.group().split())
            if len(name.split()) >= _WORDS_LEAST:
                counts[name] += 1
                places.setdefault(name, m.start())
    names = list(places)
    for i, name in enumerate(names):
        for other in names[:i]:
            if _one_word_off(name, other):
                rare, usual = sorted((name, other), key=lambda n: (counts[n], places[n]))
                from corpus import Span

                span = Span(places[rare], places[rare] + len(rare))
                said = phrase("two_names_body", first=rare, second=usual)
                yield audited.finding("two_names", "look", span, said, usual)


def _one_word_off(one: str, other: str) -> bool:
    first, second = one.split(), other.split()
    if len(first) != len(second) or fold(one) == fold(other):
        return False
    off = [(a, b) for a, b in zip(first, second, strict=True) if fold(a) != fold(b)]
    return len(off) == 1 and min(map(len, off[0])) >= 5 and fuzz.ratio(fold(off[0][0]), fold(off[0][1])) >= 80
