"""Question sets made ready to run: an indexed library, and for each question the passages that answer it.

BEIR folder ─────────────────▶ index in the work folder ─┐
question file, library ──────▶ the library's own index ──┴──▶ QuestionSet
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from filelock import FileLock

from corpus import Language, NoIndexError, Passage, UnwritableError, UsageError, detect_language
from index import Embedder, Store, build_index, terms
from index.build import store_passages
from index.models.bundled import cache_folder
from index.settings import FORMAT_VERSION
from index.store.store import FileRow
from index.vector.late_interaction import directions, weights_for
from index.vector.token_codec import encode
from index.vector.vector_index import VectorIndex
from qa.evaluation.beir import BeirSet, index_passages, load_beir
from qa.evaluation.cases import Case, load_cases, relevant_to

STARTER = "starter"
"""Names the questions that the project brings, over the library that it brings."""

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how much."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a set. `relevant`: ids of the passages that answer; `languages`: "question→passage"."""

    case: Case
    languages: str
    relevant: frozenset[str]
    judged: bool


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A set, ready. `digest` is of its questions and of what they are asked of; `passages` are counted."""

    name: str
    library: Path
    questions: tuple[Asked, ...]
    digest: str
    passages: int


def ready(
    source: Path | str,
    embedder: Embedder,
    *,
    library: Path | None = None,
    work: Path | None = None,
    headings: bool = True,
    progress: Progress = lambda *_: None,
) -> QuestionSet:
    """Make the set at `source` ready.

    `source` is a folder in the BEIR layout, a question file (over `library`), a folder of documents that
    holds a `questions.jsonl` about them, or STARTER. Indexes that are no library's own are kept in
    `work`, by default in the user's cache, and found there by the next run. `headings=False` indexes the
    passages without title and headings before the text that is embedded, for the ablation.

    Raises:
        UsageError: it is no such thing.
    """
    folder = work or work_folder()
    if str(source) == STARTER:
        return _starter(embedder, folder, headings, progress)
    path = Path(source).expanduser()
    if (path / "corpus.jsonl").is_file():
        return _beir(path, embedder, folder, headings, progress)
    file = path / "questions.jsonl" if path.is_dir() else path
    asked_of = library or (path if path.is_dir() else None)
    if asked_of is None:
        raise UsageError(
            f'Name the documents that "{file}" asks about: rujukan eval "{file}" --library FOLDER'
        )
    return _cases(file, asked_of, embedder, folder, headings, progress)


def work_folder() -> Path:
    """Where indexes of sets are kept where nobody names a folder: in `RUJUKAN_CACHE` or the user's cache."""
    return cache_folder() / "evaluation"


def _beir(source: Path, embedder: Embedder, work: Path, headings: bool, progress: Progress) -> QuestionSet:
    found = load_beir(source)
    passages = (
        found.passages if headings else tuple((i, "", text, lang) for i, _, text, lang in found.passages)
    )
    library = work / f"{found.name}-{_key(passages, embedder)}"
    done = 0

    def count(batch: int) -> None:
        nonlocal done
        done += batch
        progress("passages", done, len(passages))

    with _alone(library):
        _drop_old_terms(library, [text for _, _, text, _ in passages], embedder)
        index_passages(passages, library, embedder, count)
    return QuestionSet(found.name, library, _asked(found), found.digest, len(passages))


def _asked(found: BeirSet) -> tuple[Asked, ...]:
    spoken: dict[str, Language] = {id_: language for id_, _, _, language in found.passages}
    return tuple(
        Asked(
            Case(q.id, q.text, q.language, "all", None, q.answerable, ()),
            _languages(q.language, [spoken[id_] for id_ in sorted(q.relevant) if id_ in spoken]),
            q.relevant,
            bool(q.relevant),
        )
        for q in found.queries
    )


def _cases(
    file: Path, library: Path, embedder: Embedder, work: Path, headings: bool, progress: Progress
) -> QuestionSet:
    cases = load_cases(file)
    if not library.is_dir():
        raise UsageError(
            f'There is no folder "{library}". Name the documents: rujukan eval "{file}" --library …'
        )
    _index_once(library, embedder, progress)
    held, contents = _held(library)
    if not headings:
        library = _bare_copy(library, embedder, work, contents, [p.text for _, p in held])
    questions = tuple(_find_relevant(cases, held))
    digest = hashlib.sha256(file.read_bytes() + "".join(contents).encode()).hexdigest()
    name = file.stem if file.stem != "questions" else file.resolve().parent.name
    return QuestionSet(name, library, questions, digest, len(held))


