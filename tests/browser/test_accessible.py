"""No page has a serious failing that axe-core can find, in light and in dark, wide and on a phone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import QUESTION, Open
from tests.browser.served import CARD, Served, opened

DOCUMENT = "skripsi-koalisi-antikartel.pdf"
PLACES: dict[str, tuple[str, dict[str, str], str]] = {
    "ask": ("", {}, ".rj-hello"),
    "answered": ("", {"q": QUESTION}, CARD),
    "declined": ("", {"q": "Bagaimana cara memasak rendang Padang yang empuk?"}, ".rj-notice"),
    "read": ("/read", {}, "h1"),
    "page": ("/read", {"doc": DOCUMENT, "page": "5", "mark": "4000-4200"}, ".rj-sheet img"),
    "text": ("/read", {"doc": DOCUMENT, "view": "text"}, ".rj-doc"),
    "library": ("/library", {}, ".rj-list"),
    "history": ("/history", {}, "h1"),
    "about": ("/about", {}, "h1"),
}
"""Path, parameters, and what is there once the page is."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", PLACES)
def test_axe_finds_nothing_serious(home: Served, new_page: Open, place: str, scheme: str) -> None:
    width = 1280 if scheme == "light" else 390
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 900}, reduced_motion="reduce")
    path, parameters, there = PLACES[place]
    opened(page, home.url + path, **parameters)
    expect(page.locator(there).first).to_be_visible()
    page.wait_for_timeout(300)  # Streamlit fades in what is new
    assert serious(page) == []


def serious(page: Page) -> list[str]:
    """Rule, help and where, of all that axe calls serious or critical."""
    found = Axe().run(page).response["violations"]
    return [
        f"{rule['id']} ({rule['help']}): {node['html'][:200]}"
        for rule in found
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]
