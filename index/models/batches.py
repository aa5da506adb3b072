"""Texts of like length go through a model together: no time is spent on padding."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def in_batches(
    items: Sequence[T], lengths: Sequence[int], budget: int, run: Callable[[list[T]], list[R]]
) -> list[R]:
    """Run `items` in batches of at most `budget` padded tokens, and give the results in the order of `items`."""
    found: dict[int, R] = {}
    for batch in batches(lengths, budget):
        found.update(zip(batch, run([items[i] for i in batch]), strict=True))
    return [found[i] for i in range(len(items))]


def batches(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Positions of texts in batches of like length, the longest first, each of at most `budget` padded tokens."""
    batch: list[int] = []
    for i in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        if batch and lengths[batch[0]] * (len(batch) + 1) > budget:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch
