"""The reader: that it is what was learned, reads each passage for itself, and is the model's own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from index import LateQuery, ModelIdentity, TokenMatches
from qa.reader import SPAN, SpanLogits, SpanReader, reader_for
from qa.training.fit_reader import Network, held_out

Array = NDArray[np.float32]
WORDS, DIMENSION = 9, 384


def directions(rng: np.random.Generator, count: int) -> Array:
    drawn = rng.standard_normal((count, DIMENSION)).astype(np.float32)
    return np.asarray(drawn / np.linalg.norm(drawn, axis=1, keepdims=True))


def met(question: LateQuery, tokens: Array) -> TokenMatches:
    return TokenMatches(np.zeros((len(tokens), 2), np.int32), question.tokens @ tokens.T, tokens)


@pytest.fixture
def question() -> LateQuery:
    rng = np.random.default_rng(1)
    weights = rng.random(WORDS).astype(np.float32)
    return LateQuery(directions(rng, WORDS), weights / weights.sum())


@pytest.fixture
def passages(question: LateQuery) -> list[TokenMatches]:
    rng = np.random.default_rng(2)
    return [met(question, directions(rng, count)) for count in (60, 1, 33)]


@pytest.fixture
def network() -> Network:
    torch.manual_seed(3)
    return Network(DIMENSION).eval()


def reader_of(network: Network) -> SpanReader:
    return SpanReader({name: value.numpy() for name, value in network.state_dict().items()})


def in_torch(network: Network, question: LateQuery, passages: Sequence[TokenMatches]) -> Array:
    longest = max(len(p.directions) for p in passages)
    tokens = torch.zeros(1, len(passages), longest, DIMENSION)
    live = torch.zeros(1, len(passages), longest, dtype=torch.bool)
    for i, passage in enumerate(passages):
        tokens[0, i, : len(passage.directions)] = torch.from_numpy(passage.directions)
        live[0, i, : len(passage.directions)] = True
    asked, weights = (torch.from_numpy(x)[None] for x in (question.tokens, question.weights))
    with torch.no_grad():
        return np.asarray(network(asked, weights, tokens, live)[0].numpy())


def test_it_computes_what_was_learned_in_torch(
    network: Network, question: LateQuery, passages: list[TokenMatches]
) -> None:
    expected = in_torch(network, question, passages)
    for i, reading in enumerate(reader_of(network).read(question, passages)):
        own = expected[i, : len(reading.starts)]
        np.testing.assert_allclose(np.stack([reading.starts, reading.ends], 1), own, atol=5e-3)


def test_a_passage_is_read_for_itself(
    network: Network, question: LateQuery, passages: list[TokenMatches]
) -> None:
    reader = reader_of(network)
    alone = reader.read(question, passages[:1])[0]
    among = reader.read(question, passages[::-1])[-1]
    np.testing.assert_allclose(alone.starts, among.starts, atol=1e-4)


def test_a_passage_without_tokens_holds_nothing(network: Network, question: LateQuery) -> None:
    empty = met(question, np.zeros((0, DIMENSION), np.float32))
    full = met(question, directions(np.random.default_rng(4), 5))
    first, second = reader_of(network).read(question, [empty, full])
    assert first.whole < second.whole
    assert len(second.starts) == 5
    assert reader_of(network).read(question, []) == []


def test_a_reading_knows_its_best_span() -> None:
    starts, ends = np.full(40, -5, np.float32), np.full(40, -5, np.float32)
    starts[3], ends[3 + SPAN] = 4, 9  # one token too far away
    ends[5] = 2
    reading = SpanLogits(starts, ends)
    assert reading.span == pytest.approx(6)
    assert reading.whole > 0
    ends[3 + SPAN] = -5
    reading, inside = SpanLogits(starts, ends), np.arange(40) < 10
    few, rest, none, whole = reading.shares(
        np.stack([inside, ~inside, np.zeros(40, bool), np.ones(40, bool)])
    )
    assert few > rest > none == -10
    assert whole == pytest.approx(0)


def test_only_the_model_it_was_learned_for_has_a_reader() -> None:
    assert reader_for(ModelIdentity("other", "other-1", 64, 512, ("", ""))) is None


def test_parallel_passages_are_kept_from_it_together() -> None:
    ids = [f"p{i}" for i in range(400)]
    pairs = {f"p{i}": f"p{399 - i}" for i in range(100)} | {f"p{399 - i}": f"p{i}" for i in range(100)}
    closed = held_out(ids, pairs)
    assert 20 < len(closed) < 80
    assert all((a in closed) == (b in closed) for a, b in pairs.items())
