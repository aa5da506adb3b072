"""A count against its list: "lima negara, yaitu" and six follow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus import Block, Span
from qa.review.audited import Audited
from qa.review.figures import figures
from qa.review.records import Finding
from qa.review.wording import phrase

_NAMED = re.compile(
    r"\b(?:yaitu|yakni|antara lain|meliputi|terdiri dari|namely|which are|as follows|sebagai berikut"
    r"|adalah)\b\s*(?:\[[\d, –-]+\])?\s*:?\s*$|:\s*$",
    re.I,
)
_INLINE = re.compile(
    r",?\s+(?:yaitu|yakni|namely)\s*:?\s+(?P<list>[^.;:()]{10,300})\.|:\s(?P<colon>[^.;:()]{10,300})\.", re.I
)
_ITEM = re.compile(r"\W{0,2}(?P<mark>[•▪◦●–-]|\(?(?P<n>[a-zA-Z]|[ivx]{1,4}|\d{1,2})[.)])\s+\S")
_UNITS = re.compile(
    r"\s*(?:%|persen|percent|tahun|years?|bulan|months?|hari|days?|jam|hours?|menit|minutes?|detik|seconds?|orang|juta|ribu|km|kg|kali|times|rupiah|dolar|pages|halaman)\b",
    re.I,
)
_VAGUE = re.compile(
    r"\b(?:antara lain|misalnya|seperti|di antaranya|including|such as|among|sekitar|lebih|minimal"
    r"|at least|more than|over|up to|hingga)\b",
    re.I,
)
_MOST = 12
_OFF_MOST = 2
"""A list that is off by more is another list, or one that was not read as its author meant."""
_PLACES = re.compile(
    r"\s+(?:negara|countries|nations|states|provinsi|provinces|kota|cities|kabupaten|districts)\b", re.I
)
_NAMES = re.compile(
    r"(?:[A-Z][\w’'-]*(?:\s(?:of\s|and the\s|the\s)?[A-Z][\w’'-]*){0,3},\s+){2,}(?:dan|and"
    r"|serta)\s+(?:the\s)?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,3}"
)


def check_counts(audited: Audited) -> Iterator[Finding]:
    """Counts that announce a list, against the items of the list."""
    blocks = [
        b
        for b in audited.document.blocks
        if b.kind in ("body", "heading") and audited.section(b.start) not in ("references", "contents")
    ]
    for place, block in enumerate(blocks):
        if block.kind == "body":
            yield from _announced(audited, blocks, place)
    for sentence in audited.sentences:
        yield from _in_sentence(audited, sentence)
    for block in audited.prose:
        yield from _places(audited, block)


def _count(text: str) -> tuple[int, Span] | None:
    """The last count of things in a stretch: a small whole number right before a word that is no unit."""
    small = [
        f
        for f in figures(text)
        if f.value == int(f.value)
        and 2 <= f.value <= _MOST
        and not f.percent
        and (f.worded or f.decimals == 0)
        and re.match(r"\s+(?:\([^)]*\)\s*)?[^\W\d_]", text[f.end :])
        and not _UNITS.match(text[f.end :])
        and not re.search(
            r"(?:tabel|gambar|bab|pasal|ayat|nomor|no|tahun|table|figure|section|chapter|ke|versi|article|level|tahap|kelas)[\s.-]*$",
            text[: f.start],
            re.I,
        )
    ]
    return (int(small[-1].value), Span(small[-1].start, small[-1].end)) if len(small) == 1 else None


def _announced(audited: Audited, blocks: Sequence[Block], place: int) -> Iterator[Finding]:
    """A paragraph that ends in "empat hal:" and the items behind it."""
    block = blocks[place]
    text = audited.text[block.start : block.end]
    last = re.split(r"(?<=[.!?])\s+(?=[A-Z])", text)[-1]
    if not _NAMED.search(last) or _VAGUE.search(last) or len(last) > 300:
        return
    said = _count(last)
    if said is None:
        return
    items = _items(audited, blocks[place + 1 : place + 120])
    if items and 0 < abs(len(items) - said[0]) <= _OFF_MOST:
        start = block.end - len(last)
        words = last[said[1].start : said[1].end]
        against = audited.quote(items[-1].start, items[-1].end)
        yield audited.finding(
            "count", "look", Span(start, block.end), phrase("count", said=words, found=len(items)), against
        )


def _items(audited: Audited, blocks: Sequence[Block]) -> list[Block]:
    """The items that follow, told by the marks of the first: letters and numbers in order, or the same bullet.

    Empty where the list is not clear: no item first, or an order that does not begin at one.
    """
    items: list[Block] = []
    kind: str | None = None
    for block in blocks:
        found = _ITEM.match(audited.text, block.start, block.end)
        own = _mark(found) if found else None
        if kind is None:
            if own is None or (own[0] != "bullet" and own[1] != 1):
                return []
            kind = own[0]
        if found and own and own[0] != "bullet" and _runs_on(audited.text[block.start : block.end], own[1]):
            return []
        if own and own[0] == kind:
            if kind != "bullet" and own[1] != len(items) + 1:
                return items if own[1] == 1 else []
            items.append(block)
        elif (
            kind == "bullet"
            or (block.kind == "heading" and not found)
            or (
                found is None
                and block.kind == "body"
                and kind == "number"
                and items
                and block.start - items[-1].end > 3000
            )
        ):
            break
    return items if len(items) > 1 else []


def _runs_on(text: str, number: int) -> bool:
    """Whether the next item begins within the block, so that items cannot be counted by blocks."""
    return bool(re.search(rf"\s{number + 1}[.)]\s+[A-Z]", text))


def _places(audited: Audited, block: Block) -> Iterator[Finding]:
    """So many countries or cities, and their names behind, in one paragraph that has one such list."""
    text = audited.text[block.start : block.end]
    lists = list(_NAMES.finditer(text))
    counts = [f for f in figures(text) if _PLACES.match(text[f.end :]) and 2 <= f.value <= _MOST]
    if len(lists) != 1 or len(counts) != 1 or not 0 < lists[0].start() - counts[0].end < 260:
        return
    between = text[counts[0].end : lists[0].start()]
    found = len(re.split(r",\s+", lists[0].group()))
    if (
        between.count(".") <= 1
        and not _VAGUE.search(between)
        and 0 < abs(found - counts[0].value) <= _OFF_MOST
    ):
        span = Span(block.start + counts[0].start, block.start + lists[0].end())
        said = text[counts[0].start : counts[0].end]
        yield audited.finding(
            "count", "look", span, phrase("count", said=said, found=found), lists[0].group()
        )


def _mark(found: re.Match[str]) -> tuple[str, int] | None:
    n = found["n"]
    if n is None:
        return "bullet", 0
    if n.isdigit():
        return "number", int(n)
    if len(n) == 1:
        return ("lower" if n.islower() else "upper"), ord(n.casefold()) - ord("a") + 1
    return None


def _in_sentence(audited: Audited, sentence: Span) -> Iterator[Finding]:
    """A count and its list in one sentence, where the commas leave no doubt."""
    text = audited.text[sentence.start : sentence.end]
    found = _INLINE.search(text)
    if not found:
        return
    before = text[: found.start()]
    clause = re.split(r"[,;]\s", before)[-1] if len(before) > 200 else before
    said = _count(clause)
    if said is None or _VAGUE.search(before[-120:]) or said[1].end < len(clause) - 90:
        return
    listed = found["list"] or found["colon"]
    number = _elements(listed)
    if number and number != said[0]:
        words = clause[said[1].start : said[1].end]
        yield audited.finding("count", "look", sentence, phrase("count", said=words, found=number), listed)


def _elements(listed: str) -> int | None:
    """How many things a list names; None where it is not sure."""
    parts = re.split(r",\s+", listed.strip())
    last = re.match(r"(?:dan|and|serta|atau|or)\s+(.+)", parts[-1])
    if len(parts) < 3 or not last:
        return None
    elements = [*parts[:-1], last[1]]
    if any(
        len(e.split()) > 7 or re.search(r"\b(?:dan|and|serta|yang|which|karena|untuk|agar|because)\b", e)
        for e in elements
    ):
        return None
    return len(elements)
