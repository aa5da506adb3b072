"""The parts behind the pages, each by itself."""

from __future__ import annotations

import string
import threading
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from corpus import Document, Section, Span
from corpus.errors import LibraryError, UsageError
from index import Embedding
from tests.toy import ToyEmbedder
from ui.app import launch
from ui.app.align import align, cover, fold, tokens
from ui.app.cards import marked
from ui.app.document_html import layered
from ui.app.examples import example_questions
from ui.app.find_in_document import find_words
from ui.app.page_images import Box, lines
from ui.app.shared_embedder import SharedEmbedder
from ui.app.uploads import safe_name, save_upload, take_out
from ui.app.widgets import plain
from ui.collection.question_history import History
from ui.i18n.texts import TEXTS
from ui.links import place_of


@pytest.mark.parametrize("key", TEXTS)
def test_every_entry_stands_in_both_languages_with_the_same_names(key: str) -> None:
    names = [{n for _, n, _, _ in string.Formatter().parse(text) if n} for text in TEXTS[key]]
    assert all(text.strip() for text in TEXTS[key])
    assert names[0] == names[1]
    assert not any(c in text for text in TEXTS[key] for c in "<>*`")


def test_marks_never_overlap_and_all_else_is_escaped() -> None:
    assert marked("a<b>cd&e", [Span(3, 6), Span(0, 4)]) == "<mark>a&lt;b&gt;</mark><mark>cd</mark>&amp;e"


def test_layers_keep_every_character() -> None:
    shown = layered("satu <dua> tiga", 0, 15, Span(5, 15), [Span(11, 15)])
    assert shown == 'satu <span class="rj-passage">&lt;dua&gt; </span><mark>tiga</mark>'


def test_plain_labels_show_markdown_as_it_is() -> None:
    assert plain("**a** [b](c) :red[d]\n# e") == r"\*\*a\*\* \[b\]\(c\) \:red\[d\] \# e"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/x.pdf", "x.pdf"),
        (r"..\..\win.md", "win.md"),
        ("a/b/skripsi bab 2.PDF", "skripsi bab 2.PDF"),
        (".tersembunyi.txt", "tersembunyi.txt"),
        ("con.txt", "_con.txt"),
        ('nama "aneh": <1>?.md', "nama _aneh__ _1__.md"),
        ("e\u0301clair \U0001f600.md", "éclair \U0001f600.md"),
        ("a\u202e\u0000b.html", "ab.html"),
    ],
)
def test_upload_names_are_made_safe(given: str, kept: str) -> None:
    assert safe_name(given) == kept


@pytest.mark.parametrize("name", ["x.exe", ".pdf", "..", "", "x.pdf/..", "~$.docx"])
def test_other_names_are_refused(name: str) -> None:
    with pytest.raises(UsageError, match="not added"):
        safe_name(name)


def test_long_names_keep_their_suffix() -> None:
    assert len(safe_name("é" * 400 + ".pdf").encode()) <= 180
    assert safe_name("é" * 400 + ".pdf").endswith(".pdf")


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    assert save_upload(tmp_path, "a.md", b"satu") == "a.md"
    assert save_upload(tmp_path, "a.md", b"dua") == "a (2).md"
    with pytest.raises(UsageError, match="holds this very file"):
        save_upload(tmp_path, "a.md", b"satu")
    with pytest.raises(UsageError, match="empty"):
        save_upload(tmp_path, "b.md", b"")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a (2).md", "a.md"]
    assert (tmp_path / "a.md").read_bytes() == b"satu"


def test_a_link_out_of_the_library_is_not_written_through(tmp_path: Path) -> None:
    library, outside = tmp_path / "library", tmp_path / "outside.md"
    library.mkdir()
    outside.write_bytes(b"theirs")
    (library / "a.md").symlink_to(outside)
    assert save_upload(library, "a.md", b"ours") == "a (2).md"
    assert outside.read_bytes() == b"theirs"


@pytest.mark.parametrize("path", ["../outside.md", "gone.md", "link.md", "/etc/hostname"])
def test_only_files_of_the_library_are_taken_out(tmp_path: Path, path: str) -> None:
    library = tmp_path / "library"
    library.mkdir()
    (tmp_path / "outside.md").write_bytes(b"theirs")
    (library / "link.md").symlink_to(tmp_path / "outside.md")
    with pytest.raises(UsageError, match="no file"):
        take_out(library, path)


