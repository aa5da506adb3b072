"""Embeds texts with a sentence-transformers model, the bundled one or any other."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelError
from index import bundled
from index.records import Embedding, ModelIdentity
from index.settings import BATCH_TOKENS


def load_embedder(
    model: str | None = None, notice: Callable[[str], None] = lambda _: None
) -> SentenceEmbedder:
    """Load the model named `model`: None or the bundled name, a folder, or a name on the hub.

    Nothing is downloaded for the bundled model or a folder. Takes seconds: importing torch is most of it.

    Raises:
        ModelError: it cannot be found or loaded; the message names the next step.
    """
    named = model if model and model != bundled.NAME else None
    source = named or str(bundled.ready(notice))
    _quiet(offline=named is None or Path(named).is_dir())
    from sentence_transformers import SentenceTransformer

    try:
        loaded = SentenceTransformer(source, device=None if named else "cpu")
    except (OSError, ValueError) as error:
        raise ModelError(
            f"The model {model!r} could not be loaded: {str(error).splitlines()[0]} "
            "Name a folder that holds a sentence-transformers model, or leave out --model for the bundled one."
        ) from error
    return SentenceEmbedder(loaded, named or bundled.NAME)


def _quiet(*, offline: bool) -> None:
    """Keep the libraries' own bars and tables off the terminal, and off the network where not needed."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    if offline:
        os.environ["HF_HUB_OFFLINE"] = "1"
    import transformers

    transformers.logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    transformers.logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    logging.getLogger("sentence_transformers").setLevel(logging.ERROR)


class SentenceEmbedder:
    """An `Embedder` over a sentence-transformers model. Not thread-safe: guard it with a lock."""

    def __init__(self, model: Any, name: str) -> None:
        self._model = model
        prompts = model.prompts or {}
        prefixes = (prompts.get("query") or "", prompts.get("document") or prompts.get("passage") or "")
        self._identity = ModelIdentity(
            name=name,
            revision=_digest(model),
            dimension=int(model.get_embedding_dimension()),
            max_tokens=int(model.max_seq_length or 512),
            prefixes=prefixes,
        )
        self._half = _has_fast_bfloat16() and str(model.device) == "cpu"

    @property
    def identity(self) -> ModelIdentity:
        """Who it is."""
        return self._identity

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text, without prefix and special tokens."""
        if not texts:  # the tokenizer refuses an empty batch
            return []
        encoded = self._model.tokenizer(list(texts), add_special_tokens=False, return_attention_mask=False)
        return [len(ids) for ids in encoded["input_ids"]]

    def embed_passages(self, texts: list[str]) -> list[Embedding]:
        """Embed passages, in the order given; texts of like length go through the model together."""
        counts = self.count_tokens(texts)
        found: list[Embedding | None] = [None] * len(texts)
        for batch in _batches(counts, self._identity.max_tokens):
            embedded = self._embed([texts[i] for i in batch], self._identity.prefixes[1])
            for i, embedding in zip(batch, embedded, strict=True):
                found[i] = embedding
        return [e for e in found if e is not None]

    def embed_query(self, text: str) -> Embedding:
        """Embed one question, on one thread: it is short, and threads that wait for each other make it slower."""
        import torch

        threads = torch.get_num_threads()
        torch.set_num_threads(1)
        try:
            return self._embed([text], self._identity.prefixes[0])[0]
        finally:
            torch.set_num_threads(threads)

    def token_spans(self, text: str, *, query: bool = False) -> NDArray[np.int32]:
        """Half-open character spans in `text` of the tokens of its embedding, shape (tokens, 2)."""
        prefix = self._identity.prefixes[0 if query else 1]
        encoded = self._model.tokenizer(
            prefix + text, return_offsets_mapping=True, truncation=True, max_length=self._identity.max_tokens
        )
        spans = np.asarray(encoded["offset_mapping"], dtype=np.int32) - len(prefix)
        return np.clip(spans, 0, None)

    def _embed(self, texts: list[str], prefix: str) -> list[Embedding]:
        import torch

        with torch.inference_mode(), self._precision():
            features = self._model.preprocess(texts, prompt=prefix or None)
            device = self._model.device
            features = {k: v.to(device) if hasattr(v, "to") else v for k, v in features.items()}
            output = self._model(features)
        vectors = output["sentence_embedding"].float().cpu().numpy()
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        tokens = output["token_embeddings"].float().cpu().numpy()
        lengths = output["attention_mask"].sum(dim=1).tolist()
        return [Embedding(v, t[:n]) for v, t, n in zip(vectors, tokens, lengths, strict=True)]

    def _precision(self) -> contextlib.AbstractContextManager[object]:
        """Half precision for the matrix products where the processor has it: twice as fast, cosine 0.9999."""
        if not self._half:
            return contextlib.nullcontext()
        import torch

        return torch.autocast("cpu", dtype=torch.bfloat16)


def _batches(counts: list[int], limit: int) -> Iterator[list[int]]:
    """Positions of texts in batches of like length, the longest first, each of at most BATCH_TOKENS padded."""
    order = sorted(range(len(counts)), key=lambda i: -counts[i])
    batch: list[int] = []
    for i in order:
        longest = min(counts[batch[0] if batch else i] + 8, limit)
        if batch and longest * (len(batch) + 1) > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def _has_fast_bfloat16() -> bool:
    """Whether the processor multiplies bfloat16 in hardware (AVX512-BF16 or AMX), so that it pays."""
    import torch

    capabilities = torch.backends.cpu.get_cpu_capability()
    has = getattr(torch.cpu, "_is_avx512_bf16_supported", None)
    return capabilities == "AVX512" and bool(has and has())


def _digest(model: Any) -> str:
    """A short digest of some weights of each tensor: tells models apart without reading all of them."""
    digest = hashlib.sha256()
    for name, tensor in sorted(model.state_dict().items()):
        sample = tensor.reshape(-1)[:: max(1, tensor.numel() // 64)][:64].float().cpu().numpy()
        digest.update(name.encode() + sample.tobytes())
    return digest.hexdigest()[:16]
