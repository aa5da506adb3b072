"""E-books: the chapters in the order of the book's spine, each read as the HTML that it is.

package ──▶ container.xml ──▶ OPF: about, spine ──▶ chapters as HTML ──▶ Reading

An e-book has no pages of its own: its reader's device cuts them. Only parts of the package are opened, by the
names that stand in its table; a path that leads elsewhere names no part and is passed over.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from lxml import etree

from corpus.errors import EncryptedError, FormatError
from corpus.messages import say
from corpus.readers import html
from corpus.readers.blocks import document_authors, document_title
from corpus.readers.encoding import decode
from corpus.readers.html_about import declared_language, in_utf8
from corpus.readers.packages import open_package, parse_xml
from corpus.records import Piece, Reading

_MEDIA_TYPE = "application/epub+zip"
_CHAPTERS = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})
_NUMBERED = re.compile(r"section \d+", re.I)
"""What programs call a part that has no name."""
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


def read(data: bytes, name: str, password: str | None = None) -> Reading:
    """Reads an EPUB file. `password` is not used: books under lock are refused as such."""
    with open_package(data, name, "EPUB") as package:
        where = _opf(package, name)
        opf = parse_xml(package.read(where))
        chapters = list(_chapters(package, opf, where))
        _refuse_locked(package, chapters, name)
        labels = _labels(package, opf, where)
        pieces = _with_notes([list(_chapter(package, part, labels.get(part), name)) for part in chapters])
    return Reading(
        media_type=_MEDIA_TYPE,
        pieces=tuple(pieces),
        title=document_title(next(_about(opf, "title"), None)),
        authors=tuple(person for person in _about(opf, "creator") if document_authors(person)),
        year=next((int(y[0]) for date in _about(opf, "date") if (y := _YEAR.search(date))), None),
        language=declared_language(next(_about(opf, "language"), "")),
    )


def _opf(package: zipfile.ZipFile, name: str) -> str:
    """The part that describes the book."""
    if "META-INF/container.xml" in package.namelist():
        for each in _named(parse_xml(package.read("META-INF/container.xml")), "rootfile"):
            path = each.get("full-path") or ""
            if path in package.namelist():
                return path
    found = next((part for part in package.namelist() if part.lower().endswith(".opf")), None)
    if found is None:
        raise FormatError(say("damaged_part", name=name, kind="EPUB", detail="no OPF"))
    return found


@dataclass(frozen=True, slots=True)
class _Item:
    """A part that the book lists, by its path in the package."""

    path: str
    kind: str
    properties: str


def _items(package: zipfile.ZipFile, opf: etree._Element, where: str) -> dict[str, _Item]:
    """By their identifier, those that the package really holds."""
    parts = set(package.namelist())
    found = {}
    for each in _named(opf, "item"):
        path = _resolved(where, each.get("href") or "")
        if path in parts:
            found[each.get("id") or path] = _Item(
                path, each.get("media-type") or "", each.get("properties") or ""
            )
    return found


def _resolved(base: str, href: str) -> str:
    """The part that a link in the part `base` leads to."""
    try:
        path = unquote(urlsplit(href).path)
    except ValueError:
        return ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), path)) if path else base


def _chapters(package: zipfile.ZipFile, opf: etree._Element, where: str) -> Iterator[str]:
    """The paths of the chapters in the order of the spine, each once; the table of contents is none."""
    items = _items(package, opf, where)
    seen: set[str] = set()
    for each in _named(opf, "itemref"):
        item = items.get(each.get("idref") or "")
        if item and item.kind in _CHAPTERS and "nav" not in item.properties.split() and item.path not in seen:
            seen.add(item.path)
            yield item.path


def _refuse_locked(package: zipfile.ZipFile, chapters: list[str], name: str) -> None:
    """Fonts may be encrypted in any book; chapters are so only in one that is locked."""
    if "META-INF/encryption.xml" not in package.namelist():
        return
    root = parse_xml(package.read("META-INF/encryption.xml"))
    locked = {_resolved("", each.get("URI") or "") for each in _named(root, "CipherReference")}
    if locked & set(chapters):
        raise EncryptedError(say("locked", name=name))


def _chapter(package: zipfile.ZipFile, part: str, label: str | None, name: str) -> Iterator[Piece]:
    """One chapter; where its text has no heading, the one that the book's contents give it."""
    text, _ = decode(in_utf8(package.read(part)), f"{name} ({part})")
    pieces = html.parse(text).pieces
    if label and pieces and not any(piece.kind == "heading" for piece in pieces):
        yield Piece("heading", label, level=1)
        if " ".join(pieces[0].text.split()).casefold() == label.casefold():
            pieces = pieces[1:]
    yield from pieces


def _with_notes(chapters: list[list[Piece]]) -> list[Piece]:
    """The chapters' pieces; notes in a part of their own follow what cites them, where a number names one note."""
    apart = [_is_apart(each) for each in chapters]
    rest = [piece for each, alone in zip(chapters, apart, strict=True) if alone for piece in each]
    count = Counter(piece.number for piece in rest if piece.kind == "footnote")
    notes = {piece.number: piece for piece in rest if count[piece.number] == 1 and piece.kind == "footnote"}
    found: list[Piece] = []
    placed: set[int] = set()
    for chapter in (each for each, alone in zip(chapters, apart, strict=True) if not alone):
        own = {p.number for p in chapter if p.kind == "footnote"}
        for piece in chapter:
            found.append(piece)
            for number in dict.fromkeys(number for _, number in piece.cites if number not in own):
                note = notes.get(number)
                if note is not None and id(note) not in placed:
                    placed.add(id(note))
                    found.append(note)
    return found + [piece for piece in rest if id(piece) not in placed]


def _is_apart(chapter: Sequence[Piece]) -> bool:
    """Whether this part of the book holds nothing but notes."""
    return bool(chapter) and all(piece.kind in ("footnote", "heading") for piece in chapter)


def _labels(package: zipfile.ZipFile, opf: etree._Element, where: str) -> dict[str, str]:
    """What the book's contents call each chapter: of several entries that lead to one, the first."""
    found: dict[str, str] = {}
    for item in _items(package, opf, where).values():
        if "nav" in item.properties.split():
            links = [
                (a.get("href") or "", "".join(a.itertext()))
                for a in _named(parse_xml(package.read(item.path)), "a")
            ]
        elif item.kind == "application/x-dtbncx+xml":
            links = [_nav_point(point) for point in _named(parse_xml(package.read(item.path)), "navPoint")]
        else:
            continue
        for href, label in links:
            if " ".join(label.split()) and not _NUMBERED.fullmatch(label.strip()):
                found.setdefault(_resolved(item.path, href), " ".join(label.split()))
    return found


def _nav_point(point: etree._Element) -> tuple[str, str]:
    source = next((e for e in point if _local(e) == "content"), None)
    label = next((e for e in point if _local(e) == "navLabel"), None)
    words = "".join(label.itertext()) if label is not None else ""
    return (source.get("src") or "") if source is not None else "", words


def _about(opf: etree._Element, name: str) -> Iterator[str]:
    """The values of one kind in the book's own description."""
    for each in _named(opf, name):
        value = " ".join("".join(each.itertext()).split())
        if each.tag.startswith("{http://purl.org/dc/elements/") and value:
            yield value


def _named(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return (each for each in root.iter() if _local(each) == name)


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
