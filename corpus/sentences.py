"""Cuts running text into sentences, Indonesian and English alike.

A full stop ends a sentence where what stands before it is no abbreviation, initial or item number and what
follows can begin a sentence. A line that is not running text (a table's row, a list's item) is its own.
"""

from __future__ import annotations

import re

from corpus.records import Span

_NEVER_WORDS = """
dr drs dra prof ir hj kh st mr mrs ms no nos nr hlm hal h p pp vol jil jl jln tgl tlp telp yth cf vs
fig figs gbr eq eqs sec secs ch eds rev gen col sgt capt lt maj hon gov sen rep dept univ approx ca
art ps kec kab kel kep bpk sdr sdri alm tn ny rp usd ed trans terj cet ver ref refs jan feb apr jun
jul aug agt sept okt oct nov dec des pt cv lih bdk ibid op loc ttd mayjen brigjen kombes letjen jend
kapt iptu ipda akp akbp
"""
_NEVER = frozenset(_NEVER_WORDS.split())
"""Abbreviations that a name, number or title follows, so that their full stop ends nothing."""

_MAYBE_WORDS = "dll dsb dst dkk al etc inc ltd co corp tbk jr sr sd um swt saw ph phil"
_MAYBE = frozenset(_MAYBE_WORDS.split())
"""Abbreviations that may stand at the end: the next word decides."""

_STARTERS_WORDS = """
ada adapun adalah agar akan akibatnya apabila atas bagi bahkan banyak beberapa berdasarkan berbeda
bila dalam dan dari data dengan demikian di dia dua gambar hal hasil hingga ia ini itu jika jumlah
karena kemudian kedua ketiga ketika kerja kondisi lalu maka mereka melalui meski meskipun menurut
misalnya namun oleh pada para pemerintah penelitian pertama saat salah sebagai sebaliknya sebelumnya
secara sedangkan sehingga sejak selain selama selanjutnya sementara semua setelah setiap seperti
tabel tahun tetapi tidak untuk upaya yang a after all although an and another as at because before
both but by despite during each even finally first for from furthermore he her his how however if in
instead it its many meanwhile moreover most no not of on once one other our results several she
since so some such table that the their then there therefore these they this those thus to two under
unlike we what when where whereas which while with
"""
_STARTERS = frozenset(_STARTERS_WORDS.split())
"""Words that begin sentences and are no names."""

_END = re.compile(
    # Looked for at the first of several signs only: from each of them anew, a line of dots takes its length squared.
    r"(?<![.!?…])(?:"
    # A footnote's number right behind the full stop belongs to the sentence: "kerja.1", "tahun 2015.12".
    r"(?:(?<=[^\W\d_])|(?<=[)\]”’\"'»%])|(?<=\b(?:19|20)\d\d))"
    r"[.!?…]+[”’\"'»)\]]*\d{1,3}(?:,\d{1,3})*(?=\s)"
    r"|[.!?…]+[”’\"'»)\]]*[¹²³⁰⁴-⁹]*(?:\s?\[\w{1,3}(?:[,–-]\s?\w{1,3})*\])?(?=\s))"
)
_NEXT = re.compile(r"\s+[“‘\"'«(\[]*(?P<word>[^\W_][\w’'-]*|[^\w\s])?")
_WORD = re.compile(r"\w")
_LEAD = re.compile(r"[( \n]*")
_OPENING = "([“\"'‘"
_DOTTED = re.compile(r"(?:[A-Za-z]{1,4}\.)+[A-Za-z]{1,4}")
_LINE = re.compile(r"\n[^\S\n]*(?:\n\s*)?")
_ITEM = re.compile(r"\(?[a-z\d]{1,3}[.)]\s")
_WRAPPED_CHARS = 60
"""A line shorter than this was ended on purpose, not by the page's width."""


def split_sentences(text: str) -> tuple[Span, ...]:
    """The sentences of `text`, ascending, as spans without white space at either end.

    Every character that is not white space lies in exactly one of them.
    """
    spans: list[Span] = []
    for start, end in _lines(text):
        cut = start
        for stop in _stops(text, start, end):
            _add(spans, text, cut, stop)
            cut = stop
        _add(spans, text, cut, end)
    return tuple(spans)


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    part = text[start:end]
    left = len(part) - len(part.lstrip())
    size = len(part.strip())
    if size:
        spans.append(Span(start + left, start + left + size))


def _lines(text: str) -> list[tuple[int, int]]:
    """Stretches between line ends that end something: a hard-wrapped line of prose is joined to the next."""
    lines = []
    start = 0
    for found in _LINE.finditer(text):
        if found.group().count("\n") == 1 and _is_wrapped(text, start, found.start(), found.end()):
            continue
        lines.append((start, found.start()))
        start = found.end()
    lines.append((start, len(text)))
    return lines


def _is_wrapped(text: str, start: int, end: int, following: int) -> bool:
    line_start = max(start, text.rfind("\n", 0, end) + 1)
    line = text[line_start:end].rstrip()
    after = text[following : following + 1]
    if _ITEM.match(text, following):
        return False
    return len(line) >= _WRAPPED_CHARS and after.islower() and (line[-1].isalpha() or line[-1] in ",-–")


def _stops(text: str, start: int, end: int) -> list[int]:
    """Offsets just behind the sentences' ends within one line."""
    stops = []
    cut, first, word = start, _first_sign(text, start), _first_word(text, start, end)
    for found in _END.finditer(text, start, end):
        following = _NEXT.match(text, found.end(), end)
        # What holds no word is no sentence: ". . . ." is one line to be filled in.
        if following and word < found.start() and _ends(text, cut, first, found, following["word"] or ""):
            cut = found.end()
            first, word = _first_sign(text, cut), _first_word(text, cut, end)
            stops.append(cut)
    return stops


def _first_word(text: str, start: int, end: int) -> int:
    found = _WORD.search(text, start, end)
    return found.start() if found else end


def _first_sign(text: str, start: int) -> int:
    """Where the sentence that starts there says something, behind blanks and brackets."""
    found = _LEAD.match(text, start)
    return found.end() if found else start


def _ends(text: str, start: int, first: int, stop: re.Match[str], after: str) -> bool:
    """Whether the sentence from `start`, whose first sign is at `first`, ends at `stop`."""
    if not after or after[0].islower():
        return False
    if stop.group()[0] != ".":
        return True
    before = _last_token(text, start, stop.start())
    if not before:
        return not after[0].isdigit()
    return not _is_abbreviated(before, after, item=first >= stop.start() - len(before))


def _last_token(text: str, start: int, end: int) -> str:
    """What stands right before `end`, back to white space or an opening sign."""
    at = end
    while at > start and not text[at - 1].isspace() and text[at - 1] not in _OPENING:
        at -= 1
    return text[at:end]


def _is_abbreviated(before: str, after: str, *, item: bool) -> bool:
    """Whether the full stop after `before` belongs to it; `item` says that it opens its line or sentence."""
    bare = before.lower().strip(".,;:/-–")
    if bare in _NEVER:
        return True
    if item and (before.isdigit() or len(before) == 1):
        return True
    initial = len(before) == 1 and before.isupper()
    if initial or bare in _MAYBE or _DOTTED.fullmatch(before):
        starts = after.lower() in _STARTERS and not (after.istitle() and len(after) == 1)
        return not starts
    return False
