"""Question sets in the BEIR layout: `corpus.jsonl`, `queries.jsonl`, `qrels/test.tsv`.

Thakur et al. (2021), "BEIR". Each row of the corpus is one passage, taken as it is.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus import Document, Language, Passage, Section, UsageError, detect_language
from index import Embedder, ModelIdentity, Store
from index.build import store_passages
from index.store.store import FileRow
from index.vector.vector_index import VectorIndex


@dataclass(frozen=True, slots=True)
class Query:
    """A question of a set. `relevant`: ids of its passages; empty where it has none."""

    id: str
    text: str
    language: Language
    relevant: frozenset[str]
    answerable: bool


@dataclass(frozen=True, slots=True)
class BeirSet:
    """A set, read. `passages` are (id, title, text, language); `digest` is of all three files."""

    name: str
    passages: tuple[tuple[str, str, str, Language], ...]
    queries: tuple[Query, ...]
    digest: str


def load_beir(folder: Path) -> BeirSet:
    """Read the set in `folder`.

    Raises:
        UsageError: a file is missing or a line is not of the layout.
    """
    files = [folder / "corpus.jsonl", folder / "queries.jsonl", folder / "qrels" / "test.tsv"]
    try:
        digest = hashlib.sha256(b"".join(f.read_bytes() for f in files)).hexdigest()
        passages = tuple(_passage(row) for row in read_lines(files[0]))
        relevant = _relevant(files[2])
        queries = tuple(_query(row, relevant) for row in read_lines(files[1]))
    except (OSError, ValueError, KeyError) as error:
        raise UsageError(
            f'"{folder}" is not a set in the BEIR layout: {error}. '
            "It needs corpus.jsonl, queries.jsonl and qrels/test.tsv."
        ) from error
    return BeirSet(folder.resolve().name, passages, queries, digest)


def read_lines(file: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of a file, one a line."""
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def index_passages(
    passages: tuple[tuple[str, str, str, Language], ...],
    folder: Path,
    embedder: Embedder,
    progress: Callable[[int], None] = lambda _: None,
) -> None:
    """Make `folder` a library whose index holds just these passages, their ids kept.

    What a run cut off has embedded is found again; an index that holds the same passages already is kept.
    """
    text = "\n\n".join(p[2] for p in passages)
    identity = hashlib.sha256(json.dumps(passages).encode()).hexdigest()
    folder.mkdir(parents=True, exist_ok=True)
    store = _store(folder, embedder.identity)
    try:
        if store.has_document(identity):
            return
        document = Document(
            identity,
            "corpus.jsonl",
            "application/jsonl",
            text,
            "",
            "und",
            (Section((), 0, len(text), 0),),
            (),
        )
        rows = tuple(_spans(passages, identity))
        store_passages(store, document, rows, embedder, FileRow("corpus.jsonl", 0, 0, identity), progress)
        VectorIndex.load(store)
    finally:
        store.close()


def _store(folder: Path, identity: ModelIdentity) -> Store:
    from corpus import NoIndexError

    try:
        return Store.open(folder)
    except NoIndexError:
        return Store.create(folder, identity)


def _spans(passages: tuple[tuple[str, str, str, Language], ...], document: str) -> Iterator[Passage]:
    at = 0
    for id_, title, text, language in passages:
        embedded = f"{title}\n{text}" if title else text
        yield Passage(id_, document, (), (), at, at + len(text), text, "body", language, embedded)
        at += len(text) + 2


def _passage(row: dict[str, Any]) -> tuple[str, str, str, Language]:
    text = str(row["text"])
    return str(row["_id"]), str(row.get("title") or ""), text, _language(row, text)


def _query(row: dict[str, Any], relevant: dict[str, frozenset[str]]) -> Query:
    text = str(row["text"])
    id_ = str(row["_id"])
    known = row.get("metadata") or {}
    answerable = bool(known.get("answerable", True)) if isinstance(known, dict) else True
    return Query(id_, text, _language(row, text), relevant.get(id_, frozenset()), answerable)


def _language(row: dict[str, Any], text: str) -> Language:
    named = (row.get("metadata") or {}).get("lang")
    return named if named in ("id", "en") else detect_language(text)


def _relevant(file: Path) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        query, passage, grade = line.split("\t")
        if grade.strip().lstrip("-").isdigit() and int(grade) > 0:
            found.setdefault(query, set()).add(passage)
    return {query: frozenset(ids) for query, ids in found.items()}
