"""A passage set aside on its card is collected, and written out as a Word document with its citation."""

from __future__ import annotations

from pathlib import Path

import docx
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import QUESTION
from tests.browser.served import Served, ask, at_rest, opened

THESIS = "skripsi-koalisi-antikartel.pdf"


def test_a_passage_is_set_aside_and_exported_to_word(home: Served, page: Page, tmp_path: Path) -> None:
    ask(opened(page, home.url), QUESTION)
    card = page.locator('[class*="st-key-card-"]', has_text=THESIS).first
    marked = card.locator("mark").first.inner_text()
    card.get_by_role("button", name="Set aside").click()
    expect(card.get_by_text("Set aside ✓")).to_be_visible()
    page.get_by_role("link", name="Collect").click()
    expect(page.locator("h1", has_text="Collect")).to_be_visible()
    expect(page.locator(".stMainBlockContainer")).to_contain_text(marked[:60])
    at_rest(page)
    written = docx.Document(str(_exported(page, "Word (DOCX)", tmp_path)))
    text = "\n".join(paragraph.text for paragraph in written.paragraphs)
    assert " ".join(marked.split())[:60] in " ".join(text.split())
    assert "Koalisi Antikartel di Benua Amerika" in text  # the bibliography
    assert _one_of(page.locator(".stMainBlockContainer"), text)


def _exported(page: Page, name: str, folder: Path) -> Path:
    page.get_by_role("button", name="Export", exact=True).click()
    with page.expect_download() as started:
        page.get_by_role("button", name=name).click()
    file = folder / started.value.suggested_filename
    started.value.save_as(file)
    assert file.suffix == ".docx"
    return file


def _one_of(shown: Locator, text: str) -> bool:
    """The citation within the text, with the printed page, stands on the page and in the file alike."""
    citations = [c for c in ("p. 1)", "p. 2)", "p. 3)", "p. i)", "p. iv)") if c in text]
    return any(c in shown.inner_text() for c in citations)
