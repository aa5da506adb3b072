"""Lines put together to running text: hyphens at line ends go, those of the language stay."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from corpus.readers.pdf.layout import Line

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BEFORE = re.compile(r"(?P<whole>(?:[^\W\d_]+-)*(?P<part>[^\W\d_]+))-$")
_AFTER = re.compile(r"(?P<whole>(?P<part>[^\W\d_]+)(?:-[^\W\d_]+)*)")
_LINK = re.compile(r"(?:https?://|www\.|doi\.org/|@)\S*$", re.I)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a document that no line end cuts, in small letters.

    `keeps` is what becomes of a hyphen about which the words say nothing.
    """

    words: Counter[str]
    keeps: bool = False

    def keeps_hyphen(self, before: str, after: str) -> bool:
        """Whether the hyphen between the end of one line and the start of the next belongs to the word."""
        first, second = _BEFORE.search(before), _AFTER.match(after)
        if not first or not second:
            return True
        known = self._known(first, second)
        return self.keeps if known is None else known

    def _known(self, first: re.Match[str], second: re.Match[str]) -> bool | None:
        left, right = first["part"].lower(), second["part"].lower()
        if second["part"][0].isupper() and not first["part"].isupper():
            return True
        if first["part"][-2:].isupper() and second["part"].islower():
            # An acronym is not cut in two: "GraphRAG-powered".
            return True
        hyphened = self.words[f"{left}-{right}"] + self.words[f"{first['whole']}-{second['whole']}".lower()]
        whole = self.words[left + right]
        if hyphened or whole:
            return hyphened > whole
        return True if reduplicates(left, right) else None


def reduplicates(first: str, second: str) -> bool:
    """Whether two words are one said twice, with or without affixes.

    For example negara-negara, undang-undangan, sebesar-besarnya, tolong-menolong, sayur-mayur.
    """
    if min(len(first), len(second)) < 4:
        return first == second and len(first) > 2
    common = SequenceMatcher(None, first, second, autojunk=False).find_longest_match()
    return common.size >= max(3, 0.6 * min(len(first), len(second))) and common.size >= 4


def vocabulary(lines: Iterable[Line]) -> Vocabulary:
    """Counts the words of `lines`, without those that a hyphen cuts at a line's end."""
    counts: Counter[str] = Counter()
    ends: list[tuple[str, str]] = []
    before = ""
    for line in lines:
        words = line.text.split(" ")
        if before.endswith("-"):
            ends.append((before, words.pop(0)))
        before = words[-1] if words else ""
        for each in words:
            if each.isalpha():
                counts[each.lower()] += 1
            elif not each.endswith("-"):
                counts.update(word.lower() for word in _WORD.findall(each))
    bare = Vocabulary(counts)
    matches = [(_BEFORE.search(first), _AFTER.match(second)) for first, second in ends]
    votes = [bare._known(first, second) for first, second in matches if first and second]
    return Vocabulary(counts, keeps=votes.count(True) > 2 * votes.count(False))


def glue(before: str, after: str, words: Vocabulary) -> tuple[int, str]:
    """How two lines are put together: letters to cut off the first's end, and what goes between."""
    if not before or not after:
        return 0, ""
    tail = before[before.rfind(" ") + 1 :]
    if before.endswith("-") and len(before) > 1 and not before[-2].isspace():
        if after[0].isalpha() and before[-2].isalpha() and not words.keeps_hyphen(tail, after):
            return 1, ""
        return 0, ""
    if _LINK.search(tail) and tail[-1] in "/-_=&?." and not after[0].isspace():
        return 0, ""
    if tail.endswith(("/", "—")) and len(tail) > 1:
        return 0, ""
    return 0, " "
