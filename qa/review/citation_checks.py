"""In-text citations against the list of references."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from corpus import Message, Span
from qa.review.audited import Audited
from qa.review.citations import Citation, by_name, numeric, placeholders, without_year
from qa.review.matching import Match, match
from qa.review.mentions import is_mentioned
from qa.review.names import YEAR, fold
from qa.review.records import CitationStyle, Finding, FindingKind, Severity
from qa.review.references import Entry, shortened
from qa.review.spelling_checks import names_written_otherwise
from qa.review.wording import phrase

_NUMERIC_SHARE = 0.3
"""A list whose entries are cited by number to this share makes a numeric style."""
_SAME_TITLE = 93
"""Two titles so much alike, of 100, are one."""
_TITLE_LEAST = 20
"""Shorter titles are alike by chance; down to half of it the year has to be the same too."""
_TWO_YEARS = re.compile(rf"(?<![–-])(?<![–-]\s)({YEAR}),\s+({YEAR})\.?$")
_EVENT = re.compile(
    rf"\b({YEAR})\b\s+(?:\d{{1,2}}(?:st|nd|rd|th)\b|IEEE|ACM|International|Conference|Annual|Seminar|Simposium|Symposium)"
    rf"|\b(?:Conference|Proceedings|Prosiding|Seminar|Symposium|Workshop)\b[^.,]{{0,40}}?\b({YEAR})\b"
)
_BAD_DOI = re.compile(
    r"\bdoi\s*:\s*(?!\s*(?:https?://)?(?:dx\.)?(?:doi\.org/)?\s*10\.\d{4,9}/)(\S+)|doi\.org/(?!10\.\d{4,9}/)(\S+)",
    re.I,
)
_BAD_TWICE = re.compile(r"doi\.org/\s*https?://(?:dx\.)?doi\.org", re.I)


@dataclass(frozen=True)
class Cited:
    """All citations of a document with what each means, and the style they make."""

    style: CitationStyle
    numbers: tuple[Citation, ...]
    named: tuple[tuple[Citation, Match], ...]
    entries: tuple[Entry, ...] = field(repr=False)

    @property
    def works(self) -> int:
        """How many different works the text cites."""
        numbers = {c.number for c in self.numbers}
        known = {m.entry.span.start for _, m in self.named if m.entry and m.entry.number not in numbers}
        unknown = {(c.words[:1], c.year) for c, m in self.named if m.entry is None}
        return len(numbers) + len(known) + len(unknown)


def cited(audited: Audited, entries: tuple[Entry, ...], long_names: Mapping[str, str]) -> Cited:
    """The citations of a document, each with the entry it means."""
    largest = max((e.number or 0 for e in entries), default=0)
    numbers = tuple(numeric(audited, largest)) if largest else ()
    shared = len({c.number for c in numbers} & {e.number for e in entries})
    is_numeric = bool(entries) and shared >= _NUMERIC_SHARE * len(entries)
    found = [*by_name(audited), *(() if is_numeric else without_year(audited))]
    named = tuple((c, match(c, entries, long_names)) for c in found)
    works = {(c.words[:1], c.year) for c in found if c.sure and c.year}
    if is_numeric:
        style: CitationStyle = "mixed" if len(works) >= 0.2 * len(entries) else "numeric"
    elif found:
        notes = sum(b.kind == "footnote" for b in audited.prose) if entries else 0
        style = "mixed" if notes >= 2 else "author-year"
    else:
        style = "notes" if any(b.kind == "footnote" for b in audited.prose) and entries else "none"
    return Cited(style, numbers if is_numeric else (), named, entries)


def check_citations(audited: Audited, what: Cited, long_names: Mapping[str, str]) -> Iterator[Finding]:
    """Everything in which the citations and the list of references do not agree."""
    if what.entries:
        yield from _missing(audited, what)
        yield from _years_and_names(audited, what)
        yield from _unused(audited, what, long_names)
        yield from _numbering(audited, what.entries)
    for span in placeholders(audited):
        around = audited.around(span.start, span.end)
        yield audited.finding("missing", "error", around, phrase("missing_placeholder"))
    yield from _entries_alone(audited, what.entries)
    yield from _duplicates(audited, what.entries)


def _missing(audited: Audited, what: Cited) -> Iterator[Finding]:
    listed = {e.number for e in what.entries}
    seen: set[object] = set()
    for c in what.numbers:
        if c.number not in listed and c.number not in seen:
            seen.add(c.number)
            yield _at(audited, "missing", c, phrase("missing_number", number=c.number or 0))
    for c, found in what.named:
        key = (c.words[:1], c.year)
        if found.entry is None and c.sure and c.year and not c.secondary and key not in seen:
            if _is_followed_by_number(audited, c, what):
                continue
            seen.add(key)
            yield _at(audited, "missing", c, phrase("missing_name", name=c.names, year=c.year))


def _is_followed_by_number(audited: Audited, c: Citation, what: Cited) -> bool:
    """Whether "Name (2008) … [3]" gives its source by number in the next words and entry 3 has that year."""
    close = [n for n in what.numbers if 0 <= n.span.start - c.span.end <= 3]
    return bool(close)


def _at(
    audited: Audited, kind: FindingKind, c: Citation, said: Message, against: str | None = None
) -> Finding:
    span = audited.around(c.span.start, c.span.end, 40, 0)
    return audited.finding(kind, "error", span, said, against)


def _years_and_names(audited: Audited, what: Cited) -> Iterator[Finding]:
    seen: set[object] = set()
    for c, found in what.named:
        entry = found.entry
        if entry is None or c.secondary:
            continue
        if found.slip and (found.slip, c.year) not in seen:
            seen.add((found.slip, c.year))
            said = phrase(
                "spelling_name",
                cited=_as_written(c.names, found.slip[0]),
                listed=_as_written(entry.text, found.slip[1]),
            )
            yield _at(audited, "spelling", c, said, shortened(entry))
        listed = ", ".join(entry.years)
        if not found.right_year and (c.words[:1], c.year) not in seen:
            seen.add((c.words[:1], c.year))
            yield _at(
                audited, "year", c, phrase("year_differs", cited=c.year, listed=listed), shortened(entry)
            )
        elif not c.year and c.sure and entry.years:
            yield _at(audited, "year", c, phrase("year_none", listed=listed), shortened(entry))
    named = [(c, m.entry) for c, m in what.named if m.right_year]
    yield from names_written_otherwise(audited, what.numbers, named, what.entries)


def _as_written(text: str, folded: str) -> str:
    return next((w for w in re.findall(r"[^\W\d_][\w’'‘`-]*", text) if fold(w) == folded), folded)


def _unused(audited: Audited, what: Cited, long_names: Mapping[str, str]) -> Iterator[Finding]:
    numeric_style = bool(what.numbers)
    if not numeric_style and not what.named and (what.style == "notes" or _has_raised_numbers(audited)):
        return
    numbers = {c.number for c in what.numbers}
    meant = {e.span.start for _, m in what.named for e in (m.entry, *m.also) if e}
    for entry in what.entries:
        if (numeric_style and entry.number in numbers) or (not numeric_style and entry.span.start in meant):
            continue
        if numeric_style and entry.span.start in meant:
            continue
        if not numeric_style and not entry.years and entry.text.startswith(("“", '"', "Bab ", "Chapter ")):
            continue  # a manuscript without author and year: no form of citation to look for
        if is_mentioned(audited, entry, long_names, numeric=numeric_style):
            continue
        severity: Severity = "error" if numeric_style or what.named else "look"
        yield audited.finding("unused", severity, _opening(entry), phrase("unused"))


def _has_raised_numbers(audited: Audited) -> bool:
    """Whether the text may cite by raised numbers, which text layers show as digits glued to words."""
    raised = re.findall(r"[¹²³⁴-⁹]|[a-z)][.,]?\d{1,2}(?=[\s,.;])", audited.running_text)
    return len(raised) >= 3


def _opening(entry: Entry) -> Span:
    return Span(entry.span.start, min(entry.span.end, entry.span.start + 160))


def _numbering(audited: Audited, entries: Sequence[Entry]) -> Iterator[Finding]:
    numbered = [e for e in entries if e.number]
    present = {e.number for e in numbered}
    for before, after in itertools.pairwise(numbered):
        for missing in range((before.number or 0) + 1, after.number or 0):
            if missing not in present and missing - (before.number or 0) <= 3:
                yield audited.finding(
                    "gap", "look", _opening(after), phrase("gap_entry", number=missing), shortened(before)
                )


def _entries_alone(audited: Audited, entries: Sequence[Entry]) -> Iterator[Finding]:
    """What is wrong within one entry."""
    this_year = datetime.date.today().year
    for entry in entries:
        two, event = _TWO_YEARS.search(entry.text), _EVENT.search(entry.text)
        first = entry.years[0][:4] if entry.years else ""
        if two and two[1] != two[2]:
            end = Span(max(entry.span.start, entry.span.end - 60), entry.span.end)
            yield audited.finding("year", "look", end, phrase("year_two", first=two[1], second=two[2]))
        elif event and first and (held := event[1] or event[2]) > first and held not in entry.title:
            yield audited.finding(
                "year", "look", entry.span, phrase("year_venue", first=first, second=held), event.group()
            )
        if first and int(first) > this_year + 1:
            yield audited.finding("year", "error", _opening(entry), phrase("year_future", year=int(first)))
        if _BAD_TWICE.search(entry.text) or _BAD_DOI.search(entry.text.replace("doi.org/ 10", "doi.org/10")):
            yield audited.finding("spelling", "look", _opening(entry), phrase("doi_malformed"))


def _duplicates(audited: Audited, entries: Sequence[Entry]) -> Iterator[Finding]:
    for i, entry in enumerate(entries):
        for other in entries[:i]:
            if _same_work(entry, other):
                yield audited.finding(
                    "duplicate", "error", _opening(entry), phrase("duplicate_work"), shortened(other)
                )
            elif entry.doi and entry.doi == other.doi:
                yield audited.finding(
                    "duplicate", "error", _opening(entry), phrase("duplicate_doi"), shortened(other)
                )
            else:
                continue
            break


def _same_work(one: Entry, other: Entry) -> bool:
    titles = fold(one.title), fold(other.title)
    shortest = min(map(len, titles))
    if shortest < _TITLE_LEAST // 2 or fuzz.ratio(*titles) < _SAME_TITLE:
        return False
    if shortest < _TITLE_LEAST and not set(one.years) & set(other.years):
        return False
    return bool(set(one.lead) & set(other.lead)) or (not one.lead and not other.lead)
