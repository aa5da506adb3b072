"""`rujukan bench`: times every stage on this machine, beside what a person would pick instead."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.errors import UsageError

if TYPE_CHECKING:  # `--help` needs none of it
    from rich.console import Console

    from qa.benchmark import Benchmark, Measured


def bench(
    documents: Annotated[
        Path | None, typer.Argument(help="A folder of documents; by default those that the project brings.")
    ] = None,
    copies: Annotated[
        str, typer.Option("--copies", help="Sizes, as copies' worth of distinct text, with commas.")
    ] = "1,10",
    rounds: Annotated[int, typer.Option("--rounds", min=1, max=20, help="How often each is timed.")] = 3,
    minutes: Annotated[float, typer.Option("--minutes", min=1, help="Begin nothing after so long.")] = 30,
    peers: Annotated[
        bool, typer.Option("--peers", help="Install txtai and Haystack aside and time them as well.")
    ] = False,
    work: Annotated[
        Path | None, typer.Option("--work", help="Where its files are kept; by default the cache.")
    ] = None,
    save: Annotated[
        Path | None, typer.Option("--save", help="Keep the figures in this file, as JSON.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
) -> None:
    """Time every stage, from import to answer, beside plain sentence-transformers."""
    from corpus import starter
    from qa.benchmark import Plan, default_work, run_benchmark

    plan = Plan(
        documents=_folder(documents or Path(starter.__file__).parent / "library"),
        work=work or default_work(),
        copies=_sizes(copies),
        rounds=rounds,
        minutes=minutes,
        peers=peers,
    )
    found = run_benchmark(plan, lambda words: print(words, file=sys.stderr, flush=True))
    data = json.dumps(asdict(found), ensure_ascii=False)
    if save is not None:
        save.write_text(data + "\n", encoding="utf-8")
    if as_json:
        print(data)
    else:
        from rich.console import Console

        print_benchmark(Console(highlight=False, markup=False), found)


def _folder(named: Path) -> Path:
    if not named.is_dir():
        raise UsageError(f'There is no folder "{named}". Name a folder of documents.')
    return named


def _sizes(copies: str) -> tuple[int, ...]:
    try:
        sizes = tuple(int(part) for part in copies.split(",") if part.strip())
    except ValueError:
        sizes = (0,)
    if any(size < 1 for size in sizes):
        raise UsageError(f"--copies takes numbers from 1 on with commas between, not {copies!r}.")
    return sizes


def print_benchmark(console: Console, found: Benchmark) -> None:
    """The machine, a table for each task, and the ratios."""
    machine = found.machine
    console.print(
        f"{machine.processor}; {machine.cores} cores, {machine.memory_mb / 1000:.0f} GB; {machine.engine}"
    )
    for measured in found.measured:
        console.print(f"\n{_headline(measured)}")
        for line in _lines(measured):
            console.print(line)
    console.print("\nTimes as long as ours, in this run")
    for name, ratio in found.ratios.items():
        console.print(f"  {ratio:8.2f}  {name}")


def _headline(measured: Measured) -> str:
    if measured.problem is not None:
        return f"{measured.task}: {measured.problem}"
    amounts = ", ".join(f"{value:,.0f} {name}" for name, value in measured.amounts.items())
    held = f"{measured.peak_mb:,.0f} MB at most" if measured.peak_mb else ""
    return measured.task + "".join(f"; {part}" for part in (amounts, held) if part)


WHOLES = ("whole", "whole question")
"""Stages that the others of their task are shares of …"""
_BEFORE = ("import", "model", "opening", "first question")
"""… but for these, which stand before them."""


def _lines(measured: Measured) -> list[str]:
    whole = next((measured.seconds[name] for name in WHOLES if name in measured.seconds), None)
    lines = []
    for name, seconds in measured.seconds.items():
        share = f"{seconds / whole:6.0%}" if whole and name not in _BEFORE else " " * 6
        lines.append(f"  {seconds * 1000:12,.1f} ms {share}  {name}")
    return lines
