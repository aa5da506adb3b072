"""What can go wrong, as a tree. Every message says what, where, and the next step.

RujukanError
├── UsageError            the person asked for something that cannot be (exit status 2)
├── LibraryError          the folder or its index cannot be used (exit status 3)
│   ├── NoIndexError      no index yet
│   ├── MismatchError     the index was made by another model or format version, or is damaged
│   │   └── OutdatedError an older Rujukan made it: made anew, nothing is lost
│   └── UnwritableError   the folder cannot be written
├── ModelError            the embedding model cannot be made ready (exit status 3)
└── ReadError             one file cannot be read; the others go on (exit status 4 where none can)
    ├── EmptyFileError    no bytes, or no text in it
    ├── FormatError       not what its name says, truncated, or of an unknown kind
    ├── EncryptedError    asks for a password
    ├── EncodingError     text in an unknown encoding
    ├── TooLargeError     beyond the bound in settings
    └── VanishedError     gone, or changed, or not permitted while being read
"""

from __future__ import annotations


class RujukanError(Exception):
    """Base of all; `str(error)` is the sentence for people."""

    exit_status = 1

    @property
    def message(self) -> str:
        """The sentence as it was given: a `Message`, which other languages can take, where it is one."""
        return self.args[0] if self.args and isinstance(self.args[0], str) else str(self)


class UsageError(RujukanError):
    """The person asked for something that cannot be."""

    exit_status = 2


class LibraryError(RujukanError):
    """The library or its index cannot be used."""

    exit_status = 3


class NoIndexError(LibraryError):
    """The library has no index yet."""


class MismatchError(LibraryError):
    """The index was made by another model or format version."""


class OutdatedError(MismatchError):
    """The index is of an older format than this Rujukan's."""


class UnwritableError(LibraryError):
    """The library cannot be written."""


class ModelError(RujukanError):
    """The embedding model cannot be made ready."""

    exit_status = 3


class ReadError(RujukanError):
    """One file cannot be read."""

    exit_status = 4


class EmptyFileError(ReadError):
    """The file has no bytes, or no text."""


class FormatError(ReadError):
    """The file is not what its name says, is cut short, or of an unknown kind."""


class EncryptedError(ReadError):
    """The file asks for a password."""


class EncodingError(ReadError):
    """The text's encoding cannot be told."""


class TooLargeError(ReadError):
    """The file is larger than the bound."""


class VanishedError(ReadError):
    """The file went away, changed, or was not permitted while being read."""
