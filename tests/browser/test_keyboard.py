"""Asking, choosing a passage and opening it without a mouse."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import QUESTION
from tests.browser.served import CARD, Served, at_rest, opened

FOCUSED = (
    "document.activeElement.className.match(/st-key-card-(\\d+)/)?.[1] || document.activeElement.tagName"
)


def test_a_question_is_asked_and_its_passage_opened_by_keys_alone(home: Served, page: Page) -> None:
    opened(page, home.url)
    expect(page.locator(".st-key-askbox input")).to_be_focused()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator(CARD).first).to_be_visible()
    at_rest(page)
    for key, there in (
        ("ArrowUp", "INPUT"),
        ("ArrowDown", "1"),
        ("ArrowDown", "2"),
        ("ArrowUp", "1"),
        ("ArrowUp", "INPUT"),
        ("ArrowDown", "1"),
    ):
        page.keyboard.press(key)
        assert page.evaluate(FOCUSED) == there
    title = page.locator(f"{CARD} h3").first.inner_text().split(maxsplit=1)[1]
    page.keyboard.press("Enter")
    expect(page.locator(".rj-page-head h1")).to_have_text(title)


def test_a_slash_goes_to_the_question_box(home: Served, page: Page) -> None:
    opened(page, home.url, q=QUESTION)
    expect(page.locator(CARD).first).to_be_visible()
    expect(page.locator(".st-key-askbox input")).not_to_be_focused()
    page.keyboard.press("/")
    expect(page.locator(".st-key-askbox input")).to_be_focused()
    expect(page.locator(".st-key-askbox input")).to_have_value(QUESTION)
