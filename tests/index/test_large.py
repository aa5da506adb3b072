"""What a large library is searched with, at sizes made small: cells, blocks of postings, what is kept beside them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from corpus import Document, Passage, Section
from index import Filter, Searcher, Store
from index.keyword.keyword_index import KeywordIndex
from index.keyword.terms import StemLanguage
from index.settings import FOLDER
from index.store.derived import existing_mask
from index.store.store import FileRow
from index.vector import faiss_index as cells
from index.vector.token_codec import encode
from index.vector.vector_index import VectorIndex
from tests.toy import ToyEmbedder

WORDS = [f"{a}{b}{c}" for a in "bcdfgjklm" for b in "aeiou" for c in ("ra", "ton", "sel", "wi", "pung", "9")]
EMBEDDER = ToyEmbedder()


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sizes from which on a library is large, so small that a test reaches them."""
    for name, value in {
        "index.vector.faiss_index.EXACT_MOST": 300,
        "index.vector.vector_index.TAIL_MOST": 150,
        "index.vector.vector_index.EXACT_FILTERED": 30,
        "index.keyword.keyword_index.BLOCKS_FROM": 100,
        "index.keyword.posting_search.TAIL_MOST": 150,
        "index.keyword.posting_search.SIZE": 512,
        "index.keyword.postings.SIZE": 512,
    }.items():
        monkeypatch.setattr(name, value)


def put(store: Store, name: str, count: int, language: str = "id") -> None:
    """A document of passages of random words, some common and most rare."""
    random = np.random.default_rng(int.from_bytes(name.encode()[-8:], "little"))
    shares = 1 / np.arange(1, len(WORDS) + 1)
    drawn = random.choice(WORDS, size=(count, 25), p=shares / shares.sum())
    texts = [" ".join(row[: 8 + i % 17]) for i, row in enumerate(drawn)]
    whole, id_ = "\n\n".join(texts), hashlib.sha256(name.encode()).hexdigest()
    starts = np.cumsum([0, *(len(t) + 2 for t in texts)]).tolist()
    passages = [
        Passage(
            f"{name}-{i}", id_, (f"Bab {name}",), (), a, a + len(t), t, "body", "en" if i % 5 else "id", t
        )
        for i, (a, t) in enumerate(zip(starts, texts, strict=False))
    ]
    document = Document(
        id_, name, "text/plain", whole, name.upper(), "id", (Section((), 0, len(whole), 0),), ()
    )
    embedded = EMBEDDER.embed_passages(texts)
    digests = [f"{name} {i}" for i in range(count)]
    with store.transaction():
        store.put_vectors(
            (d, e.vector.astype(np.float32).tobytes(), encode(e.tokens))
            for d, e in zip(digests, embedded, strict=True)
        )
        store.put_document(document, passages, digests)
        store.put_file(FileRow(name, 1, 1, id_))


def drop(store: Store, *names: str) -> None:
    with store.transaction():
        store.drop_files(names)
        store.prune_vectors()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """1,200 passages: more than two blocks of postings."""
    store = Store.create(tmp_path, EMBEDDER.identity)
    for number in range(12):
        put(store, f"dokumen-{number}.txt", 100)
    yield store
    store.close()


def files(store: Store, kind: str) -> dict[str, int]:
    return {p.name: p.stat().st_ino for p in (store.folder).glob(f"{kind}*")}


def questions() -> list[list[str]]:
    random = np.random.default_rng(7)
    return [random.choice(WORDS, size=1 + i % 6, replace=False).tolist() for i in range(40)]


def by_fts(store: Store, terms: list[str], language: str, top: int) -> list[tuple[int, float]]:
    match = " OR ".join(f'"{t}"' for t in terms)
    rows = store.connection.execute(
        "SELECT rowid, -rank FROM words WHERE words MATCH ? ORDER BY rank, rowid LIMIT ?",
        (f"{language} : ({match})", top),
    )
    return rows.fetchall()


