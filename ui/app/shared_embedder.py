"""One model for all readers and for indexing: questions go first, passages are embedded in short turns."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from index import Embedder, Embedding, ModelIdentity

TURN_PASSAGES = 4
"""Passages embedded before a waiting question is let in: some 0.1 s on two cores."""


class SharedEmbedder:
    """An `Embedder` that many threads may use at once; each step of a question waits for one short turn at most."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._turn = threading.Condition()
        self._busy = False
        self._asking = 0

    @property
    def identity(self) -> ModelIdentity:
        """Who it is."""
        return self._embedder.identity

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text, without prefix and special tokens."""
        with self._taken(asking=False):
            return self._embedder.count_tokens(texts)

    def embed_passages(self, texts: list[str]) -> list[Embedding]:
        """Embed passages, in the order given, a few in each turn."""
        found: list[Embedding] = []
        for at in range(0, len(texts), TURN_PASSAGES):
            with self._taken(asking=False):
                found += self._embedder.embed_passages(texts[at : at + TURN_PASSAGES])
        return found

    def embed_query(self, text: str) -> Embedding:
        """Embed one question."""
        with self._taken(asking=True), _one_thread():
            return self._embedder.embed_query(text)

    def token_spans(self, text: str, *, query: bool = False) -> NDArray[np.int32]:
        """Half-open character spans in `text` of the tokens of its embedding, shape (tokens, 2)."""
        with self._taken(asking=True):
            return self._embedder.token_spans(text, query=query)

    @contextlib.contextmanager
    def _taken(self, *, asking: bool) -> Iterator[None]:
        with self._turn:
            self._asking += asking
            try:
                self._turn.wait_for(lambda: not self._busy and (asking or not self._asking))
            finally:
                self._asking -= asking
            self._busy = True
        try:
            yield
        finally:
            with self._turn:
                self._busy = False
                self._turn.notify_all()


@contextlib.contextmanager
def _one_thread() -> Iterator[None]:
    """A question is too short to share out: on a busy machine threads wait for each other ten times as long.

    Measured on two cores under load: 0.3 to 1.6 s with two threads, 0.1 s with one; idle, they are equal.
    """
    torch = sys.modules.get("torch")  # whoever embeds has imported it; a toy has not
    if torch is None:
        yield
        return
    usual = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(usual)
