"""Picks the sentences of a passage that answer: late interaction, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from corpus import Passage, Span, split_sentences
from index import Question, TokenMatches, terms
from qa.settings import EVIDENCE_MARGIN, EVIDENCE_MOST, EVIDENCE_WORDS


def find_evidence(question: Question, passage: Passage, tokens: TokenMatches) -> tuple[Span, ...]:
    """One to three whole sentences of `passage.text`, the best first; headings are none.

    A passage without a sentence of its own (a bare heading) gives its whole text.
    """
    sentences = [s for s in split_sentences(passage.text) if s.end > passage.lead]
    if not sentences:
        return (Span(0, len(passage.text)),)
    scores = np.array([_score(question, passage, s, tokens) for s in sentences])
    best = float(scores.max())
    order = np.argsort(-scores, kind="stable")[:EVIDENCE_MOST]
    return tuple(sentences[i] for i in order if scores[i] >= best - EVIDENCE_MARGIN)


def _score(question: Question, passage: Passage, sentence: Span, tokens: TokenMatches) -> float:
    """Late interaction with the sentence's tokens, and the share of the question's rare terms in it."""
    inside = tokens.within(sentence)
    meaning = float(question.late.weights @ inside.max(axis=1)) if inside.size else -1.0
    own = set(terms(passage.text[sentence.start : sentence.end], question.language))
    return meaning + EVIDENCE_WORDS * _share(question.rarity.idf, own)


def _share(idf: dict[str, float], own: Sequence[str] | set[str]) -> float:
    total = sum(idf.values())
    return sum(v for t, v in idf.items() if t in own) / total if total else 0.0
