"""sentence-transformers in its defaults with a flat FAISS index."""

from __future__ import annotations

import time
from typing import Any

begun = time.perf_counter()

import common  # type: ignore[import-not-found]  # noqa: E402 - beside this script
import faiss  # noqa: E402
from sentence_transformers import SentenceTransformer  # noqa: E402


def load(folder: str) -> Any:
    """The model in its defaults."""
    return SentenceTransformer(folder)


def index(model: Any, passages: list[str]) -> Any:
    """A flat index of all passages."""
    vectors = model.encode(passages)
    flat = faiss.IndexFlatIP(vectors.shape[1])
    flat.add(vectors)
    return model, flat


def ask(searchable: Any, question: str) -> Any:
    """The ten nearest."""
    model, flat = searchable
    return flat.search(model.encode([question]), 10)


common.run(load, index, ask, begun)
