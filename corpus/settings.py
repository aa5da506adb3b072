"""The bounds and sizes of reading, each in one place, with why."""

from __future__ import annotations

MAX_FILE_BYTES = 200_000_000
"""A larger file is refused: the longest theses with pictures stay below a quarter of it."""

MAX_TEXT_BYTES = 50_000_000
"""A larger text file is refused: 50 MB of plain text is about 25,000 pages."""

PASSAGE_TOKENS = 220
"""What a passage aims at. One paragraph of a thesis is 120 to 180 words, 160 to 260 tokens."""

PASSAGE_TOKENS_MAX = 320
"""What a passage may grow to before it is cut between sentences: the model reads 512 with its context."""

TABLE_TOKENS = 130
"""What a part of a table aims at: a few rows, so that one row can be found among them."""

TABLE_TOKENS_MAX = 220
"""What a part of a table may grow to; a longer single row is cut between words at `PASSAGE_TOKENS_MAX`."""

CONTEXT_TOKENS = 96
"""How much of title, headings and context goes before the text that is embedded."""
