"""Makes documents of distinct text out of given ones: as many copies as asked, no two passages alike.

A copy keeps a document's sentences in their lengths, with some of its words changed for others of the same
documents, so that it is read, cut and embedded like the real one and nothing of it was embedded before.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from pathlib import Path

from corpus import Document

CHANGED = 0.25
"""The share of words that a copy changes."""
_WORD = re.compile(r"[^\W\d_]{3,}")


def write_copies(documents: Sequence[Document], copies: int, folder: Path) -> None:
    """Write `copies` text files for each document into `folder`; the first of each is its own text."""
    folder.mkdir(parents=True, exist_ok=True)
    pool = [word for document in documents for word in _WORD.findall(document.text)]
    for number, document in enumerate(documents):
        for copy in range(copies):
            text = changed(document.text, pool, f"{number}-{copy}") if copy else document.text
            (folder / f"{number:03}-{copy:03}.txt").write_text(text, encoding="utf-8")


def changed(text: str, pool: Sequence[str], seed: str) -> str:
    """`text` with some of its words changed for words of `pool`; the same for the same seed."""
    dice = random.Random(seed)
    return _WORD.sub(lambda word: dice.choice(pool) if dice.random() < CHANGED else word[0], text)
