"""Candidates for a question: what filters let through, and what every leg says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from corpus import MismatchError, NoIndexError, Span, build_passages, read_file
from corpus.starter import make
from index import Filter, Searcher, Store, build_index
from index.keyword.keyword_index import bm25_of_hits
from tests.toy import ToyEmbedder


@pytest.fixture
def searcher(library: Path) -> Iterator[Searcher]:
    build_index(library, ToyEmbedder())
    searcher = Searcher(library, ToyEmbedder())
    yield searcher
    searcher.close()


def sources(searcher: Searcher, narrowed: Filter, text: str = "ikan fish kapal lamp") -> set[str]:
    found = searcher.candidates(searcher.question(text, "id"), narrowed)
    return {searcher.documents[c.passage.document_id].path for c in found}


def test_every_leg_says_what_it_thinks(searcher: Searcher) -> None:
    question = searcher.question("Siapa yang memasang derek baru di Ambon?", "id")
    found = searcher.candidates(question)
    best = max(found, key=lambda c: c.late)
    assert "derek baru dipasang" in best.passage.text
    for c in found:
        vector = ToyEmbedder().embed_query(c.passage.embedded).vector
        assert c.dense == pytest.approx(float(vector @ question.embedding.vector), abs=1e-5)
        assert c.words == pytest.approx(bm25_of_hits(question.rarity, c.hits, len(c.terms)))
        assert -1.01 <= c.late <= 1.01
        assert c.late == pytest.approx(float(np.dot(c.matches, question.late.weights)), abs=1e-5)
        assert c.best_window <= c.late + 1e-5
    assert len({c.key for c in found}) == len(found) == len(searcher)


def test_every_token_found_lies_in_the_passage(searcher: Searcher) -> None:
    question = searcher.question("lampu minyak kelapa coconut oil", "id")
    found = searcher.candidates(question)
    for candidate, tokens in zip(found, searcher.token_matches(question, found), strict=True):
        text, lead = candidate.passage.text, candidate.passage.lead
        words = [text[a:b] for a, b in tokens.spans]
        assert words == re.findall(r"\w+", text[lead:])
        assert tokens.cosines.shape == (len(question.embedding.tokens), len(words))
        spans = [Span(0, len(text)), Span(0, 0), *(Span(int(a), int(b)) for a, b in tokens.spans)]
        np.testing.assert_array_equal(
            tokens.inside(spans), np.stack([np.ones(len(words)), np.zeros(len(words)), *np.eye(len(words))])
        )
        np.testing.assert_array_equal(
            tokens.best(spans).T,
            np.column_stack([tokens.cosines.max(axis=1), -np.ones(len(tokens.cosines)), tokens.cosines]),
        )
        same = [i for i, w in enumerate(words) if w.casefold() == "coconut"]
        asked = question.text.split().index("coconut") + 1  # after the token that begins each text
        assert all(tokens.cosines[asked, i] > 0.9 for i in same)
    assert any("coconut" in c.passage.text for c in found)


def test_filters_let_through_what_they_name(searcher: Searcher) -> None:
    assert len(sources(searcher, Filter())) == 4
    assert sources(searcher, Filter(sources=("LIGHT",))) == {"lighthouse.md"}
    assert sources(searcher, Filter(sources=("kajian pelabuhan",))) == {"pelabuhan.md"}
    assert sources(searcher, Filter(sources=("weather", "catatan"))) == {"weather.txt", "catatan.txt"}
    assert sources(searcher, Filter(sources=("tiada",))) == set()
    assert sources(searcher, Filter(sections=("bongkar muat",))) == {"pelabuhan.md"}
    assert sources(searcher, Filter(kinds=("table",))) == {"pelabuhan.md"}
    assert sources(searcher, Filter(languages=("en",))) == {"lighthouse.md", "weather.txt"}
    assert sources(searcher, Filter(languages=("en",), sources=("catatan",))) == set()


def test_filters_hold_for_every_passage(searcher: Searcher) -> None:
    question = searcher.question("kapal penumpang ikan", "id")
    by_kind = searcher.candidates(question, Filter(kinds=("table",)))
    assert {c.passage.kind for c in by_kind} == {"table"}
    by_section = searcher.candidates(question, Filter(sections=("bab ii",)))
    assert by_section
    assert all(any("BAB II" in h for h in c.passage.headings) for c in by_section)
    by_language = searcher.candidates(question, Filter(languages=("id",)))
    assert {c.passage.language for c in by_language} == {"id"}


def test_a_model_other_than_the_makers_is_refused(library: Path) -> None:
    with pytest.raises(NoIndexError):
        Searcher(library, ToyEmbedder())
    build_index(library, ToyEmbedder())
    with pytest.raises(MismatchError, match=r"with the model toy, not with other.*--rebuild"):
        Searcher(library, ToyEmbedder("other"))
    with pytest.raises(MismatchError, match="rujukan index"):
        Searcher(library, ToyEmbedder(dimension=32))


def test_an_open_search_takes_in_what_another_run_did(library: Path, searcher: Searcher) -> None:
    (library / "weather.txt").rename(library / "monsoon.txt")
    (library / "lighthouse.md").unlink()
    build_index(library, ToyEmbedder())
    searcher.refresh()
    assert sources(searcher, Filter()) == {"pelabuhan.md", "monsoon.txt", "catatan.txt"}
    build_index(library, ToyEmbedder("toy"), rebuild=True)
    searcher.refresh()
    assert len(searcher) == len(searcher.candidates(searcher.question("kapal", "id")))


def test_a_removed_passage_is_left_out_before_the_refresh(library: Path, searcher: Searcher) -> None:
    """The vectors are those of an earlier moment; the passages are read now."""
    store = Store.open(library)
    with store.transaction():
        store.drop_files(["lighthouse.md"])
        store.prune_vectors()
    store.close()
    assert sources(searcher, Filter()) == {"pelabuhan.md", "weather.txt", "catatan.txt"}


def test_what_is_embedded_ends_with_the_passage() -> None:
    """On which the spans of tokens rest: only the headings that a passage opens with may be written otherwise."""
    count = 0
    for path in sorted(make.LIBRARY.glob("*.[mdt]*")):
        for passage in build_passages(read_file(path, name=path.name), ToyEmbedder().count_tokens):
            assert passage.embedded.endswith(passage.text[passage.lead :])
            count += 1
    assert count > 50


def test_an_empty_index_gives_nothing(tmp_path: Path) -> None:
    build_index(tmp_path, ToyEmbedder())
    searcher = Searcher(tmp_path, ToyEmbedder())
    assert searcher.candidates(searcher.question("kapal", "id")) == []
    searcher.close()
