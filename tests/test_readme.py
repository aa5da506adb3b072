"""The README names every command and every option, and its two lines stand."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import typer

from ui.cli.main import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = typer.main.get_group(app).commands


def section(name: str) -> str:
    found = re.search(rf"^## {name}\n(.*?)^## ", README, re.MULTILINE | re.DOTALL)
    assert found, name
    return found.group(1)


def test_the_commands_are_those_we_know() -> None:
    assert set(COMMANDS) == {
        *("ui", "index", "ask", "status", "show", "read", "remove", "check", "audit", "eval", "bench")
    }


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_stands_in_the_readme_with_its_options(name: str) -> None:
    said = section("Commands")
    item = next((i for i in re.split(r"^- ", said, flags=re.MULTILINE) if f"`rujukan {name}" in i), None)
    assert item, f"rujukan {name} is missing"
    options = {o for p in COMMANDS[name].params for o in p.opts if o.startswith("--")}
    named = set(re.findall(r"`(--[a-z-]+)", item))
    assert named == options
    assert "`--help`" in said


def test_the_two_lines_install_and_run() -> None:
    lines = [line.strip() for line in section("Start").splitlines() if line.startswith("    python3")]
    assert len(lines) == 2
    assert lines[0].endswith("pip install -e . && rujukan")
    assert lines[1].endswith("pip install -e '.[test]' && pytest")
    assert "\ncheck pytest\n" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_what_the_readme_says_of_versions_is_what_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (torch,) = [d for d in project["dependencies"] if d.startswith("torch")]
    assert f"needs torch {torch.removeprefix('torch==')} " in README
    assert f"for version {torch.removeprefix('torch==')}," in README
    assert f"Python {project['requires-python'].removeprefix('>=')} or newer" in README
    assert project["version"] in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_links_lead_somewhere() -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", README)
    assert targets
    missing = [t for t in targets if not t.startswith("https://") and not (ROOT / t).exists()]
    assert missing == []
