"""What a result was made under, so that it can be made again: model, data, weights, settings, machine."""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import platform
from dataclasses import asdict
from importlib import resources
from types import ModuleType
from typing import Any

import corpus.settings
import index.settings
import qa.settings
from index import ModelIdentity
from qa.evaluation.sets import QuestionSet

_PACKAGES = ("torch", "sentence-transformers", "numpy", "faiss-cpu", "ir-measures")


def conditions(questions: QuestionSet, model: ModelIdentity, limit: int | None = None) -> dict[str, Any]:
    """All that the figures depend on, as JSON data. `data`: digest of the questions and the documents."""
    return {
        "set": questions.name,
        "data": questions.digest,
        "limit": limit,
        "model": asdict(model) | {"prefixes": list(model.prefixes)},
        "weights": weights_digest(),
        "settings": settings(),
        "version": importlib.metadata.version("rujukan"),
        "packages": {name: importlib.metadata.version(name) for name in _PACKAGES},
        "machine": machine(),
    }


def weights_digest() -> str:
    """SHA-256 of all learned numbers that the project carries, in order of their files' names."""
    files = sorted(
        (
            f
            for room in ("index.keyword", "index.models", "index.vector", "qa")
            for f in resources.files(room).iterdir()
            if f.name.endswith((".json", ".json.gz", ".safetensors"))
        ),
        key=lambda f: f.name,
    )
    return hashlib.sha256(b"".join(f.name.encode() + f.read_bytes() for f in files)).hexdigest()


def settings() -> dict[str, float]:
    """The numbers that reading, search and ranking are tuned with, as "room.NAME"."""
    rooms: dict[str, ModuleType] = {"corpus": corpus.settings, "index": index.settings, "qa": qa.settings}
    return {
        f"{room}.{name}": value
        for room, module in rooms.items()
        for name, value in sorted(vars(module).items())
        if name.isupper() and isinstance(value, int | float)
    }


def machine() -> dict[str, str | int]:
    """What kind of machine this is; nothing that tells whose."""
    return {
        "system": platform.system(),
        "processor": platform.machine(),
        "cores": os.cpu_count() or 1,
        "python": platform.python_version(),
    }
