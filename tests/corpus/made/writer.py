"""Writes a DOCX and, beside it, what a careful reader should find in it.

Every element carries a bookmark. LibreOffice turns bookmarks into named destinations of the PDF, so that the
pages in the truth come from the typesetter itself and from no reading of text.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import docx
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from PIL import Image, ImageDraw

CENTRE, LEFT, BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.JUSTIFY
NEW_PAGE, SAME_PAGE = WD_SECTION.NEW_PAGE, WD_SECTION.CONTINUOUS

_NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_NOTES_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_MARKS = re.compile(r"\[\^(\d+)\]|\*\*(.+?)\*\*")
"""In a text: "[^3]" cites footnote 3, "**word**" is bold."""

Record = dict[str, Any]


@dataclass
class Writer:
    """A document while it is written. `records` are the elements in order, each with its bookmarks.

    A record's `from` and `to` are bookmarks at its two ends; `settle` turns them into pages.
    """

    font: str = "Liberation Serif"
    size: float = 12
    leading: float = 1.5
    indent: float = 1.0
    records: list[Record] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.document = docx.Document()
        self.document.core_properties.created = datetime(2026, 11, 20, tzinfo=UTC)
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = self.font, Pt(self.size)
        normal.element.rPr.rFonts.set(qn("w:eastAsia"), self.font)
        normal.paragraph_format.space_after = Pt(0)
        self.section = self.document.sections[0]
        self._marks = 0

    # The page.

    def page(self, *, width: float, height: float, margins: tuple[float, float, float, float]) -> None:
        """Sets the paper of the present section; all in centimetres, margins from the top clockwise."""
        self.section.page_width, self.section.page_height = Cm(width), Cm(height)
        top, right, bottom, left = map(Cm, margins)
        self.section.top_margin, self.section.right_margin = top, right
        self.section.bottom_margin, self.section.left_margin = bottom, left

    def new_section(self, start: Any = NEW_PAGE) -> None:
        """Begins a section that looks like the one before."""
        self.section = self.document.add_section(start)
        self._drop("w:cols")
        self._drop("w:pgNumType")

    def columns(self, count: int, space: float = 0.8) -> None:
        """Sets the present section in columns; `space` between them in centimetres."""
        self._drop("w:cols")
        columns = OxmlElement("w:cols")
        columns.set(qn("w:num"), str(count))
        columns.set(qn("w:space"), str(round(space * 567)))
        self.section._sectPr.append(columns)

    def numbering(self, style: str, start: int | None = None) -> None:
        """How the pages of the present section count: "lowerRoman" or "decimal", from `start` or on."""
        self._drop("w:pgNumType")
        number = OxmlElement("w:pgNumType")
        number.set(qn("w:fmt"), style)
        if start is not None:
            number.set(qn("w:start"), str(start))
        self.section._sectPr.append(number)

    def _drop(self, tag: str) -> None:
        for element in self.section._sectPr.findall(qn(tag)):
            self.section._sectPr.remove(element)

    def furniture(self, place: Any, text: str, align: Any = CENTRE) -> None:
        """Writes a running head or foot; "#" in it is the page's number."""
        place.is_linked_to_previous = False
        paragraph = place.paragraphs[0]
        for run in list(paragraph.runs):
            run._r.getparent().remove(run._r)
        paragraph.alignment = align
        before, number, after = text.partition("#")
        paragraph.add_run(before).font.size = Pt(min(self.size, 10))
        if number:
            _field(paragraph, "PAGE")
            paragraph.add_run(after)

    # Text.

    def text(self, text: str, *, kind: str | None = "paragraph", align: Any = BOTH, **look: Any) -> Any:
        """One paragraph; `kind` is its list in the truth, None for what the truth does not name.

        `look`: bold, italic, size, indent, hanging, left, before, after (points; indents in centimetres).
        """
        paragraph = self.document.add_paragraph()
        self._shape(paragraph, align, look)
        mark = self._mark(paragraph)
        cites = self._fill(paragraph, text, look)
        if kind:
            record = {"kind": kind, "text": _MARKS.sub(lambda m: m[2] or m[1], text), "from": mark}
            self.records.append(record | {"to": self._mark(paragraph)})
        for number, offset in cites:
            self._note_record(number, text, offset, mark)
        return paragraph

    def _shape(self, paragraph: Any, align: Any, look: Record) -> None:
        shape = paragraph.paragraph_format
        paragraph.alignment = align
        shape.line_spacing = look.get("leading", self.leading)
        shape.space_before, shape.space_after = Pt(look.get("before", 0)), Pt(look.get("after", 0))
        shape.first_line_indent = Cm(look.get("indent", self.indent if align == BOTH else 0))
        shape.left_indent = Cm(look.get("left", 0))
        if hanging := look.get("hanging"):
            shape.left_indent, shape.first_line_indent = Cm(look.get("left", 0) + hanging), Cm(-hanging)
        shape.keep_with_next = look.get("keep", False)
        shape.widow_control = True

    def _fill(self, paragraph: Any, text: str, look: Record) -> list[tuple[str, int]]:
        """Writes the runs; gives the footnotes cited, each with its offset in `text`."""
        cites, at = [], 0
        for found in _MARKS.finditer(text):
            self._run(paragraph, text[at : found.start()], look)
            if found[1]:
                self._cite(paragraph, found[1])
                cites.append((found[1], found.start()))
            else:
                self._run(paragraph, found[2], look | {"bold": True})
            at = found.end()
        self._run(paragraph, text[at:], look)
        return cites

    def _run(self, paragraph: Any, text: str, look: Record) -> None:
        for at, line in enumerate(text.split("\n")):
            run = paragraph.add_run()
            if at:
                run.add_break()
            for place, part in enumerate(line.split("\t")):
                if place:
                    run.add_tab()
                run.add_text(part)
            run.bold, run.italic = look.get("bold", False), look.get("italic", False)
            run.font.size = Pt(look.get("size", self.size))

    def heading(self, text: str, level: int, *, style: bool = True, **look: Any) -> None:
        """A heading; a line break in it parts a chapter's mark from its title."""
        look = {"bold": True, "align": LEFT, "before": 12, "after": 6, "keep": True, "indent": 0} | look
        paragraph = self.text(text, kind=None, **look)
        if style:
            # The style gives the outline; the look stays the one of the runs.
            self.document.styles[f"Heading {level}"].font.color.rgb = RGBColor(0, 0, 0)
            self.document.styles[f"Heading {level}"].font.name = self.font
            paragraph.style = self.document.styles[f"Heading {level}"]
        record = {"kind": "heading", "text": " ".join(text.split()), "level": level}
        mark = self._mark(paragraph)
        self.records.append(record | {"from": mark, "to": mark})

    def caption(self, text: str, number: str, **look: Any) -> None:
        """A caption of a figure or table."""
        self.text(text, kind="caption", **({"align": CENTRE, "leading": 1.0, "before": 6, "after": 6} | look))
        self.records[-1]["number"] = number

    # Tables, figures, footnotes.

    def table(self, header: Sequence[str], rows: Sequence[Sequence[str]], **look: Any) -> None:
        """A ruled table whose header row is repeated on each page."""
        size = look.get("size", self.size - 2)
        table = self.document.add_table(rows=0, cols=len(header))
        table.style = self.document.styles["Table Grid"]
        table.autofit = "widths" not in look
        marks = []
        for at, row in enumerate([header, *rows]):
            cells = table.add_row().cells
            for cell, text in zip(cells, row, strict=True):
                self._cell(cell, text, size, bold=at == 0)
            _no_split(table.rows[-1], header=at == 0)
            marks.append(self._mark(cells[0].paragraphs[0]))
        for width, column in zip(look.get("widths", ()), table.columns, strict=False):
            column.width = Cm(width)
            for cell in column.cells:
                cell.width = Cm(width)
        self.records.append(
            {"kind": "table", "header": list(header), "rows": [list(row) for row in rows], "marks": marks[1:]}
            | {"from": marks[0], "to": marks[-1]}
        )
        self.text("", kind=None, leading=1.0)

    def _cell(self, cell: Any, text: str, size: float, *, bold: bool) -> None:
        paragraph = cell.paragraphs[0]
        self._shape(paragraph, LEFT, {"leading": 1.0})
        self._run(paragraph, text, {"size": size, "bold": bold})

    def figure(self, bars: Sequence[int], width: float) -> None:
        """A chart as a picture, `width` centimetres wide."""
        paragraph = self.document.add_paragraph()
        self._shape(paragraph, CENTRE, {"leading": 1.0, "before": 6, "keep": True})
        paragraph.add_run().add_picture(_chart(bars), width=Cm(width))

    def _cite(self, paragraph: Any, number: str) -> None:
        run = paragraph.add_run()
        run.font.superscript = True
        run._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="{number}"/>'))

    def _note_record(self, number: str, text: str, offset: int, mark: str) -> None:
        before = _MARKS.sub(lambda m: m[2] or "", text[:offset])
        cited = re.split(r"(?<=[.?!])\s+", before)[-1]
        record = {"kind": "footnote", "number": number, "text": self.notes[number], "cited": cited}
        self.records.append(record | {"from": mark, "to": mark})

    def _mark(self, paragraph: Any) -> str:
        self._marks += 1
        name = f"m{self._marks}"
        paragraph._p.append(
            parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="{self._marks}" w:name="{name}"/>')
        )
        paragraph._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{self._marks}"/>'))
        return name

    def save(self) -> bytes:
        """The DOCX."""
        if self.notes:
            self._add_notes()
        data = io.BytesIO()
        self.document.save(data)
        return data.getvalue()

    def _add_notes(self) -> None:
        size = round(2 * (self.size - 2))
        notes = "".join(_note(number, text, size) for number, text in self.notes.items())
        edges = "".join(
            f'<w:footnote w:type="{kind}" w:id="{at}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for at, kind in ((-1, "separator"), (0, "continuationSeparator"))
        )
        xml = f"<w:footnotes {nsdecls('w')}>{edges}{notes}</w:footnotes>"
        place = PackURI("/word/footnotes.xml")
        package = self.document.part.package
        self.document.part.relate_to(Part(place, _NOTES, xml.encode(), package), _NOTES_LINK)


