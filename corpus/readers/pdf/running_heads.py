"""What stands on every page and belongs to none: running heads and feet, page numbers, catchwords, watermarks.

Recognised by repetition and place. A row is furniture where the same text (numbers apart) stands at the same
height on several pages and little else ever stands there, or where it holds a page number that counts on.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from corpus.readers.pdf.catchwords import mark_catchwords
from corpus.readers.pdf.labels import counting, page_numbers
from corpus.readers.pdf.rows import DIGITS, Row, is_mark

_REPEATS = 3
_SLOT = 6.0
"""Points by which the height of a running head may differ between pages."""

_ALIKE = 0.8
_SCRAP = 30
_LARGE = 1.15
_FEW = 3
_IMPRINT = re.compile(r"\bdoi\b|doi\.org|\bissn\b|©|\bvol(?:\.|ume)?\s*\d", re.I)
_IMPRINT_WORDS = 20
_IMPRINT_GAP = 1.8
"""Least distance from the baseline above, in units of the size."""

_NOTE = re.compile(r"\*{1,6}\s*\)?|[†‡]")


def mark_furniture(pages: Sequence[list[Row]]) -> None:
    """Marks the rows that are furniture, and the page numbers in them. `pages` in order, rows top down."""
    rows = [row for page in pages for row in page]
    _mark_repeated([row for row in rows if row.end != "middle"], rows, len(pages))
    _unmark_behind_text(pages)
    _mark_everywhere(rows, len(pages))
    _mark_numbers(pages)
    if len(pages) <= _FEW:
        _unmark_inner(pages)
    _mark_beyond(pages)
    _mark_imprint(pages)
    mark_catchwords(pages)
    _keep_first_notes(pages)
    if _letters(row for row in rows if not row.furniture) < 0.3 * _letters(rows):
        for row in rows:  # pages that say the same are no running heads
            row.furniture = row.number is not None


def _unmark_behind_text(pages: Sequence[list[Row]]) -> None:
    """What text parts from the edge of its page is no running head: the header of a table, say."""
    for rows in pages:
        for end, ordered in (("top", rows), ("bottom", rows[::-1])):
            inside = False
            for row in ordered:
                if row.end == end and inside:
                    row.furniture = False
                inside = inside or (not row.furniture and len(row.text) > _SCRAP)


def _unmark_inner(pages: Sequence[list[Row]]) -> None:
    """In a short document only what stands outermost is a running head: its pages may say the same."""
    for rows in pages:
        outer = {id(row) for row in _outermost(rows)}
        for row in rows:
            row.furniture = row.furniture and id(row) in outer


def _letters(rows: Iterable[Row]) -> int:
    return sum(len(run.text) for row in rows for run in row.runs)


def _mark_beyond(pages: Sequence[list[Row]]) -> None:
    """Scraps between a running head or foot and the edge of the page: stamps, an emblem read as letters."""
    for rows in pages:
        for end, ordered in (("top", rows), ("bottom", rows[::-1])):
            last = max((at for at, row in enumerate(ordered) if row.furniture and row.end == end), default=0)
            for row in ordered[:last]:
                scrap = len(row.text) <= _SCRAP and not is_mark(row.text)
                row.furniture = row.furniture or scrap


def _keep_first_notes(pages: Sequence[list[Row]]) -> None:
    """Signs explained at the foot of every page ("*) First amendment") stay on the first page that has them."""
    seen: set[str] = set()
    for row in (row for page in pages for row in page):
        if row.furniture and row.end == "bottom" and row.text.startswith("*") and row.shape not in seen:
            row.furniture = False
            seen.add(row.shape)


def _mark_repeated(rows: Sequence[Row], everything: Sequence[Row], pages: int) -> None:
    """Rows that repeat in a place where little else than repetitions stands."""
    sizes = Counter(round(run.size, 1) for row in everything for run in row.runs)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    texts = Counter(row.text for row in rows)
    rows = [row for row in rows if not _is_display(row, usual, texts[row.text])]
    slots: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in rows:
        slots[row.end, round(row.base / _SLOT)].append(row)
    for (end, place), own in slots.items():
        near = [row for shift in (-1, 0, 1) for row in slots.get((end, place + shift), [])]
        repeats = _repeats(near)
        repeated = sum(repeats[row.shape] >= _needed(pages) for row in near)
        for row in own:
            often = repeats[row.shape] >= _needed(pages) and repeated >= 0.6 * len(near)
            row.furniture = often or repeats[row.shape] >= max(_REPEATS, 0.5 * pages)


def _is_display(row: Row, usual: float, times: int) -> bool:
    """A chapter's opening: "BAB II", "BAB III" stand at one height, but each of them once, and large."""
    large = max(run.size for run in row.runs) > _LARGE * usual
    return times < _REPEATS and (large or is_mark(row.text))