def check_words(store: Store, language: StemLanguage = "id") -> None:
    index = KeywordIndex(store)
    index.refresh()
    found_any = 0
    for asked in questions():
        rarity = index.weigh(asked, language)
        wanted = [t for t in asked if t not in rarity.missing and rarity.idf[t] >= 1.6]
        wanted = wanted or [t for t in asked if t not in rarity.missing]
        found = index.search(rarity, language, 16)
        assert found == (by_fts(store, wanted, language, 16) if wanted else [])
        found_any += bool(found)
    assert found_any > 20


def test_blocks_of_postings_score_as_fts5_does(store: Store) -> None:
    check_words(store)
    check_words(store, "en")
    assert len(files(store, "words")) == 3  # keys 0 to 511, 512 to 1023, and the rest
    kept = files(store, "words")
    put(store, "baru.txt", 100)
    drop(store, "dokumen-3.txt", "dokumen-11.txt")
    check_words(store)  # what came after and what went
    assert files(store, "words") == kept
    put(store, "lagi.txt", 100)
    check_words(store)
    changed = files(store, "words")
    assert {n for n in changed if kept.get(n) == changed[n]} == {
        n for n in kept if not n.startswith("words2")
    }


def test_a_filter_holds_in_blocks_of_postings(store: Store) -> None:
    index = KeywordIndex(store)
    index.refresh()
    allowed = existing_mask(store.layout()) & (np.arange(1201) % 7 == 0)
    for asked in questions():
        rarity = index.weigh(asked, "id")
        every = index.search(rarity, "id", 2000)
        assert index.search(rarity, "id", 16, allowed) == [(k, s) for k, s in every if allowed[k]][:16]


def exact(store: Store, vector: np.ndarray, top: int, allowed: set[int] | None = None) -> list[int]:
    keys, vectors = store.vectors()
    ranked = keys[np.argsort(-(vectors @ vector), kind="stable")].tolist()
    return [k for k in ranked if allowed is None or k in allowed][:top]


def recall(store: Store, index: VectorIndex, allowed: np.ndarray | None = None) -> float:
    only = None if allowed is None else set(np.flatnonzero(allowed).tolist())
    shares = []
    for asked in questions():
        vector = EMBEDDER.embed_query(" ".join(asked)).vector.astype(np.float32)
        truth = exact(store, vector, 10, only)
        found = index.search(vector, 10, allowed)
        assert [s for _, s in found] == sorted((s for _, s in found), reverse=True)
        _, vectors = store.vectors_of([found[0][0]])
        assert found[0][1] == pytest.approx(float(vectors[0] @ vector), abs=1e-5)
        shares.append(len(set(truth) & {k for k, _ in found}) / len(truth))
    return float(np.mean(shares))


def test_cells_find_the_nearest_whatever_came_and_went(store: Store) -> None:
    index = VectorIndex.load(store)
    kept = files(store, "vectors")
    assert recall(store, index) >= 0.99
    put(store, "baru.txt", 100)
    drop(store, "dokumen-3.txt", "dokumen-0.txt")
    index = VectorIndex.load(store)
    assert files(store, "vectors") == kept  # nothing was made anew
    assert len(index) == store.count_passages() == 1100
    assert recall(store, index) >= 0.99
    put(store, "lagi.txt", 100)
    index = VectorIndex.load(store)
    assert len(files(store, "vectors")) == 1
    assert files(store, "vectors") != kept
    assert recall(store, index) >= 0.99


def test_a_filter_is_pushed_into_the_cells(store: Store) -> None:
    index = VectorIndex.load(store)
    for every in (3, 11, 100):
        allowed = existing_mask(store.layout()) & (np.arange(1201) % every == 0)
        assert recall(store, index, allowed) >= 0.99


def test_a_small_library_that_grows_and_shrinks_again(tmp_path: Path) -> None:
    store = Store.create(tmp_path, EMBEDDER.identity)
    for number in range(4):
        put(store, f"d-{number}.txt", 100)
        assert recall(store, VectorIndex.load(store)) >= 0.99
        assert len(files(store, "vectors")) == 1
    drop(store, "d-1.txt", "d-3.txt")
    index = VectorIndex.load(store)
    assert len(index) == 200
    assert recall(store, index) == 1
    store.close()


