"""Keeps passages so that they are found by meaning and by words, on disk beside the documents.

Passage ──▶ embed ──▶ store (SQLite) ──▶ vectors (FAISS), keywords (FTS5) ──▶ search ──▶ Candidate
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index.keyword.lexicon import knows
from index.keyword.terms import StemLanguage, normalize, terms
from index.receipt import DocumentReceipt, Progress, Receipt, found_in
from index.records import Embedder, Embedding, Filter, ModelIdentity
from index.vector.late_interaction import LateQuery

if TYPE_CHECKING:  # faiss, torch and their like are imported by those who need them, not by `--help`
    from index.build import build_index, remove_document
    from index.models.load import load_embedder
    from index.models.token_counter import token_counter
    from index.search import Candidate, Question, Searcher, TokenMatches
    from index.store.rows import Outlined
    from index.store.schema import damage_named
    from index.store.store import FileRow, Store

_LATE = {
    "build_index": "index.build",
    "remove_document": "index.build",
    "token_counter": "index.models.token_counter",
    "load_embedder": "index.models.load",
    "damage_named": "index.store.schema",
    "Candidate": "index.search",
    "TokenMatches": "index.search",
    "Question": "index.search",
    "Searcher": "index.search",
    "FileRow": "index.store.store",
    "Outlined": "index.store.rows",
    "Store": "index.store.store",
}

__all__ = [
    "Candidate",
    "DocumentReceipt",
    "Embedder",
    "Embedding",
    "FileRow",
    "Filter",
    "LateQuery",
    "ModelIdentity",
    "Outlined",
    "Progress",
    "Question",
    "Receipt",
    "Searcher",
    "StemLanguage",
    "Store",
    "TokenMatches",
    "build_index",
    "damage_named",
    "found_in",
    "knows",
    "load_embedder",
    "normalize",
    "remove_document",
    "terms",
    "token_counter",
]


def __getattr__(name: str) -> Any:
    if name not in _LATE:
        raise AttributeError(f"module 'index' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_LATE[name]), name)
