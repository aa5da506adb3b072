"""What the styles of an OpenDocument text say: how paragraphs look and how lists are numbered."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from corpus.readers.numbers import amount, numeral

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_LARGER = 1.15
"""A paragraph this much larger than the body, in full, was meant as a heading."""
_SHORT_CHARS = 150
_CHAIN = 10
_LEVELS = 10
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


class OdtStyles:
    """The styles of both parts; those of the content come first."""

    def __init__(self, content: etree._Element, styles: etree._Element | None) -> None:
        roots = [content] if styles is None else [content, styles]
        self._styles: dict[tuple[str, str], etree._Element] = {}
        self._lists: dict[str, etree._Element] = {}
        for root in roots:
            for style in root.iter(f"{_STYLE}style"):
                key = (style.get(f"{_STYLE}family", ""), style.get(f"{_STYLE}name", ""))
                self._styles.setdefault(key, style)
            for style in root.iter(f"{TEXT}list-style"):
                self._lists.setdefault(style.get(f"{_STYLE}name", ""), style)
        self._outline = next((s for root in roots for s in root.iter(f"{TEXT}outline-style")), None)
        default = [s for root in roots for s in root.iter(f"{_STYLE}default-style")]
        own = next((s for s in default if s.get(f"{_STYLE}family") == "paragraph"), None)
        standard = self._size([*self._chain("paragraph", "Standard"), *([own] if own is not None else [])])
        self._base = standard or 12.0

    def names(self, paragraph: etree._Element) -> list[str]:
        """The names of the paragraph's style and of those that it is based on, in lower case with spaces."""
        name = paragraph.get(f"{TEXT}style-name", "")
        found = [style.get(f"{_STYLE}name", "") for style in self._chain("paragraph", name)]
        return [each.replace("_20_", " ").lower() for each in found or [name]]

    def outline_level(self, paragraph: etree._Element) -> int:
        """The level that the paragraph's style stands for in the outline, 0 for none."""
        for style in self._chain("paragraph", paragraph.get(f"{TEXT}style-name", "")):
            level = amount(style.get(f"{_STYLE}default-outline-level"), 0, most=_LEVELS)
            if level:
                return level
        return 0

    def looks_like_heading(self, paragraph: etree._Element) -> bool:
        """Whether a short paragraph is wholly bold or larger than the document's text."""
        runs = [(text, styles) for text, styles in self._runs(paragraph) if text.strip()]
        if not runs or sum(len(text) for text, _ in runs) > _SHORT_CHARS:
            return False
        if all(self._is_bold(styles) for _, styles in runs):
            return True
        return all(self._size(styles) >= _LARGER * self._base for _, styles in runs)

    def label(self, list_style: str, depth: int, counts: dict[int, int]) -> str:
        """What stands before an item at `depth` (from 1) of a list, by the counts of the levels so far."""
        return self._label(self._lists.get(list_style), depth, counts)

    def heading_label(self, depth: int, counts: dict[int, int]) -> str:
        """The number before a heading where the document's outline is numbered."""
        return self._label(self._outline, depth, counts)

    def _label(self, source: etree._Element | None, depth: int, counts: dict[int, int]) -> str:
        level = _level(source, depth)
        if level is None:
            return ""
        if level.tag == f"{TEXT}list-level-style-bullet":
            return "-"
        kind = _FORMATS.get(level.get(f"{_STYLE}num-format", ""))
        if kind is None:
            return ""
        first = max(depth - amount(level.get(f"{TEXT}display-levels"), 1) + 1, 1)
        numbers = [numeral(counts.get(at, 1), self._format(source, at)) for at in range(first, depth + 1)]
        around = level.get(f"{_STYLE}num-prefix", ""), level.get(f"{_STYLE}num-suffix", "")
        return f"{around[0]}{'.'.join(filter(None, numbers))}{around[1]}".strip()

    def _format(self, source: etree._Element | None, depth: int) -> str:
        level = _level(source, depth)
        return _FORMATS.get(level.get(f"{_STYLE}num-format", ""), "") if level is not None else ""

    def _chain(self, family: str, name: str) -> Iterator[etree._Element]:
        for _ in range(_CHAIN):
            style = self._styles.get((family, name))
            if style is None:
                return
            yield style
            name = style.get(f"{_STYLE}parent-style-name", "")

    def _runs(self, paragraph: etree._Element) -> Iterator[tuple[str, list[etree._Element]]]:
        """Each stretch of text with the styles that it stands under, nearest first."""
        base = list(self._chain("paragraph", paragraph.get(f"{TEXT}style-name", "")))
        yield paragraph.text or "", base
        for child in paragraph:
            if child.tag == f"{TEXT}span":
                own = list(self._chain("text", child.get(f"{TEXT}style-name", "")))
                yield "".join(child.itertext()), own + base
            yield child.tail or "", base

    def _is_bold(self, styles: list[etree._Element]) -> bool:
        weight = next(filter(None, (_given(style, "font-weight") for style in styles)), "")
        return weight in ("bold", "600", "700", "800", "900")

    def _size(self, styles: list[etree._Element]) -> float:
        """In points; the body's where no style says, 0 before that is known."""
        sizes = (_given(style, "font-size") for style in styles)
        size = next((s for s in sizes if s.endswith("pt")), "")
        try:
            return float(size.removesuffix("pt"))
        except ValueError:
            return getattr(self, "_base", 0.0)


def _given(style: etree._Element, name: str) -> str:
    found = style.find(f"{_STYLE}text-properties")
    return (found.get(f"{_FO}{name}") or "") if found is not None else ""


def _level(source: etree._Element | None, depth: int) -> etree._Element | None:
    for level in source if source is not None else ():
        if level.get(f"{TEXT}level") == str(depth):
            return level
    return None
