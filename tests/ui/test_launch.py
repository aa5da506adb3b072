"""Where the app listens, and what it says of it."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from corpus.errors import LibraryError
from ui.app import launch
from ui.app.network import stays_here


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody else listens on."""
    with socket.socket() as other:
        other.bind((launch.ADDRESS, 0))
        other.listen()
        yield other.getsockname()[1]


def test_the_app_stays_on_this_machine() -> None:
    options = launch.options(8501)
    assert options["server.address"] == "127.0.0.1"
    assert options["server.allowedHosts"] == ["127.0.0.1", "localhost", "[::1]"]
    assert options["browser.gatherUsageStats"] is False
    assert options["client.showErrorDetails"] == "none"


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("127.0.0.1", True),
        ("127.4.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.4", False),
        ("perpustakaan.kampus.ac.id", False),
    ],
)
def test_what_only_this_machine_reaches(address: str, here: bool) -> None:
    assert stays_here(address) is here


def test_opening_it_to_the_network_says_what_that_means(
    taken: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv("RUJUKAN_NO_BROWSER", "1")
    launch._announce("0.0.0.0", taken, tmp_path)  # type: ignore[arg-type]
    said = capsys.readouterr().err
    assert f"http://127.0.0.1:{taken}" in said
    assert "whoever reaches this machine can read all documents" in said
    launch._announce(launch.ADDRESS, taken, tmp_path)  # type: ignore[arg-type]
    assert "whoever" not in capsys.readouterr().err


def test_a_port_in_use_is_passed_over(taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launch, "FIRST_PORT", taken)
    monkeypatch.setattr(launch, "PORTS", 1)
    with pytest.raises(LibraryError, match=f"Port {taken} is not free"):
        launch.free_port()
    monkeypatch.setattr(launch, "PORTS", 20)
    assert launch.free_port() > taken


def test_a_port_named_is_taken_or_refused(taken: int) -> None:
    with pytest.raises(LibraryError, match=f"Port {taken} is not free"):
        launch.free_port(taken)


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(LibraryError, match=r"192\.0\.2\.1"):
        launch.free_port(8501, "192.0.2.1")
