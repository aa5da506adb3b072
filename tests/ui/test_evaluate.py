"""`rujukan eval`, with a toy embedder in the model's place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import ui.cli.main
import ui.cli.opening
from tests.toy import ToyEmbedder

QUOTE = "Kopi Gayo ditanam petani di dataran tinggi Aceh."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(ui.cli.opening, "embedder", lambda _: ToyEmbedder())
    monkeypatch.setenv("RUJUKAN_CACHE", str(tmp_path / "cache"))
    library = tmp_path / "library"
    library.mkdir()
    (library / "kopi.md").write_text(f"# Kopi\n\n## Asal\n\n{QUOTE}\n", encoding="utf-8")
    gold = {"doc": "kopi.md", "section": "Asal", "quote": QUOTE}
    rows = [
        {"id": "a", "lang": "id", "question": "petani kopi gayo", "gold": [gold]},
        {"id": "b", "lang": "id", "question": "harga tiket pesawat", "answerable": False, "gold": []},
    ]
    (library / "questions.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    return library


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr("sys.argv", ["rujukan", "eval", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        ui.cli.main.main()
    return int(ended.value.code or 0)


def test_prints_one_json_object(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, folder / "questions.jsonl", "--library", folder, "--json") == 0
    made = json.loads(capsys.readouterr().out)
    assert made["measures"]["hit@1"] == 1
    assert (made["queries"], made["conditions"]["set"]) == (2, "library")


def test_the_library_is_the_one_that_is_set_where_none_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RUJUKAN_LIBRARY", str(folder))
    assert run(monkeypatch, folder / "questions.jsonl") == 0
    shown = capsys.readouterr().out
    assert "hit@1" in shown
    assert "2 questions (1 with an answer), 1 passages" in shown.replace("\n", " ")


def test_saves_runs_and_compares_them(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    for file in (one, two):
        assert run(monkeypatch, folder / "questions.jsonl", "--library", folder, "--save", file) == 0
    assert len(one.read_text().splitlines()) == 3
    capsys.readouterr()
    assert run(monkeypatch, "--compare", one, two, "--json") == 0
    found = {c["measure"]: c for c in json.loads(capsys.readouterr().out)["comparisons"]}
    assert (found["hit@1"]["difference"], found["hit@1"]["p"]) == (0, 1)
    assert run(monkeypatch, "--compare", one, two) == 0
    assert "+0.000" in capsys.readouterr().out


def test_says_what_is_wrong_and_what_to_do(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = folder / "questions.jsonl"
    for arguments, said in (
        ((folder / "none.jsonl",), "There is no"),
        ((questions, "--beir", folder), "Name one set"),
        (("--library", folder), "name that file as well"),
        ((questions, "--library", folder, "--limit", 0), "--limit must be 1 or more"),
        (("--beir", folder, "--json"), "BEIR"),
        (("--compare", questions, questions), "not a saved run"),
    ):
        assert run(monkeypatch, *arguments) == 2
        shown = capsys.readouterr()
        assert said in shown.err
        assert shown.out == ""
