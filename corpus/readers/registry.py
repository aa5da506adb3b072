"""Which reader a file goes to: by its name, checked against its first bytes.

bytes, name ──▶ what it is ──▶ pdf | docx | html | markdown | text ──▶ Reading
"""

from __future__ import annotations

import importlib
import io
import zipfile
from pathlib import PurePath
from typing import Literal, Protocol, cast

from corpus.errors import FormatError
from corpus.records import Reading

Format = Literal["pdf", "docx", "html", "markdown", "text"]

SUFFIXES: dict[str, Format] = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".text": "text",
}
"""Lower-case suffixes of the files that are read."""

TEXT_FORMATS: frozenset[Format] = frozenset({"html", "markdown", "text"})

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "an old Office document (.doc, .xls, .ppt); open it and save it as .docx"),
    (b"{\\rtf", "an RTF document; open it and save it as .docx"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"\x1f\x8b", "a compressed file (gzip); unpack it first"),
    (b"7z\xbc\xaf", "a compressed file (7z); unpack it first"),
    (b"Rar!", "a compressed file (RAR); unpack it first"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)


class Reader(Protocol):
    """What every module of a format offers as `read`."""

    def __call__(self, data: bytes, name: str, password: str | None = None) -> Reading:
        """Reads the bytes of one file. `name` is for messages only. Raises a ReadError."""
        ...


def read(data: bytes, name: str, password: str | None = None, *, outline: bool = True) -> Reading:
    """Reads the bytes of the file called `name`; FormatError where they are not what the name says.

    `outline` says whether a PDF's own outline may help; other formats have none.
    """
    expected = SUFFIXES.get(PurePath(name).suffix.lower())
    if expected is None:
        raise FormatError(f"{name}: this kind of file is not read; use one of {', '.join(SUFFIXES)}.")
    _check(data, name, expected)
    # Imported when first needed: the PDF and Word libraries take their time.
    module = importlib.import_module(f"corpus.readers.{expected}")
    if expected == "pdf":
        return cast(Reading, module.read(data, name, password, outline=outline))
    return cast(Reader, module.read)(data, name, password)


def _check(data: bytes, name: str, expected: Format) -> None:
    """Refuses bytes that carry the signature of another kind, with the way out."""
    found = _sniff(data)
    if found in SUFFIXES.values():
        if found == expected:
            return
        suffix = next(suffix for suffix, kind in SUFFIXES.items() if kind == found)
        raise FormatError(
            f"{name}: the file is named {PurePath(name).suffix} but holds a {suffix[1:].upper()} document; "
            f"give it the suffix {suffix} and index again."
        )
    if found:
        raise FormatError(f"{name}: the file is named {PurePath(name).suffix} but holds {found}.")
    if expected not in TEXT_FORMATS:
        kind = expected.upper()
        raise FormatError(
            f"{name}: this is no {kind} file (its first bytes are not those of one); it may be damaged "
            f"or only named so. Get it again, or export it as {kind} anew."
        )


def _sniff(data: bytes) -> str | None:
    """A format of ours, a description of another kind, or None for plain text and the unknown."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return _sniff_zip(data)
    return next((kind for signature, kind in _SIGNATURES if data.startswith(signature)), None)


def _sniff_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return "a damaged or cut-off zip (a DOCX is one); get the file again or save it anew"
    if "word/document.xml" in names:
        return "docx"
    if any(name.startswith("xl/") for name in names):
        return "a spreadsheet (XLSX); export it as PDF or text"
    if any(name.startswith("ppt/") for name in names):
        return "a presentation (PPTX); export it as PDF"
    return "a zip archive that is no Word document; unpack it or export the document as PDF"
