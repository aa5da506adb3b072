"""Makes the test documents and their truth: `python -m tests.corpus.made.make [FOLDER]`, from the root.

    thesis.py, article.py, law.py ──▶ DOCX ──▶ LibreOffice ──▶ PDF, and its truth beside it as JSON
    the law's PDF ──▶ pictures of its pages ──▶ law-scan.pdf, with the law's truth
    the law's PDF ──▶ qpdf ──▶ the same, locked

Needs LibreOffice Writer, the fonts it is written in, and qpdf (Debian: `sudo apt install
libreoffice-writer-nogui fonts-liberation2 fonts-crosextra-carlito qpdf`). The pages in the truth are those on
which LibreOffice set the bookmarks that the writer put at each element; nothing in it is read off the text.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pypdf
import pypdfium2 as pdfium
from PIL import Image

from corpus.readers.pdf.labels import roman
from tests.corpus.made import article, law, thesis
from tests.corpus.made.writer import Record, Writer

DOCUMENTS = Path(__file__).parent / "documents"
_FILTER = (
    "pdf:writer_pdf_Export:"
    + '{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"},'
    + '"ExportBookmarks":{"type":"boolean","value":"true"},"ReduceImageResolution":{"type":"boolean","value":"false"}}'
)
_SCAN_DPI = 200
_ASKEW = 0.4
"""Degrees by which the scanned pages lie askew."""


def make(folder: Path = DOCUMENTS) -> None:
    """Makes every document into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for module in (thesis, article, law):
        name = module.__name__.rsplit(".", 1)[-1]
        pdf, truth = made(module)
        (folder / f"{name}.pdf").write_bytes(pdf)
        save(truth, folder / f"{name}.truth.json")
        if module is law:
            (folder / "law-scan.pdf").write_bytes(scanned(pdf))
            save(truth | {"original": "law.pdf"}, folder / "law-scan.truth.json")
            lock(folder, pdf)


def save(truth: Record, path: Path) -> None:
    """Writes the truth with one element a line."""
    path.write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def made(module: ModuleType) -> tuple[bytes, Record]:
    """The PDF and its truth; the second pass knows the pages that its lists name."""
    labels: dict[str, str] = {}
    for _ in range(3):
        writer: Writer = module.write(labels)
        pdf = converted(writer.save())
        truth = settled(module, writer, pdf)
        found = listed(truth)
        if found == labels:
            return pdf, truth
        labels = found
    raise SystemExit(f"{module.__name__}: the pages of its lists do not settle")


def converted(data: bytes) -> bytes:
    """The DOCX as LibreOffice sets it."""
    program = shutil.which("soffice")
    if program is None:
        raise SystemExit("LibreOffice is missing: sudo apt install libreoffice-writer-nogui")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "made.docx"
        source.write_bytes(data)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", _FILTER, "--outdir", folder, str(source)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300)
        if not source.with_suffix(".pdf").exists():
            raise SystemExit(f"LibreOffice made no PDF: {done.stderr.strip()}")
        return source.with_suffix(".pdf").read_bytes()


def settled(module: ModuleType, writer: Writer, pdf: bytes) -> Record:
    """The truth: the writer's elements, their bookmarks turned into physical pages from 1."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    places = {
        name.lstrip("/"): (reader.get_destination_page_number(place) or 0) + 1
        for name, place in reader.named_destinations.items()
    }
    elements = [placed(record, places) for record in writer.records]
    return {
        **module.ABOUT,
        "pages": page_labels(module, elements, len(reader.pages)),
        "elements": elements,
    }


def placed(record: Record, places: dict[str, int]) -> Record:
    """One element with its pages in place of its bookmarks."""
    own = {key: value for key, value in record.items() if key not in ("from", "to", "marks")}
    own["pages"] = list(range(places[record["from"]], places[record["to"]] + 1))
    if "marks" in record:
        own["row_pages"] = [places[mark] for mark in record["marks"]]
    return own


def page_labels(module: ModuleType, elements: list[Record], count: int) -> list[str]:
    """What is printed on the pages, or would be where a cover shows none."""
    first = getattr(module, "FIRST", 1)
    start = getattr(module, "START", None)
    before = next((e["pages"][0] - 1 for e in elements if start and e.get("text") == start), 0)
    return [roman(at) for at in range(1, before + 1)] + [str(at + first) for at in range(count - before)]


def listed(truth: Record) -> dict[str, str]:
    """The printed page of each heading and caption, for the table of contents."""
    labels = truth["pages"]
    kinds = ("heading", "caption")
    return {e["text"]: labels[e["pages"][0] - 1] for e in truth["elements"] if e["kind"] in kinds}


def lock(folder: Path, pdf: bytes) -> None:
    """The same file locked with AES-256: by the password "rahasia", and by the owner's alone."""
    program = shutil.which("qpdf")
    if program is None:
        raise SystemExit("qpdf is missing: sudo apt install qpdf")
    (folder / "locked").mkdir(exist_ok=True)
    with tempfile.NamedTemporaryFile(suffix=".pdf") as source:
        source.write(pdf)
        source.flush()
        for name, password in (("password", "rahasia"), ("owner", "")):
            target = str(folder / "locked" / f"{name}.pdf")
            locked = ["--encrypt", password, "pemilik", "256", "--"]
            subprocess.run([program, *locked, source.name, target], check=True, timeout=60)


def scanned(pdf: bytes) -> bytes:
    """The same pages as pictures in black and white, a little askew, as an office's scanner leaves them."""
    document: Any = pdfium.PdfDocument(pdf)
    pages = []
    for at in range(len(document)):
        grey = document[at].render(scale=_SCAN_DPI / 72, grayscale=True).to_pil()
        turned = grey.rotate(_ASKEW * (-1) ** at, Image.Resampling.BICUBIC, fillcolor=255)
        pages.append(turned.point(lambda value: 255 if value > 150 else 0).convert("1"))
    document.close()
    out = io.BytesIO()
    pages[0].save(out, "PDF", resolution=_SCAN_DPI, save_all=True, append_images=pages[1:])
    return out.getvalue()


if __name__ == "__main__":
    make(*map(Path, sys.argv[1:2]))
