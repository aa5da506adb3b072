"""What real Word, PowerPoint, HTML and EPUB files do: hidden words, declared levels, charts, notes elsewhere."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pptx
from docx.document import Document as Word
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from corpus.compose import compose
from corpus.readers import html, registry
from corpus.records import Document

PROSE = "Nelayan mencatat arah angin dan tinggi gelombang setiap pagi sebelum berlayar ke utara."


def read(data: bytes, name: str) -> Document:
    return compose(registry.read(data, name), document_id="a" * 64, path=name)


def word_bytes(build: Callable[[Word], None]) -> bytes:
    word = docx.Document()
    build(word)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def rewritten(package: bytes, old: bytes, new: bytes) -> bytes:
    """The package with `old` in its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(out, "w") as target:
        for part in source.namelist():
            target.writestr(part, source.read(part).replace(old, new))
    return out.getvalue()


def word(build: Callable[[Word], None]) -> Document:
    return read(word_bytes(build), "laut.docx")


def headings(document: Document) -> list[tuple[str, ...]]:
    return [section.headings for section in document.sections]


def test_usual_words_keep_the_level_that_their_style_declares() -> None:
    def build(file: Word) -> None:
        for text, level in (
            ("LEMBAR PERSETUJUAN", 1),
            ("PENDAHULUAN", 1),
            ("Latar Belakang", 2),
            ("Arus", 2),
        ):
            file.add_heading(text, level)
            file.add_paragraph(PROSE)

    document = word(build)
    assert headings(document)[-2:] == [("PENDAHULUAN", "Latar Belakang"), ("PENDAHULUAN", "Arus")]
    assert document.title == "laut"  # no heading below a chapter is a title


def test_chapters_that_the_outline_of_the_thesis_names_are_text() -> None:
    def build(file: Word) -> None:
        for text in ("BAB I PENDAHULUAN", "1.2 Sistematika Penulisan"):
            file.add_paragraph().add_run(text).bold = True
            file.add_paragraph(PROSE)
        for text, told in (("BAB I PENDAHULUAN", "Bab ini berisi latar belakang."),
                           ("BAB II ARUS LAUT", "Pada bab ini dibahas arus.")):  # fmt: skip
            file.add_paragraph().add_run(text).bold = True
            file.add_paragraph(told)
        file.add_paragraph().add_run("BAB II ARUS LAUT").bold = True
        file.add_paragraph(PROSE)

    document = word(build)
    assert headings(document) == [
        ("BAB I PENDAHULUAN",),
        ("BAB I PENDAHULUAN", "1.2 Sistematika Penulisan"),
        ("BAB II ARUS LAUT",),
    ]
    assert "Pada bab ini dibahas arus." in document.text


def test_hidden_text_is_left_out_and_capitals_are_as_printed() -> None:
    def build(file: Word) -> None:
        heading = file.add_heading("bab 3 metode", 1)
        heading.runs[0].font.all_caps = True
        paragraph = file.add_paragraph()
        paragraph.add_run("rahasia dapur").font.hidden = True
        paragraph.add_run(PROSE)

    document = word(build)
    assert headings(document) == [("BAB 3 METODE",)]
    assert "rahasia" not in document.text


def test_a_strict_package_is_read() -> None:
    def build(file: Word) -> None:
        file.add_heading("Arus Laut", 1)
        file.add_paragraph(PROSE)

    strict = word_bytes(build)
    for name in (b"officeDocument", b"wordprocessingml", b"drawingml"):
        usual = b"http://schemas.openxmlformats.org/" + name + b"/2006/"
        strict = rewritten(strict, usual, b"http://purl.oclc.org/ooxml/" + name + b"/")
    assert PROSE in read(strict, "laut.docx").text


def test_a_chart_is_the_table_it_is_drawn_from_and_deep_groups_are_read() -> None:
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = "Hasil Tangkapan"
    data = CategoryChartData()
    data.categories = ["2019", "2020"]
    data.add_series("Ton", (12, 7.5))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, Inches(4), Inches(3), data)
    group = slide.shapes.add_group_shape()
    for _ in range(40):
        group = group.shapes.add_group_shape()
    group.shapes.add_textbox(0, 0, Inches(2), Inches(1)).text_frame.text = "Jauh di dalam"
    out = io.BytesIO()
    show.save(out)
    document = read(rewritten(out.getvalue(), b"barChart", b"bar3DChart"), "laut.pptx")
    assert "| Ton\n2019 | 12\n2020 | 7.5" in document.text
    assert "Jauh di dalam" in document.text
    assert document.title == "Hasil Tangkapan"


def test_html_that_is_not_shown_is_not_read() -> None:
    page = (
        "<h2>Arus<span class='mw-editsection'>[edit]</span><a class='headerlink' href='#a'>#</a></h2>"
        f"<p style='color:red; display: none'>Iklan</p><p>{PROSE}</p>"
    )
    assert [piece.text for piece in html.parse(page).pieces] == ["Arus", PROSE]


def test_notes_in_another_part_of_a_book_follow_what_cites_them() -> None:
    parts = {
        "a": f'<h1>Arus</h1><p>{PROSE[:-1]}<a epub:type="noteref" href="n.xhtml#n2">2</a>.</p>',
        "n": '<section><ol><li epub:type="endnote" id="n2"><p>Hasan, 1986.</p></li></ol></section>',
    }
    items = "".join(f'<item id="{k}" href="{k}.xhtml" media-type="application/xhtml+xml"/>' for k in parts)
    spine = "".join(f'<itemref idref="{k}"/>' for k in parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("b.opf", f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>")
        for key, body in parts.items():
            space = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
            book.writestr(f"{key}.xhtml", f"<html {space}><body>{body}</body></html>")
    document = read(out.getvalue(), "laut.epub")
    (note,) = [b for b in document.blocks if b.kind == "footnote"]
    assert document.text[note.start : note.end] == "2 Hasan, 1986."
    assert note.cited_at is not None
    assert "utara²." in document.text
