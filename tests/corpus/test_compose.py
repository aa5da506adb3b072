from itertools import pairwise

from corpus.compose import compose
from corpus.pieces import join_broken_paragraphs, place_notes
from corpus.records import Document, Page, Piece, Reading


def made(*pieces: Piece, **given: object) -> Document:
    return compose(Reading("text/plain", pieces, **given), document_id="d" * 64, path="rak/kapal.txt")  # type: ignore[arg-type]


def body(text: str, *pages: tuple[int, int], **given: object) -> Piece:
    return Piece("body", text, breaks=pages, **given)  # type: ignore[arg-type]


def test_blocks_stand_where_they_say_and_sections_tile_the_text() -> None:
    document = made(
        body("Sebelum judul."),
        Piece("heading", "BAB I"),
        Piece("heading", "LAUT DAN BATAS"),
        body("Isi pertama."),
        Piece("heading", "1.1 Kapal"),
        body("  Isi kedua.  "),
    )
    texts = [document.text[b.start : b.end] for b in document.blocks]
    assert texts == ["Sebelum judul.", "BAB I LAUT DAN BATAS", "Isi pertama.", "1.1 Kapal", "Isi kedua."]
    assert [s.headings for s in document.sections] == [
        (),
        ("BAB I LAUT DAN BATAS",),
        ("BAB I LAUT DAN BATAS", "1.1 Kapal"),
    ]
    edges = [(s.start, s.end) for s in document.sections]
    assert edges[0][0] == 0
    assert edges[-1][1] == len(document.text)
    assert all(a[1] == b[0] for a, b in pairwise(edges))
    assert document.text[document.sections[1].start :].startswith("BAB I LAUT")


def test_footnotes_go_to_the_end_of_their_section_and_know_where_they_are_cited() -> None:
    document = made(
        Piece("heading", "Hasil"),
        body("Kapal bertambah.1 Awak juga", cites=((16, "1"),)),
        Piece("footnote", "1 Dinas, 2015.", number="1"),
        body("Paragraf lain."),
        Piece("heading", "Kesimpulan"),
        body("Selesai."),
    )
    note = next(b for b in document.blocks if b.kind == "footnote")
    assert document.text.index("Paragraf lain.") < note.start < document.text.index("Kesimpulan")
    assert note.cited_at == document.text.index("1 Awak")


def test_notes_kept_apart_are_put_behind_the_piece_that_cites_them() -> None:
    pieces = (body("Satu.", cites=((5, "1"),)), body("Dua."), Piece("footnote", "1 Catatan", number="1"))
    assert [p.text for p in place_notes(pieces)] == ["Satu.", "1 Catatan", "Dua."]


def test_pages_hold_spans_of_all_that_stands_on_them() -> None:
    document = made(
        body("Halaman satu dan dua.", (0, 1), (13, 2)),
        Piece("footnote", "1 Di kaki halaman satu.", breaks=((0, 1),), number="1"),
        body("Masih dua.", (0, 2)),
        pages=(Page(1, "i"), Page(2, "ii"), Page(3, "iii", "empty")),
    )
    assert [p.label for p in document.pages] == ["i", "ii", "iii"]
    shown = [" / ".join(document.text[s.start : s.end] for s in p.spans) for p in document.pages]
    assert shown == ["Halaman satu  / 1 Di kaki halaman satu.", "dan dua.\n\nMasih dua.", ""]


def test_paragraphs_cut_by_a_page_are_joined_over_a_footnote() -> None:
    joined = join_broken_paragraphs(
        (
            body("Penggunaan kapal mulai", (0, 4)),
            Piece("footnote", "1 Catatan.", number="1"),
            body("ramai di utara.", (0, 5), cites=((14, "2"),)),
            body("Paragraf baru."),
            Piece("heading", "Hasil tanpa titik"),
            body("lanjutan kecil"),
        )
    )
    assert [p.text for p in joined][:3] == [
        "Penggunaan kapal mulai ramai di utara.",
        "1 Catatan.",
        "Paragraf baru.",
    ]
    assert joined[0].breaks == ((0, 4), (23, 5))
    assert joined[0].cites == ((37, "2"),)
    assert joined[-1].text == "lanjutan kecil"


def test_lists_labels_and_titles_are_not_joined() -> None:
    long = "Kata kunci: laut, kapal, batas, awak, pelabuhan, mercusuar, angin, ombak, layar, jangkar, dayung"
    for after in ("Sumber: Dinas Kelautan", "1. Satu kapal"):
        assert len(join_broken_paragraphs((body("Kapal mulai ramai " * 6), body(after)))) == 2
    assert len(join_broken_paragraphs((body(long), body("Paragraf berikut.")))) == 2


def test_the_title_is_no_section_and_stands_before_each_abstract() -> None:
    title = "PENJAGAAN LAUT DI PERBATASAN UTARA"
    document = made(
        Piece("heading", title),
        Piece("heading", "ABSTRAK"),
        body("Laut itu luas dan dijaga oleh kapal."),
        Piece("heading", title),
        Piece("heading", "ABSTRACT"),
        body("The sea is wide and it is guarded by ships."),
    )
    assert document.title == title
    assert [s.headings for s in document.sections] == [(), ("ABSTRAK",), (), ("ABSTRACT",)]
    assert [s.kind for s in document.sections] == ["front", "abstract", "front", "abstract"]


def test_captions_marked_as_headings_and_entries_of_the_references() -> None:
    document = made(
        Piece("heading", "Hasil", level=1),
        Piece("heading", "Gambar 2.1. Arah angin", level=3),
        body("Angin bertiup."),
        Piece("heading", "Daftar Pustaka", level=1),
        body("Aminah. (2019). Laut."),
    )
    assert [b.kind for b in document.blocks] == ["heading", "caption", "body", "heading", "reference"]
    assert document.blocks[1].number == "2.1"
    assert len(document.sections) == 2


def test_metadata_falls_back_to_the_first_pages_and_then_to_the_name() -> None:
    cover = (
        body("ANALISIS PENJAGAAN LAUT DI UTARA"),
        body("Oleh: Siti Aminah"),
        body("YOGYAKARTA 2021"),
        Piece("heading", "BAB I"),
        body("Isi bab ini membahas laut yang dijaga oleh kapal patroli dari dua negara."),
    )
    document = made(*cover)
    assert document.title == "ANALISIS PENJAGAAN LAUT DI UTARA"
    assert document.authors == ("Siti Aminah",)
    assert document.year == 2021
    assert document.language == "id"
    assert made(body("Sebuah kalimat saja, tanpa judul.")).title == "kapal"


def test_an_empty_reading_is_an_empty_document() -> None:
    document = made(body("   "))
    assert (document.text, document.blocks, document.sections) == ("", (), ())
