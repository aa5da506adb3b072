"""A text as a Word document with remarks in its margin."""

from __future__ import annotations

import io
import itertools
from collections.abc import Sequence
from typing import Any

import docx
from docx.enum.text import WD_COLOR_INDEX

from corpus import Block, Document
from ui.collection.export_docx import printable
from ui.review.remarks import Remark

AUTHOR = "Rujukan"
_INITIALS = "R"
_COLOURS = {
    "differs": WD_COLOR_INDEX.YELLOW,
    "error": WD_COLOR_INDEX.YELLOW,
    "look": WD_COLOR_INDEX.TURQUOISE,
    "silent": WD_COLOR_INDEX.GRAY_25,
}
"""What is marked, by the remark's tone; what is supported bears only its remark."""


def to_docx(document: Document, remarks: Sequence[Remark], title: str) -> bytes:
    """The text of `document`, paragraph by paragraph, each remark a comment on the words it is about.

    Only the text goes over: pictures and looks of the original do not.
    """
    made = docx.Document()
    made.core_properties.title = title
    made.core_properties.author = AUTHOR
    made.core_properties.comments = ""
    for block in document.blocks:
        _add(made, document, block, [r for r in remarks if r.start < block.end and block.start < r.end])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _add(made: Any, document: Document, block: Block, remarks: Sequence[Remark]) -> None:
    """A block as a paragraph, cut into runs where remarks begin and end."""
    style = "Heading 2" if block.kind == "heading" else "Caption" if block.kind == "caption" else "Normal"
    paragraph = made.add_paragraph(style=style)
    edges = {block.start, block.end}
    for remark in remarks:
        edges |= {max(remark.start, block.start), min(remark.end, block.end)}
    cuts = sorted(edges)
    runs = []
    for start, end in itertools.pairwise(cuts):
        run = paragraph.add_run(printable(document.text[start:end]))
        tones = [r.tone for r in remarks if r.start < end and start < r.end]
        if colour := next((_COLOURS[t] for t in tones if t in _COLOURS), None):
            run.font.highlight_color = colour
        runs.append((start, end, run))
    for remark in remarks:
        # A remark that runs on over the next block is made once, where it begins.
        if remark.start < block.start and remark.start >= document.blocks[0].start:
            continue
        covered = [run for start, end, run in runs if remark.start < end and start < remark.end]
        if covered:
            made.add_comment(covered, text=printable(remark.text), author=AUTHOR, initials=_INITIALS)
