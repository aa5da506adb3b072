"""Words lost and invented, lines of garbage, and what OCR got wrong."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
from rapidfuzz.distance import Levenshtein

from corpus.readers.pdf.letters import plain_letters
from corpus.records import Document

_BREAK = re.compile(r"[-\u00ad\u2010\u2011\x02\ufffe]\s*[\r\n]+\s*|[-\u00ad\u2010\u2011\x02\ufffe]")
_WORD = re.compile(r"\w+")
_LIKELY = re.compile(r"[^\W\d_]*[aeiouyà-ÿ][^\W\d_]*|\d[\d.,:%/-]*|[a-z]", re.I)
_TEXT = ("body", "heading", "footnote", "reference")


@dataclass(frozen=True, slots=True)
class Words:
    """Shares in [0, 1], lower is better: of pdfium's words lost, of the words read invented.

    `kept_out` is the share of pdfium's words that were taken for running heads and feet.
    """

    lost: float
    invented: float
    kept_out: float
    most_lost: tuple[str, ...] = ()
    most_invented: tuple[str, ...] = ()


def compare_words(document: Document, plain_text: str) -> Words:
    """The document's words against pdfium's plain text of the same pages, as multisets; hyphens aside."""
    given = Counter(words_of(plain_text))
    aside = Counter(words_of("\n".join(text for page in document.pages for text in page.furniture)))
    read = Counter(words_of(document.text))
    lost = given - (read + aside)
    invented = read - given
    return Words(
        lost=lost.total() / max(given.total(), 1),
        invented=invented.total() / max(read.total(), 1),
        kept_out=aside.total() / max(given.total(), 1),
        most_lost=tuple(word for word, _ in lost.most_common(12)),
        most_invented=tuple(word for word, _ in invented.most_common(12)),
    )


def words_of(text: str) -> list[str]:
    """The words in small letters, without hyphens and the line breaks behind them."""
    return [word.lower() for word in _WORD.findall(unicodedata.normalize("NFKC", _whole(text)))]


def _whole(text: str) -> str:
    return " ".join(plain_letters(word) for word in _BREAK.sub("", text).split())


def plain_text(data: bytes, pages: Sequence[int]) -> str:
    """pdfium's own text of the pages (physical, from 1)."""
    document = pdfium.PdfDocument(data)
    try:
        texts = []
        for number in pages:
            text_page = document[number - 1].get_textpage()
            texts.append(text_page.get_text_bounded())
            text_page.close()
        return "\n".join(texts)
    finally:
        document.close()


def garbage_lines(document: Document) -> tuple[str, ...]:
    """Paragraphs of which less than half are words, numbers or single letters; in order."""
    texts = (document.text[block.start : block.end] for block in document.blocks if block.kind in _TEXT)
    return tuple(text for text in texts if _is_garbage(text.split()))


def _is_garbage(tokens: Sequence[str]) -> bool:
    words = [word for token in tokens if (word := token.strip(".,;:()[]“”\"'‘’!?-–—/"))]
    likely = sum(bool(_LIKELY.fullmatch(part)) for word in words for part in re.split(r"[-–/’']", word)[:1])
    return len(words) >= 3 and likely < 0.5 * len(words)


def word_error_rate(truth: Iterable[str], read: Iterable[str]) -> float:
    """Words put in, left out or changed, per word of the truth; 0 is best, above 1 is possible."""
    known = list(truth)
    return Levenshtein.distance(known, list(read)) / max(len(known), 1)
