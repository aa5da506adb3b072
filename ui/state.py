"""What a session and the process hold: the engine, the language, the question asked."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING, cast

import streamlit as st

from ui.library import chosen_library
from ui.texts import Tongue, words

if TYPE_CHECKING:
    from index import Filter
    from qa import Answer
    from ui.engine import Engine

_ENGINES: dict[tuple[Path, str | None], Engine] = {}
_LOCK = threading.Lock()


def shared_engine() -> Engine:
    """The process's engine for the library that `launch` chose, started on the first call."""
    from ui.engine import Engine

    with _LOCK:
        key = (chosen_library(None).resolve(), os.environ.get("RUJUKAN_MODEL"))
        if key not in _ENGINES:
            _ENGINES[key] = Engine(*key).start()
        return _ENGINES[key]


def close_engines() -> None:
    """End all engines of this process."""
    with _LOCK:
        for engine in _ENGINES.values():
            engine.close()
        _ENGINES.clear()


def tongue() -> Tongue:
    """The interface's language: the one chosen, else the link's, else the browser's."""
    if "tongue" not in st.session_state:
        asked = st.query_params.get("lang") or st.context.locale or ""
        # Malay and Indonesia's regional languages are closer to Indonesian than to English.
        near = asked.lower().split("-")[0] in ("id", "in", "ms", "jv", "su", "min", "ban")
        st.session_state["tongue"] = "id" if near else "en"
    return cast(Tongue, st.session_state["tongue"])


def t(key: str, **values: object) -> str:
    """The interface's words for `key`."""
    return words(key, tongue(), **values)


def asked_question() -> str:
    """The question of the address, else the session's last; empty where there is none."""
    if "q" in st.query_params:
        st.session_state["question"] = st.query_params["q"]
    return str(st.session_state.get("question", ""))


def put_question(question: str) -> None:
    """Ask `question` (or none), and put it into the address so that it can be shared and reloaded."""
    st.session_state["question"] = question
    st.session_state["shown"] = FIRST_CARDS
    if question:
        st.query_params["q"] = question
    else:
        st.query_params.pop("q", None)


FIRST_CARDS = 5
"""Cards shown before a person asks for more."""


def answer_of(engine: Engine, question: str, narrowed: Filter, top: int) -> tuple[Answer, bool]:
    """The answer, and whether it was looked up just now; a session's last one is kept until anything changes."""
    key = (question, narrowed, top, engine.generation())
    kept = st.session_state.get("answer")
    if kept is not None and kept[0] == key:
        return cast("Answer", kept[1]), False
    answer = engine.ask(question, narrowed, top)
    st.session_state["answer"] = (key, answer)
    return answer, True
