"""Embeds with the exported bundled model: no torch, nothing loaded that is not needed."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.models.agreement import LEAST_COSINE, PASSAGES, QUESTIONS, min_cosine
from index.models.batches import in_batches
from index.models.mapped_tokenizer import MappedTokenizer
from index.models.openvino_encoder import (
    COMPILED,
    INT8,
    ROUNDED,
    Array,
    Encoder,
    capabilities,
    machine,
    openvino,
    precisions,
)
from index.models.openvino_export import PROBE, read_identity
from index.records import Embedding, ModelIdentity

OPENVINO_BATCH_TOKENS = 1024
"""Padded tokens in one forward pass. More of them are no faster here and take memory."""


_ROUNDS = 3
_FAVOUR = 0.9  # for the format that is faster as a rule: what is measured in a moment is rough


class DisagreementError(RuntimeError):
    """No number format of this processor gives the vectors of fp32."""


class OpenVINOEmbedder:
    """An `Embedder` over the exported model. Not thread-safe: guard it with a lock."""

    def __init__(self, folder: Path, able: frozenset[str] | None = None) -> None:
        """Open the engine in `folder`, trying its number formats where this machine has not done so before.

        `able`: the processor's capabilities that may be used, by default all that it has.

        Raises:
            ImportError: OpenVINO is not installed.
            DisagreementError: none agrees with fp32.
            OSError, RuntimeError, ValueError: the folder is damaged.
        """
        self._identity = read_identity(folder)
        self._tokenizer = MappedTokenizer(folder, self._identity.max_tokens)
        core = openvino().Core()
        self.precision, self._encoder = _trusted(
            folder, core, self._tokenizer, able if able is not None else capabilities(core)
        )

    @property
    def engine(self) -> str:
        """What the model runs in, for people."""
        return f"OpenVINO, {self.precision}"

    @property
    def identity(self) -> ModelIdentity:
        """Who it is: the same as the model it was exported from."""
        return self._identity

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text, without prefix and special tokens."""
        return self._tokenizer.count(texts)

    def embed_passages(self, texts: list[str]) -> list[Embedding]:
        """Embed passages, in the order given; texts of like length go through the model together."""
        ids = [self._tokenizer.encode(self._identity.prefixes[1] + text) for text in texts]
        return in_batches(ids, [len(i) for i in ids], OPENVINO_BATCH_TOKENS, self._embed)

    def embed_query(self, text: str) -> Embedding:
        """Embed one question."""
        return self._embed([self._tokenizer.encode(self._identity.prefixes[0] + text)])[0]

    def token_spans(self, text: str, *, query: bool = False) -> NDArray[np.int32]:
        """Half-open character spans in `text` of the tokens of its embedding, shape (tokens, 2)."""
        prefix = self._identity.prefixes[0 if query else 1]
        return np.clip(self._tokenizer.spans(prefix + text) - len(prefix), 0, None)

    def _embed(self, ids: list[list[int]]) -> list[Embedding]:
        return [_pooled(tokens) for tokens in self._encoder(ids)]


def _pooled(tokens: Array) -> Embedding:
    vector = tokens.mean(axis=0, dtype=np.float32)
    return Embedding(vector / np.linalg.norm(vector), tokens)


def _trusted(
    folder: Path, core: Any, tokenizer: MappedTokenizer, able: frozenset[str]
) -> tuple[str, Encoder]:
    """The fastest number format that gives the vectors of fp32; what was found is kept for the next start."""
    record = folder / f"trusted-{machine(core, able)}.json"
    if not record.is_file():
        found = _fastest(folder, core, tokenizer, able)
        _keep(record, asdict(found))
        for other in set(precisions(able)) - {found.precision}:  # compiled for the trial, and large
            shutil.rmtree(folder / COMPILED / other, ignore_errors=True)
        return found.precision, Encoder(folder, core, found.precision, able)
    precision = str(json.loads(record.read_text(encoding="utf-8"))["precision"])
    return precision, Encoder(folder, core, precision, able)


@dataclass(frozen=True, slots=True)
class _Trial:
    """A number format on the texts of the probe: the least cosine with fp32, and how long they took."""

    precision: str
    cosine: float
    seconds: float


def _fastest(folder: Path, core: Any, tokenizer: MappedTokenizer, able: frozenset[str]) -> _Trial:
    """Of those that agree with fp32; fp32 itself is tried only where no other does."""
    texts = [tokenizer.encode(text) for text in (*QUESTIONS, *PASSAGES)]
    with np.load(folder / PROBE) as held:
        known = [held[name] for name in held.files]
    good: list[_Trial] = []
    for precision in precisions(able):
        if precision == INT8 and not (folder / ROUNDED).is_file():
            continue
        if good and precision == "f32":
            break
        trial = _tried(precision, Encoder(folder, core, precision, able), texts, known)
        good += [trial] if trial.cosine >= LEAST_COSINE else []
    if not good:
        raise DisagreementError("no number format of this processor gives the vectors of fp32")
    return min(good, key=lambda trial: trial.seconds * (_FAVOUR if trial is good[0] else 1))


def _tried(precision: str, encoder: Encoder, texts: list[list[int]], known: list[Array]) -> _Trial:
    cosine = min_cosine(known, [encoder([ids])[0] for ids in texts])
    rounds = []  # what is compiled for each length was compiled above
    for _ in range(_ROUNDS):
        begun = time.perf_counter()
        for ids in texts:
            encoder([ids])
        rounds.append(time.perf_counter() - begun)
    return _Trial(precision, cosine, min(rounds))


def _keep(record: Path, found: dict[str, object]) -> None:
    """Write the record whole or not at all; where the cache cannot be written, the next start tries again."""
    try:
        with tempfile.NamedTemporaryFile("w", dir=record.parent, delete=False, encoding="utf-8") as aside:
            json.dump(found, aside)
        Path(aside.name).replace(record)
    except OSError:
        return
