"""Parts that several pages use: the frame, notices, the standing of the library."""

from __future__ import annotations

import re
import time
from html import escape
from typing import TYPE_CHECKING, Literal

import streamlit as st

from ui.app.state import keep_address, shared_engine, t, tongue
from ui.app.theme import STYLE
from ui.i18n.errors import said

if TYPE_CHECKING:
    from index import Progress
    from ui.app.engine import Standing

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~:$&=@])")


def plain(text: str) -> str:
    """`text` so that a label, which Streamlit reads as Markdown, shows it letter for letter."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def frame() -> None:
    """The styles, and the switch of the interface's language."""
    keep_address()
    st.html(STYLE)
    with st.container(key="tongue"):
        st.segmented_control(
            t("interface_language"),
            ["id", "en"],
            default=tongue(),
            required=True,
            format_func=str.upper,
            key="tongue_switch",
            label_visibility="collapsed",
            on_change=_switch,
        )


def _switch() -> None:
    st.session_state["tongue"] = st.session_state["tongue_switch"] or tongue()


def notice(text: str, kind: Literal["info", "warning", "error"] = "info", title: str = "") -> None:
    """A sentence for people; `text` and `title` are shown as they are."""
    head = f"<strong>{escape(title)}</strong>" if title else ""
    role = "alert" if kind == "error" else "status"
    st.html(f'<div class="rj-notice rj-{kind}" role="{role}">{head}<p>{escape(text)}</p></div>')


MESSAGE_SECONDS = 12.0
"""How long it is said what was done: while documents are read the page is drawn anew every second."""


def say(text: str, kind: Literal["info", "warning", "error"] = "info", where: str = "page") -> None:
    """Have `show_messages` say what was done, or why not, for a while, at the place `where`."""
    st.session_state.setdefault("messages", []).append((text, kind, where, time.monotonic()))


def show_messages(where: str = "page") -> None:
    """What was done last."""
    now = time.monotonic()
    fresh = [m for m in st.session_state.get("messages", []) if now - m[3] < MESSAGE_SECONDS]
    st.session_state["messages"] = fresh
    for text, kind, place, _ in fresh:
        if place == where:
            notice(text, kind)


def page_head(title: str, lead: str = "") -> None:
    """A page's heading and a line below it, both shown as they are."""
    below = f"<p>{escape(lead)}</p>" if lead else ""
    st.html(f'<div class="rj-page-head"><h1>{escape(title)}</h1>{below}</div>')


BUSY_SECONDS, IDLE_SECONDS = 1.0, 3.0
"""How often a page that is open looks whether anything changed."""


def show_standing(*, controls: bool = False) -> None:
    """What is being made ready, kept up to date while it lasts; nothing once all is ready.

    With `controls`, on the Library page, it can be stopped, and the page follows what comes and goes.
    """
    engine = shared_engine()
    standing = engine.standing()
    busy = standing.phase in ("model", "indexing")
    every = BUSY_SECONDS if busy else IDLE_SECONDS if controls else None
    painted = (standing.phase, standing.answers, engine.generation() if controls and not busy else 0)
    st.fragment(_standing, run_every=every)(painted, busy, controls)


def _standing(painted: tuple[str, bool, int], busy: bool, controls: bool) -> None:
    engine = shared_engine()
    standing = engine.standing()
    now = (standing.phase, standing.answers, engine.generation() if controls and not busy else 0)
    if now != painted:
        st.rerun()  # the page changes: questions can be asked, the run has ended, documents came or went
    if standing.phase == "failed":
        _failed(standing)
    elif standing.phase != "ready":
        st.html(standing_html(standing))
        if controls and standing.phase == "indexing" and st.button(t("cancel"), key="cancel"):
            engine.cancel()
    elif standing.cancelled:
        notice(t("cancelled"))
        if st.button(t("go_on"), key="go_on"):
            engine.update()
            st.rerun()


def _failed(standing: Standing) -> None:
    notice(said(standing.error, tongue()) if standing.error else t("unexpected"), "error")
    label = t("rebuild") if standing.mismatch else t("try_again")
    if st.button(label, key="try_again"):
        shared_engine().update(rebuild=standing.mismatch)
        st.rerun()


def standing_html(standing: Standing) -> str:
    """One quiet line and a bar."""
    step = standing.progress
    if standing.phase == "model":
        first, share = t("making_model"), None
    elif step is None:
        first, share = t("looking_through"), None
    else:
        number = min(step.documents + 1, step.documents_total)
        first = t("indexing", number=number, total=step.documents_total, name=step.name)
        share = step.documents / max(step.documents_total, 1)
    second = " · ".join(_details(step)) if step else ""
    third = t("usable") if standing.answers and step else ""
    renewing = f"<p>{escape(t('renewing'))}</p>" if standing.renewing else ""
    width = "" if share is None else f' style="width:{max(share, 0.02):.0%}"'
    busy = " rj-busy" if share is None else ""
    return (
        f'<div class="rj-standing" role="status">{renewing}<p>{escape(first)}</p>'
        f'<div class="rj-line{busy}"><span{width}></span></div>'
        f"<p>{escape(' · '.join(filter(None, (second, third))))}</p></div>"
    )


def _details(step: Progress) -> list[str]:
    found = [t("indexing_more", passages=step.passages)] if step.passages else []
    if step.rate:
        found.append(t("indexing_rate", rate=round(step.rate)))
    if step.seconds_left is not None:
        found.append(time_left(step.seconds_left))
    return found


def time_left(seconds: float) -> str:
    """A rough time in words."""
    if seconds < 90:
        return t("left_seconds", count=max(1, round(seconds)))
    return t("left_minutes", count=round(seconds / 60))
