"""Which paragraphs are headings, without the help of an outline: size, weight, numbering and the usual words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.headings import Mark, caption_number, section_kind
from corpus.readers.pdf.chapter_titles import OUTER, is_title_rest, is_titled, with_titles
from corpus.readers.pdf.contents import is_contents_title
from corpus.readers.pdf.layout import Line
from corpus.readers.pdf.numbering import Counting, mark_of
from corpus.readers.pdf.paragraphs import KEYWORDS, Measures, Para

_WORDS = 25
_LINES = 5
_LAW_LINES = 12
"""The title of a law's explanation repeats the law's own title, a few words a line."""

_END = re.compile(r"[.,;:]$|\.\.\.$")
_RESTED = re.compile(r"[.:;]\W*$")
_TEXT = 80
"""Letters that make a paragraph running text."""

_LARGE = 1.1
_NOISY_LARGE = 1.5

Style = tuple[float, bool, bool, bool]
"""Size, bold, italic, capitals: headings of one depth share it."""


@dataclass(frozen=True, slots=True)
class _HeadingCues:
    """A paragraph as a possible heading. `rested` where the sentence before it has ended."""

    para: Para
    text: str
    mark: Mark | None
    bold: bool
    large: bool
    caps: bool
    centred: bool
    gap: float
    rested: bool
    style: Style

    @property
    def set_off(self) -> bool:
        """Whether it looks different from the text around it."""
        return self.bold or self.large or (self.caps and len(self.text) > 3)


def mark_headings(paras: list[Para], given: Measures) -> None:
    """Turns the paragraphs that are headings into such. Those that are tables, notes … stay what they are."""
    sights = [_heading_cues(paras, at, given) for at in range(len(paras))]
    counting = Counting(listed=_are_lists(sights))
    marked: Counter[Style] = Counter()
    for at, sight in enumerate(sights):
        if sight and sight.para.kind == "heading":
            _note_declared(sight, counting, marked)
        elif sight and is_contents_title(sight.para.first) and (sight.set_off or sight.centred):
            sight.para.kind, sight.para.section = "heading", "contents"
        elif sight and sight.mark and _is_marked_heading(sight, sight.mark, counting, _next_para(paras, at)):
            counting.add(sight.mark)
            sight.para.kind = "heading"
            sight.para.level = len(sight.mark.number) if _is_roman_decimal(sight.mark) else 0
            marked[sight.style] += 1
    _take_titles(sights)
    front = next((at for at, para in enumerate(paras) if para.kind == "heading"), 0)
    alone = Counter(
        sight.style
        for at, sight in enumerate(sights)
        if sight and _stands_alone(sight, _next_para(paras, at))
    )
    for at, sight in enumerate(sights[front:], start=front):
        if not sight or sight.para.kind != "body":
            continue
        following = _next_para(paras, at)
        unmarked = sight.mark is None and not given.noisy
        repeated = unmarked and alone[sight.style] >= 2 and _stands_alone(sight, following)
        if repeated or _is_plain_heading(sight, marked, following):
            sight.para.kind = "heading"
    paras[:] = with_titles(paras)


def _note_declared(sight: _HeadingCues, counting: Counting, marked: Counter[Style]) -> None:
    """What a heading that the outline names tells about the others."""
    marked[sight.style] += 1
    if sight.mark:
        counting.add(sight.mark)
    if is_contents_title(sight.para.first):
        sight.para.section = "contents"


def _are_lists(sights: Sequence[_HeadingCues | None]) -> bool:
    """Whether "1. …" numbers the items of lists: it begins anew again and again beside "2.1 …" headings."""
    marks = [sight.mark for sight in sights if sight and sight.mark and sight.set_off]
    decimals = sum(mark.scheme == "decimal" and len(mark.number) > 1 for mark in marks)
    firsts = sum(mark.scheme == "arabic" and mark.number == ("1",) for mark in marks)
    return decimals >= 3 and firsts >= 2


def _take_titles(sights: Sequence[_HeadingCues | None]) -> None:
    """What stands right below a chapter's bare mark is its title, though nothing else shows it."""
    text = ""
    for above, sight in pairwise(sights):
        if above is None or sight is None or above.para.kind != "heading":
            continue
        text = text or above.text
        if (
            sight.para.kind == "body"
            and (is_titled(text, above.para, sight.para) or is_title_rest(text, above.para, sight.para))
            and _looks_like(above, sight)
        ):
            sight.para.kind = "heading"
            text = f"{text} {sight.text}"
        else:
            text = ""


def _looks_like(above: _HeadingCues, sight: _HeadingCues) -> bool:
    """Whether a title is set as the mark above it: in the middle, bold or in capitals, and no running text."""
    if _END.search(sight.text) or sight.text[0].islower():
        return False
    bold = above.bold and sight.bold
    return bold or sight.caps or (above.centred and _is_centred(sight.para))


def _is_roman_decimal(mark: Mark) -> bool:
    return mark.scheme == "decimal" and not mark.number[0].isdigit() and len(mark.number) > 1


