"""Passages as HTML. All text of a document goes through `html.escape`; only our own tags are tags."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from corpus import Document, Passage, Span
from corpus import table_rows as cells_of
from ui.i18n.texts import Tongue, words

if TYPE_CHECKING:
    from qa import CitedPassage

CONTEXT_CHARACTERS = 900
"""How much of the document is shown before and after a passage, to the next paragraph or word."""
NEIGHBOURS_MOST = 6


def marked(text: str, spans: Sequence[Span], start: int = 0, end: int | None = None) -> str:
    """`text[start:end]` as HTML with `spans` of `text` in <mark>; overlapping spans become one mark."""
    end = len(text) if end is None else end
    out, at = [], start
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        first, last = max(span.start, at), min(span.end, end)
        if first >= last:
            continue
        out += [escape(text[at:first]), "<mark>", escape(text[first:last]), "</mark>"]
        at = last
    return "".join([*out, escape(text[at:end])])


def passage_html(passage: Passage, evidence: Sequence[Span]) -> str:
    """The passage's own text without the headings it opens with, which stand in the card's head."""
    text, lang = passage.text, _lang(passage)
    rows = _rows(passage)
    if rows:
        cells = "".join(_row(text, row, evidence) for row in rows)
        return f'<div class="rj-table"{lang}><table><tbody>{cells}</tbody></table></div>'
    return f'<blockquote class="rj-text"{lang}>{marked(text, evidence, passage.lead)}</blockquote>'


def _rows(passage: Passage) -> list[list[Span]]:
    return table_rows(passage.text, passage.lead, len(passage.text)) if passage.kind == "table" else []


def table_rows(text: str, start: int, end: int) -> list[list[Span]]:
    """The cells of a table, `text[start:end]`, row by row, as spans of `text`.

    Nothing where its rows have not all as many: then it is shown line by line.
    """
    rows = [[Span(*cell) for cell in row] for row in cells_of(text, start, end)]
    even = len(rows) > 1 and len(rows[0]) > 1 and len({len(r) for r in rows}) == 1
    return rows if even else []


def _row(text: str, cells: Sequence[Span], evidence: Sequence[Span]) -> str:
    inside = "".join(f"<td>{marked(text, evidence, c.start, c.end)}</td>" for c in cells)
    return f"<tr>{inside}</tr>"


def _lang(passage: Passage) -> str:
    return f' lang="{passage.language}"' if passage.language != "und" else ""


def head_html(cited: CitedPassage, tongue: Tongue) -> str:
    """Rank, title, section path, then page, kind, language and file."""
    from ui.places import page_words

    passage = cited.passage
    path = " › ".join(escape(h) for h in passage.headings)
    kind = "" if passage.kind == "body" else words(f"kind_{passage.kind}", tongue)
    facts = [page_words(passage.pages, tongue), kind, words(f"lang_{passage.language}", tongue), cited.source]
    line = " <i>·</i> ".join(f"<span>{escape(f)}</span>" for f in facts if f)
    return (
        f'<header class="rj-head"><h3><span class="rj-rank">{cited.rank}</span> {escape(cited.title)}</h3>'
        + (f'<p class="rj-path">{path}</p>' if path else "")
        + f'<p class="rj-facts">{line}</p></header>'
    )


def sure_html(score: float, tongue: Tongue) -> str:
    """How sure, in words and as a quiet bar."""
    percent = round(100 * min(max(score, 0.0), 1.0))
    key = next(k for least, k in _SURE if score >= least)
    label = escape(words("sure_meter", tongue, percent=percent))
    return (
        f'<p class="rj-sure"><span>{escape(words(key, tongue))}</span>'
        f'<span class="rj-bar" role="img" aria-label="{label}" title="{label}">'
        f'<span style="width:{percent}%"></span></span></p>'
    )


SURE_SOME = 0.25
"""A passage with a lower score hardly answers the question."""
_SURE = ((0.75, "sure_high"), (0.5, "sure_good"), (SURE_SOME, "sure_some"), (float("-inf"), "sure_low"))


def card_html(
    cited: CitedPassage,
    document: Document | None,
    passages: Sequence[Passage],
    tongue: Tongue,
    *,
    measured: bool = True,
) -> str:
    """One card; `document` with its text and its `passages` give the context, None leaves it out.

    `measured`: whether it says how likely the passage answers.
    """
    passage = cited.passage
    aside = f'<p class="rj-aside">{escape(passage.context)}</p>' if passage.context else ""
    more = context_html(document, passage, tongue) if document else ""
    near = neighbours_html(passages, passage, tongue)
    sure = sure_html(cited.score, tongue) if measured else ""
    return (
        f'<article class="rj-card">{head_html(cited, tongue)}{aside}'
        f"{passage_html(passage, cited.evidence)}{sure}{more}{near}</article>"
    )


def context_html(document: Document, passage: Passage, tongue: Tongue) -> str:
    """The text around the passage, shut until asked for."""
    first = _edge(document.text, passage.start, -CONTEXT_CHARACTERS)
    last = _edge(document.text, passage.end, CONTEXT_CHARACTERS)
    before, after = document.text[first : passage.start], document.text[passage.end : last]
    if not before.strip() and not after.strip():
        return ""
    return (
        f"<details><summary>{escape(words('context', tongue))}</summary>"
        f'<div class="rj-text rj-more">{escape(before)}<span class="rj-here">{escape(passage.text)}</span>'
        f"{escape(after)}</div></details>"
    )


def _edge(text: str, at: int, reach: int) -> int:
    """About `reach` characters on, at a paragraph's edge if one is near the end of that, else between words."""
    far = min(max(at + reach, 0), len(text))
    if far in (0, len(text)):
        return far
    low, high = sorted((at, far))
    if reach < 0:
        breaks = [text.find("\n", low, (low + high) // 2), text.find(" ", low, high)]
    else:
        breaks = [text.rfind("\n", (low + high) // 2, high), text.rfind(" ", low, high)]
    return next((b for b in breaks if b >= 0), far)


def neighbours_html(passages: Sequence[Passage], passage: Passage, tongue: Tongue) -> str:
    """The other passages of the same section, shut until asked for."""
    same = [p for p in passages if p.headings == passage.headings and p.id != passage.id]
    same.sort(key=lambda p: abs(p.start - passage.start))
    near = sorted(same[:NEIGHBOURS_MOST], key=lambda p: p.start)
    if not near:
        return ""
    texts = "".join(passage_html(p, ()) for p in near)
    return f"<details><summary>{escape(words('neighbours', tongue))}</summary>{texts}</details>"
