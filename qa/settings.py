"""What answering is tuned with, each number in one place, with the command that chose it."""

from __future__ import annotations

TOP = 10
"""Passages in an answer where nobody asks for more or fewer."""

TOP_MOST = 100
"""The most passages that may be asked for."""

QUESTION_CHARACTERS = 2_000
"""A longer question is refused: the model reads some 500 tokens, and a person asks in far less."""

EVIDENCE_MOST = 3
EVIDENCE_LIKELY = 0.4
"""Sentences marked at most; how likely one must be, as a share of the best one's likelihood."""

DECLINE_BELOW = 0.22
"""The confidence under which the answer is declined: the largest at which about nine in ten questions that have an
answer are still answered on each development set (`python -m qa.evaluation.reproduce`)."""

SAME_TERMS = 0.9
"""Two passages that share so much of their terms (Jaccard) say the same; one is shown."""

LOOKED_UP_DOCUMENTS = 3
LOOKED_UP_MOST = 12
"""In how many of the likely documents a named part or place is looked up, and how many passages of each count."""
