"""Why nothing was found, in the question's language, in a person's words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index import Question, terms
from qa.rank import Ranked

_WORDS = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[-'’][^\W_]+)*")
_SHOWN = 4  # words named at most
ON_TOPIC = 0.45  # late interaction from which on a passage is about the same thing, if no answer

_TEXTS = {
    "id": {
        "empty": "Tidak ada bagian dokumen yang dapat dicari dengan saringan ini.",
        "missing": "Dokumen Anda tidak menyebut {words} sama sekali.",
        "elsewhere": "Dokumen Anda menyinggung topik ini, tetapi tidak ada bagian yang menjawab pertanyaannya.",
        "none": "Dokumen Anda tampaknya membahas hal lain.",
        "and": " dan ",
    },
    "en": {
        "empty": "There is no passage to search with this filter.",
        "missing": "Your documents do not mention {words} anywhere.",
        "elsewhere": "Your documents touch on this topic, but no passage answers the question.",
        "none": "Your documents seem to be about something else.",
        "and": " or ",
    },
}


def reason(question: Question, ranked: Sequence[Ranked]) -> str:
    """A sentence: what of the question occurs nowhere, or that the nearest passages are about other things."""
    texts = _TEXTS[question.language]
    if not ranked:
        return texts["empty"]
    missing = _missing(question)
    if missing:
        named = [f"“{word}”" for word in missing[:_SHOWN]]
        listed = ", ".join(named[:-1]) + (texts["and"] if len(named) > 1 else "") + named[-1]
        return texts["missing"].format(words=listed)
    return texts["elsewhere"] if ranked[0].candidate.late >= ON_TOPIC else texts["none"]


def _missing(question: Question) -> list[str]:
    """Names and numbers of the question, as typed, whose terms no passage has."""
    found = []
    for place, match in enumerate(_WORDS.finditer(question.text)):
        word = match.group()
        telling = word[0].isdigit() or (place > 0 and word[0].isupper())
        if telling and all(t in question.rarity.missing for t in terms(word, question.language)):
            found.append(word)
    return list(dict.fromkeys(found))
