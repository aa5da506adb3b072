"""One app, one library and one browser for all tests in a real browser; a page of its own for each."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.served import CARD, DONE, SLOW, Served, chromium, chromium_at, served

REQUIRED = "RUJUKAN_BROWSER_TESTS"
"""Set to "required", as in .ci/run, a machine without Chromium fails instead of skipping."""
QUESTION = "Berapa persen kenaikan kematian karena overdosis narkoba di AS antara 1999 dan 2023?"
Open = Callable[..., Page]
expect.set_options(timeout=20_000)  # milliseconds: machines that run tests are busy


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium."""
    path = chromium()
    if path is None:
        reason = "There is no Chromium on this machine. Debian, Ubuntu: apt-get install chromium"
        (pytest.fail if os.environ.get(REQUIRED) == "required" else pytest.skip)(reason)
    assert path
    with chromium_at(path) as started:
        yield started


@pytest.fixture(scope="session")
def app(browser: Browser, model_cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The app, just started for somebody who has nothing yet."""
    with served(tmp_path_factory.mktemp("newcomer"), model_cache) as running:
        yield running


@dataclass(frozen=True)
class FirstRun:
    """What a newcomer saw: the heading, what was being made ready, and the first card for QUESTION."""

    heading: str
    standing: str
    cards: str
    seconds_to_page: float


@pytest.fixture(scope="session")
def first_run(browser: Browser, app: Served) -> FirstRun:
    """Opens the app at once, asks at once, and waits for the cards and for all documents."""
    import time

    page = browser.new_page(locale="id-ID")
    page.set_default_timeout(SLOW)
    page.goto(app.url)
    page.locator(".rj-hello h1").wait_for()
    seconds = time.monotonic() - app.begun
    heading = page.locator(".rj-hello h1").inner_text()
    page.locator(".rj-standing").wait_for()
    standing = page.locator(".rj-standing").inner_text()
    page.locator(".st-key-askbox input").fill(QUESTION)
    page.locator(".st-key-askbox input").press("Enter")
    page.locator(f"{CARD}, .rj-error").first.wait_for()
    assert page.locator(".rj-error").all_inner_texts() == []
    page.locator(".rj-standing").wait_for(state="detached")
    page.wait_for_selector(DONE)
    page.locator(CARD).first.wait_for()
    seen = FirstRun(heading, standing, page.locator(CARD).first.inner_text(), seconds)
    page.context.close()
    return seen


@pytest.fixture
def home(app: Served, first_run: FirstRun) -> Served:
    """The app with its starter library indexed."""
    return app


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Open]:
    """Makes pages, each a session of its own. Nothing may go to another machine, nor fail in the browser."""
    contexts: list[BrowserContext] = []
    elsewhere: list[str] = []
    failed: list[str] = []

    def make(**settings: object) -> Page:
        context = browser.new_context(**({"locale": "en-GB"} | settings))  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("request", lambda r: None if _is_here(r.url) else elsewhere.append(r.url))
        page.on("pageerror", lambda error: failed.append(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()
    assert elsewhere == []
    assert failed == []


def _is_here(url: str) -> bool:
    return url.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:", "about:"))


@pytest.fixture
def page(new_page: Open) -> Page:
    """One page, in English."""
    return new_page()
