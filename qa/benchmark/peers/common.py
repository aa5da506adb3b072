"""What the peers share: splitting, asking, and telling what it took. Nothing but the standard library."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

CHARACTERS, OVERLAP = 1000, 200
"""The sizes that tutorials of recursive character splitting begin with."""
_SEPARATORS = ("\n\n", "\n", " ", "")


def split(text: str, separators: tuple[str, ...] = _SEPARATORS) -> list[str]:
    """Recursive character splitting: at paragraphs, else at lines, else at spaces, merged up to CHARACTERS."""
    first, *rest = separators
    found: list[str] = []
    short: list[str] = []
    for piece in text.split(first) if first else list(text):
        if len(piece) <= CHARACTERS:
            short.append(piece)
            continue
        found += _merged(short, first) + split(piece, tuple(rest))
        short = []
    return found + _merged(short, first)


def _merged(pieces: list[str], separator: str) -> list[str]:
    """Pieces joined up to CHARACTERS, each beginning with up to OVERLAP characters of the one before."""
    merged: list[str] = []
    held: list[str] = []
    size = 0
    for piece in pieces:
        cost = len(piece) + len(separator)
        if held and size + cost - len(separator) > CHARACTERS:
            merged.append(separator.join(held))
            while held and (size > OVERLAP or size + cost - len(separator) > CHARACTERS):
                size -= len(held.pop(0)) + len(separator)
        held.append(piece)
        size += cost
    return [m for m in [*merged, separator.join(held)] if m.strip()]


def run(
    load: Callable[[str], Any],
    index: Callable[[Any, list[str]], Any],
    ask: Callable[[Any, str], Any],
    begun: float,
) -> None:
    """Do what standard input says and print what it took; `begun`: when the imports began."""
    imported = time.perf_counter()
    asked = json.load(sys.stdin)
    seconds = {"import": imported - begun}
    at = time.perf_counter()
    model = load(asked["model"])
    at = _lap(seconds, "model", at)
    passages = [piece for text in asked["texts"] for piece in split(text)]
    at = _lap(seconds, "splitting", at)
    searchable = index(model, passages)
    _lap(seconds, "indexing", at)
    seconds["question"] = statistics.median(_timed(ask, searchable, q) for q in asked["questions"])
    print(json.dumps({"seconds": seconds, "passages": len(passages), "peak_mb": _peak()}))


def _lap(seconds: dict[str, float], name: str, since: float) -> float:
    now = time.perf_counter()
    seconds[name] = now - since
    return now


def _timed(ask: Callable[[Any, str], Any], searchable: Any, question: str) -> float:
    begun = time.perf_counter()
    ask(searchable, question)
    return time.perf_counter() - begun


def _peak() -> float:
    if sys.platform == "win32":
        return 0.0
    import resource

    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held / 1e6 if sys.platform == "darwin" else held * 1024 / 1e6
