"""What a misspelt term was meant to be: the same as going through the whole vocabulary finds."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from rapidfuzz.distance import OSA

from index import Store, build_index
from index.keyword.keyword_index import KeywordIndex
from index.keyword.spelling import respell
from tests.toy import ToyEmbedder

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@pytest.fixture
def store(library: Path) -> Store:
    build_index(library, ToyEmbedder())
    return Store.open(library)


def edited(term: str, drawn: random.Random) -> str:
    """`term` with one edit, its first letter untouched."""
    at, letter = drawn.randrange(1, len(term)), drawn.choice(LETTERS)
    before, after = term[:at], term[at + 1 :]
    swapped = before + after[:1] + term[at] + after[1:]
    return drawn.choice([before + after, before + letter + after, before + letter + term[at:], swapped])


def test_one_edit_is_found_wherever_it_is(store: Store) -> None:
    vocabulary = sorted(
        t for (t,) in store.connection.execute("SELECT term FROM frequencies WHERE language = 'id'")
    )
    drawn = random.Random(3)
    wrong = [edited(t, drawn) for t in vocabulary if t.isascii() and t.isalpha() and len(t) >= 6] * 3
    wrong = [w for w in wrong if len(w) >= 5 and w not in vocabulary]
    found = KeywordIndex(store).respelled(wrong, "id")
    assert found == [respell(w, vocabulary) or w for w in wrong]
    assert sum(f != w for f, w in zip(found, wrong, strict=True)) > 20


def test_two_edits_of_a_long_term_are_found_where_one_is_past_its_beginning(store: Store) -> None:
    (term,) = store.connection.execute(
        "SELECT term FROM frequencies WHERE language = 'id' AND length(term) > 9 AND term GLOB '[a-z]*' LIMIT 1"
    ).fetchone()
    wrong = term[0] + "q" + term[2:-1] + "q"
    assert OSA.distance(wrong, term) == 2
    assert KeywordIndex(store).respelled([wrong], "id") == [term]
