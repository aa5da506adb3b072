"""Statements turned round: denial, direction, bounds, and parties or numbers that have changed places."""

from __future__ import annotations

import re
from dataclasses import replace

from qa.review.difference import Difference
from qa.review.facts import Quantity, names, quantities, same_amount
from qa.review.names import fold, same_sort
from qa.review.opposites import DOUBLE, NEGATION, POLES, Poles, negated

_CLAUSE = re.compile(
    r"[;:]\s|,\s+(?:sedangkan|sementara|namun|tetapi|tapi|sehingga|while|whereas|but|though|although|kemudian|serta)\b|\s(?:sedangkan|sementara|whereas|while|tetapi|namun|but)\s",
    re.I,
)


def clauses(text: str) -> list[str]:
    """A sentence cut where its parts may say opposite things."""
    cuts = [m.start() for m in _CLAUSE.finditer(text)]
    return [
        p.strip(" ,;")
        for p in (text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True))
        if len(p) > 12
    ]


def turned_round(claim: str, sentence: str) -> list[Difference]:
    """Words of one pole where the source has those of the other, and denial where the source affirms."""
    found: list[Difference] = []
    same_pole = False
    shared = any(same_amount(a, b) for a in quantities(claim) for b in quantities(sentence))
    for poles in POLES:
        own, other = _pole(poles, claim), _pole(poles, sentence)
        same_pole |= bool(own and other and own[1] == other[1])
        if own and other and own[1] != other[1] and (poles.name != "bound" or shared):
            at = own[0]
            found.append(Difference(poles.name, at.group(), other[0].group(), 0.6, at.start(), at.end()))
    if not found and not same_pole and negated(claim) != negated(sentence):
        denies, affirms = ("claim", "source") if negated(claim) else ("source", "claim")
        found.append(
            Difference(
                "negation",
                _denial(claim, denies == "claim"),
                _denial(sentence, affirms == "claim"),
                0.35,
                0,
                0,
            )
        )
    return found


def _pole(poles: Poles, text: str) -> tuple[re.Match[str], bool] | None:
    """The word of a pole in a text and which pole it comes to, denial reckoned in; None where none or both are."""
    one, other = poles.one.search(text), poles.other.search(text)
    found = one or other
    if not found or (one and other):
        return None
    if poles.name in ("duty", "all", "exception") and other:
        return found, False  # these carry their denial in themselves
    beside = " ".join([*text[: found.start()].split()[-3:], "|", *text[found.end() :].split()[:1]])
    denied = bool(NEGATION.search(DOUBLE.sub(" ", beside)))
    return found, bool(one) != denied


def _denial(text: str, denies: bool) -> str:
    found = NEGATION.search(text)
    if not found or not denies:
        return "✓" if not found else found.group()
    behind = re.match(r"\S+(?:\s+\S+){0,2}", text[found.start() :])
    return behind.group() if behind else found.group()


def exchanged(claim: str, sentence: str) -> list[Difference]:
    """Two numbers or two parties that have changed places."""
    one, other = _held(claim), _held(sentence)
    for number, mine in one:
        for same, theirs in other:
            if not same_amount(number, same) or not mine or not theirs or mine & theirs:
                continue
            if any(mine & held for q, held in other if q is not same and not same_amount(q, number)):
                at = number.figure
                return [
                    Difference(
                        "exchange",
                        f"{' '.join(sorted(mine))}: {number.text}",
                        f"{' '.join(sorted(theirs))}: {same.text}",
                        0.8,
                        at.start,
                        at.end,
                    )
                ]
    return []


_ROLE = re.compile(r"\b([a-z]{2,})\s+((?:[A-Z][\w’-]+\s?){1,6})")


def roles_exchanged(claim: str, sentence: str) -> list[Difference]:
    """Names behind the same word that are not the same: "oleh DPR … pertimbangan DPD" with the two exchanged."""
    mine, theirs = (_by_role(t) for t in (claim, sentence))
    off = [
        (role, name, theirs[role])
        for role, name in mine.items()
        if role in theirs and fold(theirs[role]) != fold(name)
    ]
    swapped = {(fold(a), fold(b)) for _, a, b in off}
    for role, name, other in off:
        both = (fold(other), fold(name)) in swapped
        if both or (len(role) > 4 and same_sort(name, other)):
            at = claim.find(name)
            return [
                Difference(
                    "exchange" if both else "name",
                    f"{role} {name}",
                    f"{role} {other}",
                    0.8 if both else 0.7,
                    at,
                    at + len(name),
                )
            ]
    return []


def _by_role(text: str) -> dict[str, str]:
    roles: dict[str, str] = {}
    for m in _ROLE.finditer(text):
        role = {"by": "oleh"}.get(m[1], m[1])
        if role in (
            "dan",
            "and",
            "di",
            "in",
            "the",
            "of",
            "atau",
            "or",
            "yang",
            "ke",
            "dari",
            "to",
            "pada",
            "on",
        ):
            continue
        roles[role] = "" if role in roles else m[2].strip()
    return {role: name for role, name in roles.items() if name}


def _held(text: str) -> list[tuple[Quantity, frozenset[str]]]:
    """Each number with the names of its clause, where a clause has one number and names of its own."""
    held = []
    for clause in re.split(
        r",\s|;\s|\b(?:sedangkan|sementara|whereas|while|dan|and|diikuti|followed by)\b(?=[^,;]*\d)", text
    ):
        found = quantities(clause)
        opens = text.startswith(clause)
        own = frozenset(fold(n) for n in names(clause if opens else f"x {clause}"))
        if len(found) == 1 and own:
            offset = text.find(clause)
            held.append((_moved(found[0], offset), own))
    return held


def _moved(quantity: Quantity, offset: int) -> Quantity:
    figure = replace(quantity.figure, start=quantity.figure.start + offset, end=quantity.figure.end + offset)
    return replace(quantity, figure=figure)
