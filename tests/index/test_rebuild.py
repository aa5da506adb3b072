"""An index made anew takes the old one's place at its end, and not before."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from index import Progress, Searcher, Store, build_index
from index.settings import FOLDER
from tests.toy import ToyEmbedder

ROOT = Path(__file__).parents[2]


class Stopped(Exception):  # noqa: N818 - a person's wish, not an error
    """The person stopped the run."""


class Counting(ToyEmbedder):
    """Knows how many passages it embedded."""

    embedded = 0

    def embed_passages(self, texts: list[str]) -> list:
        self.embedded += len(texts)
        return super().embed_passages(texts)


def answers(library: Path, embedder: ToyEmbedder) -> set[str]:
    searcher = Searcher(library, embedder)
    try:
        found = searcher.candidates(searcher.question("kapal ikan lamp harbour", "id"))
        return {searcher.documents[c.passage.document_id].path for c in found}
    finally:
        searcher.close()


def stopping_after(documents: int) -> object:
    def progress(step: Progress) -> None:
        if step.documents >= documents:
            raise Stopped

    return progress


def left_over(library: Path) -> list[str]:
    return sorted(p.name for p in (library / FOLDER).iterdir() if p.name.startswith("anew"))


def test_a_rebuild_that_is_stopped_leaves_the_old_index(library: Path) -> None:
    build_index(library, ToyEmbedder())
    before = answers(library, ToyEmbedder())
    (library / "weather.txt").unlink()
    embedder = Counting()
    with pytest.raises(Stopped):
        build_index(library, embedder, rebuild=True, progress=stopping_after(2))
    assert answers(library, ToyEmbedder()) == before
    assert left_over(library)
    so_far = embedder.embedded
    receipt = build_index(library, embedder, rebuild=True)
    assert 0 < so_far < receipt.passages == embedder.embedded  # it went on from what was embedded
    assert answers(library, ToyEmbedder()) == before - {"weather.txt"}
    assert not left_over(library)


def test_another_model_takes_over_at_the_end_and_is_seen_by_who_has_it_open(library: Path) -> None:
    build_index(library, ToyEmbedder())
    searcher = Searcher(library, ToyEmbedder())
    with pytest.raises(Stopped):
        build_index(library, ToyEmbedder("other"), rebuild=True, progress=stopping_after(2))
    assert answers(library, ToyEmbedder())
    build_index(library, Counting(), rebuild=True)  # what is left of the other model's is not taken
    assert not left_over(library)
    (library / "catatan.txt").unlink()
    build_index(library, ToyEmbedder(), rebuild=True)
    searcher.refresh()
    found = searcher.candidates(searcher.question("kapal ikan lamp harbour", "id"))
    assert len(found) == len(searcher) == searcher.store.count_passages()
    assert "catatan.txt" not in {d.path for d in searcher.documents.values()}
    searcher.close()
    build_index(library, ToyEmbedder("other"), rebuild=True)
    assert answers(library, ToyEmbedder("other"))


def test_a_rebuild_that_is_killed_leaves_the_old_index(library: Path) -> None:
    """Wherever it is killed: the index is the old one or the new one, whole."""
    build_index(library, ToyEmbedder())
    before, passages = answers(library, ToyEmbedder()), _count(library)
    code = """
        import sys
        from pathlib import Path
        from index import build_index
        from tests.toy import ToyEmbedder
        print("go", flush=True)
        while True:
            build_index(Path(sys.argv[1]), ToyEmbedder(), rebuild=True)
    """
    for wait in (0.0, 0.02, 0.05, 0.1, 0.15):
        run = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(code), library],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        )
        assert run.stdout
        run.stdout.readline()
        time.sleep(wait)
        run.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        run.wait()
        run.stdout.close()
        assert _count(library) == passages
        assert answers(library, ToyEmbedder()) == before
    build_index(library, ToyEmbedder(), rebuild=True)
    assert not left_over(library)


def _count(library: Path) -> int:
    store = Store.open(library)
    try:
        return store.connection.execute("SELECT count(*) FROM passages").fetchone()[0]
    finally:
        store.close()
