"""Picks the sentences of a passage that answer.

Each sentence gets a few features, weighed by numbers that were learned like those of `qa.rank`: on questions
whose answer's sentence is known (`python -m qa.training`).
"""

from __future__ import annotations

import functools
import json
import math
import re
from collections.abc import Sequence
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from corpus import Passage, Span, split_sentences
from index import Question, terms
from qa.expects import Expected, answer_type, gives_reason
from qa.rank import Ranked
from qa.settings import EVIDENCE_LIKELY, EVIDENCE_MOST

EVIDENCE_FEATURES = (
    "meaning",  # late interaction with the sentence's tokens
    "peak",  # weight of the question's tokens that this sentence meets better than any other
    "share",  # share of the question's rarity that its terms carry
    "number",  # the question asks for a number, and it has one that the question has not
    "name",  # the question asks for a name, and it has one that the question has not
    "reason",  # the question asks why, and it has a word that reasons are given with
    "novel",  # logarithm of how many terms it has that the question has not
    "reading",  # logarithm of the share of the reader's likelihood that falls on it
)
_NAME = re.compile(r"(?<=[^\W_] )[A-Z][\w’'-]+")
_NUMBER = re.compile(r"\d")


def find_evidence(question: Question, found: Ranked) -> tuple[Span, ...]:
    """One to three whole sentences of the passage's text, the best first; headings are none. `found` was read.

    A passage without a sentence of its own (a bare heading) gives its whole text.
    """
    passage = found.candidate.passage
    sentences = own_sentences(passage)
    if not sentences:
        return (Span(0, len(passage.text)),)
    scores = evidence_features(question, found, sentences) @ _learned()
    asks = np.array([passage.text[s.start : s.end].rstrip().endswith("?") for s in sentences])
    if not asks.all():  # a sentence that asks answers nothing
        scores[asks] = -np.inf
    likely = np.exp(scores - scores.max())
    order = np.argsort(-scores, kind="stable")[:EVIDENCE_MOST]
    chosen: list[Span] = []
    for span in (_with_list(passage, sentences, i) for i in order if likely[i] >= EVIDENCE_LIKELY):
        if all(span.end <= other.start or other.end <= span.start for other in chosen):
            chosen.append(span)
    return tuple(chosen)


def _with_list(passage: Passage, sentences: Sequence[Span], chosen: int) -> Span:
    """The chosen sentence; one that ends in a colon with what it announces."""
    span = sentences[chosen]
    if passage.text[span.start : span.end].rstrip().endswith(":") and chosen + 1 < len(sentences):
        return Span(span.start, sentences[chosen + 1].end)
    return span


def own_sentences(passage: Passage) -> list[Span]:
    """The passage's sentences behind its headings, spans within its text."""
    return [s for s in split_sentences(passage.text) if s.start >= passage.lead]


@functools.cache
def _learned() -> NDArray[np.float64]:
    kept = json.loads(resources.files("qa").joinpath("evidence.json").read_text(encoding="utf-8"))
    return np.array([kept["weights"][name] for name in EVIDENCE_FEATURES])


def clear_cache() -> None:
    """Read the learned weights anew at the next use; for the command that learns them."""
    _learned.cache_clear()


def evidence_features(question: Question, found: Ranked, sentences: Sequence[Span]) -> NDArray[np.float64]:
    """Shape (sentences, len(EVIDENCE_FEATURES)). `found` was read; without a reader "reading" is 0.

    Raises:
        ValueError: it was not read.
    """
    tokens, text = found.seen, found.candidate.passage.text
    met = tokens.best(sentences)
    meaning = met @ question.late.weights
    peak = np.bincount(met.argmax(axis=0), question.late.weights, len(sentences))
    wanted = answer_type(question.text)
    words = [_word_features(question, wanted, text[s.start : s.end]) for s in sentences]
    reading = found.reading.shares(tokens.inside(sentences)) if found.reading else np.zeros(len(sentences))
    return np.column_stack([meaning, peak, np.array(words), reading])


def _word_features(question: Question, wanted: Expected, sentence: str) -> tuple[float, ...]:
    """From "share" to "novel"."""
    own = set(terms(sentence, question.language))
    idf = question.rarity.idf
    share = sum(v for t, v in idf.items() if t in own) / (sum(idf.values()) or 1.0)
    novel = own - idf.keys()
    number = wanted == "number" and any(_NUMBER.search(t) for t in novel)
    name = wanted == "name" and any(
        t in novel for name in _NAME.findall(sentence) for t in terms(name, question.language)
    )
    reason = wanted == "reason" and gives_reason(sentence)
    return share, number, name, reason, math.log1p(len(novel))
