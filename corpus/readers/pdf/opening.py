"""Opening a PDF, with a sentence for each way in which that can fail."""

from __future__ import annotations

import io
import logging

import pypdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from pypdf.errors import PyPdfError

from corpus.errors import EmptyFileError, EncryptedError, FormatError

_TRAILER = 4096


def open_pdf(
    data: bytes, name: str, password: str | None
) -> tuple[pdfium.PdfDocument, pypdf.PdfReader | None]:
    """The file for pdfium (text) and, where it can follow, for pypdf (metadata, outline, labels).

    Raises EmptyFileError, FormatError (not a PDF, or cut short) and EncryptedError.
    """
    if not data.strip(b"\0\r\n\t "):
        raise EmptyFileError(f"{name}: the file is empty. Copy or download it again.")
    if b"%PDF-" not in data[:1024]:
        raise FormatError(f"{name}: this is not a PDF, although its name says so. Check where it comes from.")
    try:
        document = pdfium.PdfDocument(data, password=password or None)
        count = len(document)
    except pdfium.PdfiumError as error:
        raise _why(error, data, name, password) from error
    if count == 0:
        raise FormatError(f"{name}: the PDF has no pages that can be read. Download or export it again.")
    return document, _open_pypdf(data, password)


def _why(error: pdfium.PdfiumError, data: bytes, name: str, password: str | None) -> Exception:
    """The error in our own tree that says what to do."""
    if getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD:
        if password:
            return EncryptedError(
                f"{name}: the password does not open it. Give the right one with --password."
            )
        return EncryptedError(f"{name}: the PDF is locked. Give its password with --password, or unlock it.")
    if b"%%EOF" not in data[-_TRAILER:]:
        return FormatError(f"{name}: the PDF is cut short; its end is missing. Copy or download it again.")
    return FormatError(f"{name}: the PDF is damaged and cannot be opened. Copy or export it again.")


def _open_pypdf(data: bytes, password: str | None) -> pypdf.PdfReader | None:
    """None where pypdf cannot follow; the text does not depend on it."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(password or ""):
            return None
        len(reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError):
        return None
    return reader
