"""Makes the starter library from its sources: `python -m corpus.starter.make [FOLDER]`.

    sources/*.typ ──▶ PDF      sources/*.docx.md ──▶ DOCX      *.md, *.html, *.txt ──▶ as they stand

A second run gives the same bytes: dates are fixed and only the compiler's own fonts are used. Needs
`typst`, which the extra `test` brings.
"""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SOURCES = HERE / "sources"
LIBRARY = HERE / "library"

WRITTEN = datetime(2026, 11, 20, tzinfo=UTC)
"""The date that stands in every made file."""

TEMPLATES = frozenset({"thesis.typ"})
"""Sources that others import and that make no document of their own."""


def make(library: Path = LIBRARY) -> tuple[Path, ...]:
    """Make every document into `library`; give their paths by name."""
    library.mkdir(parents=True, exist_ok=True)
    sources = filter(_is_document, sorted(SOURCES.iterdir()))
    return tuple(sorted(_make_one(source, library) for source in sources))


def _is_document(source: Path) -> bool:
    return source.is_file() and source.name not in TEMPLATES and not source.name.startswith(".")


def _make_one(source: Path, library: Path) -> Path:
    if source.suffix == ".typ":
        target = library / f"{source.stem}.pdf"
        data = pdf(source)
    elif source.name.endswith(".docx.md"):
        target = library / source.name.removesuffix(".md")
        data = docx(source.read_text(encoding="utf-8"))
    else:
        target = library / source.name
        data = source.read_bytes()
    target.write_bytes(data)
    return target


def pdf(source: Path) -> bytes:
    """Typeset one Typst source."""
    import typst

    made = typst.compile(str(source), ignore_system_fonts=True, timestamp=int(WRITTEN.timestamp()))
    if not isinstance(made, bytes):
        raise TypeError(f"{source.name}: the compiler gave {type(made).__name__}, not one PDF as bytes.")
    return made


def docx(markdown: str) -> bytes:
    """Set the little Markdown of `*.docx.md` as a Word document with heading styles, captions and tables."""
    from docx import Document

    document = Document()
    document.styles["Normal"].font.name = "Times New Roman"
    blocks = list(_blocks(markdown))
    properties = document.core_properties
    properties.title, properties.author = blocks[0][0].removeprefix("# "), "Rujukan"
    properties.created = properties.modified = WRITTEN
    for lines in blocks:
        _add(document, lines)
    saved = BytesIO()
    document.save(saved)
    return _dated(saved.getvalue())


def _blocks(markdown: str) -> Iterator[list[str]]:
    for block in re.split(r"\n\s*\n", markdown.strip()):
        yield block.splitlines()


def _add(document: Any, lines: list[str]) -> None:
    """Add one block, told by how its first line begins."""
    first = lines[0]
    if heading := re.match(r"(#+) (.*)", first):
        level = len(heading[1]) - 1  # Level 0 is Word's "Title".
        document.add_heading(heading[2], level)
    elif first.startswith("|"):
        _add_table(document, [[cell.strip() for cell in line.strip("|").split("|")] for line in lines])
    elif re.match(r"(Tabel|Table) \d+\. ", first):
        document.add_paragraph(first, style="Caption").paragraph_format.keep_with_next = True
    elif first.startswith("- "):
        for line in lines:
            _add_runs(document.add_paragraph(style="List Bullet"), line.removeprefix("- "))
    elif re.match(r"\d+\. ", first):
        for line in lines:
            _add_runs(document.add_paragraph(style="List Number"), line.split(". ", 1)[1])
    else:
        _add_runs(document.add_paragraph(), " ".join(lines))


def _add_runs(paragraph: Any, text: str) -> None:
    """Add text, that between asterisks in italics."""
    for number, part in enumerate(text.split("*")):
        if part:
            paragraph.add_run(part).italic = bool(number % 2)


def _add_table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for number, row in enumerate(rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            _add_runs(cell.paragraphs[0], text)
            for run in cell.paragraphs[0].runs:
                run.bold = number == 0
    document.add_paragraph()


def _dated(archive: bytes) -> bytes:
    """Pack a ZIP anew with one date for all its members: the packer writes the hour of the run."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            info = zipfile.ZipInfo(member.filename, WRITTEN.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(member))
    return packed.getvalue()


if __name__ == "__main__":
    for made in make(*(Path(argument) for argument in sys.argv[1:2])):
        print(made)
