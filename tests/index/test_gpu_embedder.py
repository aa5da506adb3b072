"""A card is asked for long work only, and used only where it gives the same vectors."""

from __future__ import annotations

import importlib.metadata
import platform
import shutil
import sys
from pathlib import Path

import pytest

from index import Embedder, Embedding
from index.models.gpu_embedder import WORTH_PASSAGES, GpuEmbedder, may_have_card
from index.models.openvino_embedder import OpenVINOEmbedder
from index.models.openvino_export import REVISION

TEXTS = [f"Pelabuhan {i} di pantai timur." for i in range(WORTH_PASSAGES)]


class Card:
    """The lean engine as if it stood on a card; `wrong` turns its vectors round."""

    def __init__(self, lean: OpenVINOEmbedder, *, wrong: bool = False) -> None:
        self.lean, self.wrong, self.texts = lean, wrong, 0
        self.identity, self.count_tokens = lean.identity, lean.count_tokens
        self.embed_query, self.token_spans = lean.embed_query, lean.token_spans

    def embed_passages(self, texts: list[str]) -> list[Embedding]:
        self.texts += len(texts)
        found = self.lean.embed_passages(texts)
        return [Embedding(e.vector, e.tokens[:, ::-1]) for e in found] if self.wrong else found


@pytest.fixture
def lean(bundled_embedder: Embedder, model_cache: Path) -> OpenVINOEmbedder:
    """Beside `bundled_embedder`, which made its folder and may itself use a card."""
    (folder,) = (p for p in model_cache.glob(f"*-engine-{REVISION}") if p.is_dir())
    return OpenVINOEmbedder(folder)


def test_long_work_goes_to_the_card(lean: OpenVINOEmbedder) -> None:
    card, loads = Card(lean), []
    embedder = GpuEmbedder(lean, lambda: loads.append(1) or card, print)  # type: ignore[func-returns-value]
    embedder.embed_query("kapal")
    embedder.embed_passages(TEXTS[:3])
    assert (loads, card.texts) == ([], 0)
    found = embedder.embed_passages(TEXTS)
    probed = card.texts - len(TEXTS)
    assert probed > 0
    assert float(found[5].vector @ lean.embed_passages(TEXTS[5:6])[0].vector) > 0.999
    embedder.embed_passages(TEXTS)
    assert (loads, card.texts) == ([1], probed + 2 * len(TEXTS))
    assert embedder.identity == lean.identity


def test_a_card_that_disagrees_or_is_not_there_is_not_used(lean: OpenVINOEmbedder) -> None:
    said: list[str] = []
    wrong = Card(lean, wrong=True)
    for load in (lambda: wrong, lambda: None):
        found = GpuEmbedder(lean, load, said.append).embed_passages(TEXTS)
        assert float(found[0].vector @ lean.embed_passages(TEXTS[:1])[0].vector) > 0.999
    assert len(said) == 1
    assert "graphics card" in said[0]


@pytest.mark.parametrize(
    ("system", "build", "tool", "expected"),
    [
        ("linux", "2.13.0+cpu", "/usr/bin/nvidia-smi", False),
        ("linux", "2.13.0", None, False),
        ("linux", "2.13.0", "/usr/bin/nvidia-smi", True),
        ("win32", "2.13.0+cu130", "nvidia-smi.exe", True),
        ("darwin", "2.13.0", None, True),
    ],
)
def test_a_card_is_looked_for_without_torch(
    monkeypatch: pytest.MonkeyPatch, system: str, build: str, tool: str | None, expected: bool
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(platform, "machine", lambda: "arm64")
    monkeypatch.setattr(importlib.metadata, "version", lambda _: build)
    monkeypatch.setattr(shutil, "which", lambda _: tool)
    assert may_have_card() is expected
