"""What the rest of the house knows of a document.

Every span is a half-open pair of character offsets into `Document.text`, counted from 0, so that
`document.text[start:end]` is always the very text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["heading", "body", "table", "footnote", "caption", "reference", "other"]
"""What a stretch of text is. `other` is text outside the run of reading: a chart's labels, bare links."""

PassageKind = Literal["body", "table", "footnote", "caption", "reference", "other"]

SectionKind = Literal["front", "abstract", "contents", "body", "references", "appendix"]

ReadHow = Literal["text", "ocr", "empty", "failed"]

Language = Literal["id", "en", "und"]
"""`und` (undetermined, ISO 639-2) where a text is too short or is neither."""


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open character range, 0-based."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page as the file has it.

    `number` is physical, from 1. `label` is what is printed on it or declared for it ("iv", "8"), or None.
    `spans` are the parts of the document's text that stand on it, ascending: several where a footnote or a
    table was set apart from the paragraph that runs through it. `confidence` is the mean of the OCR engine
    in [0, 1], None for text that needed none. `furniture` is what was kept out of the text: running heads
    and feet, page numbers, watermarks.
    """

    number: int
    label: str | None = None
    how: ReadHow = "text"
    spans: tuple[Span, ...] = ()
    confidence: float | None = None
    furniture: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and all that follows until the next one. Sections tile the text: no gaps, no overlap.

    `headings` is the whole path, outermost first, empty before the first heading. `level` is the depth,
    1 = outermost, 0 before the first heading. The heading's own text stands at `start`. `clause`: it is a
    clause of a law's article, which has a number and no heading; its path ends with "ayat (2)".
    """

    headings: tuple[str, ...]
    start: int
    end: int
    level: int
    kind: SectionKind = "body"
    clause: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, table, footnote … within `Document.text`.

    `number` is the printed number of a footnote, table or figure ("3", "4.3"). `cited_at` is, for a
    footnote, the offset in the text where it is cited, else None. `header` is, for a table, how many
    leading characters of it are the header rows (0 where it has none); `caption` its caption, a block of
    its own as well.
    """

    kind: BlockKind
    start: int
    end: int
    number: str | None = None
    cited_at: int | None = None
    header: int = 0
    caption: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read.

    `id` is the SHA-256 of the file's bytes in hex, so a renamed or copied file keeps it. `path` is relative
    to the library, with forward slashes. `warnings` are messages for people, in order of page.
    """

    id: str
    path: str
    media_type: str
    text: str
    title: str
    language: Language
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...] = ()
    authors: tuple[str, ...] = ()
    year: int | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageRef:
    """A page as it is cited: physical number from 1, printed label or None."""

    number: int
    label: str | None = None


@dataclass(frozen=True, slots=True)
class TableCell:
    """A filled cell of a table, from `corpus.passage_cells` or `corpus.document_cells`.

    `start` and `end` are its half-open span in the text that it was looked for in: the passage's, or the
    document's. `row` and `column` count from 0 there. `header` where it belongs to the header rows.
    `above` are the words of the header cells over it, the outermost first; `left` those of the cells of its
    row that say what the row is about ("Barat", "Budi"), from left to right. Both empty for header cells.
    """

    start: int
    end: int
    row: int
    column: int
    header: bool
    above: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """What is found and shown: whole sentences of one section.

    `text` is verbatim, `document.text[start:end]`. Its first `lead` characters are the headings (and the
    white space after them) that it opens with, 0 where it opens none. `context` is what a reader needs
    beside it and is not part of it: a table's caption and header rows for its later parts, the sentence
    that cites a footnote. `embedded` is the text that the model is given: title, headings and context
    before the text. `pages` ascend and are empty for formats without pages. `header` are the header rows of
    a table, verbatim: in `text` after the lead in its first part, in `context` for the later ones.
    """

    id: str
    document_id: str
    headings: tuple[str, ...]
    pages: tuple[PageRef, ...]
    start: int
    end: int
    text: str
    kind: PassageKind
    language: Language
    embedded: str
    lead: int = 0
    context: str = ""
    header: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """What a reader hands to `compose`: one block with its text, before `Document.text` exists.

    `level` is the heading's depth where the file declares it (1 = outermost), 0 to let `compose` decide.
    `breaks` are (offset in `text`, physical page number) pairs, ascending; the first is (0, first page);
    empty for formats without pages. `cites` are (offset in `text`, footnote number) pairs where the text
    cites a footnote.
    """

    kind: BlockKind
    text: str
    level: int = 0
    breaks: tuple[tuple[int, int], ...] = ()
    number: str | None = None
    header: int = 0
    caption: str | None = None
    cites: tuple[tuple[int, str], ...] = ()
    section: SectionKind | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a reader found in one file, in reading order. `pages` have no spans yet.

    `language` is what the file declares for itself; it counts where the text does not show its language.
    """

    media_type: str
    pieces: tuple[Piece, ...]
    pages: tuple[Page, ...] = ()
    title: str | None = None
    authors: tuple[str, ...] = ()
    year: int | None = None
    warnings: tuple[str, ...] = field(default=())
    language: Language | None = None
