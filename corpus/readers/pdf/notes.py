"""Footnotes: small lines at the foot of a column, set apart with their numbers and the places that cite them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from corpus.readers.pdf.layout import Line, Rule
from corpus.readers.pdf.paragraphs import Measures, Para

_MARK = re.compile(r"(?P<number>\d{1,3}|\*{1,4}|[†‡§])[.)]?(?=\s|$|[^\W\d_“\"(])")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{1,3})*|\*{1,4}|[†‡§]")
_BEHIND = re.compile(
    r"(?<=[^\W\d_.,;:)\]”\"’])\d{1,3}(?![\w.,]\w|\w)|(?<=[^\W\d_][.,;:)\]”\"’])\d{1,3}(?!\w|[.,]\d)"
)
_SMALL = 0.93
_RAISED = 0.15
_SHORTEST = 25.0
"""Points; a shorter rule is a stroke of a picture."""


def split_notes(
    lines: Sequence[Line], rules: Sequence[Rule], given: Measures
) -> tuple[list[Line], list[Para]]:
    """A page's lines without its footnotes, and the footnotes in order."""
    rules = [rule for rule in rules if rule.level and rule.x1 - rule.x0 > _SHORTEST]
    rest: list[Line] = []
    notes: list[Para] = []
    for _, group in groupby(lines, key=lambda line: (line.region, line.aside)):
        own = list(group)
        start = _start(own, rules, given)
        rest += own[:start]
        notes += _notes(own[start:])
    return rest, notes


def _start(lines: Sequence[Line], rules: Sequence[Rule], given: Measures) -> int:
    """Where the footnotes of one column begin; its length where it holds none."""
    small = len(lines)
    while small and lines[small - 1].size <= _SMALL * given.size and not lines[small - 1].table:
        small -= 1
    ruled = _under_rule(lines, rules)
    for at in range(min(small, ruled), len(lines)):
        if at < small and at != ruled:
            continue
        # The numbered lines of a program are small, too.
        own = lines[at:]
        program = sum(line.mono or line.text.isdigit() for line in own) > 0.5 * len(own) and not _is_raised(
            lines[at], 0
        )
        if _number(lines[at]) is not None and not program and _is_apart(lines, at, rules, given):
            return at
    return len(lines)


def _under_rule(lines: Sequence[Line], rules: Sequence[Rule]) -> int:
    """The first line under a short rule at the column's left edge; the length where there is none."""
    for at, line in enumerate(lines):
        above = lines[at - 1].base if at else line.top - 30
        if any(above - 1 < rule.y0 < line.base and _is_note_rule(rule, line) for rule in rules):
            return at
    return len(lines)


def _is_note_rule(rule: Rule, line: Line) -> bool:
    width = line.right - line.left
    return rule.level and abs(rule.x0 - line.left) < 4 and 0.12 * width < rule.x1 - rule.x0 < 0.6 * width


def _is_apart(lines: Sequence[Line], at: int, rules: Sequence[Rule], given: Measures) -> bool:
    """Whether a rule or some space lies above the line, and only small text below it."""
    line = lines[at]
    if at == 0:
        return line.base > 300
    last = lines[at - 1]
    ruled = any(rule.level and last.base - 1 < rule.y0 < line.base and rule.x0 < line.right for rule in rules)
    spaced = line.base - last.base > 1.25 * given.lead(line.size) and last.size > line.size
    return ruled or spaced


def _number(line: Line) -> str | None:
    """The number or sign that opens a footnote."""
    first = line.words[0]
    if _is_raised(line, 0) and _NUMBER.fullmatch(first.text):
        return first.text
    found = _MARK.match(line.text)
    return found["number"] if found and not re.match(r"\d+\.\d", line.text) else None


def _is_raised(line: Line, at: int) -> bool:
    word = line.words[at]
    main = max(each.size for each in line.words)
    return word.size < 0.85 * main and word.base < line.base - _RAISED * main * 0.6


def _notes(lines: Sequence[Line]) -> list[Para]:
    """One footnote for each number that comes next."""
    notes: list[Para] = []
    last = 0
    for line in lines:
        number = _number(line)
        value = int(number) if number and number.isdigit() else 0
        if number and (not notes or not value or value == last + 1 or _is_raised(line, 0)):
            notes.append(Para([line], kind="footnote", number=number))
            last = value or last
        elif notes:
            notes[-1].lines.append(line)
    return notes


def find_cites(paras: Sequence[Para]) -> None:
    """Notes in each paragraph where it cites the footnotes of its pages: raised numbers, else close ones."""
    known: dict[int, set[str]] = {}
    for para in paras:
        if para.kind == "footnote" and para.number:
            known.setdefault(para.first.page, set()).add(para.number)
    for find in (_raised, _close) if known else ():
        for para in paras:
            if para.kind in ("footnote", "table", "other"):
                continue
            for at, line in enumerate(para.lines):
                cites = [cite for cite in find(line) if cite[1] in known.get(line.page, ())]
                if cites:
                    para.cites.setdefault(at, []).extend(cites)
                    known[line.page] -= {number for _, number in cites}


def _close(line: Line) -> list[tuple[int, str]]:
    """Numbers set close behind a word or its full stop, where a font has raised figures of its own."""
    return [(found.start(), found.group()) for found in _BEHIND.finditer(line.text)]


def _raised(line: Line) -> list[tuple[int, str]]:
    """Offset in the line's text and number of each raised number."""
    found: list[tuple[int, str]] = []
    offset = 0
    for at, word in enumerate(line.words):
        offset += 1 if at and not word.glued else 0
        if _NUMBER.fullmatch(word.text) and at and _is_raised(line, at):
            place = offset
            for number in word.text.split(","):
                found.append((place, number))
                place += len(number) + 1
        offset += len(word.text)
    return found
