"""From bytes to text: UTF-8, UTF-16 and Windows-1252 are read, anything else is refused with a guess."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from corpus.errors import EncodingError
from corpus.messages import say

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_FOREIGN_SHARE = 0.12
"""Of the letters of Western text, at most so many are beyond ASCII."""
_FOREIGN_RUN = re.compile(r"[À-ÖØ-Þß-öø-ÿ¡-¿]{4,}")
_SAMPLE = 200_000


def decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text and warnings. EncodingError where the bytes are no text or their encoding is not read."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _clean(_strict(data, encoding, name), name), ()
    wide = _wide(data)
    if wide:
        return _clean(_strict(data, wide, name), name), ()
    try:
        return _clean(data.decode("utf-8"), name), ()
    except UnicodeDecodeError:
        return _western(data, name)


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of Latin text is zero."""
    sample = data[:4000]
    half = max(len(sample) // 2, 1)
    if len(sample) < 8:
        return None
    if sample[1::2].count(0) > 0.7 * half and sample[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise EncodingError(
            say("bad_encoding", name=name, encoding=encoding.removesuffix("-sig").upper(), byte=error.start)
        ) from error


def _western(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Windows-1252, where what comes out looks like Western text."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise _unknown(data, name) from None
    letters = [letter for letter in text if letter.isalpha()]
    foreign = sum(ord(letter) > 127 for letter in letters)
    if foreign > max(_FOREIGN_SHARE * len(letters), 3) or _FOREIGN_RUN.search(text) or _CONTROL.search(text):
        raise _unknown(data, name)
    return text, (say("read_as_western"),)


def _unknown(data: bytes, name: str) -> EncodingError:
    guess = None
    if b"\x00" not in data[:_SAMPLE]:
        best = from_bytes(data[:_SAMPLE]).best()
        guess = best.encoding if best else None
    if guess and guess not in ("ascii", "utf_8"):
        return EncodingError(say("guessed_encoding", name=name, encoding=guess))
    return EncodingError(say("unknown_encoding", name=name))


def _clean(text: str, name: str) -> str:
    """Refuses what is no text, drops stray control characters, and makes line ends one."""
    controls = len(_CONTROL.findall(text[:_SAMPLE]))
    if controls > 0.01 * min(len(text), _SAMPLE) and controls > 3:
        raise EncodingError(say("no_text_file", name=name))
    return _CONTROL.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
