"""What keeps the parser of Markdown within bounds: how deep blocks lie in blocks, how long a text it marks up at once.

The text itself stays: only marks of nesting are dropped, and a paragraph is read in parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_PREFIX = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+[ \t>]*)*+")
_PREFIX_CHARS = 80
"""Of the marks of quotes and items before a line's text so many count: that is some forty lists in lists."""
_PART_CHARS, _PART_BRACKETS = 8000, 50
"""A paragraph with more is marked up in parts: for each bracket the parser may look as far as the paragraph's end."""
_BREAK = re.compile(r"\s")


def shallow(text: str) -> str:
    """The text with nothing nested deeper than the parser follows: the outermost marks of such lines are dropped."""
    return "\n".join(_shallow_line(line) for line in text.split("\n"))


def _shallow_line(line: str) -> str:
    found = _PREFIX.match(line) if len(line) > _PREFIX_CHARS else None
    if not found or found.end() <= _PREFIX_CHARS:
        return line
    # A number that the cut goes through is no number any more.
    return found[0][-_PREFIX_CHARS:].lstrip("0123456789.)") + line[found.end() :]


def inline_by_parts(state: StateCore) -> None:
    """The parser's own rule for the text in blocks, part by part where a block's text is very long."""
    for token in state.tokens:
        if token.type == "inline":
            children: list[Token] = []
            for part in _parts(token.content):
                children += state.md.inline.parse(part, state.md, state.env, [])
            token.children = children


def _parts(text: str) -> Iterator[str]:
    """The text cut at white space, each part with a bounded number of characters and brackets."""
    start = 0
    while len(text) - start > _PART_CHARS or text.count("[", start) > _PART_BRACKETS:
        end = _bracketed(text, start, min(start + _PART_CHARS, len(text)))
        blank = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
        end = blank + 1 if blank > start else end
        yield text[start:end]
        start = end
    yield text[start:]


def _bracketed(text: str, start: int, end: int) -> int:
    """Where in the stretch the number of brackets is used up, else its end."""
    at = start
    for _ in range(_PART_BRACKETS):
        at = text.find("[", at, end) + 1
        if not at:
            return end
    return at
