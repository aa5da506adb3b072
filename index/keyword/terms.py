"""Turns text into the terms of the keyword index: the same way for passages and for questions.

Terms are case-folded, without accents, and stemmed; numbers are written one way, whichever notation the
text uses ("59.533" and "59,533" are `59533`; "1,37" and "1.37" are `1.37`).
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Literal

import Stemmer

StemLanguage = Literal["id", "en"]

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’‑-](?:[^\W\d_]+|\d+))*|\d*[^\W_]+")
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_DECIMAL = re.compile(r"(\d+(?:[.,]\d{3})*)[.,](\d+)")
_JOINER = re.compile(r"['’‑-]")
_LONGEST = 64  # characters of a term; a longer one is a broken line or a link, and is cut


def terms(text: str, language: StemLanguage) -> list[str]:
    """Terms of `text` in order, repeated as they occur, stemmed as `language`.

    A word with hyphens gives its parts, and the whole as well where it has a digit ("K-9": k, 9, k9).
    """
    return [term for token in _TOKEN.findall(normalize(text)) for term in _token_terms(token, language)]


def normalize(text: str) -> str:
    """`text` in lower case without accents, in compatibility form; its length may differ."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    if decomposed.isascii():
        return decomposed
    for mark in [c for c in set(decomposed) if unicodedata.combining(c)]:
        decomposed = decomposed.replace(mark, "")
    return decomposed


def number(token: str) -> str:
    """The one way of writing the number `token` (digits with points and commas).

    >>> number("59.533"), number("59,533"), number("1,37"), number("1.234,5"), number("007")
    ('59533', '59533', '1.37', '1234.5', '7')
    """
    if _GROUPED.fullmatch(token) and not token.startswith("0"):
        whole, part = re.sub(r"[.,]", "", token), ""
    elif decimal := _DECIMAL.fullmatch(token):
        whole, part = re.sub(r"[.,]", "", decimal.group(1)), decimal.group(2).rstrip("0")
    else:
        whole, part = re.sub(r"[.,]", "", token), ""
    whole = whole.lstrip("0") or "0"
    return f"{whole}.{part}" if part else whole


@functools.lru_cache(maxsize=200_000)
def _token_terms(token: str, language: StemLanguage) -> tuple[str, ...]:
    if token[0].isdigit() and token[-1].isdigit():
        return (number(token)[:_LONGEST],)
    parts = [p for p in _JOINER.split(token) if p]
    if len(parts) == 1:
        return (_stem(token[:_LONGEST], language),)
    if len(set(parts)) == 1:  # reduplication: negara-negara
        return (_stem(parts[0][:_LONGEST], language),)
    found = [number(p) if p.isdigit() else _stem(p[:_LONGEST], language) for p in parts]
    if any(c.isdigit() for c in token):
        found.append("".join(parts)[:_LONGEST])
    return tuple(found)


def _stem(word: str, language: StemLanguage) -> str:
    return str(_stemmer(language).stemWord(word))


@functools.cache
def _stemmer(language: StemLanguage) -> Stemmer.Stemmer:
    return Stemmer.Stemmer({"id": "indonesian", "en": "english"}[language])
