"""A statement against a sentence that is about the same: what agrees, and what differs, named.

Everything here can be reckoned: numbers with their units, years, names, bounds, directions, negation, who has what.
What only meaning tells is left to others (`qa.review.claims.Entailment`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from qa.review.facts import Quantity, months, names, quantities, same_amount
from qa.review.names import fold
from qa.review.opposites import DOUBLE, NEGATION, POLES, Poles, negated
from qa.review.quantities import counterpart, derived

_SAME_NAME = 85
_CLAUSE = re.compile(
    r"[;:]\s|,\s+(?:sedangkan|sementara|namun|tetapi|tapi|sehingga|while|whereas|but|though|although|kemudian|serta)\b|\s(?:sedangkan|sementara|whereas|while|tetapi|namun|but)\s",
    re.I,
)
_SLOT = re.compile(
    r"\b(?:di|ke|dari|oleh|pada|dengan|by|in|at|from|on|to|with|using|memakai|menggunakan|kota|via|comes from|based|released|named|called)\s+(?:the\s+|mesin\s+|sistem\s+(?:operasi\s+)?|operator\s+|Jalan\s+)?$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Difference:
    """What the statement has and what the source has instead; `sure` in [0, 1]. `start`, `end` in the statement."""

    kind: str
    claimed: str
    found: str
    sure: float
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.claimed} ↔ {self.found}"


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
    turned = [*_turned(claim, clause or sentence), *_exchanged(claim, sentence), *_roles(claim, sentence)]
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
        alike = next((o for o in others if _same_head(name, o)), None)
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


def _same_head(one: str, other: str) -> bool:
    """Whether two names are of one sort: "Kementerian Pertahanan", "Kementerian Sekretariat Negara"."""
    mine, theirs = fold(one).split(), fold(other).split()
    if len(mine) < 2 or len(theirs) < 2 or fold(one) == fold(other):
        return False
    sorts = (
        [_SORTS.get(w, w) for w in (mine[0], mine[-1])],
        [_SORTS.get(w, w) for w in (theirs[0], theirs[-1])],
    )
    shared = set(sorts[0]) & set(sorts[1])
    return any(s in _SORTS.values() for s in shared)


_SORTS = {
    "universitas": "university", "university": "university", "institut": "institute", "institute": "institute",
    "kementerian": "ministry", "ministry": "ministry", "menteri": "minister", "minister": "minister",
    "badan": "agency", "agency": "agency", "mahkamah": "court", "court": "court", "dewan": "council",
    "council": "council", "komisi": "commission", "commission": "commission", "majelis": "assembly",
    "assembly": "assembly", "bank": "bank", "pulau": "island", "island": "island", "kota": "city", "city": "city",
    "provinsi": "province", "province": "province", "pasal": "article", "article": "article",
}  # fmt: skip
"""Words that say of what sort a name is, in both languages."""
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


def clauses(text: str) -> list[str]:
    """A sentence cut where its parts may say opposite things."""
    cuts = [m.start() for m in _CLAUSE.finditer(text)]
    return [
        p.strip(" ,;")
        for p in (text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True))
        if len(p) > 12
    ]


def _turned(claim: str, sentence: str) -> list[Difference]:
    """Words of one pole where the source has those of the other, and denial where the source affirms."""
    found = []
    shared = any(same_amount(a, b) for a in quantities(claim) for b in quantities(sentence))
    for poles in POLES:
        own, other = _pole(poles, claim), _pole(poles, sentence)
        if own and other and own[1] != other[1] and (poles.name != "bound" or shared):
            at = own[0]
            found.append(Difference(poles.name, at.group(), other[0].group(), 0.6, at.start(), at.end()))
    if not found and negated(claim) != negated(sentence):
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


def _exchanged(claim: str, sentence: str) -> list[Difference]:
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


def _roles(claim: str, sentence: str) -> list[Difference]:
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
        if both or (len(role) > 4 and _same_head(name, other)):
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
        own = frozenset(fold(n) for n in names(f"x {clause}"))
        if len(found) == 1 and own:
            offset = text.find(clause)
            held.append((_moved(found[0], offset), own))
    return held


def _moved(quantity: Quantity, offset: int) -> Quantity:
    from dataclasses import replace

    figure = replace(quantity.figure, start=quantity.figure.start + offset, end=quantity.figure.end + offset)
    return replace(quantity, figure=figure)


def differing_words(quote: str, source: str) -> Sequence[tuple[str, str]]:
    """The words of a quotation that its source has otherwise, as (in the quotation, in the source)."""
    import difflib

    mine, theirs = quote.split(), source.split()
    folded = [[fold(w) for w in words] for words in (mine, theirs)]
    steps = difflib.SequenceMatcher(None, *folded, autojunk=False).get_opcodes()
    return [(" ".join(mine[a:b]), " ".join(theirs[c:d])) for tag, a, b, c, d in steps if tag != "equal"]
