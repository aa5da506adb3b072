"""What a person should know about the reading of a PDF, as messages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.messages import Message, say
from corpus.readers.pdf.layout import PageWords
from corpus.readers.pdf.ocr import INSTALL, Unread

_UNSURE = 0.7


@dataclass(frozen=True, slots=True)
class Noted:
    """What the reading noticed: pages with a doubtful text layer, pages read in the order of the file, and whether
    the pages are only the placeholder of an XFA form."""

    doubtful: tuple[int, ...] = ()
    plain: tuple[int, ...] = ()
    xfa: bool = False


def warnings_for(pages: Sequence[PageWords], unread: Unread, noted: Noted) -> tuple[Message, ...]:
    """One sentence for each thing that went less than well."""
    found: list[Message] = [say("xfa_form")] if noted.xfa else []
    if unread.pages and unread.missing:
        found.append(say("ocr_missing", pages=tuple(unread.pages), install=INSTALL))
    elif unread.pages:
        found.append(say("ocr_failed", pages=tuple(unread.pages)))
    damaged = tuple(page.number for page in pages if page.how == "failed" and page.number not in unread.pages)
    if damaged:
        found.append(say("pages_damaged", pages=damaged))
    scanned = tuple(page.number for page in pages if page.how == "ocr")
    if scanned:
        found.append(say("read_by_ocr", pages=scanned))
    unsure = tuple(page.number for page in pages if page.confidence is not None and page.confidence < _UNSURE)
    if unsure:
        found.append(say("ocr_unsure", pages=unsure))
    if noted.doubtful:
        found.append(say("layer_doubtful", pages=noted.doubtful))
    if noted.plain:
        found.append(say("read_plainly", pages=noted.plain))
    return tuple(found)
