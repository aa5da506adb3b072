"""Which files are read, by their suffix; and what to do with the others."""

from __future__ import annotations

from typing import Literal

from corpus.messages import Message, say

Format = Literal["pdf", "docx", "odt", "pptx", "epub", "html", "markdown", "text"]

SUFFIXES: dict[str, Format] = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".odt": "odt",
    ".pptx": "pptx",
    ".epub": "epub",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".text": "text",
}
"""Lower-case suffixes of the files that are read."""

TEXT_FORMATS: frozenset[Format] = frozenset({"html", "markdown", "text"})

_SAVED_AS = {
    **dict.fromkeys((".doc", ".docm", ".dot", ".dotx", ".rtf", ".wps", ".wpd", ".pages"), ".docx"),
    **dict.fromkeys((".ppt", ".pps", ".ppsx", ".pptm", ".odp", ".key"), ".pptx"),
    **dict.fromkeys((".fodt", ".ott", ".sxw"), ".odt"),
    **dict.fromkeys((".mobi", ".azw", ".azw3", ".fb2"), ".epub"),
}
"""Kinds that are not read, and what their own programs can save them as."""
_EXPORTED = frozenset({".xls", ".xlsx", ".xlsm", ".ods", ".numbers", ".csv", ".ps", ".djvu", ".tex", ".xps"})
_PACKED = frozenset({".zip", ".rar", ".7z", ".gz", ".tar", ".tgz", ".bz2", ".xz"})
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".webp", ".heic", ".svg"})


def advice(suffix: str) -> Message:
    """Why a file of this kind is left out, and what can be done."""
    if suffix in _SAVED_AS:
        return say("save_as", suffix=suffix, right=_SAVED_AS[suffix])
    for code, suffixes in (("export_as_pdf", _EXPORTED), ("unpack", _PACKED), ("picture", _PICTURES)):
        if suffix in suffixes:
            return say(code, suffix=suffix)
    kinds = ", ".join(sorted(SUFFIXES))
    return say("kind_not_read", suffix=suffix, kinds=kinds) if suffix else say("no_suffix", kinds=kinds)
