"""From nothing to an answer: an empty home, the starter library, a question, cards."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import FirstRun, Open
from tests.browser.served import CARD, Served, ask, opened


def test_a_newcomer_comes_to_an_answer(first_run: FirstRun, app: Served) -> None:
    assert first_run.heading == "Apa yang ingin Anda ketahui?"
    assert first_run.standing.strip()  # never a blank page
    assert "520 persen" in first_run.cards
    assert len(list(app.library.iterdir())) >= 10


def test_an_example_question_is_answered(home: Served, page: Page) -> None:
    opened(page, home.url)
    page.locator('[class*="st-key-example-"] button').first.click()
    expect(page.locator(CARD).first).to_be_visible()
    expect(page.locator(".st-key-askbox input")).not_to_have_value("")


def test_the_address_brings_the_answer_back(home: Served, page: Page, new_page: Open) -> None:
    first = ask(opened(page, home.url), "When did the coalition meet for the first time?").first.inner_text()
    again = opened(new_page(), page.url)
    expect(again.locator(CARD).first).to_be_visible()
    assert again.locator(CARD).first.inner_text() == first


def test_the_interface_speaks_the_browsers_language_and_can_be_switched(home: Served, new_page: Open) -> None:
    page = opened(new_page(locale="en-GB"), home.url)
    expect(page.locator("h1")).to_have_text("What would you like to know?")
    page.locator(".st-key-tongue button", has_text="ID").click()
    expect(page.locator("h1")).to_have_text("Apa yang ingin Anda ketahui?")
    page.get_by_role("link", name="Pustaka").click()
    expect(page.locator("h1")).to_have_text("Pustaka")
    expect(opened(new_page(locale="id-ID"), home.url).locator("h1")).to_contain_text("Anda")


def test_two_readers_do_not_see_each_others_questions(home: Served, new_page: Open) -> None:
    one, other = opened(new_page(), home.url), opened(new_page(), home.url)
    first = ask(one, "Siapa yang menandatangani perjanjian narkotika itu?").first.inner_text()
    expect(other.locator(CARD)).to_have_count(0)
    second = ask(other, "How many deaths were there in 2023?").first.inner_text()
    assert first != second
    expect(one.locator(CARD).first).to_have_text(first, use_inner_text=True)
    assert (
        one.locator(".st-key-askbox input").input_value()
        != other.locator(".st-key-askbox input").input_value()
    )
