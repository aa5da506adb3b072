"""The keyboard's place: the question box when the page opens or someone types a slash; from there the cards."""

from __future__ import annotations

import streamlit as st

# Our own words only: no text of a document or a question ever comes into a script.
_SCRIPT = """<script>
(function () {
  const box = () => document.querySelector('.st-key-askbox input');
  const now = %s;
  let tries = 0;
  const look = () => { const b = box(); if (b) { if (now) b.focus(); } else if (tries++ < 40) setTimeout(look, 50); };
  look();
  if (window.rujukanKeys) return;
  window.rujukanKeys = true;
  const cards = () => Array.from(document.querySelectorAll('[class*="st-key-card-"]'));
  const goTo = (card) => {
    card.setAttribute('tabindex', '-1');
    card.setAttribute('role', 'group');
    card.setAttribute('aria-label', card.querySelector('h3')?.textContent || '');
    card.focus({preventScroll: true});
    card.scrollIntoView({block: 'nearest'});
  };
  const step = (e) => {
    const all = cards(), here = document.activeElement, at = all.indexOf(here);
    if (!all.length || (at < 0 && here !== box())) return;  // elsewhere the arrows scroll
    const to = at + (e.key === 'ArrowDown' ? 1 : -1);
    if (at < 0 && to < 0 || to >= all.length) return;
    e.preventDefault();
    if (to < 0) { box().focus(); box().scrollIntoView({block: 'center'}); } else goTo(all[to]);
  };
  document.addEventListener('keydown', (e) => {
    if (e.altKey || e.ctrlKey || e.metaKey || e.isComposing) return;
    const here = document.activeElement;
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(here?.tagName || '') || here?.isContentEditable;
    if (e.key === '/' && !typing && box()) { e.preventDefault(); box().focus(); box().select(); }
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') step(e);
    if (e.key === 'Enter' && cards().includes(here)) here.querySelector('[data-testid="stPageLink"] a')?.click();
  });
})();
</script>"""


def focus_question(question: str) -> None:
    """Put the cursor into the empty question box; with an answer below, leave it to the reader."""
    st.html(_SCRIPT % ("false" if question else "true"), unsafe_allow_javascript=True)


_SHOW_MARK = """<script>
(function () {
  const look = (tries) => {
    const mark = document.querySelector('.rj-on-evidence, .rj-on-passage, .rj-doc mark, .rj-passage');
    if (mark) mark.scrollIntoView({block: 'center'}); else if (tries) setTimeout(look, 60, tries - 1);
  };
  setTimeout(look, 120, 30);
})();
/* %s */
</script>"""


def show_mark(place: str) -> None:
    """Bring the mark into view, once for each `place` (digits, letters and dashes are kept of it)."""
    name = "".join(c if c.isalnum() or c == "-" else "-" for c in place)
    st.html(_SHOW_MARK % name, unsafe_allow_javascript=True)
