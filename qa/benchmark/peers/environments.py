"""Makes an environment for each peer and runs it there, on the same texts and the same weights."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

from qa.benchmark.records import Measured

PLAIN = "sentence-transformers"
REQUIREMENTS: dict[str, tuple[str, ...]] = {
    PLAIN: (),
    "txtai": ("txtai>=9,<10",),
    "haystack": ("haystack-ai>=3,<4", "sentence-transformers-haystack>=2,<3"),
}
"""What each peer needs beside what we need ourselves."""
_SCRIPTS = {PLAIN: "plain.py", "txtai": "txtai_peer.py", "haystack": "haystack_peer.py"}
_HERE = Path(__file__).parent


def run_peer(name: str, model: Path, texts: list[str], questions: list[str], work: Path) -> Measured:
    """Run the peer `name` and give what it took; `problem` says what was wrong where it could not be run."""
    task = f"peer: {name}"
    try:
        python = _environment(name, work / "peers" / name) if REQUIREMENTS[name] else Path(sys.executable)
        asked = json.dumps({"model": str(model), "texts": texts, "questions": questions})
        found = _last_line(_run([str(python), str(_HERE / _SCRIPTS[name])], asked))
    except (OSError, subprocess.CalledProcessError, ValueError) as error:
        return Measured(task, problem=_why(error))
    return Measured(task, found["seconds"], {"passages": found["passages"]}, found["peak_mb"])


def _environment(name: str, folder: Path) -> Path:
    """The Python of the peer's own environment, which sees our packages behind its own: torch is there once."""
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    complete = folder / "complete"
    if not complete.is_file():
        _run([sys.executable, "-m", "venv", "--clear", str(folder)])
        site = _run([str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]).strip()
        (Path(site) / "ours.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
        _run([str(python), "-m", "pip", "install", "--quiet", *REQUIREMENTS[name]])
        complete.touch()
    return python


def _run(command: list[str], said: str | None = None) -> str:
    quiet = {"HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false", "HAYSTACK_TELEMETRY_ENABLED": "False"}
    environment = {**os.environ, **quiet}
    done = subprocess.run(command, input=said, capture_output=True, text=True, env=environment, check=True)
    return done.stdout


def _last_line(printed: str) -> dict[str, Any]:
    lines = printed.strip().splitlines()
    if not lines:
        raise ValueError("it printed nothing")
    return dict(json.loads(lines[-1]))


def _why(error: Exception) -> str:
    said = str(getattr(error, "stderr", "") or error).strip().splitlines()
    return said[-1] if said else type(error).__name__
