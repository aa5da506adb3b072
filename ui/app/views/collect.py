"""Collect / Kumpulan: passages set aside, arranged under headings, cited and written out."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import cast

import streamlit as st

from qa.citing import STYLES, CitingLanguage, Style
from ui.app.citation_dialog import (
    attempt,
    citing_language,
    collection,
    edit_source,
    editor,
    is_edited,
    known_corrections,
    open_holdings,
    show_unsaved,
)
from ui.app.save_passage import remember_heading, remember_removal
from ui.app.saved_passage_card import rich_html, show_quotation
from ui.app.state import shared_engine, t
from ui.app.widgets import notice, page_head, plain
from ui.collection.export import Chapter, Collected, collect
from ui.collection.records import Heading, SavedPassage
from ui.collection.store import NAME_CHARACTERS

# Passages drawn before a person asks for more: each brings a dozen buttons.
SHOWN_MOST = 40


def show() -> None:
    """The whole page."""
    page_head(t("collect"), t("collect_lead"))
    if closing := st.session_state.pop("close", None):
        st.session_state[closing] = False
    headings = attempt(collection().headings)
    kept = attempt(collection().kept)
    show_unsaved()
    _undo()
    if headings is None or kept is None:
        return
    if not headings:
        notice(t("collect_empty_more"), title=t("collect_empty"))
        st.page_link("views/ask.py", label=t("go_ask"))
        _new_heading()
        return
    collected = collect(headings, kept, open_holdings(), known_corrections(), _style(), citing_language())
    _settings(collected)
    _chapters(collected, headings, kept)
    _new_heading()
    _sources(collected)


def _undo() -> None:
    library, key, text, name = st.session_state.get("removal") or ("", 0, "", "")
    if library != str(shared_engine().library):
        return
    with st.container(horizontal=True, vertical_alignment="center", key="undo-bar"):
        st.html(f'<p class="rj-quiet" role="status">{escape(t(text, name=name))}</p>', width="content")
        st.button(t("undo"), key="undo", on_click=_bring_back, args=(key,))


def _bring_back(removal: int) -> None:
    attempt(lambda: collection().bring_back(removal))
    st.session_state["removal"] = None


# -- style and export ----------------------------------------------------------------------------------


def _style() -> Style:
    chosen = st.session_state.get("citing_style")
    return cast(Style, chosen if chosen in STYLES else STYLES[0])


def _settings(collected: Collected) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="citing"):
        st.selectbox(
            t("style"),
            STYLES,
            index=STYLES.index(collected.style),
            format_func={style: t(f"style_{style}") for style in STYLES}.__getitem__,
            key="style_box",
            on_change=_remember,
            args=("citing_style", "style_box"),
        )
        languages: tuple[CitingLanguage, ...] = ("id", "en")
        st.selectbox(
            t("citing_language"),
            languages,
            index=languages.index(collected.language),
            format_func={language: t(f"citing_{language}") for language in languages}.__getitem__,
            key="citing_box",
            on_change=_remember,
            args=("citing", "citing_box"),
        )
        with st.popover(t("export"), type="primary", key="export", on_change="ignore"):
            _export(collected)


def _remember(name: str, widget: str) -> None:
    """A widget's value goes when another page is opened; a value of ours stays."""
    st.session_state[name] = st.session_state[widget]


def _export(collected: Collected) -> None:
    st.html(f'<p class="rj-label">{t("export_all")}</p>')
    for name, ending, mime, make in _FORMATS[:3]:
        _download(name, ending, mime, make, collected)
    st.html(f'<p class="rj-label">{t("export_sources")}</p>')
    for name, ending, mime, make in _FORMATS[3:]:
        _download(name, ending, mime, make, collected)


def _download(
    name: str, ending: str, mime: str, make: Callable[[Collected], bytes], collected: Collected
) -> None:
    st.download_button(
        t(f"export_{name}"),
        data=lambda: make(collected),  # made when it is asked for
        file_name=f"{t('export_file')}.{ending}",
        mime=mime,
        key=f"export-{name}",
        on_click="ignore",
        width="stretch",
    )


def _docx(collected: Collected) -> bytes:
    from ui.collection.export_docx import to_docx

    return to_docx(collected)


def _markdown(collected: Collected) -> bytes:
    from ui.collection.export_markdown import to_markdown

    return to_markdown(collected).encode()


def _csv(collected: Collected) -> bytes:
    from ui.collection.export_csv import to_csv

    return to_csv(collected)


def _bibtex(collected: Collected) -> bytes:
    from ui.collection.export_sources import to_bibtex

    return to_bibtex(collected.sources, collected.language).encode()


