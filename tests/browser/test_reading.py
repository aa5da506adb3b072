"""A PDF uploaded, asked about and opened: the mark on the page's picture stands where the words stand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
import typst
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open
from tests.browser.served import DONE, SLOW, Served, ask, at_rest, opened

NAME = "laporan-mercusuar.pdf"
SENTENCE = "Mercusuar Tanjung Cikoneng dinyalakan kembali pada tanggal 17 Mei 1886 oleh Gerrit van Dooren."
QUESTION = "Siapa yang menyalakan kembali mercusuar Tanjung Cikoneng pada tahun 1886?"
BEFORE = "Menara pertama runtuh diterjang gelombang setinggi tiga puluh meter."
AFTER = "Lampunya memakai minyak kelapa yang diantar perahu dari desa seberang."
SOURCE = f"""
#set document(title: "Laporan Mercusuar Cikoneng")
#set page(width: 148mm, height: 210mm, margin: 20mm, numbering: "i")
= Pengantar
Laporan ini ditulis untuk pengelola pelabuhan dan para penjaga menara di Selat Sunda.
#pagebreak()
#set page(numbering: "1")
#counter(page).update(7)
= Sejarah
{BEFORE} Penduduk mengungsi ke bukit selama berbulan-bulan.

{SENTENCE}

{AFTER} Penjaganya tinggal di rumah kecil di kaki menara.
"""


@dataclass(frozen=True)
class Shape:
    """A rectangle in shares of the page, from its left and top."""

    left: float
    top: float
    right: float
    bottom: float

    def rounded(self) -> tuple[float, ...]:
        """To a thousandth of the page: pictures are laid out in whole pixels."""
        return tuple(round(edge, 3) for edge in (self.left, self.top, self.right, self.bottom))

    def holds(self, other: Shape) -> bool:
        """Whether the middle of `other` lies inside."""
        across, down = (other.left + other.right) / 2, (other.top + other.bottom) / 2
        return self.left <= across <= self.right and self.top <= down <= self.bottom


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of two pages, labelled i and 7."""
    file = tmp_path_factory.mktemp("report") / NAME
    file.write_bytes(typst.compile(SOURCE.encode()))
    return file


@pytest.fixture
def uploaded(home: Served, report: Path, new_page: Open) -> Served:
    """The app with the report in its library, put there through the Library page."""
    if not (home.library / NAME).exists():
        page = opened(new_page(), f"{home.url}/library")
        page.locator("input[type=file]").set_input_files(str(report))
        expect(page.locator(".rj-notice")).to_contain_text(f"Added: {NAME}")
        page.get_by_role("heading", name="Laporan Mercusuar Cikoneng").wait_for(timeout=SLOW)
        page.locator(".rj-standing").wait_for(state="detached", timeout=SLOW)
    assert (home.library / NAME).read_bytes() == report.read_bytes()
    return home


def words_of(file: Path, page: int, wanted: str) -> list[Shape]:
    """Where pdfium itself finds each of the words of `wanted`, in their order, on a page."""
    document = pypdfium2.PdfDocument(file)
    sheet = document[page - 1]
    text, (width, height) = sheet.get_textpage(), sheet.get_size()
    begun = text.search(" ".join(wanted.split()[:3])).get_next()
    assert begun
    at, shapes = begun[0], []
    for word in wanted.split():
        found = text.search(word, index=at).get_next()
        assert found, word
        edges = [text.get_charbox(i) for i in range(found[0], found[0] + found[1])]
        left, right = min(e[0] for e in edges), max(e[2] for e in edges)
        top, bottom = max(e[3] for e in edges), min(e[1] for e in edges)
        shapes.append(Shape(left / width, 1 - top / height, right / width, 1 - bottom / height))
        at = found[0] + found[1]
    document.close()
    return shapes


def marks_on(page: Page, kind: str) -> list[Shape]:
    """The boxes of the marks as the browser painted them, against the page's picture."""
    return [Shape(*edges) for edges in page.evaluate(_EDGES, kind)]  # at once: the page may scroll meanwhile


_EDGES = """
(kind) => {
  const picture = document.querySelector('.rj-sheet img').getBoundingClientRect();
  return Array.from(document.querySelectorAll('.rj-sheet .' + kind), (mark) => {
    const box = mark.getBoundingClientRect();
    return [(box.left - picture.left) / picture.width, (box.top - picture.top) / picture.height,
            (box.right - picture.left) / picture.width, (box.bottom - picture.top) / picture.height];
  });
}
"""


def card_of(page: Page, source: str) -> Locator:
    return page.locator('[class*="st-key-card-"]', has_text=source).first


def test_an_uploaded_pdf_is_asked_about_and_opened_at_its_place(
    uploaded: Served, report: Path, page: Page, new_page: Open
) -> None:
    ask(opened(page, uploaded.url), QUESTION)
    card = card_of(page, NAME)
    expect(card.locator("mark").first).to_contain_text("Gerrit van Dooren")
    expect(card.locator(".rj-facts")).to_contain_text("p. 7 (PDF 2)")
    card.get_by_role("link", name="Show on the page").click()
    page.locator(".rj-sheet img").wait_for()
    at_rest(page)
    evidence = marks_on(page, "rj-on-evidence")
    for word in words_of(report, 2, SENTENCE):
        assert any(mark.holds(word) for mark in evidence), word
    for other in (BEFORE, AFTER):
        for word in words_of(report, 2, other):
            assert not any(mark.holds(word) for mark in evidence), word
    shared = opened(new_page(), page.url)  # the very place, opened by somebody else
    shared.locator(".rj-sheet img").wait_for()
    again = marks_on(shared, "rj-on-evidence")
    assert [mark.rounded() for mark in again] == [mark.rounded() for mark in evidence]


def test_pages_are_turned_found_and_read_as_text(uploaded: Served, page: Page) -> None:
    opened(page, f"{uploaded.url}/read", doc=NAME)
    expect(page.locator(".rj-sheet img")).to_have_attribute("alt", "Page i (1 of 2)")
    page.get_by_role("button", name="Next").first.click()
    expect(page.locator(".rj-sheet img")).to_have_attribute("alt", "Page 7 (2 of 2)")
    page.get_by_role("button", name="Text", exact=True).click()
    expect(page.locator(".rj-doc")).to_contain_text(SENTENCE)
    page.locator(".st-key-tools summary").click()
    page.get_by_label("Find words in this document").fill("gerrit VAN dooren")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Found 1 times")).to_be_visible()
    page.get_by_role("link", name="Gerrit van Dooren").click()
    expect(page.locator(".rj-doc mark")).to_have_text("Gerrit van Dooren")


def test_the_document_can_be_taken_out_again(uploaded: Served, page: Page) -> None:
    opened(page, f"{uploaded.url}/library")
    row = page.locator('[class*="st-key-doc-"]', has_text=NAME)
    row.get_by_role("button", name="Take out").click()
    page.get_by_test_id("stPopoverBody").get_by_role("button", name="Take out").click()
    expect(page.locator(".rj-notice", has_text="was taken out")).to_be_visible()
    assert not (uploaded.library / NAME).exists()
    assert list((uploaded.library / ".rujukan" / "removed").glob("*.pdf"))
    page.wait_for_selector(DONE)
    expect(page.get_by_role("heading", name="Laporan Mercusuar Cikoneng")).to_have_count(0, timeout=60_000)
