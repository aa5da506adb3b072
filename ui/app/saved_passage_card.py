"""One passage of the collection on its page: the quotation, its citation, its note and its tools."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from corpus import Passage, Span
from qa.citing import Rich
from ui.app.cards import passage_html
from ui.app.citation_dialog import Cited, attempt, cite_button, collection, open_holdings
from ui.app.save_passage import choose_heading, take_away
from ui.app.state import link, t, tongue
from ui.collection.export import Quotation
from ui.collection.records import NOTE_CHARACTERS, Heading, SavedPassage
from ui.collection.sources import Whereabouts
from ui.links import Place, parameters_of
from ui.places import page_at, page_words

GONE: tuple[Whereabouts, ...] = ("changed", "lost", "removed")
"""What is told of a passage's document, beside the passage."""


def show_quotation(quotation: Quotation, headings: Sequence[Heading], *, first: bool, last: bool) -> None:
    """The whole of one card."""
    kept = quotation.kept
    with st.container(border=True, key=f"card-kept-{kept.key}", gap="xsmall"):
        st.html(quotation_html(quotation))
        with st.container(horizontal=True, key=f"tools-{kept.key}"):
            _open_link(quotation)
            _note(kept)
            _cite(quotation)
            _moves(kept, first=first, last=last)
            _arrange(kept, headings)


def quotation_html(quotation: Quotation) -> str:
    """The quotation, its citation, where it is from, what became of the document, and the note."""
    kept, excerpt = quotation.kept, quotation.kept.excerpt
    if kept.marked_only and excerpt.evidence:
        lang = f' lang="{excerpt.language}"' if excerpt.language != "und" else ""
        text = f'<blockquote class="rj-text"{lang}>{escape(kept.quotation)}</blockquote>'
    else:
        text = passage_html(_as_passage(kept), excerpt.evidence)
    facts = [
        quotation.source.title,
        " › ".join(excerpt.section),
        page_words(excerpt.pages, tongue()),
        excerpt.path,
    ]
    line = " <i>·</i> ".join(f"<span>{escape(f)}</span>" for f in facts if f)
    gone = f'<p class="rj-gone">{escape(t(f"was_{quotation.where}"))}</p>' if quotation.where in GONE else ""
    note = f'<p class="rj-remark"><b>{t("note")}</b> {escape(kept.note)}</p>' if kept.note else ""
    return (
        f'<article class="rj-card">{text}<p class="rj-cited">{rich_html(quotation.citation)}</p>'
        f'<p class="rj-facts rj-from">{line}</p>{gone}{note}</article>'
    )


def rich_html(rich: Rich) -> str:
    """A citation with its italics."""
    return "".join(f"<em>{escape(r.text)}</em>" if r.italic else escape(r.text) for r in rich)


def _as_passage(kept: SavedPassage) -> Passage:
    excerpt = kept.excerpt
    return Passage(
        id="",
        document_id=excerpt.document,
        headings=excerpt.section,
        pages=excerpt.pages,
        start=excerpt.start,
        end=excerpt.end,
        text=excerpt.text,
        kind=excerpt.kind,  # type: ignore[arg-type]  # it was a passage's
        language=excerpt.language,  # type: ignore[arg-type]  # as above
        embedded="",
    )


def _open_link(quotation: Quotation) -> None:
    if place := _place(quotation):
        st.page_link("views/read.py", label=t("open_place"), query_params=link(parameters_of(place)))


def _place(quotation: Quotation) -> Place | None:
    """Where the quotation stands today; None where its document or its text is gone."""
    excerpt, library = quotation.kept.excerpt, open_holdings()
    _, span = library.where(excerpt)
    document = library.document(excerpt)
    if document is None or span is None:
        return None
    marks = tuple(Span(span.start + e.start, span.start + e.end) for e in excerpt.evidence)
    page = page_at(document, marks[0].start if marks else span.start)
    return Place(document.path, document.id[:8], span, marks, page)


def _note(kept: SavedPassage) -> None:
    popover = st.popover(t("note"), type="tertiary", key=f"note-open-{kept.key}", on_change="rerun")
    if not popover.open:
        return
    with popover, st.form(f"note-{kept.key}", border=False):
        written = st.text_area(
            t("note"),
            kept.note,
            key=f"note-text-{kept.key}",
            max_chars=NOTE_CHARACTERS,
            placeholder=t("note_hint"),
            height=140,
        )
        if st.form_submit_button(t("save"), type="primary"):
            attempt(lambda: collection().write_note(kept.key, written, kept.note))
            st.session_state["close"] = f"note-open-{kept.key}"
            st.rerun()


def _cite(quotation: Quotation) -> None:
    kept, source = quotation.kept, quotation.source
    key, document = f"kept-{kept.key}", kept.excerpt.document
    cited = Cited(source.id, document, kept.cited_pages, kept.quotation, _place(quotation))
    cite_button(key, cited, lambda: source)


def _moves(kept: SavedPassage, *, first: bool, last: bool) -> None:
    for name, step, off in (("up", -1, first), ("down", 1, last)):
        st.button(
            t(name),
            key=f"{name}-{kept.key}",
            type="tertiary",
            disabled=off,
            on_click=_move,
            args=(kept.key, step),
        )


def _move(key: int, step: int) -> None:
    attempt(lambda: collection().move(key, step))


def _arrange(kept: SavedPassage, headings: Sequence[Heading]) -> None:
    popover = st.popover(t("arrange"), type="tertiary", key=f"arrange-{kept.key}", on_change="rerun")
    if not popover.open:
        return
    with popover:
        choose_heading(kept, headings, f"kept-{kept.key}")
        if kept.excerpt.evidence:
            only = f"marked-{kept.key}"
            st.toggle(
                t("marked_only"), kept.marked_only, key=only, on_change=_mark_only, args=(kept.key, only)
            )
        st.button(t("take_away"), key=f"take-{kept.key}", on_click=take_away, args=(kept.key,))


def _mark_only(key: int, widget: str) -> None:
    attempt(lambda: collection().quote_marked(key, only=bool(st.session_state.get(widget))))
