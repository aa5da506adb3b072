"""Blocks of postings: where each term stands, kept so that a question reads only its own terms.

FTS5 scores one passage after the other, about two microseconds each, and a question with common words meets
hundreds of thousands. A block holds the terms of up to 65,536 passages as arrays: for each term the passages
it stands in and how often. Scores of a whole term are added at once, ten nanoseconds a passage. The scores are
FTS5's own: same formula, same order of terms, same numbers.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save

SIZE = 65_536
"""Keys of a block: the numbers of its passages fit 16 bits."""

_MOST = 65_535
Arrays = dict[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Block:
    """Postings of the passages with keys from `first` on, `SIZE` at most.

    `arrays`: `lengths`, uint16, shape (keys,), terms of each passage in all languages, 0 for none; and for each
    language `terms`, uint64 digests, ascending; `starts`, int64, where each term's postings begin and, at last,
    end; `passages`, uint16, key less `first`, ascending for each term; `counts`, uint16.
    """

    first: int
    arrays: Mapping[str, NDArray[Any]]

    @property
    def last(self) -> int:
        """The last key that it covers."""
        return self.first + len(self.arrays["lengths"]) - 1

    def postings(
        self, digests: Sequence[int], language: str
    ) -> list[tuple[NDArray[np.uint16], NDArray[np.uint16]]]:
        """For each term by its digest the passages it stands in and how often."""
        terms, starts = self.arrays[f"{language}.terms"], self.arrays[f"{language}.starts"]
        places = np.searchsorted(terms, np.array(digests, dtype=np.uint64))
        found = []
        for place, digest in zip(places.tolist(), digests, strict=True):
            known = place < len(terms) and int(terms[place]) == digest
            span = slice(*starts[place : place + 2].tolist()) if known else slice(0, 0)
            found.append((self.arrays[f"{language}.passages"][span], self.arrays[f"{language}.counts"][span]))
        return found


def digest(term: str) -> int:
    """64 bits that stand for a term."""
    return int.from_bytes(hashlib.blake2b(term.encode(), digest_size=8).digest(), "little")


def make(first: int, last: int, rows: Iterable[tuple[int, ...]], languages: Sequence[str]) -> Block:
    """The block of the keys from `first` to `last`; `rows`: key, then the stemmed terms in each language."""
    lengths = np.zeros(last - first + 1, dtype=np.int64)
    gathered = {language: PostingsBuilder() for language in languages}
    for key, *texts in rows:
        for language, text in zip(languages, texts, strict=True):
            lengths[key - first] += gathered[language].add(key - first, str(text).split())
    arrays: Arrays = {"lengths": np.minimum(lengths, _MOST).astype(np.uint16)}
    for language in languages:
        arrays |= {f"{language}.{name}": a for name, a in gathered[language].arrays().items()}
    return Block(first, arrays)


class PostingsBuilder:
    """The terms of passages in one language, as they come."""

    def __init__(self) -> None:
        self._numbers: defaultdict[str, int] = defaultdict(itertools.count().__next__)
        self._terms: list[NDArray[np.int64]] = []
        self._passages: list[int] = []

    def add(self, passage: int, terms: Sequence[str]) -> int:
        """Take in a passage's terms; return how many there are."""
        numbers = self._numbers
        self._terms.append(np.array([numbers[t] for t in terms], dtype=np.int64))
        self._passages.append(passage)
        return len(terms)

    def arrays(self) -> Arrays:
        """All that was taken in, in the form that is kept on disk."""
        digests = np.array([digest(t) for t in self._numbers], dtype=np.uint64)
        order = np.argsort(digests)
        places = np.empty_like(order)
        places[order] = np.arange(len(order))
        counted = np.repeat(self._passages, [len(t) for t in self._terms]).astype(np.int64)
        terms = places[np.concatenate([np.zeros(0, dtype=np.int64), *self._terms])]
        pairs, counts = np.unique(terms * SIZE + counted, return_counts=True)
        starts = np.searchsorted(pairs, np.arange(len(digests) + 1) * SIZE)
        return {
            "terms": digests[order],
            "starts": starts.astype(np.int64),
            "passages": (pairs % SIZE).astype(np.uint16),
            "counts": np.minimum(counts, _MOST).astype(np.uint16),
        }


def write(block: Block, file: BinaryIO) -> None:
    """Write a block to an open file, in the safetensors format."""
    file.write(save(dict(block.arrays)))


def mapped(first: int, path: Path) -> Block:
    """A block in a file, its arrays left on the disk until they are looked at.

    Raises:
        OSError, ValueError, KeyError: it is damaged.
    """
    # safetensors' own reader copies an array before a slice of it can be taken.
    data = np.memmap(path, dtype=np.uint8, mode="r")
    header_end = 8 + int(data[:8].view(np.uint64)[0])
    header = json.loads(bytes(data[8:header_end]))
    arrays = {}
    for name, about in header.items():
        start, end = (header_end + offset for offset in about["data_offsets"])
        arrays[name] = data[start:end].view(_TYPES[about["dtype"]])
    return Block(first, arrays)


_TYPES = {"U16": np.uint16, "U64": np.uint64, "I64": np.int64}
