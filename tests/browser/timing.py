"""How long people wait, measured in the browser: `python -m tests.browser.timing [LIBRARY]`.

Prints, as JSON: from the start of `rujukan` until its page is painted and until it says what it is doing; then, on
the indexed library, from Enter to the first card painted, median and 95th percentile; and, on Linux, the memory
that the app holds then, after a page of a document was opened as well. Without LIBRARY one of about 2,000 passages
is made of the starter library's texts, and indexed first; that takes minutes.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from playwright.sync_api import Page

from corpus import Passage, build_passages, find_files, read_file
from index import build_index, load_embedder
from index.models.bundled import cache_folder
from tests.browser.served import Served, chromium, chromium_at, served

PASSAGES = 2_000
QUESTIONS = 30
WARM = 3
"""Questions asked before the clock counts."""
SLOW = 600_000

# Painted: the answer's own heading and its first card, fresh from this run of the page, then one frame more.
_CLOCK = """
(question) => {
  window.asked = new Promise((done) => {
    let begun = 0;
    const fresh = () => {
      const heading = document.querySelector('.rj-asked'), card = document.querySelector('article.rj-card');
      return heading?.textContent === question && card && !card.closest('[data-stale="true"]');
    };
    const look = () => {
      if (!fresh()) return requestAnimationFrame(look);
      requestAnimationFrame(() => done(performance.now() - begun));
    };
    document.addEventListener('keydown', (e) => {
      if (e.key === 'Enter') { begun = performance.now(); requestAnimationFrame(look); }
    }, {once: true, capture: true});
  });
}
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", nargs="?", type=Path, help="a folder of documents")
    parser.add_argument("--questions", type=int, default=QUESTIONS)
    parser.add_argument("--passages", type=int, default=PASSAGES, help="of the library that is made")
    given = parser.parse_args(arguments)
    path = chromium()
    if path is None:
        print("There is no Chromium on this machine.", file=sys.stderr)
        return 1
    with _library(given.library, given.passages) as library:
        passages = _indexed(library)
        with chromium_at(path) as browser, tempfile.TemporaryDirectory() as home:
            page = browser.new_page(locale="id-ID")
            page.set_default_timeout(SLOW)
            with served(Path(home), cache_folder(), library) as app:
                start = _start(page, app)
                waits = [_wait(page, question) for question in _questions(given.questions + WARM)][WARM:]
                _read(page)
                memory = _memory(app.pid)
    found = {"passages": passages, **start, **_summary(waits), **memory}
    print(json.dumps(found, indent=1))
    return 0


@contextlib.contextmanager
def _library(named: Path | None, passages: int) -> Iterator[Path]:
    if named is not None:
        yield named
        return
    with tempfile.TemporaryDirectory() as folder:
        _make(Path(folder), passages)
        yield Path(folder)


def _make(folder: Path, wanted: int) -> None:
    """Documents of the starter library's passages, their sentences mixed and their numbers changed."""
    mixed = random.Random(8521)
    texts = list(_texts())
    for number in range(-(-wanted // 40)):
        chosen = [_varied(mixed.choice(texts), mixed) for _ in range(40)]
        body = "\n\n".join(f"## {number}.{n} {' '.join(t.split()[:5])}\n\n{t}" for n, t in enumerate(chosen))
        (folder / f"varied-{number:03}.md").write_text(f"# Kumpulan {number}\n\n{body}\n", encoding="utf-8")


def _texts() -> Iterator[str]:
    root = Path(str(files("corpus.starter") / "library"))
    for found in find_files(root).files:
        document = read_file(found.path, name=found.name)
        passages: Sequence[Passage] = build_passages(document, lambda texts: [len(t) // 4 for t in texts])
        yield from (" ".join(p.text[p.lead :].split()) for p in passages if p.kind == "body")


def _varied(text: str, mixed: random.Random) -> str:
    sentences = text.split(". ")
    mixed.shuffle(sentences)
    return "".join(str(mixed.randrange(10)) if c.isdigit() else c for c in ". ".join(sentences))


def _indexed(library: Path) -> int:
    """The index is made before, so that the start measured is one of every day."""
    return build_index(library, load_embedder(), progress=_tell).passages


def _tell(step: object) -> None:
    print(f"\r{step}"[:100].ljust(100), end="", file=sys.stderr)


def _start(page: Page, app: Served) -> dict[str, float]:
    """Seconds from the process's start: the page painted, its progress shown, questions possible."""
    page.goto(app.url)
    page.locator(".rj-hello h1").wait_for()
    painted = time.monotonic() - app.begun
    page.locator(".rj-standing, .st-key-examples").first.wait_for()
    told = time.monotonic() - app.begun
    page.locator(".st-key-examples").wait_for()
    ready = time.monotonic() - app.begun
    page.locator(".rj-standing").wait_for(state="detached")
    return {
        "start_to_page_s": round(painted, 2),
        "start_to_progress_s": round(told, 2),
        "start_to_ready_s": round(ready, 2),
    }


def _questions(count: int) -> list[str]:
    text = (files("qa.evaluation") / "starter_questions.jsonl").read_text(encoding="utf-8")
    asked = [json.loads(line)["question"] for line in text.splitlines()]
    return asked[:: max(1, len(asked) // count)][:count]


def _wait(page: Page, question: str) -> float:
    """Milliseconds from Enter until the first card is painted."""
    box = page.locator(".st-key-askbox input")
    box.fill(question)
    page.evaluate(_CLOCK, question)
    box.press("Enter")
    waited = float(page.evaluate("window.asked"))
    page.wait_for_timeout(700)  # a person reads; the run ends
    return waited


def _read(page: Page) -> None:
    """Opens the first card's document where the passage stands."""
    page.locator(".st-key-foot-1 a").click()
    page.locator(".rj-sheet, .rj-doc").first.wait_for()
    page.wait_for_timeout(700)


def _memory(pid: int) -> dict[str, float]:
    """Resident MB of the app's process: all, its own, and pages of files; nothing where the system does not tell."""
    status = Path(f"/proc/{pid}/status")
    lines = status.read_text().splitlines() if status.is_file() else []
    held = dict(line.split(":", 1) for line in lines)
    names = {"VmRSS": "resident_mb", "RssAnon": "resident_own_mb", "RssFile": "resident_files_mb"}
    return {said: round(int(held[name].split()[0]) / 1024) for name, said in names.items() if name in held}


def _summary(waits: Sequence[float]) -> dict[str, float]:
    return {
        "questions": len(waits),
        "enter_to_card_median_ms": round(statistics.median(waits)),
        "enter_to_card_p95_ms": round(statistics.quantiles(waits, n=20, method="inclusive")[-1]),
        "slowest_ms": round(max(waits)),
    }


if __name__ == "__main__":
    sys.exit(main())
