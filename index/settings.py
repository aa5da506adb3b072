"""What the index is made with, each number in one place, with why."""

from __future__ import annotations

FORMAT_VERSION = 2
"""Of the index on disk. A higher number refuses older indexes and names `rujukan index --rebuild`."""

FOLDER = ".rujukan"
"""The index's folder inside the library."""

BATCH_TOKENS = 4096
"""Padded tokens in one forward pass: about twenty passages. It bounds the memory of a run."""

WRITE_PASSAGES = 64
"""How many embedded passages are kept between two commits of a long run, so that a run cut off goes on."""

CANDIDATES_BY_VECTOR = 32
CANDIDATES_BY_WORDS = 16
"""How many passages each leg hands on to be ranked. Late interaction costs about 0.2 ms for each."""
