"""Learns which words of the two languages mean the same: `python -m qa.training.fit_dictionary FOLDER`.

    pairs of sentences ──▶ stems ──▶ expectation maximisation, both ways ──▶ index/keyword/dictionary.json.gz

Brown et al. (1993), "The Mathematics of Statistical Machine Translation", model 1, with the prior of Dyer et al.
(2013), "A Simple, Fast, and Effective Reparameterization of IBM Model 2", that words near the same place belong
together. FOLDER holds `pairs.jsonl`, one object a line with `id` and `en`.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import StemLanguage, terms
from index.keyword.dictionary import FILE
from qa.evaluation.beir import read_lines

ROUNDS = 8
DIAGONAL = 4.0
"""How fast the prior falls with the distance of the two words' places in their sentences."""
NO_WORD = 0.1
"""The prior of a word that translates none of the other sentence."""
SPARSE = 0.01
"""Dirichlet prior over the translations of a word: below 1, so that rare words do not take all of a sentence."""
SEEN = 1.5
"""Times that a pair of words must be expected in all sentences to be kept."""
LIKELY = 0.05
"""The least probability of a translation that is kept."""
MOST = 5
"""Translations kept of one word."""
LONGEST = 100
"""Terms of a sentence that is learned from."""


@dataclass(frozen=True, slots=True)
class Table:
    """Pairs of words, flat: numbers of source and target, p(target | source), expected count."""

    sources: NDArray[np.int64]
    targets: NDArray[np.int64]
    probabilities: NDArray[np.float64]
    counts: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Links:
    """Every possible link of a target word to a source word of its sentence, flat, one row each."""

    pairs: NDArray[np.int64]
    words: NDArray[np.int64]
    prior: NDArray[np.float64]


def learn(sources: Sequence[Sequence[int]], targets: Sequence[Sequence[int]]) -> Table:
    """p(target | source) from sentences as numbers of words, in order; sentences of very unlike length are left out."""
    width = 1 + max((max(s) for s in targets if s), default=0)
    no_word = 1 + max((max(s) for s in sources if s), default=0)
    links = _links(sources, targets, no_word, width)
    pairs, at = np.unique(links.pairs, return_inverse=True)
    source = pairs // width
    probabilities = np.ones(len(pairs))
    for _ in range(ROUNDS):
        shares = links.prior * probabilities[at]
        shares /= np.bincount(links.words, shares)[links.words]
        counts = np.asarray(np.bincount(at, shares, minlength=len(pairs)), dtype=np.float64)
        totals = np.asarray(np.bincount(source, counts), dtype=np.float64)
        probabilities = _sparse(counts, totals[source], width)
    kept = source < no_word
    return Table(source[kept], (pairs % width)[kept], (counts / totals[source])[kept], counts[kept])


def _sparse(counts: NDArray[np.float64], totals: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """The mean-field estimate under a Dirichlet prior: exp of digamma, in place of a plain ratio."""
    from scipy.special import digamma

    return np.asarray(np.exp(digamma(counts + SPARSE) - digamma(totals + SPARSE * width)))


def _links(
    sources: Sequence[Sequence[int]], targets: Sequence[Sequence[int]], no_word: int, width: int
) -> _Links:
    pairs, words, priors, first = [], [], [], 0
    for source, target in zip(sources, targets, strict=True):
        n, m = len(source), len(target)
        if not n or not m or max(n, m) > min(LONGEST, 3 * min(n, m) + 5):
            continue
        pairs.append((np.array([no_word, *source]) * width + np.array(target)[:, None]).ravel())
        words.append(np.repeat(np.arange(first, first + m), n + 1))
        priors.append(_prior(n, m).ravel())
        first += m
    return _Links(np.concatenate(pairs), np.concatenate(words), np.concatenate(priors))


def _prior(n: int, m: int) -> NDArray[np.float64]:
    """Of each link, shape (m, n + 1), rows of sum 1; the first column is that of no word."""
    distance = np.abs((np.arange(n) + 0.5) / n - ((np.arange(m) + 0.5) / m)[:, None])
    near = np.exp(-DIAGONAL * distance)
    near *= (1 - NO_WORD) / near.sum(axis=1, keepdims=True)
    return np.hstack([np.full((m, 1), NO_WORD), near])


def main() -> None:
    """Learn from the folder's pairs and write the dictionary."""
    parser = argparse.ArgumentParser(description="Learn the dictionary of words from pairs of sentences.")
    parser.add_argument("folder", type=Path, help="holds pairs.jsonl")
    rows = list(read_lines(parser.parse_args().folder / "pairs.jsonl"))
    indonesian, english = (_numbered([r[language] for r in rows], language) for language in ("id", "en"))
    kept = {
        "made_by": "python -m qa.training.fit_dictionary",
        "id": _entries(learn(indonesian[0], english[0]), indonesian[1], english[1]),
        "en": _entries(learn(english[0], indonesian[0]), english[1], indonesian[1]),
    }
    text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    FILE.write_bytes(gzip.compress(text.encode(), mtime=0))


def _numbered(sentences: Sequence[str], language: StemLanguage) -> tuple[list[list[int]], list[str]]:
    numbers: dict[str, int] = {}
    found = [[numbers.setdefault(t, len(numbers)) for t in terms(s, language)] for s in sentences]
    return found, list(numbers)


def _entries(table: Table, sources: Sequence[str], targets: Sequence[str]) -> dict[str, str]:
    """For each source word its translations, likeliest first: "word percent word percent"."""
    keep = (table.probabilities >= LIKELY) & (table.counts >= SEEN)
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for s, t, p in zip(table.sources[keep], table.targets[keep], table.probabilities[keep], strict=True):
        if not sources[s][0].isdigit():
            found[sources[s]].append((float(p), targets[t]))
    return {
        word: " ".join(f"{t} {p * 100:.0f}" for p, t in sorted(pairs, reverse=True)[:MOST])
        for word, pairs in sorted(found.items())
        if pairs[0][1] != word or len(pairs) > 1
    }


if __name__ == "__main__":
    main()
