"""Whether a work is cited in another form than by name and year: in a note, by its title, as a law."""

from __future__ import annotations

import re
from collections.abc import Mapping

from qa.review.audited import Audited
from qa.review.names import words_of
from qa.review.references import Entry

_LAW = re.compile(r"\b(?:nomor|no\.?|number)\s*(\d+[\w/-]*)\s*(?:tahun|of|/)\s*(\d{4})", re.I)
_TITLE_WORDS = 4
"""So many words of a title in a row, in the text, are a citation of it."""


def is_mentioned(audited: Audited, entry: Entry, long_names: Mapping[str, str], *, numeric: bool) -> bool:
    """Whether the running text cites the entry otherwise.

    A law counts by its number and year, a work by the words of its title, an entry without a year by its name; in a
    note the first author with a word of the title will do. In a numeric style only the title counts.
    """
    words = audited.running_words
    law = _LAW.search(entry.text)
    if law and re.search(
        rf"\b(?:nomor|no\.?|number)\s*{re.escape(law[1])}\s*(?:tahun|of|/)\s*{law[2]}",
        audited.running_text,
        re.I,
    ):
        return True
    title = words_of(entry.title)
    if len(title) >= _TITLE_WORDS and f" {' '.join(title[:_TITLE_WORDS])} " in words:
        return True
    if numeric:
        return False
    head = words_of(re.sub(r"\(.*?\)", "", entry.head))
    if not entry.years and head and f" {' '.join(head)} " in words:
        return True
    is_title = (
        len(head) >= 3 and not re.search(r",|&|\b(?:and|dan)\b", entry.head) and " of " in f" {entry.head} "
    )
    if is_title and f" {' '.join(head)} " in words and not _is_body(entry):
        return True
    if len(head) >= 6 and f" {' '.join(head[:_TITLE_WORDS])} " in words:
        return True
    return _in_note(audited, entry, title)


def _is_body(entry: Entry) -> bool:
    return bool(
        re.search(
            r"department|ministry|government|office|university|institute|council|bank|board", entry.head, re.I
        )
    )


def _in_note(audited: Audited, entry: Entry, title: list[str]) -> bool:
    """A note that names the first author beside a long word of the title or the year."""
    if not entry.lead:
        return False
    years = {y[:4] for y in entry.years}
    for block in audited.prose:
        if block.kind != "footnote":
            continue
        note = audited.text[block.start : block.end]
        own = set(words_of(note))
        if entry.lead[-1] in own or entry.lead[0] in own:
            shared = sum(len(w) > 4 and w in own for w in set(title))
            if shared >= 2 or any(y in note for y in years):
                return True
            if len(title) < 1:
                return True
    return False
