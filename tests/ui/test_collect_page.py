"""Collect in its states: empty, filled, corrected, undone, with documents that are gone, in both languages."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.pages import Open, ask, body
from ui.app import citation_dialog as citing
from ui.app import state
from ui.collection.records import SavedPassage
from ui.collection.sources import corrections
from ui.collection.store import Collection

RIVERS = """# Sungai di Kalimantan

## Sungai Kapuas

Sungai Kapuas mengalir sejauh 1.143 kilometer di Kalimantan Barat. Airnya berasal dari Pegunungan Muller.

## Sungai Mahakam

Sungai Mahakam melewati Samarinda. Di hulunya hidup pesut yang terancam punah.
"""
QUESTION = "Sungai Kapuas mengalir sejauh berapa kilometer di Kalimantan Barat?"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "pustaka"
    folder.mkdir()
    (folder / "sungai.md").write_text(RIVERS, encoding="utf-8")
    return folder


def asides(at: AppTest) -> list[str]:
    return [b.key for b in at.button if b.key and b.key.startswith("aside-")]


def set_aside(at: AppTest, count: int = 1) -> AppTest:
    """Ask, and set the first passages of the answer aside."""
    ask(at, QUESTION)
    for _ in range(count):
        at.button(key=asides(at)[0]).click().run()
    assert not at.exception
    return at


def collected(library: Path) -> list[SavedPassage]:
    return Collection(library).kept()


def open_popover(at: AppTest, key: str) -> AppTest:
    at.session_state[key] = True
    return at.run()


@pytest.mark.parametrize(
    ("tongue", "words"), [("id", "Belum ada kutipan yang disisihkan"), ("en", "Nothing is set aside yet")]
)
def test_an_empty_collection_says_how_to_begin(opened: Open, library: Path, tongue: str, words: str) -> None:
    assert words in body(opened("collect", tongue))
    assert not (library / ".rujukan" / "collection.sqlite").exists()


@pytest.mark.parametrize(("tongue", "heading"), [("id", "Kutipan saya"), ("en", "My passages")])
def test_a_passage_is_set_aside_with_one_click(
    opened: Open, library: Path, tongue: str, heading: str
) -> None:
    at = set_aside(opened(tongue=tongue))
    kept = collected(library)[0].excerpt
    document = next(iter(state.shared_engine().documents()))
    whole = state.shared_engine().document(document.id)
    assert whole is not None
    assert whole.text[kept.start : kept.end] == kept.text
    assert kept.text.startswith("Sungai Kapuas mengalir")
    shown = body(at.switch_page("views/collect.py").run())
    assert f'<h2 class="rj-heading">{heading}</h2>' in shown
    assert "<mark>Sungai Kapuas mengalir sejauh 1.143 kilometer di Kalimantan Barat.</mark>" in shown
    assert ("t.t." if tongue == "id" else "n.d.") in shown


def test_the_card_tells_that_it_is_set_aside(opened: Open) -> None:
    at = opened()
    ask(at, QUESTION)
    before = asides(at)
    at.button(key=before[0]).click().run()
    assert asides(at) == before[1:]


def test_headings_notes_and_moves(opened: Open, library: Path) -> None:
    at = set_aside(opened(), 2).switch_page("views/collect.py").run()
    first, second = (k.key for k in collected(library))
    at.button(key=f"down-{first}").click().run()
    assert [k.key for k in collected(library)] == [second, first]
    assert at.button(key=f"up-{second}").disabled
    at.text_input(key="new_heading").set_value("Bab 2 *tebal*")
    next(b for b in at.button if b.label == "Add heading").click().run()
    assert '<h2 class="rj-heading">Bab 2 *tebal*</h2>' in body(at)
    open_popover(at, f"arrange-{first}")
    under = next(s for s in at.selectbox if (s.key or "").startswith(f"under-kept-{first}"))
    new = Collection(library).headings()[1].key
    under.set_value(new).run()
    assert [(k.key, k.heading) for k in collected(library)][1] == (first, new)
    open_popover(at, f"note-open-{first}")
    at.text_area(key=f"note-text-{first}").set_value("Pakai <b>ini</b>")
    next(b for b in at.button if b.label == "Save").click().run()
    assert "Pakai &lt;b&gt;ini&lt;/b&gt;" in body(at)
    assert collected(library)[1].note == "Pakai <b>ini</b>"


def test_taking_out_can_be_undone(opened: Open, library: Path) -> None:
    at = set_aside(opened()).switch_page("views/collect.py").run()
    key = collected(library)[0].key
    open_popover(at, f"arrange-{key}")
    at.button(key=f"take-{key}").click().run()
    assert collected(library) == []
    assert "The passage was taken out." in body(at)
    at.button(key="undo").click().run()
    assert [k.key for k in collected(library)] == [key]
    assert "The passage was taken out." not in body(at)


def test_a_heading_is_deleted_and_comes_back(opened: Open, library: Path) -> None:
    at = set_aside(opened()).switch_page("views/collect.py").run()
    heading = Collection(library).headings()[0].key
    open_popover(at, f"heading-open-{heading}")
    at.button(key=f"heading-away-{heading}").click().run()
    assert "“My passages”" in body(at)
    at.button(key="undo").click().run()
    assert len(collected(library)) == 1


def test_only_the_marked_sentences_are_quoted_when_asked(opened: Open, library: Path) -> None:
    at = set_aside(opened()).switch_page("views/collect.py").run()
    key = collected(library)[0].key
    assert "Pegunungan Muller" in body(at)
    open_popover(at, f"arrange-{key}")
    at.toggle(key=f"marked-{key}").set_value(True).run()
    assert "Pegunungan Muller" not in body(at)


def test_a_correction_shows_in_every_citation(opened: Open, library: Path) -> None:
    at = set_aside(opened()).switch_page("views/collect.py").run()
    at.button(key="correct-source-0").click().run()
    at.text_input(key="source-title").set_value("Sungai-Sungai Besar")
    at.text_area(key="source-authors").set_value("Dewi Ratna Sari\nSoekarno\n\n")
    at.text_input(key="source-year").set_value("dua ribu")
    send(at)
    assert "The year must be a number" in body(at)
    at.text_input(key="source-year").set_value("2019")
    send(at)
    assert "(Sari &amp; Soekarno, 2019)" in body(at)
    assert corrections(Collection(library))[0].source.authors == ("Dewi Ratna Sari", "Soekarno")
    (library / "sungai.md").write_text(RIVERS + "\nBaris baru.\n", encoding="utf-8")
    reread()
    shown = body(at.run())
    assert "(Sari &amp; Soekarno, 2019)" in shown
    assert "The file has changed since" in shown
    at.selectbox(key="style_box").set_value("chicago-notes").run()
    assert "Dewi Ratna Sari and Soekarno, “Sungai-Sungai Besar,” 2019." in body(at)


def send(at: AppTest) -> None:
    next(b for b in at.button if b.label == "Save").click().run()
    assert not at.exception


def reread() -> None:
    engine = state.shared_engine()
    engine.update()
    engine.wait(20)


@pytest.mark.parametrize(
    ("tongue", "words"), [("id", "tidak ada lagi di pustaka"), ("en", "is no longer in the library")]
)
def test_a_removed_document_leaves_its_quotation(
    opened: Open, library: Path, tongue: str, words: str
) -> None:
    at = set_aside(opened(tongue=tongue)).switch_page("views/collect.py").run()
    (library / "sungai.md").unlink()
    reread()
    shown = body(at.run())
    assert words in shown
    assert "Sungai Kapuas mengalir sejauh 1.143 kilometer" in shown


def test_citations_are_shown_to_be_copied(opened: Open) -> None:
    at = ask(opened(tongue="id"), QUESTION)
    key = asides(at)[0].removeprefix("aside-")
    at.button(key=f"cite-{key}").click().run()
    assert not at.exception
    codes = [c.value for c in at.code]
    assert codes[0] == "(Sungai di Kalimantan, t.t.)"
    assert codes[-2].startswith("“Sungai Kapuas mengalir")
    assert len(codes) == 7


@pytest.mark.parametrize("tongue", ["id", "en"])
def test_the_address_of_a_place_is_shown_to_be_copied_and_opens_it(opened: Open, tongue: str) -> None:
    at = set_aside(opened(tongue=tongue))
    key = next(b.key for b in at.button if (b.key or "").startswith("cite-"))
    at.button(key=key).click().run()
    assert ("Tautan ke tempat ini" if tongue == "id" else "Link to this place") in body(at)
    address = at.code[-1].value
    assert urlsplit(address).path.endswith("read")
    place = dict(parse_qsl(urlsplit(address).query))
    assert place["doc"] == "sungai.md"
    assert place["q"] == QUESTION
    read = opened("read", tongue, **place)
    assert "<mark>Sungai Kapuas mengalir" in body(read)
    assert read.session_state["question"] == QUESTION
    kept = opened("collect", tongue)
    kept.button(key=next(b.key for b in kept.button if (b.key or "").startswith("cite-"))).click().run()
    again = dict(parse_qsl(urlsplit(kept.code[-1].value).query))
    assert again["mark"] == place["mark"]
    assert "q" not in again


def test_a_passage_is_set_aside_from_the_page_that_is_read(opened: Open, library: Path) -> None:
    at = opened("read", doc="sungai.md")
    document = state.shared_engine().documents()[0]
    open_popover(at, f"choose-{document.id[:8]}")
    choices = [b for b in at.button if (b.key or "").startswith("choice-")]
    choices[-1].click().run()
    assert [k.excerpt.text.split()[1] for k in collected(library)] == ["Mahakam"]
    assert [b.disabled for b in at.button if (b.key or "").startswith("choice-")][-1]
    place = collected(library)[0].excerpt
    passage = state.shared_engine().passages(document.id)[-1]
    linked = opened("read", doc="sungai.md", at=f"{passage.start}-{passage.end}")
    assert place.end == passage.end
    assert asides(linked) == []


def test_what_cannot_be_kept_is_told(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("attempt to write a readonly database")

    at = ask(opened(), QUESTION)
    monkeypatch.setattr(citing.Collection, "add", fail)
    at.button(key=asides(at)[0]).click().run()
    assert "The collection cannot be kept (attempt to write a readonly database)" in body(at)
    monkeypatch.setattr(citing.Collection, "headings", fail)
    assert "cannot be kept" in body(at.switch_page("views/collect.py").run())


def test_two_sessions_add_to_one_collection(opened: Open, library: Path) -> None:
    one, two = ask(opened(), QUESTION), ask(opened(), QUESTION)
    first, second = asides(one)[:2]
    one.button(key=first).click().run()
    two.button(key=second).click().run()
    two.button(key=first).click().run() if first in asides(two) else None
    assert len(collected(library)) == 2
    assert len(Collection(library).headings()) == 1
