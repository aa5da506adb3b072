"""The app's pages as AppTest sees them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

from ui.app import state

APP = str(Path(state.__file__).with_name("main.py"))
CARD = '<article class="rj-card">'
Open = Callable[..., AppTest]


def body(at: AppTest) -> str:
    """All that the page shows as HTML of ours."""
    assert not at.exception
    return "\n".join(str(e.proto.body) for e in at.get("html"))


def ask(at: AppTest, question: str) -> AppTest:
    at.text_input[0].set_value(question)
    return at.button[0].click().run()
