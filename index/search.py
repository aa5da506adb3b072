"""Finds candidates for a question: vectors and words together, each seen by late interaction as well.

question ──▶ embed ──▶ nearest vectors ─┐
         └─▶ terms ──▶ best by words   ─┴──▶ candidates with every leg's score ──▶ qa ranks them
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus import Document, Passage, Span
from index.filters import Filters
from index.keyword.abbreviations import Abbreviations, with_forms
from index.keyword.keyword_index import KeywordIndex, TermWeights, bm25_of_hits, keys_with_phrase
from index.keyword.meanings import Hit, hits, other
from index.keyword.question_terms import weighed_terms
from index.keyword.terms import StemLanguage
from index.records import Embedder, Embedding, Filter
from index.settings import CANDIDATES_BY_PHRASE, CANDIDATES_BY_VECTOR, CANDIDATES_BY_WORDS
from index.store.document_cache import Catalogue
from index.store.rows import Outlined
from index.store.schema import mismatch
from index.store.store import Store
from index.vector.late_interaction import LateQuery, maxsim, prepare, weights_for
from index.vector.token_codec import decode, maxsim_scores
from index.vector.vector_index import VectorIndex

_KEPT_OUTLINES = 64
"""Documents whose outlines are remembered, some 50 KB each."""

_FRONT_PASSAGES = 2
_KEPT_FRONTS = 1_024

_KEPT_SPANS = 2_048
"""Passages whose tokens' places are remembered, some 8 MB: questions about one thing find the same ones again."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question made ready for search. `language` is the one whose stems its `terms` carry.

    `spans`: half-open characters in `text` of the tokens of `late`, shape (tokens, 2); empty ones for prefix
    and special tokens. `phrases` are to be found word for word.
    """

    text: str
    language: StemLanguage
    embedding: Embedding
    late: LateQuery
    spans: NDArray[np.int32]
    terms: tuple[str, ...]
    rarity: TermWeights
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that one leg or the other found, with what every leg says of it; higher is better.

    `dense`: cosine of the vectors, in [-1, 1]. `words`: BM25, 0 or more. `late` and `best_window`: late interaction
    with the whole passage and with its best stretch, `heads` with its title and headings, in [-1, 1];
    `matches` the same for each token of the question. `terms` are the passage's own, in order, stemmed as the
    question is; `hits` those of the question, or what means them, among those. `packed` tokens and their `cosines`
    with the question's, shape (tokens, question's tokens), are for `Searcher.token_matches`.
    """

    key: int
    passage: Passage
    dense: float
    words: float
    late: float
    best_window: float
    heads: float
    matches: tuple[float, ...]
    terms: tuple[str, ...]
    hits: tuple[Hit, ...]
    packed: bytes = field(repr=False)
    cosines: NDArray[np.float32] = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class TokenMatches:
    """A question against a passage, token by token; those of title, headings and context are left out.

    `spans`: half-open characters in `passage.text`, shape (tokens, 2). `cosines`: shape (question's tokens,
    tokens), in [-1, 1]. `directions`: the tokens themselves, unit vectors, shape (tokens, dimension).
    """

    spans: NDArray[np.int32]
    cosines: NDArray[np.float32]
    directions: NDArray[np.float32]

    def inside(self, spans: Sequence[Span]) -> NDArray[np.bool_]:
        """Which tokens stand inside each of `spans`, shape (spans, tokens)."""
        starts, ends = (
            np.array([(s.start, s.end) for s in spans], dtype=np.int32).reshape(-1, 2).T[:, :, None]
        )
        return np.asarray((self.spans[:, 0] >= starts) & (self.spans[:, 1] <= ends))

    def best(self, spans: Sequence[Span]) -> NDArray[np.float32]:
        """The best cosine of each of the question's tokens inside each of `spans`, shape (spans, question's tokens).

        -1 where a span holds no token.
        """
        held = np.where(self.inside(spans)[:, None], self.cosines, np.float32(-1))
        return np.asarray(held.max(axis=2, initial=-1))


