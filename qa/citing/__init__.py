"""Citations and bibliographies as styles want them, by a CSL processor.

Source ──▶ names, csl ──▶ CSL-JSON ──▶ styles (citeproc) ──▶ Run by Run, what is italic marked
"""

from qa.citing.cite import CitedTexts, cite_all, plain_citation, text_of
from qa.citing.csl import csl_item
from qa.citing.names import Name, parse_name
from qa.citing.records import (
    KINDS,
    STYLES,
    THESES,
    Cite,
    CitingLanguage,
    Rich,
    Run,
    Source,
    SourceKind,
    Style,
)
from qa.citing.suggest import suggest_source

__all__ = [
    "KINDS",
    "STYLES",
    "THESES",
    "Cite",
    "CitedTexts",
    "CitingLanguage",
    "Name",
    "Rich",
    "Run",
    "Source",
    "SourceKind",
    "Style",
    "cite_all",
    "csl_item",
    "parse_name",
    "plain_citation",
    "suggest_source",
    "text_of",
]
