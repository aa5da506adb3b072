"""What a question asks for beside its subject: a part of a document, a named place, facts of the title page.

question ──▶ Intent ──▶ passages looked up (`lookup`) ──▶ signals for ranking (`signals`)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus import SectionRole, roles_of, wanted_roles
from index import Outlined
from qa.places import Place, asks_for_article, named_places

_FRONT = re.compile(
    r"\b(?:penulis(?:nya)?|pengarang(?:nya)?|penyusun(?:nya)?|(?:yang )?(?:menulis|menyusun|mengarang)"
    r"|pembimbing(?:nya)?"
    r"|(?:di)?(?:tulis|susun) oleh|universitas|perguruan tinggi|kampus|jurnal (?:apa|mana)|program studi|fakultas"
    r"|judul(?:nya)?|(?:di)?terbit(?:kan)?(?:nya)?|(?:di)?sahkan|(?:di)?undangkan|nim|e-?mail|afiliasi|instansi"
    r"|authors?|wrote|written by|supervis\w+|universit(?:y|ies)|affiliat\w+|published|accepted|received|journal"
    r"|titled?|doi|issn|enacted|signed|promulgated|degree|thesis by|compiled)\b",
    re.I,
)
_TABLE = re.compile(r"\b(?:tabel|table|baris|kolom|row|column|tertinggi|terendah|highest|lowest)\b", re.I)
_LIST = re.compile(
    r"\b(?:sebutkan|apa saja|siapa saja|mana saja|macam|jenis-jenis|langkah-langkah|tahap(?:an)?|daftar|list"
    r"|(?:name|which|what) (?:the )?(?:two|three|four|five|six)|name the|what (?:are|were) the)\b",
    re.I,
)
_DEFINED = re.compile(
    r"\b(?:adalah|ialah|merupakan|yaitu|yakni|didefinisikan|diartikan|disebut|dimaksud|pengertian|is an?|are|refers? to"
    r"|defined as|means|known as|called)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Intent:
    """What a question names beside its subject.

    `roles`: parts of a document; `places`: named places; `article`: it asks for the number of an article;
    `front`: it asks for what title pages say; `table`, `listing`: it asks for a table's cell, for items of a list.
    """

    roles: frozenset[SectionRole]
    places: tuple[Place, ...]
    article: bool
    front: bool
    table: bool
    listing: bool

    @property
    def looks_up(self) -> bool:
        """Whether there is anything to look up beside what search finds."""
        return bool(self.roles or self.places or self.front)


def intent_of(question: str) -> Intent:
    """Read the intent from the words of a question."""
    return Intent(
        roles=wanted_roles(question),
        places=named_places(question),
        article=asks_for_article(question),
        front=_FRONT.search(question) is not None,
        table=_TABLE.search(question) is not None,
        listing=_LIST.search(question) is not None,
    )


def looked_up(intent: Intent, outline: Sequence[Outlined], most: int) -> list[int]:
    """Keys of the passages of one document that an intent names, at most `most`: places first, then parts."""
    ranked = []
    for each in outline:
        place = max((p.fits(each.headings, each.pages, each.openings) for p in intent.places), default=0.0)
        own = roles_of(each.headings)
        role = 1.0 if own and own[0] in intent.roles else 0.5 if intent.roles & set(own) else 0.0
        front = float(intent.front and each.position < FRONT_PASSAGES)
        if place or role or front:
            ranked.append((-place, -front, -role, each.position, each.key))
    return [key for *_, key in sorted(ranked)[:most]]


FRONT_PASSAGES = 3
"""Passages at a document's beginning that title pages and running heads of journals fill."""


def reads_as_definition(text: str) -> bool:
    """Whether a passage has a word that definitions are made with."""
    return _DEFINED.search(text) is not None
