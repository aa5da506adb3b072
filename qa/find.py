"""Finds the candidates of a question: what search finds, and what the question names by part or place.

question ──▶ search ──▶ likely documents ──▶ passages looked up in them ──▶ candidates, signals
"""

from __future__ import annotations

from collections import defaultdict

from index import Candidate, Filter, Question, Searcher
from qa.intent import intent_of, looked_up
from qa.settings import LOOKED_UP_DOCUMENTS, LOOKED_UP_MOST
from qa.signals import Signals


def find(
    searcher: Searcher, question: Question, typed: str, narrowed: Filter, *, least: int
) -> tuple[list[Candidate], Signals]:
    """Candidates worth ranking, those of search first, and the signals to rank them by.

    `typed` is the question as a person typed it. At least `least` candidates where the index has so many.
    """
    intent = intent_of(typed)
    found = searcher.candidates(question, narrowed, least)
    if intent.looks_up:
        known = {c.key for c in found}
        keys = [
            key
            for document in _likely_documents(found)
            for key in looked_up(intent, searcher.outline(document), LOOKED_UP_MOST)
            if key not in known
        ]
        found += searcher.score(question, searcher.allowed(keys, narrowed))
    return found, Signals(question, intent, searcher)


def _likely_documents(found: list[Candidate]) -> list[str]:
    """Documents by how much of what search found is theirs: its better passages count more."""
    votes: defaultdict[str, float] = defaultdict(float)
    for place, candidate in enumerate(sorted(found, key=lambda c: -c.late)):
        votes[candidate.passage.document_id] += 1 / (place + 2)
    return sorted(votes, key=lambda document: -votes[document])[:LOOKED_UP_DOCUMENTS]
