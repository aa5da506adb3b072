"""What a statement has and its source has otherwise."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """What the statement has and what the source has instead; `sure` in [0, 1]. `start`, `end` in the statement."""

    kind: str
    claimed: str
    found: str
    sure: float
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.claimed} ↔ {self.found}"
