"""Runs an exported encoder in OpenVINO: word vectors in, token vectors out.

The word vectors stand outside, in a file of their own: of the matrix that is four fifths of the model, a run
reads only the rows of the words it meets.
"""

from __future__ import annotations

import hashlib
import json
import sys
import weakref
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

MODEL, ROUNDED, WORDS, COMPILED = "encoder.xml", "encoder-int8.xml", "words.npy", "compiled"
_ROUND = 8
"""Lengths of batches are multiples of this: a compiled kernel is kept for each."""


def openvino() -> Any:
    """The package, imported without its reports of use: nothing may leave the machine.

    Raises:
        ImportError: it is not installed, or not made for this system.
    """
    # Its import would start a process that reports to its maker; without this package it uses a stub.
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    import openvino

    return openvino


INT8 = "int8"


def capabilities(core: Any) -> frozenset[str]:
    """What the processor can do, as OpenVINO names it: INT8, BF16, FP16, FP32 and others."""
    return frozenset(core.get_property("CPU", "OPTIMIZATION_CAPABILITIES"))


def precisions(able: frozenset[str]) -> tuple[str, ...]:
    """Number formats of the matrix products for these `capabilities`, the usually fastest first; f32 is the last."""
    known = ((INT8, "INT8"), ("bf16", "BF16"), ("f16", "FP16"))
    return (*(name for name, needs in known if needs in able), "f32")


def machine(core: Any, able: frozenset[str]) -> str:
    """Names processor, capabilities and OpenVINO: what was measured on one need not hold on another."""
    known = [openvino().get_version(), core.get_property("CPU", "FULL_DEVICE_NAME"), sorted(able)]
    return hashlib.sha256(json.dumps(known).encode()).hexdigest()[:16]


class Encoder:
    """The exported model of `folder`, compiled for this processor. Not thread-safe."""

    def __init__(self, folder: Path, core: Any, precision: str, able: frozenset[str]) -> None:
        """`precision` is one of `precisions(able)`; beside int8, all else is done in the fastest of the others.

        What is compiled is kept in the folder for the next start.
        """
        self._words = _Rows(folder / WORDS)
        core.set_property({"CACHE_DIR": str(folder / COMPILED / precision)})
        model, precision = (MODEL, precision) if precision != INT8 else (ROUNDED, precisions(able)[1])
        settings = {"PERFORMANCE_HINT": "LATENCY", "INFERENCE_PRECISION_HINT": precision}
        compiled = core.compile_model(str(folder / model), "CPU", settings)
        self._request = compiled.create_infer_request()

    def __call__(self, texts: list[list[int]]) -> list[Array]:
        """Token vectors of each text, float32, shape (tokens, dimension); `texts` are token ids, none empty."""
        longest = -(-max(map(len, texts)) // _ROUND) * _ROUND
        words = np.zeros((len(texts), longest, self._words.width), dtype=np.float32)
        rows, where = np.unique(np.concatenate([np.asarray(ids) for ids in texts]), return_inverse=True)
        vectors, at = self._words(rows.tolist()).astype(np.float32)[where], 0
        mask = np.zeros((len(texts), longest), dtype=np.int64)
        for i, ids in enumerate(texts):
            words[i, : len(ids)] = vectors[at : (at := at + len(ids))]
            mask[i, : len(ids)] = 1
        self._request.infer([words, mask], share_inputs=True)
        tokens = self._request.get_output_tensor().data
        return [tokens[i, : len(ids)].astype(np.float32) for i, ids in enumerate(texts)]


class _Rows:
    """Rows of a matrix in a .npy file. Read, not mapped: the system maps sixteen pages for each one needed."""

    def __init__(self, path: Path) -> None:
        held = np.load(path, mmap_mode="r")
        self._first, self._dtype, self.width = held.offset, held.dtype, held.shape[1]
        self._file = path.open("rb")
        weakref.finalize(self, self._file.close)

    def __call__(self, rows: list[int]) -> NDArray[Any]:
        """The rows of these numbers, in their order, shape (rows, width)."""
        read = np.empty((len(rows), self.width), dtype=self._dtype)
        for i, row in enumerate(rows):
            self._file.seek(self._first + row * read.itemsize * self.width)
            self._file.readinto(read[i])
        return read
