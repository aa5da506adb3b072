"""Letters that a font draws without saying which: ligatures, nearly always. The lexicon says which fit.

Until the whole document is read such a letter is one sign beyond all alphabets that keeps its width: letters of
one width are the same ligature.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.lexicon import is_word
from corpus.readers.pdf.layout import PageWords, Word

_FIRST, _LAST = 0xF0000, 0xF00FF
"""Private signs of Unicode: the first for a letter of no width, each next for 0.01 em more."""

_HOLE = re.compile(f"[{chr(_FIRST)}-{chr(_LAST)}]")
_LIGATURES = ("fi", "fl", "ff", "ffi", "ffl", "ft", "tt", "ti", "tf", "fj")
_LEAST = 3
"""Letters of a word that can tell, the unnamed ones counted."""

_AROUND = re.compile(r"[^\w\U000F0000-\U000F00FF]+")

UNNAMED = re.compile(
    "[\x00\x01\x03-\x08\x0b\x0c\x0e-\x1f\ufffd]"
    "|(?<=[^\\W\\d_])[\ue000-\uefff\uf100-\uf8ff]|[\ue000-\uefff\uf100-\uf8ff](?=[^\\W\\d_])"
)
"""What pdfium gives for a letter that the font does not name. From U+F000 on come the signs of symbol fonts."""


def hole(width: float) -> str:
    """The sign for an unnamed letter of this width, in em."""
    return chr(min(_FIRST + max(round(100 * width), 0), _LAST))


def fill_holes(pages: Sequence[PageWords]) -> list[PageWords]:
    """The pages with the unnamed letters of their words named; those that no ligature explains are left out."""
    parts = [_with_holes(page) for page in pages]
    texts = [word.text for words in parts for word in words]
    if not texts:
        return list(pages)
    usual = _usual(texts)
    known = {text: _filled(text, usual) for text in dict.fromkeys(texts)}
    return [
        replace(page, words=_mended(page, known)) if words else page
        for page, words in zip(pages, parts, strict=True)
    ]


def _with_holes(page: PageWords) -> list[Word]:
    return [word for word in page.words if not word.text.isascii() and _HOLE.search(word.text)]


def _mended(page: PageWords, known: dict[str, str]) -> tuple[Word, ...]:
    words = (replace(w, text=known[w.text]) if w.text in known else w for w in page.words)
    return tuple(word for word in words if word.text)


def _usual(texts: Sequence[str]) -> dict[str, str]:
    """The ligature of each width that makes most words."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        signs = set(_HOLE.findall(text))
        if len(signs) == 1:
            votes[signs.pop()].update(ligature for ligature in _fitting(text))
    return {sign: counts.most_common(1)[0][0] for sign, counts in votes.items() if counts}


def _fitting(text: str) -> Iterator[str]:
    """The ligatures that make a word of a text whose unnamed letters are all the same."""
    bare = _AROUND.sub("", text)
    return (each for each in _LIGATURES if len(bare) >= _LEAST and is_word(_HOLE.sub(each, bare)))


def _filled(text: str, usual: dict[str, str]) -> str:
    """The text with its letters named: as those of their width, or else as makes a word of it."""
    likely = _HOLE.sub(lambda found: usual.get(found.group(), ""), text)
    if is_word(_AROUND.sub("", likely)) or len(set(_HOLE.findall(text))) > 1:
        return likely
    other = next(_fitting(text), None)
    return likely if other is None else _HOLE.sub(other, text)
