"""Checks statements against a library: supported, differs (and in what), or silent.

statement ──▶ look up ──▶ sentences that meet it ──▶ compare ──▶ Checked

What can be reckoned decides first; where a learned head is given, it speaks of the rest. A statement is called
supported only where the source says so plainly, for a false one called true does more harm than one left open.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

import numpy as np

from corpus import Span
from index import Filter, terms
from qa.ask import Assistant, LookedUp
from qa.evidence import own_sentences
from qa.rank import Ranked
from qa.records import CitedPassage
from qa.review.compare import Compared, compare
from qa.review.difference import Difference
from qa.review.quantities import is_slip
from qa.review.turned import clauses

Verdict = Literal["supported", "differs", "silent"]

LOOKED_AT = 10
"""Passages that are compared with a statement; more found no better one."""

SHOWN = 5
"""Passages that a checked statement shows, the deciding one first."""

MEETS = 0.38
"""How well a sentence has to meet a statement, mean cosine of its tokens, for its differences to count."""

SURE = 0.55
"""How sure a difference has to be."""

SURE_ELSEWHERE = 0.75
"""How sure, where it stands in another passage than the best."""

SUPPORTS = 0.4
"""The likelihood from which a statement that nothing contradicts is called supported."""

SAME_WORDS = 0.9
"""A sentence that has this share of a statement's words says the same, unless something differs."""

SURELY_FOUND = 0.5
SHARED_LEAST = 2
"""How sure the search is to be, and how many numbers and names are to be shared, for a paraphrase to be supported."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A statement and what the library says to it.

    `difference` names what the source has otherwise ("17 ↔ 25"), None unless the verdict is "differs".
    `confidence` in [0, 1] is how likely the verdict is right. `passages` are the nearest, the deciding one first;
    `evidence` of that one is the sentence compared.
    """

    claim: str
    verdict: Verdict
    difference: str | None
    confidence: float
    passages: tuple[CitedPassage, ...]


class Entailment(Protocol):
    """A learned head: what a passage makes of a statement."""

    def __call__(self, claim: str, passages: Sequence[str]) -> Sequence[tuple[float, float, float]]:
        """Likelihood of (supported, differs, silent) for each passage; they add up to 1."""
        ...


@dataclass(frozen=True, slots=True)
class Met:
    """A sentence of a passage and how it meets a statement: `coverage` is the mean cosine of the tokens."""

    place: int
    sentence: Span
    coverage: float
    compared: Compared
    likely: float

    @property
    def difference(self) -> Difference | None:
        """The surest difference."""
        return self.compared.differences[0] if self.compared.differences else None


def check(
    assistant: Assistant, claim: str, entailment: Entailment | None = None, *, narrowed: Filter | None = None
) -> Checked:
    """What the library of `assistant`, or the part of it that `narrowed` leaves, says to one statement.

    Raises:
        UsageError: the statement is empty or too long.
    """
    found = assistant.look_up(claim, top=LOOKED_AT, narrowed=narrowed)
    return judge(claim, found, entailment)


def judge(claim: str, found: LookedUp, entailment: Entailment | None = None) -> Checked:
    """The verdict on a statement that was looked up."""
    met = [m for place, ranked in enumerate(found.ranked) for m in _meet(found, place, ranked)]
    if not met:
        return Checked(claim, "silent", None, 1.0, found.cited[:SHOWN])
    best = max(met, key=lambda m: m.likely)
    verdict, chosen, confidence = _verdict(found, met, best, entailment)
    difference = str(chosen.difference) if verdict == "differs" and chosen.difference else None
    return Checked(claim, verdict, difference, round(confidence, 4), _shown(found, chosen))


def _verdict(
    found: LookedUp, met: Sequence[Met], best: Met, entailment: Entailment | None
) -> tuple[Verdict, Met, float]:
    differing = _differing(met, best)
    if differing and differing.difference:
        return "differs", differing, min(0.95, 0.4 + differing.difference.sure / 2)
    likely = supported_likelihood(found, best)
    if entailment is not None:
        supported, differs, _ = entailment(found.question.text, [_text(found, best)])[0]
        if differs > max(supported, SUPPORTS) and best.difference:
            return "differs", best, differs
        likely = (likely + supported) / 2
    if likely >= SUPPORTS:
        return "supported", best, likely
    return "silent", best, 1 - max(likely, found.verdict.confidence)


