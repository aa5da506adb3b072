"""Long embedding on a graphics card, where there is one: sentence-transformers there, the lean engine for the rest."""

from __future__ import annotations

import importlib.metadata
import platform
import shutil
import sys
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.models.agreement import LEAST_COSINE, PASSAGES, QUESTIONS, min_cosine
from index.models.openvino_embedder import OpenVINOEmbedder
from index.records import Embedder, Embedding, ModelIdentity

WORTH_PASSAGES = 32
"""From so many passages on the card is asked: before that, loading torch takes longer than it saves."""


def may_have_card() -> bool:
    """Whether this torch and this machine may have CUDA or Apple's MPS; found out without importing torch."""
    try:
        build = importlib.metadata.version("torch")
    except importlib.metadata.PackageNotFoundError:
        return False
    if sys.platform == "darwin":
        return platform.machine() == "arm64"
    return not build.endswith("+cpu") and shutil.which("nvidia-smi") is not None


class GpuEmbedder:
    """An `Embedder` that embeds many passages on the card and all else in the lean engine."""

    def __init__(
        self, lean: OpenVINOEmbedder, load: Callable[[], Embedder | None], notice: Callable[[str], None]
    ) -> None:
        """`load` gives the model on the card, None where there is none after all; called once, when first needed."""
        self._lean, self._load, self._notice = lean, load, notice
        self._card: Embedder | None = None
        self._asked = False

    @property
    def engine(self) -> str:
        """What the model runs in, for people."""
        return f"{self._lean.engine}; a graphics card for long work"

    @property
    def identity(self) -> ModelIdentity:
        """Who it is: the same in both."""
        return self._lean.identity

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text, without prefix and special tokens."""
        return self._lean.count_tokens(texts)

    def embed_passages(self, texts: list[str]) -> list[Embedding]:
        """Embed passages, in the order given."""
        if len(texts) >= WORTH_PASSAGES and not self._asked:
            self._asked = True
            self._card = self._trusted()
        return (self._card or self._lean).embed_passages(texts)

    def embed_query(self, text: str) -> Embedding:
        """Embed one question."""
        return self._lean.embed_query(text)

    def token_spans(self, text: str, *, query: bool = False) -> NDArray[np.int32]:
        """Half-open character spans in `text` of the tokens of its embedding, shape (tokens, 2)."""
        return self._lean.token_spans(text, query=query)

    def _trusted(self) -> Embedder | None:
        """The model on the card if it gives the vectors that the lean engine, which was checked, gives."""
        card = self._load()
        if card is None:
            return None
        texts = [text.split(": ", 1)[1] for text in (*QUESTIONS, *PASSAGES)]
        ours, theirs = ([e.tokens for e in each.embed_passages(texts)] for each in (self._lean, card))
        if card.identity != self.identity or min_cosine(ours, theirs) < LEAST_COSINE:
            self._notice("The graphics card gives other vectors than the processor; it is not used.")
            return None
        return card
