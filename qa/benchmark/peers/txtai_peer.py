"""txtai in its defaults, with the passages' text kept."""

from __future__ import annotations

import time
from typing import Any

begun = time.perf_counter()

import common  # type: ignore[import-not-found]  # noqa: E402 - beside this script
from txtai import Embeddings  # noqa: E402


def load(folder: str) -> Any:
    """The model by its folder."""
    return Embeddings(path=folder, content=True, gpu=False)


def index(embeddings: Any, passages: list[str]) -> Any:
    """One index of all passages."""
    embeddings.index(passages)
    return embeddings


def ask(embeddings: Any, question: str) -> Any:
    """The ten best."""
    return embeddings.search(question, 10)


common.run(load, index, ask, begun)
