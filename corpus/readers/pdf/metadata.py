"""Title, authors and year: from the first page by its type, checked against what the file declares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pypdf
from pypdf.errors import PyPdfError

from corpus.headings import split_run_in
from corpus.readers.pdf.layout import Line, PageLines
from corpus.readers.pdf.numbering import mark_of
from corpus.readers.pdf.outline import plain

_PROGRAM = re.compile(r"^(?:microsoft (?:word|powerpoint|excel)\s*-\s*)+", re.I)
_NO_TITLE = re.compile(
    r"(?:untitled|document|dokumen|presentation|title|judul|scan)?[\s\d_-]*|.*\.(?:docx?|pdf|tex|indd|dvi|rtf|odt)",
    re.I,
)
_LAW = re.compile(r"(?:UNDANG-UNDANG|PERATURAN|KEPUTUSAN|INSTRUKSI|PENETAPAN|QANUN|RANCANGAN)\b[^a-z]*$")
_LAW_END = re.compile(r"(?:DENGAN RAHMAT|MENIMBANG|Menimbang|PRESIDEN REPUBLIK|BAB\b|PEMBUKAAN|SALINAN)")
_BY = re.compile(r"(?:(?:disusun|ditulis|diajukan|dibuat)\s+)?(?:oleh|by)\s*:?\s*$", re.I)
_NAME = re.compile(r"[A-ZÀ-Þ][\w'’.-]*(?:\s+(?:[A-ZÀ-Þ][\w'’.-]*|bin|binti|van|de|der|al|von)){0,5}")
_DEGREE = re.compile(r"(?:[A-Z][a-z]{0,4}\.?){1,2}(?:[A-Z][A-Za-z]{0,4}\.?)*|Ph\.?D\.?")
_ACCOUNT = re.compile(
    r"(?:asus|user|admin\w*|hp|lenovo|acer|toshiba|windows.*|microsoft.*|pc|owner|\S{1,3})", re.I
)
_SHORT = 12
"""Words of a line that may name the date of publication; longer ones tell of something else."""

_MONTHS = (
    "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember"
    "|january|february|march|may|june|july|august|october|december"
    "|jan|feb|mar|apr|jun|jul|aug|agu|sept?|oct|okt|nov|dec|des"
)
_YEAR = r"((?:19|20)\d\d)\b"
_IMPRINT = (
    re.compile(
        rf"(?:published|publikasi|diterbitkan|terbit|accepted|diterima|©|copyright)[^\n]{{0,40}}?\b{_YEAR}",
        re.I,
    ),
    re.compile(rf"\b(?:vol(?:ume)?|issue|edisi)\b[^\n]{{0,60}}?\b{_YEAR}", re.I),
    re.compile(rf"\bno(?:mor)?\.?\s*\d+(?!\s*tahun)[,:;(]?\s[^\n]{{0,25}}?\b{_YEAR}", re.I),
)
"""What stands in the imprint of a journal or book, wherever on the first page."""

_COVER = (
    re.compile(rf"\b(?:{_MONTHS})\.?,?(?:\s+\d{{1,2}},)?\s+((?:18|19|20)\d\d)\b", re.I),
    re.compile(rf"^\W*{_YEAR}\W*$", re.M),
    re.compile(rf"^[^\Wa-z\d_][^a-z\d\n]{{2,40}}[\s,]{_YEAR}\s*$", re.M),
    re.compile(r"\b(?:19|20)\d\d\b(?=,\s*\d)"),
)
"""What a cover says, and the lines above the text: a month, a year alone or behind a place in capitals."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a citation needs; None or empty where nothing tells."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    year: int | None = None


def read_metadata(declared: dict[str, str], pages: Sequence[PageLines]) -> Metadata:
    """The document's title, authors (in order) and year."""
    first = next((page for page in pages if page.lines), None)
    if first is None:
        return Metadata(_usable(declared.get("/Title", "")))
    around = " ".join(line.text for page in pages[:3] for line in page.lines)
    law = _law_title(first.lines)
    shown = _shown_title(first.lines)
    own = _usable(declared.get("/Title", ""))
    known = own if own and _stands_in(own, around) else None
    title = law or known or (" ".join(line.text for line in shown) if shown else None) or own
    authors = _declared_authors(declared.get("/Author", ""), around) or _shown_authors(first.lines, shown)
    return Metadata(_spaced(title), authors, _year(law, first, declared, title or ""))


def declared_metadata(reader: pypdf.PdfReader) -> dict[str, str]:
    """The entries of the file's information dictionary ("/Title" …); empty where they cannot be read."""
    try:
        found = reader.metadata
        return {str(key): str(value).strip() for key, value in (found or {}).items() if value}
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _usable(title: str) -> str | None:
    """The declared title without the program's name; None where it is only a file's name."""
    title = _PROGRAM.sub("", " ".join(title.split()))
    return None if not title or _NO_TITLE.fullmatch(title) else title


def _spaced(title: str | None) -> str | None:
    return " ".join(title.split()).strip(" *") if title else None


def _stands_in(title: str, text: str) -> bool:
    """Whether most words of the title stand on the first pages."""
    words = [plain(word) for word in title.split()]
    here = {plain(word) for word in text.split()}
    return sum(word in here for word in words) >= 0.7 * len(words)


