"""A collection as a Word document: quotations in the quote style, citations, real footnotes, bibliography."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt, RGBColor

from qa.citing import Rich
from ui.collection.docx_footnotes import Footnotes
from ui.collection.export import Collected, Quotation

_FONT = "Times New Roman"
_LOCALES = {"id": "id-ID", "en": "en-US"}
_QUOTE, _ENTRY, _REMARK = "Quote", "Rujukan Bibliography", "Rujukan Remark"


def to_docx(collected: Collected) -> bytes:
    """The document's bytes. In a style of notes each citation is a footnote, else it follows its quotation."""
    document = docx.Document()
    _set_styles(document, _LOCALES[collected.language])
    document.core_properties.title = collected.words("collect")
    document.core_properties.author = document.core_properties.comments = ""
    notes = Footnotes(document) if collected.style == "chicago-notes" else None
    document.add_paragraph(collected.words("collect"), style="Title")
    for chapter in collected.chapters:
        document.add_heading(printable(chapter.heading.name), level=1)
        for quotation in chapter.quotations:
            _add(document, quotation, collected, notes)
    if collected.bibliography:
        document.add_heading(collected.bibliography_title, level=1)
        for entry in collected.bibliography:
            _write(document.add_paragraph(style=_ENTRY), entry)
    if notes:
        notes.close()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def printable(text: str) -> str:
    """`text` without the control characters that XML cannot hold."""
    return "".join(c for c in text if c.isprintable() or c in "\n\t")


def _add(document: Any, quotation: Quotation, collected: Collected, notes: Footnotes | None) -> None:
    kept = quotation.kept
    paragraph = document.add_paragraph(style=_QUOTE)
    run = paragraph.add_run(printable(kept.quotation))  # a line end of the text becomes a line break
    if kept.excerpt.language in _LOCALES:
        run._r.get_or_add_rPr().append(_language(_LOCALES[kept.excerpt.language]))
    if notes:
        notes.add(paragraph, quotation.citation)
    else:
        paragraph.add_run(" ")
        _write(paragraph, quotation.citation)
    if kept.note:
        remark = document.add_paragraph(style=_REMARK)
        remark.add_run(f"{collected.words('note')}: ").bold = True
        remark.add_run(printable(kept.note))
    if quotation.where in ("changed", "lost", "removed"):
        document.add_paragraph(style=_REMARK).add_run(collected.words(f"was_{quotation.where}")).italic = True


def _write(paragraph: Any, rich: Rich) -> None:
    for part in rich:
        paragraph.add_run(printable(part.text)).italic = True if part.italic else None


def _set_styles(document: Any, locale: str) -> None:
    styles = document.styles
    _font(styles["Normal"], 12)
    styles["Normal"].element.get_or_add_rPr().append(_language(locale))
    styles["Normal"].paragraph_format.space_after = Pt(8)
    for name, size in (("Title", 20), ("Heading 1", 14)):
        _font(styles[name], size)
        styles[name].font.bold = True
        styles[name].font.color.rgb = RGBColor(0, 0, 0)
    _without_rule(styles["Title"])
    styles["Heading 1"].paragraph_format.space_before = Pt(18)
    styles["Heading 1"].paragraph_format.space_after = Pt(8)
    quote = styles[_QUOTE]
    quote.font.italic = False
    quote.font.color.rgb = RGBColor(0, 0, 0)
    quote.paragraph_format.left_indent = quote.paragraph_format.right_indent = Cm(1.27)
    quote.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    entry = styles.add_style(_ENTRY, WD_STYLE_TYPE.PARAGRAPH)
    entry.base_style = styles["Normal"]
    entry.paragraph_format.left_indent, entry.paragraph_format.first_line_indent = Cm(1.27), Cm(-1.27)
    remark = styles.add_style(_REMARK, WD_STYLE_TYPE.PARAGRAPH)
    remark.base_style = styles["Normal"]
    remark.font.size, remark.paragraph_format.left_indent = Pt(11), Cm(1.27)
    for section in document.sections:  # A4, as Indonesia prints
        section.page_width, section.page_height = Cm(21), Cm(29.7)


def _font(style: Any, size: int) -> None:
    """The template names its fonts by theme, which would win over a name of ours."""
    style.font.name, style.font.size = _FONT, Pt(size)
    fonts = style.element.rPr.rFonts
    for attribute in [a for a in fonts.attrib if a.endswith("Theme")]:
        del fonts.attrib[attribute]
    for script in ("w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), _FONT)


def _without_rule(style: Any) -> None:
    rule = style.element.pPr.find(qn("w:pBdr"))
    if rule is not None:
        style.element.pPr.remove(rule)


def _language(locale: str) -> Any:
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), locale)
    return language
