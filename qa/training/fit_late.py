"""Fits what late interaction needs of a model: the mean of its token vectors, and the weights of a question's."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import index.vector.late_interaction
from index import Embedder, Filter, ModelIdentity, Searcher
from qa.training.fit_rank import Example

SAMPLE = 400  # passages whose tokens make the mean
RIVALS = 11  # candidates that each question's own passage is set against
STEPS, BATCH, RATE = 300, 32, 0.03


@dataclass(frozen=True, slots=True)
class Contest:
    """One question: its token vectors, shape (tokens, dimension), and their best cosines in its own passage
    and in rivals, shape (1 + rivals, tokens), its own first.
    """

    tokens: NDArray[np.float32]
    matches: NDArray[np.float32]


def token_mean(embedder: Embedder, texts: Sequence[str]) -> NDArray[np.float32]:
    """The mean of all tokens of a sample of passages, shape (dimension,)."""
    chosen = list(texts[:: max(1, len(texts) // SAMPLE)])
    tokens = [e.tokens for e in embedder.embed_passages(chosen)]
    return np.asarray(np.concatenate(tokens).mean(axis=0), dtype=np.float32)


def observe_contests(searcher: Searcher, asked: Sequence[Example]) -> list[Contest]:
    """Questions with exactly one passage of their own among the candidates."""
    rng = np.random.default_rng(0)
    seen = []
    for example in asked:
        question = searcher.question(example.text, example.language)
        found = searcher.candidates(question, Filter(languages=example.among))
        own = [c for c in found if c.passage.id in example.relevant]
        rivals = [c for c in found if c.passage.id not in example.relevant]
        if len(own) == 1 and len(rivals) >= RIVALS:
            chosen = [rivals[i] for i in rng.choice(len(rivals), RIVALS, replace=False)]
            matches = np.array([c.matches for c in (own[0], *chosen)], dtype=np.float32)
            seen.append(Contest(question.embedding.tokens, matches))
    return seen


def fit_query_weights(seen: Sequence[Contest]) -> NDArray[np.float32]:
    """The vector w, shape (dimension,): cross-entropy of the own passage against its rivals, few steps of AdamW.

    Few, because more of them fit the questions of the fit and lose on others.
    """
    import torch

    torch.manual_seed(0)
    weights = torch.zeros(seen[0].tokens.shape[1], requires_grad=True)
    scale = torch.tensor(3.0, requires_grad=True)
    optimiser = torch.optim.AdamW([weights, scale], lr=RATE, weight_decay=0.0)
    for step in range(STEPS):
        for group in optimiser.param_groups:
            group["lr"] = RATE * (1 - step / STEPS)
        chosen = torch.randint(len(seen), (BATCH,)).tolist()
        logits = torch.stack([_scores(seen[i], weights, scale) for i in chosen])
        loss = torch.nn.functional.cross_entropy(logits, torch.zeros(BATCH, dtype=torch.long))
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    return np.asarray(weights.detach().numpy(), dtype=np.float32)


def _scores(contest: Contest, weights: Any, scale: Any) -> Any:
    import torch

    shares = (torch.from_numpy(contest.tokens) @ weights).softmax(0)
    return (torch.from_numpy(contest.matches) @ shares) * scale.exp()


def write_late(
    identity: ModelIdentity, mean: NDArray[np.float32], query: NDArray[np.float32], made_by: str
) -> None:
    """Put both where late interaction reads them."""
    kept = {
        "revision": identity.revision,
        "made_by": made_by,
        "mean": [round(float(x), 4) for x in mean],
        "query": [round(float(x), 4) for x in query],
    }
    (Path(index.vector.late_interaction.__file__).parent / "late.json").write_text(
        json.dumps(kept) + "\n", encoding="utf-8"
    )
    index.vector.late_interaction.clear_cache()
