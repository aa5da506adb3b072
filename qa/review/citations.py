"""The citations of running text: numbers in brackets, names with years, in the forms of both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus import Block, Span
from qa.review.audited import Audited
from qa.review.names import MONTHS, NOT_NAMES, OTHERS, YEAR, YEAR_MARK, fold, is_name_word, surname_words

_BRACKET = re.compile(r"\[(\d{1,3}(?:\s*[,;–—-]\s*\d{1,3})*)(?:,\s*(?:hlm|hal|pp?|ch|sec)\.?\s*[\d–-]+)?\]")
_UNIT = re.compile(r"\s*(?:km|kg|cm|mm|m/s|m\b|%|°|persen|percent|s\b|ms\b|detik|hz|v\b|×|x\s*\d)", re.I)
_MATH = re.compile(
    r"(?:[=∈<>≤≥±×(]|\b(?:interval|rentang|range|between|antara|array|indeks|index))\s*$", re.I
)
_WIDEST_RANGE = 20
"""More works than that are no range of citations but an interval."""
_LOCATOR = (
    r"(?:\s*[,:]\s*(?:(?:hlm|hal|pp?|para|bab|ch|chap|sec|table|tabel|fig|gambar)\.?\s*)?"
    r"[\divxlc]+(?:\s*[–-]\s*\d+)?)"
)
_PARENS = re.compile(r"\(([^()]{2,400})\)")
_PIECE = re.compile(
    rf"^(?P<names>[^\d;()]*?[^\W\d_][^\d;()]*?)[,.:]?\s+(?:(?i:{MONTHS})\.?\s+)?\(?(?P<years>{YEAR_MARK}"
    rf"(?:\s*(?:,|;|&|dan|and)\s*{YEAR_MARK})*)(?:/\d{{4}})?{_LOCATOR}*\)?[.,]?$"
)
_NEXT_WORK = re.compile(
    r"(?:(?<=\d{4})|(?<=\d{4}[a-z])),\s+(?!dalam\b|dikutip|seperti|via\b|as cited|cited|quoted)(?=[^\W\d_]{3,})"
    r"|(?<=\d{4})\s+(?:dan|and|&)\s+(?=[A-Z])"
)
_YEARS_ONLY = re.compile(rf"^(?P<years>{YEAR_MARK}(?:\s*,\s*{YEAR_MARK})*){_LOCATOR}*$")
_PREFIX = re.compile(
    r"^(?:(?:lihat juga|lihat|bandingkan|misalnya|antara lain|see also|see|e\.g\.,?|cf\.?|for example,?|such as|compare"
    r"|sumber|source|diolah dari|adapted from|dikutip dari|disadur dari|after|menurut|dari|in|dalam|by|oleh)\s*:?\s+)+",
    re.I,
)
_SECONDARY = re.compile(
    r",?\s+(?:dalam|dikutip (?:dalam|dari|oleh)|as cited in|cited in|quoted in|seperti dikutip|via|melalui)\s+",
    re.I,
)
_NARRATIVE = re.compile(
    rf"\s?,?\s?\(\s?(?P<years>{YEAR_MARK}(?:\s*(?:,|;|&|dan"
    rf"|and)\s*{YEAR_MARK})*){_LOCATOR}*(?:,\s*(?:dalam|as cited in)[^)]*)?\s?\)"
)
_IN_YEAR = re.compile(
    r"(?:[Mm]enurut|[Aa]ccording to|[Pp]enelitian|[Pp]endapat|[Oo]leh)\s+(?:penelitian\s+|dari\s+)?"
    rf"(?P<names>(?:[A-Z][\w’'.-]*\s+){{1,6}}?)(?:pada\s+)?(?:tahun|in)\s+(?P<years>{YEAR})\b"
)
_ET_AL = re.compile(rf"\((?P<names>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?,?\s+{OTHERS})\)")
_PLACEHOLDER = re.compile(
    r"\[\?+\]|\(\?+\)|\[(?:citation needed|sitasi|cite|ref|tambahkan sitasi|butuh rujukan)\]"
    r"|\b(?:insert|add|masukkan|tambahkan)\s+(?:citation|reference|ref|source|cite|sitasi|referensi|sumber|rujukan)\b"
    r"|\((?:citation needed|butuh rujukan|perlu sitasi|author,? year|nama,? tahun)\)",
    re.I,
)
_LAW = re.compile(
    r"\b(?:no|nomor|number|pasal|ayat|undang|uu|peraturan|permen\w*|perpres|pp|keputusan|law|act|article|putusan|jo|tap)\b",
    re.I,
)
_NO_CITATION = re.compile(
    r"\b(?:per|mulai|periode|sampai|hingga|since|until|between|antara|awal|akhir|edisi|version)\b", re.I
)
_NAME_COLUMN = re.compile(r"\b(?:penulis|peneliti|pengarang|nama|authors?|researchers?)\b", re.I)
_YEAR_COLUMN = re.compile(r"\b(?:tahun|years?)\b", re.I)
_MOST_WORDS = 14
_JOINING = frozenset(("dan", "and", "serta", "of", "the", "The", "for", "et", "untuk", "on"))


@dataclass(frozen=True, slots=True)
class Citation:
    """One work, cited once. Either `number` is set, or `names` and `year`.

    `year` is empty where none is given. `secondary`: it is read through another work ("dalam", "as cited in") and
    needs no entry. `sure`: it has the form of a citation and cannot well be anything else. `alias` is the long
    name before a bracket such as "Drug Enforcement Administration (DEA, 2024)".
    """

    span: Span
    number: int | None = None
    names: str = ""
    year: str = ""
    secondary: bool = False
    sure: bool = True
    alias: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words of the names."""
        return tuple(surname_words(self.names))


