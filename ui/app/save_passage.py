"""Setting passages aside, from an answer's card and from the page being read."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

import streamlit as st

from corpus import Document, Passage, Span
from ui.app.citation_dialog import Cited, attempt, cite_button, collection, known_corrections, show_unsaved
from ui.app.state import asked_question, link, shared_engine, t
from ui.app.widgets import plain
from ui.collection.records import Heading, SavedPassage, excerpt_of
from ui.collection.sources import source_of
from ui.links import passage_place

LISTED_MOST = 40
"""Passages of one page offered to be set aside; a page has fewer."""


def tools(passage: Passage, document: Document, evidence: Sequence[Span], key: str) -> None:
    """Set this passage aside, or say where it is; and cite it. `evidence`: spans of `passage.text`."""
    show_unsaved()
    kept = _kept(passage)
    if kept:
        _where(kept, key)
    else:
        st.button(
            t("set_aside"),
            key=f"aside-{key}",
            type="tertiary",
            on_click=set_aside,
            args=(passage, document, tuple(evidence)),
        )
    labels = [p.label or str(p.number) for p in passage.pages]
    pages = "-".join(dict.fromkeys((labels[0], labels[-1]))) if labels else ""
    quotation = passage.text[passage.lead :].strip()
    place = passage_place(passage, document.path, evidence)
    cited = Cited(document.path, document.id, pages, quotation, place, asked_question())
    cite_button(key, cited, lambda: source_of(document, known_corrections()))


def _kept(passage: Passage) -> SavedPassage | None:
    return attempt(lambda: collection().find(passage.document_id, passage.start + passage.lead, passage.end))


def set_aside(passage: Passage, document: Document, evidence: Sequence[Span]) -> None:
    """Set a passage aside under the heading used last, else the last one, else a first one."""
    keep = collection()

    def add() -> None:
        excerpt = excerpt_of(passage, document, evidence, source_of(document, known_corrections()))
        heading = _heading(keep.headings())
        remember_heading(heading)
        keep.add(excerpt, heading)

    attempt(add)


def _heading(headings: Sequence[Heading]) -> int:
    keys = [h.key for h in headings]
    library, last = st.session_state.get("last_heading", ("", 0))
    if library == str(shared_engine().library) and last in keys:
        return int(last)
    return keys[-1] if keys else collection().add_heading(t("first_heading"))


def remember_heading(heading: int | None) -> None:
    """What this session sets aside next goes there, in this library."""
    st.session_state["last_heading"] = (str(shared_engine().library), heading)


def _where(kept: SavedPassage, key: str) -> None:
    popover = st.popover(t("is_aside"), type="tertiary", key=f"kept-{key}", on_change="rerun")
    if not popover.open:
        return
    with popover:
        choose_heading(kept, attempt(collection().headings) or [], key)
        st.page_link("views/collect.py", label=t("aside_see"), query_params=link({}))
        st.button(t("take_away"), key=f"away-{key}", on_click=take_away, args=(kept.key,))


def take_away(key: int) -> None:
    """Take a passage out of the collection; the Collect page offers to undo it."""
    remember_removal(attempt(lambda: collection().remove(key)), "went_passage")


def remember_removal(removal: int | None, text: str, name: str = "") -> None:
    """What the Collect page offers to undo, and the words for it."""
    st.session_state["removal"] = (str(shared_engine().library), removal, text, name) if removal else None


def choose_heading(kept: SavedPassage, headings: Sequence[Heading], key: str) -> None:
    """Where a passage stands; another heading, or a new one, can be put in its place."""
    names = {h.key: h.name for h in headings}
    options: list[int | str] = list(names)
    widget = f"under-{key}-{kept.heading}"
    st.selectbox(
        t("aside_under"),
        options,
        index=options.index(kept.heading) if kept.heading in options else None,
        format_func=lambda option: names.get(option, str(option)) if isinstance(option, int) else option,
        key=widget,
        help=t("aside_under_help"),
        accept_new_options=True,
        on_change=_move_to,
        args=(kept.key, widget),
    )


def _move_to(key: int, widget: str) -> None:
    chosen = st.session_state.get(widget)
    if chosen is None or (isinstance(chosen, str) and not chosen.strip()):
        return

    def move() -> None:
        heading = chosen if isinstance(chosen, int) else collection().add_heading(chosen)
        collection().move_to(key, heading)
        remember_heading(heading)

    attempt(move)


# -- on the Read page ----------------------------------------------------------------------------------


def here(
    document: Document, shown: Span | None, evidence: Sequence[Span], spans: Sequence[Span], *, page: bool
) -> None:
    """Tools for the passage shown; where none is, the passages that stand in `spans` to choose from."""
    passages = shared_engine().passages(document.id)
    known = next((p for p in passages if shown and (p.start, p.end) == (shown.start, shown.end)), None)
    with st.container(horizontal=True, key="here"):
        if known:
            inside = [Span(e.start - known.start, e.end - known.start) for e in evidence]
            kept = [s for s in inside if 0 <= s.start < s.end <= len(known.text)]
            tools(known, document, kept, f"here-{known.id[:8]}")
            return
        show_unsaved()
        popover = st.popover(
            t("aside_page" if page else "aside_part"),
            type="tertiary",
            key=f"choose-{document.id[:8]}",
            on_change="rerun",
        )
        if popover.open:
            with popover:
                _choices(document, [p for p in passages if _stands_in(p, spans)])


def _stands_in(passage: Passage, spans: Sequence[Span]) -> bool:
    return any(max(s.start, passage.start) < min(s.end, passage.end) for s in spans)


def _choices(document: Document, passages: Sequence[Passage]) -> None:
    if not passages:
        st.html(f'<p class="rj-quiet">{t("aside_none")}</p>')
    for number, passage in enumerate(passages[:LISTED_MOST]):
        kept = _kept(passage)
        words = shorten(passage.text[passage.lead :], 90, placeholder=" …")
        mark = "✓ " if kept else ""
        st.button(
            mark + plain(words),
            key=f"choice-{number}-{passage.id[:8]}",
            type="tertiary",
            disabled=kept is not None,
            on_click=set_aside,
            args=(passage, document, ()),
        )
