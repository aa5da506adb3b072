"""Where people choose which library they are in, and whether its folder is watched."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from corpus.errors import RujukanError, UnwritableError
from ui.app.state import (
    choose_library,
    first_library,
    for_this_machine,
    session_library,
    shared_engine,
    t,
    tongue,
)
from ui.app.widgets import plain, say, show_messages
from ui.i18n.errors import said
from ui.libraries import Libraries, checked_folder, library_key


def draw_switch() -> None:
    """The switch for the watch, and the other libraries behind a button."""
    with st.container(horizontal=True, vertical_alignment="center", key="switches"):
        engine = shared_engine()
        st.toggle(
            t("watch"),
            value=engine.watched,
            key=f"watch-{library_key(engine.library)}",
            on_change=_watch,
        )
        with st.popover(t("other_libraries")), st.container(key="libraries"):
            _libraries()


def _watch() -> None:
    engine = shared_engine()
    engine.watched = bool(st.session_state[f"watch-{library_key(engine.library)}"])
    try:
        Libraries().watch(engine.library, on=engine.watched)
    except UnwritableError as error:
        say(said(error, tongue()), "warning")


def _libraries() -> None:
    if not for_this_machine():
        st.html(f'<p class="rj-quiet">{t("open_elsewhere")}</p>')
        return
    here = session_library()
    known = [Path(r.path) for r in Libraries().all()]
    others = [p for p in dict.fromkeys((*known, first_library())) if p != here]
    for path in others:
        st.button(
            plain(f"{path.name} ({path.parent})"),
            key=f"open-{library_key(path)}",
            type="tertiary",
            on_click=_open,
            args=(str(path),),
        )
    show_messages("libraries")  # the page is behind this
    with st.form("open-library", border=False):
        st.text_input(
            t("open_folder"),
            key="open_path",
            placeholder=str(here.parent),
            max_chars=4000,
        )
        st.html(f'<p class="rj-quiet">{t("open_help")}</p>')
        st.form_submit_button(t("open_now"), on_click=lambda: _open(st.session_state.get("open_path") or ""))


def _open(text: str) -> None:
    try:
        choose_library(checked_folder(text))
    except RujukanError as error:
        say(said(error, tongue()), "warning", "libraries")
    else:
        st.session_state["open_path"] = ""
