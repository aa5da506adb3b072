"""What a session and the process hold: the engines, the library, the language, the question asked."""

from __future__ import annotations

import contextlib
import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING, cast

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from corpus.errors import UnwritableError
from ui.app.network import stays_here
from ui.i18n.texts import Tongue, words
from ui.libraries import Libraries, library_key
from ui.library import chosen_library

if TYPE_CHECKING:
    from index import Embedder, Filter
    from qa import Answer
    from ui.app.engine import Engine

_ENGINES: dict[tuple[Path, str | None], Engine] = {}
_MODELS: dict[str | None, Embedder] = {}
_LOCK = threading.Lock()
_LOADING = threading.Lock()
_PAINTED = threading.Event()
_PAINTED.set()
PAINT_SECONDS = 4.0
"""How long the model waits for the first page: loading it keeps two cores from painting anything."""


def shared_engine() -> Engine:
    """The process's engine for this session's library, started on the first call."""
    from ui.app.engine import Engine

    model = os.environ.get("RUJUKAN_MODEL")
    key = (session_library(), model)
    with _LOCK:
        if key not in _ENGINES:
            watched = Libraries().of(key[0]).watched
            _ENGINES[key] = Engine(key[0], lambda: _model(model), watched=watched).start()
        return _ENGINES[key]


def page_first() -> None:
    """Let the model wait until a page has been painted, if one is in time."""
    _PAINTED.clear()


def page_painted() -> None:
    """The first page stands: the model may be loaded."""
    _PAINTED.set()


def _model(name: str | None) -> Embedder:
    """The model, loaded once for all libraries."""
    _PAINTED.wait(PAINT_SECONDS)
    from index import load_embedder
    from ui.app.shared_embedder import SharedEmbedder

    with _LOADING:
        if name not in _MODELS:
            _MODELS[name] = SharedEmbedder(load_embedder(name))
        return _MODELS[name]


def close_engines() -> None:
    """End all engines of this process."""
    with _LOCK:
        for engine in _ENGINES.values():
            engine.close()
        _ENGINES.clear()
        _MODELS.clear()


# -- the library ---------------------------------------------------------------------------------------


def first_library() -> Path:
    """The library that Rujukan was started with."""
    return chosen_library(None).resolve()


def for_this_machine() -> bool:
    """Whether only this machine reaches the app. Others are shown the library that it was opened on, no other."""
    return stays_here(str(st.get_option("server.address") or ""))


def session_library() -> Path:
    """This session's library: the one chosen, else the address's, else the one Rujukan was started with."""
    if get_script_run_ctx(suppress_warning=True) is None:  # no session: the process looks at its own
        return first_library()
    if "library" not in st.session_state:
        asked = st.query_params.get("lib")
        others = asked and asked != library_key(first_library()) and for_this_machine()
        named = Libraries().named(asked) if asked and others else None
        st.session_state["library"] = str(named or first_library())
    return Path(st.session_state["library"])


def choose_library(library: Path) -> None:
    """Turn this session to another library; what belonged to the last one goes.

    The list of recent libraries is a help only: where it cannot be kept, the library opens all the same.
    """
    for name in ("question", "box", "boxed", "answer", "documents_shown", *FILTER_KEYS):
        st.session_state.pop(name, None)
    st.session_state["library"] = str(library)
    st.query_params.clear()
    with contextlib.suppress(UnwritableError):
        Libraries().opened(first_library())
        Libraries().opened(library)


def link(parameters: dict[str, str]) -> dict[str, str]:
    """An address's parameters with the library, where it is not the one Rujukan was started with."""
    library = session_library()
    return parameters if library == first_library() else parameters | {"lib": library_key(library)}


def keep_address() -> None:
    """Let the address name the library, so that it can be reloaded and shared."""
    for name, value in link({}).items():
        if st.query_params.get(name) != value:
            st.query_params[name] = value


FILTER_KEYS = ("filter_documents", "filter_sections", "filter_languages", "filter_kinds")

# -- language and question -----------------------------------------------------------------------------


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
    earlier = st.session_state.get("question")
    if question != earlier:
        st.session_state["asked_before"] = earlier or None
    st.session_state["question"] = question
    st.session_state["shown"] = FIRST_CARDS
    if question:
        st.query_params["q"] = question
    else:
        st.query_params.pop("q", None)


def forget_earlier() -> None:
    """Take the question for one that leans on no other."""
    st.session_state["asked_before"] = None


FIRST_CARDS = 5
"""Cards shown before a person asks for more."""


def answer_of(engine: Engine, question: str, narrowed: Filter, top: int) -> tuple[Answer, bool]:
    """The answer, and whether it was looked up just now; a session's last one is kept until anything changes."""
    after = cast("str | None", st.session_state.get("asked_before"))
    key = (engine.library, question, after, narrowed, top, engine.generation())
    kept = st.session_state.get("answer")
    if kept is not None and kept[0] == key:
        return cast("Answer", kept[1]), False
    answer = engine.ask(question, narrowed, top, after)
    st.session_state["answer"] = (key, answer)
    return answer, True
