"""Late interaction from packed tokens: that it is what the unpacked ones give, counted out one by one."""

from __future__ import annotations

import numpy as np
import pytest

from index.vector.late_interaction import STEP, WINDOW, LateQuery, maxsim
from index.vector.token_codec import Array, decode, encode, maxsim_scores

DIMENSION = 64


def directions(rng: np.random.Generator, count: int) -> Array:
    drawn = rng.standard_normal((count, DIMENSION)).astype(np.float32)
    return np.asarray(drawn / np.linalg.norm(drawn, axis=1, keepdims=True))


def test_packed_tokens_keep_their_directions() -> None:
    tokens = directions(np.random.default_rng(1), 50)
    kept = decode(encode(tokens), DIMENSION)
    assert kept.shape == tokens.shape
    np.testing.assert_allclose(np.linalg.norm(kept, axis=1), 1, atol=1e-3)
    assert (kept * tokens).sum(axis=1).min() > 0.98


def test_packed_tokens_compare_as_unpacked_ones_do() -> None:
    rng = np.random.default_rng(2)
    question, passages = directions(rng, 7), [encode(directions(rng, count)) for count in (1, 40, 300)]
    for found, packed in zip(maxsim_scores(question, passages), passages, strict=True):
        np.testing.assert_allclose(found, decode(packed, DIMENSION) @ question.T, atol=1e-5)


@pytest.mark.parametrize(
    ("count", "before"), [(1, 0), (1, 1), (20, 3), (47, 0), (48, 47), (200, 9), (200, 250)]
)
def test_a_passage_is_met_token_by_token_and_in_its_best_stretch(count: int, before: int) -> None:
    rng = np.random.default_rng(count)
    shares = rng.random(5).astype(np.float32)
    question = LateQuery(directions(rng, 5), shares / shares.sum())
    cosines = directions(rng, count) @ question.tokens.T
    met = maxsim(question, cosines, before)
    np.testing.assert_allclose(met.matches, cosines.max(axis=0), atol=1e-6)
    assert met.score == pytest.approx(float(cosines.max(axis=0) @ question.weights), abs=1e-5)
    own = cosines[before:] if before < count else cosines
    stretches = [
        own[at : at + WINDOW] for at in range(0, len(own), STEP) if at == 0 or at + WINDOW - STEP < len(own)
    ]
    assert met.best_window == pytest.approx(
        max(float(s.max(axis=0) @ question.weights) for s in stretches), abs=1e-5
    )
