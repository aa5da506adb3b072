"""Terms, numbers, and BM25 against formulas written down here once more."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from index import Store, build_index, terms
from index.keyword.keyword_index import KeywordIndex, bm25
from index.keyword.terms import StemLanguage, number
from tests.toy import ToyEmbedder

K1, B = 1.2, 0.75


@pytest.fixture
def store(library: Path) -> Store:
    build_index(library, ToyEmbedder())
    return Store.open(library)


@pytest.fixture
def all_terms(store: Store) -> dict[int, dict[StemLanguage, list[str]]]:
    """The terms of every passage, made from its text and not read from the index."""
    passages = [entry for document in store.documents() for entry in store.passages_of(document)]
    return {key: {"id": terms(p.embedded, "id"), "en": terms(p.embedded, "en")} for key, p in passages}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *(("59.533", "59533"), ("59,533", "59533"), ("59533", "59533"), ("1.234.567", "1234567")),
        *(("1,37", "1.37"), ("1.37", "1.37"), ("12,50", "12.5"), ("0,5", "0.5"), ("0.500", "0.5")),
        *(("1.234,5", "1234.5"), ("1,234.5", "1234.5"), ("007", "7"), ("0", "0"), ("2,0", "2")),
    ],
)
def test_a_number_is_one_whatever_its_notation(written: str, meant: str) -> None:
    assert number(written) == meant
    for language in ("id", "en"):
        assert meant in terms(f"about {written} people", language)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("id", "pelabuhan", "PELABUHANNYA"),
        ("id", "negara-negara", "negara"),
        ("id", "membantu", "bantuan"),
        ("en", "harbours", "Harbour"),
        ("en", "café", "cafe\u0301"),
        ("en", "ﬁsh", "fish"),
    ],
)
def test_forms_of_a_word_are_one_term(language: StemLanguage, one: str, other: str) -> None:
    assert terms(one, language) == terms(other, language) != []


def test_a_word_with_a_hyphen_gives_its_parts() -> None:
    assert terms("K-9", "en") == ["k", "9", "k9"]
    assert terms("Covid-19 — (2021)", "en") == ["covid", "19", "covid19", "2021"]
    assert terms("🚢 … !?", "id") == []


def test_rarity_and_bm25_are_the_published_formula(
    store: Store, all_terms: dict[int, dict[StemLanguage, list[str]]]
) -> None:
    """Robertson & Zaragoza (2009), with the idf that adds one inside the logarithm, from counts made here."""
    question = terms("harga ikan di pasar pada musim hujan 59,533 kapal naik 12.5 dan 1.37", "id")
    index = KeywordIndex(store)
    weights = index.weigh(question, "id")
    held = {key: by["id"] for key, by in all_terms.items()}
    mean = sum(map(len, held.values())) / len(held)
    assert weights.mean_length == pytest.approx(mean)
    scored = 0
    for key, own in index.passage_terms(list(held), "id").items():
        assert own == held[key]
        expected = 0.0
        for term in set(question):
            n = sum(term in other for other in held.values())
            idf = math.log(1 + (len(held) - n + 0.5) / (n + 0.5))
            assert weights.idf[term] == pytest.approx(idf)
            assert (term in weights.missing) == (n == 0)
            tf = own.count(term)
            expected += idf * tf * (K1 + 1) / (tf + K1 * (1 - B + B * len(own) / mean))
        assert bm25(weights, own) == pytest.approx(expected)
        scored += expected > 0
    assert scored >= 3
    store.close()


def test_the_search_gives_what_fts5_says_of_itself(
    store: Store, all_terms: dict[int, dict[StemLanguage, list[str]]]
) -> None:
    """FTS5's documented bm25(): idf = ln((N - n + 0.5) / (n + 0.5)), length over both columns."""
    question = terms("lighthouse limestone lamp coconut", "en")
    index = KeywordIndex(store)
    found = index.search(index.weigh(question, "en"), "en", 10)
    lengths = {key: len(by["id"]) + len(by["en"]) for key, by in all_terms.items()}
    mean = sum(lengths.values()) / len(lengths)
    expected = {}
    for key, by in all_terms.items():
        score = 0.0
        for term in set(question):
            n = sum(term in other["en"] for other in all_terms.values())
            idf = max(math.log((len(all_terms) - n + 0.5) / (n + 0.5)), 1e-6)
            tf = by["en"].count(term)
            score += idf * tf * (K1 + 1) / (tf + K1 * (1 - B + B * lengths[key] / mean))
        if score:
            expected[key] = score
    assert dict(found) == {key: pytest.approx(score, rel=1e-6) for key, score in expected.items()}
    assert [s for _, s in found] == sorted((s for _, s in found), reverse=True)
    store.close()


def test_the_search_keeps_to_its_keys_and_its_bound(store: Store) -> None:
    index = KeywordIndex(store)
    rarity = index.weigh(terms("derek kebun limestone coconut", "id"), "id")
    every = index.search(rarity, "id", 100)
    assert len(every) >= 3
    assert index.search(rarity, "id", 2) == every[:2]
    only = np.zeros(store.highest_key() + 1, dtype=bool)
    assert index.search(rarity, "id", 100, only) == []
    only[[key for key, _ in every[1:]]] = True
    assert index.search(rarity, "id", 100, only) == every[1:]
    assert index.search(index.weigh(terms("zzzz", "id"), "id"), "id", 10) == []
    assert index.search(index.weigh([], "id"), "id", 10) == []
    store.close()


def test_words_of_the_search_language_are_terms_like_others(store: Store) -> None:
    """What FTS5 would take for its own operators, and a question of hundreds of terms."""
    index = KeywordIndex(store)
    for text in (
        '" OR NOT kapal',
        "NEAR(kapal, 3) AND *",
        "id : kapal",
        " ".join(f"x{i} kapal" for i in range(400)),
    ):
        found = index.search(index.weigh(terms(text, "id"), "id"), "id", 10)
        assert found, text
    store.close()


def test_rarity_follows_the_index(library: Path, store: Store) -> None:
    index = KeywordIndex(store)
    asked = terms("ikan kerapu", "id")
    assert asked[1] in index.weigh(asked, "id").missing
    (library / "baru.txt").write_text("Ikan kerapu dijual hidup-hidup di pasar Ambon setiap pagi.\n")
    build_index(library, ToyEmbedder())
    assert not index.weigh(asked, "id").missing
    store.close()
