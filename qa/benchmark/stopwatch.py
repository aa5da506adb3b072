"""Times functions where they stand, without a line of theirs changed."""

from __future__ import annotations

import contextlib
import functools
import importlib
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from unittest.mock import patch


class Stopwatch:
    """Adds up the seconds spent in each stage. `seconds`: stage to seconds; `calls`: stage to calls."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.calls: dict[str, int] = defaultdict(int)

    @contextlib.contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time what is done inside."""
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] += time.perf_counter() - begun
            self.calls[name] += 1

    @contextlib.contextmanager
    def watching(self, functions: Mapping[str, str]) -> Iterator[None]:
        """Time the functions named "module:name" or "module:Class.name", each under its stage, while inside.

        Raises:
            AttributeError: there is no such function.
        """
        with contextlib.ExitStack() as stack:
            for where, stage in functions.items():
                owner, name = _owner(where)
                stack.enter_context(patch.object(owner, name, self._timed(getattr(owner, name), stage)))
            yield

    def _timed(self, function: Callable[..., Any], stage: str) -> Callable[..., Any]:
        @functools.wraps(function)
        def timed(*arguments: Any, **named: Any) -> Any:
            with self.stage(stage):
                return function(*arguments, **named)

        return timed


def _owner(where: str) -> tuple[Any, str]:
    module, _, path = where.partition(":")
    *classes, name = path.split(".")
    return functools.reduce(getattr, classes, importlib.import_module(module)), name
