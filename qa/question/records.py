"""What is understood of a question."""

from __future__ import annotations

from dataclasses import dataclass

from index import StemLanguage


@dataclass(frozen=True, slots=True)
class ParsedQuestion:
    """A question taken apart.

    `asked`: as typed, white space folded. `text`: what is embedded and looked up: letter case restored, spoken forms
    written out, frames and excluded words taken out. `phrases`: what stood in quotation marks, to be found word for
    word. `excluded`: words typed with a minus before them.
    """

    asked: str
    language: StemLanguage
    text: str
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
