"""The app as a process of its own, and a Chromium to look at it with."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

FIRST_PORT = 8521
"""Not the app's own, so that one that is open meanwhile is left alone."""
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SLOW = 240_000
"""Milliseconds: the library is indexed with the real model, on whatever machine this is."""
DONE = '.stApp[data-test-script-state="notRunning"]'
CARD = "article.rj-card"


def chromium() -> str | None:
    """The machine's own Chromium or Chrome; Playwright's download is never needed."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@dataclass(frozen=True)
class Served:
    """An app that answers at `url`. `home` is its own; `begun` is when it was started (monotonic seconds).

    `pid` is its process.
    """

    url: str
    home: Path
    begun: float
    pid: int

    @property
    def library(self) -> Path:
        """The library that it made for itself."""
        return self.home / "Documents" / "Rujukan"


@contextlib.contextmanager
def served(home: Path, cache: Path, library: Path | None = None) -> Iterator[Served]:
    """Starts `rujukan ui` as a person would, with an empty home."""
    command = shutil.which("rujukan", path=sysconfig.get_path("scripts"))
    assert command, "rujukan is not installed beside this Python: pip install -e '.[test]'"
    port = _free_port()
    settings = {"HOME": str(home), "USERPROFILE": str(home), "RUJUKAN_CACHE": str(cache)}
    with tempfile.TemporaryFile() as log:
        begun = time.monotonic()
        process = subprocess.Popen(
            [command, "ui", *([str(library)] if library else []), "--port", str(port)],
            env=_clean() | settings | {"RUJUKAN_NO_BROWSER": "1", "HF_HUB_OFFLINE": "1"},
            stdout=log,
            stderr=log,
        )
        try:
            _until_it_listens(port, process)
            yield Served(f"http://127.0.0.1:{port}", home, begun, process.pid)
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            log.seek(0)
            said = log.read().decode(errors="replace")
        # The server's own words when a browser leaves in the midst of it are none of ours.
        assert "A page failed" not in said, said
        assert "could not be made ready" not in said, said


def _clean() -> dict[str, str]:
    ours = ("RUJUKAN_", "XDG_", "STREAMLIT_")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def _free_port() -> int:
    for port in range(FIRST_PORT, FIRST_PORT + 50):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise AssertionError("no port is free for the tests")


def _until_it_listens(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(1200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None, "rujukan ended at once"
        time.sleep(0.05)
    raise AssertionError("rujukan does not answer")


@contextlib.contextmanager
def chromium_at(path: str) -> Iterator[Browser]:
    """The browser, without a window."""
    # Chromium refuses its sandbox to root, as whom containers run.
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox"] if root else [], timeout=60_000
        )
        try:
            yield browser
        finally:
            browser.close()


def opened(page: Page, address: str, /, **parameters: str) -> Page:
    """The page at `address`, painted and at rest."""
    from urllib.parse import urlencode

    page.goto(f"{address}?{urlencode(parameters)}" if parameters else address)
    page.wait_for_selector(DONE)
    at_rest(page)
    return page


def at_rest(page: Page) -> None:
    """Waits until the app has answered what was done last."""
    page.wait_for_timeout(120)  # the click is on its way
    page.wait_for_selector(DONE)


def ask(page: Page, question: str) -> Locator:
    """Types the question as a person does; the cards of its answer."""
    box = page.locator(".st-key-askbox input")
    box.fill(question)
    box.press("Enter")
    cards = page.locator(CARD)
    cards.first.wait_for()
    at_rest(page)
    return cards
