"""The stages of answering that an ablation switches off, and assistants that go without one.

The weights of what is left are not fitted again: a row says what the stage adds to the whole as it stands.
The signs that `confidence` rests on are not touched either, but that of the reader where nothing is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from index import Candidate, Embedder, Question, Searcher, TokenMatches
from qa import Assistant
from qa.rank import FEATURES, learned_weights

MEANING = ("dense", "late", "best_window")
"""The features of ranking that look at vectors; all others look at words."""

WORDS = tuple(name for name in FEATURES if name not in MEANING)


@dataclass(frozen=True, slots=True)
class Stage:
    """A way of answering with something left out.

    `off` features of ranking weigh nothing. `alone` features, where there are any, weigh 1 and all others
    nothing. Without `word_leg` only vectors find candidates; without `sentence_meaning` evidence is picked by
    words; without `reading` nothing is read; without `headings` neither title nor headings stand before the
    text that is embedded.
    """

    name: str
    off: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    word_leg: bool = True
    sentence_meaning: bool = True
    reading: bool = True
    headings: bool = True


def stages() -> tuple[Stage, ...]:
    """The whole, each stage left out, then each feature that has a weight; the whole comes first."""
    weighed = [name for name, weight in zip(FEATURES, learned_weights(), strict=True) if weight]
    return (
        Stage("all"),
        Stage("vectors alone", alone=("dense",), word_leg=False),
        Stage("words alone", alone=("words", "words_across")),
        Stage("no reading", reading=False),
        Stage("no search by words", off=WORDS, word_leg=False),
        Stage("no late interaction", off=("late", "best_window")),
        Stage("no headings", headings=False),
        Stage("evidence by words", sentence_meaning=False),
        *(Stage(f"weight of {name} 0", off=(name,)) for name in weighed),
    )


def weights_of(stage: Stage) -> tuple[float, ...]:
    """The stage's weights of ranking, in the order of `FEATURES`.

    Raises:
        ValueError: it names a feature that ranking does not have.
    """
    unknown = {*stage.off, *stage.alone} - set(FEATURES)
    if unknown:
        raise ValueError(f"The stage {stage.name!r} names features that ranking has not: {sorted(unknown)}")
    if stage.alone:
        return tuple(float(name in stage.alone) for name in FEATURES)
    return tuple(
        0.0 if name in stage.off else weight for name, weight in zip(FEATURES, learned_weights(), strict=True)
    )


class StageAssistant(Assistant):
    """An assistant that goes without a stage; the ordinary one stays free of such switches."""

    def __init__(self, library: Path, embedder: Embedder, stage: Stage) -> None:
        """Open the index of `library`, see `qa.Assistant`; one without headings is the caller's to choose."""
        super().__init__(library, embedder, weights=weights_of(stage))
        self._searcher.close()
        self._searcher = _StageSearcher(library, embedder, stage)
        if not stage.reading:
            self._reader = None


class _StageSearcher(Searcher):
    def __init__(self, library: Path, embedder: Embedder, stage: Stage) -> None:
        super().__init__(library, embedder)
        self._stage = stage

    def candidates(self, question: Question, *narrowed: Any, **bounds: Any) -> list[Candidate]:
        if not self._stage.word_leg:  # a question without terms finds nothing by words
            question = replace(question, terms=(), rarity=replace(question.rarity, idf={}, meanings={}))
        return super().candidates(question, *narrowed, **bounds)

    def token_matches(self, question: Question, found: Sequence[Candidate]) -> list[TokenMatches]:
        matched = super().token_matches(question, found)
        if self._stage.sentence_meaning:
            return matched
        return [replace(m, cosines=np.zeros_like(m.cosines)) for m in matched]
