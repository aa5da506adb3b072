"""What the index is made with, each number in one place, with why."""

from __future__ import annotations

FORMAT_VERSION = 4
"""Of the index on disk. A higher number refuses older indexes and names `rujukan index --rebuild`."""

FOLDER = ".rujukan"
"""The index's folder inside the library."""

DATABASE = "index.sqlite"
"""The index's file in that folder."""

ANEW = "anew.sqlite"
"""The file of an index that is being made anew, until it takes the place of the other."""

TORCH_BATCH_TOKENS = 4096
"""Padded tokens in one forward pass: about twenty passages. It bounds the memory of a run."""

WRITE_PASSAGES = 64
"""How many embedded passages are kept between two commits of a long run, so that a run cut off goes on."""

EXACT_MOST = 50_000
"""Up to so many passages every vector is compared with a question's, which takes a few milliseconds."""

CELL_SAMPLE = 48
"""Vectors for each cell from which the cells of a larger library are found; more do not move the centres."""

BLOCKS_FROM = 8_192
"""From so many passages on words are looked up in blocks of postings, not in FTS5, which would take longer."""

TAIL_MOST = 8_192
"""Passages added since files were derived that are kept in memory; more, and the files are made anew."""

EXACT_FILTERED = 2_048
"""Where a filter lets through so few passages, all of them are compared in a large library as well."""

CANDIDATES_BY_VECTOR = 80
CANDIDATES_BY_WORDS = 16
CANDIDATES_BY_PHRASE = 32
"""How many passages each leg hands on to be ranked. Late interaction costs about 0.2 ms for each."""
