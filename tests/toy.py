"""An embedder that needs no model: a hashed bag of words, the same on every machine."""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index import Embedding, ModelIdentity

_WORD = re.compile(r"\w+")
_PREFIX_TOKENS = 1  # stands for the special tokens of a real model; its span is empty


class ToyEmbedder:
    """Texts that share words are near each other. Implements `index.Embedder`.

    A word's vector is drawn from a generator seeded with the word's digest, so it never changes; a text's is
    the sum of its words', of unit length.
    """

    def __init__(self, name: str = "toy", dimension: int = 64) -> None:
        self._identity = ModelIdentity(name, f"{name}-1", dimension, 512, ("", ""))

    @property
    def identity(self) -> ModelIdentity:
        return self._identity

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(_WORD.findall(text)) for text in texts]

    def embed_passages(self, texts: list[str]) -> list[Embedding]:
        return [self._embed(text) for text in texts]

    def embed_query(self, text: str) -> Embedding:
        return self._embed(text)

    def token_spans(self, text: str, *, query: bool = False) -> NDArray[np.int32]:
        words = [match.span() for match in _WORD.finditer(text)]
        return np.array([(0, 0)] * _PREFIX_TOKENS + words, dtype=np.int32)

    def _embed(self, text: str) -> Embedding:
        words = ["<s>"] * _PREFIX_TOKENS + [word.casefold() for word in _WORD.findall(text)]
        tokens = np.stack([_vector(word, self._identity.dimension) for word in words])
        whole = tokens[_PREFIX_TOKENS:].sum(axis=0) if len(tokens) > _PREFIX_TOKENS else tokens[0]
        return Embedding(whole / np.linalg.norm(whole), tokens)


@functools.lru_cache(maxsize=10_000)
def _vector(word: str, dimension: int) -> NDArray[np.float32]:
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "little")
    return np.random.default_rng(seed).standard_normal(dimension).astype(np.float32)