def _ris(collected: Collected) -> bytes:
    from ui.collection.export_sources import to_ris

    return to_ris(collected.sources, collected.language).encode()


def _csl(collected: Collected) -> bytes:
    from ui.collection.export_sources import to_csl_json

    return to_csl_json(collected.sources, collected.language).encode()


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FORMATS: tuple[tuple[str, str, str, Callable[[Collected], bytes]], ...] = (
    ("docx", "docx", _WORD, _docx),
    ("markdown", "md", "text/markdown", _markdown),
    ("csv", "csv", "text/csv", _csv),
    ("bibtex", "bib", "application/x-bibtex", _bibtex),
    ("ris", "ris", "application/x-research-info-systems", _ris),
    ("csl", "json", "application/vnd.citationstyles.csl+json", _csl),
)


# -- headings and passages -----------------------------------------------------------------------------


def _chapters(collected: Collected, headings: list[Heading], kept: list[SavedPassage]) -> None:
    left = int(st.session_state.get("kept_shown", SHOWN_MOST))
    for number, chapter in enumerate(collected.chapters):
        if left <= 0:
            break
        _head(chapter, first=number == 0, last=number == len(headings) - 1)
        total = len(chapter.quotations)
        for place, quotation in enumerate(chapter.quotations[:left]):
            show_quotation(quotation, headings, first=place == 0, last=place == total - 1)
        if not total:
            st.html(f'<p class="rj-quiet">{t("heading_none")}</p>')
        left -= max(total, 1)
    if left < 0:
        st.button(
            t("more_answers", count=-left), on_click=_show_all, args=(len(kept) + len(headings),), key="all"
        )


def _show_all(count: int) -> None:
    st.session_state["kept_shown"] = count


def _head(chapter: Chapter, *, first: bool, last: bool) -> None:
    heading = chapter.heading
    with st.container(horizontal=True, wrap=False, vertical_alignment="bottom", key=f"heading-{heading.key}"):
        st.html(f'<h2 class="rj-heading">{escape(heading.name)}</h2>')
        popover = st.popover(
            t("arrange"), type="tertiary", key=f"heading-open-{heading.key}", on_change="rerun"
        )
    if not popover.open:
        return
    with popover:
        named = f"heading-name-{heading.key}"
        st.text_input(
            t("rename"),
            heading.name,
            key=named,
            max_chars=NAME_CHARACTERS,
            on_change=_rename,
            args=(heading.key, named),
        )
        with st.container(horizontal=True):
            for name, step, off in (("up", -1, first), ("down", 1, last)):
                st.button(
                    t(name),
                    key=f"heading-{name}-{heading.key}",
                    disabled=off,
                    on_click=_move,
                    args=(heading.key, step),
                )
        st.button(t("heading_away"), key=f"heading-away-{heading.key}", on_click=_remove, args=(heading,))


def _rename(key: int, widget: str) -> None:
    attempt(lambda: collection().rename_heading(key, st.session_state[widget]))


def _move(key: int, step: int) -> None:
    attempt(lambda: collection().move_heading(key, step))


def _remove(heading: Heading) -> None:
    remember_removal(attempt(lambda: collection().remove_heading(heading.key)), "went_heading", heading.name)


def _new_heading() -> None:
    with (
        st.form("new-heading", border=False, clear_on_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        st.text_input(
            t("new_heading"), key="new_heading", max_chars=NAME_CHARACTERS, placeholder=t("new_heading_hint")
        )
        st.form_submit_button(t("add_heading"), on_click=_add_heading)


def _add_heading() -> None:
    name = str(st.session_state.get("new_heading") or "")
    if name.strip():
        remember_heading(attempt(lambda: collection().add_heading(name)))


# -- sources -------------------------------------------------------------------------------------------


def _sources(collected: Collected) -> None:
    if not collected.sources:
        return
    st.html(f'<h2 class="rj-heading">{t("sources")}</h2><p class="rj-quiet">{t("sources_lead")}</p>')
    library = open_holdings()
    for number, (source, entry) in enumerate(zip(collected.sources, collected.bibliography, strict=True)):
        with st.container(horizontal=True, wrap=False, key=f"source-{number}"):
            st.html(f'<p class="rj-entry">{rich_html(entry)}</p>')
            key = f"source-{number}"
            st.button(
                t("correct"),
                key=f"correct-{key}",
                type="tertiary",
                help=plain(source.id),
                on_click=edit_source,
                args=(key,),
            )
        if is_edited(key):
            known = library.by_path.get(source.id)
            editor(source.id, known.id if known else "", source)


show()
