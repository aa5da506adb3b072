"""Packs the directions of passages' tokens for late interaction, and unpacks many passages at once.

A direction is a unit vector; each of its numbers is kept in four bits, in steps of about a third of their root
mean square, and each vector's length after that in 16 bits: 194 bytes a token of 384 dimensions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_LEVELS = 16
_STEP = 0.35  # of the root mean square; ±8 steps reach 2.8 of them
_LENGTH_BYTES = 2


@dataclass(frozen=True, slots=True)
class TokenTable:
    """The tokens of several passages, one after the other.

    `vectors`: float32, shape (tokens, dimension), each of length 1 / `scales`; `scales`: float32, shape
    (tokens,). `starts`: where each passage begins, shape (passages,); none is empty.
    """

    vectors: NDArray[np.float32]
    scales: NDArray[np.float32]
    starts: NDArray[np.int64]


def pack(directions: NDArray[np.float32]) -> bytes:
    """Unit vectors, shape (tokens, dimension) with an even dimension, as bytes."""
    rms = np.sqrt(np.mean(np.square(directions), axis=1, keepdims=True))
    steps = np.floor(directions / (np.maximum(rms, 1e-9) * _STEP)) + _LEVELS // 2
    codes = np.clip(steps, 0, _LEVELS - 1).astype(np.uint8)
    lengths = np.linalg.norm(codes - (_LEVELS - 1) / 2, axis=1)
    return bytes((codes[:, 0::2] | codes[:, 1::2] << 4).tobytes() + (1 / lengths).astype("<f2").tobytes())


def unpack(packed: Sequence[bytes], dimension: int) -> TokenTable:
    """The tokens of one passage or more, each packed by `pack`."""
    half = dimension // 2
    counts = [len(p) // (half + _LENGTH_BYTES) for p in packed]
    codes = b"".join(p[: n * half] for p, n in zip(packed, counts, strict=True))
    scales = b"".join(p[n * half :] for p, n in zip(packed, counts, strict=True))
    pairs = _PAIRS[np.frombuffer(codes, dtype=np.uint8)]
    return TokenTable(
        pairs.view(np.float32).reshape(-1, dimension),
        np.frombuffer(scales, dtype="<f2").astype(np.float32),
        np.cumsum([0, *counts[:-1]], dtype=np.int64),
    )


def _pairs() -> NDArray[np.complex64]:
    """For each byte the two numbers it stands for, side by side as one complex number: one look-up for both."""
    codes = np.arange(256)
    low, high = ((c - (_LEVELS - 1) / 2).astype(np.float32) for c in (codes & 15, codes >> 4))
    return np.asarray(low + 1j * high, dtype=np.complex64)


_PAIRS = _pairs()
