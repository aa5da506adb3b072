"""Letters that a font does not name are named by the words that they make."""

from __future__ import annotations

import io
import re

import pypdf
import pytest
import typst
from pypdf.generic import DecodedStreamObject, NameObject

from corpus.readers.pdf import read
from corpus.readers.pdf.holes import fill_holes, hole
from corpus.readers.pdf.layout import PageWords, Word

SENTENCE = (
    "The efficient office staff classified all traffic by its influence and found five different effects in a "
    "flexible workflow. Definisi grafik dan profil itu efektif, aktif, dan spesifik."
)
LIGATURES = {"ff": "FB00", "fi": "FB01", "fl": "FB02", "ffi": "FB03", "ffl": "FB04"}


def _unnamed(data: bytes, code: str) -> bytes:
    """The file with its fonts naming every ligature by this code."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    changed = 0
    for font in writer.pages[0]["/Resources"]["/Font"].values():
        table = font["/ToUnicode"].get_data().decode()
        for letters, sign in LIGATURES.items():
            spelt = "".join(f"{ord(letter):04x}" for letter in letters)
            table, count = re.subn(rf"<(?:{spelt}|{sign})>$", f"<{code}>", table, flags=re.I | re.M)
            changed += count
        stream = DecodedStreamObject()
        stream.set_data(table.encode())
        font.get_object()[NameObject("/ToUnicode")] = writer._add_object(stream)
    assert changed >= 3
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("code", ["0000", "FFFD", "000C", "E07A"])
def test_ligatures_without_a_name_are_read(code: str) -> None:
    source = (
        f'#set page(width: 16cm, height: 12cm)\n#set text(font: "Libertinus Serif", size: 11pt)\n{SENTENCE}'
    )
    reading = read(_unnamed(bytes(typst.compile(source.encode())), code), "l.pdf")
    assert " ".join(piece.text for piece in reading.pieces) == SENTENCE


def _page(*texts: str) -> PageWords:
    return PageWords(1, 600, 800, tuple(Word(text, 0, 10, 100, 10) for text in texts))


def test_letters_of_one_width_are_one_ligature() -> None:
    """ "Xaverfi" is no word: the two words beside it say which ligature this width is."""
    narrow, wide = hole(0.55), hole(0.83)
    (page,) = fill_holes(
        [_page(f"e{wide}cient", f"pro{narrow}t", f"{narrow}ve", f"Xaver{narrow}", f"o{wide}cer.")]
    )
    assert [word.text for word in page.words] == ["efficient", "profit", "five", "Xaverfi", "officer."]


def test_what_no_ligature_explains_is_left_out() -> None:
    (page,) = fill_holes([_page(f"kuantum{hole(0.4)}zq", hole(1.2), "biasa")])
    assert [word.text for word in page.words] == ["kuantumzq", "biasa"]
