"""Which entry a citation means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qa.review.citations import Citation
from qa.review.names import OTHERS, abbreviates, any_near, fold, near, surname_words
from qa.review.references import Entry


@dataclass(frozen=True, slots=True)
class Match:
    """What was found for a citation.

    `entry` is the one meant, None where there is none. `slip` is a pair (as cited, as listed) where a name differs
    by a letter or two. `right_year` says that the entry has the year cited. `also` are others that fit as well.
    """

    entry: Entry | None
    right_year: bool = True
    slip: tuple[str, str] | None = None
    also: tuple[Entry, ...] = ()


def match(citation: Citation, entries: Sequence[Entry], long_names: Mapping[str, str]) -> Match:
    """The entry that a citation by name means.

    `long_names`: what abbreviations of the document are short for.
    """
    words = citation.words
    if not words:
        return Match(None)
    named = [e for e in entries if _names(citation, e, long_names)]
    best = _with_year(citation, named)
    if best:
        return Match(best[0], slip=_slip(words, best[0]), also=tuple(best[1:]))
    slips = [(e, s) for e in entries if (s := _lead_slip(words, e)) and has_year(e, citation.year)]
    if slips and not named:
        return Match(slips[0][0], slip=slips[0][1])
    led = [e for e in named if _leads(citation, e, long_names)]
    if len(led) > 1 and len(words) > 1:
        led = [e for e in led if len(set(words) & set(e.names)) > 1] or led
    if led and citation.year:
        return Match(led[0], right_year=False, slip=_slip(words, led[0]))
    if named and not citation.year:
        return Match(named[0])
    return Match(None)


def _with_year(citation: Citation, named: Sequence[Entry]) -> list[Entry]:
    """The entries of the right year that agree best: in who is named first, in how many, in the year's letter."""
    fitting = [(_agreement(citation, e), e) for e in named if has_year(e, citation.year)]
    best = max((score for score, _ in fitting), default=0.0)
    return [e for score, e in fitting if score == best]


def _agreement(citation: Citation, entry: Entry) -> float:
    words = set(citation.words)
    others = bool(re.search(OTHERS, citation.names, re.I))
    two = len(re.findall(r"&|\b(?:dan|and)\b", citation.names)) == 1 and not others
    people = entry.people >= 3 if others else entry.people == 2 if two else entry.people < 3
    return (
        2 * bool(words & set(entry.lead))
        + people
        + (citation.year in entry.years) / 2
        + len(words & set(entry.names)) / 4
    )


def has_year(entry: Entry, year: str) -> bool:
    """Whether the entry is of that year; a letter counts where both have one; no year fits all."""
    if not year or not entry.years:
        return True
    if year in entry.years:
        return True
    lettered = any(y[-1].isalpha() for y in entry.years if y[:4] == year[:4])
    return any(y[:4] == year[:4] for y in entry.years) and not (lettered and year[-1].isalpha())


def _names(citation: Citation, entry: Entry, long_names: Mapping[str, str]) -> bool:
    """Whether the first name cited is among the entry's, or one is an abbreviation of the other."""
    words = citation.words
    if (
        _first_word(citation) in entry.names
        or words[0] in entry.names
        or (words[-1] in entry.names and len(words) <= 3)
    ):
        return True
    if set(words) <= set(surname_words(entry.title)) and (not entry.names or len(words) > 1):
        return True
    return is_short_for(citation.names, entry, long_names) or (
        bool(citation.alias)
        and len(surname_words(citation.alias)) > 1
        and set(surname_words(citation.alias)) <= set(entry.names)
    )


def _first_word(citation: Citation) -> str:
    first = re.split(r",|;|&|\b(?:dan|and|et|dkk)\b", citation.names, maxsplit=1)[0]
    words = surname_words(first)
    return words[-1] if words else ""


def is_short_for(name: str, entry: Entry, long_names: Mapping[str, str]) -> bool:
    """Whether a name in capitals is short for the body of the entry, or the entry's short name for it."""
    short = re.sub(r"[^A-Za-z]", "", name)
    if not 2 <= len(short) <= 10 or sum(c.isupper() for c in short) < 2 or " " in name.strip():
        return bool(entry.head) and _entry_is_short(name, entry, long_names)
    if entry.short and fold(entry.short) == fold(short):
        return True
    long = long_names.get(short)
    if long and len(set(surname_words(long)) & set(entry.names)) >= max(2, len(surname_words(long)) - 1):
        return True
    body = re.sub(r"\(.*?\)", "", entry.head).strip()
    return len(body.split()) > 1 and "," not in body.replace(", and", " and") and abbreviates(short, body)


def _entry_is_short(name: str, entry: Entry, long_names: Mapping[str, str]) -> bool:
    short = entry.head.strip()
    if " " in short or not short.isupper():
        return False
    long = long_names.get(short)
    return abbreviates(short, name) or (long is not None and fold(long) == fold(name))


def _leads(citation: Citation, entry: Entry, long_names: Mapping[str, str]) -> bool:
    return bool({_first_word(citation), citation.words[0]} & set(entry.lead)) or is_short_for(
        citation.names, entry, long_names
    )


def _lead_slip(words: Sequence[str], entry: Entry) -> tuple[str, str] | None:
    """The first name cited against the first author's names, a letter or two apart."""
    for listed in entry.lead:
        if near(words[0], listed):
            return words[0], listed
    return None


def _slip(words: Sequence[str], entry: Entry) -> tuple[str, str] | None:
    """A name cited that no name of the entry is, but one nearly."""
    for word in words:
        if word not in entry.names and (listed := any_near(word, entry.names)) and listed not in words:
            return word, listed
    return None
