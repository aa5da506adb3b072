"""What single paragraphs of an OpenDocument text say: their text, the notes in them, their text boxes."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from corpus.readers.numbers import amount
from corpus.readers.odt_styles import OFFICE, TEXT
from corpus.records import Piece

_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_DROPPED = frozenset(
    {f"{OFFICE}annotation", f"{OFFICE}annotation-end", f"{TEXT}tracked-changes", f"{TEXT}ruby-text"}
)
BOXES = frozenset(f"{_DRAW}{name}" for name in ("frame", "text-box", "custom-shape", "rect", "g", "a"))
"""What holds paragraphs of its own beside the text."""
_MOST_SPACES = 40
"""One element may stand for any number of blanks; more than these say nothing."""


def paragraph_text(paragraph: etree._Element) -> tuple[Piece, list[Piece], list[etree._Element]]:
    """The paragraph as shown; the notes that it cites, as pieces; the boxes that hang on it."""
    text = ""
    cites: list[tuple[int, str]] = []
    notes: list[Piece] = []
    boxes: list[etree._Element] = []
    for part in _shown(paragraph):
        if isinstance(part, str):
            text += part
        elif part.tag == f"{TEXT}note":
            note = _note(part)
            cites.append((len(text), note.number or ""))
            notes.append(note)
        else:
            boxes.append(part)
    left = len(text) - len(text.lstrip())
    clean = text.strip()
    moved = tuple((max(min(at - left, len(clean)), 0), mark) for at, mark in cites)
    return Piece("body", clean, cites=moved), notes, boxes


def _shown(element: etree._Element) -> Iterator[str | etree._Element]:
    yield _collapsed(element.text)
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _DROPPED:
            pass
        elif child.tag == f"{TEXT}note" or child.tag in BOXES:
            yield child
        elif child.tag == f"{TEXT}s":
            yield " " * amount(child.get(f"{TEXT}c"), 1, most=_MOST_SPACES)
        elif child.tag == f"{TEXT}tab":
            yield "\t"
        elif child.tag == f"{TEXT}line-break":
            yield "\n"
        else:
            yield from _shown(child)
        yield _collapsed(child.tail)


def _collapsed(text: str | None) -> str:
    """White space of the file is one space; tabs and line breaks are elements of their own."""
    if not text:
        return ""
    inner = " ".join(text.split())
    return f"{' ' if text[0].isspace() else ''}{inner}{' ' if inner and text[-1].isspace() else ''}"


def _note(element: etree._Element) -> Piece:
    """A footnote or endnote; endnotes carry their own figures, so that both may stand in one document."""
    mark = "".join(element.findtext(f"{TEXT}note-citation") or "").strip()
    if element.get(f"{TEXT}note-class") == "endnote" and mark.isdigit():
        mark = f"e{mark}"
    body = element.find(f"{TEXT}note-body")
    texts = [paragraph_text(p)[0].text for p in body.iter(f"{TEXT}p")] if body is not None else []
    text = " ".join(" ".join(filter(None, texts)).split())
    return Piece("footnote", f"{mark} {text}", number=mark)
