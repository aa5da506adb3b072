"""Signs for ranking beyond words and vectors: is a passage the part, the place, the document that is asked for?

Each signal is 0 where it says nothing, so a question without such an intent is ranked by search alone.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from corpus import Passage, is_apart, roles_of
from index import Candidate, Question, Searcher, terms
from qa.intent import Intent, reads_as_definition
from qa.places import clause_at

SIGNALS = (
    "heads",  # late interaction with title and headings
    "role",  # the innermost heading with a role is of a part that is asked for
    "role_outer",  # a heading further out is
    "apart",  # contents, references, acknowledgements, code: and the question is not about them
    "place",  # it is the article, chapter, section or page that is named
    "captioned",  # it is the table or figure that is named
    "mentioned",  # it speaks of the table or figure that is named
    "clause",  # it is the article that is named and holds the clause that is named
    "article",  # the question asks for an article and this is one
    "definition",  # the question asks for a definition and it reads like one
    "document",  # share of the question's rarity that the document's title, authors, year and file name carry
    "subject",  # cosine of the question with the beginning of the document
    "front",  # the question asks what title pages say, and it is at the document's beginning
    "table",  # the question asks for a cell and this is a table
    "listing",  # the question asks for items and it has a list
    "caption", "reference", "footnote", "tabular",  # what kind of passage it is, whatever is asked
)  # fmt: skip
_ITEM = re.compile(r"(?:^|\n)\s*(?:\(?\d{1,2}[.)]|[a-z][.)]|[•●▪–-])\s", re.M)
_FEW_ITEMS = 2
_FRONT_CHARACTERS = 3_000
"""Characters from a document's beginning that count as its front: a title page, or an article's first column."""


class Signals:
    """The signals of one question's candidates."""

    def __init__(self, question: Question, intent: Intent, searcher: Searcher) -> None:
        self._question = question
        self._intent = intent
        self._searcher = searcher
        self._total = sum(question.rarity.idf.values()) or 1.0
        self._of_documents: dict[str, tuple[float, float]] = {}

    def of(self, candidate: Candidate) -> NDArray[np.float64]:
        """In the order of SIGNALS."""
        return np.array([candidate.heads, *self._parts(candidate.passage), *self._asked(candidate.passage)])

    def _parts(self, passage: Passage) -> tuple[float, ...]:
        """From "role" to "clause": by the headings and captions that a passage is under."""
        wanted, roles = self._intent.roles, roles_of(passage.headings)
        inner = bool(roles) and roles[0] in wanted
        met = bool(wanted & set(roles))
        aside = is_apart(passage.headings) or passage.kind == "reference"
        place, captioned = self._fit(passage, captions=False), self._fit(passage, captions=True)
        return (
            float(inner),
            float(met and not inner),
            float(aside and not met and "references" not in wanted),
            place,
            float(captioned == 1.0),
            float(captioned == 0.5),
            float(bool(place) and self._has_clause(passage.text)),
        )

    def _asked(self, passage: Passage) -> tuple[float, ...]:
        """From "article" on: by the kind of answer that is asked for, and by the document."""
        intent, kind = self._intent, passage.kind
        cell = intent.table or any(p.kind == "table" for p in intent.places)
        return (
            float(intent.article and any(_is_article(h) for h in passage.headings[-2:])),
            float("definition" in intent.roles and reads_as_definition(passage.text)),
            *self._document(passage.document_id),
            float(intent.front and passage.start < _FRONT_CHARACTERS),
            float(cell and kind == "table"),
            float(intent.listing and len(_ITEM.findall(passage.text)) >= _FEW_ITEMS),
            *(float(kind == each) for each in ("caption", "reference", "footnote", "table")),
        )

    def _fit(self, passage: Passage, *, captions: bool) -> float:
        openings = (passage.text[passage.lead :], passage.context)
        places = (p for p in self._intent.places if p.has_caption is captions)
        return max((p.fits(passage.headings, passage.pages, openings) for p in places), default=0.0)

    def _has_clause(self, text: str) -> bool:
        return any(p.clause is not None and clause_at(p.clause)(text) >= 0 for p in self._intent.places)

    def _document(self, document_id: str) -> tuple[float, float]:
        """How much of the question names this document, and how near it is to what the document is about."""
        if document_id not in self._of_documents:
            document = self._searcher.documents[document_id]
            named = (document.title, *document.authors, str(document.year or ""), document.path)
            own = set(terms(re.sub(r"[_\W]+", " ", " ".join(named)), self._question.language))
            share = sum(v for t, v in self._question.rarity.idf.items() if t in own) / self._total
            subject = self._searcher.front_vector(document_id) @ self._question.embedding.vector
            self._of_documents[document_id] = share, float(subject)
        return self._of_documents[document_id]


def _is_article(heading: str) -> bool:
    return heading.lower().startswith(("pasal", "article"))
