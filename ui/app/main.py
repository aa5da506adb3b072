"""The app: Streamlit runs this file anew for each session and each change.

views/ ──▶ widgets, cards ──▶ what people see; state and engine hold what outlives a run
"""

from __future__ import annotations

import logging

import streamlit as st

from corpus.errors import RujukanError
from ui.app.state import page_painted, t, tongue
from ui.app.widgets import frame, notice
from ui.i18n.errors import said

# The folder is not called "pages": Streamlit would then serve its files by themselves, without this frame,
# to whoever opens one of them before this file was first run.
_PAGES = ("ask", "read", "library", "collect", "history", "about")


def main() -> None:
    """The frame, then the page that was asked for."""
    st.set_page_config(page_title="Rujukan", page_icon=None, layout="centered")
    tongue()
    pages = [
        st.Page(f"views/{name}.py", title=t(name), url_path=name, default=name == "ask") for name in _PAGES
    ]
    page = st.navigation(pages, position="top")
    frame()
    try:
        page.run()
    except RujukanError as error:
        notice(said(error, tongue()), "error")
    except Exception:
        logging.getLogger(__name__).exception("A page failed")
        notice(t("unexpected"), "error")
    finally:
        page_painted()


main()
