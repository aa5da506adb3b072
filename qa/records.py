"""An answer: passages of the reader's own documents, cited, with the sentences that answer marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus import Language, Passage, Span

AnswerKind = Literal["answer", "summary"]


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """One passage of an answer.

    `rank` counts from 1. `score` is how likely the passage holds the answer, in [0, 1], falling with rank.
    `source` is the document's path in the library, `title` its title. `evidence` are the sentences that
    answer, spans within `passage.text`, one to three, the best first.
    """

    rank: int
    score: float
    passage: Passage
    source: str
    title: str
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the library says to a question.

    `confidence` is how likely the first passages hold the answer, in [0, 1]. Where `answered` is False,
    `declined_because` is a sentence in the question's language and `passages` are merely the nearest. `read_as`: a
    follow-up with the subject of the question before it, as it was looked up; else empty. `parts`: an answer for
    each question, in order, where several were asked at once. `kind`: where a summary was asked for, none is
    written; `passages` are then what the document says of itself, without evidence.
    """

    question: str
    language: Language
    answered: bool
    confidence: float
    declined_because: str | None
    elapsed_ms: float
    passages: tuple[CitedPassage, ...]
    read_as: str = ""
    parts: tuple[Answer, ...] = ()
    kind: AnswerKind = "answer"
