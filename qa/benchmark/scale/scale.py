"""Measures search over one library, leg by leg: how long, how well, how much memory and disk.

    python -m qa.benchmark.scale.scale FOLDER [--questions FILE.jsonl] [--count 50] [--add] [--cold]

FOLDER is any indexed library; `qa.benchmark.scale.synthetic` makes large ones. Questions are the starter library's,
or the `question` of each line of FILE. Prints one JSON object: times are medians in milliseconds, warm (each
question is asked once before: `first_ms`), with the 95th percentile and the processor's time, which other
programs at work disturb less; `recall` is the share of the true nearest 10 and 32 that the vector index finds,
the truth by comparing with every vector in the store. Memory is that of a process that has only answered, so
where something was derived first (`first_opening_s` tells), run it again. `--cold` has the system forget the
library's files before (Linux). `--add` adds a hundred passages (their vectors given, so without the model's
time), finds them and takes them out again.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.resources
import json
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus import Document, Section
from index.models.load import load_embedder
from index.records import Embedder, Embedding, ModelIdentity
from index.search import Question, Searcher
from index.settings import FOLDER
from index.store.derived import batches
from index.store.store import FileRow, Store
from qa import Assistant
from qa.evaluation.beir import read_lines
from qa.question.parse import question_language

_ADDED = 100


class Short:
    """An embedder whose passages have their first tokens only, for a library that keeps no more of them."""

    def __init__(self, whole: Embedder, tokens: int) -> None:
        self._whole, self._tokens = whole, tokens

    @property
    def identity(self) -> ModelIdentity:
        """That of the whole one."""
        return self._whole.identity

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """As the whole one."""
        return self._whole.count_tokens(texts)

    def embed_passages(self, texts: list[str]) -> list[Embedding]:
        """As the whole one, the tokens cut."""
        return [replace(e, tokens=e.tokens[: self._tokens]) for e in self._whole.embed_passages(texts)]

    def embed_query(self, text: str) -> Embedding:
        """As the whole one."""
        return self._whole.embed_query(text)

    def token_spans(self, text: str, *, query: bool = False) -> NDArray[np.int32]:
        """As the whole one, cut for passages."""
        spans = self._whole.token_spans(text, query=query)
        return spans if query else spans[: self._tokens]


def measure(folder: Path, embedder: Embedder, questions: Sequence[str], *, cold: bool) -> dict[str, Any]:
    """All figures of one library."""
    begun = time.perf_counter()
    Searcher(folder, embedder).close()  # derives what is missing
    derived = time.perf_counter() - begun
    if cold:
        forget(folder / FOLDER)
    figures = whole(folder, embedder, questions)
    searcher = Searcher(folder, embedder)
    try:
        asked = [searcher.question(q, question_language(q)) for q in questions]
        return {
            "passages": len(searcher),
            "first_opening_s": round(derived, 2),
            **figures,
            **legs(searcher, questions, asked),
            "recall": recall(searcher, asked),
            "disk": disk(searcher.store),
        }
    finally:
        searcher.close()


def forget(folder: Path) -> None:
    """Have the system read the files of a folder anew from the disk."""
    for path in folder.iterdir():
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def legs(searcher: Searcher, texts: Sequence[str], asked: Sequence[Question]) -> dict[str, Any]:
    """Times of each step of a question."""
    vectors, words = searcher.legs
    return {
        "question": timed(lambda t: searcher.question(t, question_language(t)), texts),
        "vectors": timed(lambda q: vectors.search(q.embedding.vector, 32), asked),
        "words": timed(lambda q: words.search(q.rarity, q.language, 16), asked),
        "candidates": timed(searcher.candidates, asked),
    }


def whole(folder: Path, embedder: Embedder, questions: Sequence[str]) -> dict[str, Any]:
    """Time of opening and of a whole answer, and of what memory is resident before and after."""
    before = resident()
    begun = time.perf_counter()
    assistant = Assistant(folder, embedder)
    opened = time.perf_counter() - begun
    try:
        answer = timed(assistant.ask, questions)
        memory = {"before": before, "answering": resident()}
        return {"opening_s": round(opened, 3), "answer": answer, "resident_mb": memory}
    finally:
        assistant.close()


def timed(work: Callable[[Any], object], inputs: Sequence[Any]) -> dict[str, float]:
    """Milliseconds of each input's first and second turn."""
    (first, _), (second, cpu) = (_turn(work, inputs) for _ in range(2))
    return {
        "median_ms": round(float(np.median(second)), 1),
        "p95_ms": round(float(np.quantile(second, 0.95)), 1),
        "cpu_ms": round(float(np.median(cpu)), 1),
        "first_ms": round(float(np.median(first)), 1),
    }


def _turn(work: Callable[[Any], object], inputs: Sequence[Any]) -> tuple[list[float], list[float]]:
    """Milliseconds by the clock and by the processor, of all threads."""
    taken, used = [], []
    for each in inputs:
        begun, began = time.perf_counter(), time.process_time()
        work(each)
        taken.append((time.perf_counter() - begun) * 1000)
        used.append((time.process_time() - began) * 1000)
    return taken, used


