"""Times every stage at several sizes, beside what a person would pick instead, and says what share each has.

documents ──▶ copies of distinct text ──▶ each task in a process of its own ──▶ Measured ──▶ ratios
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # a timed process imports what it times, and nothing before that
    from qa.evaluation.bench.records import Benchmark, Measured
    from qa.evaluation.bench.run import Plan, default_work, run_benchmark

_LATE = {
    "Benchmark": "qa.evaluation.bench.records",
    "Measured": "qa.evaluation.bench.records",
    "Plan": "qa.evaluation.bench.run",
    "default_work": "qa.evaluation.bench.run",
    "run_benchmark": "qa.evaluation.bench.run",
}

__all__ = ["Benchmark", "Measured", "Plan", "default_work", "run_benchmark"]


def __getattr__(name: str) -> Any:
    if name not in _LATE:
        raise AttributeError(f"module 'qa.evaluation.bench' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_LATE[name]), name)
