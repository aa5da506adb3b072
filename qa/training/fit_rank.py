"""Fits the weights of ranking, on questions whose passage is known; `python -m qa.training` runs it.

The folder it reads holds `passages.jsonl` (`_id`, `text`, `metadata.lang`) and `questions.jsonl` (`question`,
`lang`, `passage`, `answerable`, `answers`, `from`). Passages that say the same in two languages are paired by
their vectors, so that a question is also asked of the other language.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus import Language
from index import Embedder, Filter, Searcher, StemLanguage
from qa.evaluation.beir import index_passages, read_lines
from qa.find import find
from qa.rank import features
from qa.settings import TOP

PARALLEL_COSINE = 0.87
"""Two passages in different languages, each the other's nearest, at least so near, are taken for parallel."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question to ask, in what languages of passages, and which passages hold its answer."""

    text: str
    language: StemLanguage
    relevant: frozenset[str]
    among: tuple[Language, ...]


@dataclass(frozen=True, slots=True)
class Observation:
    """One question's candidates: features, shape (candidates, features), and which are relevant."""

    features: NDArray[np.float64]
    relevant: NDArray[np.bool_]


def parallel_passages(searcher: Searcher) -> dict[str, str]:
    """Pairs of passages that say the same in the two languages, both ways."""
    keys, vectors = searcher.store.vectors()
    found = searcher.store.passages(keys.tolist())
    ids = [found[k].id for k in keys.tolist()]
    languages = np.array([found[k].language for k in keys.tolist()])
    one, other = np.flatnonzero(languages == "id"), np.flatnonzero(languages == "en")
    cosines = vectors[one] @ vectors[other].T
    pairs = {}
    for i, j in enumerate(cosines.argmax(axis=1)):
        if cosines[:, j].argmax() == i and cosines[i, j] >= PARALLEL_COSINE:
            a, b = ids[one[i]], ids[other[j]]
            pairs[a], pairs[b] = b, a
    return pairs


def examples(folder: Path, pairs: dict[str, str], count: int) -> list[Example]:
    """`count` questions in three settings: their own language, the other one, and both at once."""
    rows = [r for r in read_lines(folder / "questions.jsonl") if r["answerable"] is not False]
    random.Random(0).shuffle(rows)
    return [e for row in rows[:count] for e in _settings(row, pairs)]


def _settings(row: dict[str, str], pairs: dict[str, str]) -> Iterator[Example]:
    own: StemLanguage = "en" if row["lang"] == "en" else "id"
    other: StemLanguage = "id" if own == "en" else "en"
    passage = row["passage"]
    yield Example(row["question"], own, frozenset((passage,)), (own,))
    if passage in pairs:
        yield Example(row["question"], own, frozenset((pairs[passage],)), (other,))
        yield Example(row["question"], own, frozenset((passage, pairs[passage])), ())


def observe(searcher: Searcher, asked: Sequence[Example]) -> list[Observation]:
    """Look each question up; those whose passage no leg found teach nothing and are left out."""
    seen = []
    for example in asked:
        question = searcher.question(example.text, example.language)
        candidates, signals = find(
            searcher, question, question.text, Filter(languages=example.among), least=TOP
        )
        relevant = np.array([c.passage.id in example.relevant for c in candidates])
        if relevant.any() and not relevant.all():
            rows = np.stack([features(question, c, signals) for c in candidates])
            seen.append(Observation(rows, relevant))
    return seen


def fit_weights(
    seen: Sequence[Observation], penalty: float = 1e-3, *, rising: bool = False
) -> tuple[float, ...]:
    """Weights of the features that make the relevant passages likeliest (listwise softmax, L2 penalty).

    `rising` allows none below zero: each feature of ranking is a sign for a passage, and a negative weight
    would only say something of the length of the passages of the fit.
    """
    from scipy.optimize import minimize

    scale = np.concatenate([o.features for o in seen]).std(axis=0) + 1e-9
    scaled = [o.features / scale for o in seen]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, gradient = 0.0, np.zeros_like(weights)
        for rows, observation in zip(scaled, seen, strict=True):
            logits = rows @ weights
            shares = np.exp(logits - logits.max())
            shares /= shares.sum()
            own = shares * observation.relevant
            total -= np.log(own.sum())
            gradient += shares @ rows - (own / own.sum()) @ rows
        n = len(seen)
        return float(total / n + penalty * weights @ weights), gradient / n + 2 * penalty * weights

    bounds = [(0.0 if rising else None, None)] * len(scale)
    solved = minimize(
        loss, np.zeros(len(scale)), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 200}
    )
    return tuple((solved.x / scale).tolist())


def passages_of(folder: Path) -> tuple[tuple[str, str, str, Language], ...]:
    """The passages of `passages.jsonl` as `index_passages` takes them."""
    rows = read_lines(folder / "passages.jsonl")
    return tuple((r["_id"], "", r["text"], r["metadata"]["lang"]) for r in rows)


def open_training(folder: Path, work: Path, embedder: Embedder) -> Searcher:
    """A search over the training passages; their index is kept in `work`."""
    index_passages(passages_of(folder), work, embedder)
    return Searcher(work, embedder)
