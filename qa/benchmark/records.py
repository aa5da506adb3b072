"""What the benchmark gives: plain data, in seconds, megabytes (10^6 bytes) and ratios."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Machine:
    """What the figures were taken on. `memory_mb` is all there is; `load` the tasks waiting at the start, or None."""

    processor: str
    cores: int
    memory_mb: float
    system: str
    python: str
    packages: dict[str, str]
    engine: str
    load: float | None


@dataclass(frozen=True, slots=True)
class Measured:
    """One task in a process of its own. `seconds`: of each stage; `peak_mb`: the most memory it ever held.

    `amounts` are what the seconds were for: documents, pages, passages, questions, bytes.
    """

    task: str
    seconds: dict[str, float] = field(default_factory=dict)
    amounts: dict[str, float] = field(default_factory=dict)
    peak_mb: float = 0.0
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A whole run. `ratios`: how many times faster we are than what each name says, in the same run."""

    machine: Machine
    measured: tuple[Measured, ...]
    ratios: dict[str, float]
