"""A document named and filled with markup stays text, on every page that shows it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.served import SLOW, Served, ask, opened

NAME = "<img src=x onerror=alert(1)> **naga** $x^2$.txt"
TEXT = """<script>window.tricked = 1</script> :red[Naga] tinggal di pulau Flores bersama $y$.

Naga hijau <script>window.tricked = 2</script> tidur di gua <img src=x onerror="window.tricked = 3"> dekat
[danau](javascript:window.tricked=4) **Kelimutu** setiap `malam` hari $e=mc^2$ menurut <b onclick=1>nelayan</b>.
"""
QUESTION = "Di gua dekat danau mana naga hijau tidur? <script>window.tricked = 5</script> **tebal** :red[x]"


def test_nothing_of_a_document_is_markup(home: Served, new_page: Open) -> None:
    (home.library / NAME).write_text(TEXT, encoding="utf-8")  # the folder takes in what is put there
    try:
        page = new_page()
        dialogs: list[str] = []
        page.on("dialog", lambda d: (dialogs.append(d.message), d.dismiss()))
        opened(page, f"{home.url}/library")
        page.locator(".rj-list", has_text=NAME).first.wait_for(timeout=SLOW)
        _is_plain(page)
        _ask(page, home)
        _is_plain(page)
        opened(page, f"{home.url}/read", doc=NAME)
        expect(page.locator(".rj-doc")).to_contain_text("**Kelimutu**")
        _is_plain(page)
        opened(page, f"{home.url}/history")
        expect(page.get_by_role("button", name="naga hijau tidur")).to_contain_text(QUESTION)
        _is_plain(page)
        assert dialogs == []
    finally:
        (home.library / NAME).unlink()


def _ask(page: Page, home: Served) -> None:
    ask(opened(page, home.url), QUESTION)
    card = page.locator("article.rj-card", has_text=NAME).first
    expect(card).to_contain_text("<script>window.tricked = 2</script>")
    expect(card).to_contain_text("[danau](javascript:window.tricked=4) **Kelimutu**")


def _is_plain(page: Page) -> None:
    assert page.evaluate("window.tricked") is None
    main = page.locator(".stMainBlockContainer")
    for trick in (
        'img[src="x"]',
        'a[href^="javascript:"]',
        "b[onclick]",
        ".katex",
        "strong:has-text('naga')",
    ):
        expect(main.locator(trick)).to_have_count(0)
