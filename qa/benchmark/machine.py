"""Describes the machine that the figures were taken on."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import sys
from pathlib import Path

from qa.benchmark.records import Machine

_PACKAGES = ("torch", "sentence-transformers", "transformers", "openvino", "faiss-cpu", "numpy")


def describe(engine: str) -> Machine:
    """This machine; `engine`: what the model runs in."""
    return Machine(
        processor=_processor(),
        cores=os.cpu_count() or 1,
        memory_mb=_memory() / 1e6,
        system=platform.platform(),
        python=platform.python_version(),
        packages={name: importlib.metadata.version(name) for name in _PACKAGES if _installed(name)},
        engine=engine,
        load=os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
    )


def _installed(name: str) -> bool:
    try:
        importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def _processor() -> str:
    known = Path("/proc/cpuinfo")
    lines = known.read_text(encoding="utf-8").splitlines() if known.is_file() else []
    found = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in lines)}
    flags = set(found.get("flags", "").split())
    wide = [name for name in ("avx2", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16") if name in flags]
    return " ".join([found.get("model name") or platform.processor() or platform.machine(), *wide])


def _memory() -> int:
    names = ("SC_PAGE_SIZE", "SC_PHYS_PAGES")
    if sys.platform == "win32" or any(name not in os.sysconf_names for name in names):
        return 0
    return os.sysconf(names[0]) * os.sysconf(names[1])


def peak_mb() -> float:
    """The most memory that this process ever held, in megabytes; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0.0
    import resource

    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held / 1e6 if sys.platform == "darwin" else held * 1024 / 1e6
