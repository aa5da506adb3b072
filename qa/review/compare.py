"""A statement against a sentence that is about the same: what agrees, and what differs, named.

Everything here can be reckoned: numbers with their units, years, names, bounds, directions, negation, who has what.
What only meaning tells is left to others (`qa.review.claims.Entailment`).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from qa.review.difference import Difference
from qa.review.facts import Quantity, months, names, quantities, same_amount
from qa.review.names import fold, same_sort
from qa.review.quantities import counterpart, derived
from qa.review.turned import exchanged, roles_exchanged, turned_round

_SAME_NAME = 85
_SLOT = re.compile(
    r"\b(?:di|ke|dari|oleh|pada|dengan|by|in|at|from|on|to|with|using|memakai|menggunakan|kota|via"
    r"|comes from|based|released|named|called)\s+(?:the\s+|mesin\s+|sistem\s+(?:operasi\s+)?|operator\s+|Jalan\s+)?$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Compared:
    """`agreed` counts numbers and names that both have; `missing` are those of the statement that the source lacks."""

    agreed: int
    missing: tuple[str, ...]
    differences: tuple[Difference, ...]


def compare(claim: str, sentence: str, around: str = "", clause: str = "") -> Compared:
    """A statement against the sentence that meets it best.

    `around` is what stands beside the sentence: a number or name of the statement that is there differs from nothing.
    `clause` is the part of the sentence that meets the statement best, the sentence itself where it is empty.
    """
    claim, sentence, around = (
        _spelt_out(t, f"{claim} {sentence} {around}") for t in (claim, sentence, around)
    )
    numbers = _numbers(claim, sentence, around)
    named = _names(claim, sentence, around)
    turned = [
        *turned_round(claim, clause or sentence),
        *exchanged(claim, sentence),
        *roles_exchanged(claim, sentence),
    ]
    differences = sorted([*numbers[2], *named[2], *turned], key=lambda d: -d.sure)
    return Compared(numbers[0] + named[0], (*numbers[1], *named[1]), tuple(differences))


def _numbers(claim: str, sentence: str, around: str) -> tuple[int, list[str], list[Difference]]:
    own, near = quantities(claim), quantities(sentence)
    rest = quantities(around)
    used: list[Quantity] = []
    open_numbers = []
    agreed = 0
    for number in own:
        same = next((q for q in near if same_amount(number, q) and q not in used), None)
        if same:
            used.append(same)
            agreed += 1
        elif any(same_amount(number, q) for q in rest) or derived(number, near):
            agreed += 1
        else:
            open_numbers.append(number)
    missing, differences = [], []
    free = [q for q in near if q not in used and not any(same_amount(q, n) for n in own)]
    for number in open_numbers:
        other = counterpart(number, free, claim, sentence)
        if other:
            differences.append(
                Difference(
                    "number" if number.kind != "year" else "year",
                    number.text,
                    other[0].text,
                    other[1],
                    number.figure.start,
                    number.figure.end,
                )
            )
        else:
            missing.append(number.text)
    own_months, near_months = months(claim), months(sentence)
    if (
        own_months
        and near_months
        and not own_months & near_months
        and len(own_months) == len(near_months) == 1
    ):
        differences.append(Difference("date", _month_word(claim), _month_word(sentence), 0.8, 0, 0))
    return agreed, missing, differences


def _month_word(text: str) -> str:
    found = re.search(r"\d{1,2}\s+[A-Za-z]{3,9}|[A-Za-z]{3,9}\s+\d{1,4}", text)
    return found.group() if found else text[:20]


def _names(claim: str, sentence: str, around: str) -> tuple[int, list[str], list[Difference]]:
    """Names that both have, names the source lacks, and those that stand in each other's place."""
    own, whole = names(claim), fold(f"{around} {sentence}")
    there = set(re.findall(r"[\w-]+", whole))
    agreed, missing = 0, []
    for name in own:
        if _is_in(name, whole, there):
            agreed += 1
        else:
            missing.append(name)
    mine = fold(claim)
    mine_words = set(re.findall(r"[\w-]+", mine))
    others = [n for n in names(sentence) if not _is_in(n, mine, mine_words) and not _LABEL.match(n)]
    dated = _place_of_date(claim, sentence)
    differences = []
    if dated and dated[0] in missing:
        at = claim.find(dated[0])
        return (
            agreed,
            [m for m in missing if m != dated[0]],
            [Difference("place", *dated, 0.8, at, at + len(dated[0]))],
        )
    for name in list(missing):
        at = claim.find(name)
        alike = next((o for o in others if same_sort(name, o)), None)
        if alike:
            differences.append(Difference("name", name, alike, 0.75, at, at + len(name)))
            missing.remove(name)
            continue
        if len(missing) == 1 and others and _SLOT.search(claim[:at]):
            other = next((o for o in others if _SLOT.search(sentence[: sentence.find(o)])), None)
            if other:
                differences.append(Difference("name", name, other, 0.6, at, at + len(name)))
                missing.remove(name)
    return agreed, missing, differences


