"""One PDF read and measured, in a process of its own so that its memory can be told."""

from __future__ import annotations

import os
import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from corpus.compose import compose
from corpus.evaluation.headings import Heading, Score, compare
from corpus.evaluation.parts import Found, Parts
from corpus.evaluation.truth import Truth, truth_of
from corpus.evaluation.words import (
    Words,
    compare_words,
    garbage_lines,
    plain_text,
    word_error_rate,
    words_of,
)
from corpus.readers.pdf.reader import read
from corpus.records import Document


@dataclass(frozen=True, slots=True)
class Measured:
    """All that is measured of one file; None where nothing is known to measure against.

    `seconds` is for the whole file by the clock, `processor` those that it kept processors busy, `memory`
    the peak of the process in MB; `labels` the share of pages whose label was read right; `word_errors` of
    OCR per word of the original.
    """

    name: str
    pages: int
    by_ocr: int
    seconds: float
    processor: float
    memory: float | None
    headings: Score | None
    labels: float | None
    wrong_labels: tuple[str, ...]
    words: Words | None
    garbage: tuple[str, ...]
    tables: int
    tables_captioned: int
    table_captions: int
    footnotes: int
    parts: dict[str, Found] | None
    about: tuple[str, ...]
    word_errors: float | None


def measure(path: Path, original: Path | None = None) -> Measured:
    """Reads the file without the help of its outline and labels, and compares."""
    data, truth = path.read_bytes(), truth_of(path)
    started, busy = time.perf_counter(), _busy()
    document = _read(data, path.name)
    seconds, processor = time.perf_counter() - started, _busy() - busy
    memory = _peak()
    text = [page.number for page in document.pages if page.how == "text"]
    if truth.original:
        original = path.with_name(truth.original)
    right, wrong = _labels(document, truth)
    captions = {b.number for b in document.blocks if b.kind == "caption" and _is_table(document, b.start)}
    tables = [block for block in document.blocks if block.kind == "table"]
    return Measured(
        name=path.name,
        pages=len(document.pages),
        by_ocr=sum(page.how == "ocr" for page in document.pages),
        seconds=seconds,
        processor=processor,
        memory=memory,
        headings=compare(truth.headings, _headings(document)) if truth.headings else None,
        labels=right,
        wrong_labels=wrong,
        words=compare_words(document, plain_text(data, text)) if text else None,
        garbage=garbage_lines(document),
        tables=len(tables),
        tables_captioned=sum(block.caption is not None for block in tables),
        table_captions=len(captions),
        footnotes=sum(block.kind == "footnote" for block in document.blocks),
        parts=Parts(document, truth).found() if truth.elements else None,
        about=_wrong_about(document, truth),
        word_errors=_word_errors(document, original) if original else None,
    )


def _read(data: bytes, name: str) -> Document:
    return compose(read(data, name, outline=False, labels=False), document_id="", path=name)


def _busy() -> float:
    """Processor seconds of this process and of the programs that it has run."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _peak() -> float | None:
    """Peak memory of this process in MB; None where the system does not tell."""
    status = Path("/proc/self/status")
    if status.exists():  # what `getrusage` tells there counts the process that started this one as well
        held = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii"))
        return int(held[1]) / (1 << 10) if held else None
    try:
        import resource
    except ImportError:
        return None
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def _headings(document: Document) -> list[Heading]:
    return [
        Heading(section.headings[-1], section.level, _page_at(document, section.start))
        for section in document.sections
        if section.headings and not section.clause
    ]


def _page_at(document: Document, at: int) -> int:
    found = [p.number for p in document.pages if any(span.start <= at < span.end for span in p.spans)]
    return found[0] if found else 0


def _labels(document: Document, truth: Truth) -> tuple[float | None, tuple[str, ...]]:
    if truth.labels is None or len(truth.labels) != len(document.pages):
        return None, ()
    pairs = list(zip(document.pages, truth.labels, strict=True))
    wrong = tuple(f"{page.number}: {page.label} for {label}" for page, label in pairs if page.label != label)
    return 1 - len(wrong) / max(len(pairs), 1), wrong


def _is_table(document: Document, at: int) -> bool:
    return document.text[at : at + 3].lower() == "tab"


def _wrong_about(document: Document, truth: Truth) -> tuple[str, ...]:
    """What is wrong in title, authors, year and language."""
    known = truth.about or {}
    found = {
        "title": document.title,
        "authors": list(document.authors),
        "year": document.year,
        "language": document.language,
    }
    return tuple(
        f"{key}: {found[key]}" for key, value in known.items() if _folded(found[key]) != _folded(value)
    )


def _folded(value: object) -> object:
    return value.casefold() if isinstance(value, str) else value


def _word_errors(document: Document, original: Path) -> float:
    """Against the same pages of the file that the scan was made from, read from its text."""
    whole = _read(original.read_bytes(), original.name)
    return word_error_rate(words_of(_first(whole, len(document.pages))), words_of(document.text))


def _first(document: Document, pages: int) -> str:
    spans = sorted((s.start, s.end) for page in document.pages[:pages] for s in page.spans)
    return "\n".join(document.text[start:end] for start, end in spans)
