"""Reads a folder of documents into passages.

files ──▶ find ──▶ readers ──▶ compose ──▶ Document ──▶ passages ──▶ Passage
"""

from corpus.cells import document_cells, passage_cells, table_rows
from corpus.errors import (
    EmptyFileError,
    EncodingError,
    EncryptedError,
    FormatError,
    LibraryError,
    MismatchError,
    ModelError,
    NoIndexError,
    ReadError,
    RujukanError,
    TooLargeError,
    UnwritableError,
    UsageError,
    VanishedError,
)
from corpus.find import Findings, Found, Skipped, find_files
from corpus.folding import fold_name
from corpus.headings import heading_mark
from corpus.language import detect_language
from corpus.messages import Message, pack_message, page_list, say, unpack_message, visible
from corpus.numerals import number_parts
from corpus.passages import build_passages
from corpus.read import read_file, without_text
from corpus.records import (
    Block,
    BlockKind,
    Document,
    Language,
    Page,
    PageRef,
    Passage,
    PassageKind,
    Section,
    SectionKind,
    Span,
    TableCell,
)
from corpus.roles import SectionRole, heading_role, is_apart, roles_of, wanted_roles
from corpus.sentences import split_sentences

__all__ = [
    "Block",
    "BlockKind",
    "Document",
    "EmptyFileError",
    "EncodingError",
    "EncryptedError",
    "Findings",
    "FormatError",
    "Found",
    "Language",
    "LibraryError",
    "Message",
    "MismatchError",
    "ModelError",
    "NoIndexError",
    "Page",
    "PageRef",
    "Passage",
    "PassageKind",
    "ReadError",
    "RujukanError",
    "Section",
    "SectionKind",
    "SectionRole",
    "Skipped",
    "Span",
    "TableCell",
    "TooLargeError",
    "UnwritableError",
    "UsageError",
    "VanishedError",
    "build_passages",
    "detect_language",
    "document_cells",
    "find_files",
    "fold_name",
    "heading_mark",
    "heading_role",
    "is_apart",
    "number_parts",
    "pack_message",
    "page_list",
    "passage_cells",
    "read_file",
    "roles_of",
    "say",
    "split_sentences",
    "table_rows",
    "unpack_message",
    "visible",
    "wanted_roles",
    "without_text",
]
