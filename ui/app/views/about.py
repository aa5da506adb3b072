"""About / Tentang: what this is, what it is made of, and where its files are."""

from __future__ import annotations

from html import escape
from importlib.metadata import PackageNotFoundError, version

import streamlit as st

from index.settings import FOLDER
from ui.app.quality_figures import figures, figures_html
from ui.app.state import for_this_machine, shared_engine, t, tongue
from ui.app.widgets import page_head

_PACKAGES = ("rujukan", "streamlit", "sentence-transformers", "torch", "faiss-cpu", "pypdf", "pypdfium2")


def show() -> None:
    """The whole page."""
    page_head(t("about"))
    text = "".join(f"<p>{escape(t(key))}</p>" for key in ("about_lead", _reach(), "about_sure"))
    st.html(f'<div class="rj-prose">{text}</div>')
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in _facts())
    st.html(f'<dl class="rj-facts-list">{rows}</dl>')
    if kept := figures():
        st.html(f'<h2 class="rj-section">{escape(t("about_good"))}</h2>{figures_html(kept, tongue())}')


def _reach() -> str:
    return "about_private" if for_this_machine() else "about_open"


def _facts() -> list[tuple[str, str]]:
    engine = shared_engine()
    identity = engine.identity()
    model = (
        t("about_model_more", name=identity.name, dimension=identity.dimension) if identity else t("not_yet")
    )
    folder = engine.library / FOLDER
    files = [f for f in folder.glob("*") if f.is_file()] if folder.is_dir() else []
    size = f"{sum(f.stat().st_size for f in files) / 1e6:.1f}"
    counts = t("library_counts", documents=len(engine.documents()), passages=engine.count())
    return [
        (t("about_library"), f"{engine.library} · {counts}"),
        (t("about_index"), t("about_index_size", size=size, folder=folder)),
        (t("about_model"), model),
        (t("about_versions"), " · ".join(f"{p} {_version(p)}" for p in _PACKAGES)),
        (t("about_keys"), f"{t('about_slash')}. {t('about_arrows')}."),
    ]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "–"


show()
