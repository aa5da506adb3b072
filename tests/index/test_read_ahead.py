"""Working ahead changes no result, stops when told, and leaves no process behind."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import ReadError, find_files
from corpus.messages import Message
from index import build_index
from index.read_ahead import READ_AHEAD_BYTES, ReaderPool, prefetch_one
from index.receipt import Progress
from tests.toy import ToyEmbedder

ROOT = Path(__file__).parents[2]


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A library worth reading ahead, with a file in the middle that cannot be read."""
    folder = tmp_path / "large"
    folder.mkdir()
    for i in range(4):
        line = f"Dokumen {i} menyebut pelabuhan ke-{i} di pantai timur.\n\n"
        (folder / f"{i}.txt").write_text(line * (READ_AHEAD_BYTES // 3 // len(line)), encoding="utf-8")
    (folder / "2a.pdf").write_bytes(b"no such thing")
    return folder


def test_each_item_comes_with_its_result_and_the_next_is_begun() -> None:
    begun: list[int] = []
    next_begun = threading.Event()

    def double(n: int) -> int:
        begun.append(n)
        if n == 1:
            next_begun.set()
        return 2 * n

    results = prefetch_one(double, range(4))
    assert next(results) == (0, 0)
    assert next_begun.wait(10)
    assert list(results) == [(1, 2), (2, 4), (3, 6)]
    assert begun == [0, 1, 2, 3]
    assert list(prefetch_one(double, [])) == []


def test_what_goes_wrong_ahead_is_raised_in_its_turn() -> None:
    def fail(n: int) -> int:
        if n == 1:
            raise ValueError("one")
        return n

    results = prefetch_one(fail, range(3))
    assert next(results) == (0, 0)
    with pytest.raises(ValueError, match="one"):
        next(results)


def test_nothing_runs_on_when_the_caller_stops() -> None:
    running = threading.Event()

    def slow(n: int) -> int:
        running.set()
        time.sleep(0.05)
        running.clear()
        return n

    results: Iterator[tuple[int, int]] = prefetch_one(slow, range(100))
    next(results)
    results.close()  # type: ignore[attr-defined]  # a generator
    assert not running.is_set()


def test_files_read_ahead_are_those_read_at_once(large: Path) -> None:
    files = find_files(large).files
    assert len(files) == 5
    with ReaderPool(files) as ahead, ReaderPool([]) as at_once:
        for file in files:
            if file.name != "2a.pdf":
                assert ahead.read(file) == at_once.read(file)
                continue
            with pytest.raises(ReadError) as raised:
                ahead.read(file)
            assert isinstance(raised.value.message, Message)
            assert raised.value.message.code
    assert ahead._pool is not None


def test_a_run_that_is_cancelled_goes_on_where_it_was(large: Path) -> None:
    """What was embedded before is not embedded again."""
    seen: list[Progress] = []

    class Stopped(Exception):  # noqa: N818 - a person's wish
        pass

    def stop(step: Progress) -> None:
        seen.append(step)
        if step.passages and step.documents == 1:
            raise Stopped

    with pytest.raises(Stopped):
        build_index(large, ToyEmbedder(), progress=stop)
    again = build_index(large, ToyEmbedder())
    whole = sum(d.passages for d in again.documents)
    assert 0 < seen[-1].passages < whole
    assert again.embedded <= whole - seen[-1].passages
    assert again.passages == whole


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
@pytest.mark.parametrize("end", ["os.kill(os.getpid(), signal.SIGKILL)", "raise KeyboardInterrupt", "pass"])
def test_readers_end_with_their_run(large: Path, end: str) -> None:
    """Killed, interrupted or done: none is left, nobody waits for what it was reading, and none complains."""
    code = """
        import multiprocessing, os, signal, sys, time
        from pathlib import Path
        import index.read_ahead
        from corpus import find_files
        def slowly(file):
            time.sleep(600 * (file.name == "1.txt"))
        if __name__ == "__main__":
            index.read_ahead._read = slowly
            files = find_files(Path(sys.argv[1])).files
            with index.read_ahead.ReaderPool(files) as readers:
                readers.read(files[0])
                print(*(p.pid for p in multiprocessing.active_children()), flush=True)
                END
    """
    script = large.parent / "run.py"
    script.write_text(textwrap.dedent(code).replace("END", end))
    ran = subprocess.run(
        [sys.executable, str(script), str(large)], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    children = [int(pid) for pid in ran.stdout.split()]
    assert children
    assert ran.stderr.count("Traceback") == ("Keyboard" in end)
    until = time.monotonic() + 20
    while any(_runs(pid) for pid in children):
        assert time.monotonic() < until
        time.sleep(0.05)


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="memory limits count what a process holds only there")
def test_a_file_that_ends_its_reader_is_one_failed_file(large: Path) -> None:
    """A form that draws itself takes gigabytes; the files around it are read, in processes."""
    (large / "1a.pdf").write_bytes(_draws_itself())
    files = find_files(large).files
    read, failed = [], []
    with ReaderPool(files) as readers:
        for file in files:
            try:
                read.append(readers.read(file).path)
            except ReadError as error:
                failed.append((file.name, getattr(error.message, "code", "")))
        assert readers._pool is not None
    assert read == ["0.txt", "1.txt", "2.txt", "3.txt"]
    assert failed[0] == ("1a.pdf", "reader_ended")
    assert [name for name, _ in failed] == ["1a.pdf", "2a.pdf"]


def _draws_itself() -> bytes:
    form = b"/F Do /F Do"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</XObject<</F 4 0 R>>>>/Contents 5 0 R>>",
        b"<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</F 4 0 R>>>>/Length %d>>"
        b"stream\n%s\nendstream" % (len(form), form),
        b"<</Length 5>>stream\n/F Do\nendstream",
    ]
    body = b"".join(b"%d 0 obj %s\nendobj\n" % (i, part) for i, part in enumerate(parts, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>\n%%EOF\n"
