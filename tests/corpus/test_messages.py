import copy
import string
from pathlib import Path

import pytest

from corpus import Message, pack_message, page_list, say, unpack_message
from corpus.messages import ENGLISH
from index import Store, build_index
from tests.toy import ToyEmbedder
from ui.i18n.messages import INDONESIAN, in_words


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_every_message_is_there_in_both_languages_and_says_the_same_things() -> None:
    assert set(ENGLISH) == set(INDONESIAN)
    for code, template in ENGLISH.items():
        assert fields(INDONESIAN[code]) == fields(template), code
        assert template.endswith((".", "{why}"))
        assert INDONESIAN[code].endswith((".", "{why}"))
        assert "index again" not in template


def test_a_message_is_kept_with_what_it_was_made_of() -> None:
    said = say("ocr_missing", pages=(1, 2, 3, 7), install="apt install x")
    assert said.startswith("Pages 1–3 and 7 could not be read: ")
    kept = unpack_message(pack_message(said))
    assert kept == said
    assert in_words(kept, "id").startswith("Halaman 1–3 dan 7 tidak terbaca: ")
    assert in_words(copy.deepcopy(said), "id") == in_words(kept, "id")
    assert in_words(kept, "en") == said


@pytest.mark.parametrize("text", ["", "plain", "{", '{"code": 3}', '{"code": "x", "values": [1], "text": 2}'])
def test_other_sentences_stay_as_they_are(text: str) -> None:
    assert pack_message(text) == text
    assert unpack_message(text) == text
    assert in_words(text, "id") == text


def test_a_code_from_a_newer_version_falls_back_on_its_sentence() -> None:
    newer = Message("Something new.", "something_new", {"name": "a"})
    assert in_words(unpack_message(pack_message(newer)), "id") == "Something new."


def test_a_name_cannot_steer_what_shows_it() -> None:
    said = say("empty_file", name="a\nb\x1b[31m\u202ecod.{detail}txt")
    assert said.startswith("a\\nb\\x1b[31m\\u202ecod.{detail}txt: the file is empty")
    assert "{detail}" in in_words(said, "id")


def test_pages_as_people_list_them() -> None:
    assert page_list([4]) == "Page 4"
    assert page_list([1, 2, 3, 7, 9], ("Halaman", "Halaman", "dan")) == "Halaman 1–3, 7 dan 9"


def test_what_could_not_be_read_is_said_in_the_reader_s_language_from_the_index_too(library: Path) -> None:
    (library / "kosong.txt").write_bytes(b"")
    (library / "barat.txt").write_bytes("Kapal “besar” berlayar ke kafé.".encode("cp1252"))
    receipt = build_index(library, ToyEmbedder())
    problem = next(d.problem for d in receipt.documents if d.state == "failed")
    store = Store.open(library)
    try:
        row = store.files()["kosong.txt"]
        document = store.document(store.files()["barat.txt"].document or "")
    finally:
        store.close()
    for kept in (problem, row.problem):
        assert in_words(kept or "", "en") == "kosong.txt: the file is empty; get it again or remove it."
        assert in_words(kept or "", "id").startswith("kosong.txt: berkas ini kosong.")
    assert document is not None
    assert [in_words(w, "id") for w in document.warnings] == [
        "Teks ini bukan UTF-8, jadi dibaca sebagai Windows-1252."
    ]
