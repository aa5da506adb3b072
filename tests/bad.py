"""Files that cannot be read, each with what its message has to say."""

from __future__ import annotations

import io

import pypdf

from corpus.starter.make import LIBRARY


def blank_pdf() -> bytes:
    """One page with nothing on it, as a scanner makes it but without the picture."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(300, 400)
    return _bytes(writer)


def encrypted_pdf() -> bytes:
    """A document of the starter library behind a password."""
    writer = pypdf.PdfWriter(clone_from=LIBRARY / "article-narcotics-cooperation.pdf")
    writer.encrypt("rahasia", algorithm="RC4-128")
    return _bytes(writer)


def truncated_pdf() -> bytes:
    """As a download that broke off leaves it: the first pages' data are there, the table at the end is not."""
    data = (LIBRARY / "article-narcotics-cooperation.pdf").read_bytes()
    return data[: len(data) // 3]


def bad_files() -> dict[str, tuple[bytes, str]]:
    """By name: the bytes, and a pattern for the message, which names the file as well."""
    docx = (LIBRARY / "reading-the-figures.docx").read_bytes()
    return {
        "empty.txt": (b"", "is empty; get it again or remove it"),
        "empty.pdf": (b"", "is empty"),
        "spaces.md": (b" \n\t\n", "no text in the file"),
        "scan.pdf": (blank_pdf(), "no text"),
        "locked.pdf": (encrypted_pdf(), "password"),
        "cut.pdf": (truncated_pdf(), "damaged|cut|not be read"),
        "no zip.docx": (b"This is no zip. " * 40, "no DOCX file .*Get it again"),
        "cut.docx": (docx[: len(docx) // 2], "zip"),
        "picture.pdf": (b"\x89PNG\r\n\x1a\n" + b"\0" * 60, "picture"),
        "really a docx.pdf": (docx, r"DOCX document; give it the suffix \.docx"),
        "really a pdf.txt": (blank_pdf(), r"PDF document; give it the suffix \.pdf"),
        "russian.txt": ("Привет, мир. Это текст.\n".encode("koi8-r") * 20, "encoding.*UTF-8"),
        "bytes.txt": (bytes(range(256)) * 20, "no text|encoding"),
        "half utf-16.txt": (b"\xff\xfeK\x00a\x00p", "UTF-16.*cut short"),
    }


def _bytes(writer: pypdf.PdfWriter) -> bytes:
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()
