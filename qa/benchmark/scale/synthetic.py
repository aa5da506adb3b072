"""Makes a large library out of a real one, to measure how search grows: 10 thousand passages, a million.

    python -m qa.benchmark.scale.synthetic SOURCE FOLDER --passages 1000000 [--tokens 64] [--seed 1]

SOURCE is any indexed library; with about ten thousand passages or more, in the languages that matter. What is
made has the distribution of the real thing where search can tell:

- Vectors: that of a real passage, moved by three differences between other passages and one of their ten
  nearest neighbours, each times ±0.35 to ±0.65. So they fill the space between the real ones in the directions
  in which real passages differ. The nearest neighbour of a new passage among a million has a cosine of about
  0.89, where that of a real one among ten thousand has 0.86.
- Texts: sentences of the real passage and of three neighbours of its, in turn, up to its length; so common
  words stand in as large a share of the passages as they really do. Two coined words in each, halves of real
  ones, since a vocabulary grows with the texts.
- Tokens: those of the real passage, packed as they are, as many as the new text has. `--tokens` keeps the first
  ones only (all of them are 20 to 40 KB a passage); `qa.benchmark.scale.scale` then reads as many of each text.
- Documents of a hundred passages with ten sections. After 100,000 passages the texts and tokens come again, each
  time with vectors of their own: to write them anew takes four times as long and shows search nothing else.

The same SOURCE, number and seed give the same library. A run that was cut off goes on.
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus import Block, Document, NoIndexError, Passage, Section, split_sentences
from index.keyword.keyword_index import KeywordIndex
from index.models.load import load_embedder
from index.records import Embedder, ModelIdentity
from index.store.store import FileRow, Store
from index.vector.vector_index import VectorIndex
from qa.benchmark.scale.copies import count_from, identifier, repeat

Array = NDArray[np.float32]
Keys = NDArray[np.int64]
DOCUMENT, SECTION = 100, 10
"""Passages of a document and of a section."""
_NEIGHBOURS, _DIFFERENCES, _LEAST, _MOST = 10, 3, 0.35, 0.65
_CHUNK = 20  # documents made at once
_TEXTS = 100_000  # passages before texts come again


@dataclass(frozen=True, slots=True)
class Source:
    """A real library in memory. `near`: rows of each passage's nearest neighbours, shape (passages, 10)."""

    identity: ModelIdentity
    vectors: Array
    near: Keys
    keys: tuple[int, ...]
    passages: tuple[Passage, ...]
    sentences: tuple[tuple[str, ...], ...]
    words: tuple[str, ...]


def read_source(store: Store) -> Source:
    """All passages of an index but their tokens; texts that stand there twice count once."""
    keys, vectors = store.vectors()
    _, first = np.unique(vectors, axis=0, return_index=True)
    rows = np.sort(first)
    keys, vectors = keys[rows], vectors[rows]
    found = _all_passages(store, keys.tolist())
    passages = tuple(found[k] for k in keys.tolist())
    sentences = tuple(tuple(p.text[s.start : s.end] for s in split_sentences(p.text)) for p in passages)
    words = sorted({w for p in passages for w in p.text.split() if w.isalpha() and len(w) > 5})
    return Source(
        store.identity(), vectors, _near(vectors), tuple(keys.tolist()), passages, sentences, tuple(words)
    )


def _all_passages(store: Store, keys: list[int]) -> dict[int, Passage]:
    parts = (keys[at : at + 1000] for at in range(0, len(keys), 1000))
    return {key: passage for part in parts for key, passage in store.passages(part).items()}


def _near(vectors: Array) -> Keys:
    import faiss

    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    _, found = index.search(vectors, _NEIGHBOURS + 1)
    return np.asarray(found[:, 1:], dtype=np.int64)


def moved(source: Source, rows: Keys, random: np.random.Generator) -> Array:
    """A new vector near that of each row of the source, unit length, shape (rows, dimension)."""
    made = source.vectors[rows].copy()
    for _ in range(_DIFFERENCES):
        one = random.integers(len(source.vectors), size=len(rows))
        other = source.near[one, random.integers(_NEIGHBOURS, size=len(rows))]
        far = random.uniform(_LEAST, _MOST, len(rows)) * random.choice([-1, 1], len(rows))
        made += far[:, None].astype(np.float32) * (source.vectors[one] - source.vectors[other])
    return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), dtype=np.float32)


