"""Text files: decoded, and handed to the reader that the text itself asks for.

bytes ──▶ decode ──▶ Markdown? HTML? ──▶ markdown | html | plain ──▶ Reading
"""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.readers import html, markdown, plain
from corpus.readers.encoding import decode
from corpus.records import Reading

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?>.*?-->)\s*)*+(?:<!doctype\s+html|<html[\s>])", re.I | re.S
)
_TAG = re.compile(r"</(?:p|div|h[1-6]|table|ul|ol|body)>", re.I)
_HEADING = re.compile(r"^#{1,6} +\S", re.M)
_BOLD = re.compile(r"(?<![\w*])\*\*(?=\S)[^*]{2,300}?\*\*(?![\w*])|(?<!\w)\*(?=[^\s*])[^*\n]{2,80}\*(?!\w)")
_LINK = re.compile(r"\[[^\[\]\n]+\]\([^\s()]+[()]|^```|^\[\^\w+\]:", re.M)
_RULE = " \t:|-"
"""The signs of the line below a table's header."""
_MARKUP_SIGNS = 3
_MARKUP_SHARE = 0.01
"""Of a long text at least so many lines bear signs."""


def read(data: bytes, name: str, password: str | None = None) -> Reading:
    """Reads a text file in any encoding that `decode` knows. `password` is not used."""
    text, warnings = decode(data, name)
    if _HTML.match(text[:5000]) or len(_TAG.findall(text)) >= _MARKUP_SIGNS:
        reading = html.parse(text)
    elif looks_like_markdown(text):
        reading = markdown.parse(text)
    else:
        reading = plain.parse(text)
    return replace(reading, media_type="text/plain", warnings=warnings + reading.warnings)


def looks_like_markdown(text: str) -> bool:
    """Whether the text carries enough Markdown to be meant as it.

    Text with pages was taken from a PDF: lines with a number sign are comments of a program in it.
    """
    if "\f" in text:
        return False
    signs = 2 * len(_HEADING.findall(text)) + len(_BOLD.findall(text)) + len(_LINK.findall(text))
    tables = sum(_is_rule(line) for line in text.split("\n"))
    return signs + 3 * tables >= max(_MARKUP_SIGNS, _MARKUP_SHARE * text.count("\n"))


def _is_rule(line: str) -> bool:
    """Whether this is the line below a table's header: "|---|:--|"."""
    at = line.find("---")
    return at >= 0 and "|" in line[at:] and not line.strip(_RULE)
