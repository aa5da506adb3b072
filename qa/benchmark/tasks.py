"""The tasks that are timed, each run in a process of its own: `python -m qa.benchmark.tasks`.

It reads a JSON object from standard input, `{"task": …, …}`, and prints one `Measured` as its last line.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.benchmark.machine import peak_mb
from qa.benchmark.records import Measured
from qa.benchmark.stopwatch import Stopwatch

if TYPE_CHECKING:
    from index import Embedder

INDEXING = {
    "index.build:build_passages": "passages",
    "index.build:encode": "packing tokens",
    "index.store.store:Store.put_vectors": "writing",
    "index.store.store:Store.put_document": "writing",
    "index.vector.vector_index:VectorIndex.load": "vector index",
}
ASKING = {
    "qa.ask:parse_question": "understanding the question",
    "index.search:weighed_terms": "term weights and spelling",
    "index.search:VectorIndex.search": "search by vectors",
    "index.search:KeywordIndex.search": "search by words",
    "index.search:Searcher.score": "late interaction",
    "qa.ask:rank": "ranking",
    "index.search:Searcher.token_matches": "tokens for evidence",
    "qa.reader:SpanReader.read": "reading passages",
    "qa.ask:judge": "verdict",
    "qa.ask:find_evidence": "evidence",
}
"""Stages by the functions they are; together they are nearly all of the work, and none is inside another."""


def parts(library: str, rounds: int, **_: Any) -> Measured:
    """Each step on the way from files to vectors by itself, and embedding beside sentence-transformers."""
    watch = Stopwatch()
    with watch.stage("import"):
        from corpus import build_passages, find_files, read_file
        from index import load_embedder
    with watch.stage("model"):
        embedder = load_embedder()
        embedder.embed_query("Siap?")
    files = find_files(Path(library)).files
    with watch.stage("reading"):
        documents = [read_file(file.path, name=file.name) for file in files]
    with watch.stage("passages"):
        cut = [build_passages(document, embedder.count_tokens) for document in documents]
    texts = list(dict.fromkeys(p.embedded for passages in cut for p in passages))
    with watch.stage("embedding"):
        _embed_all(embedder, texts)
    amounts: dict[str, float] = {
        "documents": len(documents),
        "pages": sum(len(d.pages) for d in documents),
        "passages": len(texts),
        "tokens": sum(embedder.count_tokens(texts)),
    }
    return Measured("parts", dict(watch.seconds), amounts)


def _embed_all(embedder: Embedder, texts: list[str]) -> None:
    """As indexing does, whose token vectors of a whole library would not fit into memory."""
    for at in range(0, len(texts), 64):
        embedder.embed_passages(texts[at : at + 64])


def embedding(texts: list[str], model: str, rounds: int, **_: Any) -> Measured:
    """The same texts embedded by us and by sentence-transformers in its defaults, in turns: seconds of each turn."""
    from index import load_embedder

    ours = load_embedder()
    from sentence_transformers import SentenceTransformer

    plain = SentenceTransformer(model, device="cpu")
    ways: dict[str, Callable[[], object]] = {
        "ours": lambda: _embed_all(ours, texts),
        "sentence-transformers": lambda: plain.encode(texts),
    }
    watch = Stopwatch()
    for turn in range(rounds):
        for name, way in ways.items():
            with watch.stage(f"{name} {turn + 1}"):
                way()
    ours_one, plain_one = (
        _median_of(question, 15)
        for question in (lambda: ours.embed_query(texts[0][:80]), lambda: plain.encode(texts[0][:80]))
    )
    seconds = {
        **watch.seconds,
        "ours, one question": ours_one,
        "sentence-transformers, one question": plain_one,
    }
    return Measured("embedding", seconds, {"passages": len(texts)})


def _median_of(run: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        run()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def indexing(library: str, **_: Any) -> Measured:
    """The whole way from files to a searchable index; stages overlap, so their seconds may add up to more."""
    from index import build_index, load_embedder

    embedder = load_embedder()
    watch = Stopwatch()
    kind = type(embedder)
    functions = {**INDEXING, f"{kind.__module__}:{kind.__name__}.embed_passages": "embedding"}
    with watch.watching(functions), watch.stage("whole"):
        receipt = build_index(Path(library), embedder)
    amounts: dict[str, float] = {
        "documents": len(receipt.documents),
        "pages": sum(d.pages for d in receipt.documents),
        "passages": receipt.passages,
        "bytes": sum(f.stat().st_size for f in (Path(library) / ".rujukan").iterdir() if f.is_file()),
    }
    return Measured("indexing", dict(watch.seconds), amounts)


def asking(library: str, questions: list[str], rounds: int, **_: Any) -> Measured:
    """Opening the index, the first question, and the median of every stage over the questions."""
    watch = Stopwatch()
    with watch.stage("import"):
        from index import load_embedder
        from qa import Assistant
    with watch.stage("model"):
        embedder = load_embedder()
    with watch.stage("opening"):
        assistant = Assistant(Path(library), embedder)
    with watch.stage("first question"):
        assistant.ask(questions[0])
    kind = type(embedder)
    functions = {**ASKING, f"{kind.__module__}:{kind.__name__}.embed_query": "embedding the question"}
    taken: list[dict[str, float]] = []
    for question in questions * rounds:
        each = Stopwatch()
        with each.watching(functions), each.stage("whole question"):
            assistant.ask(question)
        taken.append(each.seconds)
    stages = {
        name: statistics.median(one.get(name, 0.0) for one in taken) for name in {n for t in taken for n in t}
    }
    passages = len(assistant.searcher)
    assistant.close()
    return Measured("asking", {**watch.seconds, **stages}, {"passages": passages, "questions": len(taken)})


TASKS: dict[str, Callable[..., Measured]] = {
    "parts": parts,
    "embedding": embedding,
    "indexing": indexing,
    "asking": asking,
}


def main() -> None:
    """Run the task that standard input describes."""
    asked = json.load(sys.stdin)
    measured = replace(TASKS[asked.pop("task")](**asked), peak_mb=peak_mb())
    print(json.dumps(asdict(measured)))


if __name__ == "__main__":
    main()
