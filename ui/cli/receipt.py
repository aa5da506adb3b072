"""Progress and receipt of indexing, for the terminal."""

from __future__ import annotations

import time
from pathlib import Path
from types import TracebackType

from rich.progress import BarColumn, Progress, TaskID, TextColumn
from rich.table import Table
from rich.text import Text

from corpus import visible
from index import DocumentReceipt, Receipt
from index import Progress as Step
from ui.cli.output import plain_console

LOG_SECONDS = 5.0
"""How often the run says where it stands where standard error is no terminal."""


class ProgressLine:
    """A line on standard error that tells documents and passages done, rate and time left."""

    def __init__(self) -> None:
        self._console = plain_console(stderr=True)
        self._progress = Progress(
            BarColumn(bar_width=24),
            TextColumn("{task.description}", markup=False),
            console=self._console,
            transient=True,
        )
        self._task: TaskID | None = None
        self._said = time.monotonic()

    def __enter__(self) -> ProgressLine:
        if self._console.is_terminal:
            self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._console.is_terminal:
            self._progress.stop()

    def __call__(self, step: Step) -> None:
        """Show where the run stands."""
        left = f", {_seconds(step.seconds_left)} left" if step.seconds_left is not None else ""
        rate = f", {step.rate:.0f} passages/s" if step.rate else ""
        words = (
            f"{step.documents}/{step.documents_total} documents, {step.passages} passages{rate}{left}"
            f" · {step.name}"
        )
        if not self._console.is_terminal:
            self._say(words)
            return
        if self._task is None:
            self._task = self._progress.add_task(words, total=step.documents_total)
        self._progress.update(
            self._task, completed=step.documents, total=step.documents_total, description=words
        )

    def _say(self, words: str) -> None:
        """A whole line now and then, for a log."""
        if time.monotonic() - self._said >= LOG_SECONDS:
            self._said = time.monotonic()
            self._console.print(words)


def _seconds(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


def print_receipt(receipt: Receipt, library: Path) -> None:
    """What was done, document by document, then what could not be read and why."""
    console = plain_console()
    table = Table(box=None, pad_edge=False)
    for name, side in (
        ("document", "left"),
        ("", "left"),
        ("pages", "right"),
        ("sections", "right"),
        *((name, "right") for name in ("tables", "notes", "refs")),
        ("passages", "right"),
        ("language", "left"),
    ):
        table.add_column(name, justify=side, overflow="fold")  # type: ignore[arg-type]
    for d in receipt.documents:
        table.add_row(Text(visible(d.path)), d.state, *_counts(d))
    if receipt.documents:
        console.print(table)
    for d in receipt.documents:
        for line in (*((d.problem,) if d.problem else ()), *d.warnings):
            name = visible(d.path)
            console.print(Text(f"! {name}: {line}" if name not in line else f"! {line}", style="yellow"))
    for path, reason in receipt.skipped:
        console.print(Text(f"- {visible(path)}: {reason}", style="dim"))
    console.print(_summary(receipt, library))


def _counts(d: DocumentReceipt) -> tuple[str, ...]:
    """What stands in the columns after the state; nothing where there is no document."""
    if d.state in ("failed", "removed"):
        return ("",) * 7
    found = dict(d.found)
    kinds = (str(found.get(kind, 0)) for kind in ("table", "footnote", "reference"))
    return (_pages(d), str(d.sections), *kinds, str(d.passages), d.language)


def _pages(d: DocumentReceipt) -> str:
    """How many, and how many of them were not simply read: "12 (2 OCR, 1 failed)"."""
    ways = {"text": "", "ocr": "OCR", "empty": "empty", "failed": "failed"}
    others = [f"{count} {ways[how]}" for how, count in d.pages_how if count and ways[how]]
    return (str(d.pages) if d.pages else "–") + (f" ({', '.join(others)})" if others else "")


def _summary(receipt: Receipt, library: Path) -> str:
    if not receipt.documents:
        return (
            f'"{library}" holds no documents yet. Put PDF, DOCX, ODT, PPTX, EPUB, Markdown, HTML or text files there, '
            f'then run: rujukan index "{library}"'
        )
    readable = sum(1 for d in receipt.documents if d.state not in ("failed", "removed"))
    return (
        f"{_count(readable, 'document')}, {_count(receipt.passages, 'passage')}; {receipt.embedded} embedded "
        f"in {_seconds(receipt.seconds)}. "
        f'Ask: rujukan ask --library "{library}" "…"'
    )


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