def _note(number: str, text: str, size: int) -> str:
    look = f'<w:rPr><w:sz w:val="{size}"/></w:rPr>'
    return (
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:spacing w:after="0"/></w:pPr><w:r><w:rPr><w:vertAlign '
        f'w:val="superscript"/><w:sz w:val="{size}"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r>{look}<w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
    )


def _field(paragraph: Any, name: str) -> None:
    for kind, text in (("begin", None), (None, name), ("end", None)):
        run = paragraph.add_run()._r
        if kind:
            run.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>'))
        else:
            run.append(parse_xml(f'<w:instrText {nsdecls("w")} xml:space="preserve"> {text} </w:instrText>'))


def _no_split(row: Any, *, header: bool) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if header:
        properties.append(OxmlElement("w:tblHeader"))


def _chart(bars: Sequence[int]) -> io.BytesIO:
    """Bars in grey, without letters: a picture holds no text."""
    picture = Image.new("L", (600, 300), 255)
    draw = ImageDraw.Draw(picture)
    draw.line((20, 10, 20, 280, 590, 280), fill=0, width=3)
    step = 560 // len(bars)
    for at, bar in enumerate(bars):
        left = 30 + at * step
        draw.rectangle((left, 280 - bar * 2, left + step - 12, 280), fill=90 + 40 * (at % 3))
    data = io.BytesIO()
    picture.save(data, "PNG", optimize=True)
    data.seek(0)
    return data
