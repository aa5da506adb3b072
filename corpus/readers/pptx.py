"""Presentations: a slide is a page, its title a heading, then its text, its tables and its speaker's notes.

package ──▶ slides in order ──▶ shapes from top to bottom ──▶ title | paragraphs | table | notes ──▶ Reading
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pptx

from corpus.pieces import merge_all
from corpus.readers.blocks import attach_captions, document_authors, document_title
from corpus.readers.packages import open_package, transitional
from corpus.readers.tables import Cell, spread, table_piece
from corpus.records import Page, Piece, Reading

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_FURNITURE = frozenset({"DATE", "FOOTER", "SLIDE_NUMBER", "HEADER"})


def read(data: bytes, name: str, password: str | None = None) -> Reading:
    """Reads a PPTX file; hidden slides too. `password` is not used: encrypted ones are no zip."""
    with open_package(data, name, "PPTX") as package:
        show = pptx.Presentation(io.BytesIO(transitional(package, data)))
        slides = [list(_slide(slide, number)) for number, slide in enumerate(show.slides, 1)]
    core = show.core_properties
    return Reading(
        media_type=_MEDIA_TYPE,
        pieces=attach_captions(piece for slide in slides for piece in slide),
        pages=tuple(Page(number, how="text" if slide else "empty") for number, slide in enumerate(slides, 1)),
        title=document_title(core.title) or _first_title(slides),
        authors=document_authors(core.author),
    )


def _first_title(slides: Iterable[list[Piece]]) -> str | None:
    """The first title of a slide: the text of other shapes names no presentation."""
    headings = (piece for slide in slides for piece in slide if piece.kind == "heading")
    return next((" ".join(piece.text.split()) for piece in headings), None)


def _slide(slide: Any, number: int) -> Iterator[Piece]:
    """The pieces of one slide, all of them on the page of its number."""
    shapes = list(_flat(slide.shapes))
    title = slide.shapes.title
    found: list[Piece] = []
    if title is not None and title.text_frame.text.strip():
        found.append(Piece("heading", " ".join(title.text_frame.text.split()), level=1))
    for shape in sorted(shapes, key=lambda shape: (shape.top or 0, shape.left or 0)):
        if title is None or shape.shape_id != title.shape_id:
            found += _shape(shape)
    if slide.has_notes_slide:
        found += _paragraphs(slide.notes_slide.notes_text_frame)
    for piece in found:
        yield replace(piece, breaks=((0, number),))


def _flat(shapes: Iterable[Any]) -> Iterator[Any]:
    """All shapes in order, those in groups too, however deep: a stack, for groups may hold groups by the dozen."""
    waiting = [iter(shapes)]
    while waiting:
        shape = next(waiting[-1], None)
        if shape is None:
            waiting.pop()
        elif hasattr(shape, "shapes"):
            waiting.append(iter(shape.shapes))
        else:
            yield shape


def _shape(shape: Any) -> Iterator[Piece]:
    if getattr(shape, "is_placeholder", False) and _role(shape) in _FURNITURE:
        return
    if getattr(shape, "has_table", False):
        # By the elements themselves: the library looks a table's rows through again for each of them.
        rows = [
            [_cell(cell) for cell in row.tc_lst if not cell.is_spanned] for row in shape.table._tbl.tr_lst
        ]
        piece = table_piece(spread(rows), 1 if shape.table.first_row and len(rows) > 1 else 0)
        if piece:
            yield piece
    elif getattr(shape, "has_chart", False):
        yield from _chart(shape.chart)
    elif getattr(shape, "has_text_frame", False):
        yield from _paragraphs(shape.text_frame)


def _chart(chart: Any) -> Iterator[Piece]:
    """A chart as the table it is drawn from: a row for each category, a column for each series, and its title.

    Read from the chart's own XML: every kind of chart keeps its numbers there in the same way.
    """
    space = chart._chartSpace
    title = " ".join("".join(space.xpath("c:chart/c:title//a:t/text()")).split())
    if title:
        yield Piece("caption", title)
    series = [_series(each) for each in space.xpath(".//c:ser")]
    labels = max((labels for _, labels, _ in series), key=len, default={})
    places = sorted({at for _, _, values in series for at in values})
    rows = [["", *(name for name, _, _ in series)]]
    rows += [[labels.get(at, ""), *(values.get(at, "") for _, _, values in series)] for at in places]
    cells = [[Cell(Piece("body", text)) for text in row] for row in rows]
    piece = table_piece(spread(cells), 1, title or None) if places else None
    if piece:
        yield piece


def _series(element: Any) -> tuple[str, dict[int, str], dict[int, str]]:
    """Name, categories and values of one series of a chart, the last two by their place."""
    name = " ".join("".join(element.xpath("c:tx//c:v/text()")).split())
    return name, _points(element, "c:cat|c:xVal"), _points(element, "c:val|c:yVal")


def _points(element: Any, holder: str) -> dict[int, str]:
    found = element.xpath("|".join(f"{each}//c:pt" for each in holder.split("|")))
    return {int(point.get("idx")): "".join(point.xpath("c:v/text()")) for point in found}


def _role(shape: Any) -> str:
    kind = shape.placeholder_format.type
    return kind.name if kind is not None else ""


def _cell(cell: Any) -> Cell:
    content = Piece("body", cell.text.replace("\v", "\n"))
    return Cell(content, cell.gridSpan, cell.rowSpan) if cell.is_merge_origin else Cell(content)


def _paragraphs(frame: Any) -> Iterator[Piece]:
    """The paragraphs of one shape as lines of one piece: on slides they are points that belong together."""
    lines: list[Piece] = []
    for paragraph in frame.paragraphs if frame is not None else ():
        text = paragraph.text.replace("\v", "\n").strip()
        if text:
            lines.append(Piece("body", f"- {text}" if paragraph.level else text))
    if lines:
        yield merge_all(lines, "\n")
