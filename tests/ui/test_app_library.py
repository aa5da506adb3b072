"""The Library page: which library, its charts, its documents; and what About says of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from corpus import Document, Page
from tests.ui.pages import APP, CARD, Open, ask, body
from ui.app import state
from ui.app.charts import pages_chart, passages_chart
from ui.app.quality_figures import Figure, figures, figures_html
from ui.libraries import Libraries, library_key


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another folder of documents."""
    folder = tmp_path / "lain <b>"
    folder.mkdir()
    (folder / "naga.md").write_text(
        "# Naga\n\nNaga hijau tidur di gua Kelimutu setiap malam.\n", encoding="utf-8"
    )
    return folder


def open_folder(at: AppTest, path: object) -> AppTest:
    at.text_input(key="open_path").set_value(str(path))
    at = next(b for b in at.button if (b.key or "").startswith("FormSubmitter:open-library")).click().run()
    state._ENGINES[max(state._ENGINES, key=lambda k: list(state._ENGINES).index(k))].wait(20)
    return at.run()


def test_another_folder_is_opened_and_remembered(opened: Open, library: Path, other: Path) -> None:
    at = open_folder(opened("library"), other)
    assert "lain &lt;b&gt;" in body(at)
    assert "Naga</h3>" in body(at)
    assert "pelabuhan.md" not in body(at)
    assert [r.path for r in Libraries().all()] == [str(other), str(library)]
    assert at.query_params["lib"] == library_key(other)
    back = at.button(key=f"open-{library_key(library)}").click().run()
    assert "pelabuhan.md" in body(back)
    assert "lib" not in back.query_params


def test_each_session_has_its_own_library(opened: Open, other: Path) -> None:
    one, another = opened("library"), opened()
    open_folder(one, other)
    assert "lighthouse" in body(ask(another, "When was the lighthouse at Cape Saint Anne finished?"))
    linked = opened("ask", lib=library_key(other))  # set too late for a session that has chosen
    assert CARD not in body(linked)


def test_an_address_opens_only_libraries_that_were_opened_before(opened: Open, other: Path) -> None:
    state.shared_engine().wait(20)
    for known in (False, True):
        if known:
            Libraries().opened(other)
        at = AppTest.from_file(APP, default_timeout=20)
        at.query_params["lib"] = library_key(other)
        at.query_params["q"] = "Di mana naga hijau tidur?"
        at.run()
        for engine in state._ENGINES.values():
            engine.wait(20)
        assert ("Kelimutu" in body(at.run())) is known


@pytest.mark.parametrize("path", ["", "relative/x", "/no/such/folder", "\x00", "../../etc"])
@pytest.mark.parametrize("tongue", ["id", "en"])
def test_a_folder_that_will_not_do_is_refused_in_words(opened: Open, path: str, tongue: str) -> None:
    shown = body(open_folder(opened("library", tongue), path))
    told = shown.split('class="rj-notice rj-warning"', 1)[1]
    assert ("tulis" if tongue == "id" else "write") in told.split("</p>", 1)[0].lower()
    assert "pelabuhan.md" in shown  # still where it was


def test_over_the_network_no_other_folder_is_opened(opened: Open, other: Path) -> None:
    Libraries().opened(other)
    config.set_option("server.address", "0.0.0.0")
    at = opened("library")
    assert not [t for t in at.text_input if t.key == "open_path"]
    assert not [b for b in at.button if (b.key or "").startswith("open-")]
    linked = AppTest.from_file(APP, default_timeout=20)
    linked.query_params["lib"] = library_key(other)
    linked.run()
    assert state._ENGINES.keys() == {(state.first_library(), None)}
    assert "Rujukan runs for this machine alone" in body(at)
    about = body(opened("about"))
    assert "whoever reaches that machine" in about
    assert "from this machine only" not in about


def test_the_watch_is_switched_and_kept(opened: Open, library: Path) -> None:
    at = opened("library")
    switch = at.toggle(key=f"watch-{library_key(library)}")
    assert switch.value
    switch.set_value(False).run()
    assert not state.shared_engine().watched
    assert not Libraries().of(library).watched


def test_a_document_is_refreshed(opened: Open) -> None:
    at = opened("library")
    before = state.shared_engine().generation()
    at.button(key="again-0").click().run()
    state.shared_engine().wait(20)
    assert "is being read again" in body(at.run())
    assert state.shared_engine().generation() > before


def document(name: str, *how: str) -> Document:
    pages = tuple(Page(n, None, h) for n, h in enumerate(how, 1))  # type: ignore[arg-type]
    return Document(name, f"{name}.pdf", "application/pdf", "", name, "id", (), (), pages)


def test_the_charts_say_in_words_what_their_bars_show() -> None:
    documents = [document("<b>satu</b>", "text", "empty", "failed", "ocr"), document("dua", "text")]
    counts = {"<b>satu</b>": {"id": 3, "en": 1}, "dua": {"und": 1}}
    chart = passages_chart(documents, counts, "en")
    assert "&lt;b&gt;satu&lt;/b&gt;" in chart
    assert "3 Indonesian, 1 English" in chart
    assert "3 Indonesian, 1 English, 1 other language" in chart
    assert 'style="width:75.00%"' in chart
    pages = pages_chart(documents, "id")
    assert "2 sebagai teks, 1 dengan OCR, 2 tidak terbaca" in pages
    assert "&lt;b&gt;satu&lt;/b&gt;: halaman 2–3" in pages
    assert pages_chart([document("tiga")], "id") == ""


def test_about_shows_the_figures_with_their_day(opened: Open) -> None:
    assert figures()
    assert all(f.on for f in figures())
    shown = figures_html([Figure("starter", 0.755, None, 1.0, "2026-11-22")], "id")
    assert "<td>76%</td><td>–</td><td>100%</td>" in shown
    assert "Diukur pada 2026-11-22." in shown
    assert 'class="rj-figures"' in body(opened("about"))