def _needed(pages: int) -> int:
    return _REPEATS if pages > _FEW else 2


def _repeats(rows: Sequence[Row]) -> dict[str, int]:
    """On how many pages a row of each shape, or one like it, stands."""
    pages: dict[str, set[int]] = defaultdict(set)
    numbers: dict[str, list[tuple[int, list[int]]]] = defaultdict(list)
    for row in rows:
        pages[row.shape].add(row.page)
        numbers[row.shape].append((row.page, [int(each) for each in DIGITS.findall(row.text)]))
    found = {each: set(own) if _is_steady(numbers[each]) else set() for each, own in pages.items()}
    # Only shapes that do repeat exactly are worth the slow comparison with what OCR misread.
    known = [each for each, own in found.items() if len(own) > 1]
    for each in [each for each in pages if found[each]]:
        for other in known:
            if alike(each, other):
                found[each] |= pages[other]
                found[other] |= pages[each]
    return {each: len(own) for each, own in found.items()}


def _is_steady(numbers: Sequence[tuple[int, list[int]]]) -> bool:
    """Whether the numbers in rows of one shape stay the same or count the pages: those of a table do neither."""
    for values in zip(*(own for _, own in numbers), strict=False):
        steps = Counter(value - page for value, (page, _) in zip(values, numbers, strict=True))
        often = max(Counter(values).most_common(1)[0][1], steps.most_common(1)[0][1])
        if len(values) > 2 and often < max(2, 0.3 * len(values)):
            return False
    return True


def alike(first: str, second: str) -> bool:
    """Whether two shapes are the same but for what OCR may have misread."""
    if first == second:
        return True
    if min(len(first), len(second)) < 6 or abs(len(first) - len(second)) > 0.3 * len(first):
        return False
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return (
        matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
    )


def _mark_everywhere(rows: Sequence[Row], pages: int) -> None:
    """Watermarks: the same words at the same place on most pages, wherever on the page."""
    places: dict[tuple[str, int, int], list[Row]] = defaultdict(list)
    for row in rows:
        if not row.furniture and len(row.shape) > 3:
            places[row.text, round(row.base / 4), round(row.runs[0].x0 / 4)].append(row)
    for same in places.values():
        if len({row.page for row in same}) >= max(4, 0.6 * pages):
            for row in same:
                row.furniture = True


def _mark_numbers(pages: Sequence[list[Row]]) -> None:
    """Rows at the page's ends whose number counts on from page to page."""
    found: list[tuple[Row, str]] = []
    for rows in pages:
        for row in _outermost(rows):
            if not (row.furniture and _NOTE.match(row.text)) and not is_mark(row.text):
                found += [(row, number) for run in row.runs for number in page_numbers(run.text)]
    good = counting([(row.page, number) for row, number in found])
    places = Counter(_place(row) for row, number in found if (row.page, number) in good)
    chosen: dict[int, tuple[tuple[int, int], Row, str]] = {}
    for row, number in found:
        alone = len(row.runs) == 1 and bool(page_numbers(row.text, alone=True))
        usual = places[_place(row)] >= max(_REPEATS, 0.3 * len(pages))
        right = (row.page, number) in good and (row.furniture or alone or usual)
        # A page may stand apart from those that it counts on from: blank, or the last before a gap.
        if right or (alone and usual and _is_outer(row, pages)):
            weight = good.get((row.page, number), 0), places[_place(row)]
            if row.page not in chosen or weight > chosen[row.page][0]:
                chosen[row.page] = weight, row, number
    for _, row, number in chosen.values():
        row.furniture, row.number = True, number


def _is_outer(row: Row, pages: Sequence[list[Row]]) -> bool:
    """Whether the row is the first or the last of its page."""
    rows = next(rows for rows in pages if rows and rows[0].page == row.page)
    return row is rows[0] or row is rows[-1]


def _place(row: Row) -> tuple[str, int]:
    return row.end, round(row.base / _SLOT)


def _outermost(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows at both ends of a page beyond which only furniture stands."""
    for end, ordered in (("top", rows), ("bottom", rows[::-1])):
        for row in ordered:
            if row.end == end:
                yield row
            if not row.furniture:
                break


def _mark_imprint(pages: Sequence[list[Row]]) -> None:
    """The foot of an article's first page, which no other page has: the journal, its DOI or ISSN."""
    rows = next((page for page in pages if page), [])
    body = [row for row in rows if not row.furniture]
    if (
        len(pages) < 2
        or len(body) < 2
        or body[-1].end != "bottom"
        or len(body[-1].text.split()) > _IMPRINT_WORDS
    ):
        return
    last, above = body[-1], body[-2]
    apart = last.base - above.base > _IMPRINT_GAP * max(run.size for run in last.runs)
    last.furniture = apart and _IMPRINT.search(last.text) is not None
