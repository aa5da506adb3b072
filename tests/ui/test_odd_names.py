"""Names and texts that would steer a terminal, or a screen, are shown as what they are."""

import sys
from pathlib import Path

import pytest

from tests.conftest import Run

STEERING = {"\x1b", "\x07", "\x9b", "\u202e", "\u2066"}
NAME = "kapal\n\x1b[31m\u202ecod.txt"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows allows no such names")
def test_every_command_prints_them_safely(rujukan: Run, tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("Kapal \u202ebesar berlayar ke timur setiap bulan.\n", encoding="utf-8")
    (tmp_path / f"kosong {NAME}").write_bytes(b"")
    (tmp_path / f"lama {NAME}.doc").write_bytes(b"x")
    for command in (
        ("index", tmp_path),
        ("status", tmp_path),
        ("ask", "kapal besar", "--library", tmp_path),
        ("show", NAME, "--library", tmp_path),
        ("show", "kosong", "--library", tmp_path),
        ("read", tmp_path / NAME),
        ("read", tmp_path / f"kosong {NAME}"),
        ("read", tmp_path / f"lama {NAME}.doc"),
        ("read", tmp_path / f"tiada {NAME}"),
    ):
        ran = rujukan(*command)
        assert not STEERING & set(ran.out + ran.err), command
        assert "Traceback" not in ran.err
    assert "kapal\\n\\x1b[31m\\u202ecod.txt" in rujukan("index", tmp_path).out
