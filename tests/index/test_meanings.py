"""Rarity at large, words of the other language, abbreviations, phrases and excluded words."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Filter, Searcher, build_index, knows
from index.keyword.abbreviations import Abbreviations, find_pairs, with_forms
from index.keyword.dictionary import translations
from index.keyword.lexicon import lexicon
from index.keyword.meanings import Meaning, hits
from qa.training.fit_dictionary import learn
from tests.toy import ToyEmbedder


@pytest.fixture
def searcher(library: Path) -> Iterator[Searcher]:
    (library / "karantina.txt").write_text(
        "Badan Karantina Hewan (BKH) memeriksa ternak di dermaga.\n\n"
        "Setiap sapi yang turun dari kapal dicatat oleh petugas BKH sebelum dibawa ke kandang.\n"
    )
    (library / "insurance.txt").write_text(
        "The insurance company pays for every sunken ship.\n\nThe harbour master keeps the list of owners.\n"
    )
    build_index(library, ToyEmbedder())
    searcher = Searcher(library, ToyEmbedder())
    yield searcher
    searcher.close()


def test_function_words_weigh_next_to_nothing_in_any_library(searcher: Searcher) -> None:
    """English function words are rare in an Indonesian library, and yet tell nothing."""
    for text, language, function, content in (
        ("What is the weight of the limestone?", "en", ("what", "is", "the", "of"), "limeston"),
        ("Siapa yang dibawa oleh kapal karantina?", "id", ("yang", "oleh"), "karantina"),
    ):
        idf = searcher.question(text, language).rarity.idf  # type: ignore[arg-type]
        assert all(idf[word] < idf[content] for word in function)
        assert sum(idf[word] for word in function) < 0.5 * sum(idf.values())


def test_rarity_at_large_is_that_of_passages_and_of_questions() -> None:
    english = lexicon("en")
    share = english.words["harbour"]
    assert english.rarity("harbour", 100) == pytest.approx(-math.log(1 - math.exp(-100 * share)), rel=1e-3)
    assert english.rarity("harbour", 100) > english.rarity("harbour", 1000) > 0
    assert english.rarity("what", 1) == pytest.approx(-math.log(english.questions["what"]))
    assert english.rarity("qwxyz", 100) == math.inf


@pytest.mark.parametrize("word", ["pasal", "turun", "ditangani", "kesimpulan"])
def test_ordinary_words_are_known_and_never_respelled(searcher: Searcher, word: str) -> None:
    assert knows(word, "id")
    question = searcher.question(f"apa isi {word} itu", "id")
    assert all(lexicon("id").words.get(t) for t in question.terms)


def test_a_word_that_nobody_knows_is_read_as_one_of_the_library(searcher: Searcher) -> None:
    assert "karantina" in searcher.question("petugas karatnina", "id").terms


def test_a_question_finds_passages_of_the_other_language_by_words(searcher: Searcher) -> None:
    question = searcher.question("Perusahaan asuransi mana yang membayar kapal tenggelam?", "id")
    found = {c.passage.text: c for c in searcher.candidates(question)}
    (paying,) = [c for text, c in found.items() if "insurance company" in text]
    met = {hit.term for hit in paying.hits}
    assert {"asuransi", "kapal"} <= met
    assert paying.words == max(c.words for c in found.values())


def test_words_of_two_languages_in_one_question(searcher: Searcher) -> None:
    question = searcher.question("siapa yang memegang list of owners di harbour", "id")
    (kept,) = [c for c in searcher.candidates(question) if "keeps the list" in c.passage.text]
    assert len({hit.term for hit in kept.hits}) >= 3
    assert question.rarity.idf["of"] < 0.6 * question.rarity.idf["owners"]


def test_hits_stand_where_the_words_do() -> None:
    meanings = {"id": {}, "en": {"ship": Meaning("kapal", 1.0), "vessel": Meaning("kapal", 0.5)}}
    wanted = {"kapal": 2.0}
    own, foreign = ["the", "vesel", "kapal", "ship"], ["the", "vessel", "kapal", "ship"]
    found = hits(wanted, meanings, "id", own, foreign)  # type: ignore[arg-type]
    assert [(h.at, h.term, h.weight) for h in found] == [(1, "kapal", 0.5), (2, "kapal", 1), (3, "kapal", 1)]
    assert [h.at for h in hits(wanted, meanings, "id", own)] == [2]  # type: ignore[arg-type]


def test_the_dictionary_is_learned_from_pairs_of_sentences() -> None:
    """Three words that are always translated by one, in changing order, beside one that is not translated."""
    sources = [[0, 1], [1, 2], [2, 0], [0, 1, 2]] * 5
    targets = [[10, 11, 13], [11, 12, 13], [12, 10, 13], [10, 11, 12, 13]] * 5
    table = learn(sources, targets)
    best = {}
    for s, t, p in zip(table.sources.tolist(), table.targets.tolist(), table.probabilities, strict=True):
        best[s] = max(best.get(s, (0.0, 0)), (float(p), t))
    assert {s: t for s, (_, t) in best.items()} == {0: 10, 1: 11, 2: 12}
    for s in (0, 1, 2):
        assert sum(table.probabilities[table.sources == s]) == pytest.approx(1)


def test_translations_of_everyday_words() -> None:
    for word, language, expected in (
        ("hukum", "id", "law"),
        ("presid", "en", "presiden"),
        ("goal", "en", "tuju"),
    ):
        found = translations(word, language)  # type: ignore[arg-type]
        assert expected in [w for w, _ in found]
        assert [p for _, p in found] == sorted((p for _, p in found), reverse=True)
        assert all(0 < p <= 1 for _, p in found)
    assert translations("qwxyz", "id") == ()


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("oleh Badan Karantina Hewan (BKH) setempat", [("BKH", "Badan Karantina Hewan")]),
        ("BKH (Badan Karantina Hewan) adalah", [("BKH", "Badan Karantina Hewan")]),
        ("the Ministry of Marine Affairs (MMA), and", [("MMA", "Ministry of Marine Affairs")]),
        ("using Support Vector Machines (SVMs).", [("SVMs", "Support Vector Machines")]),
        ("lihat tabel berikut (BAB II) dan (2021)", []),
        ("Presiden Republik Indonesia (SBY)", []),
        ("kapal itu (AB)", []),
    ],
)
def test_abbreviations_are_read_from_the_text(text: str, pairs: list[tuple[str, str]]) -> None:
    assert list(find_pairs(text)) == pairs


def test_abbreviations_are_understood_both_ways() -> None:
    known = Abbreviations(iter([("BKH", "Badan Karantina Hewan"), ("IT", "Information Technology")]))

    def written(text: str) -> str:
        return with_forms(text, known.other_forms(text))

    assert written("Apa itu BKH?") == "Apa itu BKH (badan karantina hewan)?"
    assert written("apa itu bkh") == "apa itu bkh (badan karantina hewan)"
    assert written("tugas Badan  Karantina Hewan?") == "tugas Badan  Karantina Hewan (BKH)?"
    assert written("Badan Karantina Hewan (BKH)") == "Badan Karantina Hewan (BKH)"
    assert written("what is it") == "what is it"  # an ordinary word in small letters


def test_abbreviations_follow_the_index(library: Path, searcher: Searcher) -> None:
    assert "karantina" in searcher.question("Apa tugas BKH?", "id").terms
    (library / "karantina.txt").unlink()
    (library / "lampu.txt").write_text("Balai Mercusuar Timur (BMT) menyalakan lampu.\n")
    build_index(library, ToyEmbedder())
    searcher.refresh()
    assert "karantina" not in searcher.question("Apa tugas BKH?", "id").terms
    assert "bala" in searcher.question("Apa tugas BMT?", "id").terms
    (kept,) = (library / ".rujukan").glob("abbreviations-*.derived")
    kept.write_bytes(b"cut")
    other = Searcher(library, ToyEmbedder())
    assert "bala" in other.question("Apa tugas BMT?", "id").terms
    other.close()


def test_excluded_words_are_in_no_candidate(searcher: Searcher) -> None:
    question = searcher.question("kapal di dermaga", "id")
    every = searcher.candidates(question)
    left = searcher.candidates(question, Filter(excluded=("dermaga",)))
    assert any("dermaga" in c.passage.text for c in every)
    assert {c.key for c in left} == {c.key for c in every if "dermaga" not in c.passage.embedded.lower()}
    assert searcher.candidates(question, Filter(excluded=("qwxyz",))) == every
