"""The usual words of Indonesian and English, to tell a word from what looks like one.

`words.txt.gz` is written by `python -m qa.training.fit_words`.
"""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("words.txt.gz")


def is_word(text: str) -> bool:
    """Whether either language has this word, in whatever capitals."""
    return text.lower() in _words()


@cache
def _words() -> frozenset[str]:
    lines = gzip.decompress(FILE.read_bytes()).decode().splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))
