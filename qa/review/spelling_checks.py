"""Names before a citation that its entry writes a little otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import OSA

from qa.review.audited import Audited
from qa.review.citations import Citation
from qa.review.names import fold, near, words_of
from qa.review.records import Finding
from qa.review.references import Entry, shortened
from qa.review.wording import phrase

_BY = re.compile(
    r"\b(?:[Mm]enurut|[Oo]leh|[Pp]enelitian|[Aa]ccording to|[Bb]y)\s+((?:[A-Z][\w’'.-]+[\s,]+(?:dan |and |& )?){1,5})"
)
_SENTENCE = 200
"""Characters before a citation in which its sentence is looked for."""
_MIXED_CASE = re.compile(r"(?<![\w-])(?=\w+[A-Z])(?=\w*[A-Za-z]{4})\w{4,20}$")


Numbered = Mapping[int | None, Entry]
Meant = Sequence[tuple[Citation, Entry | None]]


def names_written_otherwise(
    audited: Audited, numbers: Sequence[Citation], named: Meant, entries: Sequence[Entry]
) -> Iterator[Finding]:
    """Names of people and of systems before [n] or (Author, year) that the entry writes a little differently.

    `numbers`: citations by number; `named`: those by name, each with the entry it means.
    """
    by_number: Numbered = {e.number: e for e in entries}
    yield from _people(audited, numbers, by_number)
    yield from _systems(audited, [*((c, by_number.get(c.number)) for c in numbers), *named])


def _people(audited: Audited, numbers: Sequence[Citation], by_number: Numbered) -> Iterator[Finding]:
    """ "Menurut Forsgen … [28]" where entry 28 has Forsgren."""
    done: set[tuple[str, int]] = set()
    for c in numbers:
        entry = by_number.get(c.number)
        block = next((b for b in audited.running if b.start <= c.span.start < b.end), None)
        if entry is None or block is None:
            continue
        begun = max(block.start, c.span.start - _SENTENCE)
        sentence = re.split(r"(?<=[.!?])\s+(?=[A-Z])", audited.text[begun : c.span.start])[-1]
        for found in _BY.finditer(sentence):
            at = c.span.start - len(sentence) + found.start()
            for word in re.findall(r"[A-Z][\w’'-]+", found[1]):
                slip = _slip_of(word, entry.head)
                if slip and (slip, at) not in done:
                    done.add((slip, at))
                    said = phrase("spelling_name", cited=word, listed=slip)
                    span = audited.around(at, c.span.end, 0, 0)
                    yield audited.finding("spelling", "error", span, said, shortened(entry))


def _systems(audited: Audited, meant: Meant) -> Iterator[Finding]:
    """ "HOLME (Panda et al., 2024)" where the entry has HOLMES."""
    done: set[str] = set()
    for c, entry in meant:
        before = audited.text[max(0, c.span.start - 32) : c.span.start].rstrip()
        token = _MIXED_CASE.search(before) or _MIXED_CASE.search(before.rpartition(" ")[0])
        if (
            entry is None
            or token is None
            or re.search(rf"\b{re.escape(token.group())}\b", entry.head + entry.title)
        ):
            continue
        name = token.group().rstrip("0123456789")  # the number of a note may be behind it
        slip = _system_slip(name, entry)
        if slip and name not in done:
            done.add(name)
            span = audited.around(audited.text.rfind(name, 0, c.span.start), c.span.end, 0, 30)
            said = phrase("spelling_name", cited=name, listed=slip)
            yield audited.finding("spelling", "look", span, said, shortened(entry))


def _slip_of(word: str, listed: str) -> str | None:
    """The word of `listed` that `word` is with a slip; None where it is there as it is."""
    own = fold(word)
    if own in words_of(listed):
        return None
    words: list[str] = re.findall(r"[^\W\d_][\w’'-]+", listed)
    return next((w for w in words if near(own, fold(w))), None)


def _system_slip(token: str, entry: Entry) -> str | None:
    """A name such as "HOLME" that the entry writes "HOLMES": one letter more, less or other; case does not count."""
    listed: list[str] = re.findall(r"[\w-]{4,24}", re.sub(r"(?:https?:|www\.)\S+", " ", entry.text))
    if any(fold(w) == fold(token) or fold(token) in [fold(p) for p in w.split("-")] for w in listed):
        return None
    for word in listed:
        if (
            any(ch.isupper() for ch in word[1:])
            and OSA.distance(word.casefold(), token.casefold()) == 1
            and fold(word).replace("-", "") != fold(token).replace("-", "")
            and not _plural(word, token)
        ):
            return word
    return None


def _plural(one: str, other: str) -> bool:
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer == shorter + "s"
