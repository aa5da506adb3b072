"""A collection as Markdown. Text of documents and people is escaped, so that none of it is markup."""

from __future__ import annotations

import re

from qa.citing import Rich
from ui.collection.export import Chapter, Collected, Quotation

_SPECIAL = re.compile(r"[\\`*_\[\]<>&$~|^{}#@]")
_ADDRESS = re.compile(r":(?=//)|(?<=\bwww)\.", re.I)
"""Readers make links of bare addresses; an escaped colon or full stop keeps them text."""
_OPENS = re.compile(r"^(\s*)([-+=:])", re.M)
_LISTED = re.compile(r"^(\s*\d{1,9})([.)])", re.M)


def escaped(text: str) -> str:
    """`text` so that Markdown shows it letter for letter."""
    text = "".join(c for c in text if c.isprintable() or c == "\n")
    text = _SPECIAL.sub(r"\\\g<0>", text)
    text = _ADDRESS.sub(r"\\\g<0>", text)
    text = _OPENS.sub(r"\1\\\2", text)
    return _LISTED.sub(r"\1\\\2", text)


def to_markdown(collected: Collected) -> str:
    """The whole collection; notes as Markdown footnotes where the style has notes."""
    notes: list[str] = []
    parts = [f"# {escaped(collected.words('collect'))}"]
    for chapter in collected.chapters:
        parts += _chapter(chapter, collected, notes)
    if collected.bibliography:
        parts.append(f"## {escaped(collected.bibliography_title)}")
        parts += [rich_markdown(entry) for entry in collected.bibliography]
    return "\n\n".join(parts + notes) + "\n"


def rich_markdown(rich: Rich) -> str:
    """A citation with its italics."""
    return "".join(f"*{escaped(r.text)}*" if r.italic and r.text.strip() else escaped(r.text) for r in rich)


def _chapter(chapter: Chapter, collected: Collected, notes: list[str]) -> list[str]:
    parts = [f"## {escaped(chapter.heading.name)}"]
    for quotation in chapter.quotations:
        parts.append(_quotation(quotation, collected, notes))
        if quotation.kept.note:
            parts.append(f"**{collected.words('note')}:** {_lines(quotation.kept.note)}")
        if quotation.where in ("changed", "lost", "removed"):
            parts.append(f"*{escaped(collected.words(f'was_{quotation.where}'))}*")
    return parts


def _quotation(quotation: Quotation, collected: Collected, notes: list[str]) -> str:
    citation = rich_markdown(quotation.citation)
    if collected.style == "chicago-notes":
        number = len(notes) + 1
        notes.append(f"[^{number}]: {citation}")
        citation = f"[^{number}]"
    else:
        citation = f" {citation}"
    lines = _lines(quotation.kept.quotation).split("\n")
    return "\n".join(f"> {line}" if line else ">" for line in lines) + citation


def _lines(text: str) -> str:
    """Line ends as they are: two spaces before each keep it."""
    return re.sub(r"(?<=\S)\n(?=\S)", "  \n", escaped("\n".join(line.strip() for line in text.split("\n"))))