def _law_title(lines: Sequence[Line]) -> str | None:
    """ "UNDANG-UNDANG REPUBLIK INDONESIA NOMOR … TENTANG …" from the head of a statute."""
    start = next((at for at, line in enumerate(lines[:15]) if _LAW.match(line.text)), None)
    if start is None:
        return None
    taken: list[str] = []
    for line in lines[start : start + 10]:
        letters = [letter for letter in line.text if letter.isalpha()]
        if _LAW_END.match(line.text) or not letters or sum(map(str.isupper, letters)) < 0.8 * len(letters):
            break
        taken.append(line.text)
    return " ".join(taken) if len(taken) > 1 else None


def _shown_title(lines: Sequence[Line]) -> list[Line]:
    """The lines of the largest type on the first page, one below the other; empty where none stands out."""
    upper = [line for line in lines if not line.table and sum(map(str.isalpha, line.text)) >= 3]
    if not upper:
        return []
    usual = sorted(line.size for line in upper)[len(upper) // 2]
    for size in sorted({line.size for line in upper}, reverse=True):
        large = next(line for line in upper if line.size >= 0.84 * size)
        group = _together([line for line in upper if abs(line.size - large.size) < 0.6])
        if sum(len(line.text.split()) for line in group) >= 3:
            stands_out = size > 1.05 * usual or (group[0].bold and size >= usual)
            return group if stands_out and mark_of(" ".join(line.text for line in group)) is None else []
    return []


def _together(lines: Sequence[Line]) -> list[Line]:
    """The first lines that stand close below one another."""
    taken = list(lines[:1])
    for line in lines[1:]:
        if line.page != taken[-1].page or not 0 < line.base - taken[-1].base < 2.2 * line.size:
            break
        if (line.bold, line.bold or line.italic) != (taken[0].bold, taken[0].bold or taken[0].italic):
            break
        taken.append(line)
    return taken


def _declared_authors(author: str, around: str) -> tuple[str, ...]:
    """The declared authors, where their names stand on the first pages."""
    if not author or _ACCOUNT.fullmatch(author):
        return ()
    names = [name.strip() for name in re.split(r";|,|\band\b|\bdan\b|&", author) if name.strip()]
    here = plain(around)
    known = [name for name in names if plain(name) and plain(name) in here]
    return tuple(names) if len(known) >= 0.5 * len(names) else ()


def _shown_authors(lines: Sequence[Line], title: Sequence[Line]) -> tuple[str, ...]:
    """Names after "Oleh" or "By", else right below the title."""
    for at, line in enumerate(lines[:-1]):
        if _BY.fullmatch(line.text.strip()):
            names = [name for below in lines[at + 1 : at + 4] for name in _names(below)]
            if names:
                return tuple(names)
    if not title:
        return ()
    after = lines.index(title[-1]) + 1
    for line in lines[after : after + 6]:
        names = _names(line)
        if names and len(names) * 2 >= len(re.split(r",|\band\b|\bdan\b", line.text)) / 2:
            return tuple(names)
    return ()


def _names(line: Line) -> list[str]:
    """The names in a line of authors, without raised numbers and degrees; empty where it is something else."""
    text = " ".join(re.sub(r"\d+|[*†‡]|^(?:by|oleh)\b:?", " ", line.text, flags=re.I).split())
    if re.search(r"@|:|\(|\)|universit|institut|fakultas|program|department|jurusan|sekolah", text, re.I):
        return []
    parts = [part.strip(" .,") for part in re.split(r",|;|&|\band\b|\bdan\b", text)]
    names = [part for part in parts if part and not (_DEGREE.fullmatch(part) and len(part) <= 8)]
    good = [name for name in names if _NAME.fullmatch(name) and (len(name.split()) > 1 or len(names) == 1)]
    return good if good and len(good) == len(names) and not text.isupper() else []


def _year(law: str | None, first: PageLines, declared: dict[str, str], title: str) -> int | None:
    """The year in a statute's name, of publication on the first page, or of the file itself."""
    found = re.search(r"TAHUN\s+((?:18|19|20)\d\d)", law or "")
    if found:
        return int(found[1])
    short = [line.text for line in first.lines if len(line.text.split()) <= _SHORT]
    cover = [line.text for line in _cover(first.lines) if len(line.text.split()) <= _SHORT]
    for patterns, lines in ((_IMPRINT, short), (_COVER, cover)):
        text = "\n".join([*first.furniture, *lines])
        for pattern in patterns:
            shown = pattern.search(text)
            if shown:
                return int(shown.group(shown.lastindex or 0))
    named = re.search(r"\b((?:19|20)\d\d)\W*$", title)
    made = named or re.match(r"D:((?:199|20[0-4])\d)", declared.get("/CreationDate", ""))
    return int(made[1]) if made else None


def _cover(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines above the text: a year in the text may be any year."""
    for at, line in enumerate(lines):
        mark = mark_of(line.text) if at else None
        if split_run_in(line.text) or (mark is not None and mark.scheme in ("word", "roman", "decimal")):
            return lines[:at]
        if len(line.text.split()) > _SHORT and line.text[-1:].islower():
            return lines[:at]
    return lines