def numeric(audited: Audited, largest: int) -> Iterator[Citation]:
    """Citations by number, each number of a range for itself; `largest` is the last number of the list."""
    for block in audited.running:
        for found in _BRACKET.finditer(audited.text, block.start, block.end):
            before = audited.text[max(block.start, found.start() - 12) : found.start()]
            if "[[" in audited.text[max(block.start, found.start() - 40) : found.start() + 1]:
                continue  # a list of lists
            if _UNIT.match(audited.text, found.end()) or _MATH.search(before):
                continue
            numbers = _numbers(found[1], largest)
            yield from (Citation(Span(found.start(), found.end()), number=n) for n in numbers)


def _numbers(listed: str, largest: int) -> list[int]:
    numbers: list[int] = []
    for part in re.split(r"\s*[,;]\s*", listed):
        ends = [int(n) for n in re.split(r"\s*[–—-]\s*", part)]
        if len(ends) == 2:
            if not 0 < ends[1] - ends[0] <= _WIDEST_RANGE or (ends[1] > largest >= ends[0]):
                return []
            numbers += range(ends[0], ends[1] + 1)
        elif ends[0] == 0:
            return []
        else:
            numbers += ends
    return numbers


def by_name(audited: Audited) -> Iterator[Citation]:
    """Citations by name and year, in order of place within each block."""
    for block in audited.running:
        yield from _in_brackets(audited.text, block)
        yield from _narrative(audited.text, block)
        yield from _in_year(audited.text, block)
        if block.kind == "table":
            yield from _in_columns(audited.text, block)


def without_year(audited: Audited) -> Iterator[Citation]:
    """Citations with "et al." and no year."""
    for block in audited.running:
        for found in _ET_AL.finditer(audited.text, block.start, block.end):
            yield Citation(Span(found.start(), found.end()), names=found["names"])


def placeholders(audited: Audited) -> Iterator[Span]:
    """Places where a citation was to be filled in."""
    for block in audited.prose:
        for found in _PLACEHOLDER.finditer(audited.text, block.start, block.end):
            yield Span(found.start(), found.end())


def _in_brackets(text: str, block: Block) -> Iterator[Citation]:
    for found in _PARENS.finditer(text, block.start, block.end):
        inside = " ".join(found[1].split())
        if not re.search(YEAR_MARK, inside):
            continue
        span = Span(found.start(), found.end())
        alias = _before(text, block.start, found.start())
        names = ""
        for piece in _pieces(inside):
            only = _YEARS_ONLY.match(piece)
            if only:
                if names:
                    yield from _each_year(span, names, only["years"])
                continue
            first = _PREFIX.sub("", piece)
            primary, *through = _SECONDARY.split(first, maxsplit=1)
            if through:
                yield from _piece(span, primary, secondary=True)
            cited = list(_piece(span, through[0] if through else first, alias=alias))
            names = cited[0].names if cited else ""
            yield from cited


def _pieces(inside: str) -> list[str]:
    """The works of one bracket: parted by semicolons, or by a comma behind a year and before a name."""
    parts = re.split(r"\s*;\s*", inside)
    return [p for part in parts for p in _NEXT_WORK.split(part) if p]


def _piece(span: Span, piece: str, *, secondary: bool = False, alias: str = "") -> Iterator[Citation]:
    found = _PIECE.match(piece)
    if not found or not names_only(found["names"]):
        return
    own = found["names"].strip(" ,.:")
    yield from _each_year(span, own, found["years"], secondary=secondary, alias=alias)


