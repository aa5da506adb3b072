"""What an index holds, for the terminal and as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rich.text import Text

from corpus import visible
from ui.cli.output import plain_console, printable


def status_json(library: Path) -> dict[str, Any]:
    """The index of `library` as data: its model, documents and the files that cannot be read."""
    from index import Store

    store = Store.open(library)
    try:
        documents = store.documents()
        files = store.files().values()
        return {
            "library": str(library),
            "model": store.identity().name,
            "passages": store.count_passages(),
            "bytes": sum(f.stat().st_size for f in store.folder.iterdir() if f.is_file()),
            "documents": [
                {
                    "path": f.path,
                    "title": documents[f.document].title,
                    "language": documents[f.document].language,
                    "pages": len(documents[f.document].pages),
                    "passages": len(store.passages_of(f.document)),
                }
                for f in files
                if f.document
            ],
            "problems": [{"path": f.path, "problem": f.problem} for f in files if f.problem],
        }
    finally:
        store.close()


def print_status(library: Path) -> None:
    """The same for a person."""
    kept = status_json(library)
    console = plain_console()
    for d in kept["documents"]:
        pages = f", {d['pages']} pages" if d["pages"] else ""
        console.print(
            Text(
                f"{visible(d['path'])}  ·  {printable(d['title'])}  ·  {d['language']}{pages}, {d['passages']} passages"
            )
        )
    for p in kept["problems"]:
        console.print(Text(f"! {p['problem']}", style="yellow"))
    size = kept["bytes"] / 1e6
    console.print(
        f"{len(kept['documents'])} documents, {kept['passages']} passages, {size:.1f} MB, model {kept['model']}"
    )
