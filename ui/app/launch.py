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
from ui.app.network import stays_here
from ui.app.theme import THEME

ADDRESS = "127.0.0.1"
FIRST_PORT = 8501
PORTS = 50
"""How many ports are tried from the first on."""


def launch(
    library: Path, model: str | None = None, *, port: int | None = None, address: str = ADDRESS
) -> None:
    """Open the app on `library` and serve it until it is stopped; `port` None takes the first free one.

    Raises:
        LibraryError: there is no such folder, or the port or the address cannot be had.
    """
    if not library.is_dir():
        raise LibraryError(f'There is no folder "{library}". Name the folder that holds the documents.')
    os.environ["RUJUKAN_LIBRARY"] = str(library.resolve())
    os.environ.pop("RUJUKAN_MODEL", None)
    if model:
        os.environ["RUJUKAN_MODEL"] = model
    port = free_port(port, address)
    threading.Thread(target=_announce, args=(address, port, library), daemon=True).start()
    _serve(port, address)


def free_port(wanted: int | None = None, address: str = ADDRESS) -> int:
    """The port wanted, else the first free one from FIRST_PORT on.

    Raises:
        LibraryError: it is not free, or none is.
    """
    ports = range(FIRST_PORT, FIRST_PORT + PORTS) if wanted is None else (wanted,)
    problem: OSError | None = None
    for port in ports:
        with socket.socket(_family(address)) as probe:
            # A port in its closing time counts as free, as it does for the server.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((address, port))
            except OSError as error:
                problem = error
                continue
            return port
    which = f"No port from {ports[0]} to {ports[-1]}" if len(ports) > 1 else f"Port {ports[0]}"
    verb = "is" if len(ports) > 1 else "is not"
    raise LibraryError(
        f"{which} {verb} free at {address} ({problem.strerror if problem else ''}). "
        "Close another app, or name another: --port, --address."
    )


def _family(address: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def options(port: int, address: str = ADDRESS) -> dict[str, object]:
    """Streamlit's settings for the app."""
    # A page elsewhere cannot pass as this one; in a network nobody knows the names it is called by.
    hosts = [ADDRESS, "localhost", "[::1]"] if stays_here(address) else []
    return {
        "server.address": address,
        "server.port": port,
        "server.headless": True,  # we print the address and open the browser ourselves
        "server.showEmailPrompt": False,
        "server.fileWatcherType": "none",
        "runner.magicEnabled": False,  # else strings that stand alone in a page's file are shown
        # With torch loaded a full collection takes half a second, after every run and with all else waiting:
        # the model took minutes to load while a page looked on.
        "runner.postScriptGC": False,
        "server.runOnSave": False,
        "server.maxUploadSize": 200,
        "server.allowedHosts": hosts,
        "browser.gatherUsageStats": False,
        "client.showErrorDetails": "none",
        "client.showErrorLinks": False,
        "client.toolbarMode": "minimal",
        "logger.level": "warning",
        "logger.hideWelcomeMessage": True,
        **THEME,
    }


def _serve(port: int, address: str) -> None:
    from streamlit.web import bootstrap

    from ui.app.state import close_engines, page_first, shared_engine

    flags = options(port, address)
    bootstrap.load_config_options(flags)
    page_first()
    shared_engine()  # loads the model once the browser has painted
    try:
        bootstrap.run(str(Path(__file__).with_name("main.py")), False, [], flags)
    finally:
        close_engines()


def _announce(address: str, port: int, library: Path) -> None:
    """Print the address once it answers, and open it."""
    here = ADDRESS if address in ("0.0.0.0", "::") else address
    for _ in range(600):
        with socket.socket(_family(here)) as probe:
            if probe.connect_ex((here, port)) == 0:
                break
        time.sleep(0.05)
    link = f"http://{f'[{here}]' if ':' in here else here}:{port}"
    print(f'"{library}" is open at {link}  (Ctrl+C ends it)', file=sys.stderr, flush=True)
    if not stays_here(address):
        print(_OPEN_TO_ALL, file=sys.stderr, flush=True)
    if not os.environ.get("RUJUKAN_NO_BROWSER") and _has_display():
        webbrowser.open(link)


_OPEN_TO_ALL = (
    "It listens to the network: whoever reaches this machine can read all documents of this library, add some "
    "and take some out. There is no password, and nothing is encrypted. Without --address only you reach it."
)


def _has_display() -> bool:
    """Without a screen a browser of the terminal would take it over."""
    return sys.platform in ("darwin", "win32") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
