"""Counts tokens without the model: what a passage may hold is known before anything is embedded."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from corpus.errors import ModelError
from index.models import bundled
from index.models.mapped_tokenizer import MappedTokenizer
from index.models.openvino_export import engine_folder, read_identity

_TOKENS_A_WORD = 1.6
"""Of the bundled model over Indonesian and English prose."""


def token_counter() -> Callable[[Sequence[str]], list[int]]:
    """Tokens of each text as the bundled model counts them, without prefix and special tokens.

    An estimate by words where that model was not made ready yet: it is not made for this.
    """
    try:
        folder = engine_folder(bundled.model_folder())
    except ModelError:
        return estimate
    if not folder.is_dir():
        return estimate
    return MappedTokenizer(folder, read_identity(folder).max_tokens).count


def estimate(texts: Sequence[str]) -> list[int]:
    """About how many tokens each text has, by its words; 0 for none."""
    return [math.ceil(len(text.split()) * _TOKENS_A_WORD) for text in texts]
