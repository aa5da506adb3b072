"""Library / Pustaka: the documents, and how to add and take out some."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import streamlit as st

from corpus import Document
from corpus.errors import RujukanError
from corpus.readers.registry import SUFFIXES
from ui.app.charts import pages_chart, passages_chart
from ui.app.document_report import receipt_html
from ui.app.library_switcher import draw_switch
from ui.app.state import link, shared_engine, t, tongue
from ui.app.uploads import UPLOADS_MOST, save_upload, take_out
from ui.app.widgets import notice, page_head, say, show_messages, show_standing
from ui.i18n.errors import said
from ui.i18n.messages import in_words

if TYPE_CHECKING:
    from index import Receipt

FIRST_DOCUMENTS = 30


def show() -> None:
    """The whole page."""
    engine = shared_engine()
    documents, counts = engine.documents(), engine.counts()
    page_head(t("library"), t("library_lead", folder=engine.library))
    draw_switch()
    show_messages()
    show_standing(controls=True)
    _add()
    if documents:
        total = t("library_counts", documents=len(documents), passages=_sum(counts))
        st.html(f'<p class="rj-quiet">{escape(total)}</p>')
        _charts(documents, counts)
    elif engine.standing().phase == "ready":
        notice(t("empty_library_more"), title=t("empty_library"))
    receipt = engine.standing().receipt
    states = {d.path: d.state for d in receipt.documents} if receipt else {}
    if set(states.values()) <= {"new", "failed"}:
        states = {}  # where all are new it says nothing
    shown = int(st.session_state.get("documents_shown", FIRST_DOCUMENTS))
    for number, document in enumerate(documents[:shown]):
        passages = sum(counts.get(document.id, {}).values())
        _document(number, document, passages, states.get(document.path, ""))
    if len(documents) > shown:
        st.button(t("more_documents", count=len(documents) - shown), on_click=_more, args=(len(documents),))
    _problems(receipt)
    if engine.standing().phase == "ready" and st.button(t("check_again"), type="tertiary", key="check"):
        engine.update()
        st.rerun()


def _sum(counts: dict[str, dict[str, int]]) -> int:
    return sum(n for of_document in counts.values() for n in of_document.values())


def _charts(documents: list[Document], counts: dict[str, dict[str, int]]) -> None:
    with st.expander(t("charts"), type="compact", key="charts"):
        charts = passages_chart(documents, counts, tongue()) + pages_chart(documents, tongue())
        st.html(f'<div class="rj-charts">{charts}</div>')


def _more(count: int) -> None:
    st.session_state["documents_shown"] = count


def _add() -> None:
    # Streamlit's own button speaks English only; its words are ours to replace, never a document's.
    st.html(f'<style>.stFileUploader button p::after {{ content: "{t("choose_files")}"; }}</style>')
    round_ = st.session_state.setdefault("upload_round", 0)
    files = st.file_uploader(
        f"{t('add_title')} ({t('add_files')})",
        type=sorted(s.lstrip(".") for s in SUFFIXES),
        accept_multiple_files=True,
        key=f"add-{round_}",
    )
    if files:
        _take_in(files)
        st.session_state["upload_round"] = round_ + 1  # a new one, empty again
        st.rerun()


def _take_in(files: list[Any]) -> None:
    engine, added = shared_engine(), []
    for file in files[:UPLOADS_MOST]:
        try:
            added.append(save_upload(engine.library, file.name, file.getvalue()))
        except RujukanError as error:
            say(said(error, tongue()), "warning")
    if len(files) > UPLOADS_MOST:
        say(t("too_many_files", most=UPLOADS_MOST), "warning")
    if added:
        key = "added" if len(added) > 1 else "added_one"
        say(t(key, count=len(added), names=", ".join(added)))
        engine.update()


def _document(number: int, document: Document, passages: int, state: str) -> None:
    with st.container(key=f"doc-{number}", gap="xsmall"):
        st.html(document_html(document, passages, state))
        with st.container(horizontal=True):
            st.page_link(
                "views/read.py",
                label=t("open"),
                query_params=link({"doc": document.path, "v": document.id[:8]}),
            )
            st.button(
                t("read_again"),
                key=f"again-{number}",
                type="tertiary",
                on_click=_read_again,
                args=(document.path,),
            )
            with st.popover(t("take_out"), type="tertiary"):
                st.text(t("take_out_sure"))
                st.button(t("take_out"), key=f"out-{number}", on_click=_take_out, args=(document.path,))


def _read_again(path: str) -> None:
    say(t("reading_again", name=path))
    shared_engine().read_again(path)


def _take_out(path: str) -> None:
    engine = shared_engine()
    try:
        take_out(engine.library, path)
    except RujukanError as error:
        say(said(error, tongue()), "error")
        return
    say(t("taken_out", name=path))
    engine.update()


def document_html(document: Document, passages: int, state: str) -> str:
    """One document with its facts, its section tree and the warnings of its reading."""
    facts = [
        ", ".join(document.authors),
        str(document.year or ""),
        t("pages_count", count=len(document.pages)) if document.pages else "",
        t("passages_count", count=passages),
        t(f"lang_{document.language}"),
        t(f"state_{state}") if state in ("new", "changed", "renamed", "duplicate") else "",
        document.path,
    ]
    return (
        f'<div class="rj-list"><h3>{escape(document.title)}</h3>'
        f"<p>{escape(' · '.join(f for f in facts if f))}</p>"
        f"<details><summary>{escape(t('receipt'))}</summary>{receipt_html(document, tongue())}</details></div>"
    )


def _problems(receipt: Receipt | None) -> None:
    problems = [(f.path, f.problem) for f in shared_engine().files() if f.problem]
    skipped = list(receipt.skipped) if receipt else []
    for title, rows in ((t("unreadable"), problems), (t("skipped"), skipped)):
        if rows:
            lines = "".join(
                f"<p><b>{escape(path)}</b>: {escape(in_words(why or '', tongue()))}</p>" for path, why in rows
            )
            st.html(f'<div class="rj-list"><h3>{escape(title)}</h3>{lines}</div>')


show()
