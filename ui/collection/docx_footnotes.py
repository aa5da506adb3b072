"""Real footnotes for python-docx, which has none of its own: a part of the package, as ECMA-376 § 17.11 wants it."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Pt
from lxml import etree

from qa.citing import Rich

_TEXT, _MARK = "footnote text", "footnote reference"
_BEGINNING = f"""<w:footnotes {nsdecls("w")}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
</w:footnotes>"""


class Footnotes:
    """The footnotes of one document, numbered by Word. `close` must be called before it is saved."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._notes = parse_xml(_BEGINNING)
        self._count = 0
        styles = document.styles
        text = styles.add_style(_TEXT, WD_STYLE_TYPE.PARAGRAPH)
        text.base_style, text.font.size = styles["Normal"], Pt(10)
        text.paragraph_format.space_after = Pt(2)
        mark = styles.add_style(_MARK, WD_STYLE_TYPE.CHARACTER)
        mark.font.superscript = True
        self._text_id, self._mark_id = text.style_id, mark.style_id

    def add(self, paragraph: Any, rich: Rich) -> None:
        """Put a footnote's mark at the end of a paragraph, and its text at the foot of the page."""
        self._count += 1
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(self._count))
        run = paragraph.add_run(style=_MARK)
        run._r.append(reference)
        self._notes.append(self._note(rich))

    def close(self) -> None:
        """Add the part to the package."""
        package = self._document.part.package
        blob = etree.tostring(self._notes, xml_declaration=True, encoding="UTF-8", standalone=True)
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, package)
        self._document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    def _note(self, rich: Rich) -> Any:
        note = OxmlElement("w:footnote")
        note.set(qn("w:id"), str(self._count))
        paragraph = OxmlElement("w:p")
        style = OxmlElement("w:pStyle")
        style.set(qn("w:val"), self._text_id)
        properties = OxmlElement("w:pPr")
        properties.append(style)
        paragraph.append(properties)
        paragraph.append(_run([OxmlElement("w:footnoteRef")], self._mark_id))
        paragraph.append(_run([_letters(" ")]))
        for part in rich:
            paragraph.append(_run([_letters(part.text)], italic=part.italic))
        note.append(paragraph)
        return note


def _run(content: list[Any], style: str | None = None, *, italic: bool = False) -> Any:
    run, properties = OxmlElement("w:r"), OxmlElement("w:rPr")
    if style:
        named = OxmlElement("w:rStyle")
        named.set(qn("w:val"), style)
        properties.append(named)
    if italic:
        properties.append(OxmlElement("w:i"))
    for element in (properties, *content):
        run.append(element)
    return run


def _letters(text: str) -> Any:
    letters = OxmlElement("w:t")
    letters.text = "".join(c for c in text if c.isprintable())
    letters.set(qn("xml:space"), "preserve")
    return letters
