"""History / Riwayat: the questions asked of this library."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from html import escape

import streamlit as st

from ui.app.state import link, put_question, shared_engine, t, tongue
from ui.app.widgets import notice, page_head, plain
from ui.collection.question_history import Asked, History
from ui.i18n.messages import detail

SHOWN_MOST = 60


def show() -> None:
    """The whole page."""
    page_head(t("history"), t("history_lead"))
    history = History(shared_engine().library)
    try:
        _list(history)
    except (OSError, sqlite3.Error) as error:
        notice(t("error_history", detail=detail(error, tongue())), "warning")


def _list(history: History) -> None:
    if not history.find(most=1):
        st.html(f'<p class="rj-quiet">{t("history_none")}</p>')
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        part = st.text_input(
            t("history_find"), key="history_find", label_visibility="collapsed", placeholder=t("history_find")
        )
        starred = st.toggle(t("history_starred"), key="history_starred")
    found = history.find(part, starred=starred, most=SHOWN_MOST)
    if not found:
        st.html(f'<p class="rj-quiet">{t("history_no_match")}</p>')
    for asked in found:
        _row(history, asked)
    if found:
        st.button(t("forget_all"), type="tertiary", on_click=history.clear, key="forget_all")


def _row(history: History, asked: Asked) -> None:
    with st.container(key=f"asked-{asked.key}", gap="xsmall"):
        if st.button(plain(asked.question), key=f"ask-{asked.key}", type="tertiary"):
            put_question(asked.question)
            st.switch_page("views/ask.py", query_params=link({"q": asked.question}))
        with st.container(horizontal=True):
            st.html(f'<div class="rj-list"><p>{escape(_facts(asked))}</p></div>', width="content")
            label = t("unstar") if asked.starred else t("star")
            st.button(
                label,
                key=f"star-{asked.key}",
                type="tertiary",
                on_click=lambda: history.star(asked.key, on=not asked.starred),
            )
            st.button(
                t("forget"),
                key=f"forget-{asked.key}",
                type="tertiary",
                on_click=history.delete,
                args=(asked.key,),
            )


def _facts(asked: Asked) -> str:
    when = datetime.fromtimestamp(asked.asked_at).strftime("%Y-%m-%d %H:%M")
    answered = t("was_answered") if asked.answered else t("was_declined")
    times = t("asked_times", count=asked.times) if asked.times > 1 else ""
    return " · ".join(p for p in (when, answered, asked.source, times) if p)


show()
