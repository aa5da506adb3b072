"""Text that makes careless code slow, and files of every format that hold it in each kind of place."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from html import escape

import docx
import pptx
from docx.document import Document as Word
from pptx.util import Inches

PATTERNS: Mapping[str, str] = {
    "dash": "-",
    "dash and blank": "- ",
    "dot": ".",
    "dot and blank": ". ",
    "dots in fours": ".... ",
    "blank": " ",
    "tab": "\t",
    "line end": "\n",
    "blank line": " \n",
    "form feed": "\f",
    "no-break blank": "\u00a0",
    "soft hyphen": "\u00ad",
    "ellipsis": "…",
    "underscore": "_",
    "star": "*",
    "two stars": "**a",
    "emphasis": "_a",
    "bracket": "[",
    "closed bracket": "]",
    "brackets": "[a",
    "note": "[^1]",
    "link": "](a",
    "paren": "(",
    "closed paren": ")",
    "parens": "(a) ",
    "brace": "{",
    "less": "<",
    "tag": "<b>",
    "comment": "<!--",
    "cdata": "<![CDATA[",
    "entity": "&amp",
    "bang": "!",
    "question": "? ",
    "quote": '"',
    "apostrophe": "'a",
    "curly": "”",
    "backtick": "`",
    "backticks": "`a",
    "tilde": "~",
    "pipe": "|",
    "pipe line": "| - \n",
    "hash": "#",
    "hash line": "# a\n",
    "quote line": "> ",
    "dollar": "$",
    "dollars": "$a ",
    "caret": "^",
    "equals": "=",
    "backslash": "\\",
    "letter": "a",
    "capital": "A",
    "capitals": "AB ",
    "digit": "1",
    "decimal": "1.",
    "decimals": "1.1 ",
    "digit and blank": "1 ",
    "digit and dash": "1-",
    "letters": "a ",
    "initials": "A.",
    "word": "kata ",
    "Word": "Kata ",
    "sentence": "Kata ini. ",
    "abbreviation": "dr. ",
    "comma": ", ",
    "colon": ": ",
    "at": "a@",
    "address": "http://",
    "chapter": "BAB I ",
    "chapter line": "BAB I\n",
    "article": "Pasal 1\n",
    "table": "Tabel 1 ",
    "table line": "Tabel 1\n",
    "item": "1. a\n",
    "item letter": "a. b\n",
    "numbers": "1 2\n",
    "cut word": "kata-\n",
    "year": "2015.1 ",
    "volume": "Vol. 1 ",
    "superscript": "²",
    "dots to page": "a .... 1\n",
    "roman": "IV",
    "cite": "[1, 2]",
    "degree": "M.Si, ",
    "accent": "é",
    "wide": "語",
    "arabic": "ال ",
    "combining": "a\u0301",
    "zero width": "\u200b",
    "hyphen": "a-",
    "slash": "/",
    "percent": "1% ",
    "attribute": "<a b=c ",
    "line item": "- a\n",
    "closed comment": "<!---->",
    "line of dots": "." * 250 + "a\n",
    "line of blanks": "a" + " " * 250 + "a\n",
    "line of bars": "_" * 250 + "a\n",
    "line of dashes": "-" * 250 + "a\n",
    "many links": "[a](a",
    "comma in list": "a,\n",
    "note mark": "a2 ",
    "paragraph cut": "a b c\n\n",
    "nested item": "  - a\n",
    "lone line": "a\n\n",
    "list": "a; ",
    "mail": "a.b@c.d ",
    "doi": "doi:10.1/",
    "note line": "1 a\n",
}
"""What is repeated until a text is long, by a name that a failed test shows."""


def grown(unit: str, size: int) -> str:
    """`unit` again and again, `size` characters of it."""
    return (unit * (size // len(unit) + 1))[:size]


def _xml(text: str) -> str:
    return escape("".join(c for c in text if c.isprintable() or c in "\t\n"))


def _package(parts: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def _word(build: Callable[[Word], object]) -> bytes:
    word = docx.Document()
    build(word)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _cell(word: Word, text: str) -> None:
    table = word.add_table(1, 2)
    table.cell(0, 0).text = text
    table.cell(0, 1).text = "b"


def _clean(text: str) -> str:
    """Characters that XML allows."""
    return "".join(c for c in text if c.isprintable() or c in "\t\n\u00a0\u00ad\u200b")


def _slides(text: str) -> bytes:
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = _clean(text)
    slide.shapes.add_textbox(0, 0, Inches(2), Inches(1)).text_frame.text = _clean(text)
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()


_ODT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>{}'
    "</office:text></office:body></office:document-content>"
)


def odt(body: str) -> bytes:
    """An OpenDocument text of this body."""
    return _package({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": _ODT.format(body)})


def epub(body: str) -> bytes:
    """A book of one chapter with this body."""
    return _package(
        {
            "mimetype": "application/epub+zip",
            "b.opf": '<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
            '</manifest><spine><itemref idref="a"/></spine></package>',
            "a.xhtml": f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>',
        }
    )


HOSTS: Mapping[str, tuple[str, Callable[[str], bytes]]] = {
    "text": ("a.txt", lambda t: t.encode()),
    "text inside": ("a.txt", lambda t: f"Kalimat pertama.\n\nKata {t}x\n\nKalimat akhir.\n".encode()),
    "markdown": ("a.md", lambda t: t.encode()),
    "markdown inside": ("a.md", lambda t: f"# Judul\n\nKata {t}x\n\nKalimat akhir.\n".encode()),
    "markdown item": ("a.md", lambda t: f"# Judul\n\n- {t}x\n- b\n".encode()),
    "markdown table": ("a.md", lambda t: f"| a | b |\n|---|---|\n| {t} | x |\n".encode()),
    "html raw": ("a.html", lambda t: f"<html><body>{t}</body></html>".encode()),
    "html bare": ("a.html", lambda t: t.encode()),
    "html": ("a.html", lambda t: f"<html><body><p>{escape(t)}</p></body></html>".encode()),
    "html heading": ("a.html", lambda t: f"<html><body><h2>{escape(t)}</h2><p>b</p></body></html>".encode()),
    "html item": ("a.html", lambda t: f"<html><body><ul><li>{escape(t)}</ul></body></html>".encode()),
    "html cell": ("a.html", lambda t: f"<table><tr><td>{escape(t)}<td>b</table>".encode()),
    "html attributes": (
        "a.html",
        lambda t: f'<div class="{escape(t)}" id="{escape(t)}" style="{escape(t)}"><p>b</p></div>'.encode(),
    ),
    "html head": (
        "a.html",
        lambda t: f'<title>{escape(t)}</title><meta name="date" content="{escape(t)}"><p>b</p>'.encode(),
    ),
    "docx": ("a.docx", lambda t: _word(lambda word: word.add_paragraph(_clean(t)))),
    "docx heading": ("a.docx", lambda t: _word(lambda word: word.add_heading(_clean(t)))),
    "docx cell": ("a.docx", lambda t: _word(lambda word: _cell(word, _clean(t)))),
    "odt": ("a.odt", lambda t: odt(f"<text:p>{_xml(t)}</text:p>")),
    "odt heading": ("a.odt", lambda t: odt(f'<text:h text:outline-level="1">{_xml(t)}</text:h>')),
    "pptx": ("a.pptx", _slides),
    "epub": ("a.epub", lambda t: epub(f"<p>{_xml(t)}</p>")),
}
"""For each kind of place a file's name and what makes the file."""
