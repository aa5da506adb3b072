"""Answers a question about a library with its own passages.

question ──▶ parsed ──▶ candidates ──▶ ranked ──▶ one of each near-identical pair ──▶ read ──▶ evidence ──▶ Answer
"""

from __future__ import annotations

import contextlib
import threading
import time
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from threadpoolctl import ThreadpoolController

from corpus import UsageError
from index import Embedder, Filter, Question, Searcher
from qa.decline import Verdict, judge, relevance
from qa.evidence import find_evidence
from qa.find import find
from qa.question import (
    ParsedQuestion,
    asks_for_summary,
    parse_question,
    split_questions,
    with_subject,
)
from qa.rank import Ranked, rank, read
from qa.reader import reader_for
from qa.records import Answer, CitedPassage
from qa.settings import QUESTION_CHARACTERS, SAME_TERMS, TOP, TOP_MOST
from qa.summary import own_summary


@dataclass(frozen=True, slots=True)
class LookedUp:
    """A text looked up: the question made of it, the passages by falling score, and the verdict on them.

    `cited` are the same passages as answers show them, in the same order.
    """

    question: Question
    ranked: tuple[Ranked, ...]
    verdict: Verdict
    cited: tuple[CitedPassage, ...]


class Assistant:
    """Answers questions about one library. May be shared between threads: questions queue up."""

    def __init__(self, library: Path, embedder: Embedder, *, weights: Sequence[float] | None = None) -> None:
        """Open the index of `library`; `weights` rank in place of the learned ones, see `qa.rank.FEATURES`.

        Raises:
            NoIndexError: there is none.
            MismatchError: it was made with another model or format version.
        """
        self._searcher = Searcher(library, embedder)
        self._weights = weights
        self._reader = reader_for(embedder.identity)
        self._lock = threading.Lock()
        self._pools = ThreadpoolController()

    @property
    def searcher(self) -> Searcher:
        """The search behind the answers."""
        return self._searcher

    def ask(
        self, question: str, *, top: int = TOP, narrowed: Filter | None = None, after: str | None = None
    ) -> Answer:
        """Answer `question` with at most `top` passages, best first.

        `after` is the question asked before it, whose subject it is given where it leans on that.

        Raises:
            UsageError: the question is empty or too long, or `top` is out of bounds.
        """
        begun = time.perf_counter()
        typed = checked_question(question)
        text = with_subject(typed, checked_question(after) if after else None)
        if not 1 <= top <= TOP_MOST:
            raise UsageError(f"The number of passages must be between 1 and {TOP_MOST}, not {top}.")
        with self._open():
            narrowed = narrowed or Filter()
            answer = self._summarised(text, top, narrowed) or self._answered(text, top, narrowed)
            several = _several(text)
            parts = [
                replace(self._answered(with_subject(each, first), top, narrowed), question=each)
                for each, first in zip(several, [None, *several[:1] * len(several)], strict=False)
            ]
        elapsed = (time.perf_counter() - begun) * 1000
        read_as = text if text != typed else ""
        return replace(answer, question=question, elapsed_ms=elapsed, read_as=read_as, parts=tuple(parts))

    def look_up(self, text: str, *, top: int = TOP, narrowed: Filter | None = None) -> LookedUp:
        """The `top` passages nearest to a text, best first, as ranking and reading see them.

        For those who compare a text with passages themselves; see `ask` for an answer.

        Raises:
            UsageError: the text is empty or too long.
        """
        with self._open():
            return self._look_up(checked_question(text), top, narrowed or Filter())

    @contextlib.contextmanager
    def _open(self) -> Iterator[None]:
        # One moment of the index: another run may write meanwhile. And one thread: the matrices are so small that
        # threads cost more than they give, several times as much where others are at work on the machine.
        with self._lock, self._pools.limit(limits=1, user_api="blas"), self._searcher.store.snapshot():
            self._searcher.refresh()
            yield

    def _answered(self, text: str, top: int, narrowed: Filter) -> Answer:
        """The answer to one question that can be understood by itself."""
        begun = time.perf_counter()
        found = self._look_up(text, top, narrowed)
        verdict = found.verdict
        elapsed = (time.perf_counter() - begun) * 1000
        return Answer(
            text,
            found.question.language,
            verdict.answered,
            verdict.confidence,
            verdict.because,
            elapsed,
            found.cited[:top],
        )

    def _look_up(self, text: str, top: int, narrowed: Filter) -> LookedUp:
        parsed = parse_question(text)
        asked = self._searcher.question(parsed.text, parsed.language, parsed.phrases)
        found, signals = find(self._searcher, asked, text, _narrowed(narrowed, parsed), least=top)
        # The verdict looks at as many passages whatever `top` is, so that it never depends on it.
        ranked = _distinct(rank(asked, found, signals, self._weights), max(top, TOP))
        ranked = read(self._searcher, self._reader, asked, ranked)
        verdict = judge(asked, ranked)
        return LookedUp(asked, tuple(ranked), verdict, tuple(self._cite(asked, ranked, verdict)))

    def _summarised(self, text: str, top: int, narrowed: Filter) -> Answer | None:
        """What the document asked about says of itself; None where no summary is asked for or it says nothing."""
        if not asks_for_summary(text):
            return None
        parsed = parse_question(text)
        asked = self._searcher.question(parsed.text, parsed.language)
        ranked = rank(asked, *find(self._searcher, asked, text, narrowed, least=top), self._weights)
        if not ranked:
            return None
        document = self._searcher.documents[ranked[0].candidate.passage.document_id]
        passages = [p for _, p in self._searcher.store.passages_of(document.id)]
        cited = tuple(
            CitedPassage(place, 1 / place, passage, document.path, document.title, ())
            for place, passage in enumerate(own_summary(passages, parsed.language)[:top], 1)
        )
        summary = Answer(text, parsed.language, True, 1.0, None, 0.0, cited, kind="summary")
        return summary if cited else None

    def close(self) -> None:
        """Close the index."""
        self._searcher.close()

    def _cite(self, question: Question, ranked: Sequence[Ranked], verdict: Verdict) -> list[CitedPassage]:
        documents = self._searcher.documents
        cited = []
        for place, found in enumerate(ranked, 1):
            passage = found.candidate.passage
            document = documents[passage.document_id]
            cited.append(
                CitedPassage(
                    rank=place,
                    score=relevance(ranked, place - 1, verdict),
                    passage=passage,
                    source=document.path,
                    title=document.title,
                    evidence=find_evidence(question, found),
                )
            )
        return cited


