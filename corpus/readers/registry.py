"""Which reader a file goes to: by its name, checked against its first bytes.

bytes, name ──▶ what it is ──▶ pdf | docx | odt | pptx | epub | html | markdown | text ──▶ Reading
"""

from __future__ import annotations

import importlib
import io
import zipfile
import zlib
from pathlib import PurePath
from typing import Protocol, cast

from corpus.errors import FormatError
from corpus.messages import say
from corpus.readers.kinds import SUFFIXES, TEXT_FORMATS, Format, advice
from corpus.records import Reading

__all__ = ["SUFFIXES", "TEXT_FORMATS", "Format", "Reader", "read"]

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "is_old_office"),
    (b"{\\rtf", "is_rtf"),
    (b"\x89PNG", "is_picture"),
    (b"\xff\xd8\xff", "is_picture"),
    (b"GIF8", "is_picture"),
    (b"II*\x00", "is_picture"),
    (b"MM\x00*", "is_picture"),
    (b"\x1f\x8b", "is_packed"),
    (b"7z\xbc\xaf", "is_packed"),
    (b"Rar!", "is_packed"),
    (b"\x7fELF", "is_program"),
    (b"MZ\x90", "is_program"),
)
"""First bytes of other kinds of file, and the message that says so."""

_MODERN = {"docx": ".docx", "odt": ".odt", "pptx": ".pptx"}
"""What an old Office document is best saved as, by the format that its name promises."""


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
        raise FormatError(say("unknown_kind", name=name, why=advice(PurePath(name).suffix.lower())))
    _check(data, name, expected)
    # Imported when first needed: the PDF and Word libraries take their time.
    module = importlib.import_module(f"corpus.readers.{expected}")
    if expected == "pdf":
        return cast(Reading, module.read(data, name, password, outline=outline))
    return cast(Reader, module.read)(data, name, password)


def _check(data: bytes, name: str, expected: Format) -> None:
    """Refuses bytes that carry the signature of another kind, with the way out."""
    found = _sniff(data)
    suffix = PurePath(name).suffix
    if found in SUFFIXES.values():
        if found == expected:
            return
        right = next(right for right, kind in SUFFIXES.items() if kind == found)
        raise FormatError(say("wrong_suffix", name=name, suffix=suffix, kind=right[1:].upper(), right=right))
    if found == "damaged_zip" and expected in TEXT_FORMATS:
        found = "is_packed"
    if found:
        right = _MODERN.get(expected, ".docx")
        raise FormatError(say(found, name=name, suffix=suffix, right=right, kind=expected.upper()))
    if expected not in TEXT_FORMATS:
        raise FormatError(say("not_of_kind", name=name, kind=expected.upper()))


def _sniff(data: bytes) -> str | None:
    """A format of ours, the code of a message on another kind, or None for plain text and the unknown."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return _sniff_zip(data)
    return next((code for signature, code in _SIGNATURES if data.startswith(signature)), None)


def _sniff_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            kind = b""
            if "mimetype" in names:
                with archive.open("mimetype") as part:
                    kind = part.read(100)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, zlib.error):
        return "damaged_zip"
    if "word/document.xml" in names:
        return "docx"
    if "ppt/presentation.xml" in names:
        return "pptx"
    if kind.startswith(b"application/epub+zip") or "META-INF/container.xml" in names:
        return "epub"
    if kind.startswith(b"application/vnd.oasis.opendocument.text"):
        return "odt"
    if "xl/workbook.xml" in names or b"spreadsheet" in kind:
        return "is_spreadsheet"
    return "is_packed"
