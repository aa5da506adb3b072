"""The marks on a page's picture stand where the words stand."""

from __future__ import annotations

import functools
import html
import io
import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from corpus import Document, Passage, Span, build_passages, read_file
from corpus.errors import FormatError
from tests.toy import ToyEmbedder
from ui.app.align import align, tokens
from ui.app.document_html import part_at, parts, sheet_html, text_html
from ui.app.page_images import WIDTH, Box, boxes_of, sheet

PDF = Path(str(files("corpus.starter") / "library" / "article-narcotics-cooperation.pdf"))


@functools.cache
def article() -> tuple[Document, tuple[Passage, ...]]:
    document = read_file(PDF, name=PDF.name)
    return document, tuple(build_passages(document, ToyEmbedder().count_tokens))


def test_nearly_all_words_of_every_passage_are_found_on_its_page() -> None:
    document, passages = article()
    for passage in passages:
        if len(passage.pages) == 1 and passage.kind == "body":
            drawn = sheet(PDF, passage.pages[0].number)
            held = [t.word for t in tokens(passage.text)]
            assert len(align(drawn.words, held)) >= 0.9 * len(held), passage.text
    assert document.pages


def test_the_mark_covers_the_words_and_only_their_lines() -> None:
    document, passages = article()
    passage = next(p for p in passages if p.kind == "body" and len(p.pages) == 1 and len(p.text) > 300)
    number = passage.pages[0].number
    drawn = sheet(PDF, number)
    whole = Span(passage.start, passage.end)
    marks, evidence = boxes_of(drawn, document, number, whole, [whole])
    assert marks
    assert evidence
    for mark in marks:
        assert 0 <= mark.left < mark.right <= 1
        assert 0 <= mark.top < mark.bottom <= 1
    assert darkness(drawn.picture, marks) > 0.05  # there is ink under the marks


def darkness(picture: bytes, boxes: Sequence[Box]) -> float:
    """The share of dark pixels inside the boxes."""
    grey = np.asarray(Image.open(io.BytesIO(picture)).convert("L")) < 128
    high, wide = grey.shape
    inside = np.zeros_like(grey)
    for box in boxes:
        rows = slice(int(box.top * high), int(box.bottom * high))
        inside[rows, int(box.left * wide) : int(box.right * wide)] = True
    return float(grey[inside].mean())


def test_a_page_is_one_picture_with_marks_over_it() -> None:
    drawn = sheet(PDF, 1)
    assert abs(drawn.width - WIDTH) <= 2  # pdfium rounds up
    shown = sheet_html(drawn, 'Page "1" <of> 3', [], [])
    assert "Page &quot;1&quot; &lt;of&gt; 3" in shown


@pytest.mark.parametrize("number", [0, 99])
def test_a_page_that_is_none_is_told(number: int) -> None:
    with pytest.raises(FormatError, match="cannot be drawn"):
        sheet(PDF, number)


def test_a_broken_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7")
    with pytest.raises(FormatError, match="cannot be drawn"):
        sheet(tmp_path / "x.pdf", 1)


def test_the_parts_of_a_text_are_all_of_it() -> None:
    document, _ = article()
    spans = parts(document)
    assert spans[0].start == 0
    assert spans[-1].end == len(document.text)
    assert all(a.end == b.start for a, b in itertools.pairwise(spans))
    assert part_at(spans, len(document.text) + 5) == len(spans) - 1


def test_the_text_view_shows_every_word() -> None:
    document, _ = article()
    shown = "".join(text_html(document, part, None, ()) for part in parts(document))
    plain = html.unescape(re.sub(r"<[^>]+>", " ", shown))
    bars = {"|"}  # between the cells of a table, which has cells here
    assert [w for w in plain.split() if w not in bars] == [w for w in document.text.split() if w not in bars]


def test_a_table_of_the_text_view_has_cells_with_their_marks(tmp_path: Path) -> None:
    (tmp_path / "t.md").write_text(
        "# Laut\n\n| Kota | A & B |\n|---|---|\n| Ambon | 402 kapal |\n| Ternate | 310 |\n"
    )
    document = read_file(tmp_path / "t.md", name="t.md")
    at = document.text.index("402")
    passage = Span(document.text.index("Kota"), len(document.text))
    shown = text_html(document, parts(document)[0], passage, (Span(at, at + 3),))
    assert '<td><span class="rj-passage">A &amp; B</span></td>' in shown
    assert '<td><mark>402</mark><span class="rj-passage"> kapal</span></td>' in shown
    assert shown.count("<tr>") == 3
    assert "|" not in shown
    uneven = replace(document, text=document.text.replace("Ternate | 310", "Ternate, 310."))
    assert "Ambon | 402" in text_html(uneven, parts(uneven)[0], None, ())
