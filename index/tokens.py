"""Packs the directions of a passage's tokens for late interaction, and unpacks them.

A direction is a unit vector; each of its numbers is kept in four bits, in steps of a third of their root mean
square. What that costs in quality stands in the README of the evaluation.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_LEVELS = 16
_STEP = 0.35  # of the root mean square; ±8 steps reach 2.8 of them


def pack(directions: NDArray[np.float32]) -> bytes:
    """Unit vectors, shape (tokens, dimension) with an even dimension, as bytes, half a byte a number."""
    rms = np.sqrt(np.mean(np.square(directions), axis=1, keepdims=True))
    steps = np.floor(directions / (np.maximum(rms, 1e-9) * _STEP)) + _LEVELS // 2
    codes = np.clip(steps, 0, _LEVELS - 1).astype(np.uint8)
    packed: bytes = (codes[:, 0::2] | codes[:, 1::2] << 4).tobytes()
    return packed


def unpack(packed: bytes, dimension: int) -> NDArray[np.float32]:
    """The unit vectors again, shape (tokens, dimension)."""
    pairs = np.frombuffer(packed, dtype=np.uint8).reshape(-1, dimension // 2)
    vectors = _PAIRS[pairs].reshape(len(pairs), dimension)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def _pairs() -> NDArray[np.float32]:
    """For each byte the two numbers it stands for, shape (256, 2)."""
    codes = np.arange(256)
    both = np.stack([codes & 15, codes >> 4], axis=1)
    return (both - _LEVELS / 2 + 0.5).astype(np.float32)


_PAIRS = _pairs()
