"""The time left, against a clock that runs as the test says: what is told is what comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pytest

from index.time_left import TimeRemaining


@dataclass
class Clock:
    """Seconds, as the run spends them."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass(frozen=True)
class File:
    """A document of a made run. `read` and `write` in seconds."""

    name: str
    size: int
    characters: int
    read: float
    write: float = 0.1


SPEED = 25_000.0
"""Characters embedded a second."""
BATCH = 60_000
"""Characters of a batch."""


def run(
    files: Sequence[File], *, speed: float = SPEED, warming: float = 0.0
) -> list[tuple[float, float | None]]:
    """Each estimate of a made run with the time that was really left. `warming`: before the first document."""
    clock = Clock()
    estimate = TimeRemaining([(f.name, f.size) for f in files], clock)
    clock.now += warming
    told: list[tuple[float, float | None]] = []
    for file in files:
        told.append((clock.now, estimate.seconds_left()))
        estimate.begun(file.name, file.size)
        clock.now += file.read
        left = file.characters
        estimate.to_embed(left)
        while left:
            step = min(BATCH, left)
            clock.now += step / speed
            left -= step
            estimate.to_embed(left)
            told.append((clock.now, estimate.seconds_left()))
        clock.now += file.write
        estimate.done()
    return [(clock.now - when, seconds) for when, seconds in told]


THESIS = File("thesis.pdf", 3_400_000, 570_000, 1.5)


def test_one_large_document_is_known_from_its_first_batch_on() -> None:
    first, *others = run([THESIS], warming=3.0)
    assert first[1] is None
    assert len(others) == 10
    for left, told in others:
        assert told == pytest.approx(left, abs=0.15)


def test_many_alike_are_known_from_the_first() -> None:
    files = [File(f"{n}.pdf", 500_000 + n * 10_000, 80_000 + n * 1600, 0.4) for n in range(40)]
    told = run(files)
    assert told[0][1] is None
    for left, seconds in told[1:]:
        assert seconds == pytest.approx(left, rel=0.1, abs=0.3)


def test_a_text_tells_nothing_of_a_pdf() -> None:
    """Bytes of a text are all characters, those of a PDF hardly any: told by kind, once one was read."""
    texts = [File(f"a{n}.txt", 40_000, 44_000, 0.01) for n in range(5)]
    papers = [File(f"b{n}.pdf", 1_000_000, 60_000, 0.5) for n in range(30)]
    told = run([*texts, *papers])
    assert [seconds for _, seconds in told[:11]] == [None] * 11
    for left, seconds in told[11:]:
        assert seconds == pytest.approx(left, rel=0.05, abs=0.6)


def test_scans_count_by_the_time_they_take_to_read() -> None:
    scans = [File(f"{n}.pdf", 800_000, 30_000, 40.0) for n in range(6)]
    for left, seconds in run(scans)[1:]:
        assert seconds == pytest.approx(left, rel=0.05, abs=41.0)  # a batch is told when its reading is over


def test_it_does_not_jump() -> None:
    """One document of another sort among many moves what is told little at a time."""
    files = [File(f"{n}.pdf", 500_000, 80_000, 0.4) for n in range(40)]
    files[20] = File("20.pdf", 500_000, 800_000, 0.4)
    told = run(files)
    for (before, first), (after, second) in pairwise(told[1:]):
        assert first is not None
        assert second is not None
        assert second - (first - (before - after)) < 0.35 * first + 1


def test_failed_and_known_documents_need_no_embedding() -> None:
    clock = Clock()
    estimate = TimeRemaining([("a.pdf", 10), ("b.pdf", 30)], clock)
    assert estimate.seconds_left() is None
    estimate.begun("a.pdf", 10)
    clock.now += 2
    estimate.done()
    assert estimate.seconds_left() == pytest.approx(6)
    estimate.begun("b.pdf", 30)
    clock.now += 6
    estimate.done()
    assert estimate.seconds_left() == pytest.approx(0, abs=0.01)
