"""What is asked of pdfium in bulk is what it says letter by letter, and odd outlines stop nothing."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pypdfium2 as pdfium
import pytest
import typst
from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, NameObject, NumberObject

from corpus.readers.pdf import read
from corpus.readers.pdf.chars import PageText
from corpus.readers.pdf.layout import Rule
from corpus.readers.pdf.outline import Entry, read_outline
from corpus.readers.pdf.tables.frames import frames

MADE = Path(__file__).parent / "made" / "documents"


@pytest.mark.parametrize("name", ["thesis.pdf", "article.pdf", "law.pdf"])
def test_the_text_of_a_page_is_that_of_its_letters(name: str) -> None:
    with pdfium.PdfDocument(MADE / name) as document:
        for at in range(len(document)):
            page = PageText(document[at])
            text = page._text()
            assert text.replace("\ufffe", "\x02") == page._letters(len(text))
            page.close()


def test_letters_of_two_halves_keep_their_place() -> None:
    """A letter outside the basic plane counts as two for pdfium; the words behind it stand where they stood."""
    made = bytes(typst.compile("#set text(size: 12pt)\nBefore 𝑥 after".encode()))
    with pdfium.PdfDocument(made) as document:
        words = list(PageText(document[0]).words())
    assert [words[0].text, words[-1].text] == ["Before", "after"]
    assert words[0].x1 < words[1].x0 < words[1].x1 < words[2].x0


def _with_outline(*titles: bytes, circle: bool = False) -> bytes:
    """Three pages of the law, and an outline with these titles; in a circle its last entry leads to the first."""
    writer = pypdf.PdfWriter(clone_from=MADE / "law.pdf")
    entries = [DictionaryObject() for _ in titles]
    links = [writer._add_object(entry) for entry in entries]
    root = writer._add_object(DictionaryObject({NameObject("/First"): links[0]}))
    for at, (entry, title) in enumerate(zip(entries, titles, strict=True)):
        place = ArrayObject([writer.pages[0].indirect_reference, NameObject("/XYZ"), *[NumberObject(0)] * 3])
        entry.update({NameObject("/Title"): ByteStringObject(title), NameObject("/Dest"): place})
        entry[NameObject("/Parent")] = root
        if at + 1 < len(links) or circle:
            entry[NameObject("/Next")] = links[(at + 1) % len(links)]
    writer.root_object[NameObject("/Outlines")] = root
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def test_an_outline_is_read_in_order() -> None:
    with pdfium.PdfDocument(_with_outline(b"BAB I", "Bab Ⅱ".encode("utf-16"), b"")) as document:
        assert list(read_outline(document)) == [Entry("BAB I", 1, 1), Entry("Bab Ⅱ", 1, 1)]


def test_a_damaged_outline_stops_nothing() -> None:
    made = _with_outline(b"BAB I", b"\xfe\xff\xd8\x00\x00A", b"BAB II", circle=True)
    with pdfium.PdfDocument(made) as document:
        titles = [entry.title for entry in read_outline(document)]
    assert titles[0] == "BAB I"
    assert titles[-1] == "BAB II"
    assert read(made, "law.pdf").pieces


def test_rules_that_touch_make_one_frame() -> None:
    """A grid whose parts come in any order, and another beside it."""

    def grid(x: float) -> list[Rule]:
        levels = [Rule(x, y, x + 100, y) for y in (10.0, 30.0, 50.0)]
        return levels + [Rule(each, 10, each, 50) for each in (x, x + 50, x + 100)]

    found = frames([*grid(300)[::-1], *grid(20)])
    assert [frame.box for frame in found] == [(20, 10, 120, 50), (300, 10, 400, 50)]
    assert [(len(frame.levels), len(frame.uprights)) for frame in found] == [(3, 3), (3, 3)]
