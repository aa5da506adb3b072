"""How long a run has still to go, by what its documents have given and taken so far.

What takes the time is embedding, and that goes by the characters of what is embedded; reading goes by the bytes
of a file. How many characters a byte gives, and how long it takes to read, differ by kind of file: a text is all
characters, a scan hardly any, and slow.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import PurePath

_SETTLING = 0.1
"""What is told follows what is reckoned within this share of the time left: no jumps, no stale figures."""

_UNKNOWN = 0.5
"""Nothing is told while more than this share of what is unread is of kinds of which no document was read yet."""


class TimeRemaining:
    """Is told of every step of a run, one document after the other, and says how long the rest may take."""

    def __init__(
        self, files: Iterable[tuple[str, int]], clock: Callable[[], float] = time.perf_counter
    ) -> None:
        """`files`: names and bytes of all documents of the run; `clock`: seconds from any moment on."""
        self._clock = clock
        self._unread: Counter[str] = Counter()
        for name, size in files:
            self._unread[_kind(name)] += size
        self._read: Counter[str] = Counter()  # bytes, by kind
        self._given: Counter[str] = Counter()  # characters to embed, by kind
        self._taken: dict[str, float] = {}  # seconds of reading, splitting and writing, by kind
        self._embedding = 0.0  # seconds
        self._embedded = 0  # characters
        self._now: tuple[str, int] | None = None  # the document being read: its kind and bytes
        self._kind, self._left = "", 0  # of the document being embedded: its characters left
        self._since = clock()
        self._told: tuple[float, float] | None = None  # the estimate, and when

    def begun(self, name: str, size: int) -> None:
        """This document is to be read now."""
        self._now, self._since = (_kind(name), size), self._clock()

    def to_embed(self, characters: int) -> None:
        """So many characters of the document are still to be embedded: told when it was split, and as they go."""
        if self._now:
            self._planned(*self._now, characters)
        else:
            self._embedding += self._step()
            self._embedded += self._left - characters
        self._left = characters

    def done(self) -> None:
        """The document is written, or could not be read."""
        if self._now:
            self._planned(*self._now, 0)
        self._taken[self._kind] += self._step()
        self._left = 0

    def _planned(self, kind: str, size: int, characters: int) -> None:
        if not self._read[kind]:  # what was told of this kind was borrowed from others
            self._told = None
        self._unread[kind] -= size
        self._read[kind] += size
        self._given[kind] += characters
        self._taken[kind] = self._taken.get(kind, 0.0) + self._step()
        self._kind, self._now = kind, None

    def seconds_left(self) -> float | None:
        """From now on; None before anything tells."""
        now, rest = self._clock(), self._rest()
        if rest is None:
            return None
        if self._told:
            before, when = self._told
            followed = 1 - math.exp((when - now) / (_SETTLING * rest + 1e-9))
            due = max(before - (now - when), 0.0)
            rest = due + followed * (rest - due)
        self._told = rest, now
        return rest

    def _rest(self) -> float | None:
        """As reckoned now."""
        unread = {kind: size for kind, size in self._unread.items() if size > 0}
        if sum(unread.values()) * _UNKNOWN < sum(
            size for kind, size in unread.items() if not self._read[kind]
        ):
            return None
        characters = self._left + sum(size * self._per_byte(self._given, k) for k, size in unread.items())
        if characters and not self._embedded:
            return None
        pace = self._embedding / self._embedded if self._embedded else 0.0
        return characters * pace + sum(size * self._per_byte(self._taken, k) for k, size in unread.items())

    def _per_byte(self, amounts: Counter[str] | dict[str, float], kind: str) -> float:
        """What a byte of this kind of file gave or took; one of any kind where none of this was read yet."""
        if self._read[kind]:
            return amounts[kind] / self._read[kind]
        return sum(amounts.values()) / sum(self._read.values())

    def _step(self) -> float:
        """Seconds since the last step."""
        now = self._clock()
        step, self._since = now - self._since, now
        return step


def _kind(name: str) -> str:
    return PurePath(name).suffix.lower()
