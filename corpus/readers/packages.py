"""Files that are zip packages (DOCX, ODT, PPTX, EPUB), opened with care: bounded, whole, without a password."""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from corpus.errors import EncryptedError, FormatError, TooLargeError
from corpus.messages import say

_MAX_UNPACKED = 500_000_000
"""A package that unpacks to more is refused: it is a bomb or holds pictures that are of no use here."""
_MAX_PARTS = 50_000
_MAX_ELEMENTS = 3_000_000
"""Of all parts together. Each takes some 200 bytes of memory once it is parsed, however few it takes in the file."""
_XML = (".xml", ".rels", ".xhtml", ".html", ".htm", ".opf", ".ncx")
_STEP = 1 << 20
_STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT_NAME = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
"""Namespaces of ISO/IEC 29500 strict; the transitional ones differ by host and year."""


@contextlib.contextmanager
def open_package(data: bytes, name: str, kind: str) -> Iterator[zipfile.ZipFile]:
    """The package, checked. What goes wrong inside the block is an error that names the file.

    Raises FormatError (damaged, cut short), EncryptedError and TooLargeError.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check(package, name, kind)
            yield package
    except (zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError, OSError, zlib.error) as error:
        raise FormatError(say("damaged_part", name=name, kind=kind, detail=_short(error))) from error


def _check(package: zipfile.ZipFile, name: str, kind: str) -> None:
    """Asks the sizes that the package declares, then measures each part while it is unpacked, step by step."""
    parts = package.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise EncryptedError(say("locked", name=name))
    if sum(part.file_size for part in parts) > _MAX_UNPACKED or len(parts) > _MAX_PARTS:
        raise TooLargeError(say("too_large_unpacked", name=name, most=f"{_MAX_UNPACKED / 1e6:,.0f}"))
    unpacked = elements = 0
    for part in parts:
        for size, found in _steps(package, part):
            unpacked, elements = unpacked + size, elements + found
            if unpacked > _MAX_UNPACKED:
                raise TooLargeError(say("too_large_unpacked", name=name, most=f"{_MAX_UNPACKED / 1e6:,.0f}"))
            if elements > _MAX_ELEMENTS:
                raise TooLargeError(say("too_many_elements", name=name, most=f"{_MAX_ELEMENTS:,}"))


def _steps(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[tuple[int, int]]:
    """Unpacks one part without keeping it: the bytes and XML elements of each step.

    Raises BadZipFile where the part is damaged.
    """
    marked = part.filename.lower().endswith(_XML)
    with package.open(part) as file:
        while step := file.read(_STEP):
            yield len(step), step.count(b"<") - step.count(b"</") if marked else 0


def transitional(package: zipfile.ZipFile, data: bytes) -> bytes:
    """An Office package in the namespaces that programs write; one in those of ISO 29500 strict is rewritten."""
    if "_rels/.rels" not in package.namelist() or _STRICT not in package.read("_rels/.rels"):
        return data
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for part in package.infolist():
            content = package.read(part)
            if part.filename.endswith((".xml", ".rels")):
                content = _STRICT_NAME.sub(rb"http://schemas.openxmlformats.org/\1/2006/", content)
            target.writestr(part.filename, content)
    return written.getvalue()


def parse_xml(data: bytes) -> etree._Element:
    """A part's root. No entities, no network: the parts are data."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(data, parser=parser)
    if root is None:
        raise ValueError("an empty part")
    return root


def _short(error: Exception) -> str:
    """What a library says of a damaged part, without its whole list of places."""
    return str(error).splitlines()[0][:200] if str(error) else type(error).__name__