def written(source: Source, row: int, random: np.random.Generator) -> str:
    """A new text of about the length of that row's, of its sentences and its neighbours'."""
    texts = [source.sentences[r] for r in (row, *random.choice(source.near[row], 3, replace=False))]
    in_turn = [s for turn in itertools.zip_longest(*texts) for s in turn if s]
    random.shuffle(in_turn)
    made: list[str] = []
    length = len(source.passages[row].text)
    while in_turn and sum(map(len, made)) < length:
        made.append(in_turn.pop())
    picks = random.integers(len(source.words), size=4)
    halves = [source.words[int(p)] for p in picks]
    coined = [a[: len(a) // 2] + b[len(b) // 2 :].lower() for a, b in (halves[:2], halves[2:])]
    return " ".join([*made, *coined])


def make(
    source: Path,
    folder: Path,
    passages: int,
    embedder: Embedder,
    *,
    tokens: int | None = None,
    seed: int = 1,
    progress: Callable[[int], None] = lambda _: None,
) -> None:
    """Make `folder` a library of `passages` new passages after those of the library `source`."""
    folder.mkdir(parents=True, exist_ok=True)
    real = Store.open(source)
    try:
        known = read_source(real)
        made = _target(folder, known.identity)
        try:
            for first in range(0, passages, DOCUMENT * _CHUNK):
                most = min(passages - first, DOCUMENT * _CHUNK)
                if made.count_passages() >= first + most:
                    pass  # an earlier run made them
                elif first < _TEXTS or most % DOCUMENT:
                    _make_chunk(real, made, known, (seed, first), most, _Counter(embedder, tokens))
                else:
                    _repeat_chunk(made, known, (seed, first), most)
                progress(first + most)
            made.set_meta("evaluation_tokens", str(tokens or ""))
            VectorIndex.load(made)
            KeywordIndex(made).refresh()
        finally:
            made.close()
    finally:
        real.close()


def _target(folder: Path, identity: ModelIdentity) -> Store:
    try:
        return Store.open(folder)
    except NoIndexError:
        return Store.create(folder, identity)


def _make_chunk(
    real: Store, made: Store, known: Source, seed: tuple[int, int], count: int, counter: _Counter
) -> None:
    """Some documents, in one transaction; the same for the same seed whatever came before."""
    random = np.random.default_rng(seed)
    rows = random.integers(len(known.vectors), size=count)
    vectors = moved(known, rows, random)
    packed = {k: t for k, (_, t) in real.embeddings([known.keys[r] for r in set(rows.tolist())]).items()}
    with made.transaction():
        for at in range(0, count, DOCUMENT):
            own = rows[at : at + DOCUMENT]
            texts = [written(known, int(r), random) for r in own]
            name = _name(seed[1] + at)
            document, found = _document(name, texts, [known.passages[r] for r in own])
            blobs = (
                _tokens(packed[known.keys[r]], counter(p.embedded), known.identity.dimension)
                for r, p in zip(own, found, strict=True)
            )
            digests = [identifier(f"{name} {i}") for i in range(len(own))]
            made.put_vectors(
                zip(digests, (v.tobytes() for v in vectors[at : at + DOCUMENT]), blobs, strict=True)
            )
            made.put_document(document, found, digests)
            made.put_file(FileRow(document.path, len(document.text), 0, document.id))


def _repeat_chunk(made: Store, known: Source, seed: tuple[int, int], count: int) -> None:
    """Documents of `_make_chunk` again, under other vectors near the same real ones."""
    origin = seed[1] % _TEXTS
    rows = np.random.default_rng((seed[0], origin)).integers(len(known.vectors), size=count)
    vectors = moved(known, rows, np.random.default_rng(seed))
    first = made.highest_key() + 1
    with made.transaction():
        for at in range(0, count, DOCUMENT):
            repeat(made, _name(origin + at), _name(seed[1] + at), vectors[at : at + DOCUMENT])
        count_from(made, first)


def _name(first: int) -> str:
    return f"synthetic-{first:08}"


@dataclass(frozen=True, slots=True)
class _Counter:
    """Counts the tokens of a text as its embedding has them, up to `most`."""

    embedder: Embedder
    most: int | None

    def __call__(self, text: str) -> int:
        if self.most and len(text.split()) >= self.most:  # a word is a token at least
            return self.most
        return min(len(self.embedder.token_spans(text)), self.most or self.embedder.identity.max_tokens)


def _tokens(packed: bytes, count: int, dimension: int) -> bytes:
    """`count` tokens of those that `token_codec.pack` packed (codes of all, then lengths of all), in a circle."""
    half = dimension // 2
    held = len(packed) // (half + 2)
    codes, lengths = packed[: held * half], packed[held * half :]
    rounds = -(-count // held)
    return (codes * rounds)[: count * half] + (lengths * rounds)[: 2 * count]


def _document(name: str, texts: list[str], like: list[Passage]) -> tuple[Document, list[Passage]]:
    starts = [0, *itertools.accumulate(len(t) + 2 for t in texts)]
    id_ = identifier(name)
    whole = "\n\n".join(texts)
    headings = [(f"Bab {i // SECTION + 1}", like[i].text[:40].strip()) for i in range(0, len(texts), SECTION)]
    passages = [
        Passage(
            id=f"{name}-{i}",
            document_id=id_,
            headings=headings[i // SECTION],
            pages=(),
            start=start,
            end=start + len(text),
            text=text,
            kind=model.kind,
            language=model.language,
            embedded=f"{' › '.join(headings[i // SECTION])}\n{text}",
        )
        for i, (start, text, model) in enumerate(zip(starts, texts, like, strict=False))
    ]
    return (
        Document(
            id_,
            f"{name}.txt",
            "text/plain",
            whole,
            f"Synthetic {name}",
            "id",
            tuple(_sections(headings, passages)),
            tuple(Block("body", p.start, p.end) for p in passages),
        ),
        passages,
    )


def _sections(headings: list[tuple[str, str]], passages: list[Passage]) -> Iterator[Section]:
    for path, at in zip(headings, range(0, len(passages), SECTION), strict=True):
        last = passages[min(at + SECTION, len(passages)) - 1]
        yield Section(path, passages[at].start, last.end, 1)


def main() -> None:
    """Make a synthetic library; see above."""
    parser = argparse.ArgumentParser(
        prog="python -m qa.benchmark.scale.synthetic", description="Make a large library out of a real one."
    )
    parser.add_argument("source", type=Path, help="an indexed library")
    parser.add_argument("folder", type=Path, help="where the new one is made")
    parser.add_argument("--passages", type=int, required=True)
    parser.add_argument("--tokens", type=int, help="keep the first tokens of each passage only")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    make(
        chosen.source,
        chosen.folder,
        chosen.passages,
        load_embedder(),
        tokens=chosen.tokens,
        seed=chosen.seed,
        progress=lambda n: print(f"{n:,} of {chosen.passages:,} passages", flush=True),
    )


if __name__ == "__main__":
    main()
