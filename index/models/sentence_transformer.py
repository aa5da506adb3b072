"""Embeds texts with a sentence-transformers model: the bundled one or any other."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus import Message
from corpus.errors import ModelError
from index.models.batches import in_batches
from index.records import Embedding, ModelIdentity
from index.settings import TORCH_BATCH_TOKENS

_AROUND = 8
"""Tokens of a prefix and of what stands around a text, at most."""


def first_line(error: Exception) -> str:
    """The first line of an error's message; its type where it has none."""
    return next(iter(str(error).splitlines()), type(error).__name__)


def load_sentence_transformer(source: str, name: str, device: str | None = None) -> SentenceEmbedder:
    """Load a model in sentence-transformers: from a folder, or by its name on the hub.

    Takes seconds: importing torch is most of it. `device`: as torch names it, the best there is by default.

    Raises:
        ModelError: it cannot be found or loaded.
    """
    _quiet(offline=Path(source).is_dir())
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceEmbedder(SentenceTransformer(source, device=device), name)
    except (OSError, ValueError) as error:
        text = (
            f"The model {source!r} could not be loaded: {first_line(error)} "
            "Name a folder that holds a sentence-transformers model, or leave out --model for the bundled one."
        )
        raise ModelError(Message(text, "error_model_unloaded", {"model": name})) from error


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
        self.model = model
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
        encoded = self.model.tokenizer(list(texts), add_special_tokens=False, return_attention_mask=False)
        return [len(ids) for ids in encoded["input_ids"]]

    def embed_passages(self, texts: list[str]) -> list[Embedding]:
        """Embed passages, in the order given; texts of like length go through the model together."""
        limit = self._identity.max_tokens
        lengths = [min(count + _AROUND, limit) for count in self.count_tokens(texts)]
        prefix = self._identity.prefixes[1]
        return in_batches(texts, lengths, TORCH_BATCH_TOKENS, lambda batch: self._embed(batch, prefix))

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
        encoded = self.model.tokenizer(
            prefix + text, return_offsets_mapping=True, truncation=True, max_length=self._identity.max_tokens
        )
        spans = np.asarray(encoded["offset_mapping"], dtype=np.int32) - len(prefix)
        return np.clip(spans, 0, None)

    def token_vectors(self, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        """Last layer's outputs of each text as it stands, in fp32 and alone: what other engines must agree with."""
        half, self._half = self._half, False
        try:
            return [self._embed([text], "")[0].tokens for text in texts]
        finally:
            self._half = half

    def _embed(self, texts: list[str], prefix: str) -> list[Embedding]:
        import torch

        with torch.inference_mode(), self._precision():
            features = self.model.preprocess(texts, prompt=prefix or None)
            device = self.model.device
            features = {k: v.to(device) if hasattr(v, "to") else v for k, v in features.items()}
            output = self.model(features)
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