def test_taking_out_twice_keeps_both(tmp_path: Path) -> None:
    for text in (b"satu", b"dua"):
        (tmp_path / "a.md").write_bytes(text)
        assert take_out(tmp_path, "a.md").read_bytes() == text
    assert len(list((tmp_path / ".rujukan" / "removed").iterdir())) == 2


def test_history_is_kept_and_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.collection.question_history.KEPT_MOST", 3)
    history = History(tmp_path)
    assert history.find() == []
    for n in range(5):
        history.add(f"Pertanyaan {n}", answered=True, source="a.md")
    history.add("Pertanyaan 3", answered=False)
    kept = History(tmp_path).find()
    assert [a.question for a in kept] == ["Pertanyaan 3", "Pertanyaan 4", "Pertanyaan 2"]
    assert (kept[0].times, kept[0].answered) == (2, False)
    assert [a.question for a in history.find("PERTANYAAN 4")] == ["Pertanyaan 4"]


def test_words_are_found_again_on_a_page() -> None:
    page = tokens("kop surat halaman DELAPAN kerja sama ber-\ntujuan baik 1 untuk semua orang dan kerja")
    passage = tokens("delapan kerja sama bertujuan baik untuk semua orang")
    found = align([t.word for t in page], [t.word for t in passage])
    covered = [page[i].word for i in cover(found, 0, len(passage))]
    assert " ".join(covered) == "delapan kerja sama ber tujuan baik untuk semua orang"
    assert cover(align(["lain"], ["kata"]), 0, 1) == []
    assert fold("ﬁNAL") == "final"


def test_boxes_of_words_become_lines() -> None:
    words = [Box(0.1, 0.1, 0.2, 0.12), Box(0.21, 0.1, 0.3, 0.125), Box(0.1, 0.15, 0.2, 0.17)]
    assert lines(words) == [Box(0.1, 0.1, 0.3, 0.125), words[2]]


def test_malformed_addresses_give_what_is_sound() -> None:
    assert place_of({}) is None
    place = place_of({"doc": "a.pdf", "at": "5-2", "mark": "1-4,zz,9-12", "page": "-1"})
    assert place is not None
    assert (place.passage, place.evidence, place.page) == (None, (Span(1, 4), Span(9, 12)), None)


def test_finding_ignores_case_and_white_space() -> None:
    assert find_words("Satu\n  DUA satu dua", "satu dua") == [Span(0, 10), Span(11, 19)]
    assert find_words("a.b", "a+b") == []


def test_examples_come_from_headings() -> None:
    headings = (
        "2.2.3. Tiga Gelombang Krisis",
        "BAB I PENDAHULUAN",
        "What they promised",
        "Apa itu realisme?",
        "3 Tata niaga opioid ilegal",
    )
    sections = tuple(Section((h,), i, i + 1, 1) for i, h in enumerate(headings))
    document = Document("1", "a.md", "text/markdown", "", "A", "id", sections, ())
    assert example_questions([document]) == [
        "Apa itu realisme?",
        "Apa yang dibahas tentang “Tiga Gelombang Krisis”?",
        "Apa yang dibahas tentang “Tata niaga opioid ilegal”?",
    ]


class SlowEmbedder(ToyEmbedder):
    """Tells when it is at work on passages, and lets a test go on only step by step."""

    def __init__(self) -> None:
        super().__init__()
        self.batches: list[int] = []
        self.begun, self.go_on = threading.Event(), threading.Event()

    def embed_passages(self, texts: list[str]) -> list[Embedding]:
        self.batches.append(len(texts))
        self.begun.set()
        self.go_on.wait(5)
        return super().embed_passages(texts)

    def embed_query(self, text: str) -> Embedding:
        self.batches.append(-1)
        return super().embed_query(text)


def test_a_question_waits_for_one_turn_only() -> None:
    slow = SlowEmbedder()
    shared = SharedEmbedder(slow)
    found: list[NDArray[np.float32]] = []
    index = threading.Thread(target=lambda: shared.embed_passages(["satu", "dua"] * 10))
    question = threading.Thread(target=lambda: found.append(shared.embed_query("tiga").vector))
    index.start()
    slow.begun.wait(5)
    question.start()
    while not shared._asking:
        pass
    slow.go_on.set()
    question.join(5)
    index.join(5)
    assert slow.batches[1] == -1
    assert len(found) == 1


def test_launching_on_no_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="no folder"):
        launch.launch(tmp_path / "none", None)
