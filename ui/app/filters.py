"""What a question is narrowed to: documents, sections, languages, kinds."""

from __future__ import annotations

from typing import get_args

import streamlit as st

from corpus import Language, PassageKind
from index import Filter
from ui.app.state import FILTER_KEYS, shared_engine, t


def chosen_filter(*, draw: bool = True) -> Filter:
    """The session's filter; `draw` shows where it is chosen."""
    if draw:
        _draw()
    sources, sections, languages, kinds = (tuple(st.session_state.get(key) or ()) for key in FILTER_KEYS)
    return Filter(sources=sources, sections=sections, languages=languages, kinds=kinds)


def _draw() -> None:
    active = sum(bool(st.session_state.get(key)) for key in FILTER_KEYS)
    documents = shared_engine().documents()
    titles = {d.path: d.title for d in documents}
    tops = list(dict.fromkeys(s.headings[0] for d in documents for s in d.sections if s.headings))
    with st.expander(
        t("filters_on", count=active) if active else t("filters"), key="filters", type="compact"
    ):
        st.multiselect(
            t("filter_documents"),
            list(titles),
            format_func=lambda path: f"{titles.get(path, path)} ({path})",
            key=FILTER_KEYS[0],
            placeholder=t("filter_all"),
            persist_state="session",
        )
        st.multiselect(
            t("filter_sections"),
            tops,
            key=FILTER_KEYS[1],
            placeholder=t("filter_all"),
            persist_state="session",
        )
        _pills(FILTER_KEYS[2], list(get_args(Language)), "lang")
        _pills(FILTER_KEYS[3], list(get_args(PassageKind)), "kind")


def _pills(key: str, values: list[str], words: str) -> None:
    st.pills(
        t(key),
        values,
        selection_mode="multi",
        format_func=lambda value: t(f"{words}_{value}"),
        key=key,
        persist_state="session",
    )
