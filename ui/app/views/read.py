"""Read / Baca: the document itself, as the picture of its page or as its text, with the place marked."""

from __future__ import annotations

from html import escape

import streamlit as st

from corpus import Document, Span
from corpus.errors import FormatError
from ui.app.document_html import part_at, parts, sheet_html, text_html
from ui.app.find_in_document import find_words
from ui.app.focus import show_mark
from ui.app.page_images import boxes_of, sheet
from ui.app.save_passage import here
from ui.app.state import asked_question, link, shared_engine, t, tongue
from ui.app.widgets import notice, page_head, plain, show_standing
from ui.i18n.errors import said
from ui.links import Place, place_of
from ui.places import at_offset, at_page, page_at, page_label

FOUND_MOST = 20
LISTED_MOST = 40


def show() -> None:
    """The whole page."""
    documents = shared_engine().documents()
    place = place_of(st.query_params.to_dict())
    if not documents:
        page_head(t("read"))
        show_standing()
        st.html(f'<p class="rj-quiet">{escape(t("no_documents"))}</p>')
        return
    known = next((d for d in documents if place and d.path == place.document), None)
    if question := asked_question():  # of the address, where somebody opened a link that was copied
        st.page_link("views/ask.py", label=t("back"), query_params=link({"q": question}))
    if place and known is None:
        notice(t("gone"), "warning")
    if known is None:
        page_head(t("read"), t("read_lead"))
        _choose(documents, None)
        _all(documents)
    document = shared_engine().document(known.id) if known else None
    if place and document:
        _read(document, place, documents)


def _choose(documents: list[Document], known: Document | None) -> None:
    paths = [d.path for d in documents]
    titles = {d.path: d.title for d in documents}
    key = f"document-{known.path if known else ''}"
    st.selectbox(
        t("choose_document"),
        paths,
        index=paths.index(known.path) if known else None,
        format_func=lambda path: f"{titles[path]} ({path})",
        placeholder=t("choose_hint"),
        key=key,
        on_change=_go_to_document,
        args=(key,),
    )


def _all(documents: list[Document]) -> None:
    """The documents as links; a large library is chosen from by typing."""
    with st.container(key="all-documents", gap=None):
        for document in documents[:LISTED_MOST]:
            st.page_link(
                "views/read.py",
                label=plain(document.title),
                query_params=link({"doc": document.path, "v": document.id[:8]}),
            )


def _go_to_document(key: str) -> None:
    path = st.session_state.get(key)
    if path:
        st.query_params.from_dict(link({"doc": path}))


def _read(document: Document, place: Place, documents: list[Document]) -> None:
    byline = [", ".join(document.authors), str(document.year or ""), document.path]
    page_head(document.title, " · ".join(b for b in byline if b))
    if place.version and not document.id.startswith(place.version):
        notice(t("changed_since"), "warning")
    drawn = document.media_type == "application/pdf" and bool(document.pages)
    with st.expander(t("tools"), type="compact", key="tools"):
        _choose(documents, document)
        _jump(document)
        _find(document)
    if drawn and st.query_params.get("view") != "text":
        _pages(document, place)
    else:
        _text(document, place, can_draw=drawn)


def _jump(document: Document) -> None:
    headed = [s for s in document.sections if s.headings and not s.clause]
    if not headed:
        return
    key = f"jump-{document.id[:8]}"
    st.selectbox(
        t("section"),
        range(len(headed)),
        index=None,
        format_func=lambda i: "\u2003" * (headed[i].level - 1) + headed[i].headings[-1],
        placeholder=t("section"),
        key=key,
        on_change=lambda: _go_to(document, headed[st.session_state[key]].start),
    )


def _go_to(document: Document, offset: int) -> None:
    st.query_params.from_dict(link(at_offset(document, offset, st.query_params.get("view"))))


def _find(document: Document) -> None:
    wanted = st.text_input(t("find"), key=f"find-{document.id[:8]}", max_chars=200)
    if not wanted.strip():
        return
    spans = find_words(document.text, wanted)
    if not spans:
        st.html(f'<p class="rj-quiet">{escape(t("find_none"))}</p>')
        return
    few = len(spans) <= FOUND_MOST
    st.html(
        f'<p class="rj-quiet">'
        f"{t('find_count' if few else 'find_first', count=len(spans), most=FOUND_MOST)}</p>"
    )
    for span in spans[:FOUND_MOST]:
        _found(document, span)