@pytest.mark.parametrize("kind", ["vectors", "words"])
@pytest.mark.parametrize("damage", ["cut short", "empty", "other bytes"])
def test_what_is_derived_is_made_again(store: Store, kind: str, damage: str) -> None:
    VectorIndex.load(store)
    check_words(store)
    path = max(store.folder.glob(f"{kind}*"), key=lambda p: p.stat().st_size)
    data = path.read_bytes()
    path.write_bytes({"cut short": data[:-999], "empty": b"", "other bytes": b"\x07" * len(data)}[damage])
    assert recall(store, VectorIndex.load(store)) >= 0.99
    check_words(store)
    assert path.stat().st_size == len(data)


def test_cells_of_another_kind_are_made_anew(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that an older Rujukan wrote: its bytes would mean other vectors."""
    with monkeypatch.context() as older:
        older.setattr(cells.faiss.ScalarQuantizer, "QT_8bit_direct", cells.faiss.ScalarQuantizer.QT_8bit)
        VectorIndex.load(store)
    (path,) = (store.folder / name for name in files(store, "vectors"))
    before = path.read_bytes()
    assert recall(store, VectorIndex.load(store)) >= 0.99
    assert path.read_bytes() != before


def test_files_of_other_keys_are_not_taken(store: Store, tmp_path: Path) -> None:
    """A folder into which an older index was copied back, or another one's files."""
    VectorIndex.load(store)
    other = tmp_path / "other"
    other.mkdir()
    strange = Store.create(other, EMBEDDER.identity)
    for number in range(12):
        put(strange, f"lain-{number}.txt", 100)
    for path in store.folder.glob("vectors-*"):
        (other / FOLDER / path.name).write_bytes(path.read_bytes())
    assert recall(strange, VectorIndex.load(strange)) >= 0.99
    strange.close()


def test_counts_are_those_of_a_count_made_anew(store: Store) -> None:
    drop(store, "dokumen-2.txt", "dokumen-7.txt")
    put(store, "baru.txt", 30)
    for at, language in enumerate(("id", "en")):
        rows = [r[at].split() for r in store.connection.execute("SELECT id, en FROM words")]
        counted = Counter(t for row in rows for t in set(row))
        kept = store.connection.execute(
            "SELECT term, passages FROM frequencies WHERE language = ?", (language,)
        )
        assert dict(kept) == dict(counted)
        assert store.total(language) == sum(map(len, rows))
    (count,) = store.connection.execute("SELECT count(*) FROM passages").fetchone()
    assert store.count_passages() == count == 1030
    assert existing_mask(store.layout()).sum() == count


def test_no_vector_is_left_without_a_passage_and_none_is_lost(store: Store) -> None:
    with store.transaction():
        store.put_vectors([("of a run that was cut off", np.zeros(64, np.float32).tobytes(), b"")])
    drop(store, "dokumen-2.txt")
    (vectors,) = store.connection.execute("SELECT count(*) FROM vectors").fetchone()
    assert vectors == store.count_passages() == 1100
    keys, found = store.vectors()
    assert found.shape == (len(keys), 64) == (1100, 64)


def test_the_whole_search_of_a_large_library(store: Store, tmp_path: Path) -> None:
    searcher = Searcher(tmp_path, EMBEDDER)
    asked = searcher.question("barat beton", "id")
    for narrowed in (
        Filter(),
        Filter(sources=("dokumen-4",)),
        Filter(languages=("en",)),
        Filter(sections=("BAB  dokumen-11",)),
    ):
        found = searcher.candidates(asked, narrowed)
        assert len(found) >= 32
        for candidate in found:
            name = searcher.documents[candidate.passage.document_id].path
            assert not narrowed.sources or name == "dokumen-4.txt"
            assert not narrowed.sections or name == "dokumen-11.txt"
            assert not narrowed.languages or candidate.passage.language == "en"
    paths = [document.path for document in searcher.documents.values()]
    assert paths == sorted(f"dokumen-{n}.txt" for n in range(12))
    assert "nothing" not in searcher.documents
    searcher.close()
