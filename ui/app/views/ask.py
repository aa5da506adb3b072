"""Ask / Tanya: a question, and the passages that answer it."""

from __future__ import annotations

import contextlib
import sqlite3
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from corpus.errors import UsageError
from ui.app.cards import SURE_SOME, card_html
from ui.app.examples import example_questions
from ui.app.filters import chosen_filter
from ui.app.focus import focus_question
from ui.app.save_passage import tools
from ui.app.state import (
    FIRST_CARDS,
    answer_of,
    asked_question,
    forget_earlier,
    link,
    put_question,
    shared_engine,
    t,
    tongue,
)
from ui.app.widgets import notice, plain, show_standing
from ui.collection.question_history import History
from ui.i18n.texts import Tongue, words
from ui.links import read_parameters

if TYPE_CHECKING:
    from qa import Answer, CitedPassage

TOP = 10
PART_CARDS = 3  # for each of several questions
SHORT_QUESTION = 60  # characters, which the question box shows at its full width


def show() -> None:
    """The whole page."""
    question = asked_question()
    _title(question)
    _box(question)
    standing = shared_engine().standing()
    narrowed = chosen_filter() if standing.answers else None
    show_standing()
    if question and narrowed is not None:
        _answer(question)
    elif question:
        st.html(f'<p class="rj-quiet">{t("when_ready")}</p>')
    elif standing.answers:
        _welcome()
    focus_question(question)


def _title(question: str) -> None:
    # The container stays when its words go: else the question box below would be made anew and lose the cursor.
    with st.container(key="hello"):
        if question:
            return
        st.html(f'<div class="rj-hello"><h1>{t("ask_title")}</h1><p>{t("ask_lead")}</p></div>')


def _box(question: str) -> None:
    # A question asked by a link or an example comes into the box; what a person types there stays.
    if st.session_state.get("boxed") != question or "box" not in st.session_state:
        st.session_state["box"] = st.session_state["boxed"] = question
    with (
        st.form("ask", border=False),
        st.container(horizontal=True, vertical_alignment="bottom", key="askbox"),
    ):
        st.text_input(
            t("question"),
            key="box",
            max_chars=2000,
            placeholder=t("question_hint"),
            label_visibility="collapsed",
            autocomplete="off",
        )
        st.form_submit_button(t("search"), type="primary", on_click=_ask)
    if st.session_state.pop("asked_nothing", False):
        notice(t("empty_question"), "warning")


def _ask() -> None:
    """Before the page is run, so that it is run once only."""
    question = (st.session_state.get("box") or "").strip()
    st.session_state["asked_nothing"] = not question
    put_question(question)


def _welcome() -> None:
    engine = shared_engine()
    documents = engine.documents()
    if not documents and engine.standing().phase == "ready":
        notice(t("empty_library_more"), title=t("empty_library"))
        st.page_link("views/library.py", label=t("add_documents"))
        return
    examples = example_questions(sorted(documents, key=lambda d: d.language != tongue()))
    if not examples:
        return
    with st.container(key="examples", gap="xsmall"):
        st.html(f'<p class="rj-quiet">{t("examples")}</p>')
        for number, example in enumerate(examples):
            st.button(
                plain(example),
                key=f"example-{number}",
                type="tertiary",
                on_click=put_question,
                args=(example,),
            )


def _answer(question: str) -> None:
    try:
        with st.spinner(t("looking_up")):
            answer, fresh = answer_of(shared_engine(), question, chosen_filter(draw=False), TOP)
    except UsageError:
        notice(
            t("error_long_question" if any(c.isalnum() for c in question) else "empty_question"), "warning"
        )
        return
    # A short question is read in its box; on a phone hardly any is.
    short = " rj-short" if len(answer.question) <= SHORT_QUESTION else ""
    st.html(f'<h1 class="rj-asked{short}">{escape(answer.question)}</h1>')
    if fresh:
        _remember(answer)
    if answer.parts:
        _parts(answer)
        return
    _summary(answer)
    shown = int(st.session_state.get("shown", FIRST_CARDS))
    for cited in answer.passages[:shown]:
        _card(cited, answered=answer.answered, measured=answer.kind != "summary")
    left = len(answer.passages) - shown
    if left > 0:
        st.button(t("more_answers", count=left), key="more", on_click=_more, args=(shown + left,))


def _parts(answer: Answer) -> None:
    """Several questions at once: each with its first passages."""
    for number, part in enumerate(answer.parts, 1):
        st.html(f'<h2 class="rj-part">{escape(part.question)}</h2>')
        _summary(part)
        for cited in part.passages[:PART_CARDS]:
            _card(cited, answered=part.answered, part=number)


def _remember(answer: Answer) -> None:
    source = answer.passages[0].source if answer.answered and answer.passages else ""
    # A library that cannot be written is still worth reading; the History page tells why it is empty.
    with contextlib.suppress(OSError, sqlite3.Error):
        History(shared_engine().library).add(
            answer.read_as or answer.question, answered=answer.answered, source=source
        )


def _more(count: int) -> None:
    st.session_state["shown"] = count


def _summary(answer: Answer) -> None:
    if answer.read_as:
        with st.container(horizontal=True, vertical_alignment="center", key="readas"):
            st.html(f'<p class="rj-quiet">{t("read_as", question=escape(answer.read_as))}</p>')
            st.button(t("ask_alone"), key="alone", type="tertiary", on_click=forget_earlier)
    if answer.kind == "summary":
        notice(t("own_summary"))
    elif answer.declined_because:
        # The words of an answer are in the question's language, whatever the interface's is.
        spoken: Tongue = "id" if answer.language == "id" else "en"
        nearest = f" {words('nearest', spoken)}" if answer.passages else ""
        notice(answer.declined_because + nearest, title=words("declined", spoken))
    else:
        count = t("found", count=len(answer.passages))
        st.html(f'<p class="rj-quiet rj-count" role="status">{count}</p>')


def _card(cited: CitedPassage, *, answered: bool, part: int = 0, measured: bool = True) -> None:
    """`measured`: whether it says how likely the passage answers; of a summary's parts nothing was asked."""
    engine = shared_engine()
    document = engine.document(cited.passage.document_id)
    passages = engine.passages(cited.passage.document_id)
    # What hardly answers is not marked as loudly as what does.
    place = f"p{part}-{cited.rank}" if part else f"{cited.rank}"
    name = "sure" if answered and cited.score >= SURE_SOME else "near"
    with st.container(border=True, key=f"card-{place}-{name}", gap="xsmall"):
        st.html(card_html(cited, document, passages, tongue(), measured=measured))
        paged = bool(cited.passage.pages)
        foot = st.container(horizontal=True, key=f"foot-{place}")
        foot.page_link(
            "views/read.py",
            label=t("show_on_page") if paged else t("show_in_text"),
            query_params=link(read_parameters(cited)),
        )
        if document:
            with foot:
                tools(cited.passage, document, cited.evidence, f"{place}-{cited.passage.id[:8]}")


show()
