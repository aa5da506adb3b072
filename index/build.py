"""Brings a library's index up to date with its files, embedding only what is new.

    find ──▶ plan ──▶ read ──▶ passages ──▶ embed ──▶ store ──▶ receipt

The next documents are read while one is embedded, and one batch is written while the next is embedded.
Each document is written in one transaction with its passages, so that a run killed at any moment leaves the
index as it was or with some documents more; vectors already made are found again by the next run.
"""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import get_args

from corpus import Document, Found, Message, Passage, build_passages, find_files, say
from corpus.errors import LibraryError, ReadError
from corpus.records import ReadHow
from index.keyword.keyword_index import KeywordIndex
from index.read_ahead import ReaderPool, prefetch_one
from index.receipt import DocumentReceipt, Progress, Receipt, State, found_in
from index.records import Embedder
from index.settings import FOLDER, WRITE_PASSAGES
from index.store.locking import locked, open_store, settled, writable
from index.store.store import FileRow, Store
from index.time_left import TimeRemaining
from index.vector.late_interaction import directions, weights_for
from index.vector.token_codec import encode
from index.vector.vector_index import VectorIndex


def build_index(
    library: Path,
    embedder: Embedder,
    *,
    rebuild: bool = False,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Receipt:
    """Bring the index of `library` up to date and say what was done.

    `progress` is called before each document and after each batch of passages; an exception it raises (a
    person who cancels) ends the run between two writes, and the next run goes on from there.

    Raises:
        UnwritableError: the library or its index cannot be written.
        MismatchError: the index was made by another model or format; `rebuild=True` replaces it.
        LibraryError: there is no such folder, or another run is at work in it.
    """
    if not library.is_dir():
        text = f'There is no folder "{library}". Name the folder that holds the documents.'
        raise LibraryError(Message(text, "error_index_no_folder", {"folder": str(library)}))
    with locked(library), writable(library):
        store = open_store(library, embedder, rebuild=rebuild)
        try:
            receipt = _Run(library, store, embedder, progress).go()
            store = settled(library, store)
            _derive(store, receipt, progress)
            return receipt
        finally:
            store.close()


def _derive(store: Store, receipt: Receipt, progress: Callable[[Progress], None]) -> None:
    """Make what search derives from the store; in a large library for the first time it takes minutes."""
    count = len(receipt.documents)

    def tell(done: int, _total: int) -> None:
        progress(Progress(FOLDER, count, count, done, 0.0, None))

    VectorIndex.load(store, tell)
    KeywordIndex(store).refresh(tell)


def remove_document(library: Path, path: str) -> bool:
    """Take the file `path` out of the index (not off the disk). False where the index does not know it.

    Raises:
        NoIndexError: there is no index to take it out of.
        LibraryError: there is no such folder, or its index is damaged, of another format, or not to be written.
    """
    Store.open(library).close()  # before a lock makes a folder where there is no index
    with locked(library), writable(library):
        store = Store.open(library)
        try:
            if path not in store.files():
                return False
            with store.transaction():
                store.drop_files([path])
                store.prune_vectors()
            VectorIndex.load(store)
            return True
        finally:
            store.close()


def store_passages(
    store: Store,
    document: Document,
    passages: Sequence[Passage],
    embedder: Embedder,
    row: FileRow,
    progress: Callable[[int], None] = lambda _: None,
    left: Callable[[int], None] = lambda _: None,
) -> None:
    """Embed what has no vector yet, keeping each batch at once, then write the document in one transaction.

    It takes the place of what the file `row.path` held before. `progress` is told how many passages each
    batch had; `left` how many characters are still to be embedded, at first and after each batch.
    """
    digests = [hashlib.sha256(p.embedded.encode()).hexdigest() for p in passages]
    texts = dict(zip(digests, (p.embedded for p in passages), strict=True))
    wanted = sorted(store.missing_digests(digests), key=lambda d: (-len(texts[d]), d))
    late = weights_for(embedder.identity)
    characters = sum(len(texts[d]) for d in wanted)
    left(characters)
    cuts = [wanted[at : at + WRITE_PASSAGES] for at in range(0, len(wanted), WRITE_PASSAGES)]
    for batch, embedded in prefetch_one(lambda cut: embedder.embed_passages([texts[d] for d in cut]), cuts):
        with store.transaction():
            store.put_vectors(
                (d, e.vector.tobytes(), encode(directions(e.tokens, late)))
                for d, e in zip(batch, embedded, strict=True)
            )
        characters -= sum(len(texts[d]) for d in batch)
        left(characters)
        progress(len(batch))
    with store.transaction():
        store.drop_files([row.path])
        store.put_document(document, passages, digests)
        store.put_file(row)


class _Run:
    """One run over one library."""

    def __init__(
        self, library: Path, store: Store, embedder: Embedder, progress: Callable[[Progress], None]
    ) -> None:
        self.library, self.store, self.embedder, self.progress = library, store, embedder, progress
        self.readers = ReaderPool([])
        self.begun = time.perf_counter()
        self.known = store.files()
        self.renamed: set[str] = set()
        """Files that are gone but whose content stands under another name now."""
        self.documents_done = self.documents_total = 0
        self.estimate = TimeRemaining([])
        self.embedded = 0
        self.embedding_seconds = self.batch_begun = 0.0

    def go(self) -> Receipt:
        findings = find_files(self.library)
        gone = set(self.known) - {f.name for f in findings.files}
        receipts = [self._keep(f) for f in findings.files if self._is_known(f)]
        work = [f for f in findings.files if not self._is_known(f)]
        self.documents_total = len(work)
        self.estimate = TimeRemaining((f.name, f.size) for f in work)
        with ReaderPool(work) as self.readers:
            for file in work:
                receipts.append(self._take(file, gone))
                self.documents_done += 1
        receipts += self._forget(gone)
        return Receipt(
            documents=tuple(sorted(receipts, key=lambda r: r.path)),
            skipped=tuple((s.name, s.reason) for s in findings.skipped),
            passages=self.store.count_passages(),
            embedded=self.embedded,
            seconds=time.perf_counter() - self.begun,
        )

    def _is_known(self, file: Found) -> bool:
        """Unchanged by size and time. A file that could not be read is tried again each time."""
        row = self.known.get(file.name)
        return (
            row is not None and row.problem is None and (row.size, row.mtime_ns) == (file.size, file.mtime_ns)
        )

    def _keep(self, file: Found) -> DocumentReceipt:
        document = self.store.document(self.known[file.name].document or "", text=False)
        if document is None:  # written between two runs of older make: read it again
            return self._take(file, set())
        return self._receipt(file.name, "unchanged", document)

    def _take(self, file: Found, gone: set[str]) -> DocumentReceipt:
        """Read one file and bring the index in line with it."""
        self._tell(file.name)
        self.estimate.begun(file.name, file.size)
        receipt = self._bring(file, gone)
        self.estimate.done()
        return receipt

    def _bring(self, file: Found, gone: set[str]) -> DocumentReceipt:
        try:
            document = self.readers.read(file)
        except ReadError as error:
            return self._fail(file, error)
        earlier = self.known.get(file.name)
        row = FileRow(file.name, file.size, file.mtime_ns, document.id)
        if self.store.has_document(document.id):
            return self._point(row, document, gone)
        passages = build_passages(document, self.embedder.count_tokens)
        self._clock()
        store_passages(
            *(self.store, document, passages, self.embedder, row),
            progress=lambda n: self._embedded(file.name, n),
            left=self.estimate.to_embed,
        )
        return self._receipt(file.name, "changed" if earlier and earlier.document else "new", document)

    def _point(self, row: FileRow, document: Document, gone: set[str]) -> DocumentReceipt:
        """A file whose content the index holds already: touched, renamed, or a copy of another."""
        others = [path for path in self.store.files_of(document.id) if path != row.path]
        left = [path for path in others if path in gone]
        touched = row.path in self.known and self.known[row.path].document == document.id
        with self.store.transaction():
            self.store.put_file(row)
            self.store.drop_orphans()
            if left and not touched:
                self.store.drop_files(left[:1])
                self.store.put_record(document)  # its title may be the file's name
        if touched:
            return self._receipt(row.path, "unchanged", document)
        if left:
            self.renamed.add(left[0])
            return self._receipt(row.path, "renamed", document)
        copy = say("same_content", other=others[0])
        return replace(self._receipt(row.path, "duplicate", document), problem=copy)

    def _fail(self, file: Found, error: ReadError) -> DocumentReceipt:
        """List the file with what is wrong; what the index knew of an earlier content goes."""
        row = FileRow(file.name, file.size, file.mtime_ns, None, error.message, type(error).__name__)
        with self.store.transaction():
            self.store.drop_files([file.name])
            self.store.put_file(row)
        return DocumentReceipt(file.name, "failed", problem=error.message)

    def _forget(self, gone: set[str]) -> list[DocumentReceipt]:
        with self.store.transaction():
            self.store.drop_files(gone)
            self.store.prune_vectors()
        return [DocumentReceipt(path, "removed") for path in sorted(gone - self.renamed)]

    def _clock(self) -> None:
        self.batch_begun = time.perf_counter()

    def _embedded(self, name: str, count: int) -> None:
        self.embedded += count
        self.embedding_seconds += time.perf_counter() - self.batch_begun
        self._tell(name)
        self._clock()

    def _tell(self, name: str) -> None:
        rate = self.embedded / self.embedding_seconds if self.embedding_seconds else 0.0
        left = self.estimate.seconds_left()
        self.progress(Progress(name, self.documents_done, self.documents_total, self.embedded, rate, left))

    def _receipt(self, path: str, state: State, document: Document) -> DocumentReceipt:
        how = Counter(page.how for page in document.pages)
        kinds = self.store.kinds_of(document.id)
        return DocumentReceipt(
            path=path,
            state=state,
            title=document.title,
            pages=len(document.pages),
            pages_how=tuple((way, how[way]) for way in get_args(ReadHow)),
            sections=sum(1 for s in document.sections if s.headings and not s.clause),
            passages=sum(kinds.values()),
            found=found_in(document),
            kinds=tuple(sorted(kinds.items())),
            language=document.language,
            warnings=document.warnings,
        )
