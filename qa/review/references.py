"""The list of references, entry by entry: number, people or bodies, years, title, DOI.

Parsers that are trained on English (refextract and its like) need a machine's worth of other programs and know no
Indonesian list, so the entries are taken apart by what all styles share: who is named first, what year, what title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus import Span
from qa.review.audited import Audited
from qa.review.names import MONTHS, OTHERS, YEAR, YEAR_MARK, surname_words

_NUMBER = re.compile(r"\s*(?:\[(\d{1,3})\]|(\d{1,3})[.)])\s+(?=\S)")
_IN_LINE = re.compile(r"\[(\d{1,3})\]\s")
_HEAD_WORDS = 14
_DOI = re.compile(r"10\.\d{4,9}/[^\s<>\"“”,;]*[^\s<>\"“”.,;)\]]")
_ADDRESS = re.compile(r"(?:https?:\s?//|www\.)\S+(?:\s*[\w-]*/\S+)*|10\.\d{4,9}/\S+|arXiv:\s?\S+", re.I)
_ACCESS = re.compile(
    r"(?:accessed|retrieved|diakses|diunduh|akses|dilihat|visited|viewed)\b[^;\]]{0,20}?(?:\d{1,2}[^;\]]{0,12})?"
    + YEAR,
    re.I,
)
_PAGES = re.compile(r"(?:\b(?:pp?|hlm|hal|pages?)\.?\s*|:\s*)\d+\s*[–-]\s*\d+", re.I)
_SHORT = re.compile(
    r"(?:^|(?<=\.\s))(?P<head>(?:[A-Z]\.){1,3}\s[^.\d]{2,80}?|[A-Z][^.\d“\":]{1,90}?(?:\b(?:dkk|al)(?=\.))?)"
    rf"(?:\.\s+{YEAR}[a-z]?(?:\s+(?:dan|and|&)\s+{YEAR}[a-z]?)?|,\s+(?:tanpa tahun|undated|no date|n\.d"
    rf"|t\.t))\.(?=\s|$)"
)
_SECONDARY = re.compile(r"\s*(?:cited in|dikutip (?:dari|dalam)|dirujuk (?:dari|melalui)|as cited)\b.*", re.I)
_TITLE = re.compile(r"[“\"«]([^”\"»]{6,300})[”\"»]")
_DASHED = re.compile(rf"[\s.,—–_-]*\(?{YEAR}[a-z]?\b")
_YEARLESS = re.compile(r"\b(?:n\.d\b|t\.t\.|tanpa tahun|no date|undated)", re.I)


@dataclass(frozen=True, slots=True)
class Entry:
    """One work of the list.

    `number` as printed, None in lists without numbers. `head` is what stands before year or title: people or a
    body, as written. `names` are its folded words, the first author's first where the style allows to tell.
    `years` are all years in it but those of access, addresses and pages; `year` the one it is cited by.
    """

    span: Span
    text: str
    number: int | None
    head: str
    names: tuple[str, ...]
    lead: tuple[str, ...]
    years: tuple[str, ...]
    title: str
    doi: str | None
    short: str | None

    @property
    def people(self) -> int:
        """How many authors are named; "and others" counts as three."""
        if re.search(OTHERS + r"|\d others", self.head, re.I):
            return 3
        return 1 + len(re.findall(r";|&|\b(?:and|dan)\b|,(?=\s*[^\W\d_]{2,}\s+[^\W\d_])", self.head))


def entries(audited: Audited) -> tuple[Entry, ...]:
    """The entries of the list of references in order; notes and headings between them are left out."""
    spans = [Span(b.start, b.end) for b in audited.references]
    if not spans:
        return ()
    text = audited.text
    numbered = sum(bool(_NUMBER.match(text, s.start, s.end)) for s in spans) >= max(2, len(spans) * 0.5)
    cut = [part for s in spans for part in _cut(text, s, numbered=numbered)]
    joined = _joined(text, cut, numbered=numbered)
    made: list[Entry] = []
    for span in joined:
        entry = _entry(text, span, numbered=numbered)
        if made and not entry.head and not numbered:  # "———. 2024b.": by the author of the entry before
            entry = replace(entry, head=made[-1].head, names=made[-1].names, lead=made[-1].lead)
        made.append(entry)
    return tuple(e for e in made if _is_entry(e, numbered=numbered))


def _cut(text: str, span: Span, *, numbered: bool) -> list[Span]:
    """A block that holds several entries, cut at numbers that go on by one or at short entries in a row."""
    starts = [span.start]
    if numbered:
        last = None
        for found in _IN_LINE.finditer(text, span.start, span.end):
            if last is not None and int(found[1]) == last + 1:
                starts.append(found.start())
            last = int(found[1]) if last is None or int(found[1]) == last + 1 else last
    else:
        found_short = list(_SHORT.finditer(text[span.start : span.end]))
        if len(found_short) > 1 and found_short[0].start() == 0:
            starts += [span.start + m.start() for m in found_short[1:] if _capitalised(m["head"])]
    return [Span(a, b) for a, b in zip(starts, [*starts[1:], span.end], strict=True)]


def _capitalised(head: str) -> bool:
    words = [
        w
        for w in re.findall(r"[^\W\d_][\w’'-]*", head)
        if w not in ("dan", "and", "of", "dkk", "et", "al", "tanpa")
    ]
    return bool(words) and sum(w[0].isupper() for w in words) >= 0.7 * len(words)


def _joined(text: str, spans: Sequence[Span], *, numbered: bool) -> list[Span]:
    """Parts that begin no entry of their own go to the entry before them."""
    kept: list[Span] = []
    for span in spans:
        part = text[span.start : span.end]
        begins = bool(_NUMBER.match(text, span.start, span.end)) if numbered else _begins(part)
        before = text[kept[-1].start : kept[-1].end] if kept else ""
        torn = bool(before) and not re.search(YEAR, before) and re.match(rf"{YEAR}[a-z]?[.)]", part)
        if not numbered and kept and (torn or _only_names(before)):
            kept[-1] = Span(kept[-1].start, span.end)
        elif begins or not kept or (not numbered and _only_names(part)):
            kept.append(span)
        elif not numbered or span.end - span.start < 400:
            kept[-1] = Span(kept[-1].start, span.end)
    return kept


def _begins(part: str) -> bool:
    """Whether a part of a list without numbers begins an entry: names, then a year or a title."""
    if _SECONDARY.match(part) or part[:1].islower():
        return False
    if re.match(r"[“\"«_—–-]|https?:", part):
        return not part.startswith("http")
    if _DASHED.match(part):
        return True
    year = re.search(YEAR_MARK, part)
    head = part[: year.start()] if year else part[:80]
    words = re.findall(r"[^\W\d_][\w’'-]*", head)[:40]
    if not words or not year:
        return bool(re.match(r"[A-Z][\w’'-]+,\s(?:[A-Z]\.\s?)+|Bab\b|Undang|Peraturan|Republik", part))
    small = sum(w[0].islower() and len(w) > 3 and w not in ("dkk",) for w in words)
    return small <= 0.25 * len(words) or len(words) <= 6 or "(" in head[-2:]


def _only_names(part: str) -> bool:
    """Whether a part is the names of an entry whose year stands in the next: a page ends between them."""
    if re.search(YEAR_MARK, part) or not re.search(
        r"(?:,|&|\b(?:and|dan))\s*(?:[A-Z][\w’'-]*\.?\s*){0,4}$", part
    ):
        return False
    words = [w for w in re.findall(r"[^\W\d_][\w’'-]*", part) if w not in ("and", "dan")]
    return len(words) > 1 and all(w[0].isupper() or len(w) == 1 for w in words)


def _is_entry(entry: Entry, *, numbered: bool) -> bool:
    if numbered:
        return entry.number is not None
    if re.match(r"rujukan|catatan|note|sumber|keterangan", entry.text, re.I) and not entry.years:
        return False
    if not re.search(r"[^\W\d_]{2}", re.sub(r"(?:https?:|www\.)\S+", "", entry.text)):
        return False
    return bool(
        entry.years
        or _YEARLESS.search(entry.text)
        or entry.title
        or re.search(r"https?:|\b[A-Z]\.", entry.text)
    )


def _entry(text: str, span: Span, *, numbered: bool) -> Entry:
    whole = " ".join(text[span.start : span.end].split())
    number = _NUMBER.match(whole) if numbered else None
    body = whole[number.end() :] if number else whole
    head = head_of(body)
    plain = _ACCESS.sub(" ", _PAGES.sub(" ", _ADDRESS.sub(" ", _SECONDARY.sub(" ", body))))
    years = tuple(dict.fromkeys(re.findall(rf"(?<![\d/.-])({YEAR}[a-z]?)(?![\d\w-])", plain)))
    quoted = _TITLE.search(body)
    doi = _DOI.search(body)
    names = tuple(surname_words(head))
    found = re.search(r"\(([A-Z][A-Za-z]{1,9})\)", head)
    return Entry(
        span,
        whole,
        int(number[1] or number[2]) if number else None,
        head,
        names,
        _lead(head),
        years,
        quoted[1] if quoted else _title(body, head),
        doi.group().lower().rstrip(".") if doi else None,
        found[1] if found else None,
    )


def head_of(body: str) -> str:
    """What stands before the year or the title of an entry."""
    ends = [
        m.start() for m in (re.search(rf"[“\"«]|\(?(?<![\w/-]){YEAR_MARK}", body),) if m and m.start() > 1
    ]
    stop = min([*ends, 260])
    head = body[:stop]
    for found in re.finditer(r"(?<=[\w)”])\.\s+|[;,]\s+", head):
        before, after = head[: found.start()], head[found.end() :]
        if _opens_title(before, after):
            head = before
            break
    head = re.sub(rf"[.,\s]+(?:{MONTHS})$", "", head.rstrip(" .,;:("), flags=re.I)
    return head.strip(" .,;:(—–_-")


def _opens_title(before: str, after: str) -> bool:
    """Whether a title begins behind a stop: more lower-case words than names have, or a colon soon."""
    segment = re.split(r"[,;.](?=\s|$)", after, maxsplit=1)[0]
    if not segment or (
        re.fullmatch(r"[\w.]{1,3}", before.rpartition(" ")[2]) and re.match(r"[A-Z]\.", after)
    ):
        return False
    words = re.findall(r"[^\W\d_][\w’'-]*", segment)
    joint = (
        "and",
        "dan",
        "et",
        "al",
        "dkk",
        "serta",
        "of",
        "von",
        "van",
        "der",
        "de",
        "den",
        "bin",
        "binti",
        "the",
    )
    small = [w for w in words if w[0].islower() and w not in joint]
    if re.match(r"(?:and|dan|&|serta)\s", segment):
        return False
    return len(small) >= 2 or len(words) > 5 or (":" in segment and len(words) > 1)


def _lead(head: str) -> tuple[str, ...]:
    """The folded words of the first author; of a body all its words."""
    first = re.split(r"\s*(?:;|&|\b(?:and|dan|serta)\b|\bet al|\bdkk)", head, maxsplit=1)[0]
    parts = [p for p in first.split(",") if p.strip()]
    if len(parts) > 1 and not re.fullmatch(r"\s*(?:[A-Z]\.?[\s-]?){1,4}\s*", parts[1]):
        # "Given Family, Given Family": the first part; "Family, Given": also the first.
        return tuple(surname_words(parts[0]))
    return tuple(surname_words(parts[0] if parts else first))


def _title(body: str, head: str) -> str:
    """What follows head and year up to the next full stop, where no quotation marks show the title."""
    rest = re.sub(
        rf"^[\s.,;:()]*(?:\(?{YEAR_MARK}(?:\s+(?:dan|and)\s+{YEAR})?[^)\s]{{0,12}}\)?[\s.,:]*)?",
        "",
        body[len(head) :],
    )
    rest = re.split(
        r"\b(?:Available online|Tersedia|Diakses|Retrieved|Accessed)\b|https?:", rest, maxsplit=1
    )[0]
    rest = re.sub(r"^[A-Z]{2,8}\.\s", "", rest)
    return re.split(r"[.?!](?=\s|$)", rest, maxsplit=1)[0].strip()


def shortened(entry: Entry) -> str:
    """An entry's text, cut where it is long."""
    return entry.text if len(entry.text) <= 160 else entry.text[:159].rstrip() + "…"
