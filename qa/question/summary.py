"""Tells a request for a summary of a document from a question: none is written here, the document's own is shown."""

from __future__ import annotations

import re

from qa.question.frames import without_frame

_DOCUMENT = (
    r"(?:dokumen|skripsi|tesis|disertasi|artikel|makalah|jurnal|laporan|buku|penelitian|naskah|file|berkas|pdf|isinya|"
    r"document|thesis|dissertation|article|paper|report|study|book|this|it|ini)"
)
_LEAD = (
    r"(?:(?:bisa(?:kah)?|dapat(?:kah)?|anda|kamu|apa(?:kah)?|buat(?:kan|lah)?|beri(?:kan)?|tulis(?:kan)?|saya|what is|"
    r"what's|write|make|give|can you|could you|please|me|the|a|an|short|brief|singkat)\s+)*"
)
_REQUEST = re.compile(
    rf"{_LEAD}(?:ringkas(?:kan|lah|an)?|rangkum(?:kan|lah|an)?|meringkas|merangkum|intisari(?:kan)?|"
    rf"summari[sz]e|summary of|sum up|tl;?dr|overview of|abstract of)\b[^?]*?\b{_DOCUMENT}\b",
    re.IGNORECASE,
)


def asks_for_summary(text: str) -> bool:
    """Whether a document is to be summarised."""
    return _REQUEST.match(without_frame(text)) is not None
