"""The receipt of a document in the app: pages by how they were read, counts, warnings, sections with pages."""

import html
import re
from pathlib import Path

import pytest

from corpus import Block, Document, Page, Section, Span, read_file, say
from corpus.starter.make import LIBRARY
from ui.app.document_report import TREE_MOST, pages_line, receipt_html
from ui.i18n.texts import Tongue


def shown(document: Document, tongue: Tongue) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", receipt_html(document, tongue)))


def made(sections: int = 1, **more: object) -> Document:
    given = {
        "pages": tuple(
            Page(number, how=how, spans=(Span(0, 9),))  # type: ignore[arg-type]
            for number, how in enumerate(("text", "text", "ocr", "empty", "failed"), 1)
        ),
        "blocks": (Block("table", 0, 4), Block("footnote", 4, 9)),
        "sections": tuple(Section((f"<b>Bab {n}</b>",), 0, 9, 1) for n in range(sections)),
        "warnings": (say("pages_damaged", pages=(5,)),),
    }
    return Document("a", "a.pdf", "application/pdf", "teks teks", "A", "id", **(given | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("tongue", "says"),
    [
        (
            "id",
            (
                "5 halaman: 2 terbaca, 1 lewat OCR, 1 kosong, 1 gagal dibaca",
                "Tabel: 1 · Catatan kaki: 1",
                "Halaman 5 tidak dapat dibuka",
            ),
        ),
        (
            "en",
            (
                "5 pages: 2 read, 1 by OCR, 1 empty, 1 could not be read",
                "Tables: 1 · Footnotes: 1",
                "Page 5 could not be opened",
            ),
        ),
    ],
)
def test_nobody_believes_a_page_searchable_that_is_not(tongue: Tongue, says: tuple[str, ...]) -> None:
    text = " ".join(shown(made(), tongue).split())
    assert all(part in text for part in says), text


def test_a_heading_is_text_and_a_long_tree_is_cut_with_a_word() -> None:
    document = made(sections=TREE_MOST + 7)
    page = receipt_html(document, "en")
    assert "<b>Bab" not in page
    assert page.count("<li") == TREE_MOST
    assert "and 7 more" in shown(document, "en")
    assert "<li" not in receipt_html(made(sections=0), "en")


def test_sections_come_with_the_page_that_is_printed_on_them() -> None:
    path = LIBRARY / "skripsi-koalisi-antikartel.pdf"
    text = " ".join(shown(read_file(path, name=path.name), "id").split())
    assert "2.1 Tiga Gelombang hlm. 2 (PDF 5)" in text


def test_a_format_without_pages_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Judul\n\nIsi.\n\n## Bab\n\nLagi.\n", encoding="utf-8")
    document = read_file(path, name="a.md")
    assert pages_line(document, "id") == "format ini tidak punya nomor halaman"
    assert "Bab" in shown(document, "id")
