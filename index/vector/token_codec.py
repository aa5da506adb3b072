"""Packs the directions of a passage's tokens for late interaction, unpacks them, and compares others with them.

A direction is a unit vector; each of its numbers is kept in four bits, in steps of about a third of their root
mean square, and each vector's length after that in 16 bits: 194 bytes a token of 384 dimensions.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

_LEVELS = 16
_STEP = 0.35  # of the root mean square; ±8 steps reach 2.8 of them
_LENGTH_BYTES = 2
_MIDDLE = (_LEVELS - 1) / 2
"""What stands for 0 among the codes."""


def encode(directions: Array) -> bytes:
    """Unit vectors, shape (tokens, dimension) with an even dimension, as bytes."""
    rms = np.sqrt(np.mean(np.square(directions), axis=1, keepdims=True))
    steps = np.floor(directions / (np.maximum(rms, 1e-9) * _STEP)) + _LEVELS // 2
    codes = np.clip(steps, 0, _LEVELS - 1).astype(np.uint8)
    lengths = np.linalg.norm(codes - _MIDDLE, axis=1)
    return bytes((codes[:, 0::2] | codes[:, 1::2] << 4).tobytes() + (1 / lengths).astype("<f2").tobytes())


def decode(packed: bytes, dimension: int) -> Array:
    """The unit vectors of one passage, packed by `pack`, shape (tokens, dimension)."""
    codes, scales = _split(packed, dimension)
    numbers = np.empty((len(codes), dimension), dtype=np.float32)
    numbers[:, 0::2], numbers[:, 1::2] = codes & 15, codes >> 4
    return (numbers - np.float32(_MIDDLE)) * scales


def maxsim_scores(directions: Array, passages: Sequence[bytes]) -> list[Array]:
    """Cosines with the tokens of each passage, packed by `pack`: shape (tokens, directions), in [-1, 1].

    The codes go into the products as they are, and their middle is taken off the sums: what fills the time
    is memory, and unpacked vectors fill eight times as much.
    """
    low, high = (np.ascontiguousarray(directions[:, half::2].T) for half in (0, 1))
    middle = directions.sum(axis=1) * np.float32(_MIDDLE)
    return [
        ((codes & 15).astype(np.float32) @ low + (codes >> 4).astype(np.float32) @ high - middle) * scales
        for codes, scales in (_split(packed, directions.shape[1]) for packed in passages)
    ]


def _split(packed: bytes, dimension: int) -> tuple[NDArray[np.uint8], Array]:
    """Codes, two a byte, shape (tokens, dimension / 2), and 1 / lengths, shape (tokens, 1)."""
    half = dimension // 2
    count = len(packed) // (half + _LENGTH_BYTES)
    codes = np.frombuffer(packed, dtype=np.uint8, count=count * half).reshape(count, half)
    return codes, np.frombuffer(packed, "<f2", offset=count * half).astype(np.float32)[:, None]
