"""How the paragraphs of a Word document look: what runs, styles and the document's defaults say of them.

run ──▶ its own formatting, else its style's, else the paragraph's style's, else the document's default
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

from corpus.readers.numbers import amount

_SHORT_CHARS = 150
_PROSE_CHARS = 60
_LARGER = 1.15
"""A paragraph this much larger than the body, in full, was meant as a heading."""
_CHAIN = 10
"""Styles are based on styles at most so deep; more is a circle."""
_LEVELS = 9
_DEFAULT_SIZE = 22  # half points: Word's own default is 11 points


class Styles:
    """The document's styles by their identifier, and the size that most of its text is set in."""

    def __init__(self, document: WordDocument) -> None:
        root = document.styles.element
        self._by_id = {str(style.get(qn("w:styleId"))): style for style in root.iter(qn("w:style"))}
        given = root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:sz')}")
        self._size = _half_points(given) or _DEFAULT_SIZE
        default = [s for s in self._by_id.values() if s.get(qn("w:default")) in ("1", "true")]
        self._default = next((s for s in default if s.get(qn("w:type")) == "paragraph"), None)
        self.base_size = self._commonest(document.element.body)

    def of(self, paragraph: etree._Element) -> etree._Element | None:
        """The style that the paragraph names, None for the default."""
        given = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self._by_id.get(str(given.get(qn("w:val")))) if given is not None else None

    def base(self, style: etree._Element) -> etree._Element | None:
        """The style that `style` is based on."""
        based = style.find(qn("w:basedOn"))
        return self._by_id.get(str(based.get(qn("w:val")))) if based is not None else None

    def chain(self, style: etree._Element | None) -> Iterator[etree._Element]:
        """The style and those that it is based on, nearest first."""
        for _ in range(_CHAIN):
            if style is None:
                return
            yield style
            style = self.base(style)

    def is_bold(self, run: etree._Element, paragraph: etree._Element) -> bool:
        """Whether a run of the paragraph is shown bold."""
        found = self.given(run, paragraph, "w:b")
        return found is not None and found.get(qn("w:val")) not in ("0", "false", "off")

    def size(self, run: etree._Element, paragraph: etree._Element) -> int:
        """In half points."""
        return _half_points(self.given(run, paragraph, "w:sz")) or self._size

    def given(self, run: etree._Element, paragraph: etree._Element, tag: str) -> etree._Element | None:
        """What the run, its style or the paragraph's style says of `tag`, the nearest first; None for nothing."""
        own = run.find(f"{qn('w:rPr')}/{qn(tag)}")
        if own is not None:
            return own
        named = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
        runs = self._by_id.get(str(named.get(qn("w:val")))) if named is not None else None
        styled = self.of(paragraph)
        for start in (runs, styled if styled is not None else self._default):
            for style in self.chain(start):
                found = style.find(f"{qn('w:rPr')}/{qn(tag)}")
                if found is not None:
                    return found
        return None

    def _commonest(self, body: etree._Element) -> int:
        """The size of most characters of running text, in half points; that of plain text where none runs."""
        sizes: Counter[int] = Counter()
        for paragraph in body.iter(qn("w:p")):
            runs = [(run, len(run_text(run))) for run in paragraph.findall(qn("w:r"))]
            if sum(length for _, length in runs) >= _PROSE_CHARS:
                for run, length in runs:
                    sizes[self.size(run, paragraph)] += length
        return sizes.most_common(1)[0][0] if sizes else self._plain()

    def _plain(self) -> int:
        for style in self.chain(self._default):
            size = _half_points(style.find(f"{qn('w:rPr')}/{qn('w:sz')}"))
            if size:
                return size
        return self._size


def looks_like_heading(paragraph: etree._Element, styles: Styles) -> bool:
    """Whether a short paragraph is wholly bold or larger than the document's text."""
    runs = [run for run in paragraph.iter(qn("w:r")) if run_text(run)]
    if not runs or sum(len(run_text(run)) for run in runs) > _SHORT_CHARS:
        return False
    if all(styles.is_bold(run, paragraph) for run in runs):
        return True
    return all(styles.size(run, paragraph) >= _LARGER * styles.base_size for run in runs)


def run_text(run: etree._Element) -> str:
    """The run's own text, without white space around it."""
    return "".join(t.text or "" for t in run.findall(qn("w:t"))).strip()


def _half_points(element: etree._Element | None) -> int:
    """0 where nothing sound is given."""
    return amount(element.get(qn("w:val")), 0) if element is not None else 0


def style_name(paragraph: etree._Element, styles: Styles) -> str:
    """The paragraph style's name in lower case, empty for the default."""
    style = styles.of(paragraph)
    name = style.find(qn("w:name")) if style is not None else None
    return (name.get(qn("w:val")) or "").lower() if name is not None else ""


def outline_level(paragraph: etree._Element, styles: Styles) -> int:
    """1 for Heading 1 and so on, by the paragraph's own outline level or its style's; 0 for none."""
    own = paragraph.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    if own is not None:
        return _level(own)
    for style in styles.chain(styles.of(paragraph)):
        name = style.find(qn("w:name"))
        words = (name.get(qn("w:val")) or "").lower().split() if name is not None else []
        if len(words) == 2 and words[0] in ("heading", "judul") and amount(words[1], 0):
            return amount(words[1], 0, most=_LEVELS)
        level = style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if level is not None:
            return _level(level)
    return 0


def _level(element: etree._Element) -> int:
    """The outline level from 1; 9 in the file means running text."""
    level = amount(element.get(qn("w:val")), _LEVELS)
    return level + 1 if level < _LEVELS else 0
