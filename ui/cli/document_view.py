"""One document as it is shown: which one is meant, and the whole of it or some pages and sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus import Document, Page, Passage, ReadError, Section, Span, UsageError, fold_name
from index import FileRow, Store

_LISTED = 10


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What is shown of `document`, each ascending; `by` says what it was narrowed to, if to anything.

    `sections` are those with headings. The document's text, and all offsets into it, stay whole.
    """

    document: Document
    pages: tuple[Page, ...]
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...] = ()
    by_page: bool = False
    by_section: bool = False


def whole(document: Document, passages: Sequence[Passage] = ()) -> Excerpt:
    """All of it."""
    sections = tuple(s for s in document.sections if s.headings)
    return Excerpt(document, document.pages, sections, tuple(passages))


def narrowed(shown: Excerpt, page: str | None, sections: Sequence[str]) -> Excerpt:
    """What stands on the page and in the sections whose path of headings holds the words; either may be none.

    Raises UsageError where nothing is left.
    """
    if page is not None:
        shown = _on_page(shown, _page(shown.document, page))
    return _in_sections(shown, sections) if sections else shown


def _on_page(shown: Excerpt, page: Page) -> Excerpt:
    return replace(
        shown,
        pages=(page,),
        sections=tuple(s for s in shown.sections if _overlap(page.spans, s)),
        passages=tuple(p for p in shown.passages if page.number in (ref.number for ref in p.pages)),
        by_page=True,
    )


def _page(document: Document, wanted: str) -> Page:
    """By its physical number; where no page has it, by what is printed on it."""
    pages = document.pages
    if not pages:
        raise UsageError(f"{document.path} has no pages: its format knows none. Leave out --page.")
    found = [p for p in pages if str(p.number) == wanted]
    found = found or [p for p in pages if (p.label or "").casefold() == wanted.strip().casefold()]
    if not found:
        raise UsageError(f"{document.path} has no page {wanted!r}; its pages are 1 to {pages[-1].number}.")
    return found[0]


def _in_sections(shown: Excerpt, words: Sequence[str]) -> Excerpt:
    parts = [fold_name(w) for w in words]
    kept = tuple(s for s in shown.sections if any(p in fold_name(h) for p in parts for h in s.headings))
    if not kept:
        raise UsageError(
            f"{shown.document.path} has no section like {' or '.join(map(repr, words))}"
            f"{' on that page' if shown.by_page else ''}. See: rujukan show {shown.document.path!r}"
        )
    return replace(
        shown,
        pages=tuple(p for p in shown.pages if any(_overlap(p.spans, s) for s in kept)),
        sections=kept,
        passages=tuple(p for p in shown.passages if _overlap(kept, p)),
        by_section=True,
    )


def _overlap(spans: Sequence[Span | Section], other: Section | Passage) -> bool:
    return any(s.start < other.end and other.start < s.end for s in spans)


def from_index(library: Path, name: str) -> Excerpt:
    """The document of the index of `library` whose path, or a part of its path or title, is `name`.

    Raises:
        UsageError: none or several are meant.
        ReadError: the index knows the file as one that cannot be read.
        NoIndexError: there is no index.
    """
    store = Store.open(library)
    try:
        row = _row(store, library, name)
        document = store.document(row.document or "")
        if document is None:
            raise ReadError(row.problem or f"{row.path} is not in the index. Run: rujukan index")
        return whole(
            replace(document, path=row.path), [passage for _, passage in store.passages_of(document.id)]
        )
    finally:
        store.close()


def _row(store: Store, library: Path, name: str) -> FileRow:
    """The one file that is meant; copies of one document count once."""
    files = store.files()
    if exact := files.get(name) or files.get(_within(library, name)):
        return exact
    titles = {d.id: fold_name(d.title) for d in store.documents().values()}
    wanted = fold_name(name)
    found = {
        row.document or row.path: row
        for row in reversed(files.values())
        if wanted in fold_name(row.path) or wanted in titles.get(row.document or "", "")
    }
    if len(found) == 1:
        return next(iter(found.values()))
    what = "Several documents are" if found else "No document is"
    raise UsageError(f'{what} called "{name}". Choose from: {_listed(found or files)}')


def _within(library: Path, name: str) -> str:
    """The name of a file of the library that was given by its path from here."""
    try:
        return Path(name).expanduser().resolve().relative_to(library.resolve()).as_posix()
    except (ValueError, OSError, RuntimeError):
        return name


def _listed(rows: dict[str, FileRow]) -> str:
    paths = sorted(row.path for row in rows.values())
    more = f" and {len(paths) - _LISTED} more" if len(paths) > _LISTED else ""
    return ", ".join(f'"{path}"' for path in paths[:_LISTED]) + more
