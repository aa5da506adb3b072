"""Abbreviations as the library itself explains them: "Long Name (ABC)" and "ABC (Long Name)".

documents ──▶ pairs of short and long, kept in a file beside the index ──▶ the other forms of what a question names

Schwartz & Hearst (2003), "A Simple Algorithm for Identifying Abbreviation Definitions in Biomedical Text".
"""

from __future__ import annotations

import contextlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from index.keyword.lexicon import knows
from index.keyword.terms import normalize
from index.store.derived import file_of, files_of, whole, write
from index.store.store import Store

EACH = 256
"""Pairs kept of one document."""

ADDED = 3
"""Forms added to one question at most."""

_KIND = "abbreviations"
_SHORT = r"[A-Z][A-Za-z0-9&/-]{0,8}[A-Z0-9]s?"
_LONG_FIRST = re.compile(rf"\(\s*({_SHORT})\s*[);,]")
_SHORT_FIRST = re.compile(rf"\b({_SHORT})\s*\(([^()]{{4,120}})\)")
_PART = re.compile(r"[^\W_]+")
_SMALL = 5  # letters of a word that an abbreviation may leave out
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


class Abbreviations:
    """The pairs of one generation of an index, both ways."""

    def __init__(self, pairs: Iterator[tuple[str, str]]) -> None:
        counts = Counter(pairs)
        self._long: dict[str, str] = {}
        self._short: dict[str, str] = {}
        for (short, long), _ in counts.most_common():
            self._long.setdefault(normalize(short), long.lower())
            self._short.setdefault(_folded(long), short)
        self._widest = max((long.count(" ") + 1 for long in self._short), default=0)

    @classmethod
    def load(cls, store: Store) -> Abbreviations:
        """Those of all documents; what came since the file was written is read from the documents and added to it."""
        kept = _kept(store)
        rows = store.connection.execute("SELECT first FROM documents").fetchall()
        missing = [first for (first,) in rows if str(first) not in kept]
        for first in missing:
            (text,) = store.connection.execute(
                "SELECT text FROM documents WHERE first = ?", (first,)
            ).fetchone()
            kept[str(first)] = list(dict.fromkeys(find_pairs(text)))[:EACH]
        there = {str(first): kept[str(first)] for (first,) in rows}
        if missing:
            with contextlib.suppress(OSError):  # a folder that cannot be written keeps them in memory only
                write(
                    file_of(store, _KIND, store.highest_key()),
                    lambda file: _write_json(file, there),
                )
        return cls((str(short), str(long)) for pairs in there.values() for short, long in pairs)

    def other_forms(self, text: str) -> list[OtherForm]:
        """The other form of each that `text` has, in order, at most `ADDED`; those are left out that it has itself.

        A short form typed in small letters counts where it is no ordinary word.
        """
        found: dict[int, OtherForm] = {}
        words = list(_WORD.finditer(text))
        held = f" {_folded(text)} "
        for at, word in enumerate(words):
            if long := self._long_of(word.group()):
                found[word.end()] = OtherForm(word.end(), word.group(), long)
            elif form := self._short_at(text, words, at):
                found[form.end] = form
        new = [found[end] for end in sorted(found) if f" {_folded(found[end].other)} " not in held]
        return new[:ADDED]

    def _long_of(self, word: str) -> str | None:
        long = self._long.get(normalize(word))
        ordinary = word.islower() and (knows(word, "id") or knows(word, "en"))
        return None if ordinary else long

    def _short_at(self, text: str, words: list[re.Match[str]], at: int) -> OtherForm | None:
        """The short form of the longest long form that begins at a word."""
        for width in range(min(self._widest, len(words) - at), 1, -1):
            last = words[at + width - 1]
            short = self._short.get(" ".join(normalize(w.group()) for w in words[at : at + width]))
            if short:
                return OtherForm(last.end(), text[words[at].start() : last.end()], short)
        return None


@dataclass(frozen=True, slots=True)
class OtherForm:
    """`typed` is how a text writes it, ending at `end`; `other` the other form of the same."""

    end: int
    typed: str
    other: str


def with_forms(text: str, forms: Sequence[OtherForm]) -> str:
    """`text` with each of its `forms`, in order, behind what was typed: "MPR (majelis permusyawaratan rakyat)"."""
    for form in reversed(forms):
        text = f"{text[: form.end]} ({form.other}){text[form.end :]}"
    return text


def find_pairs(text: str) -> Iterator[tuple[str, str]]:
    """(short, long) as the text explains them, in order, white space folded."""
    for found in _LONG_FIRST.finditer(text):
        short = found.group(1)
        before = text[max(0, found.start() - 30 - 20 * len(short)) : found.start()]
        if long := _long_form(short, before):
            yield short, long
    for found in _SHORT_FIRST.finditer(text):
        words = found.group(2).strip()
        if (long := _long_form(found.group(1), words)) and len(long) >= 0.8 * len(words):
            yield found.group(1), long


def _long_form(short: str, before: str) -> str | None:
    """The words at the end of `before` that give `short`, if any."""
    letters = [c for c in short.removesuffix("s").lower() if c.isalnum()]
    at = _by_first_letters(letters, before)
    at = _by_any_letters(letters, before) if at is None else at
    if at is None:
        return None
    long = " ".join(before[at:].split())
    words = _WORD.findall(long)
    most = min(len(letters) + 5, 2 * len(letters))
    if not 2 <= len(words) <= most or len(long) <= len(short) or re.search(r"[.,;:()?!]", long):
        return None
    return long


def _by_first_letters(letters: list[str], before: str) -> int | None:
    """Where words begin whose first letters are `letters`; small words between them do not count."""
    left = len(letters)
    for word in reversed(list(_PART.finditer(before))):
        if word.group()[0].lower() == letters[left - 1]:
            left -= 1
            if not left:
                return word.start()
        elif len(word.group()) > _SMALL:
            return None
    return None


def _by_any_letters(letters: list[str], before: str) -> int | None:
    """From the end each letter is looked for before the one that follows it, the first one where a word begins."""
    at = len(before)
    for number, letter in reversed(list(enumerate(letters))):
        at -= 1
        while at >= 0 and (
            before[at].lower() != letter or (number == 0 and at > 0 and before[at - 1].isalnum())
        ):
            at -= 1
        if at < 0:
            return None
    return at


def _kept(store: Store) -> dict[str, list[tuple[str, str]]]:
    """What the file holds; a damaged one is derived data and is made anew."""
    for _, path in files_of(store, _KIND):
        with contextlib.suppress(OSError, ValueError):
            if whole(path):
                kept, _ = json.JSONDecoder().raw_decode(path.read_bytes().decode("utf-8", "ignore"))
                return dict(kept)
    return {}


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(normalize(text)))


def _write_json(file: BinaryIO, kept: Mapping[str, object]) -> None:
    file.write(json.dumps(kept, ensure_ascii=False).encode())
