"""The collection on disk: order, notes, undo, two who write at once, corrections, documents that change."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from corpus import Document, Page, PageRef, Passage, Span
from qa.citing import Source
from ui.collection import store as module
from ui.collection.records import Excerpt, SavedPassage, excerpt_of
from ui.collection.sources import correct, corrections, holdings, source_of, take_back
from ui.collection.store import Collection

SOURCE = Source("a.pdf", "Judul", ("Dewi Sari",), 2019, "bachelor", "UI", language="id")
TEXT = "Kalimat pertama. Kalimat kedua. Kalimat ketiga."


def excerpt(start: int = 0, document: str = "d1", path: str = "a.pdf", text: str = TEXT) -> Excerpt:
    return Excerpt(
        document=document,
        path=path,
        start=start,
        end=start + len(text),
        text=text,
        section=("BAB II", "2.1"),
        pages=(PageRef(14, "8"), PageRef(15, None)),
        kind="body",
        language="id",
        evidence=(Span(0, 16),),
        marked_pages=(PageRef(14, "8"),),
        source=SOURCE,
    )


@pytest.fixture
def kept(tmp_path: Path) -> Collection:
    return Collection(tmp_path)


def order(collection: Collection) -> list[int]:
    return [k.excerpt.start for k in collection.kept()]


def test_nothing_is_made_before_something_is_kept(kept: Collection, tmp_path: Path) -> None:
    assert kept.headings() == []
    assert kept.kept() == []
    assert list(tmp_path.iterdir()) == []


def test_what_is_kept_is_there_after_a_restart(kept: Collection, tmp_path: Path) -> None:
    key = kept.add(excerpt(), kept.add_heading("Bab 2"))
    kept.write_note(key, "Catatan\ndua baris", "")
    again = Collection(tmp_path).kept()
    assert [(k.excerpt, k.note, k.marked_only) for k in again] == [(excerpt(), "Catatan\ndua baris", False)]
    assert [h.name for h in Collection(tmp_path).headings()] == ["Bab 2"]


def test_a_heading_is_known_by_its_name(kept: Collection) -> None:
    first = kept.add_heading("  Bab   2 ")
    assert kept.add_heading("BAB 2") == first
    kept.rename_heading(first, "Bab 3")
    kept.rename_heading(first, "   ")
    assert [h.name for h in kept.headings()] == ["Bab 3"]


def test_the_same_place_is_kept_once(kept: Collection) -> None:
    one, two = kept.add_heading("Satu"), kept.add_heading("Dua")
    assert kept.add(excerpt(), one) == kept.add(excerpt(), two)
    found = kept.find("d1", 0, len(TEXT))
    assert found is not None
    assert found.heading == one
    assert kept.find("d1", 1, len(TEXT)) is None


def test_passages_are_moved(kept: Collection) -> None:
    one, two = kept.add_heading("Satu"), kept.add_heading("Dua")
    keys = [kept.add(excerpt(n), one) for n in range(3)]
    kept.move(keys[2], -1)
    assert order(kept) == [0, 2, 1]
    kept.move(keys[0], -1)
    kept.move(keys[1], 1)
    assert order(kept) == [0, 2, 1]
    kept.move_to(keys[0], two)
    assert order(kept) == [2, 1, 0]
    kept.move_heading(two, -1)
    assert order(kept) == [0, 2, 1]
    kept.move_heading(two, -1)
    kept.move(99, 1)
    assert order(kept) == [0, 2, 1]


def test_what_is_taken_out_comes_back_where_it_was(kept: Collection) -> None:
    heading = kept.add_heading("Satu")
    keys = [kept.add(excerpt(n), heading) for n in range(3)]
    removal = kept.remove(keys[1])
    assert order(kept) == [0, 2]
    kept.bring_back(removal)
    assert order(kept) == [0, 1, 2]


def test_a_heading_goes_and_comes_back_with_what_is_under_it(kept: Collection) -> None:
    heading = kept.add_heading("Satu")
    before = kept.add(excerpt(0), heading)
    kept.add(excerpt(1), heading)
    kept.remove(before)
    removal = kept.remove_heading(heading)
    assert kept.headings() == []
    assert kept.kept() == []
    kept.bring_back(removal)
    assert [h.key for h in kept.headings()] == [heading]
    assert order(kept) == [1]


def test_a_passage_comes_back_with_its_heading(kept: Collection) -> None:
    heading = kept.add_heading("Satu")
    removal = kept.remove(kept.add(excerpt(), heading))
    kept.remove_heading(heading)
    kept.bring_back(removal)
    assert order(kept) == [0]
    assert [h.name for h in kept.headings()] == ["Satu"]


def test_a_heading_that_went_meanwhile_comes_back_with_what_is_put_under_it(kept: Collection) -> None:
    one, two = kept.add_heading("Satu"), kept.add_heading("Dua")
    kept.add(excerpt(0), one)
    kept.remove_heading(two)
    kept.add(excerpt(1), two)
    assert order(kept) == [0, 1]
    kept.remove_heading(two)
    kept.move_to(kept.kept()[0].key, two)
    assert [(k.excerpt.start, k.heading) for k in kept.kept()] == [(0, two)]


def test_undo_does_not_double_what_was_set_aside_anew(kept: Collection) -> None:
    heading = kept.add_heading("Satu")
    removal = kept.remove(kept.add(excerpt(), heading))
    anew = kept.add(excerpt(), heading)
    kept.bring_back(removal)
    assert [k.key for k in kept.kept()] == [anew]


def test_what_was_taken_out_long_ago_is_gone(kept: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    heading = kept.add_heading("Satu")
    removal = kept.remove(kept.add(excerpt(0), heading))
    other = kept.add(excerpt(1), heading)
    monkeypatch.setattr(module, "REMOVED_KEPT_SECONDS", 0)
    kept.remove(other)
    kept.bring_back(removal)
    assert order(kept) == []


def test_a_note_changed_meanwhile_is_not_lost(kept: Collection) -> None:
    key = kept.add(excerpt(), kept.add_heading("Satu"))
    kept.write_note(key, "dari A", "")
    kept.write_note(key, "dari B", "")
    assert kept.kept()[0].note == "dari A\n\ndari B"
    kept.write_note(key, "baru", "dari A\n\ndari B")
    assert kept.kept()[0].note == "baru"
    kept.write_note(key, " baru ", "sudah lama")
    assert kept.kept()[0].note == "baru"


def test_many_set_aside_at_once(kept: Collection) -> None:
    heading = kept.add_heading("Satu")
    errors: list[Exception] = []

    def work(first: int) -> None:
        try:
            for n in range(first, first + 12):
                kept.add(excerpt(n), heading)
                kept.add(excerpt(1_000), heading)
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(100 * n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert sorted(order(kept)) == sorted([1_000, *(100 * n + m for n in range(4) for m in range(12))])


def test_a_file_that_is_no_collection_is_an_error(kept: Collection, tmp_path: Path) -> None:
    (tmp_path / ".rujukan").mkdir()
    (tmp_path / ".rujukan" / "collection.sqlite").write_text("bukan basis data " * 100, encoding="utf-8")
    with pytest.raises(sqlite3.Error):
        kept.headings()


# -- the quotation -------------------------------------------------------------------------------------


def quoted(**changes: object) -> SavedPassage:
    return SavedPassage(1, 1, replace(excerpt(), **changes), "", marked_only=True)  # type: ignore[arg-type]  # checked


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        (((0, 16),), "Kalimat pertama."),
        (((0, 16), (17, 31)), "Kalimat pertama. Kalimat kedua."),
        (((32, 47), (0, 16)), "Kalimat pertama. […] Kalimat ketiga."),
        (((0, 16), (8, 31)), "Kalimat pertama. Kalimat kedua."),
        ((), TEXT),
    ],
)
def test_only_the_marked_sentences(evidence: tuple[tuple[int, int], ...], expected: str) -> None:
    assert quoted(evidence=tuple(Span(*e) for e in evidence)).quotation == expected


def test_the_pages_are_those_of_what_is_quoted() -> None:
    assert quoted().cited_pages == "8"
    assert replace(quoted(), marked_only=False).cited_pages == "8-15"
    assert quoted(pages=(), marked_pages=()).cited_pages == ""


def document(text: str = "Judul\n" + TEXT, name: str = "d1", path: str = "a.pdf") -> Document:
    pages = (Page(1, "i", spans=(Span(0, 22),)), Page(2, spans=(Span(22, len(text)),)))
    return Document(name, path, "application/pdf", text, "Judul", "id", (), (), pages, ("Dewi Sari",), 2019)


def test_a_cutting_leaves_out_the_headings_it_opens_with() -> None:
    text = "Judul\n" + TEXT
    passage = Passage(
        "p", "d1", ("Judul",), (PageRef(1, "i"), PageRef(2)), 0, len(text), text, "body", "id", "", 6
    )
    cut = excerpt_of(passage, document(), (Span(0, 5), Span(23, 37)), SOURCE)
    assert document().text[cut.start : cut.end] == cut.text == TEXT
    assert [cut.text[s.start : s.end] for s in cut.evidence] == ["Kalimat kedua."]
    assert cut.marked_pages == (PageRef(1, "i"), PageRef(2))


# -- sources, and documents that change ----------------------------------------------------------------


def test_a_correction_stays_through_changes_and_renaming(kept: Collection) -> None:
    right = replace(SOURCE, title="Benar", year=2020)
    correct(kept, "a.pdf", "d1", right)
    known = corrections(kept)
    assert source_of(document(), known).title == "Benar"
    assert source_of(document(name="d2"), known).title == "Benar"
    assert source_of(document(path="b.pdf"), known) == replace(right, id="b.pdf")
    assert source_of(document(name="d9", path="z.pdf"), known).title == "Judul"
    correct(kept, "b.pdf", "d1", replace(right, title="Lebih benar"))
    assert [c.path for c in corrections(kept)] == ["b.pdf"]
    take_back(kept, "b.pdf", "d1")
    assert corrections(kept) == []


@pytest.mark.parametrize(
    ("documents", "complete", "where", "span"),
    [
        ([document()], True, "here", Span(6, 53)),
        ([document(path="baru.pdf")], True, "here", Span(6, 53)),
        ([document(text="Kata baru di depan. " + TEXT, name="d2")], True, "changed", Span(20, 67)),
        ([document(text="Lain sama sekali.", name="d2")], True, "lost", None),
        ([], True, "removed", None),
        ([], False, "unknown", None),
    ],
)
def test_where_a_passage_is_now(
    documents: list[Document], complete: bool, where: str, span: Span | None
) -> None:
    texts = {d.id: d for d in documents}
    library = holdings(documents, complete=complete, read=texts.get)
    assert library.where(excerpt(6)) == (where, span)
    assert library.source(excerpt(6), []).title == "Judul"
