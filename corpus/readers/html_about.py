"""What an HTML page says of itself: its encoding, title, authors, year, language; at the worst its bare text."""

from __future__ import annotations

import re
from html import unescape

from lxml.html import HtmlElement

from corpus.records import Language, Piece

_META_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.I)
_XML_ENCODING = re.compile(rb"\s*<\?xml[^>]+encoding=[\"']([\w-]+)", re.I)
_AS_BROWSERS = dict.fromkeys(("iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii"), "cp1252")
"""Pages that declare Latin 1 are read as Windows-1252 by every browser, and mean it."""
_CODE = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|$)|<!--.*?(?:-->|$)", re.I | re.S)
_TAGS = re.compile(r"<[^<>]*>")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def in_utf8(data: bytes) -> bytes:
    """The bytes as UTF-8 where the page declares another encoding that Python knows."""
    found = _XML_ENCODING.match(data) or _META_CHARSET.search(data[:4096])
    encoding = found[1].decode("ascii").lower() if found else "utf-8"
    if encoding.startswith(("utf", "unicode")):
        # A page whose declaration can be read as ASCII is in no wide encoding, whatever it says.
        return data
    try:
        return data.decode(_AS_BROWSERS.get(encoding, encoding)).encode("utf-8")
    except (LookupError, UnicodeError):
        return data


def declared_language(code: str) -> Language | None:
    """The language of a code such as "id-ID"; None where it is neither of ours."""
    own = code.strip().lower().replace("_", "-").split("-")[0]
    return "id" if own in ("id", "in", "ind") else "en" if own in ("en", "eng") else None


def bare_text(text: str) -> list[Piece]:
    """The text between the tags of a page that is nested too deeply to be parsed."""
    parts = _TAGS.split(_CODE.sub(" ", text))
    clean = (" ".join(unescape(part).split()) for part in parts)
    return [Piece("body", part) for part in clean if part]


def title(root: HtmlElement) -> str | None:
    """The title that the page gives itself: its metadata, its only first-rank heading, its title line."""
    for name in ("citation_title", "dc.title", "og:title"):
        value = _meta(root, name)
        if value:
            return value[0]
    first = root.xpath("//h1")
    if len(first) == 1 and " ".join(first[0].text_content().split()):
        return " ".join(first[0].text_content().split())
    line = root.xpath("//head/title/text()")
    return " ".join(str(line[0]).split()) or None if line else None


def authors(root: HtmlElement) -> tuple[str, ...]:
    """Those whom the page's metadata names."""
    for name in ("citation_author", "dc.creator", "author", "article:author"):
        value = [each for each in _meta(root, name) if not each.startswith("http")]
        if value:
            return tuple(value)
    return ()


def year(root: HtmlElement) -> int | None:
    """The year of publication that the page's metadata gives."""
    names = ("citation_publication_date", "citation_date", "dc.date", "article:published_time", "date")
    values = [value for name in names for value in _meta(root, name)]
    values += [str(value) for value in root.xpath("(//time/@datetime)[1]")]
    found = next((_YEAR.search(value) for value in values if _YEAR.search(value)), None)
    return int(found[0]) if found else None


def _meta(root: HtmlElement, name: str) -> list[str]:
    values = []
    for each in root.iter("meta"):
        key = (each.get("name") or each.get("property") or "").lower()
        if key == name and (each.get("content") or "").strip():
            values.append(" ".join(each.get("content").split()))
    return values
