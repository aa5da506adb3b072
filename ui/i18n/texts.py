"""The interface's words: one catalogue, each entry in Indonesian and in English.

Names in braces are filled in by `words(key, language, name=…)`. Entries are plain text, never HTML.
"""

from __future__ import annotations

from typing import Literal, get_args

from ui.i18n.catalogue import ask, collect, frame, library, problems, read, receipt, review

Tongue = Literal["id", "en"]
"""A language of the interface."""

TEXTS: dict[str, tuple[str, str]] = {
    **frame.TEXTS,
    **ask.TEXTS,
    **library.TEXTS,
    **problems.TEXTS,
    **read.TEXTS,
    **receipt.TEXTS,
    **collect.TEXTS,
    **review.TEXTS,
}


def words(key: str, tongue: Tongue, **values: object) -> str:
    """The words of `key` in the language `tongue`, with `values` filled in. KeyError where there is none."""
    return TEXTS[key][get_args(Tongue).index(tongue)].format(**values)