def recall(searcher: Searcher, asked: Sequence[Question]) -> dict[str, float]:
    """Share of the true nearest that are found."""
    questions = np.stack([q.embedding.vector for q in asked])
    keys, scores = np.zeros((len(asked), 0), dtype=np.int64), np.zeros((len(asked), 0), dtype=np.float32)
    for more, vectors in batches(searcher.store):
        scores = np.hstack([scores, questions @ vectors.T])
        keys = np.hstack([keys, np.broadcast_to(more, (len(asked), len(more)))])
        best = np.argsort(-scores, axis=1)[:, :32]
        scores, keys = np.take_along_axis(scores, best, 1), np.take_along_axis(keys, best, 1)
    found = [[k for k, _ in searcher.legs[0].search(v, 32)] for v in questions]
    return {
        str(top): round(
            float(
                np.mean(
                    [
                        len(set(f[:top]) & set(t[:top].tolist())) / min(top, len(t))
                        for f, t in zip(found, keys, strict=True)
                    ]
                )
            ),
            4,
        )
        for top in (10, 32)
    }


def resident() -> dict[str, int]:
    """Megabytes of this process in memory: all, what is no file's, what is a mapped file's (Linux; else empty)."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return {}
    lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
    return {name: int(lines[name].split()[0]) // 1024 for name in ("VmRSS", "RssAnon", "RssFile")}


def disk(store: Store) -> dict[str, float]:
    """Bytes a passage of each kind of file."""
    sizes: dict[str, float] = {}
    for path in store.folder.iterdir():
        kind = path.name.split("-")[0].rstrip("0123456789").split(".")[0]
        sizes[kind] = sizes.get(kind, 0) + path.stat().st_size
    return {kind: round(size / max(1, store.count_passages()), 1) for kind, size in sorted(sizes.items())}


def add(folder: Path, embedder: Embedder) -> dict[str, Any]:
    """Add a hundred passages to an open library, find them, take them out."""
    searcher = Searcher(folder, embedder)
    store = Store.open(folder)
    try:
        last = store.highest_key()
        held_last = int(store.layout()[-1].sum()) - 1  # those that once came after may be gone
        keys, vectors = store.vectors(held_last - _ADDED)
        moved = -vectors  # where nothing else is
        held = store.passages(keys.tolist())
        tokens = [t for _, t in store.embeddings(keys.tolist()).values()]
        id_ = hashlib.sha256(f"added {last}".encode()).hexdigest()
        text = "\n\n".join(held[k].text for k in keys.tolist())
        document = Document(
            id_, "added.txt", "text/plain", text, "Added", "id", (Section((), 0, len(text), 0),), ()
        )
        passages = [replace(held[k], document_id=id_, id=f"{id_}-{k}") for k in keys.tolist()]
        digests = [f"{id_}-{k}" for k in keys.tolist()]
        begun = time.perf_counter()
        with store.transaction():
            store.put_vectors(zip(digests, (v.tobytes() for v in moved), tokens, strict=True))
            store.put_document(document, passages, digests)
            store.put_file(FileRow("added.txt", 1, 0, id_))
        written = time.perf_counter() - begun
        searcher.refresh()
        ready = time.perf_counter() - begun
        found = searcher.legs[0].search(moved[0], 1)[0]
        begun = time.perf_counter()
        with store.transaction():
            store.drop_files(["added.txt"])
            store.prune_vectors()
        searcher.refresh()
        removed = time.perf_counter() - begun
        gone = searcher.legs[0].search(moved[0], 1)[0]
        return {
            "written_s": round(written, 2),
            "searchable_s": round(ready, 2),
            "found": found[0] > last,
            "removed_s": round(removed, 2),
            "gone": gone[0] <= last,
        }
    finally:
        store.close()
        searcher.close()


def main() -> None:
    """Measure a library; see above."""
    parser = argparse.ArgumentParser(
        prog="python -m qa.benchmark.scale.scale", description="Measure search over one library, leg by leg."
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--questions", type=Path)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--add", action="store_true", help="add a hundred passages, and take them out again")
    parser.add_argument("--cold", action="store_true", help="forget what the system has read of it")
    chosen = parser.parse_args()
    starter = Path(str(importlib.resources.files("qa.evaluation") / "starter_questions.jsonl"))
    questions = [str(row["question"]) for row in read_lines(chosen.questions or starter)][: chosen.count]
    store = Store.open(chosen.folder)
    tokens = store.meta("evaluation_tokens")
    store.close()
    embedder: Embedder = load_embedder()
    embedder = Short(embedder, int(tokens)) if tokens else embedder
    figures = measure(chosen.folder, embedder, questions, cold=chosen.cold)
    if chosen.add:
        figures["add_100"] = add(chosen.folder, embedder)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
