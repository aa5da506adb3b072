"""What the tests of the app's pages share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from tests.toy import ToyEmbedder
from tests.ui.pages import APP, Open
from ui.app import state


@pytest.fixture
def opened(library: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Opens the app on `library`, on any page, once the library is ready."""
    monkeypatch.setenv("RUJUKAN_LIBRARY", str(library))
    monkeypatch.delenv("RUJUKAN_MODEL", raising=False)
    monkeypatch.setattr("index.models.load.load_embedder", lambda *_: ToyEmbedder())
    address = config.get_option("server.address")
    config.set_option("server.address", "127.0.0.1")

    def open_app(where: str = "ask", tongue: str = "en", **parameters: str) -> AppTest:
        state.shared_engine().wait(20)
        at = AppTest.from_file(APP, default_timeout=20)
        at.session_state["tongue"] = tongue
        at.run()
        if where != "ask":
            at.switch_page(f"views/{where}.py")
        for name, value in parameters.items():
            at.query_params[name] = value
        return at.run() if where != "ask" or parameters else at

    yield open_app
    state.close_engines()
    config.set_option("server.address", address)
