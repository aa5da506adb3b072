"""What tests of every room may use. No test reads or writes the folders of the account that runs it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from index import Embedder, load_embedder
from index.models.bundled import NAME, cache_folder
from tests.toy import ToyEmbedder


@pytest.fixture(scope="session")
def model_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the bundled model stands: the cache that holds it already, else a folder of this run."""
    own = cache_folder()
    if os.environ.get("RUJUKAN_CACHE") or any(own.glob(f"{NAME}-*/modules.json")):
        return own
    return tmp_path_factory.mktemp("models")


@pytest.fixture(autouse=True)
def folders(
    model_cache: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A home of the test's own, and no setting of the account's; gives that home."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name in ("RUJUKAN_LIBRARY", "RUJUKAN_MODEL", "XDG_CONFIG_HOME", "XDG_DOCUMENTS_DIR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("RUJUKAN_CACHE", str(model_cache))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    return home


@pytest.fixture
def toy_embedder() -> ToyEmbedder:
    """An embedder that needs no model."""
    return ToyEmbedder()


@pytest.fixture(scope="session")
def bundled_embedder(model_cache: Path) -> Embedder:
    """The real bundled model, loaded once; takes seconds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RUJUKAN_CACHE", str(model_cache))
        return load_embedder()


@dataclass(frozen=True)
class Ran:
    """What a command printed and its exit status."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]


def lines(ran: Ran) -> list[dict[str, Any]]:
    """The JSON objects that a command printed, one a line."""
    assert ran.status == 0, ran.err
    return [json.loads(line) for line in ran.out.splitlines()]


@pytest.fixture
def rujukan(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line in this process, with a toy embedder in the model's place."""
    import ui.cli.main
    import ui.cli.opening

    def toy(model: str | None) -> Any:
        return ToyEmbedder(model or "toy")

    def run(*arguments: object) -> Ran:
        monkeypatch.setattr("sys.argv", ["rujukan", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            ui.cli.main.main()
        printed = capsys.readouterr()
        return Ran(int(ended.value.code or 0), printed.out, printed.err)

    monkeypatch.setattr(ui.cli.opening, "embedder", toy)
    return run


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A small library in both languages: two chapters in Markdown, an English note and an Indonesian one."""
    folder = tmp_path / "pustaka"
    folder.mkdir()
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


DOCUMENTS = {
    "pelabuhan.md": """\
# Kajian Pelabuhan Timur

## BAB I Pendahuluan

Pelabuhan Ambon melayani kapal penumpang dan kapal barang dari seluruh Maluku. Pada tahun 2021 pelabuhan itu
mencatat 59.533 penumpang, lebih banyak daripada tahun sebelumnya.

## BAB II Pembahasan

### 2.1 Biaya bongkar muat

Biaya bongkar muat di Ambon turun setelah derek baru dipasang oleh pengelola pada bulan Juni. Penurunan itu
mencapai 12,5 persen menurut laporan tahunan yang diterbitkan oleh otoritas pelabuhan.

| Tahun | Kapal | Penumpang |
|---|---|---|
| 2020 | 310 | 41.207 |
| 2021 | 402 | 59.533 |
""",
    "lighthouse.md": """\
# Keeping the Lights

## History

The lighthouse at Cape Saint Anne was built by Dutch engineers from white limestone and finished in 1887. Its
keeper lived with his family in a house of two rooms below the tower.

## Lamp

The first lamp burned coconut oil, which the villages around the cape delivered every month in clay jars.
""",
    "weather.txt": """\
The monsoon reaches the eastern islands in December and brings rain for four months. Fishing boats stay in the
harbour on most days, and the price of fish rises by a third.
""",
    "catatan.txt": """\
Musim angin barat membuat nelayan jarang melaut. Harga ikan di pasar naik sepertiga selama empat bulan, dan
keluarga nelayan hidup dari kebun kelapa mereka.
""",
}
