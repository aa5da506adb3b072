import random
from collections.abc import Sequence

import pytest

from corpus.compose import compose
from corpus.passages import build_passages
from corpus.records import BlockKind, Document, Page, Passage, Piece, Reading
from corpus.settings import CONTEXT_TOKENS, PASSAGE_TOKENS_MAX


def count(texts: Sequence[str]) -> list[int]:
    """A stand-in for the tokenizer: one and a half tokens a word."""
    return [len(text.split()) * 3 // 2 + 1 for text in texts]


def document(*pieces: Piece, pages: tuple[Page, ...] = ()) -> Document:
    return compose(Reading("text/plain", pieces, pages, title="Laut"), document_id="a" * 64, path="laut.txt")


def check(document: Document, passages: Sequence[Passage]) -> None:
    covered: set[int] = set()
    for passage in passages:
        assert document.text[passage.start : passage.end] == passage.text
        assert covered.isdisjoint(range(passage.start, passage.end))
        covered |= set(range(passage.start, passage.end))
        assert any(
            s.headings == passage.headings
            and s.start <= passage.start + passage.lead
            and passage.end <= s.end
            for s in document.sections
        )
        assert passage.embedded.endswith(passage.text[passage.lead :])
    assert [p.start for p in passages] == sorted(p.start for p in passages)
    assert len({p.id for p in passages}) == len(passages)
    assert all(at in covered for at, letter in enumerate(document.text) if not letter.isspace())


def prose(sentences: int, words: int = 12) -> str:
    return " ".join("Kapal " + "berlayar ke utara " * (words // 3) + "lagi." for _ in range(sentences))


def test_a_paragraph_of_normal_size_is_a_passage() -> None:
    made = document(*(Piece("body", prose(10)) for _ in range(3)))
    passages = build_passages(made, count)
    check(made, passages)
    assert [p.text for p in passages] == [prose(10)] * 3


def test_small_neighbours_merge_and_long_paragraphs_are_cut_in_balance() -> None:
    small = document(*(Piece("body", prose(2)) for _ in range(4)))
    assert len(build_passages(small, count)) == 1
    long = document(Piece("body", prose(30)))
    passages = build_passages(long, count)
    check(long, passages)
    sizes = count([p.text for p in passages])
    assert max(sizes) <= PASSAGE_TOKENS_MAX
    assert max(sizes) < 1.3 * min(sizes)
    assert all(p.text.endswith(".") for p in passages)


def test_a_sentence_beyond_the_maximum_is_cut_between_words() -> None:
    made = document(Piece("body", "kata " * 1500), Piece("body", "x" * 9000))
    passages = build_passages(made, lambda texts: [len(text) // 4 + 1 for text in texts])
    check(made, passages)
    assert max(len(p.text) // 4 for p in passages) <= PASSAGE_TOKENS_MAX
    assert all(set(p.text.split()) <= {"kata"} for p in passages if "k" in p.text)


def test_headings_open_the_first_passage_and_empty_sections_are_carried() -> None:
    made = document(
        Piece("heading", "BAB I LAUT"),
        Piece("heading", "1.1 Kapal"),
        Piece("body", prose(8)),
        Piece("body", prose(12)),
        Piece("heading", "1.2 Tanpa isi"),
    )
    first, second, last = build_passages(made, count)
    check(made, (first, second, last))
    assert first.text.startswith("BAB I LAUT\n\n1.1 Kapal\n\nKapal")
    assert first.headings == ("BAB I LAUT", "1.1 Kapal")
    assert first.text[first.lead :] == prose(8)
    assert second.lead == 0
    assert last.text == "1.2 Tanpa isi"
    assert first.embedded.startswith("Laut\nBAB I LAUT › 1.1 Kapal\nKapal")


def test_kinds_do_not_mix_and_a_footnote_has_its_citing_sentence() -> None:
    made = document(
        Piece("body", "Awal kalimat. Kapal bertambah.1 Selesai.", cites=((30, "1"),)),
        Piece("footnote", "1 Dinas, 2015.", number="1"),
        Piece("caption", "Gambar 1. Arah angin", number="1"),
        Piece("other", "12 14\n16"),
        Piece("body", prose(2)),
    )
    passages = build_passages(made, count)
    check(made, passages)
    assert [p.kind for p in passages] == ["body", "caption", "other", "body", "footnote"]
    assert passages[-1].context == "Kapal bertambah.1"
    assert "Kapal bertambah.1" in passages[-1].embedded


def test_tables_are_cut_between_rows_and_carry_header_and_caption() -> None:
    header = "No | Negara | Tempat"
    rows = [f"{n} | Negara ke-{n} yang ikut dalam perjanjian kerja sama | Kota {n}" for n in range(1, 60)]
    caption = "Tabel 1. Perjanjian"
    made = document(
        Piece("caption", caption, number="1"),
        Piece("table", "\n".join([header, *rows]), header=len(header), caption=caption, number="1"),
    )
    tables = [p for p in build_passages(made, count) if p.kind == "table"]
    check(made, build_passages(made, count))
    assert len(tables) > 3
    assert [row for p in tables for row in p.text.split("\n")] == [header, *rows]
    assert tables[0].context == caption
    assert all(p.context == f"{caption}\n{header}" for p in tables[1:])
    assert max(count([p.text for p in tables])) <= 220


def test_context_keeps_to_its_budget() -> None:
    made = document(Piece("heading", "BAB I " + "Judul panjang " * 19), Piece("body", prose(3)))
    (passage,) = build_passages(made, count)
    (given,) = count([passage.embedded.removesuffix(passage.text[passage.lead :])])
    assert given <= CONTEXT_TOKENS


def test_a_passage_over_a_page_break_carries_both_pages() -> None:
    text = "Kapal di halaman satu. Lalu di halaman dua."
    made = document(Piece("body", text, breaks=((0, 4), (23, 5))), pages=(Page(4, "ii"), Page(5, "1")))
    (passage,) = build_passages(made, count)
    assert [(p.number, p.label) for p in passage.pages] == [(4, "ii"), (5, "1")]


def test_ids_are_stable_and_belong_to_the_document() -> None:
    made = document(Piece("body", prose(3)))
    (once,) = build_passages(made, count)
    (again,) = build_passages(made, count)
    assert once == again
    other = compose(Reading("text/plain", (Piece("body", prose(3)),)), document_id="b" * 64, path="laut.txt")
    assert build_passages(other, count)[0].id != once.id


def test_the_tokenizer_is_asked_in_batches() -> None:
    calls = 0

    def counting(texts: Sequence[str]) -> list[int]:
        nonlocal calls
        calls += 1
        return count(texts)

    build_passages(document(*(Piece("body", prose(9)) for _ in range(200))), counting)
    assert calls <= 4


@pytest.mark.parametrize("seed", range(25))
def test_nothing_is_lost_whatever_the_pieces_are(seed: int) -> None:
    dice = random.Random(seed)
    kinds: list[BlockKind] = ["heading", "body", "table", "footnote", "caption", "reference", "other"]
    pieces = []
    for _ in range(dice.randint(1, 40)):
        kind = dice.choice(kinds)
        lines = dice.randint(1, 1 if kind == "heading" else 6)
        text = "\n".join(prose(dice.randint(1, 5), dice.randint(3, 40)) for _ in range(lines))
        text = dice.choice(["2.1 Judul", "Judul", "BAB I", "Kesimpulan"]) if kind == "heading" else text
        pieces.append(Piece(kind, text, number="1", header=dice.choice([0, 5]) if kind == "table" else 0))
    made = document(*pieces)
    check(made, build_passages(made, count))
