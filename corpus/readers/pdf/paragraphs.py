"""Lines to paragraphs.

Where one line ends a paragraph shows in the space below it, in its length, in the indent, size and weight of
the next, and in list marks. At the end of a column or page only the words and the indent tell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from corpus.headings import caption_number, heading_mark, split_run_in
from corpus.laws import names_part
from corpus.readers.pdf.layout import Line
from corpus.records import BlockKind, SectionKind

_ITEM = re.compile(r"(?:[-•*–▪●○◦▸✓‣∙·➢❖◆■□]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxlIVX]{1,5})[.)]|\[\d{1,3}\])(?=\s)")
_LABELLED = re.compile(
    r"(?:pasal|bab|bagian|paragraf|ayat|article|chapter|menimbang|mengingat|menetapkan)\b", re.I
)
KEYWORDS = re.compile(r"(?:kata(?:-kata)? kunci|key ?words?|index terms)\s*[:.—–-]", re.I)
"""How the line of an abstract's key words begins."""

_ENDED = re.compile(r"[.!?…:;][\"”’'»)\]]*[\d,*]{0,5}\)?$")
_WRAPS = re.compile(r"[(\[“\"'‘]*[a-zß-öø-ÿ]")


@dataclass(slots=True)
class Para:
    """Lines that belong together. `level` is a heading's declared depth, `number` the printed number."""

    lines: list[Line]
    kind: BlockKind = "body"
    level: int = 0
    number: str | None = None
    caption: str | None = None
    section: SectionKind | None = None
    verbatim: bool = False
    cites: dict[int, list[tuple[int, str]]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The lines, joined by single spaces: for looking at, not for keeping."""
        return " ".join(line.text for line in self.lines)

    @property
    def first(self) -> Line:
        """The first line."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """The last line."""
        return self.lines[-1]


@dataclass(frozen=True, slots=True)
class Measures:
    """What is usual in a document: size of its letters, leading (baseline to baseline) by size, indents.

    `noisy` where sizes say little, as in what OCR left behind a scan.
    """

    size: float
    leading: dict[float, float]
    indented: bool = False
    noisy: bool = False

    def lead(self, size: float) -> float:
        """The usual leading of lines in this size, in points."""
        return self.leading.get(round(size), 1.2 * size)


def measure(lines: Sequence[Line]) -> Measures:
    """Takes the measures of a document's lines."""
    sizes: Counter[float] = Counter()
    steps: dict[float, list[float]] = {}
    for line in lines:
        sizes[line.size] += len(line.text)
    for before, line in pairwise(lines):
        step = line.base - before.base
        if _same_place(before, line) and before.size == line.size and 0 < step < 3 * line.size:
            steps.setdefault(round(line.size), []).append(step)
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    leading = {each: max(_usual(own), 1.05 * each) for each, own in steps.items() if len(own) >= 5}
    full = [line for line in lines if line.width > 0.6 * (line.right - line.left) and line.size == size]
    starts = sum(0.8 * size < line.x0 - line.left < 5 * size for line in full)
    noisy = sizes[size] < 0.4 * sizes.total()
    return Measures(size, leading, indented=starts > 0.04 * max(len(full), 1), noisy=noisy)


def _usual(steps: Sequence[float]) -> float:
    """The most usual step, taken among those that many lines have."""
    counts = Counter(round(step * 2) / 2 for step in steps)
    place = counts.most_common(1)[0][0]
    return median(step for step in steps if abs(step - place) <= 0.75)


def _same_place(first: Line, second: Line) -> bool:
    return (first.page, first.region, first.aside) == (second.page, second.region, second.aside)


def paragraphs(lines: Iterable[Line], given: Measures) -> list[Para]:
    """The paragraphs within each column; those that a column or page cuts are joined later."""
    found: list[Para] = []
    for line in lines:
        if line.table:
            found.append(Para([line], kind="table"))
        elif (
            found
            and found[-1].kind != "table"
            and _same_place(found[-1].last, line)
            and not _parts(found[-1], line, given, _hang(found))
        ):
            found[-1].lines.append(line)
        else:
            found.append(Para([line], verbatim=line.mono, kind="other" if line.aside else "body"))
    return found


def _parts(para: Para, line: Line, given: Measures, hanging: bool) -> bool:
    """Whether `line` begins a new paragraph after `para`."""
    last = para.last
    step = line.base - last.base
    if para.verbatim and line.text.isdigit() and 0 < step < 2 * line.right:
        # The number of a program's empty line.
        return step > 2.2 * para.first.size
    if para.verbatim != line.mono:
        return True
    lead = (
        max(given.lead(line.size), given.lead(last.size)) if line.size != last.size else given.lead(line.size)
    )
    if line.mono:
        return not -1 < step <= max(2.2 * line.size, 1.6 * lead)
    if step <= 0 or step > max(1.3 * lead, lead + 3) or abs(line.size - last.size) > 0.12 * line.size:
        return True
    if last.bold and line.bold and _is_display(last, given):
        return _parts_display(last, line)
    if last.bold != line.bold and (last.bold or _is_display(line, given)):
        return True
    return _parts_text(para, line, hanging)


def _hang(found: Sequence[Para]) -> bool:
    """Whether the paragraphs before the last one hang under their first lines, as references do."""
    left = found[-1].first.x0
    own = [para for para in found[-4:-1] if len(para.lines) > 1 and abs(para.first.x0 - left) < 1]
    if any(_ITEM.match(para.first.text) for para in own):
        return False
    hanging = sum(para.lines[1].x0 > para.first.x0 + 0.8 * para.first.size for para in own)
    return hanging >= 1 and hanging == len(own)


def _is_display(line: Line, given: Measures) -> bool:
    """Whether the line looks set off: bold, and large or short of its column."""
    return line.bold and (line.size > 1.05 * given.size or line.width < 0.95 * (line.right - line.left))


def _parts_display(last: Line, line: Line) -> bool:
    """Two bold lines: one heading over two lines, or two headings."""
    usual = heading_mark(last.text)
    if (usual and usual.scheme == "word") or _opens(line):
        return True
    if _ITEM.match(line.text) or _LABELLED.match(line.text) or re.match(r"\d+(?:\.\d+)*\.?\s", line.text):
        return True
    if re.fullmatch(r"(?:pasal|article)\s+\w+\.?", last.text, re.I):
        return True
    return abs(line.size - last.size) > 0.3


def _parts_text(para: Para, line: Line, hanging: bool) -> bool:
    last = para.last
    size = line.size
    if _is_item(para, line) or _opens(line):
        return True
    if _ENDED.search(last.text) and names_part(line.text):
        return True
    if _is_outdent(para, line) or _is_caption(last, line) or _ends_caption(para, line):
        return True
    whole = _is_full(last) or _ENDED.search(last.text)
    if hanging and whole and line.x0 > para.first.x0 + 0.8 * line.size:
        return False
    edge = max((each.x1 for each in para.lines), default=last.x1) if len(para.lines) > 2 else last.right
    room = max(edge, last.x1) - last.x1
    short = room > line.words[0].x1 - line.words[0].x0 + 0.9 * size
    wraps = bool(_WRAPS.match(line.text))
    if short and not wraps and (_ENDED.search(last.text) or room > 0.25 * (last.right - last.left)):
        return True
    if short and _ENDED.search(last.text) and room > 0.4 * (last.right - last.left):
        return True
    indent = line.x0 - last.x0
    if 0.9 * size < indent < 6 * size and len(para.lines) > 1 and not wraps:
        return True
    return indent > 0.9 * size and _ENDED.search(last.text) is not None and not _ITEM.match(para.first.text)


def _opens(line: Line) -> bool:
    """Whether the line opens an abstract or its key words: a heading in the run of the text, or alone."""
    if KEYWORDS.match(line.text) or (split_run_in(line.text) and line.words[0].bold):
        return True
    mark = heading_mark(line.text) if line.words[0].bold else None
    return mark is not None and mark.scheme == "word"


def _is_item(para: Para, line: Line) -> bool:
    """Whether the line begins an item of a list, not a line of a sentence that counts: "… (1) … (2) …"."""
    if not _ITEM.match(line.text) or _hangs(para, line):
        return False
    last = para.last
    listed = _ITEM.match(para.first.text) is not None or abs(line.x0 - last.x0) > 1.5 or not _is_full(last)
    inside = line.text.startswith("(") or not _ENDED.search(last.text)
    return listed or not inside or last.text.endswith((":", ";"))


def _is_outdent(para: Para, line: Line) -> bool:
    """The next entry of a list without marks, whose entries hang under their first lines."""
    if len(para.lines) < 2:
        return False
    hanging = para.lines[1].x0 - para.first.x0
    return hanging > 0.8 * line.size and abs(line.x0 - para.first.x0) < 0.4 * line.size


def _is_caption(last: Line, line: Line) -> bool:
    """A caption under what is not running text."""
    apart = abs(line.x0 - last.x0) > line.size or last.x1 < last.right - 0.15 * (last.right - last.left)
    return apart and caption_number(line.text) is not None


def _ends_caption(para: Para, line: Line) -> bool:
    """Text right below a caption that stands in the middle: its lines have another middle, or the full width."""
    last = para.last
    room = min(last.x0 - last.left, last.right - last.x1)
    if room < line.size or caption_number(para.first.text) is None:
        return False
    return abs((last.x0 + last.x1) - (line.x0 + line.x1)) > 2 * line.size or _is_full(line)


def _hangs(para: Para, line: Line) -> bool:
    """Whether what looks like a list mark is the wrapped end of a hanging paragraph ("tahun\\n5. …")."""
    inside = len(para.lines) > 1 and abs(line.x0 - para.last.x0) < 1.5
    marked = _ITEM.match(para.first.text) is not None
    return (
        inside and marked and line.x0 > para.first.x0 + 0.8 * line.size and not _ENDED.search(para.last.text)
    )


def continues(before: Para, after: Para, given: Measures) -> bool:
    """Whether a paragraph cut by the end of a column or page goes on with `after`."""
    first = after.first
    if abs(before.last.size - first.size) > 0.5 or _ITEM.match(first.text) or before.last.bold != first.bold:
        return False
    if before.verbatim or after.verbatim:
        return False
    ended = _ENDED.search(before.last.text) is not None
    if not ended:
        return bool(_WRAPS.match(first.text)) or _is_full(before.last)
    if _WRAPS.match(first.text):
        return before.last.text[-1] not in ".!?" or _is_full(before.last)
    flush = first.x0 - first.left < 0.5 * first.size
    return given.indented and flush and _is_full(before.last) and _is_full(first)


def _is_full(line: Line) -> bool:
    return line.x1 > line.right - 1.5 * line.size


def join_cut(paras: Sequence[Para], given: Measures) -> list[Para]:
    """Paragraphs that a figure or the end of a column or page cut, whole again.

    Notes, tables and captions between the two parts then follow the paragraph.
    """
    joined: list[Para] = []
    last: Para | None = None
    for para in paras:
        if para.kind == "heading":
            last = None
        if para.kind != "body":
            joined.append(para)
            continue
        if last is not None and _is_cut(last, para, joined[-1] is not last) and continues(last, para, given):
            shift = len(last.lines)
            last.lines += para.lines
            last.cites |= {at + shift: each for at, each in para.cites.items()}
            continue
        last = replace(para)
        joined.append(last)
    return joined


def _is_cut(last: Para, para: Para, parted: bool) -> bool:
    """Whether a column ends between the two, or a figure stands there in the middle of a sentence."""
    if not _same_place(last.last, para.first):
        return True
    inside = _WRAPS.match(para.first.text) is not None and not _ENDED.search(last.last.text)
    return parted and inside and _is_full(last.last)
