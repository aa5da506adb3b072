"""Words of the other language that mean the same, with probabilities that were learned from pairs of sentences.

Made by `python -m qa.training.fit_dictionary`; words are stems as `index.keyword.terms` gives them.
"""

from __future__ import annotations

import functools
import gzip
import json
from pathlib import Path

from index.keyword.terms import StemLanguage

FILE = Path(__file__).with_name("dictionary.json.gz")


@functools.cache
def _dictionary() -> dict[str, dict[str, str]]:
    return dict(json.loads(gzip.decompress(FILE.read_bytes())))


def translations(term: str, language: StemLanguage) -> tuple[tuple[str, float], ...]:
    """Stems of the other language for one in `language`, likeliest first, each with its probability in (0, 1]."""
    flat = _dictionary()[language].get(term, "").split()
    return tuple((word, int(percent) / 100) for word, percent in zip(flat[::2], flat[1::2], strict=True))


def is_translated(term: str, language: StemLanguage) -> bool:
    """Whether the dictionary has translations of a stem in `language`."""
    return term in _dictionary()[language]
