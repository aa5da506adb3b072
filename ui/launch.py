"""Starts the app: Streamlit in this process, for this machine only, with nothing sent anywhere."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
import webbrowser
from pathlib import Path

from corpus.errors import LibraryError
from ui.theme import THEME

ADDRESS = "127.0.0.1"
FIRST_PORT = 8501
PORTS = 50
"""How many ports are tried from the first on."""


def launch(library: Path, model: str | None = None) -> None:
    """Open the app on `library` and serve it until it is stopped.

    Raises:
        LibraryError: there is no such folder, or no port is free.
    """
    if not library.is_dir():
        raise LibraryError(f'There is no folder "{library}". Name the folder that holds the documents.')
    os.environ["RUJUKAN_LIBRARY"] = str(library.resolve())
    os.environ.pop("RUJUKAN_MODEL", None)
    if model:
        os.environ["RUJUKAN_MODEL"] = model
    port = free_port()
    threading.Thread(target=_announce, args=(port, library), daemon=True).start()
    _serve(port)


def free_port() -> int:
    """The first free port from FIRST_PORT on."""
    for port in range(FIRST_PORT, FIRST_PORT + PORTS):
        with socket.socket() as probe:
            # A port in its closing time counts as free, as it does for the server.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((ADDRESS, port))
            except OSError:
                continue
            return port
    raise LibraryError(
        f"No port from {FIRST_PORT} to {FIRST_PORT + PORTS - 1} is free. Close another app, then try again."
    )


def options(port: int) -> dict[str, object]:
    """Streamlit's settings for the app."""
    return {
        "server.address": ADDRESS,
        "server.port": port,
        "server.headless": True,  # we print the address and open the browser ourselves
        "server.showEmailPrompt": False,
        "server.fileWatcherType": "none",
        "server.runOnSave": False,
        "server.maxUploadSize": 200,
        "server.allowedHosts": [ADDRESS, "localhost"],  # a page elsewhere cannot pass as this one
        "browser.gatherUsageStats": False,
        "client.showErrorDetails": "none",
        "client.showErrorLinks": False,
        "client.toolbarMode": "minimal",
        "logger.level": "warning",
        "logger.hideWelcomeMessage": True,
        **THEME,
    }


def _serve(port: int) -> None:
    from streamlit.web import bootstrap

    from ui.state import close_engines, shared_engine

    flags = options(port)
    bootstrap.load_config_options(flags)
    shared_engine()  # loads the model while the browser opens
    try:
        bootstrap.run(str(Path(__file__).with_name("app.py")), False, [], flags)
    finally:
        close_engines()


def _announce(port: int, library: Path) -> None:
    """Print the address once it answers, and open it."""
    address = f"http://{ADDRESS}:{port}"
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex((ADDRESS, port)) == 0:
                break
        time.sleep(0.05)
    print(f'"{library}" is open at {address}  (Ctrl+C ends it)', file=sys.stderr, flush=True)
    if not os.environ.get("RUJUKAN_NO_BROWSER") and _has_display():
        webbrowser.open(address)


def _has_display() -> bool:
    """Without a screen a browser of the terminal would take it over."""
    return sys.platform in ("darwin", "win32") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
