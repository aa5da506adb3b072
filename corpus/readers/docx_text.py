"""What single paragraphs of a Word document say: their text, their notes, their text boxes."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml import etree

from corpus.readers.docx_math import formula, is_formula
from corpus.records import Piece

DELETED = frozenset(qn(tag) for tag in ("w:del", "w:moveFrom"))
"""What is gone once the tracked changes are accepted."""
BOX = qn("w:txbxContent")
_DROPPED = DELETED | {qn(tag) for tag in ("w:pPr", "w:rPr", "w:delText", "w:instrText", "w:rt")} | {BOX}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_REFERENCES = {qn("w:footnoteReference"): "", qn("w:endnoteReference"): "e"}
_BREAKS = frozenset({qn("w:br"), qn("w:cr")})


def paragraph_text(paragraph: etree._Element) -> Piece:
    """The paragraph as shown, without its text boxes; tracked changes count as accepted.

    Its citations carry the notes' identifiers within the package, endnotes with an `e` before, not the
    numbers that Word shows.
    """
    text = ""
    cites: list[tuple[int, str]] = []
    for kind, value in _shown(paragraph):
        if kind == "note":
            cites.append((len(text), value))
        else:
            text += value
    left = len(text) - len(text.lstrip())
    clean = text.strip()
    size = len(clean)
    return Piece("body", clean, cites=tuple((max(min(at - left, size), 0), mark) for at, mark in cites))


def raw_text(paragraph: etree._Element) -> str:
    """The paragraph as shown with the white space around it."""
    return "".join(value for kind, value in _shown(paragraph) if kind == "text")


def _shown(element: etree._Element) -> Iterator[tuple[str, str]]:
    for child in element:
        if child.tag in _DROPPED or child.tag == _FALLBACK or not isinstance(child.tag, str):
            continue
        if child.tag == qn("w:t"):
            yield "text", child.text or ""
        elif is_formula(child):
            yield "text", formula(child)
        elif child.tag in (qn("w:tab"), qn("w:ptab")):
            yield "text", "\t"
        elif child.tag in _BREAKS:
            yield "text", " " if child.get(qn("w:type")) == "page" else "\n"
        elif child.tag == qn("w:noBreakHyphen"):
            yield "text", "-"
        elif child.tag in _REFERENCES:
            yield "note", _REFERENCES[child.tag] + (child.get(qn("w:id")) or "")
        else:
            yield from _shown(child)


def text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The text boxes that hang on the paragraph, each once, those in a box aside."""
    for child in paragraph:
        if child.tag == BOX:
            yield child
        elif isinstance(child.tag, str) and child.tag not in DELETED and child.tag != _FALLBACK:
            yield from text_boxes(child)


def mark_is_deleted(paragraph: etree._Element) -> bool:
    """Whether the paragraph's end is deleted, so that the next one goes on where it stops."""
    return paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is not None


def notes(document: WordDocument) -> Iterator[tuple[str, str]]:
    """(Mark, text) of the footnotes, then of the endnotes. The marks are those of `paragraph_text`.

    Notes that only deleted text cites are gone with it.
    """
    kinds = (
        (RELATIONSHIP_TYPE.FOOTNOTES, qn("w:footnote"), ""),
        (RELATIONSHIP_TYPE.ENDNOTES, qn("w:endnote"), "e"),
    )
    gone = _deleted(document.element.body)
    for relation, tag, prefix in kinds:
        for part in document.part.rels.values():
            if part.reltype != relation or part.is_external:
                continue
            root = etree.fromstring(part.target_part.blob, parser=_parser())
            for note in root.iter(tag):
                mark = prefix + (note.get(qn("w:id")) or "")
                if note.get(qn("w:type")) in (None, "normal") and mark not in gone:
                    texts = (paragraph_text(p).text for p in note.iter(qn("w:p")))
                    yield mark, " ".join(" ".join(filter(None, texts)).split())


def _deleted(body: etree._Element) -> set[str]:
    """The marks of the notes that stand in deleted text."""
    return {
        _REFERENCES[reference.tag] + (reference.get(qn("w:id")) or "")
        for tag in DELETED
        for deleted in body.iter(tag)
        for reference in deleted.iter(*_REFERENCES)
    }


def _parser() -> etree.XMLParser:
    """No entities and no network: a document's parts are data."""
    return etree.XMLParser(resolve_entities=False, no_network=True)
