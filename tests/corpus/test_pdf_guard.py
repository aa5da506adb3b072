"""What the stages lose is noticed: the page is read the plain way, and a warning says so."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import typst

from corpus.readers.pdf import read, reader
from corpus.readers.pdf.rows import Row
from corpus.readers.pdf.running_heads import mark_furniture

WORDS = ["perahu", "dermaga", "koperasi", "nelayan", "musim", "lelang", "jaring", "muara"]
PAGES = [
    " ".join(
        f"Kalimat {page}{at} menyebut {WORDS[(page * at) % 8]} dan {WORDS[(page + at) % 8]}."
        for at in range(30)
    )
    for page in range(1, 5)
]


def _made(header: str = "") -> bytes:
    style = (
        "#set page(width: 16cm, height: 22cm, margin: 2cm, header: [" + header + "])\n#set text(size: 10pt)\n"
    )
    return bytes(typst.compile((style + "\n#pagebreak()\n".join(PAGES)).encode()))


def _losing(share: float) -> object:
    """Takes the first rows of the second page for running heads."""

    def mark(pages: Sequence[list[Row]]) -> None:
        mark_furniture(pages)
        for row in pages[1][: int(share * len(pages[1]))]:
            row.furniture = True

    return mark


@pytest.mark.parametrize("share", [0.4, 1.0])
def test_a_page_that_loses_its_text_is_read_the_plain_way(
    monkeypatch: pytest.MonkeyPatch, share: float
) -> None:
    monkeypatch.setattr(reader, "mark_furniture", _losing(share))
    reading = read(_made(), "p.pdf")
    text = " ".join(piece.text for piece in reading.pieces)
    assert all(f"Kalimat 2{at} menyebut" in text for at in range(30))
    (warning,) = reading.warnings
    assert warning.startswith("Page 2: the layout could not be followed")
    assert reading.pages[1].furniture == ()


def test_running_heads_that_all_pages_have_are_no_loss() -> None:
    header = "Laporan Tahunan Koperasi Nelayan Muara Sungai dan Daftar Harga Lelang " * 4
    reading = read(_made(header), "p.pdf")
    assert reading.warnings == ()
    assert all("Laporan Tahunan" in " ".join(page.furniture) for page in reading.pages)