def _differing(met: Sequence[Met], best: Met) -> Met | None:
    """The sentence that differs, of those of the best passage that meet the statement about as well."""
    close = [
        m
        for m in met
        if m.difference
        and _on_common_ground(m)
        and m.coverage >= max(MEETS, best.coverage - 0.06)
        and (m.place == best.place or (m.difference.sure >= SURE_ELSEWHERE and m.likely >= best.likely - 2))
    ]
    # Where one sentence has everything, another with another number speaks of something else.
    if any(
        not m.compared.differences and not m.compared.missing and m.compared.agreed
        for m in met
        if m.coverage >= best.coverage
    ):
        return None
    sure = [m for m in close if m.difference and m.difference.sure >= SURE]
    return max(sure, key=lambda m: (m.difference.sure if m.difference else 0.0, m.coverage), default=None)


def _on_common_ground(met: Met) -> bool:
    """Whether a sentence shares enough with the statement for its number or name to stand in another's place.

    It has one of the statement's numbers or names at least, and lacks no more of them than it has; a slip of one
    digit shows by itself what is meant.
    """
    difference = met.difference
    if difference is None or difference.kind not in ("number", "year", "date", "name", "place"):
        return difference is not None
    shared, missing = met.compared.agreed, len(met.compared.missing)
    return (shared >= 1 and missing <= shared) or (
        is_slip(difference.claimed, difference.found) and missing <= 1
    )


def _meet(found: LookedUp, place: int, ranked: Ranked) -> list[Met]:
    """The sentences of a passage that meet the statement best, compared with it."""
    passage = ranked.candidate.passage
    sentences = own_sentences(passage)
    if not sentences:
        return []
    weights = found.question.late.weights / found.question.late.weights.sum()
    coverage = ranked.seen.best(sentences) @ weights
    claim = found.question.text
    kept = []
    for i in np.argsort(-coverage, kind="stable")[:3]:
        at = int(i)
        sentence = passage.text[sentences[at].start : sentences[at].end]
        beside = " ".join(passage.text[s.start : s.end] for s in sentences[max(0, at - 1) : at + 2])
        around = f"{passage.embedded[: len(passage.embedded) - len(passage.text)]} {passage.context} {beside}"
        compared = compare(claim, sentence, around, _clause(found, ranked, sentences[at], sentence))
        score = float(coverage[at])
        kept.append(Met(place, sentences[at], score, compared, _likely(found, place, score, compared)))
    return kept


def _clause(found: LookedUp, ranked: Ranked, span: Span, sentence: str) -> str:
    """The clause of a sentence that meets the statement best."""
    parts = clauses(sentence)
    if len(parts) < 2:
        return sentence
    spans = [Span(span.start + at, span.start + at + len(p)) for p in parts if (at := sentence.find(p)) >= 0]
    met = ranked.seen.best(spans) @ found.question.late.weights
    return parts[int(met.argmax())]


def _likely(found: LookedUp, place: int, coverage: float, compared: Compared) -> float:
    """How likely a sentence is the one to look at: its passage's score, its own coverage, what it shares."""
    score = max(found.cited[place].score, 1e-4)
    shared = min(compared.agreed, 4) - min(len(compared.missing), 4)
    return math.log(score) + 20 * coverage + 0.4 * shared


def supported_likelihood(found: LookedUp, best: Met) -> float:
    """How likely the best sentence supports a statement, in [0, 1]; 0 where something differs or is missing.

    Word for word it does. Else nothing that can be reckoned tells a paraphrase from a statement that is near the
    matter and wrong, so only one that shares several numbers and names and was surely found is called supported.
    """
    if best.compared.differences or best.compared.missing:
        return 0.0
    if _same_words(found, best) >= SAME_WORDS:
        return 0.95
    sure = found.verdict.confidence >= SURELY_FOUND and best.compared.agreed >= SHARED_LEAST
    return (found.verdict.confidence + best.coverage) / 2 if sure else 0.0


def _same_words(found: LookedUp, best: Met) -> float:
    """The share of the statement's rarity whose terms the sentence has, in [0, 1]."""
    there = set(terms(_text(found, best), found.question.language))
    idf = found.question.rarity.idf
    return sum(v for t, v in idf.items() if t in there) / (sum(idf.values()) or 1.0)


def _text(found: LookedUp, met: Met) -> str:
    passage = found.ranked[met.place].candidate.passage
    return passage.text[met.sentence.start : met.sentence.end]


def _shown(found: LookedUp, chosen: Met) -> tuple[CitedPassage, ...]:
    """The nearest passages, the deciding one first, with the sentence compared as its evidence."""
    first = replace(found.cited[chosen.place], evidence=(chosen.sentence,))
    others = [c for i, c in enumerate(found.cited) if i != chosen.place]
    return tuple(replace(c, rank=rank) for rank, c in enumerate([first, *others][:SHOWN], 1))
