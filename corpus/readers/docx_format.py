"""Formatting of a Word document that changes its words: hidden text goes, text set in capitals is in capitals."""

from __future__ import annotations

from docx.oxml.ns import qn
from lxml import etree

from corpus.readers.docx_look import Styles

_OFF = frozenset({"0", "false", "off"})


def settle_words(body: etree._Element, styles: Styles) -> None:
    """Make the words in `body` those that Word shows: `w:vanish` is left out, `w:caps` is upper case."""
    for paragraph in body.iter(qn("w:p")):
        for run in paragraph.findall(f".//{qn('w:r')}"):
            if not any(child.tag == qn("w:t") for child in run):
                continue
            if _is_on(styles.given(run, paragraph, "w:vanish")):
                for text in run.findall(qn("w:t")):
                    text.text = ""
            elif _is_on(styles.given(run, paragraph, "w:caps")):
                for text in run.findall(qn("w:t")):
                    text.text = (text.text or "").upper()


def _is_on(given: etree._Element | None) -> bool:
    return given is not None and given.get(qn("w:val")) not in _OFF
