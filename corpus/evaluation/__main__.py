"""Measures how PDFs are read: `python -m corpus.evaluation FILE_OR_FOLDER…`.

    python -m corpus.evaluation tests/corpus/made/documents          # the made documents, against their truth
    python -m corpus.evaluation ~/Documents/papers --json            # any PDFs, against their outlines and labels
    python -m corpus.evaluation scan.pdf --original born-digital.pdf   # OCR against the file the scan was made from

A PDF with a `NAME.truth.json` beside it is measured against that, any other against the outline and page labels
that it declares; neither outline nor declared labels help the reading that is measured. Files are read one after
the other, each in a new process.

| column | what |
|---|---|
| s/100, cpu | seconds per 100 pages, OCR included: by the clock, and of processor time |
| P, R, F1, page | headings: precision, recall, F1, and F1 where only a heading on its very page counts |
| level | share of the headings found whose depth is right |
| label | share of pages whose label, read off the page, is right |
| whole | made documents: share of paragraphs that stand in the text unbroken, word for word |
| tables | made documents: right of known (all rows and pages, header once); else captioned of captions, and all |
| notes | footnotes: right of known (number, words, page, citing sentence), else those read |
| refs | references: right of known |
| lost, inv. | per cent of words lost, against pdfium's plain text, and invented; running heads and feet aside |
| garb. | paragraphs that are mostly no words |
| WER | OCR: words wrong per word of the original, in per cent |
| MB | peak memory of the process that read the file |
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from multiprocessing import get_context
from pathlib import Path

from rich.console import Console
from rich.table import Table

from corpus.errors import RujukanError
from corpus.evaluation.measure import Measured, measure

_COLUMNS = (
    *(
        "file",
        "pages",
        "ocr",
        "s/100",
        "cpu",
        "P",
        "R",
        "F1",
        "page",
        "level",
        "label",
        "whole",
        "tables",
        "notes",
    ),
    *("refs", "lost", "inv.", "garb.", "WER", "MB"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures what the arguments name; 2 where they name no PDF."""
    parser = argparse.ArgumentParser("python -m corpus.evaluation", description="Measures how PDFs are read.")
    parser.add_argument("paths", nargs="+", type=Path, help="PDF files, or folders of them")
    parser.add_argument("--original", type=Path, help="the file with a text layer that a scan was made from")
    parser.add_argument("--json", action="store_true", help="all of it as one JSON object a line")
    parser.add_argument(
        "--details", action="store_true", help="what was missed and invented, below the table"
    )
    given = parser.parse_args(arguments)
    files = list(_files(given.paths))
    if not files:
        print("No PDF there. Name PDF files, or folders that hold some.", file=sys.stderr)
        return 2
    found = _measured(files, given.original)
    if given.json:
        for each in found:
            print(json.dumps(_as_json(each), ensure_ascii=False))
        return 0
    rows = list(found)
    console = Console(width=None if sys.stdout.isatty() else 200)
    console.print(_table(rows))
    if given.details:
        for each in rows:
            _print_details(console, each)
    return 0


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.glob("*.pdf")) if path.is_dir() else [path]


def _measured(files: Sequence[Path], original: Path | None) -> Iterator[Measured]:
    """One process a file, one at a time: neither memory nor time of one is mixed with another's."""
    with get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        for path in files:
            try:
                yield pool.apply(measure, (path, original))
            except (RujukanError, OSError) as error:
                print(f"{path.name}: {error}", file=sys.stderr)


def _as_json(each: Measured) -> dict[str, object]:
    data = asdict(each)
    if each.headings:
        data["headings"] |= {
            name: getattr(each.headings, name) for name in ("precision", "recall", "f1", "page_f1")
        }
    return data


def _table(rows: Sequence[Measured]) -> Table:
    table = Table(*_COLUMNS, box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify, column.no_wrap = "right", True
    for each in rows:
        table.add_row(*_row(each))
    return table


def _row(each: Measured) -> Iterator[str]:
    yield from (each.name, str(each.pages), str(each.by_ocr or ""))
    yield from (f"{100 * time / max(each.pages, 1):.1f}" for time in (each.seconds, each.processor))
    score = each.headings
    shares = (score.precision, score.recall, score.f1, score.page_f1) if score else (None,) * 4
    yield from (_share(share) for share in shares)
    yield _share(score.right_level / max(score.right, 1) if score else None)
    yield _share(each.labels)
    parts = each.parts or {}
    whole = parts.get("paragraphs")
    yield _share(whole.right / max(whole.known, 1) if whole else None)
    yield from _counts(each)
    words = each.words
    yield from (_percent(words.lost if words else None), _percent(words.invented if words else None))
    yield from (str(len(each.garbage) or ""), _percent(each.word_errors))
    yield f"{each.memory:.0f}" if each.memory else ""


def _counts(each: Measured) -> Iterator[str]:
    if each.parts:
        yield from (
            f"{found.right}/{found.known}" for found in map(each.parts.get, ("tables", "footnotes")) if found
        )
        yield f"{each.parts['references'].right}/{each.parts['references'].known}"
        return
    yield from (f"{each.tables_captioned}/{each.table_captions} {each.tables}", str(each.footnotes or ""), "")


def _share(share: float | None) -> str:
    return "" if share is None else f"{share:.3f}"


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.2f}"


def _print_details(console: Console, each: Measured) -> None:
    """What went wrong, each thing shortened to a line."""
    score = each.headings
    lists: list[tuple[str, Sequence[str]]] = [
        ("headings missed", score.missed if score else ()),
        ("headings invented", score.invented if score else ()),
        ("labels", each.wrong_labels),
        ("metadata", each.about),
        ("words lost", each.words.most_lost if each.words else ()),
        ("words invented", each.words.most_invented if each.words else ()),
        ("garbage", each.garbage),
        *((f"{kind} missed", found.missed) for kind, found in (each.parts or {}).items()),
    ]
    for title, texts in lists:
        if texts:
            console.print(f"{each.name}, {title}:", markup=False, highlight=False)
            for text in texts[:40]:
                console.print(f"    {text[:150]}", markup=False, highlight=False)


if __name__ == "__main__":
    sys.exit(main())
