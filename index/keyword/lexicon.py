"""How common words are in Indonesian and English at large, and in questions.

Made by `python -m qa.training.fit_lexicon`, which says from what; words are stems as `index.keyword.terms` gives them.
"""

from __future__ import annotations

import functools
import gzip
import json
import math
from dataclasses import dataclass
from pathlib import Path

from index.keyword.terms import StemLanguage, terms

FILE = Path(__file__).with_name("lexicon.json.gz")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`words`: the share of running words that each stem makes up; `questions`: the share of questions it stands in."""

    words: dict[str, float]
    questions: dict[str, float]

    def rarity(self, term: str, length: float) -> float:
        """Inverse document frequency of a stem in passages of `length` words at large, or in questions if less.

        Infinite for a stem that the language does not have.
        """
        frequency = self.words.get(term, 0.0)
        share = max(-math.expm1(-length * frequency), self.questions.get(term, 0.0))
        return math.log(1 / share) if share else math.inf


@functools.cache
def lexicon(language: StemLanguage) -> Lexicon:
    """The lexicon of a language."""
    kept = json.loads(gzip.decompress(FILE.read_bytes()))[language]
    words = {t: 10 ** (float(zipf) - 9) for zipf, terms in kept["words"].items() for t in terms.split()}
    return Lexicon(words, kept["questions"])


def knows(word: str, language: StemLanguage) -> bool:
    """Whether a word, in whatever form, stands in the lexicon of a language."""
    return all(term in lexicon(language).words for term in terms(word, language))
