"""What single paragraphs of a Word document say: their text, style, outline level, look and notes."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml import etree

from corpus.records import Piece

_DROPPED = frozenset(qn(tag) for tag in ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:delText", "w:instrText"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_REFERENCES = {qn("w:footnoteReference"): "", qn("w:endnoteReference"): "e"}
_BREAKS = frozenset({qn("w:br"), qn("w:cr")})
_SHORT_CHARS = 150
_LARGER = 1.15
"""A paragraph this much larger than the body, in full, was meant as a heading."""


def paragraph_text(paragraph: etree._Element) -> Piece:
    """The paragraph as shown; tracked changes count as accepted.

    Its citations carry the notes' identifiers within the package, endnotes with an `e` before, not the
    numbers that Word shows.
    """
    text = ""
    cites: list[tuple[int, str]] = []
    for kind, value in _shown(paragraph):
        if kind == "note":
            cites.append((len(text), value))
        text += value
    left = len(text) - len(text.lstrip())
    clean = text.strip()
    size = len(clean)
    return Piece("body", clean, cites=tuple((max(min(at - left, size), 0), mark) for at, mark in cites))


def _shown(element: etree._Element) -> Iterator[tuple[str, str]]:
    for child in element:
        if child.tag in _DROPPED or child.tag == _FALLBACK or not isinstance(child.tag, str):
            continue
        if child.tag == qn("w:t"):
            yield "text", child.text or ""
        elif child.tag in (qn("w:tab"), qn("w:ptab")):
            yield "text", " "
        elif child.tag in _BREAKS:
            yield "text", " " if child.get(qn("w:type")) == "page" else "\n"
        elif child.tag == qn("w:noBreakHyphen"):
            yield "text", "-"
        elif child.tag in _REFERENCES:
            yield "note", _REFERENCES[child.tag] + (child.get(qn("w:id")) or "")
        elif child.tag == qn("w:p"):
            # A paragraph inside a paragraph stands in a text box.
            yield "text", " "
            yield from _shown(child)
        else:
            yield from _shown(child)


def notes(document: WordDocument) -> Iterator[tuple[str, str]]:
    """(Mark, text) of the footnotes, then of the endnotes. The marks are those of `paragraph_text`."""
    kinds = (
        (RELATIONSHIP_TYPE.FOOTNOTES, qn("w:footnote"), ""),
        (RELATIONSHIP_TYPE.ENDNOTES, qn("w:endnote"), "e"),
    )
    for relation, tag, prefix in kinds:
        for part in document.part.rels.values():
            if part.reltype != relation or part.is_external:
                continue
            root = etree.fromstring(part.target_part.blob, parser=_parser())
            for note in root.iter(tag):
                if note.get(qn("w:type")) in (None, "normal"):
                    texts = (paragraph_text(p).text for p in note.iter(qn("w:p")))
                    yield prefix + (note.get(qn("w:id")) or ""), " ".join(filter(None, texts))


def _parser() -> etree.XMLParser:
    """No entities and no network: a document's parts are data."""
    return etree.XMLParser(resolve_entities=False, no_network=True)


class Styles:
    """The document's paragraph styles by their identifier, and its default size in half points."""

    def __init__(self, document: WordDocument) -> None:
        root = document.styles.element
        self._by_id = {str(style.get(qn("w:styleId"))): style for style in root.iter(qn("w:style"))}
        path = f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:sz')}"
        found = root.find(path)
        # Word's own default is 11 points.
        self.base_size = int(found.get(qn("w:val")) or 22) if found is not None else 22

    def of(self, paragraph: etree._Element) -> etree._Element | None:
        """The style that the paragraph names, None for the default."""
        given = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self._by_id.get(str(given.get(qn("w:val")))) if given is not None else None

    def base(self, style: etree._Element) -> etree._Element | None:
        """The style that `style` is based on."""
        based = style.find(qn("w:basedOn"))
        return self._by_id.get(str(based.get(qn("w:val")))) if based is not None else None


def style_name(paragraph: etree._Element, styles: Styles) -> str:
    """The paragraph style's name in lower case, empty for the default."""
    style = styles.of(paragraph)
    name = style.find(qn("w:name")) if style is not None else None
    return (name.get(qn("w:val")) or "").lower() if name is not None else ""


def outline_level(paragraph: etree._Element, styles: Styles) -> int:
    """1 for Heading 1 and so on, by the paragraph's own outline level or its style's; 0 for none."""
    own = paragraph.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    if own is not None:
        return _level(own)
    style = styles.of(paragraph)
    for _ in range(10):
        if style is None:
            return 0
        name = style.find(qn("w:name"))
        words = (name.get(qn("w:val")) or "").lower().split() if name is not None else []
        if len(words) == 2 and words[0] in ("heading", "judul") and words[1].isdigit():
            return int(words[1])
        level = style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if level is not None:
            return _level(level)
        style = styles.base(style)
    return 0


def _level(element: etree._Element) -> int:
    """The outline level from 1; 9 in the file means running text."""
    value = element.get(qn("w:val")) or "9"
    return int(value) + 1 if value.isdigit() and int(value) < 9 else 0


def looks_like_heading(paragraph: etree._Element, styles: Styles) -> bool:
    """Whether a short paragraph is wholly bold or larger than the document's own size."""
    runs = [run for run in paragraph.iter(qn("w:r")) if _run_text(run)]
    if not runs or sum(len(_run_text(run)) for run in runs) > _SHORT_CHARS:
        return False
    if all(_is_on(run, "w:b") for run in runs):
        return True
    return all(_size(run) >= _LARGER * styles.base_size for run in runs)


def _run_text(run: etree._Element) -> str:
    return "".join(t.text or "" for t in run.iter(qn("w:t"))).strip()


def _is_on(run: etree._Element, tag: str) -> bool:
    found = run.find(f"{qn('w:rPr')}/{qn(tag)}")
    return found is not None and found.get(qn("w:val")) not in ("0", "false", "off")


def _size(run: etree._Element) -> int:
    """In half points; 0 where the run does not say."""
    found = run.find(f"{qn('w:rPr')}/{qn('w:sz')}")
    return int(found.get(qn("w:val")) or 0) if found is not None else 0