def checked_question(question: str) -> str:
    """The question with white space folded and control characters taken out.

    Raises:
        UsageError: nothing that can be looked up is left, or it is too long.
    """
    text = " ".join("".join(c if unicodedata.category(c)[0] != "C" else " " for c in question).split())
    if not any(c.isalnum() for c in text):
        raise UsageError("The question is empty: it has no word or number to look for. Type a question.")
    if len(text) > QUESTION_CHARACTERS:
        raise UsageError(
            f"The question has {len(text):,} characters, at most {QUESTION_CHARACTERS:,} are looked up. "
            "Ask about one thing at a time."
        )
    return text


def _several(text: str) -> tuple[str, ...]:
    """The questions of `text` where it asks several."""
    questions = split_questions(text)
    return questions if len(questions) > 1 else ()


def _narrowed(narrowed: Filter, parsed: ParsedQuestion) -> Filter:
    """The filter, and the words that the question excludes."""
    return replace(narrowed, excluded=(*narrowed.excluded, *parsed.excluded))


def _distinct(ranked: Sequence[Ranked], top: int) -> list[Ranked]:
    """The first `top`, one of each near-identical pair: the better one stays."""
    kept: list[Ranked] = []
    seen: list[set[str]] = []
    for found in ranked:
        own = set(found.candidate.terms)
        if any(_alike(own, other) for other in seen):
            continue
        kept.append(found)
        seen.append(own)
        if len(kept) == top:
            break
    return kept


def _alike(one: set[str], other: set[str]) -> bool:
    """Jaccard similarity of the terms."""
    return len(one & other) >= SAME_TERMS * len(one | other)
