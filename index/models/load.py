"""Loads the model that embeds: the bundled one in its exported engine, or any sentence-transformers model."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from corpus.errors import ModelError
from index.models import bundled
from index.models.sentence_transformer import SentenceEmbedder, first_line, load_sentence_transformer
from index.records import Embedder


def load_embedder(model: str | None = None, notice: Callable[[str], None] = lambda _: None) -> Embedder:
    """Load the model named `model`: None or the bundled name, a folder, or a name on the hub.

    Nothing is downloaded for the bundled model or a folder. The bundled model runs in an engine that it was
    exported to, or, where that is not to be had or does not agree, in sentence-transformers, as any other
    model does; `notice` is told why. Long work is done on a graphics card where there is one. The identity is
    the same everywhere.

    Raises:
        ModelError: it cannot be found or loaded; the message names the next step.
    """
    if model and model != bundled.NAME:
        return load_sentence_transformer(model, model)
    source = bundled.ready(notice)
    try:
        from index.models.gpu_embedder import GpuEmbedder, may_have_card
        from index.models.openvino_embedder import OpenVINOEmbedder
        from index.models.openvino_export import ready_engine

        lean = OpenVINOEmbedder(ready_engine(source, bundled.NAME, notice))
    except (ImportError, OSError, RuntimeError, ValueError) as error:
        notice(
            f"The quick engine cannot be used ({first_line(error)}); sentence-transformers takes its place."
        )
        return load_sentence_transformer(str(source), bundled.NAME, device="cpu")
    return GpuEmbedder(lean, lambda: _on_card(source), notice) if may_have_card() else lean


def _on_card(source: Path) -> SentenceEmbedder | None:
    """The bundled model on the graphics card; None where torch finds none or the model does not fit on it."""
    with contextlib.suppress(ModelError, RuntimeError):
        loaded = load_sentence_transformer(str(source), bundled.NAME)
        if loaded.model.device.type != "cpu":
            return loaded
    return None