def _starter(embedder: Embedder, work: Path, headings: bool, progress: Progress) -> QuestionSet:
    from corpus.starter import copy_starter

    library = work / STARTER
    with _alone(library):
        copy_starter(library)
        build_index(
            library, embedder, progress=lambda p: progress("documents", p.documents, p.documents_total)
        )
    file = Path(__file__).with_name("starter_questions.jsonl")
    return replace(_cases(file, library, embedder, work, headings, progress), name=STARTER)


def _index_once(library: Path, embedder: Embedder, progress: Progress) -> None:
    """Index a library that has no index yet; one that has is measured as it is."""
    try:
        Store.open(library).close()
    except NoIndexError:
        build_index(
            library, embedder, progress=lambda p: progress("documents", p.documents, p.documents_total)
        )


def _held(library: Path) -> tuple[list[tuple[str, Passage]], list[str]]:
    """All passages of the index with their file's path, and the ids of its documents, in order."""
    store = Store.open(library)
    try:
        documents = store.documents()
        passages = [(d.path, p) for d in documents.values() for _, p in store.passages_of(d.id)]
        return passages, sorted(documents)
    finally:
        store.close()


def _find_relevant(cases: Sequence[Case], held: Sequence[tuple[str, Passage]]) -> list[Asked]:
    found: dict[str, list[Passage]] = {case.id: [] for case in cases}
    for source, passage in held:
        for case in cases:
            if relevant_to(case, source, passage):
                found[case.id].append(passage)
    return [
        Asked(
            case,
            _languages(case.language, _spoken(case, found[case.id])),
            frozenset(p.id for p in found[case.id]),
            case.answerable,
        )
        for case in cases
    ]


def _spoken(case: Case, relevant: Sequence[Passage]) -> list[Language]:
    """Languages of what answers; those of the quotes where no passage of the index holds one."""
    return [p.language for p in relevant] or [detect_language(g.quote) for g in case.gold]


def _languages(question: Language, passages: Sequence[Language]) -> str:
    """ "question→passage"; the question's own language where any passage that answers is in it."""
    answers = question if question in passages else next(iter(passages), "none")
    return f"{question}→{answers}"


def _bare_copy(
    library: Path, embedder: Embedder, work: Path, contents: Sequence[str], texts: Sequence[str]
) -> Path:
    """An index of the same passages, embedded without title and headings; what they hang on stays."""
    copy = work / f"bare-{_key([*contents, *texts], embedder)}"
    with _alone(copy):
        _drop_old_terms(copy, texts, embedder)
        source = Store.open(library)
        target = _open(copy, embedder)
        try:
            for known in source.documents().values():
                document = source.document(known.id)
                if document is not None and not target.has_document(known.id):
                    passages = [_bare(p) for _, p in source.passages_of(known.id)]
                    store_passages(target, document, passages, embedder, FileRow(known.path, 0, 0, known.id))
            VectorIndex.load(target)
        finally:
            source.close()
            target.close()
    return copy


def _bare(passage: Passage) -> Passage:
    return replace(passage, embedded="\n".join(part for part in (passage.context, passage.text) if part))


def _open(library: Path, embedder: Embedder) -> Store:
    try:
        return Store.open(library)
    except NoIndexError:
        return Store.create(library, embedder.identity)


def _key(content: object, embedder: Embedder) -> str:
    """Names an index by all that its vectors are made of: content, model, and how tokens are packed."""
    identity = embedder.identity
    probe = np.linspace(-1, 1, 2 * identity.dimension, dtype=np.float32).reshape(2, identity.dimension)
    packed = encode(directions(probe, weights_for(identity))).hex()
    made_of = [content, asdict(identity), FORMAT_VERSION, packed]
    return hashlib.sha256(json.dumps(made_of).encode()).hexdigest()[:16]


def _drop_old_terms(library: Path, texts: Sequence[str], embedder: Embedder) -> None:
    """Have the passages written anew, their vectors kept, where words are cut into other terms than then."""
    sample = [terms(t, language) for t in texts[:: len(texts) // 300 + 1] for language in ("id", "en")]
    digest = hashlib.sha256(json.dumps(sample).encode()).hexdigest()
    library.mkdir(parents=True, exist_ok=True)
    store = _open(library, embedder)
    try:
        if store.meta("evaluation_terms") != digest:
            with store.transaction():
                store.drop_files(list(store.files()))
                store.set_meta("evaluation_terms", digest)
    finally:
        store.close()


def _alone(library: Path) -> FileLock:
    """Two runs over the same set: one makes the index, the other waits and finds it."""
    try:
        library.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableError(
            f'Indexes of question sets cannot be kept in "{library.parent}": {error.strerror or error}. '
            "Name another folder: --work FOLDER"
        ) from error
    return FileLock(f"{library}.lock")