def _heading_cues(paras: Sequence[Para], at: int, given: Measures) -> _HeadingCues | None:
    """How the paragraph looks; None where it cannot be a heading."""
    para = paras[at]
    text = para.text
    if (
        para.kind not in ("body", "heading")
        or para.verbatim
        or len(para.lines) > (_LAW_LINES if _is_law_title(text) else _LINES)
        or len(text.split()) > (2 * _WORDS if _is_law_title(text) else _WORDS)
    ):
        return None
    if any(_is_gapped(line) for line in para.lines):
        return None
    if KEYWORDS.match(text) or not re.search(r"[^\W\d_]{2}|^[IVX]+$", text):
        return None
    if caption_number(text) is not None:
        return None
    size = max(line.size for line in para.lines)
    letters = [letter for letter in text if letter.isalpha()]
    caps = bool(letters) and sum(letter.isupper() for letter in letters) > 0.9 * len(letters)
    mark = mark_of(text)
    # A word set in another type, such as a file's name, does not make a numbered heading less bold.
    bold = all(line.bold or (mark and line.mainly_bold) for line in para.lines)
    italic = all(line.italic for line in para.lines)
    return _HeadingCues(
        para=para,
        text=text,
        mark=mark,
        bold=bold,
        large=size >= (_NOISY_LARGE if given.noisy else _LARGE) * given.size,
        caps=caps,
        centred=_is_centred(para),
        gap=_gap(paras, at, given),
        rested=at == 0 or _is_rest(paras[at - 1]),
        style=(round(size), bold, italic, caps),
    )


def _is_law_title(text: str) -> bool:
    return text.startswith("PENJELASAN") and text.isupper()


def _is_rest(before: Para) -> bool:
    """Whether no sentence goes on behind the paragraph: it is a heading, a label or ends one."""
    short = len(before.text.split()) <= 4
    return before.kind == "heading" or short or _RESTED.search(before.text) is not None


def _is_gapped(line: Line) -> bool:
    """Whether wide gaps part the words behind a first number: the header of a table without ruling."""
    numbered = any(letter.isdigit() for letter in line.words[0].text) or len(line.words[0].text) <= 3
    pairs = list(pairwise(line.words))[1 if numbered else 0 :]
    return any(after.x0 - before.x1 > 2.2 * line.size for before, after in pairs)


def _is_centred(para: Para) -> bool:
    """Whether all lines stand in the middle of the column, not at its left edge."""
    return all(
        line.x0 - line.left > 0.08 * (line.right - line.left)
        and abs((line.x0 - line.left) - (line.right - line.x1)) < 0.06 * (line.right - line.left)
        for line in para.lines
    )


def _gap(paras: Sequence[Para], at: int, given: Measures) -> float:
    """Space above in units of the usual leading: 1 = none more than between lines; 9 at a column's top."""
    first = paras[at].first
    last = paras[at - 1].last if at else None
    if last is None or (last.page, last.region) != (first.page, first.region):
        return 9.0
    return (first.base - last.base) / given.lead(given.size)


def _next_para(paras: Sequence[Para], at: int) -> Para | None:
    """What follows the paragraph."""
    return paras[at + 1] if at + 1 < len(paras) else None


def _is_marked_heading(sight: _HeadingCues, mark: Mark, counting: Counting, following: Para | None) -> bool:
    """Whether a paragraph with a heading's number or usual word is one."""
    if mark.scheme == "article":
        apart = sight.centred or sight.bold or sight.gap > 1.2 or sight.rested
        return len(sight.text.split()) <= 2 and apart
    if mark.scheme in OUTER:
        return sight.set_off or sight.centred
    if mark.scheme == "word":
        return sight.set_off or sight.centred or (sight.gap > 1.2 and sight.text[0].isupper())
    if mark.scheme == "decimal" and len(mark.number) > 1:
        return _is_numbered(sight, mark, counting, following)
    if len(mark.title) < 3 or sight.text.startswith("(") or _END.search(sight.text):
        return False
    if mark.scheme == "small":
        return counting.follows(mark) and _stands_alone(sight, following)
    if mark.scheme == "arabic" and counting.listed and not sight.large:
        return False
    usual = section_kind(mark.title) != "body" or (mark_of(mark.title) or mark).scheme == "word"
    slanted = sight.style[2] and sight.gap > 1.15 and _is_above_text(following)
    return (sight.set_off or slanted) and (usual or counting.follows(mark))


def _is_numbered(sight: _HeadingCues, mark: Mark, counting: Counting, following: Para | None) -> bool:
    """ "2.1 …" is a heading where it counts on and is set off, or stands alone above text."""
    if not counting.follows(mark) and not (sight.set_off and sight.large):
        return False
    if _END.search(sight.text) and len(sight.text.split()) > 6:
        return False
    if sight.set_off or sight.style[2]:
        return True
    alone = len(sight.para.lines) <= 2 and sight.gap > 1.1
    return alone and following is not None and following.kind == "body" and len(following.text) > 40


def _is_plain_heading(sight: _HeadingCues, marked: Counter[Style], following: Para | None) -> bool:
    """Whether a paragraph without number or usual word is a heading: it looks like those that have one."""
    if _END.search(sight.text) or not sight.set_off or following is None or len(sight.text) < 4:
        return False
    if following.kind == "body" and following.first.bold and following.first.size >= sight.para.first.size:
        return False
    like = marked[sight.style] >= 2 and (sight.bold or sight.large)
    return like and sight.gap > 1.15 and sight.text[0].isupper() and len(sight.text.split()) <= 15


def _stands_alone(sight: _HeadingCues, following: Para | None) -> bool:
    """Whether this is one bold line above a paragraph that is not: a heading without a number."""
    if not sight.bold or sight.para.kind != "body" or _END.search(sight.text):
        return False
    title = (sight.mark.title if sight.mark else sight.text)[:1]
    short = len(sight.para.lines) <= 2 and len(sight.text.split()) <= 15 and len(sight.text) >= 4
    return short and title.isupper() and _is_above_text(following)


def _is_above_text(following: Para | None) -> bool:
    """Whether running text in upright, plain type follows."""
    if following is None or following.kind != "body":
        return False
    first = following.first
    return not (first.bold or first.italic) and len(following.text) > _TEXT and len(following.lines) > 1
