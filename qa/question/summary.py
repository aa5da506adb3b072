"""Tells a request for a summary of a document from a question: none is written here, the document's own is shown."""

from __future__ import annotations

import re

_DOCUMENT = (
    r"(?:dokumen|skripsi|tesis|disertasi|artikel|makalah|jurnal|laporan|buku|penelitian|naskah|file|berkas|pdf|isinya|"
    r"document|thesis|dissertation|article|paper|report|study|book|this|it|ini)"
)
_REQUEST = re.compile(
    rf"\b(?:(?:ringkas|rangkum)(?:kan|lah|an)?|(?:me)?(?:ringkas|rangkum)(?:kan)?|merangkum|intisari(?:kan)?|"
    r"summari[sz]e|summary of|sum up|tl;?dr|give (?:me )?(?:a|an|the) (?:summary|overview|abstract))"
    rf"\b[^?]*?\b{_DOCUMENT}\b",
    re.IGNORECASE,
)


def asks_for_summary(text: str) -> bool:
    """Whether a document is to be summarised."""
    return _REQUEST.search(text) is not None
