"""Runs the benchmark: each task in a process of its own, one after the other, and the ratios between them."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corpus import Document, ReadError, UsageError, find_files, read_file
from index import load_embedder
from index.models import bundled
from qa.benchmark.machine import describe
from qa.benchmark.peers.environments import PLAIN, REQUIREMENTS, run_peer
from qa.benchmark.records import Benchmark, Measured
from qa.benchmark.texts import write_copies
from qa.evaluation.cases import load_cases

Say = Callable[[str], None]
_COMPARED = 96
"""Passages that are embedded both ways: enough to fill batches, few enough for a slow machine."""
_QUESTIONS = 24
_COMMAND = "import sys; from ui.cli.main import main; main()"


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run. `copies`: sizes, as copies' worth of distinct text; `minutes`: no task begins after them."""

    documents: Path
    work: Path
    copies: tuple[int, ...]
    rounds: int
    minutes: float
    peers: bool


def default_work() -> Path:
    """Where the benchmark's files are kept where nobody says otherwise."""
    return bundled.cache_folder() / "bench"


def run_benchmark(plan: Plan, say: Say = lambda _: None) -> Benchmark:
    """Run it all.

    Raises:
        UsageError: the folder holds no documents that can be read.
    """
    until = time.monotonic() + plan.minutes * 60
    embedder = load_embedder(notice=say)
    machine = describe(getattr(embedder, "engine", "sentence-transformers"))
    documents, questions = read_documents(plan.documents), starter_questions()
    measured: list[Measured] = []
    for name, task in _tasks(plan, documents, questions):
        if time.monotonic() > until:
            measured.append(Measured(name, problem=f"left out: {plan.minutes:g} minutes were over"))
            continue
        say(f"{name} …")
        measured.append(replace(task(), task=name))
    return Benchmark(machine, tuple(measured), ratios(measured))


def _tasks(
    plan: Plan, documents: Sequence[Document], questions: list[str]
) -> list[tuple[str, Callable[[], Measured]]]:
    """Names and tasks, in the order to be run: what is quick and asked for most comes first."""
    texts = [d.text for d in documents]
    model = bundled.ready()
    files = _fresh(plan, "files", lambda folder: shutil.copytree(plan.documents, folder, ignore=_HIDDEN))
    rounds = plan.rounds
    tasks: list[tuple[str, Callable[[], Measured]]] = [
        ("parts", lambda: child("parts", library=str(files), rounds=rounds)),
        ("files to index", lambda: child("indexing", library=str(files))),
        ("questions", lambda: child("asking", library=str(files), questions=questions, rounds=rounds)),
        ("start", lambda: startup(files, questions[0], rounds)),
        (
            "embedding",
            lambda: child("embedding", texts=_sample(files), model=str(model), rounds=rounds),
        ),
    ]
    for copies in plan.copies:
        tasks += _size(plan, documents, copies, questions)
    for peer in REQUIREMENTS if plan.peers else (PLAIN,):
        tasks.append((f"peer: {peer}", lambda p=peer: run_peer(p, model, texts, questions, plan.work)))  # type: ignore[misc]
    return tasks


_HIDDEN = shutil.ignore_patterns(".*")


def _size(
    plan: Plan, documents: Sequence[Document], copies: int, questions: list[str]
) -> list[tuple[str, Callable[[], Measured]]]:
    folder = plan.work / f"copies-{copies}"

    def index() -> Measured:
        _fresh(plan, folder.name, lambda where: write_copies(documents, copies, where))
        return child("indexing", library=str(folder))

    def ask() -> Measured:
        return child("asking", library=str(folder), questions=questions, rounds=1)

    return [(f"texts to index × {copies}", index), (f"questions × {copies}", ask)]


def _fresh(plan: Plan, name: str, fill: Callable[[Path], object]) -> Path:
    """A folder of that name in the work folder, made anew."""
    folder = plan.work / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    fill(folder)
    return folder


def read_documents(folder: Path) -> list[Document]:
    """All documents of `folder` that can be read; UsageError where there is none."""
    documents = []
    for file in find_files(folder).files:
        try:
            documents.append(read_file(file.path, name=file.name))
        except ReadError:  # the run says so itself, where it is timed
            continue
    if not documents:
        raise UsageError(f'"{folder}" holds no document that can be read. Name a folder of documents.')
    return documents


def starter_questions() -> list[str]:
    """Natural questions in both languages, some with an answer in the starter documents."""
    cases = load_cases(Path(__file__).parents[1] / "evaluation" / "starter_questions.jsonl")
    return [case.question for case in cases][:_QUESTIONS]


def _sample(library: Path) -> list[str]:
    """Passages as they are embedded, spread over the indexed library."""
    from index import Store

    store = Store.open(library)
    try:
        texts = [p.embedded for d in store.documents().values() for _, p in store.passages_of(d.id)]
    finally:
        store.close()
    return texts[:: max(1, len(texts) // _COMPARED)][:_COMPARED]


def child(task: str, **asked: Any) -> Measured:
    """Run a task of `qa.benchmark.tasks` in a process of its own."""
    command = [sys.executable, "-m", "qa.benchmark.tasks"]
    said = json.dumps({"task": task, **asked})
    done = subprocess.run(command, input=said, capture_output=True, text=True, env=dict(os.environ))
    if done.returncode:
        lines = done.stderr.strip().splitlines()
        return Measured(task, problem=lines[-1] if lines else f"ended with {done.returncode}")
    return Measured(**json.loads(done.stdout.strip().splitlines()[-1]))


def startup(library: Path, question: str, rounds: int) -> Measured:
    """The command line from nothing, the median of `rounds`: `--help`, and `ask` up to its end."""
    seconds = {
        "rujukan --help": _command_time(["--help"], rounds),
        "rujukan ask, cold": _command_time(["ask", "--library", str(library), question], rounds),
    }
    return Measured("start", seconds)


def _command_time(arguments: list[str], rounds: int) -> float:
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", _COMMAND, *arguments], capture_output=True, check=True)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def ratios(measured: Sequence[Measured]) -> dict[str, float]:
    """How many times longer the other way takes than ours, where both were measured; over 1 is in our favour.

    All but the last kind: "files to index / embedding alone" is our own whole over its largest part.
    """
    tasks = {m.task: m for m in measured if m.problem is None}
    found: dict[str, float] = {}
    if both := tasks.get("embedding"):
        ours, plain = (_turns(both, name) for name in ("ours", PLAIN))
        found[f"embedding passages: {PLAIN}"] = statistics.median(
            b / a for a, b in zip(ours, plain, strict=True)
        )
        one = both.seconds
        found[f"embedding a question: {PLAIN}"] = one[f"{PLAIN}, one question"] / one["ours, one question"]
    texts = next((m for name, m in tasks.items() if name == "texts to index × 1"), None)
    for name, peer in tasks.items():
        if texts and name.startswith("peer: "):
            theirs = peer.seconds["splitting"] + peer.seconds["indexing"]
            found[f"texts to index: {name.removeprefix('peer: ')}"] = theirs / texts.seconds["whole"]
    if {"parts", "files to index"} <= tasks.keys():
        whole, alone = tasks["files to index"].seconds["whole"], tasks["parts"].seconds["embedding"]
        found["files to index / embedding alone"] = whole / alone
    return found


def _turns(measured: Measured, name: str) -> list[float]:
    return [s for stage, s in measured.seconds.items() if stage.startswith(f"{name} ")]
