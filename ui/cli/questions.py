"""The questions that `rujukan ask` is given: one on the command line, or many in a file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus import UsageError


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was put. `id` is whatever the file gives, None on the command line."""

    id: Any
    text: str


def read_questions(question: str | None, file: Path | None) -> list[Asked]:
    """The one question, or those of the file, all checked before the first is answered.

    Raises:
        UsageError: neither or both are given, the file cannot be read, or a question cannot be looked up; for
            a file the message names the line.
    """
    if (question is None) == (file is None):
        raise UsageError('Ask one thing: rujukan ask "your question", or --questions FILE for many.')
    if question is not None:
        return [_checked(Asked(None, question), "")]
    assert file is not None
    return read_lines(file, "question")


def read_lines(file: Path, key: str) -> list[Asked]:
    """The texts under `key` of a file with one JSON object a line, all checked.

    Raises:
        UsageError: the file cannot be read, or a line has no such text; the message names the line.
    """
    # Not by splitlines, which also ends lines at characters that JSON allows inside a string (U+2028).
    lines = enumerate(_text(file, key).split("\n"), 1)
    found = [_line(line, f"{file}, line {number}: ", key) for number, line in lines if line.strip()]
    if not found:
        raise UsageError(f'"{file}" holds no {key}. Write one JSON object a line: {_example(key)}')
    return found


def _example(key: str) -> str:
    return f'{{"id": 1, "{key}": "…"}}'


def _text(file: Path, key: str) -> str:
    try:
        return file.expanduser().read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise UsageError(
            f'The {key}s in "{file}" cannot be read: {error}. Name a UTF-8 text file.'
        ) from error


def _line(line: str, where: str, key: str) -> Asked:
    try:
        kept = json.loads(line)
        text = kept[key] if isinstance(kept, dict) else None
    except (ValueError, KeyError, RecursionError):
        text = None
    if not isinstance(text, str):
        raise UsageError(
            f'{where}expected a JSON object with "{key}" and, optionally, "id", as in {_example(key)}.'
        )
    return _checked(Asked(kept.get("id"), text), where)


def _checked(asked: Asked, where: str) -> Asked:
    from qa import checked_question

    try:
        checked_question(asked.text)
    except UsageError as error:
        raise UsageError(f"{where}{error}") from error
    return asked
