"""Every page in every state, with a toy embedder where the model is not the point."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import ModelError
from index import build_index
from tests.toy import ToyEmbedder
from tests.ui.pages import APP, CARD, Open, ask, body
from ui.app import state
from ui.collection.question_history import History
from ui.i18n.texts import TEXTS

PAGES = ("ask", "read", "library", "history", "about")
RIVERS = """# Sungai di Kalimantan

## Sungai Kapuas

Sungai Kapuas mengalir sejauh 1.143 kilometer di Kalimantan Barat. Airnya berasal dari Pegunungan Muller.

## Sungai Mahakam

Sungai Mahakam melewati Samarinda. Di hulunya hidup pesut yang terancam punah.
"""
TRICKS = """<script>alert(1)</script> **bold** :red[x] $y$

Naga <img src=x onerror=alert(2)> terbang di atas [kota](javascript:alert(3)) & `gunung` tinggi sekali.
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "pustaka"
    folder.mkdir()
    (folder / "sungai.md").write_text(RIVERS, encoding="utf-8")
    return folder


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("tongue", ["id", "en"])
def test_every_page_opens_in_both_languages(opened: Open, page: str, tongue: str) -> None:
    at = opened(page, tongue)
    shown = body(at)
    title = "ask_title" if page == "ask" else page
    if page != "read":  # it opens on the choice of a document
        assert TEXTS[title][["id", "en"].index(tongue)] in shown
    assert not at.markdown  # nothing is shown that we did not mean to show
    assert TEXTS["unexpected"][0] not in shown
    assert TEXTS["unexpected"][1] not in shown


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_on_an_empty_library(opened: Open, library: Path, page: str) -> None:
    (library / "sungai.md").unlink()
    shown = body(opened(page))
    assert TEXTS["unexpected"][1] not in shown
    if page in ("ask", "library"):
        assert "This library is still empty" in shown


def test_an_answer_is_shown_as_cards(opened: Open) -> None:
    at = ask(opened(), "Sungai Kapuas mengalir sejauh berapa kilometer di Kalimantan Barat?")
    shown = body(at)
    assert "Sungai di Kalimantan</h3>" in shown
    assert '<p class="rj-path">Sungai Kapuas</p>' in shown
    assert "<mark>Sungai Kapuas mengalir sejauh 1.143 kilometer di Kalimantan Barat.</mark>" in shown
    assert "sungai.md" in shown
    assert "percent sure" in shown
    assert at.query_params["q"]


def test_the_question_in_the_address_is_answered(opened: Open) -> None:
    at = opened(q="Di mana hidup pesut?")
    assert at.text_input[0].value == "Di mana hidup pesut?"
    assert CARD in body(at)


def test_a_follow_up_is_read_with_the_question_before_it(opened: Open) -> None:
    at = ask(opened(), "Berapa kilometer panjang Sungai Kapuas?")
    shown = body(ask(at, "Bagaimana dengan <b>Mahakam</b>?"))
    assert "Read as: Berapa kilometer panjang Sungai Kapuas (&lt;b&gt;Mahakam&lt;/b&gt;)?" in shown
    at.button(key="alone").click().run()
    assert "Read as" not in body(at)
    assert "Read as" not in body(ask(at, "Di mana hidup pesut yang terancam?"))


def test_several_questions_are_answered_one_by_one(opened: Open) -> None:
    shown = body(ask(opened(), "Di mana hidup pesut? Berapa kilometer panjang Sungai Kapuas?"))
    first, second = (shown.index(f"{q}</h2>") for q in ("pesut?", "Sungai Kapuas?"))
    assert first < shown.index(CARD) < second
    assert CARD in shown[second:]
    assert "rj-short" not in shown[first - 40 : second]  # that class hides a heading that its box repeats


def test_a_summary_is_not_written(opened: Open, library: Path) -> None:
    (library / "kota.md").write_text(
        "# Kota Tepian\n\n## Abstrak\n\nKota Tepian tumbuh di sungai.\n", encoding="utf-8"
    )
    shown = body(ask(opened(), "Ringkaskan dokumen Kota Tepian"))
    assert "writes no summaries" in shown
    assert "Kota Tepian tumbuh di sungai." in shown
    assert 'class="rj-sure"' not in shown  # nothing was asked that it could answer


def test_a_declined_question_says_so_first(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "qa.decline.DECLINE_BELOW", 1.0
    )  # the verdict is fitted for the real model, not for the toy
    shown = body(ask(opened(), "Who won the Nobel prize of physics in 1921?"))
    assert "This library does not seem to answer that" in shown
    assert "1921" in shown
    assert shown.index("does not seem") < shown.find(CARD) or CARD not in shown


@pytest.mark.parametrize("question", ["   ", "?!…", "\u0007"])
def test_an_empty_question_gets_a_sentence(opened: Open, question: str) -> None:
    shown = body(ask(opened(), question))
    assert "The question is empty" in shown
    assert CARD not in shown


