"""The keyboard's place: the question box when the page opens, and whenever someone types a slash."""

from __future__ import annotations

import streamlit as st

# Our own words only: no text of a document or a question ever comes into a script.
_SCRIPT = """<script>
(function () {
  const box = () => document.querySelector('[data-testid="stForm"] input');
  const now = %s;
  let tries = 0;
  const look = () => { const b = box(); if (b) { if (now) b.focus(); } else if (tries++ < 40) setTimeout(look, 50); };
  look();
  if (window.rujukanKeys) return;
  window.rujukanKeys = true;
  document.addEventListener('keydown', (e) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName || '');
    if (e.key === '/' && !typing && box()) { e.preventDefault(); box().focus(); box().select(); }
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
