"""The marks of a search box: "an exact phrase" and -excluded."""

from __future__ import annotations

import re

_PHRASE = re.compile(r"[\"“„«]([^\"“”„«»]{2,200})[\"”“»]")
_EXCLUDED = re.compile(r"(?<!\S)[-−]([^\W\d_][\w’'-]*)(?!\S)")


def phrases(text: str) -> tuple[str, ...]:
    """What stands in double quotation marks, in order, without marks at its ends."""
    found = (m.group(1).strip(" .,;:?!") for m in _PHRASE.finditer(text))
    return tuple(dict.fromkeys(p for p in found if any(c.isalnum() for c in p)))


def take_excluded(text: str) -> tuple[str, tuple[str, ...]]:
    """`text` without the words that have a minus before and white space around them, and those words.

    A dash with a space behind it, a hyphen within a word and a number below zero are none. Where nothing else is
    left, nothing is taken out.
    """
    words = tuple(dict.fromkeys(m.group(1) for m in _EXCLUDED.finditer(text)))
    left = " ".join(_EXCLUDED.sub(" ", text).split())
    return (left, words) if any(c.isalnum() for c in left) else (text, ())