_LABEL = re.compile(r"(?:Table|Tabel|Figure|Gambar|Section|Bab|Fig|Pasal|Article)\b")
_DATED = re.compile(r"([A-Z][\w’-]+(?:\s[A-Z][\w’-]+)?),\s(\d{1,2})\s([A-Za-z]{3,9})\s(\d{4})")


def _place_of_date(claim: str, source: str) -> tuple[str, str] | None:
    """The place of a signature, "Bandung, 20 Mei 2026", where the statement has another for the same date."""
    named = re.search(r"\b(?:in|di|at)\s([A-Z][\w’-]+(?:\s[A-Z][\w’-]+)?)", claim)
    for m in _DATED.finditer(source):
        if named and re.search(rf"\b{m[2]}\b", claim) and m[4] in claim and fold(m[1]) not in fold(claim):
            return named[1], m[1]
    return None


_BODY = re.compile(r"[A-Z][\w’-]+(?:\s(?:dan\s|and\s|of\s|the\s)?[A-Z][\w’-]+){1,6}")


def _spelt_out(text: str, whole: str) -> str:
    """A text with the long names of its abbreviations, where the other text has them: "DPR" and its three words."""
    for short in set(re.findall(r"\b[A-Z]{3,6}\b", text)):
        for m in _BODY.finditer(whole):
            words = [w for w in m.group().split() if w[0].isupper()]
            letters = "".join(w[0] for w in words)
            at = letters.find(short)
            if at >= 0:
                text = re.sub(rf"\b{short}\b", " ".join(words[at : at + len(short)]), text)
                break
    return text


def _is_in(name: str, whole: str, words: set[str]) -> bool:
    """Whether a text has a name: as it is, by its letters, or most of its words."""
    bare = fold(name)
    if bare in whole:
        return True
    parts = [p for p in re.findall(r"[\w-]+", bare) if len(p) > 1]
    hits = sum(
        p in words or any(abs(len(p) - len(w)) <= 2 and fuzz.ratio(p, w) >= _SAME_NAME for w in words)
        for p in parts
    )
    short = "".join(p[0] for p in parts)
    return bool(parts) and (hits == len(parts) or (len(short) > 2 and short in words))


def differing_words(quote: str, source: str) -> Sequence[tuple[str, str]]:
    """The words of a quotation that its source has otherwise, as (in the quotation, in the source)."""
    mine, theirs = quote.split(), source.split()
    folded = [[fold(w) for w in words] for words in (mine, theirs)]
    steps = difflib.SequenceMatcher(None, folded[0], folded[1], autojunk=False).get_opcodes()
    return [(" ".join(mine[a:b]), " ".join(theirs[c:d])) for tag, a, b, c, d in steps if tag != "equal"]
