"""Words outside the run of reading: set sideways (the axis of a chart, a stamp in the margin), or cut off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.readers.pdf.layout import Line, PageWords, Word

_MARGIN = 0.08
_REPEATS = 3


def upright(page: PageWords) -> Iterator[Word]:
    """The words that are read in their place."""
    return (word for word in page.words if not word.turned and not word.clipped)


def loose_lines(page: PageWords) -> list[Line]:
    """The others, those that follow one another put together."""
    groups: list[list[Word]] = []
    for word in page.words:
        if not word.turned and not word.clipped:
            continue
        if groups and groups[-1][-1].turned == word.turned and abs(groups[-1][-1].size - word.size) < 0.5:
            groups[-1].append(word)
        else:
            groups.append([word])
    return [Line(tuple(group), page.number, 0.0, page.width) for group in groups]


def set_apart(
    pages: Sequence[list[Line]], widths: Sequence[float]
) -> tuple[list[tuple[str, ...]], list[tuple[Line, ...]]]:
    """For each page the texts that are stamps, watermarks or cut off, and the lines that are not."""
    counts = Counter(line.text for page in pages for line in page)
    stamps: list[tuple[str, ...]] = []
    others: list[tuple[Line, ...]] = []
    for page, width in zip(pages, widths, strict=True):
        own = [line for line in page if _is_apart(line, width) or counts[line.text] >= _REPEATS]
        stamps.append(tuple(line.text for line in own))
        others.append(tuple(line for line in page if line not in own))
    return stamps, others


def _is_apart(line: Line, width: float) -> bool:
    """Whether nobody sees the line, or it stands in the outermost margin."""
    return line.words[0].clipped or line.x1 < _MARGIN * width or line.x0 > (1 - _MARGIN) * width
