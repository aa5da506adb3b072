"""Abbreviations: where they are introduced, and where that does not agree."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from qa.review.audited import Audited
from qa.review.introductions import Introduced
from qa.review.names import abbreviates, fold
from qa.review.records import Finding
from qa.review.references import Entry
from qa.review.wording import phrase

_TOKEN = re.compile(r"(?<![\w./@-])[A-Z]{3,7}(?![\w/@]|[-.]\w)")
_CITED = r"(?:\s[a-z]+){0,2}\s?(?:\[\d|\([A-Z][^()]*\d{4})"
"""Behind the name of a work or a system: "GCN [83]", "the YAKE algorithm [72]"."""
_CODE = re.compile(r"\((?!s\))|\s[A-Z]{2,}\b|\s\w+[._]\w")
_CODE_BEFORE = re.compile(r"(?:\w[._]\w+|\b[A-Z]{2,})\s$")
_CAPITALS = re.compile(r"[A-Z]{2,}[^\w\n]+[A-Z]{2,}[^\w\n]+[A-Z]{2,}")
_WORD = re.compile(r"[^\W\d_][\w’'/-]*")
_COMMON_WORDS = """
USA UNESCO UNICEF WHO ASEAN NATO COVID PDF HTML HTTP HTTPS API URL CPU GPU RAM ROM USB DVD DNA RNA AIDS HIV
ISBN ISSN DOI SQL XML JSON CSV YAML REST PHP CSS LED LCD GPS SMS WIB WITA WIT NIM NIP NIK KTP TNI POLRI DPR
MPR DPD UUD KUHP RI NKRI SMA SMP SMK PNS ASN UMKM IPA IPS PBB IBM SPSS IEEE ACM ISO MIT ITB UGM IPB UNPAD KPK
MUI BAB III VII VIII XII XIII XIV XVI XVII LAMPIRAN TABEL GAMBAR DAFTAR NOTE AND THE NOT YES ALL KEY RGB FAQ
CEO BERT GPT XOR SRAM LAN WAN WLAN SELECT FROM WHERE MERGE MATCH RETURN INSERT UPDATE DELETE CREATE TRUE FALSE
NULL CNN BBC NASA FBI CIA UEFA FIFA PIN ATM WIFI UTF ASCII UNIX LINUX IDE SDK TCP UDP DNS VPN SSH
"""
_COMMON = frozenset(_COMMON_WORDS.split())
"""What every reader knows, and words that are only set in capitals."""

_NEVER_LEAST = 2
_NEVER_MOST = 2
_INTRODUCED_LEAST = 1
"""A document that writes out fewer abbreviations than this does not follow the custom, and none is missed."""
_ALIKE = 90
_SAME_TERM = 93


def check_abbreviations(
    audited: Audited, found: tuple[Introduced, ...], entries: tuple[Entry, ...]
) -> Iterator[Finding]:
    """Abbreviations never written out, with two meanings, or written in two ways."""
    yield from _two_meanings(audited, found)
    yield from _one_term_twice(audited, found)
    yield from _list_differs(audited, found)
    uses = _uses(audited)
    yield from _written_twice(audited, uses, {e.short for e in found})
    yield from _never(audited, found, uses, entries)


def _uses(audited: Audited) -> dict[str, list[int]]:
    """Where each word in capitals is used in running text, lines in capitals left out."""
    uses: dict[str, list[int]] = defaultdict(list)
    for block in audited.running:
        text = audited.text[block.start : block.end]
        if _CAPITALS.search(text) and block.kind != "table":
            text = _CAPITALS.sub(lambda m: " " * len(m.group()), text)
        for m in _TOKEN.finditer(text):
            if _CODE.match(text, m.end()) or _CODE_BEFORE.search(text[max(0, m.start() - 24) : m.start()]):
                continue
            uses[m.group()].append(block.start + m.start())
    return uses


def _two_meanings(audited: Audited, found: tuple[Introduced, ...]) -> Iterator[Finding]:
    by_short: dict[str, list[Introduced]] = defaultdict(list)
    for each in found:
        by_short[each.short].append(each)
    for short, places in by_short.items():
        fitting = [p for p in places if abbreviates(short, p.long) and p.kind != "reference"]
        for other in fitting[1:]:
            first = fitting[0]
            if not _same_term(first.long, other.long) and fold(first.long) not in fold(other.long):
                said = phrase("abbreviation_two", short=short, first=first.long, second=other.long)
                yield audited.finding(
                    "abbreviation", "look", other.span, said, audited.quote(first.span.start, first.span.end)
                )
                break


def _same_term(one: str, other: str) -> bool:
    return (
        fuzz.ratio(fold(one).replace("-", " "), fold(other).replace("-", " ")) >= 75
        or fuzz.token_sort_ratio(fold(one), fold(other)) >= _ALIKE
    )


def _one_term_twice(audited: Audited, found: tuple[Introduced, ...]) -> Iterator[Finding]:
    done: set[frozenset[str]] = set()
    for i, each in enumerate(found):
        for other in found[:i]:
            pair = frozenset((each.short, other.short))
            if len(pair) < 2 or pair in done or fold(each.short) == fold(other.short):
                continue
            if (each.kind == "unfit") == (other.kind == "unfit"):
                continue  # two that fit their letters are two terms; of two that do not, nothing is known
            same = len(each.long.split()) > 1 and fuzz.ratio(fold(each.long), fold(other.long)) >= _SAME_TERM
            if same and fold(each.short).rstrip("s") != fold(other.short).rstrip("s"):
                done.add(pair)
                said = phrase("abbreviation_terms", first=other.short, second=each.short)
                yield audited.finding(
                    "abbreviation", "look", each.span, said, audited.quote(other.span.start, other.span.end)
                )


def _list_differs(audited: Audited, found: tuple[Introduced, ...]) -> Iterator[Finding]:
    """The list of abbreviations against the text: same words but for a slip."""
    texts: Mapping[str, str] = {e.short: e.long for e in reversed(found) if e.kind in ("body", "footnote")}
    for each in found:
        own = texts.get(each.short)
        if each.kind not in ("list", "table", "other") or own is None:
            continue
        one, other = fold(each.long).replace("-", " "), fold(own).replace("-", " ")
        words = [(a, b) for a, b in zip(one.split(), other.split(), strict=False) if a != b]
        if len(one.split()) == len(other.split()) and 0 < len(words) <= 1 and fuzz.ratio(*words[0]) >= 70:
            yield audited.finding(
                "abbreviation",
                "look",
                each.span,
                phrase("abbreviation_list", listed=each.long, first=own),
                own,
            )


def _written_twice(
    audited: Audited, uses: Mapping[str, list[int]], introduced: set[str]
) -> Iterator[Finding]:
    """A rare spelling of a frequent abbreviation of five letters or more."""
    for short, places in uses.items():
        if len(short) < 5 or len(places) > 2:
            continue
        for other, others in uses.items():
            if (
                len(other) >= 5
                and len(others) >= 3 * len(places)
                and OSA.distance(short, other) == 1
                and short[0] == other[0]
            ):
                if short.rstrip("S") == other.rstrip("S") or {short, other} <= introduced:
                    continue
                span = audited.around(places[0], places[0] + len(short), 40, 40)
                said = phrase("abbreviation_written", first=short, second=other)
                yield audited.finding("abbreviation", "error", span, said, other)
                break


def _never(
    audited: Audited, found: tuple[Introduced, ...], uses: Mapping[str, list[int]], entries: tuple[Entry, ...]
) -> Iterator[Finding]:
    """Abbreviations of the running text that are written out nowhere, the most frequent first."""
    introduced = {e.short for e in found if e.kind != "unfit"}
    if len(introduced) < _INTRODUCED_LEAST:
        return
    text = audited.text
    # "(ABC)" behind anything is an introduction of some kind, in a language or an order that is not understood.
    introduced |= set(
        re.findall(
            r"\b(?:disingkat|disebut|singkatan|abbreviated|called)\s(?:dengan\s|as\s|menjadi\s)?[“\"]?([A-Z]{3,7})\b",
            text,
        )
    )
    introduced |= set(re.findall(r"\(\s?([A-Z]{3,7})\s?\)", text)) | set(
        re.findall(r"\b([A-Z]{3,7})\s?\([A-Z][a-z]+ ", text)
    )
    prose = [b for b in audited.prose if _is_running(text[b.start : b.end])]
    counts: Counter[str] = Counter()
    words = set(re.findall(r"\b[^\W\d_]*[a-z][^\W\d_]*\b", text))
    lower = {w.upper() for w in words}
    phrases = [_capitals(p) for p in _PHRASE.findall(audited.running_text)]
    for short, places in uses.items():
        known = {short, short.rstrip("S")} & (introduced | _COMMON | lower)
        if (
            not known
            and not _spelt(short, phrases)
            and not re.search(
                rf"\b{short}(?:{_CITED}|\s(?:adalah|merupakan|ialah|is an?|atau|refers)\b)", text
            )
        ):
            counts[short] = sum(any(b.start <= p < b.end for b in prose) for p in places)
    authors = {e.head for e in entries}
    listed = any(e.kind == "list" for e in found)
    often = [s for s, n in counts.most_common() if n >= _NEVER_LEAST or (n and (s in authors or listed))]
    for short in often[:_NEVER_MOST]:
        own = [p for p in uses[short] if any(b.start <= p < b.end for b in prose)]
        place = next((p for p in own if audited.section(p) == "body"), own[0])
        span = audited.around(place, place + len(short), 40, 40)
        yield audited.finding("abbreviation", "look", span, phrase("abbreviation_never", short=short))


_PHRASE = re.compile(
    r"[A-Z][\w’-]*[a-z][\w’-]*(?:,?\s(?:(?:of|and|for|the|on|dan|untuk|in)\s){0,2}[A-Z][\w’-]*[a-z][\w’-]*)+"
)


def _capitals(phrase: str) -> str:
    return "".join(w[0] for w in re.findall(r"[A-Z][\w’-]*", phrase))


def _spelt(short: str, phrases: list[str]) -> bool:
    """Whether a name in the text has the abbreviation's letters as the capitals of words in a row."""
    return any(short in capitals for capitals in phrases)


def _is_running(text: str) -> bool:
    """Whether a block is made of sentences, not of code or labels: most of its words in small letters."""
    words = _WORD.findall(text)
    return len(words) >= 6 and sum(w.islower() for w in words) >= 0.6 * len(words)
