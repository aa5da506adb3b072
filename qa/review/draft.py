"""Checks a draft: each sentence that states something, cited sources first, and its quotations word for word.

Document ──▶ sentences that state something ──▶ check ──▶ DraftReport
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from corpus import Document, Span
from index import Filter
from qa.ask import Assistant
from qa.review.audited import Audited
from qa.review.citations import names_only
from qa.review.claims import Checked, Entailment, check
from qa.review.compare import differing_words
from qa.review.names import YEAR_MARK, fold, surname_words
from qa.settings import QUESTION_CHARACTERS

WORDS_LEAST = 5
"""A shorter sentence states nothing that could be looked up."""
_QUOTE = re.compile(r"[“\"«]([^”\"»“«]{20,600})[”\"»]")
_QUOTE_WORDS = 4
_SAME_QUOTE = 78
"""How like a passage a quotation has to be, of 100, to be taken from it."""
_CITED = re.compile(rf"\(?([A-Z][^()\[\]\d;]{{1,80}}?)[,\s]*\(?({YEAR_MARK})")
_ASKS = re.compile(r"\?\s*$")
_SIGNPOST = re.compile(
    r"\b(?:bab|bagian|subbab|tulisan|makalah|skripsi|penelitian|laporan) ini (?:akan )?(?:membahas"
    r"|berisi|menguraikan|disusun|bertujuan)"
    r"|\b(?:this|the (?:next|following)) (?:chapter|section|paper|thesis|report|study) (?:will |aims"
    r"|discusses|describes|presents)"
    r"|\b(?:dapat dilihat|ditunjukkan|disajikan) pada (?:tabel|gambar)|\bas shown in (?:table|figure)",
    re.I,
)
"""Sentences about the draft itself; no source says anything to them."""


@dataclass(frozen=True, slots=True)
class QuotationCheck:
    """A quotation of the draft against its source.

    `start` and `end` in the draft's text. `exact` says that every word is the source's; else `changes` are pairs
    (in the draft, in the source). `found` is False where no passage is near it, and then `source` is empty.
    """

    start: int
    end: int
    text: str
    found: bool
    exact: bool
    changes: tuple[tuple[str, str], ...] = ()
    source: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence of the draft that states something. `start` and `end` in the draft's text; `page` from 1 or None.

    `cited` are the paths of the library's documents that the sentence cites.
    """

    start: int
    end: int
    page: int | None
    checked: Checked
    cited: tuple[str, ...] = ()
    quotations: tuple[QuotationCheck, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftReport:
    """A draft's sentences in order of place; `skipped` counts those that state nothing."""

    doc: str
    sentences: tuple[DraftSentence, ...]
    skipped: int


Step = Callable[[int, int], None]
"""Called with the sentences done and those there are; may raise to stop."""


def check_draft(
    assistant: Assistant, draft: Document, *, entailment: Entailment | None = None, step: Step | None = None
) -> DraftReport:
    """Check every sentence of `draft` that states something; `draft` must have its text."""
    audited = Audited(draft)
    stated = [s for s in audited.sentences if states_something(draft.text[s.start : s.end])]
    known = _sources(assistant)
    done = []
    for count, span in enumerate(stated, 1):
        done.append(_sentence(assistant, audited, span, known, entailment))
        if step:
            step(count, len(stated))
    return DraftReport(draft.path, tuple(done), len(audited.sentences) - len(stated))


def states_something(sentence: str) -> bool:
    """Whether a sentence can be looked up: long enough, no question, not about the draft itself."""
    words = re.findall(r"[^\W_]{2,}", sentence)
    if len(words) < WORDS_LEAST or len(sentence) > QUESTION_CHARACTERS:
        return False
    letters = sum(c.isalpha() for c in sentence)
    return letters >= 0.5 * len(sentence) and not _ASKS.search(sentence) and not _SIGNPOST.search(sentence)


def _sentence(
    assistant: Assistant,
    audited: Audited,
    span: Span,
    known: dict[str, frozenset[str]],
    entailment: Entailment | None,
) -> DraftSentence:
    text = " ".join(audited.text[span.start : span.end].split())
    cited = tuple(_cited(text, known))
    claim = _without_citations(text)
    checked = check(assistant, claim, entailment, narrowed=Filter(sources=cited)) if cited else None
    if checked is None or checked.verdict == "silent":
        elsewhere = check(assistant, claim, entailment)
        checked = elsewhere if checked is None or elsewhere.verdict == "supported" else checked
    quotations = tuple(_quotations(assistant, audited.text, span, checked))
    return DraftSentence(span.start, span.end, audited.page(span.start), checked, cited, quotations)


def _without_citations(text: str) -> str:
    """The sentence without brackets that only cite: they say nothing about the matter."""
    bare = re.sub(rf"\s*\((?:[^()]*?{YEAR_MARK}[^()]*)\)|\s*\[\d[\d,;\s–-]*\]", _kept, text)
    return bare if len(bare.split()) >= WORDS_LEAST else text


def _kept(found: re.Match[str]) -> str:
    inside = found.group().strip(" ()")
    cites = found.group().lstrip().startswith("[") or names_only(re.split(YEAR_MARK, inside)[0])
    return "" if cites else found.group()


def _sources(assistant: Assistant) -> dict[str, frozenset[str]]:
    """For each document of the library the words it may be cited by: authors' names and the year."""
    known = {}
    for document in assistant.searcher.documents.values():
        names = {w for author in document.authors for w in surname_words(author)}
        known[document.path] = frozenset(names | ({str(document.year)} if document.year else set()))
    return known


def _cited(text: str, known: dict[str, frozenset[str]]) -> Iterator[str]:
    """The documents whose author and year a sentence names."""
    for found in _CITED.finditer(text):
        words = set(surname_words(found[1]))
        for path, own in known.items():
            if words & own and found[2][:4] in own:
                yield path


def _quotations(assistant: Assistant, text: str, span: Span, checked: Checked) -> Iterator[QuotationCheck]:
    for found in _QUOTE.finditer(text, span.start, span.end):
        quote = " ".join(found[1].split())
        if len(quote.split()) < _QUOTE_WORDS:
            continue
        yield check_quotation(assistant, quote, Span(found.start(1), found.end(1)), checked)


def check_quotation(
    assistant: Assistant, quote: str, span: Span, checked: Checked | None = None
) -> QuotationCheck:
    """A quotation word for word against the passage of the library that is nearest to it."""
    near = [*(checked.passages if checked else ()), *assistant.look_up(quote[:QUESTION_CHARACTERS]).cited]
    best, score, at = None, 0.0, (0, 0)
    for cited in near:
        whole = " ".join(cited.passage.text.split())
        found = fuzz.partial_ratio_alignment(fold_words(quote), fold_words(whole))
        if found and found.score > score:
            best, score, at = cited, found.score, (found.dest_start, found.dest_end)
    if best is None or score < _SAME_QUOTE:
        return QuotationCheck(span.start, span.end, quote, False, False)
    source = _words_between(" ".join(best.passage.text.split()), *at)
    changes = tuple(_inner(differing_words(quote, source)))
    page = best.passage.pages[0].number if best.passage.pages else None
    return QuotationCheck(span.start, span.end, quote, True, not changes, changes, best.source, page)


def fold_words(text: str) -> str:
    """A text as quotations are compared: case and kinds of quotation marks left out, as long as it was."""
    return (
        text.casefold().translate(str.maketrans("’‘“”", "''\"\""))
        if len(text.casefold()) == len(text)
        else text
    )


def _words_between(text: str, start: int, end: int) -> str:
    """The whole words of a stretch."""
    first = text.rfind(" ", 0, start + 1) + 1
    last = text.find(" ", max(end - 1, 0))
    return text[first : last if last >= 0 else len(text)]


def _inner(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Changes within the quotation: what stands around it in the source is none."""
    for place, (mine, theirs) in enumerate(pairs):
        at_edge = place in (0, len(pairs) - 1) and not mine
        if not at_edge and fold(mine).replace(" ", "") != fold(theirs).replace(" ", ""):
            yield mine, theirs