def _each_year(
    span: Span, names: str, years: str, *, secondary: bool = False, alias: str = ""
) -> Iterator[Citation]:
    for year in re.findall(YEAR_MARK, years):
        shown = year if re.match(YEAR, year) else ""
        yield Citation(span, names=names, year=shown, secondary=secondary, alias=alias, sure=bool(shown))


def names_only(names: str) -> bool:
    """Whether a stretch holds names and what joins them, and nothing else: no law, no date, no sentence."""
    bare = re.sub(OTHERS, " ", names, flags=re.I)
    words = [w for w in re.findall(r"[^\s,;&]+", bare) if w not in _JOINING]
    if not words or len(words) > _MOST_WORDS or _LAW.search(bare) or _NO_CITATION.search(bare):
        return False
    if len(words) == 1 and fold(words[0]) in NOT_NAMES:
        return False
    named = [w for w in words if is_name_word(w)]
    lower_single = len(words) == 1 and words[0].islower() and len(words[0]) > 3 and words[0].isalpha()
    return len(named) == len(words) or lower_single


def _before(text: str, least: int, stop: int) -> str:
    """The names that stand right before a bracket, back to a word that is none; "" where none stands there."""
    window = text[max(least, stop - 160) : stop].rstrip(" ,")
    tokens = list(re.finditer(r"[^\s]+", window))
    begin = len(window)
    for token in reversed(tokens):
        word = re.sub(r"^\d{1,3}(?=[A-Z])", "", token.group())  # the number of a note before its text
        joint = word in (
            "dan",
            "and",
            "&",
            "serta",
            "of",
            "the",
            "for",
            "al.",
            "al",
            "et",
            "dkk.",
            "dkk",
            "al.,",
            "on",
            "kawan-kawan",
            "untuk",
        )
        ends_sentence = word.endswith((".", "!", "?", ":")) and not re.fullmatch(
            r"(?:[A-Z]\.)+|al\.|dkk\.|[A-Z][a-z]?\.|d\.k\.k\.", word
        )
        if begin < len(window) and ends_sentence:
            break
        if not joint and not is_name_word(word):
            break
        begin = token.start()
    names = window[begin:]
    names = re.sub(r"^(?:(?:dan|and|&|serta|of|the|for|on|untuk|et|al\.?|dkk\.?)[\s,]+)+", "", names)
    return names.strip(" ,;:“”\"'")


def _narrative(text: str, block: Block) -> Iterator[Citation]:
    for found in _NARRATIVE.finditer(text, block.start, block.end):
        names = _before(text, block.start, found.start())
        secondary = bool(re.search(r"dalam|as cited", found.group()))
        if not names:
            lower = re.search(
                r"\b(?:penelitian|menurut|oleh|peneliti)\s+([a-z][a-z’'-]{2,})$",
                text[max(block.start, found.start() - 60) : found.start()],
                re.I,
            )
            if not lower or fold(lower[1]) in NOT_NAMES:
                continue
            start = found.start() - len(lower[1])
            yield from (
                Citation(c.span, names=lower[1], year=c.year, sure=False)
                for c in _each_year(Span(start, found.end()), lower[1], found["years"])
            )
            continue
        if not names_only(names):
            continue
        start = text.rfind(names.split()[0], block.start, found.start())
        yield from _each_year(Span(start, found.end()), names, found["years"], secondary=secondary)


def _in_year(text: str, block: Block) -> Iterator[Citation]:
    for found in _IN_YEAR.finditer(text, block.start, block.end):
        names = found["names"].strip()
        if names_only(names):
            yield Citation(Span(found.start("names"), found.end()), names=names, year=found["years"])


def _in_columns(text: str, block: Block) -> Iterator[Citation]:
    """Rows of a table of earlier research, which has a column of authors and one of years."""
    rows = text[block.start : block.end].split("\n")
    header = rows[0].split(" | ")
    who = next((i for i, cell in enumerate(header) if _NAME_COLUMN.search(cell)), None)
    when = next((i for i, cell in enumerate(header) if _YEAR_COLUMN.search(cell) and i != who), None)
    if who is None or when is None:
        return
    at = block.start + len(rows[0]) + 1
    for row in rows[1:]:
        cells = row.split(" | ")
        if len(cells) == len(header) and re.fullmatch(YEAR, cells[when].strip()) and names_only(cells[who]):
            first = at + len(" | ".join(cells[:who])) + (3 if who else 0)
            last = at + len(" | ".join(cells[: when + 1]))
            span = Span(min(first, last - len(cells[when])), max(last, first + len(cells[who])))
            yield Citation(span, names=cells[who].strip(), year=cells[when].strip(), sure=False)
        at += len(row) + 1
