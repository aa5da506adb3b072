"""Which number of a source answers a number of a statement, and which follow from others."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from qa.review.facts import Quantity, same_amount
from qa.review.names import fold

_FAR = 12.0
"""Two numbers whose ratio is larger than this are hardly the same thing with a slip."""
_DERIVED_MOST = 6


def derived(number: Quantity, there: Sequence[Quantity]) -> bool:
    """Whether a number is the sum, the difference, the ratio or the share of two that the sentence has."""
    if number.kind == "year" or len(there) < 2 or len(there) > _DERIVED_MOST:
        return False
    value = number.figure.value
    for one, other in itertools.permutations([q.figure.value for q in there if q.kind != "year"], 2):
        results = [one - other, one + other]
        if other:
            results += [one / other, 100 * one / other]
        if any(abs(r - value) <= (0.05 * value if number.approximate else 1e-6) for r in results):
            return True
    return False


def counterpart(
    number: Quantity, free: Sequence[Quantity], claim: str, sentence: str
) -> tuple[Quantity, float] | None:
    """The number that a source has in place of one of the statement, and how sure that is.

    It has to be of one kind with it: a year for a year, a share for a share, the same unit or the same word behind.
    """
    fitting = [q for q in free if q.kind == number.kind]
    if number.kind == "year":
        fitting = [q for q in fitting if not _is_cited(sentence, q)]
    if number.unit:
        fitting = [q for q in fitting if q.unit in (number.unit, "")]
    scored = sorted(((_likeness(number, q, claim, sentence), q) for q in fitting), key=lambda p: -p[0])
    if not scored or scored[0][0] < 0.3:
        return None
    best = scored[0][0]
    alone = len(scored) == 1 or scored[1][0] < best - 0.1
    return scored[0][1], min(1.0, best + (0.2 if alone else -0.1))


def _likeness(number: Quantity, other: Quantity, claim: str, sentence: str) -> float:
    score = 0.3 if number.kind == "year" else 0.35 if number.kind == "percent" else 0.0
    if number.unit and number.unit == other.unit:
        score += 0.4
    mine, theirs = _behind(claim, number), _behind(sentence, other)
    if mine and theirs and (mine == theirs or (len(mine) > 4 and mine[:5] == theirs[:5])):
        score += 0.3
    if _before(claim, number) & _before(sentence, other):
        score += 0.3
    if _shape(number) == _shape(other):
        score += 0.2
    small, large = sorted((abs(number.figure.value), abs(other.figure.value)))
    if small == 0 or large / max(small, 1e-9) > _FAR:
        score -= 0.15
    if number.figure.worded == other.figure.worded:
        score += 0.05
    if number.kind == "share":
        score += 0.3
    if is_slip(number.text, other.text):
        score += 0.35
    return score


def is_slip(one: str, other: str) -> bool:
    """Whether two numbers of three digits or more differ in one digit or in the order of two."""
    mine, theirs = (re.sub(r"\D", "", t) for t in (one, other))
    return len(mine) == len(theirs) >= 3 and mine != theirs and OSA.distance(mine, theirs) == 1


def _is_cited(sentence: str, quantity: Quantity) -> bool:
    """Whether a year is that of a citation: "Gartner (2021)", "(Yu, 2024)"."""
    before, behind = sentence[: quantity.figure.start], sentence[quantity.figure.end :]
    return bool(re.search(r"\((?:[^()]*[,;]\s|[^()]*\s)?$", before) and re.match(r"[a-z]?\s*[),;]", behind))


def _behind(text: str, quantity: Quantity) -> str:
    words = re.findall(r"[^\W\d_]{3,}", text[quantity.figure.end : quantity.figure.end + 30])
    return fold(words[0]) if words else ""


def _before(text: str, quantity: Quantity) -> set[str]:
    """The longer words shortly before a number."""
    words = re.findall(r"[^\W\d_]{4,}", text[max(0, quantity.figure.start - 45) : quantity.figure.start])
    return {fold(w)[:7] for w in words[-4:]}


def _shape(quantity: Quantity) -> tuple[int, int]:
    """Digits before and behind the decimal mark, which a slip of one digit leaves as they are."""
    return len(str(int(abs(quantity.figure.value)))), quantity.figure.decimals


__all__ = ["counterpart", "derived", "same_amount"]
