"""Takes one question apart."""

from __future__ import annotations

import re

from corpus import Language, detect_language
from index import StemLanguage
from qa.question.frames import without_frame
from qa.question.informal import expand_abbreviations
from qa.question.letter_case import restored
from qa.question.marks import phrases, take_excluded
from qa.question.records import ParsedQuestion

_ASKS = re.compile(
    r"\b(?:apa|apakah|siapa|siapakah|(?:se)?berapa(?:kah)?|kapan(?:kah)?|mana(?:kah)?|bagaimana(?:kah)?|mengapa|kenapa|"
    r"what|who|whom|whose|when|where|which|why|how)\b",
    re.IGNORECASE,
)


def parse_question(asked: str) -> ParsedQuestion:
    """What `asked`, a question with white space folded, is understood as."""
    text, excluded = take_excluded(asked)
    language = question_language(text)
    quoted = phrases(text)
    text = restored(text)
    if language == "id":
        text = expand_abbreviations(text)
    return ParsedQuestion(asked, language, _with_mark(without_frame(text)), quoted, excluded)


def question_language(text: str) -> StemLanguage:
    """Indonesian or English; Indonesian where the words do not tell."""
    found: Language = detect_language(text)
    return "en" if found == "en" else "id"


def _with_mark(text: str) -> str:
    """A question mark behind what asks with a question word: it is read as a question then, not as a title."""
    return f"{text}?" if text[-1].isalnum() and _ASKS.search(text) else text
