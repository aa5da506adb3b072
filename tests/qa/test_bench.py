"""The benchmark's parts with the toy model: its figures are whole, and it changes nothing that it times."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from corpus import Document, UsageError, find_files, read_file
from index import Searcher
from qa.benchmark import run, tasks
from qa.benchmark.machine import describe, peak_mb
from qa.benchmark.peers.common import CHARACTERS, split
from qa.benchmark.peers.environments import PLAIN, run_peer
from qa.benchmark.records import Measured
from qa.benchmark.stopwatch import Stopwatch
from qa.benchmark.texts import changed, write_copies
from tests.toy import ToyEmbedder
from ui.cli.bench import print_benchmark
from ui.cli.output import plain_console


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.models.load.load_embedder", lambda *_, **__: ToyEmbedder())


def documents(library: Path) -> list[Document]:
    return [read_file(f.path, name=f.name) for f in find_files(library).files]


def test_a_stopwatch_times_what_it_watches_and_lets_go_of_it() -> None:
    before = Searcher.question
    watch = Stopwatch()
    with watch.watching({"index.search:Searcher.question": "question"}):
        assert Searcher.question is not before
        with pytest.raises(AttributeError):
            Searcher.question(object(), "a", "en")  # type: ignore[arg-type]
    assert Searcher.question is before
    assert (watch.calls["question"], watch.seconds["question"] > 0) == (1, True)
    with pytest.raises(AttributeError), watch.watching({"index.search:Searcher.no_such": "x"}):
        pass


def test_every_stage_of_indexing_and_asking_is_timed(library: Path, toy: None) -> None:
    """The functions that are watched are those that do the work: none takes no time."""
    made = tasks.indexing(str(library))
    assert set(made.seconds) == {*tasks.INDEXING.values(), "embedding", "whole"}
    assert made.amounts["passages"] > 3
    assert made.amounts["bytes"] > 0
    asked = tasks.asking(
        str(library), ["How much oil did the lighthouse burn?", "Kapan pelabuhan dibangun?"], 2
    )
    # The reader was learned for the bundled model; no other has one.
    stages = {*tasks.ASKING.values(), "embedding the question", "whole question"} - {"reading passages"}
    assert stages <= set(asked.seconds)
    assert all(asked.seconds[name] > 0 for name in stages)
    within = sum(asked.seconds[name] for name in stages - {"whole question"})
    assert 0.3 < within / asked.seconds["whole question"] < 1.3
    assert asked.amounts == {"passages": made.amounts["passages"], "questions": 4}


def test_the_way_to_vectors_is_timed_step_by_step(library: Path, toy: None) -> None:
    found = tasks.parts(str(library), 1)
    assert set(found.seconds) == {"import", "model", "reading", "passages", "embedding"}
    assert found.amounts["documents"] == 4
    assert found.amounts["tokens"] > found.amounts["passages"] > 0


def test_copies_are_of_distinct_text_and_of_like_length(library: Path, tmp_path: Path) -> None:
    write_copies(documents(library), 3, tmp_path / "copies")
    texts = [p.read_text(encoding="utf-8") for p in sorted((tmp_path / "copies").iterdir())]
    assert len(texts) == len(set(texts)) == 12
    assert texts[0] == documents(library)[0].text
    assert 0.8 < len(texts[1]) / len(texts[0]) < 1.25
    lines = [line for text in texts for line in text.splitlines() if len(line) > 60]
    assert len(set(lines)) > 0.95 * len(lines)
    assert changed(texts[0], ["x"], "1") == changed(texts[0], ["x"], "1") != changed(texts[0], ["x"], "2")


def test_ratios_say_how_much_longer_the_others_take() -> None:
    measured = [
        Measured("parts", {"embedding": 10.0}),
        Measured("files to index", {"whole": 12.0}),
        Measured(
            "embedding",
            {
                "ours 1": 1.0,
                f"{PLAIN} 1": 4.0,
                "ours 2": 2.0,
                f"{PLAIN} 2": 6.0,
                "ours 3": 1.0,
                f"{PLAIN} 3": 5.0,
            }
            | {"ours, one question": 0.01, f"{PLAIN}, one question": 0.02},
        ),
        Measured("texts to index × 1", {"whole": 5.0}),
        Measured(f"peer: {PLAIN}", {"splitting": 1.0, "indexing": 19.0}),
        Measured("peer: txtai", problem="could not be installed"),
    ]
    assert run.ratios(measured) == pytest.approx(
        {
            f"embedding passages: {PLAIN}": 4.0,
            f"embedding a question: {PLAIN}": 2.0,
            f"texts to index: {PLAIN}": 4.0,
            "files to index / embedding alone": 1.2,
        }
    )
    assert run.ratios([]) == {}


def test_a_process_that_fails_says_why_and_the_rest_goes_on(tmp_path: Path) -> None:
    found = run.child("asking", library=str(tmp_path / "none"), questions=["a"], rounds=1)
    assert found.seconds == {}
    assert found.problem
    with pytest.raises(UsageError, match="no document"):
        run.read_documents(tmp_path)
    assert run_peer("txtai", tmp_path, [], [], tmp_path / "file\0name").problem


def test_recursive_splitting_loses_nothing_and_keeps_its_bound() -> None:
    text = "\n\n".join(f"Paragraph {i}. " + f"word{i} " * (40 * (i % 9 + 1)) for i in range(30)) + "x" * 3000
    pieces = split(text)
    assert max(map(len, pieces)) <= CHARACTERS
    assert {word for piece in pieces for word in piece.split()} >= set(text.split()) - {text.split()[-1]}
    assert sum(map(len, pieces)) < 1.6 * len(text)
    assert split("  ") == []


def test_the_figures_are_printed_with_shares(capsys: pytest.CaptureFixture[str]) -> None:
    from qa.benchmark.records import Benchmark

    measured = (
        Measured("questions", {"evidence": 0.25, "whole question": 1.0}, {"passages": 12}, 300.0),
        Measured("peer: txtai", problem="no network"),
    )
    print_benchmark(plain_console(), Benchmark(describe("OpenVINO, bf16"), measured, {"embedding": 4.0}))
    said = capsys.readouterr().out
    for part in (
        "OpenVINO, bf16",
        "questions; 12 passages; 300 MB at most",
        "25%  evidence",
        "no network",
        "4.00",
    ):
        assert part in said
    assert sys.platform == "win32" or peak_mb() > 10


def test_the_command_names_what_is_wrong(tmp_path: Path) -> None:
    for arguments, part in (([str(tmp_path / "no")], "no folder"), (["--copies", "1,x"], "--copies")):
        ran = subprocess.run(
            [sys.executable, "-c", "from ui.cli.main import main; main()", "bench", *arguments],
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 2
        assert part in ran.stderr


def test_what_is_measured_survives_being_data() -> None:
    from dataclasses import asdict

    measured = Measured("x", {"a": 1.0}, {"b": 2}, 3.0)
    assert Measured(**json.loads(json.dumps(asdict(measured)))) == measured
