"""The commands of the reviewer's desk: `check` a draft against a library, `audit` a document."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus.errors import UnwritableError, UsageError
from ui.cli.questions import read_lines

if TYPE_CHECKING:
    from corpus import Document
    from qa import Assistant
    from ui.i18n.texts import Tongue

_AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
_Library = Annotated[Path | None, typer.Option("--library", help="The folder of documents.")]
_Save = Annotated[
    Path | None,
    typer.Option("--save", help="Write the result to this file: .docx with comments in the margin, or .csv."),
]


def check(
    draft: Annotated[
        Path | None, typer.Argument(help="The draft: a PDF, Word, Markdown or text file, not of the library.")
    ] = None,
    claims: Annotated[
        Path | None, typer.Option("--claims", help="A file of statements, one JSON object a line.")
    ] = None,
    library: _Library = None,
    model: Annotated[str | None, typer.Option("--model", help="A sentence-transformers model.")] = None,
    save: _Save = None,
    as_json: _AsJson = False,
) -> None:
    """Check each sentence of a draft against the library: supported, differs (and in what), or not found."""
    if (draft is None) == (claims is None):
        raise UsageError("Check one thing: rujukan check FILE, or --claims FILE.jsonl for many statements.")
    if claims is not None:
        _check_claims(claims, library, model, as_json=as_json)
        return
    from qa.review import check_draft
    from ui.cli.output import plain_console
    from ui.cli.review_output import print_draft
    from ui.review.as_json import draft_json
    from ui.review.export_csv import draft_csv
    from ui.review.remarks import draft_remarks

    assert draft is not None
    _check_suffix(save)
    document = _read(draft)
    tongue = _tongue(document)
    with _opened(library, model) as assistant:
        report = check_draft(assistant, document, step=_progress)
    if save:
        _save(
            save, document, draft_remarks(report, tongue), draft_csv(report, tongue), "review_checked", tongue
        )
    if as_json:
        print(json.dumps(draft_json(report), ensure_ascii=False))
    else:
        print_draft(plain_console(), report, tongue)


def audit(
    document: Annotated[
        str,
        typer.Argument(
            help="A file, or a document of the library: its path, or a part of its path or title."
        ),
    ],
    library: _Library = None,
    save: _Save = None,
    as_json: _AsJson = False,
) -> None:
    """Audit a document: citations against the list of references, figures and numbering against themselves."""
    from qa.review import audit as audit_document
    from ui.cli.output import plain_console
    from ui.cli.review_output import print_audit
    from ui.review.as_json import audit_json
    from ui.review.export_csv import audit_csv
    from ui.review.remarks import audit_remarks

    _check_suffix(save)
    found = _document(document, library)
    tongue = _tongue(found)
    result = audit_document(found)
    if save:
        _save(save, found, audit_remarks(result, tongue), audit_csv(result, tongue), "review_audited", tongue)
    if as_json:
        print(json.dumps(audit_json(result), ensure_ascii=False))
    else:
        print_audit(plain_console(), result, tongue)


@dataclass(frozen=True, slots=True)
class _Claim:
    id: Any
    text: str


def _check_claims(file: Path, library: Path | None, model: str | None, *, as_json: bool) -> None:
    from qa.review import check as check_claim
    from ui.cli.output import plain_console
    from ui.cli.review_output import print_checked
    from ui.review.as_json import checked_json

    stated = [_Claim(found.id, found.text) for found in read_lines(file, "claim")]
    console = plain_console()
    with _opened(library, model) as assistant:
        for claim in stated:
            checked = check_claim(assistant, claim.text)
            if as_json:
                print(json.dumps(checked_json(checked, claim.id), ensure_ascii=False), flush=True)
            else:
                print_checked(console, checked, _language(claim.text))


def _language(text: str) -> Tongue:
    from corpus import detect_language

    return "id" if detect_language(text) == "id" else "en"


def _tongue(document: Document) -> Tongue:
    return "id" if document.language == "id" else "en"


@contextlib.contextmanager
def _opened(library: Path | None, model: str | None) -> Iterator[Assistant]:
    from index import damage_named
    from ui.cli.opening import open_assistant
    from ui.library import existing_library, is_own

    folder = existing_library(library, _notice)
    with (
        damage_named(folder),
        contextlib.closing(open_assistant(folder, model, make=is_own(library))) as assistant,
    ):
        yield assistant


def _document(name: str, library: Path | None) -> Document:
    """A file where there is one of that name, else the library's document."""
    file = Path(name).expanduser()
    if library is None and file.is_file():
        return _read(file)
    from index import damage_named
    from ui.cli.document_view import from_index
    from ui.library import existing_library

    folder = existing_library(library, _notice)
    with damage_named(folder):
        return from_index(folder, name).document


def _read(file: Path) -> Document:
    from corpus import read_file, visible

    file = file.expanduser()
    if not file.is_file():
        what = "is a folder; name a file in it" if file.is_dir() else "does not exist"
        raise UsageError(f'"{visible(str(file))}" {what}.')
    return read_file(file, name=file.as_posix())


def _check_suffix(file: Path | None) -> None:
    if file is not None and file.suffix.lower() not in (".docx", ".csv"):
        raise UsageError(f'"{file}": the result is written as .docx or .csv. Name such a file.')


def _save(file: Path, document: Document, remarks: Any, table: bytes, title: str, tongue: Tongue) -> None:
    from ui.i18n.texts import words
    from ui.review.export_docx import to_docx

    name = Path(document.path).name
    data = (
        table
        if file.suffix.lower() == ".csv"
        else to_docx(document, remarks, words(title, tongue, name=name))
    )
    try:
        file.expanduser().write_bytes(data)
    except OSError as error:
        raise UnwritableError(
            f'"{file}" cannot be written ({error.strerror or error}). Name another file.'
        ) from error
    _notice(f'Written to "{file}".')


def _progress(done: int, total: int) -> None:
    if done % 50 == 0 and done < total:
        _notice(f"{done}/{total} sentences")


def _notice(message: str) -> None:
    typer.echo(message, err=True)
