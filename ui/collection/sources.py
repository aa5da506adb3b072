"""How the library's documents are cited: as they were read, or as a person corrected it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from corpus import Document, Span
from qa.citing import Source, suggest_source
from ui.collection.records import Excerpt, source_from
from ui.collection.store import Collection

Whereabouts = str
"""Where the passage is now: `here`, `changed` (the file is another, the words still stand in it), `lost` (they
do not), `removed` (no such file), `unknown` (the library is still being read)."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person said of the document at `path`, whose content then had the id `document`."""

    path: str
    document: str
    source: Source


def corrections(collection: Collection) -> list[Correction]:
    """All that was corrected in this library."""
    rows = collection.rows("SELECT path, document, source FROM corrections")
    return [Correction(path, document, source_from(json.loads(source))) for path, document, source in rows]


def correct(collection: Collection, path: str, document: str, source: Source) -> None:
    """Cite the document so from now on; it stays through re-reading, renaming and changes of the file."""
    written = json.dumps(asdict(source), ensure_ascii=False)
    with collection.writing() as connection:
        connection.execute("DELETE FROM corrections WHERE document = ?", (document,))
        connection.execute("INSERT OR REPLACE INTO corrections VALUES (?, ?, ?)", (path, document, written))


def take_back(collection: Collection, path: str, document: str) -> None:
    """Cite the document as it was read."""
    with collection.writing() as connection:
        connection.execute("DELETE FROM corrections WHERE path = ? OR document = ?", (path, document))


def corrected(known: Sequence[Correction], path: str, document: str) -> Source | None:
    """What a person said of this document: of this very content, else of the file of this name."""
    same = next((c for c in known if c.document == document), None)
    found = same or next((c for c in known if c.path == path), None)
    return replace(found.source, id=path) if found else None


def source_of(document: Document, known: Sequence[Correction]) -> Source:
    """How a document (with its text) is cited. Its id is the path, so that one file is one source."""
    said = corrected(known, document.path, document.id)
    return said or replace(suggest_source(document), id=document.path)


@dataclass(frozen=True, slots=True)
class Holdings:
    """The library as the collection sees it this moment. `read` gives a document with its text by its id."""

    by_id: Mapping[str, Document]
    by_path: Mapping[str, Document]
    complete: bool
    read: Callable[[str], Document | None]

    def document(self, excerpt: Excerpt) -> Document | None:
        """The document that an excerpt is of: the same content, else the file of the same name."""
        return self.by_id.get(excerpt.document) or self.by_path.get(excerpt.path)

    def where(self, excerpt: Excerpt) -> tuple[Whereabouts, Span | None]:
        """What became of the place, and where in today's text it is."""
        if excerpt.document in self.by_id:
            return "here", Span(excerpt.start, excerpt.end)
        now = self.by_path.get(excerpt.path)
        if now is None:
            return ("removed" if self.complete else "unknown"), None
        whole = self.read(now.id)
        at = whole.text.find(excerpt.text) if whole else -1
        return ("lost", None) if at < 0 else ("changed", Span(at, at + len(excerpt.text)))

    def source(self, excerpt: Excerpt, known: Sequence[Correction]) -> Source:
        """How an excerpt's document is cited now; as it was then where it is gone."""
        now = self.document(excerpt)
        whole = self.read(now.id) if now else None
        if whole:
            return source_of(whole, known)
        said = corrected(known, excerpt.path, excerpt.document)
        return said or replace(excerpt.source, id=excerpt.path)


def holdings(
    documents: Sequence[Document], *, complete: bool, read: Callable[[str], Document | None]
) -> Holdings:
    """The library's documents, by id and by path."""
    return Holdings({d.id: d for d in documents}, {d.path: d for d in documents}, complete, read)
