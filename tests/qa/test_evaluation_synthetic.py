"""Made libraries: documents whose texts come again are whole, found by words, and have vectors of their own."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from index import Filter, Searcher, build_index
from index.store.store import Store
from qa.benchmark.scale import synthetic
from qa.benchmark.scale.copies import identifier
from tests.toy import ToyEmbedder

WORDS = ("beras", "kopi", "gempa", "pajak", "hutan", "sungai", "panen", "nelayan", "jembatan", "sekolah")


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of 70 passages, of which 40 have texts of their own."""
    for name, value in {"DOCUMENT": 10, "SECTION": 5, "_CHUNK": 2, "_TEXTS": 40}.items():
        monkeypatch.setattr(synthetic, name, value)
    source = tmp_path / "source"
    source.mkdir()
    for at, word in enumerate(WORDS):
        lines = [f"## {w}\n\nTentang {word} dan {w} ada {at}{k} catatan.\n" for k, w in enumerate(WORDS)]
        (source / f"{word}.md").write_text("\n".join(lines), encoding="utf-8")
    build_index(source, ToyEmbedder())
    synthetic.make(source, tmp_path / "made", 70, ToyEmbedder())
    return tmp_path / "made"


def test_texts_come_again_with_other_vectors(made: Path) -> None:
    store = Store.open(made)
    keys, vectors = store.vectors()
    passages = store.passages(keys.tolist())
    assert len(keys) == store.count_passages() == 70
    assert [passages[k].text for k in range(41, 71)] == [passages[k].text for k in range(1, 31)]
    assert len({p.id for p in passages.values()}) == 70
    assert not np.isclose(vectors[40:], vectors[:30], atol=1e-3).all(axis=1).any()
    assert {d.id for d in store.documents().values()} == {p.document_id for p in passages.values()}
    store.close()


def test_what_came_again_is_counted(made: Path) -> None:
    store = Store.open(made)
    rows = store.connection.execute("SELECT id FROM words").fetchall()
    counted = dict(store.connection.execute("SELECT term, passages FROM frequencies WHERE language = 'id'"))
    assert counted == Counter(term for (text,) in rows for term in set(text.split()))
    assert store.total("id") == sum(len(text.split()) for (text,) in rows)
    store.close()


def test_what_came_again_is_found(made: Path) -> None:
    searcher = Searcher(made, ToyEmbedder())
    found = searcher.candidates(
        searcher.question("catatan tentang kopi", "id"), Filter(sources=("synthetic-00000060",))
    )
    assert {c.passage.document_id for c in found} == {identifier("synthetic-00000060")}
    searcher.close()
