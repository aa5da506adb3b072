"""The whole way, as a person goes it: files ──▶ rujukan index ──▶ rujukan ask ──▶ a cited passage.

With the real bundled model and the installed command, each run a process of its own.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sysconfig
import unicodedata
from pathlib import Path
from typing import Any

import pypdf
import pytest

from corpus.starter.make import LIBRARY
from index import Store

THESIS = "skripsi-koalisi-antikartel.pdf"
DOCUMENTS = (THESIS, "perjanjian-narkotika-indonesia.docx", "coalition-briefing.md")
ASKED: tuple[dict[str, str], ...] = (
    {
        "id": "in its own language",
        "question": "Berapa persen kenaikan kematian karena overdosis narkoba di AS antara 1999 dan 2023?",
        "quote": "Antara 1999 dan 2023 kematian karena overdosis narkoba di AS naik kira-kira 520 persen.",
        "section": "1.1 Latar Belakang",
    },
    {
        "id": "in the other language",
        "question": "By how many percent did deaths from drug overdose in America rise between 1999 and 2023?",
        "quote": "Antara 1999 dan 2023 kematian karena overdosis narkoba di AS naik kira-kira 520 persen.",
        "section": "1.1 Latar Belakang",
    },
)
OTHERWISE = {"id": "not there", "question": "Bagaimana cara memasak rendang Padang yang empuk?"}


def rujukan(*arguments: object) -> str:
    """Runs the installed command; what it prints on standard output."""
    command = shutil.which("rujukan", path=sysconfig.get_path("scripts"))
    assert command, "rujukan is not installed beside this Python: pip install -e '.[test]'"
    done = subprocess.run(
        [command, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory, model_cache: Path) -> Path:
    """A folder of documents in three formats, and its index."""
    folder = tmp_path_factory.mktemp("rak buku")
    for name in DOCUMENTS:
        shutil.copy(LIBRARY / name, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RUJUKAN_CACHE", str(model_cache))
        receipt = json.loads(rujukan("index", folder, "--json"))
    assert {d["path"]: d["state"] for d in receipt["documents"]} == dict.fromkeys(DOCUMENTS, "new")
    return folder


@pytest.fixture(scope="module")
def answers(
    shelf: Path, tmp_path_factory: pytest.TempPathFactory, model_cache: Path
) -> dict[str, dict[str, Any]]:
    """What the command answers to all questions, by their ids."""
    file = tmp_path_factory.mktemp("questions") / "questions.jsonl"
    file.write_text(
        "".join(json.dumps(a, ensure_ascii=False) + "\n" for a in (*ASKED, OTHERWISE)), encoding="utf-8"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RUJUKAN_CACHE", str(model_cache))
        printed = rujukan("ask", "--questions", file, "--library", shelf, "--json")
    answered = [json.loads(line) for line in printed.splitlines()]
    assert [a["id"] for a in answered] == [a["id"] for a in (*ASKED, OTHERWISE)]
    return {a["id"]: a for a in answered}


def letters(text: str) -> str:
    """Letters and digits only: how lines are broken and words are parted is the reader's affair."""
    return re.sub(r"[^\w]|_", "", unicodedata.normalize("NFKC", text))


def thesis_passages(answer: dict[str, Any], quote: str) -> list[dict[str, Any]]:
    return [
        p for p in answer["passages"][:5] if p["source"] == THESIS and letters(quote) in letters(p["text"])
    ]


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked["id"])
def test_the_passage_that_answers_is_found_and_cited(
    answers: dict[str, dict[str, Any]], shelf: Path, asked: dict[str, str]
) -> None:
    answer = answers[asked["id"]]
    assert len(answer["passages"]) == 10
    (found,) = thesis_passages(answer, asked["quote"])
    assert asked["section"] in found["section"]
    pages = pypdf.PdfReader(shelf / THESIS)
    assert found["page_label"] == pages.page_labels[found["page"] - 1]
    # pypdf reads the file by code of its own.
    read = letters("".join(pages.pages[p["page"] - 1].extract_text() for p in found["pages"]))
    assert letters(asked["quote"])[:40] in read


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked["id"])
def test_the_sentence_that_answers_is_marked(
    answers: dict[str, dict[str, Any]], asked: dict[str, str]
) -> None:
    (found,) = thesis_passages(answers[asked["id"]], asked["quote"])
    marked = [found["text"][a:b] for a, b in found["evidence"]]
    assert any(letters(asked["quote"]) in letters(m) for m in marked)


def test_every_passage_is_verbatim(answers: dict[str, dict[str, Any]], shelf: Path) -> None:
    store = Store.open(shelf)
    texts = {}
    for known in store.documents().values():
        document = store.document(known.id)
        assert document
        texts[document.path] = document.text
    store.close()
    passages = [p for answer in answers.values() for p in answer["passages"]]
    assert len(passages) >= 20
    for passage in passages:
        assert texts[passage["source"]][passage["start"] : passage["end"]] == passage["text"]
        assert (passage["page"] is None) == (not passage["source"].endswith(".pdf"))
        assert all(0 <= a < b <= len(passage["text"]) for a, b in passage["evidence"])


def test_what_the_documents_say_is_answered_and_what_they_do_not_say_is_declined(
    answers: dict[str, dict[str, Any]],
) -> None:
    for asked in ASKED:
        assert answers[asked["id"]]["answered"], answers[asked["id"]]["declined_because"]
        assert answers[asked["id"]]["declined_because"] is None
    declined = answers[OTHERWISE["id"]]
    assert not declined["answered"]
    assert declined["declined_because"]
    assert declined["confidence"] < min(answers[a["id"]]["confidence"] for a in ASKED)
