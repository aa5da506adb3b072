"""The command line's contract: what goes where, in which form, with which exit status."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import ui.cli.main
import ui.cli.opening
from qa.settings import TOP_MOST
from tests.conftest import Run, lines
from tests.toy import ToyEmbedder

QUESTION = "Berapa penumpang yang dicatat pelabuhan Ambon pada tahun 2021?"
KEYS = {
    *("id", "question", "language", "answered", "confidence", "declined_because", "elapsed_ms", "passages"),
}
PASSAGE_KEYS = {
    *(
        "rank",
        "score",
        "source",
        "title",
        "section",
        "page",
        "page_label",
        "kind",
        "language",
        "start",
        "end",
    ),
    *("text", "evidence"),
}


@pytest.fixture
def indexed(rujukan: Run, library: Path) -> Path:
    assert rujukan("index", library).status == 0
    return library


def test_json_is_one_line_with_every_key(rujukan: Run, indexed: Path) -> None:
    ran = rujukan("ask", QUESTION, "--library", indexed, "--json")
    (answer,) = lines(ran)
    assert set(answer) == KEYS
    assert (answer["id"], answer["question"], answer["language"]) == (None, QUESTION, "id")
    assert isinstance(answer["answered"], bool)
    assert (answer["declined_because"] is None) == answer["answered"]
    assert answer["passages"]
    for rank, passage in enumerate(answer["passages"], 1):
        assert set(passage) >= PASSAGE_KEYS
        assert passage["rank"] == rank
        assert (passage["page"], passage["page_label"], passage["pages"]) == (None, None, [])
        assert all(0 <= a < b <= len(passage["text"]) for a, b in passage["evidence"])
        assert passage["end"] - passage["start"] == len(passage["text"])
    scores = [p["score"] for p in answer["passages"]]
    assert scores == sorted(scores, reverse=True)
    first = answer["passages"][0]
    assert (first["source"], first["section"]) == ("pelabuhan.md", ["BAB I Pendahuluan"])


def test_many_questions_give_as_many_lines_in_order(rujukan: Run, indexed: Path, tmp_path: Path) -> None:
    asked = [
        {"id": 7, "question": QUESTION},
        {"question": "What did the first lamp burn?", "note": "other keys do not matter"},
        {"id": "c\u2028d", "question": "harga ikan\u2028naik"},
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text(
        "\ufeff" + "\n\n".join(json.dumps(a, ensure_ascii=False) for a in asked) + "\n", encoding="utf-8"
    )
    answers = [
        json.loads(x)
        for x in rujukan("ask", "--questions", file, "--library", indexed, "--json").out.split("\n")
        if x
    ]
    assert [a["id"] for a in answers] == [7, None, "c\u2028d"]
    assert [a["question"] for a in answers] == [a["question"] for a in asked]
    assert [a["language"] for a in answers] == ["id", "en", "id"]


def test_a_follow_up_takes_the_question_before_it(rujukan: Run, indexed: Path) -> None:
    (answer,) = lines(
        rujukan(
            "ask",
            "Dan pada tahun 2021?",
            "--after",
            QUESTION.replace("2021", "2020"),
            "--library",
            indexed,
            "--json",
        )
    )
    assert set(answer) == {*KEYS, "read_as"}
    assert answer["read_as"] == QUESTION
    assert "Dibaca sebagai" in rujukan("ask", "Dan 2020?", "--after", QUESTION, "--library", indexed).out


def test_several_questions_are_parts_of_an_answer(rujukan: Run, indexed: Path) -> None:
    both = f"{QUESTION} What did the first lamp burn?"
    (answer,) = lines(rujukan("ask", both, "--library", indexed, "--json"))
    assert set(answer) == {*KEYS, "parts"}
    assert [set(part) for part in answer["parts"]] == [KEYS, KEYS]
    printed = rujukan("ask", both, "--library", indexed).out
    assert printed.index(QUESTION) < printed.index("What did the first lamp burn?")


@pytest.mark.parametrize("top", [1, 2, TOP_MOST])
def test_top_bounds_the_passages(rujukan: Run, indexed: Path, top: int) -> None:
    (answer,) = lines(rujukan("ask", QUESTION, "--library", indexed, "--top", top, "--json"))
    (every,) = lines(rujukan("ask", QUESTION, "--library", indexed, "--json"))
    assert len(answer["passages"]) == min(top, len(every["passages"]))


def test_filters_narrow(rujukan: Run, indexed: Path) -> None:
    def found(*options: str) -> list[dict[str, Any]]:
        (answer,) = lines(rujukan("ask", "kapal ikan ship fish", "--library", indexed, "--json", *options))
        return list(answer["passages"])

    assert {p["source"] for p in found("--source", "lighthouse", "--source", "weather")} == {
        "lighthouse.md",
        "weather.txt",
    }
    assert {p["kind"] for p in found("--kind", "table")} == {"table"}
    assert {p["language"] for p in found("--language", "en")} == {"en"}
    assert {p["section"][-1] for p in found("--section", "biaya")} == {"2.1 Biaya bongkar muat"}
    assert found("--source", "tiada") == []


def test_a_person_reads_the_passage_in_full(rujukan: Run, indexed: Path) -> None:
    ran = rujukan("ask", QUESTION, "--library", indexed, "--top", 1)
    assert ran.status == 0
    assert "pelabuhan.md  ·  BAB I Pendahuluan" in ran.out
    # Whole lines and no escape codes, for there is no terminal.
    assert (
        "Pelabuhan Ambon melayani kapal penumpang dan kapal barang dari seluruh Maluku. Pada tahun 2021"
        in ran.out
    )
    assert "\x1b" not in ran.out


WRONG = {
    "nothing asked": ([], "Ask one thing"),
    "twice asked": (["x", "--questions", "y"], "Ask one thing"),
    "empty": ([""], "The question is empty"),
    "blank": (["  \n "], "The question is empty"),
    "control characters": (["\x07\x1b\x01"], "The question is empty"),
    "emoji": (["🚢🏝️"], "The question is empty"),
    "long": (["a" * 50_000], "50,000 characters"),
    "no top": (["x", "--top", "0"], "--top"),
    "negative top": (["x", "--top", "-3"], "--top"),
    "large top": (["x", "--top", str(TOP_MOST + 1)], "--top"),
    "no number": (["x", "--top", "many"], "--top"),
    "unknown language": (["x", "--language", "de"], "id, en"),
    "unknown kind": (["x", "--kind", "poem"], "body, table"),
    "unknown option": (["x", "--nope"], "--nope"),
    "too many": (["x", "y"], "unexpected"),
}


@pytest.mark.parametrize(("arguments", "says"), WRONG.values(), ids=WRONG.keys())
def test_wrong_usage_is_status_2(
    rujukan: Run, library: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], says: str
) -> None:
    def load(_: str | None) -> ToyEmbedder:
        raise AssertionError("the model is loaded for a question that cannot be asked")

    monkeypatch.setattr(ui.cli.opening, "embedder", load)
    ran = rujukan("ask", *arguments, "--library", library)
    assert (ran.status, ran.out) == (2, "")
    assert says in ran.err
    assert "Traceback" not in ran.err


BAD_LINES = {
    "no JSON": ("what?", r"line 2: expected a JSON object"),
    "no object": ('["x"]', r"line 2: expected"),
    "no question": ('{"id": 3}', r"line 2: expected"),
    "a number": ('{"question": 3}', r"line 2: expected"),
    "null": ('{"question": null}', r"line 2: expected"),
    "an empty question": ('{"question": " "}', r"line 2: The question is empty"),
    "nested too deep": ("[" * 100_000, r"line 2: expected"),
}


@pytest.mark.parametrize(("line", "says"), BAD_LINES.values(), ids=BAD_LINES.keys())
def test_a_bad_line_is_named_before_anything_is_answered(
    rujukan: Run, indexed: Path, tmp_path: Path, line: str, says: str
) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text('{"question": "kapal"}\n' + line + "\n")
    ran = rujukan("ask", "--questions", file, "--library", indexed, "--json")
    assert (ran.status, ran.out) == (2, "")
    assert re.search(says, ran.err)
    assert str(file) in ran.err


@pytest.mark.parametrize("content", [None, b"", b"\n \n", b"\xff\xfe\x00", "folder"])
def test_a_file_of_questions_that_is_none(
    rujukan: Run, indexed: Path, tmp_path: Path, content: bytes | str | None
) -> None:
    file = tmp_path / "q.jsonl"
    if content == "folder":
        file.mkdir()
    elif isinstance(content, bytes):
        file.write_bytes(content)
    ran = rujukan("ask", "--questions", file, "--library", indexed)
    assert (ran.status, ran.out) == (2, "")
    assert str(file) in ran.err


@pytest.mark.parametrize("command", ["ui", "index", "ask", "status", "show", "read", "remove", "eval"])
def test_every_command_has_help(rujukan: Run, command: str) -> None:
    ran = rujukan(command, "--help")
    assert (ran.status, ran.err) == (0, "")
    assert f"Usage: rujukan {command}" in ran.out
    assert command in rujukan("--help").out


@pytest.mark.parametrize("arguments", [["ui", "F"], ["F"], ["F", "--model", "m"]])
def test_a_bare_folder_opens_the_app(
    rujukan: Run, library: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    opened: list[tuple[Path, str | None]] = []
    monkeypatch.setattr("ui.app.launch.launch", lambda folder, model, **_: opened.append((folder, model)))
    assert rujukan(*(str(library) if a == "F" else a for a in arguments)).status == 0
    assert opened == [(library, "m" if "m" in arguments else None)]


def test_ctrl_c_says_that_the_work_is_kept(
    rujukan: Run, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ui.cli.opening, "build", interrupted)
    ran = rujukan("index", library)
    assert ran.status == 130
    assert "run it again to go on" in ran.err
