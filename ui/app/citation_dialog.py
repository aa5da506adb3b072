"""Citations to copy, and the form in which a source is corrected."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar, cast, get_args

import streamlit as st

from qa.citing import KINDS, Cite, CitingLanguage, Source, Style, plain_citation, text_of
from ui.app.state import link, shared_engine, t, tongue
from ui.app.widgets import notice
from ui.collection.export import cited_texts
from ui.collection.sources import correct, corrections, holdings, take_back
from ui.collection.store import Collection
from ui.i18n.messages import detail
from ui.links import Place, parameters_of, web_address

if TYPE_CHECKING:
    from ui.collection.sources import Correction, Holdings

T = TypeVar("T")


def collection() -> Collection:
    """The collection of the library that is open."""
    return Collection(shared_engine().library)


def attempt(action: Callable[[], T]) -> T | None:
    """Do it; where the library's folder will not have it, None, and `show_unsaved` tells why."""
    try:
        return action()
    except (OSError, sqlite3.Error) as error:
        st.session_state["unsaved"] = str(error)
        return None


def show_unsaved() -> None:
    """Why the last change of the collection failed, once."""
    if error := st.session_state.pop("unsaved", None):
        notice(t("unsaved", error=detail(error, tongue())), "error")


def open_holdings() -> Holdings:
    """The library's documents, as the collection looks them up."""
    engine = shared_engine()
    return holdings(engine.documents(), complete=engine.standing().phase == "ready", read=engine.document)


def known_corrections() -> list[Correction]:
    """What was corrected; nothing where it cannot be read."""
    return attempt(lambda: corrections(collection())) or []


def citing_language() -> CitingLanguage:
    """The language of citations: the one chosen, else the interface's."""
    chosen = st.session_state.get("citing")
    return cast(CitingLanguage, chosen if chosen in get_args(CitingLanguage) else tongue())


@dataclass(frozen=True, slots=True)
class Cited:
    """A place that is cited: the document's path and id, the pages as printed, its words, its address.

    `place` is None where it cannot be opened any more; `question` is what it answers.
    """

    path: str
    document: str
    pages: str
    quotation: str
    place: Place | None
    question: str = ""


def cite_button(key: str, cited: Cited, source: Callable[[], Source]) -> None:
    """A button that opens the citations of one place, each with a button that copies it.

    `source` is asked for when it is wanted.
    """
    st.button(t("cite"), key=f"cite-{key}", type="tertiary", on_click=_open, args=(f"cite-{key}",))
    if _is_open(f"cite-{key}"):
        st.dialog(t("cite_title"), on_dismiss=_shut)(_citations)(key, source(), cited)
    if is_edited(key):
        editor(cited.path, cited.document, source())


def _open(key: str) -> None:
    """One thing is open over the page at a time; it stays so while the page is run again."""
    st.session_state["over"] = key


def _is_open(key: str) -> bool:
    return bool(st.session_state.get("over") == key)


def _shut() -> None:
    st.session_state["over"] = None


def _citations(key: str, source: Source, cited: Cited) -> None:
    pages = cited.pages
    apa, chicago, plain = st.tabs([t("tab_apa"), t("tab_chicago"), t("tab_plain")])
    with apa:
        _copied(t("in_text"), _in_text(source, pages, "apa"))
        _copied(t("list_entry"), _entry(source, "apa"))
    with chicago:
        _copied(t("in_text"), _in_text(source, pages, "chicago"))
        _copied(t("footnote"), _in_text(source, pages, "chicago-notes"))
        _copied(t("list_entry"), _entry(source, "chicago"))
    with plain:
        said = plain_citation(source, pages, citing_language())
        _copied(t("with_quotation"), f"“{cited.quotation}”\n{said}")
    if cited.place:
        asked = {"q": cited.question} if cited.question else {}
        parameters = link(parameters_of(cited.place) | asked)
        _copied(t("place_address"), web_address(st.context.url or "", parameters))
    st.html(f'<p class="rj-quiet">{t("check_citation")}</p>')
    if st.button(t("correct_source"), key=f"correct-{key}"):
        edit_source(key)
        st.rerun()


def _copied(label: str, text: str) -> None:
    st.html(f'<p class="rj-label">{label}</p>')
    st.code(text, language=None, wrap_lines=True)


def _in_text(source: Source, pages: str, style: Style) -> str:
    cited = cited_texts((Cite(source.id, pages),), (source,), style, citing_language())
    return text_of(cited.citations[0])


def _entry(source: Source, style: Style) -> str:
    return text_of(cited_texts((), (source,), style, citing_language()).bibliography[0])


# -- correcting ----------------------------------------------------------------------------------------


def edit_source(key: str) -> None:
    """Open the form in which the source of the place called `key` is corrected, until it is shut."""
    _open(f"edit-{key}")


def is_edited(key: str) -> bool:
    """Whether the form is open for this place."""
    return _is_open(f"edit-{key}")


def editor(path: str, document: str, source: Source) -> None:
    """The form in which a source is corrected."""
    st.dialog(t("correct_source"), on_dismiss=_shut)(_form)(path, document, source)


def _form(path: str, document: str, source: Source) -> None:
    with st.form("source", border=False):
        title = st.text_input(t("source_title"), source.title, key="source-title", max_chars=500)
        authors = st.text_area(
            t("source_authors"),
            "\n".join(source.authors),
            key="source-authors",
            max_chars=5_000,
            help=t("source_authors_help"),
        )
        year = st.text_input(t("source_year"), str(source.year or ""), key="source-year", max_chars=4)
        kind = st.selectbox(
            t("source_kind"),
            KINDS,
            index=KINDS.index(source.kind),
            format_func={k: t(f"source_{k}") for k in KINDS}.__getitem__,
            key="source-kind",
        )
        publisher = _field(source, "publisher")
        columns = st.columns(3)
        numbers = {}
        for column, name in zip(columns, ("volume", "issue", "pages"), strict=True):
            with column:
                numbers[name] = _field(source, name)
        fields = {"publisher": publisher, **numbers, "url": _field(source, "url")}
        sent = st.form_submit_button(t("save"), type="primary")
    if sent:
        names = tuple(filter(None, (" ".join(line.split()) for line in authors.splitlines())))
        _save(
            path,
            document,
            title,
            year,
            Source(path, title.strip(), names, None, kind, **fields, language=source.language),
        )
    if any(c.path == path or c.document == document for c in known_corrections()) and st.button(
        t("as_read"), key="source-as-read"
    ):
        attempt(lambda: take_back(collection(), path, document))
        _shut()
        st.rerun()


def _field(source: Source, name: str) -> str:
    return (
        st.text_input(t(f"source_{name}"), getattr(source, name), key=f"source-{name}", max_chars=300) or ""
    )


def _save(path: str, document: str, title: str, year: str, source: Source) -> None:
    clean = year.strip()
    if not title.strip():
        notice(t("need_title"), "warning")
    elif clean and not (clean.isascii() and clean.isdigit() and int(clean) > 0):
        notice(t("bad_year"), "warning")
    else:
        whole = replace(source, year=int(clean) if clean else None)
        attempt(lambda: correct(collection(), path, document, whole))
        _shut()
        st.rerun()
