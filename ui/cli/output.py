"""Answers and receipts as JSON and as lines for the terminal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from corpus import Passage, visible
from ui.places import page_words

if TYPE_CHECKING:
    from index import Receipt
    from qa import Answer, CitedPassage


def plain_console(*, stderr: bool = False) -> Console:
    """A console that prints text as it is, and whole lines where no terminal bounds them."""
    console = Console(stderr=stderr, markup=False, emoji=False, highlight=False)
    if not console.is_terminal:
        console.width, console.soft_wrap = _NO_BOUND, True
    return console


_NO_BOUND = 100_000  # columns
_CONTROL = {
    code: None
    for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
    if chr(code) not in "\n\t"
}


def printable(text: str) -> str:
    """A document's text without what would steer the terminal: escape codes, turns of direction, other controls."""
    return text.translate(_CONTROL)


def answer_json(answer: Answer, question_id: str | int | None = None) -> dict[str, Any]:
    """One answer as the JSON object of `rujukan ask --json`."""
    return {
        "id": question_id,
        "question": answer.question,
        "language": answer.language,
        "answered": answer.answered,
        "confidence": round(answer.confidence, 4),
        "declined_because": answer.declined_because,
        "elapsed_ms": round(answer.elapsed_ms, 1),
        "passages": [cited_json(p) for p in answer.passages],
        **_special_json(answer),
    }


def _special_json(answer: Answer) -> dict[str, Any]:
    """What only some answers have: of a follow-up, of several questions, of a request for a summary."""
    found: dict[str, Any] = {"read_as": answer.read_as} if answer.read_as else {}
    if answer.parts:
        found["parts"] = [answer_json(part) for part in answer.parts]
    if answer.kind != "answer":
        found["kind"] = answer.kind
    return found


def cited_json(cited: CitedPassage) -> dict[str, Any]:
    """One passage with its rank, its score and the spans of its evidence."""
    return {
        "rank": cited.rank,
        "score": round(cited.score, 6),
        **passage_json(cited.passage, cited.source, cited.title),
        "evidence": [[s.start, s.end] for s in cited.evidence],
    }


def passage_json(passage: Passage, source: str, title: str) -> dict[str, Any]:
    """One passage; `page` counts from 1 and is null where the format has no pages."""
    first = passage.pages[0] if passage.pages else None
    return {
        "source": source,
        "title": title,
        "section": list(passage.headings),
        "page": first.number if first else None,
        "page_label": first.label if first else None,
        "pages": [{"page": p.number, "page_label": p.label} for p in passage.pages],
        "kind": passage.kind,
        "language": passage.language,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "context": passage.context,
    }


def print_answer(console: Console, answer: Answer) -> None:
    """One answer for a person to read: the passages in full, the sentences that answer marked.

    Of several questions each has its own, the first passages of it.
    """
    for part in answer.parts:
        console.print(Text(f"\n— {printable(part.question)}", style="bold"))
        print_answer(console, replace(part, passages=part.passages[:PART_PASSAGES]))
    if not answer.parts:
        _print_passages(console, answer)


PART_PASSAGES = 3
"""Passages shown for each of several questions."""


def _print_passages(console: Console, answer: Answer) -> None:
    words = _WORDS[answer.language if answer.language == "id" else "en"]
    if answer.read_as:
        console.print(Text(words["read_as"].format(question=printable(answer.read_as)), style="dim"))
    if answer.kind == "summary":
        console.print(Text(words["summary"], style="bold yellow"))
    if answer.declined_because:
        console.print(Text(answer.declined_because, style="bold yellow"))
        if answer.passages:
            console.print(Text(words["nearest"], style="dim"))
    for cited in answer.passages:
        console.print()
        console.print(_heading(cited, answer.language))
        console.print(_marked(cited))


def _heading(cited: CitedPassage, language: str) -> Text:
    where = [" › ".join(cited.passage.headings), page_words(cited.passage.pages, language)]
    line = Text(f"{cited.rank}. ", style="bold")
    line.append(visible(cited.source), style="bold cyan")
    for part in filter(None, where):
        line.append(f"  ·  {printable(part)}")
    return line.append(f"  ·  {cited.score:.0%}", style="dim")


def _marked(cited: CitedPassage) -> Text:
    # As long as it was, for the spans of the evidence point into it.
    text = Text(cited.passage.text[cited.passage.lead :].translate(dict.fromkeys(_CONTROL, " ")))
    for span in cited.evidence:
        text.stylize("bold underline", max(0, span.start - cited.passage.lead), span.end - cited.passage.lead)
    return text


_WORDS = {
    "id": {
        "nearest": "Bagian yang paling dekat:",
        "read_as": "Dibaca sebagai: {question}",
        "summary": "Rujukan tidak menulis ringkasan. Inilah abstrak, tujuan, dan simpulan dari dokumen itu sendiri:",
    },
    "en": {
        "nearest": "The nearest passages:",
        "read_as": "Read as: {question}",
        "summary": "Rujukan writes no summaries. Here are the document's own abstract, aims and conclusion:",
    },
}


def receipt_json(receipt: Receipt, library: str) -> dict[str, Any]:
    """What a run of indexing did, as the JSON object of `rujukan index --json`."""
    return {
        "library": library,
        "passages": receipt.passages,
        "embedded": receipt.embedded,
        "seconds": round(receipt.seconds, 2),
        "documents": [
            {
                "path": d.path,
                "state": d.state,
                "title": d.title,
                "pages": d.pages,
                "pages_how": dict(d.pages_how),
                "sections": d.sections,
                "passages": d.passages,
                "found": dict(d.found),
                "kinds": dict(d.kinds),
                "language": d.language,
                "warnings": list(d.warnings),
                "problem": d.problem,
            }
            for d in receipt.documents
        ],
        "skipped": [{"path": path, "reason": reason} for path, reason in receipt.skipped],
    }
