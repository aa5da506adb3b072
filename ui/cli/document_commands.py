"""The commands that show what was understood of one document: `show` from the index, `read` from any file."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.errors import EmptyFileError, EncryptedError, UsageError

if TYPE_CHECKING:
    from corpus import Document
    from ui.cli.document_view import Excerpt

_AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


def show(
    document: Annotated[
        str, typer.Argument(help="The file's path within the library, or a part of its path or title.")
    ],
    library: Annotated[Path | None, typer.Option("--library", help="The folder of documents.")] = None,
    page: Annotated[
        str | None,
        typer.Option("--page", help="One page: its number in the file, else the one printed on it."),
    ] = None,
    section: Annotated[list[str] | None, typer.Option("--section", help="Only sections so named.")] = None,
    as_json: _AsJson = False,
) -> None:
    """Show what was understood of a document of the library: pages, sections, notes, or the text of some."""
    from index import damage_named
    from ui.cli.document_view import from_index, narrowed
    from ui.library import existing_library

    folder = existing_library(library, lambda message: typer.echo(message, err=True))
    with damage_named(folder):
        found = from_index(folder, document)
    _print(narrowed(found, page, section or ()), as_json=as_json)


def read(
    file: Annotated[Path, typer.Argument(help="The file, wherever it is.")],
    no_outline: Annotated[
        bool, typer.Option("--no-outline", help="Find a PDF's headings without the help of its own outline.")
    ] = False,
    password: Annotated[
        str | None, typer.Option("--password", help="Opens a locked PDF; kept nowhere.")
    ] = None,
    as_json: _AsJson = False,
) -> None:
    """Read one file, without a library, and show what was understood of it."""
    from ui.cli.document_view import whole

    document = _document(file.expanduser(), password, outline=not no_outline)
    # Passages are not shown to a person; to make them takes a second.
    _print(_with_passages(document) if as_json else whole(document), as_json=as_json)
    if not document.text:
        from corpus import without_text

        raise EmptyFileError(without_text(document))


def _document(file: Path, password: str | None, *, outline: bool) -> Document:
    """The file, read; the password is asked for where one is needed and somebody sits at the terminal."""
    from corpus import read_file, visible

    if not file.is_file():
        what = "is a folder; name a file in it" if file.is_dir() else "does not exist"
        raise UsageError(f'"{visible(str(file))}" {what}.')
    name = file.as_posix()
    try:
        return read_file(file, name=name, password=password, outline=outline, keep_empty=True)
    except EncryptedError:
        if password is not None or not sys.stdin.isatty():
            raise
    password = typer.prompt(f"Password of {file.name}", hide_input=True, err=True)
    return read_file(file, name=name, password=password, outline=outline, keep_empty=True)


def _with_passages(document: Document) -> Excerpt:
    from corpus import build_passages
    from index import token_counter
    from ui.cli.document_view import whole

    return whole(document, build_passages(document, token_counter()))


def _print(shown: Excerpt, *, as_json: bool) -> None:
    if as_json:
        from ui.cli.document_json import document_json

        print(json.dumps(document_json(shown), ensure_ascii=False))
        return
    from ui.cli.document_summary import print_document
    from ui.cli.output import plain_console

    print_document(plain_console(), shown)