class Searcher:
    """An open index, ready for questions. One thread at a time: guard it with a lock."""

    def __init__(self, library: Path, embedder: Embedder) -> None:
        """Open the index of `library`.

        Raises:
            NoIndexError: there is none.
            MismatchError: it was made with another model or by another format version.
        """
        self._embedder = embedder
        self._store = Store.open(library)
        made_with = self._store.identity()
        if made_with != embedder.identity:
            self._store.close()
            raise mismatch(library, made_with, embedder.identity)
        self._late = weights_for(made_with)
        self._spans = functools.lru_cache(_KEPT_SPANS)(embedder.token_spans)
        self._keywords = KeywordIndex(self._store)
        self._generation = -1
        self.refresh()

    def refresh(self) -> None:
        """Take in what another run changed since."""
        generation = self._store.generation()  # first: what comes in meanwhile is taken in by the next call
        if self._generation != generation:
            self._filters = Filters(self._store)
            self._vectors = VectorIndex.load(self._store)
            self._keywords.refresh()
            self._abbreviations = Abbreviations.load(self._store)
            self._documents = Catalogue(self._store)
            self._outlines = functools.lru_cache(_KEPT_OUTLINES)(self._store.outline)
            self._fronts = functools.lru_cache(_KEPT_FRONTS)(self._front_of)
            self._generation = generation

    def close(self) -> None:
        """Close the index."""
        self._store.close()

    @property
    def store(self) -> Store:
        """The record of truth behind the search."""
        return self._store

    @property
    def legs(self) -> tuple[VectorIndex, KeywordIndex]:
        """The search by vectors and the search by words, each for itself."""
        return self._vectors, self._keywords

    @property
    def documents(self) -> Mapping[str, Document]:
        """All documents by id, without their text; each is read when it is asked for."""
        return self._documents

    def __len__(self) -> int:
        return len(self._vectors)

    def question(self, text: str, language: StemLanguage, phrases: Sequence[str] = ()) -> Question:
        """Make a question ready: embed it, take its terms, weigh them.

        Other forms of its abbreviations are terms of it; embedded as well they would draw the vector away from what
        is asked.
        """
        full = with_forms(text, self._abbreviations.other_forms(text))
        found, rarity = weighed_terms(self._keywords, full, language)
        embedding = self._embedder.embed_query(text)
        return Question(
            text=text,
            language=language,
            embedding=embedding,
            late=prepare(embedding.tokens, self._late),
            spans=self._embedder.token_spans(text, query=True),
            terms=found,
            rarity=rarity,
            phrases=tuple(phrases),
        )

    def candidates(
        self, question: Question, narrowed: Filter | None = None, least: int = 0
    ) -> list[Candidate]:
        """Passages worth ranking, best by vectors first, then those that only words found.

        At least `least` of them where the index has so many.
        """
        allowed = self._filters.mask(narrowed or Filter())
        if allowed is not None and not allowed.any():
            return []
        by_vector = self._vectors.search(question.embedding.vector, max(CANDIDATES_BY_VECTOR, least), allowed)
        by_words = [
            self._keywords.search(question.rarity, language, CANDIDATES_BY_WORDS, allowed)
            for language in (question.language, other(question.language))
        ]
        found = dict.fromkeys(k for leg in (by_vector, *by_words) for k, _ in leg)
        for phrase in question.phrases:
            keys = keys_with_phrase(self._store, phrase, CANDIDATES_BY_PHRASE)
            found |= dict.fromkeys(k for k in keys if allowed is None or (k < len(allowed) and allowed[k]))
        return self.score(question, list(found))

    def front_vector(self, document_id: str) -> NDArray[np.float32]:
        """The vector of a document's first passages, which say what it is about, unit length."""
        return self._fronts(document_id)

    def _front_of(self, document_id: str) -> NDArray[np.float32]:
        keys = [each.key for each in self.outline(document_id)[:_FRONT_PASSAGES]]
        vector = np.sum([v for v, _ in self._store.embeddings(keys).values()], axis=0)
        return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9), dtype=np.float32)

    def allowed(self, keys: Sequence[int], narrowed: Filter) -> list[int]:
        """Those of `keys` that a filter lets through, in order."""
        mask = self._filters.mask(narrowed)
        return [k for k in keys if mask is None or (k < len(mask) and mask[k])]

    def outline(self, document_id: str) -> tuple[Outlined, ...]:
        """Where each passage of a document is, in order; remembered until the index changes."""
        return self._outlines(document_id)

    def score(self, question: Question, keys: Sequence[int]) -> list[Candidate]:
        """What every leg says of these passages, in order; those that are gone are left out."""
        passages = self._store.passages(keys)
        embeddings = self._store.embeddings(keys)
        # another run may have removed a passage since the vectors were loaded
        held = [k for k in keys if k in passages and k in embeddings]
        if not held:
            return []
        packed = [embeddings[k][1] for k in held]
        cosines = maxsim_scores(question.late.tokens, packed)
        before = self._before([passages[k] for k in held])
        met = [maxsim(question.late, c, own) for c, own in zip(cosines, before, strict=True)]
        indexed = self._keywords.passage_terms(held, question.language)
        met_words = self._hits(question, {k: passages[k] for k in held}, indexed)
        return [
            Candidate(
                key=key,
                passage=passages[key],
                dense=float(embeddings[key][0] @ question.embedding.vector),
                words=bm25_of_hits(question.rarity, met_words[key], len(indexed[key])),
                late=met[i].score,
                best_window=met[i].best_window,
                heads=met[i].heads,
                matches=tuple(met[i].matches.tolist()),
                terms=tuple(indexed[key]),
                hits=met_words[key],
                packed=packed[i],
                cosines=cosines[i],
            )
            for i, key in enumerate(held)
        ]

    def _hits(
        self, question: Question, passages: Mapping[int, Passage], indexed: Mapping[int, list[str]]
    ) -> dict[int, tuple[Hit, ...]]:
        """The question's words in each passage, translated where it is in the other language."""
        weights, across = question.rarity, other(question.language)
        keys = [k for k, p in passages.items() if p.language == across]
        foreign = self._keywords.passage_terms(keys, across)
        return {
            k: hits(weights.idf, weights.meanings, question.language, indexed[k], foreign.get(k))
            for k in passages
        }

    def _before(self, passages: Sequence[Passage]) -> list[int]:
        """How many tokens of each passage's embedding stand before its own text; 0 where nothing does."""
        before = [p.embedded[: len(p.embedded) - len(p.text)] for p in passages]
        unique = list(dict.fromkeys(b for b in before if b))
        prefix, *counts = self._embedder.count_tokens([self._embedder.identity.prefixes[1] or " ", *unique])
        known = dict(zip(unique, counts, strict=True))
        return [known[b] + prefix + 1 if b else 0 for b in before]  # one more for the opening token

    def token_matches(self, question: Question, found: Sequence[Candidate]) -> list[TokenMatches]:
        """How each token of each passage found meets the question, passage by passage."""
        return [self._own_tokens(candidate, len(question.embedding.vector)) for candidate in found]

    def _own_tokens(self, found: Candidate, dimension: int) -> TokenMatches:
        passage = found.passage
        spans = self._spans(passage.embedded) - (len(passage.embedded) - len(passage.text))
        own = (spans[:, 0] >= passage.lead) & (spans[:, 1] > spans[:, 0])
        return TokenMatches(spans[own], found.cosines[own].T, decode(found.packed, dimension)[own])
