"""What went wrong, in the interface's language.

Our own errors carry a key of the catalogue; those of reading carry a code of `ui.i18n.messages`; for all others the
kind of error chooses the sentence, and what it said itself stands behind as a detail.
"""

from __future__ import annotations

from corpus import Message
from corpus.errors import (
    LibraryError,
    MismatchError,
    ModelError,
    NoIndexError,
    RujukanError,
    UnwritableError,
    UsageError,
)
from ui.i18n.messages import in_their_words, in_words
from ui.i18n.texts import TEXTS, Tongue, words

_OF_KIND: tuple[tuple[type[Exception], str], ...] = (
    (ModelError, "error_model"),
    (MismatchError, "error_mismatch"),
    (UnwritableError, "error_unwritable"),
    (NoIndexError, "error_not_ready"),
    (LibraryError, "error_library"),
    (UsageError, "error_usage"),
)


def told(key: str, **values: str | int) -> Message:
    """The English sentence of the catalogue's `key`, for an error; `said` finds the other language again."""
    return Message(words(key, "en", **values), key, values)


def said(error: Exception, tongue: Tongue) -> str:
    """The sentence for people, with its next step, in their language."""
    if not isinstance(error, RujukanError):
        return words("error_unknown", tongue, detail=f"{type(error).__name__}: {error}")
    message = error.message
    if isinstance(message, Message) and message.code in TEXTS:
        return words(message.code, tongue, **in_their_words(message.values, tongue))
    other = in_words(message, tongue)
    key = next((key for kind, key in _OF_KIND if isinstance(error, kind)), None)
    if tongue == "en" and not isinstance(error, (MismatchError, NoIndexError)):
        return other
    # The words of the command line would send people to a terminal; a page has a button.
    return words(key, tongue, detail=other) if key and other == str(message) else other
