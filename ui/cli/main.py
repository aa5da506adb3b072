"""The command line. Standard output carries only the answer; progress and notices go to standard error."""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus.errors import RujukanError, UsageError
from ui.cli import bench, document_commands, opening, review_commands

if TYPE_CHECKING:
    from index import Filter

app = typer.Typer(
    add_completion=False,
    no_args_is_help=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Ask a folder of documents in Indonesian or English; get the passages that answer, with source, "
    "section and page. Without a command it opens the app.",
)
_INTERRUPTED = 130  # what typer makes of Ctrl+C
_COMMANDS = ("ui", "index", "ask", "status", "show", "read", "remove", "eval", "bench", "check", "audit")

Library = Annotated[
    Path | None, typer.Argument(help="The folder of documents; by default RUJUKAN_LIBRARY, then your own.")
]
LibraryOption = Annotated[Path | None, typer.Option("--library", help="The folder of documents.")]
Model = Annotated[
    str | None, typer.Option("--model", help="A sentence-transformers model: a folder or a name on the hub.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


def main() -> None:
    """Run the command line; a bare folder or nothing opens the app. Errors are sentences, never tracebacks."""
    arguments = sys.argv[1:]
    if not arguments or (arguments[0] not in _COMMANDS and not arguments[0].startswith("-")):
        arguments = ["ui", *arguments]
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # whatever the system's own encoding: JSON is UTF-8
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app(arguments, prog_name="rujukan")
    except RujukanError as error:
        opening.notice(str(error))
        sys.exit(error.exit_status)
    except SystemExit as end:
        if end.code == _INTERRUPTED:
            opening.notice("\nStopped. What was done so far is kept; run it again to go on.")
        raise


@app.command()
def ui(
    library: Library = None,
    model: Model = None,
    port: Annotated[
        int | None,
        typer.Option("--port", min=1, max=65535, help="The port; by default the first free one from 8501."),
    ] = None,
    address: Annotated[
        str,
        typer.Option("--address", help="Where it listens; any other than this opens it to the network."),
    ] = "127.0.0.1",
) -> None:
    """Open the app in the browser, on this machine only unless --address says otherwise."""
    from ui.app.launch import launch

    launch(opening.folder(library), model, port=port, address=address)


@app.command()
def index(
    library: Library = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Make the index anew.")] = False,
    model: Model = None,
    as_json: AsJson = False,
) -> None:
    """Bring the index up to date with the documents; only what changed is read again."""
    from ui.cli.output import receipt_json
    from ui.cli.receipt import print_receipt

    folder = opening.folder(library)
    receipt = opening.build(folder, opening.embedder(model), rebuild=rebuild)
    if as_json:
        print(json.dumps(receipt_json(receipt, str(folder)), ensure_ascii=False))
    else:
        print_receipt(receipt, folder)
    failed = [d for d in receipt.documents if d.state == "failed"]
    if failed and not receipt.passages:
        raise typer.Exit(4)


@app.command()
def ask(
    question: Annotated[
        str | None, typer.Argument(help="What you want to know, in Indonesian or English.")
    ] = None,
    questions: Annotated[
        Path | None, typer.Option("--questions", help="A file of questions, one JSON object a line.")
    ] = None,
    library: LibraryOption = None,
    top: Annotated[int, typer.Option("--top", min=1, max=100, help="Passages at most.")] = 10,
    source: Annotated[list[str] | None, typer.Option("--source", help="Only documents so named.")] = None,
    section: Annotated[list[str] | None, typer.Option("--section", help="Only sections so named.")] = None,
    language: Annotated[str | None, typer.Option("--language", help="Only passages in id or en.")] = None,
    kind: Annotated[
        list[str] | None, typer.Option("--kind", help="body, table, footnote, caption or reference.")
    ] = None,
    after: Annotated[
        str | None, typer.Option("--after", help="The question before it, which a follow-up leans on.")
    ] = None,
    model: Model = None,
    as_json: AsJson = False,
) -> None:
    """Answer a question with the passages that hold the answer."""
    from index import damage_named
    from ui.cli.questions import read_questions
    from ui.library import is_own

    asked = read_questions(question, questions)
    narrowed = _filter(source, section, language, kind)
    folder = opening.folder(library)
    show = _json_line if as_json else _printer()
    with (
        damage_named(folder),
        contextlib.closing(opening.open_assistant(folder, model, make=is_own(library))) as assistant,
    ):
        for each in asked:
            show(assistant.ask(each.text, top=top, narrowed=narrowed, after=after), each.id)


@app.command()
def status(library: Library = None, as_json: AsJson = False) -> None:
    """Say what the index holds, and of which files it knows that they cannot be read."""
    from index import damage_named
    from ui.cli.status import print_status, status_json

    folder = opening.folder(library)
    with damage_named(folder):
        if as_json:
            print(json.dumps(status_json(folder), ensure_ascii=False))
        else:
            print_status(folder)


app.command()(document_commands.show)
app.command()(document_commands.read)
app.command()(bench.bench)
app.command()(review_commands.check)
app.command()(review_commands.audit)


@app.command()
def remove(
    library: Annotated[Path, typer.Argument(help="The folder of documents.")],
    document: Annotated[str, typer.Argument(help="The file's path within the folder.")],
) -> None:
    """Take a document out of the index. The file itself stays; the next `rujukan index` takes it in again."""
    from index import remove_document

    if not remove_document(library, document):
        raise UsageError(f'The index knows no document "{document}". See: rujukan status "{library}"')
    print(f'"{document}" was taken out of the index. The file was not touched.')


@app.command("eval")
def evaluate(
    cases: Annotated[
        Path | None,
        typer.Argument(help="A file of questions with their gold quotes; by default the project's own."),
    ] = None,
    library: LibraryOption = None,
    beir: Annotated[Path | None, typer.Option("--beir", help="A folder in the BEIR layout instead.")] = None,
    limit: Annotated[int | None, typer.Option("--limit", help="Ask so many questions at most.")] = None,
    work: Annotated[
        Path | None, typer.Option("--work", help="Where indexes of sets are kept; by default the cache.")
    ] = None,
    save: Annotated[
        Path | None, typer.Option("--save", help="Keep each question's result in this file, as JSON lines.")
    ] = None,
    compare: Annotated[
        tuple[Path, Path] | None, typer.Option("--compare", help="Compare two saved runs.")
    ] = None,
    model: Model = None,
    as_json: AsJson = False,
) -> None:
    """Measure how well the questions of a set are answered, or compare two saved runs."""
    from ui.cli.evaluate import chosen_source, compare_files, run_set

    if compare is not None:
        compare_files(*compare, as_json=as_json)
        return
    source = chosen_source(cases, beir, library)
    run_set(
        source,
        lambda: opening.embedder(model),
        library=library,
        work=work,
        limit=limit,
        save=save,
        as_json=as_json,
    )


def _filter(
    source: list[str] | None, section: list[str] | None, language: str | None, kind: list[str] | None
) -> Filter:
    from typing import get_args

    from corpus.records import Language, PassageKind
    from index import Filter

    for value, known, name in (
        (language, get_args(Language), "--language"),
        *((k, get_args(PassageKind), "--kind") for k in kind or []),
    ):
        if value is not None and value not in known:
            raise UsageError(f"{name} {value!r} is not known. Use one of: {', '.join(known)}.")
    return Filter(
        sources=tuple(source or ()),
        sections=tuple(section or ()),
        languages=(language,) if language else (),  # type: ignore[arg-type]  # checked above
        kinds=tuple(kind or ()),  # type: ignore[arg-type]  # checked above
    )


def _json_line(answer: Any, question_id: Any) -> None:
    from ui.cli.output import answer_json

    print(json.dumps(answer_json(answer, question_id), ensure_ascii=False), flush=True)


def _printer() -> Callable[[Any, Any], None]:
    from ui.cli.output import plain_console, print_answer

    console = plain_console()
    return lambda answer, _: print_answer(console, answer)
