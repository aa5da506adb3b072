"""Haystack with its sentence-transformers embedders and its document store in memory, in their defaults."""

from __future__ import annotations

import os
import time
from typing import Any

begun = time.perf_counter()
os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"  # it would report its use

import common  # type: ignore[import-not-found]  # noqa: E402 - beside this script
from haystack import Document  # noqa: E402
from haystack.components.retrievers.in_memory import InMemoryEmbeddingRetriever  # noqa: E402
from haystack.document_stores.in_memory import InMemoryDocumentStore  # noqa: E402
from haystack_integrations.components.embedders.sentence_transformers import (  # noqa: E402
    SentenceTransformersDocumentEmbedder,
    SentenceTransformersTextEmbedder,
)


def load(folder: str) -> Any:
    """The embedders of passages and of questions."""
    both = (
        SentenceTransformersDocumentEmbedder(model=folder, progress_bar=False),
        SentenceTransformersTextEmbedder(model=folder, progress_bar=False),
    )
    for each in both:
        each.warm_up()
    return both


def index(both: Any, passages: list[str]) -> Any:
    """All passages embedded and stored."""
    store = InMemoryDocumentStore(embedding_similarity_function="cosine")
    store.write_documents(both[0].run([Document(content=p) for p in passages])["documents"])
    return both[1], InMemoryEmbeddingRetriever(store, top_k=10)


def ask(searchable: Any, question: str) -> Any:
    """The ten nearest."""
    embedder, retriever = searchable
    return retriever.run(query_embedding=embedder.run(question)["embedding"])


common.run(load, index, ask, begun)
