"""Work is linear in the text and memory bounded: what is repeated, nested or merged is read or refused."""

from __future__ import annotations

import importlib.util
import io
import re
import signal
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

from corpus.compose import compose
from corpus.errors import RujukanError, TooLargeError
from corpus.passages import build_passages
from corpus.pieces import merge, merge_all
from corpus.readers import packages, registry
from corpus.readers.tables import Cell, spread
from corpus.records import Document, Piece
from corpus.sentences import split_sentences

_found = importlib.util.spec_from_file_location("patterns", Path(__file__).with_name("patterns.py"))
assert _found is not None
assert _found.loader is not None
patterns = importlib.util.module_from_spec(_found)
_found.loader.exec_module(patterns)

SIZE = 32_000
SECONDS = 5
"""Of processor time; each takes below one. In the square of the length it would take minutes."""
WORD = re.compile(r"\w+")
PLACES = ("text inside", "markdown inside", "html", "html raw", "html attributes", "docx cell", "odt", "epub")


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"more than {seconds} s of processor time")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def count(texts: Sequence[str]) -> list[int]:
    return [len(WORD.findall(text)) for text in texts]


def read(data: bytes, name: str) -> Document:
    document = compose(registry.read(data, name), document_id="a" * 64, path=name)
    build_passages(document, count)
    return document


@pytest.mark.skipif(not hasattr(signal, "SIGPROF"), reason="no timer of processor time on this system")
@pytest.mark.parametrize("place", PLACES)
def test_no_pattern_takes_the_square_of_its_length(place: str) -> None:
    name, make = patterns.HOSTS[place]
    slow = []
    for called, unit in patterns.PATTERNS.items():
        data = make(patterns.grown(unit, SIZE))
        try:
            with limited(SECONDS):
                read(data, name)
        except AssertionError as error:
            slow.append(f"{called}: {error}")
        except RujukanError:
            pass  # refused in a sentence
    assert not slow


@pytest.mark.parametrize(("mark", "close"), [("> ", ""), ("- ", ""), ("1. ", ""), ("> - ", "")])
def test_deeply_nested_markdown_is_read_to_the_end(mark: str, close: str) -> None:
    lines = "\n".join(f"{mark * depth}kata{depth}{close}" for depth in (1, 50, 300))
    text = read(f"# Judul\n\n{lines}\n\nAkhir.\n".encode(), "a.md").text
    assert all(f"kata{depth}" in text for depth in (1, 50, 300))
    indented = "\n".join(f"{'  ' * depth}- butir{depth}" for depth in range(150))
    text = read(f"# Judul\n\n{indented}\n".encode(), "a.md").text
    assert all(re.search(rf"butir{depth}\b", text) for depth in range(150))


def test_a_long_paragraph_of_markdown_keeps_its_marks_and_words() -> None:
    words = " ".join(f"**kata{n}** [tautan{n}](http://a.b)" for n in range(2000))
    text = read(f"# Judul\n\n{words}\n".encode(), "a.md").text
    assert "**" not in text
    assert "http" not in text
    assert all(f"kata{n} tautan{n}" in text for n in (0, 999, 1999))


def test_spans_that_cover_millions_of_places_lose_no_cell() -> None:
    rows = [[Cell(Piece("body", f"k{n}"), 1000, 1000) for n in range(50)] for _ in range(50)]
    grid = spread(rows)
    assert sum(map(len, grid)) < 1_000_000
    assert all(
        [piece.text for piece in line if piece.text][-50:] == [f"k{n}" for n in range(50)] for line in grid
    )


def test_a_package_of_too_many_elements_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "_MAX_ELEMENTS", 1000)
    few = patterns.odt("<text:p/>" * 900 + "<text:p>Kata.</text:p>")
    assert read(few, "a.odt").text == "Kata."
    with pytest.raises(TooLargeError, match="1,000"):
        read(patterns.odt("<text:p/>" * 1100), "a.odt")


def test_the_kind_of_a_package_is_told_by_the_first_bytes_of_its_mimetype(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", b"application/epub+zip" + b" " * 50_000_000)
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("unpacked as a whole"))
    assert registry._sniff(out.getvalue()) == "epub"


def test_many_pieces_are_joined_as_two_are() -> None:
    pieces = [
        Piece("body", f"kata{n}", breaks=((0, n // 2),), cites=((2, str(n)),), number=None) for n in range(5)
    ]
    joined = pieces[0]
    for piece in pieces[1:]:
        joined = merge(joined, piece, "\n")
    assert merge_all(pieces, "\n") == joined


def test_a_line_to_be_filled_in_is_one_sentence() -> None:
    text = "Nama: . . . . . . . Alamat tidak ada. Selesai."
    assert [text[s.start : s.end] for s in split_sentences(text)][-1] == "Selesai."
    assert len(split_sentences(". " * 1000)) == 1


def test_a_page_of_comments_only_is_empty() -> None:
    assert registry.read(b"<!-- tidak ada -->", "a.html").pieces == ()
    assert read(b"# Judul\n\n<!-- tidak ada -->\n\nKata.\n", "a.md").text.endswith("Kata.")
