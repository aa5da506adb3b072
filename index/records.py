"""What the index gives and takes, beside the passages themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.records import Language, PassageKind

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class ModelIdentity:
    """Who made an index. Two indexes with equal identities hold comparable vectors.

    `name` is what people call the model; `revision` tells its weights (a digest or a hub revision);
    `prefixes` go before a question and before a passage.
    """

    name: str
    revision: str
    dimension: int
    max_tokens: int
    prefixes: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Embedding:
    """One text, embedded.

    `vector`: float32, shape (dimension,), unit length. `tokens`: float32, shape (tokens, dimension), the
    last layer's outputs, not normalised, prefix and special tokens included, in order of the text.
    """

    vector: Vector
    tokens: Vector


class Embedder(Protocol):
    """Anything that turns texts into vectors."""

    @property
    def identity(self) -> ModelIdentity:
        """Who it is."""
        ...

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text, without prefix and special tokens."""
        ...

    def embed_passages(self, texts: list[str]) -> list[Embedding]:
        """Embed passages, in the order given."""
        ...

    def embed_query(self, text: str) -> Embedding:
        """Embed one question."""
        ...

    def token_spans(self, text: str, *, query: bool = False) -> NDArray[np.int32]:
        """Half-open character spans in `text` of the tokens of its embedding, shape (tokens, 2).

        Prefix and special tokens have empty spans.
        """
        ...


@dataclass(frozen=True, slots=True)
class Filter:
    """What a search is narrowed to; an empty field narrows nothing.

    `sources` are paths in the library, or parts of them or of titles, case ignored; `sections` are parts of
    headings, case ignored. `excluded` are words that no passage let through has, in any form.
    """

    sources: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    languages: tuple[Language, ...] = ()
    kinds: tuple[PassageKind, ...] = ()
    excluded: tuple[str, ...] = ()
