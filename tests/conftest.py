"""What tests of every room may use."""

from __future__ import annotations

import pytest

from tests.toy import ToyEmbedder


@pytest.fixture
def toy_embedder() -> ToyEmbedder:
    """An embedder that needs no model."""
    return ToyEmbedder()
