"""The words of one cell of a table as its text."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.readers.pdf.layout import Word, joined


def cell_text(words: Iterable[Word]) -> str:
    """The words of one cell, line by line, hyphens at line ends undone."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.base):
        near = next(
            (row for row in rows[-2:] if abs(row[0].base - word.base) < 0.45 * max(word.size, row[0].size)),
            None,
        )
        if near is None:
            rows.append([word])
        else:
            near.append(word)
    text = ""
    for row in rows:
        line = joined(sorted(row, key=lambda word: word.x0))
        if text.endswith("-") and len(text) > 2 and text[-2].isalpha() and line[:1].islower():
            text = text[:-1] + line
        else:
            text = f"{text} {line}" if text else line
    return text
