"""Text layers behind scans: good ones are kept, poor ones are read again or warned of. Forms that hold no text."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pypdf
import pypdfium2 as pdfium
import pytest
import typst
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from corpus.readers.pdf import read
from corpus.records import Reading

PAGE = "#set page(width: 15cm, height: 12cm, margin: 2cm)\n#set text(size: 11pt)\n"
TEXT = (
    "Perpustakaan desa adalah tempat membaca yang dibuka bagi setiap orang tanpa biaya. Setiap desa dapat mendirikan "
    "perpustakaan dengan bantuan pemerintah daerah, dan kepala desa menunjuk seorang petugas untuk mengelola buku "
    "serta mencatat peminjaman setiap bulan."
)
MISREAD = str.maketrans({"a": "ä", "n": "ri", "e": "c", "i": "l", "o": "0", "s": "5"})
needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")


def _picture(folder: Path, degrees: int = 0) -> None:
    with pdfium.PdfDocument(bytes(typst.compile(f"{PAGE}{TEXT}".encode()))) as document:
        picture = document[0].render(scale=200 / 72, grayscale=True).to_pil()
    picture.rotate(degrees, expand=True).save(folder / "page.png")


def _scan(folder: Path, layer: str) -> bytes:
    """A picture of the text over a text layer."""
    _picture(folder)
    source = f'{PAGE}#place[{layer}]\n#place(dx: -2cm, dy: -2cm, image("page.png", width: 15cm))'
    (folder / "scan.typ").write_text(source, encoding="utf-8")
    return bytes(typst.compile(str(folder / "scan.typ")))


def _text(reading: Reading) -> str:
    return " ".join(piece.text for piece in reading.pieces)


@needs_tesseract
def test_a_poor_layer_is_read_again(tmp_path: Path) -> None:
    reading = read(_scan(tmp_path, TEXT.translate(MISREAD)), "s.pdf")
    assert [page.how for page in reading.pages] == ["ocr"]
    assert "kepala desa menunjuk seorang petugas" in _text(reading)
    assert [warning.code for warning in reading.warnings] == ["read_by_ocr"]


def test_a_poor_layer_is_warned_of_without_tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    reading = read(_scan(tmp_path, TEXT.translate(MISREAD)), "s.pdf")
    (warning,) = reading.warnings
    assert warning.startswith("Page 1: many words of the text layer are no words")
    assert "menunjuk".translate(MISREAD) in _text(reading)


def test_a_good_layer_is_kept(tmp_path: Path) -> None:
    reading = read(_scan(tmp_path, TEXT), "s.pdf")
    assert [page.how for page in reading.pages] == ["text"]
    assert reading.warnings == ()
    assert _text(reading) == TEXT


@needs_tesseract
@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_scan_that_lies_on_its_side_is_read(tmp_path: Path, degrees: int) -> None:
    _picture(tmp_path, degrees)
    width, height = ("15cm", "12cm") if degrees == 180 else ("12cm", "15cm")
    source = f'#set page(width: {width}, height: {height}, margin: 0cm)\n#image("page.png", width: {width})'
    (tmp_path / "scan.typ").write_text(source, encoding="utf-8")
    reading = read(bytes(typst.compile(str(tmp_path / "scan.typ"))), "s.pdf")
    assert "kepala desa menunjuk seorang petugas untuk mengelola buku" in _text(reading)


def _form(pages: int, words: str) -> bytes:
    source = PAGE + "\n#pagebreak()\n".join([words] * pages)
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(bytes(typst.compile(source.encode()))))
    form = DictionaryObject({NameObject("/Fields"): ArrayObject()})
    form[NameObject("/XFA")] = TextStringObject("<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'/>")
    writer.root_object[NameObject("/AcroForm")] = writer._add_object(form)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_form_that_only_asks_to_wait_is_warned_of() -> None:
    reading = read(_form(1, "Please wait..."), "f.pdf")
    assert [warning.code for warning in reading.warnings] == ["xfa_form"]


def test_a_form_with_pages_of_its_own_is_read_as_any_other() -> None:
    reading = read(_form(2, TEXT * 3), "f.pdf")
    assert reading.warnings == ()
    assert TEXT in _text(reading)
