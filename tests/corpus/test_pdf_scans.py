"""Pages that are pictures of text: read by OCR where Tesseract is installed, listed as unread where not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pypdfium2 as pdfium
import pytest
import typst

from corpus.readers.pdf import read

LAW = """
#set page(width: 15cm, height: 12cm, margin: 2cm)
#set text(size: 11pt)
#align(center)[*Pasal 1*]
(1) Perpustakaan desa adalah tempat membaca yang dibuka bagi setiap orang.

(2) Setiap desa dapat mendirikan perpustakaan.
"""


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The law's first page as a picture, upside down on a second page."""
    document = pdfium.PdfDocument(bytes(typst.compile(LAW.encode())))
    picture = document[0].render(scale=200 / 72, grayscale=True).to_pil()
    document.close()
    folder = tmp_path_factory.mktemp("scan")
    picture.save(folder / "page.png")
    picture.rotate(180).save(folder / "turned.png")
    source = '#set page(width: 15cm, height: 12cm, margin: 0cm)\n#image("page.png")\n#image("turned.png")'
    Path(folder / "scan.typ").write_text(source, encoding="utf-8")
    return bytes(typst.compile(str(folder / "scan.typ")))


def test_without_tesseract_a_scan_is_listed_as_unread(scan: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    reading = read(scan, "scan.pdf")
    assert [page.how for page in reading.pages] == ["failed", "failed"]
    assert reading.pieces == ()
    (warning,) = reading.warnings
    assert warning.startswith("Pages 1–2")
    assert "sudo apt install tesseract-ocr tesseract-ocr-ind tesseract-ocr-eng" in warning


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
def test_a_scan_is_read_by_ocr(scan: bytes) -> None:
    reading = read(scan, "scan.pdf")
    assert [page.how for page in reading.pages] == ["ocr", "ocr"]
    assert all(page.confidence is not None and page.confidence > 0.7 for page in reading.pages)
    text = " ".join(piece.text for piece in reading.pieces)
    assert text.count("Perpustakaan desa adalah tempat membaca yang dibuka bagi setiap orang.") == 2


def test_an_empty_page_is_empty_and_no_reason_to_warn() -> None:
    source = "#set page(width: 9cm, height: 9cm)\nSatu.\n#pagebreak()\n#pagebreak()\nTiga."
    reading = read(bytes(typst.compile(source.encode())), "p.pdf")
    assert [page.how for page in reading.pages] == ["text", "empty", "text"]
    assert reading.warnings == ()
