"""Opening a PDF, with a sentence for each way in which that can fail."""

from __future__ import annotations

import io
import logging

import pypdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from pypdf.errors import DependencyError, PyPdfError

from corpus.errors import EmptyFileError, EncryptedError, FormatError
from corpus.messages import say

_TRAILER = 4096


def open_pdf(
    data: bytes, name: str, password: str | None
) -> tuple[pdfium.PdfDocument, pypdf.PdfReader | None]:
    """The file for pdfium (text) and, where it can follow, for pypdf (metadata, outline, labels).

    Raises EmptyFileError, FormatError (not a PDF, or cut short) and EncryptedError.
    """
    if not data.strip(b"\0\r\n\t "):
        raise EmptyFileError(say("empty_file", name=name))
    if b"%PDF-" not in data[:1024]:
        raise FormatError(say("not_pdf", name=name))
    for library in ("pypdf", "pypdfium2"):  # what is odd in a file is told in our own words
        logging.getLogger(library).setLevel(logging.CRITICAL)
    try:
        document = pdfium.PdfDocument(data, password=password or None)
        count = len(document)
    except pdfium.PdfiumError as error:
        raise _why(error, data, name, password) from error
    if count == 0:
        raise FormatError(say("pdf_no_pages", name=name))
    return document, _open_pypdf(data, password)


def _why(error: pdfium.PdfiumError, data: bytes, name: str, password: str | None) -> Exception:
    """The error in our own tree that says what to do."""
    if getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD:
        if password:
            return EncryptedError(say("pdf_wrong_password", name=name))
        return EncryptedError(say("pdf_locked", name=name))
    if b"%%EOF" not in data[-_TRAILER:]:
        return FormatError(say("pdf_cut", name=name))
    return FormatError(say("pdf_damaged", name=name))


def _open_pypdf(data: bytes, password: str | None) -> pypdf.PdfReader | None:
    """None where pypdf cannot follow; the text does not depend on it."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(password or ""):
            return None
        len(reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError):
        return None
    except DependencyError:
        # AES needs a package that pypdf does not bring; pdfium opens such files by itself.
        return None
    return reader
