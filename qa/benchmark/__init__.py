"""Times every stage at several sizes, beside what a person would pick instead, and says what share each has.

documents ──▶ copies of distinct text ──▶ each task in a process of its own ──▶ Measured ──▶ ratios
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # a timed process imports what it times, and nothing before that
    from qa.benchmark.records import Benchmark, Measured
    from qa.benchmark.run import Plan, default_work, run_benchmark

_LATE = {
    "Benchmark": "qa.benchmark.records",
    "Measured": "qa.benchmark.records",
    "Plan": "qa.benchmark.run",
    "default_work": "qa.benchmark.run",
    "run_benchmark": "qa.benchmark.run",
}

__all__ = ["Benchmark", "Measured", "Plan", "default_work", "run_benchmark"]


def __getattr__(name: str) -> Any:
    if name not in _LATE:
        raise AttributeError(f"module 'qa.benchmark' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_LATE[name]), name)