def test_a_filter_narrows_the_answer(opened: Open, library: Path) -> None:
    (library / "kota.md").write_text("# Kota\n\nSungai Kapuas membelah kota Pontianak.\n", encoding="utf-8")
    at = ask(opened(), "Sungai Kapuas membelah kota apa?")
    assert "sungai.md" in body(at)
    at.multiselect(key="filter_documents").set_value(["kota.md"]).run()
    cards = [h for h in body(at).split("<article") if 'class="rj-card"' in h]
    assert len(cards) == 1
    assert "kota.md" in cards[0]


def test_example_questions_ask_themselves(opened: Open) -> None:
    at = opened()
    examples = [b for b in at.button if b.key and b.key.startswith("example-")]
    for example in examples:
        assert "“" in example.label or "?" in example.label


def test_a_model_that_cannot_be_made_ready_is_told(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ModelError("The model 'x' could not be loaded. <b>Name</b> a folder.")

    monkeypatch.setattr("index.models.load.load_embedder", fail)
    shown = body(opened())
    assert "could not be loaded. &lt;b&gt;Name&lt;/b&gt; a folder." in shown
    assert 'role="alert"' in shown


def test_an_index_of_another_model_can_be_made_anew(opened: Open, library: Path) -> None:
    build_index(library, ToyEmbedder("other"))
    at = opened()
    assert "was made with the model other" in body(at)
    at.button(key="try_again").click().run()
    state.shared_engine().wait(20)
    assert CARD in body(ask(at.run(), "Di mana hidup pesut?"))


@pytest.mark.parametrize("page", PAGES)
def test_a_document_full_of_tricks_stays_text(opened: Open, library: Path, page: str) -> None:
    (library / "<b>naga<b> :red[x].txt").write_text(TRICKS, encoding="utf-8")
    name = "<b>naga<b> :red[x].txt"
    at = opened(page, **({"doc": name} if page == "read" else {}))
    shown = body(at)
    if page == "ask":
        shown += body(ask(at, "Naga terbang di atas apa? <script>alert(4)</script>"))
    for trick in ("<script>alert", "<img src=x", "<b>naga"):
        assert trick not in shown
    if page in ("ask", "read"):
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert not [m for m in at.markdown if "alert" in m.value]


def test_two_sessions_do_not_see_each_other(opened: Open) -> None:
    one, other = opened(), opened()
    ask(one, "Di mana hidup pesut?")
    assert CARD not in body(other.run())


def test_the_language_can_be_switched(opened: Open) -> None:
    at = opened(tongue="en")
    at.segmented_control(key="tongue_switch").set_value("id").run()
    assert "Apa yang ingin Anda ketahui?" in body(at)


def test_a_link_opens_its_place(opened: Open) -> None:
    at = opened("read", doc="sungai.md", at="0-10", mark="0-6", page="9", v="ffffffff")
    assert "rj-doc" in body(at)
    assert "has changed since" in body(at)


@pytest.mark.parametrize(
    "address", [{"doc": "../../etc/passwd"}, {"doc": "sungai.md", "at": "9-1", "mark": "x", "page": "0"}]
)
def test_a_bad_link_is_harmless(opened: Open, address: dict[str, str]) -> None:
    shown = body(opened("read", **address))
    assert "root:" not in shown
    assert ("no longer in the library" in shown) == (".." in address["doc"])


def test_words_are_found_in_a_document(opened: Open) -> None:
    at = opened("read", doc="sungai.md")
    find = next(t for t in at.text_input if t.key and t.key.startswith("find-"))
    assert "Found 1 times" in body(find.set_value("terancam  PUNAH").run())


def test_a_document_is_taken_out_and_kept_aside(opened: Open, library: Path) -> None:
    at = opened("library")
    at.button(key="out-0").click().run()
    state.shared_engine().wait(20)
    assert "was taken out" in body(at)
    assert not (library / "sungai.md").exists()
    assert (library / ".rujukan" / "removed" / "sungai.md").is_file()
    assert "still empty" in body(at.run())


def test_an_unreadable_file_is_listed_with_its_reason(opened: Open, library: Path) -> None:
    (library / "rusak.pdf").write_bytes(b"%PDF-1.7 nothing")
    shown = body(opened("library"))
    assert "Cannot be read" in shown
    assert "rusak.pdf" in shown


def test_history_keeps_finds_and_stars(opened: Open, library: Path) -> None:
    ask(opened(), "Di mana hidup pesut?")
    at = opened("history")
    assert any("pesut" in b.label for b in at.button)
    key = History(library).find()[0].key
    at.button(key=f"star-{key}").click().run()
    assert History(library).find(starred=True)
    at.button(key="forget_all").click().run()
    assert History(library).find()
    at.button(key=f"forget-{key}").click().run()
    assert "No questions yet." in body(at)


def test_no_page_is_served_without_its_frame() -> None:
    assert not Path(APP).with_name("pages").exists()  # see the note in app.py
