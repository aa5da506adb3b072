"""What the name of a font says of its type."""

from __future__ import annotations

import ctypes
import re

import pypdfium2.raw as pdfium_c

BOLD = re.compile(r"bold|black|heavy|demi|medi\b|-bd|cmbx|sfbx|ecbx|bx\d|,b\b", re.I)
ITALIC = re.compile(r"ital|obli|slant|cmti|sfti|cmsl|,i\b", re.I)
MONO = re.compile(r"mono|courier|consol|typewriter|cmtt|sftt|menlo|code", re.I)


def font_name(font: object) -> str:
    """The base font's name as the file gives it, empty where it has none."""
    buffer = ctypes.create_string_buffer(128)
    pdfium_c.FPDFFont_GetBaseFontName(font, buffer, 128)
    return buffer.value.decode("utf-8", "replace")