def _found(document: Document, span: Span) -> None:
    text = " ".join(document.text[max(0, span.start - 50) : span.end + 50].split())
    page = page_at(document, span.start)
    label = f"{page_label(document, page)}: … {text} …" if page else f"… {text} …"
    target = at_offset(document, span.start, st.query_params.get("view"))
    target["mark"] = f"{span.start}-{span.end}"
    st.page_link("views/read.py", label=plain(label), query_params=link(target))


# -- pages of a PDF ------------------------------------------------------------------------------------


def _pages(document: Document, place: Place) -> None:
    total = len(document.pages)
    first = page_at(document, place.passage.start) if place.passage else 1
    number = min(max(place.page or first or 1, 1), total)
    _turn(document, number)
    here(document, place.passage, place.evidence, document.pages[number - 1].spans, page=True)
    try:
        drawn = sheet(shared_engine().library / document.path, number)
    except FormatError as error:
        notice(said(error, tongue()), "warning")
        _text(document, place, can_draw=False)
        return
    whole = place.passage or (place.evidence[0] if place.evidence else None)
    marks = boxes_of(drawn, document, number, whole, place.evidence) if whole else ([], [])
    if whole and not any(marks) and _stands_on(document, whole, number):
        notice(t("not_found_on_page"))
    label = t("page_of", label=page_label(document, number), number=number, total=total)
    st.html(sheet_html(drawn, label, *marks))
    _steps(document, number, "below")
    show_mark(f"{document.id[:8]}-{number}-{whole}")


def _stands_on(document: Document, whole: Span, number: int) -> bool:
    spans = document.pages[number - 1].spans
    return any(max(s.start, whole.start) < min(s.end, whole.end) for s in spans)


def _turn(document: Document, number: int) -> None:
    total = len(document.pages)
    key = f"page-{document.id[:8]}-{number}"
    with st.container(horizontal=True, vertical_alignment="bottom", key="turn"):
        st.selectbox(
            t("page"),
            range(1, total + 1),
            index=number - 1,
            format_func=lambda n: t("page_of", label=page_label(document, n), number=n, total=total),
            key=key,
            on_change=lambda: _to_page(st.session_state[key]),
            label_visibility="collapsed",
        )
        _buttons(document, number, "above")
        st.button(t("view_text"), key="to_text", on_click=_view, args=("text",))


def _steps(document: Document, number: int, where: str) -> None:
    with st.container(horizontal=True, horizontal_alignment="center", key=f"steps-{where}"):
        _buttons(document, number, where)


def _buttons(document: Document, number: int, where: str) -> None:
    last = len(document.pages)
    st.button(
        t("previous"), key=f"previous-{where}", disabled=number <= 1, on_click=_to_page, args=(number - 1,)
    )
    st.button(t("next"), key=f"next-{where}", disabled=number >= last, on_click=_to_page, args=(number + 1,))


def _to_page(number: int) -> None:
    st.query_params.from_dict(at_page(st.query_params.to_dict(), number))


def _view(name: str) -> None:
    st.query_params["view"] = name


# -- text ----------------------------------------------------------------------------------------------


def _text(document: Document, place: Place, *, can_draw: bool) -> None:
    spans = parts(document)
    marked = place.passage or (place.evidence[0] if place.evidence else None)
    start = marked.start if marked else _first_of(document, place.page)
    chosen = st.query_params.get("part", "")
    at = int(chosen) - 1 if chosen.isdecimal() and len(chosen) < 7 else part_at(spans, start)
    at = min(max(at, 0), len(spans) - 1)
    if can_draw:
        st.button(t("view_page"), key="to_page", on_click=_view, args=("page",))
    here(document, place.passage, place.evidence, (spans[at],), page=False)
    st.html(text_html(document, spans[at], place.passage, place.evidence))
    if len(spans) > 1:
        _part_steps(at, len(spans))
    if marked:
        show_mark(f"{document.id[:8]}-{at}-{marked}")


def _first_of(document: Document, page: int | None) -> int:
    found = [s.start for p in document.pages if p.number == page for s in p.spans]
    return min(found, default=0)


def _part_steps(at: int, total: int) -> None:
    with st.container(horizontal=True, horizontal_alignment="center", vertical_alignment="center"):
        st.button(t("previous"), key="previous-part", disabled=at == 0, on_click=_to_part, args=(at,))
        st.html(f'<p class="rj-quiet">{t("part", number=at + 1, total=total)}</p>', width="content")
        st.button(t("next"), key="next-part", disabled=at + 1 >= total, on_click=_to_part, args=(at + 2,))


def _to_part(number: int) -> None:
    st.query_params["part"] = str(number)


show()
