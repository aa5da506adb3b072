"""The house: imports point to the left, rooms are entered by their doors, files stay small."""

from __future__ import annotations

import ast
import graphlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import corpus
import index
import qa

ROOT = Path(__file__).parents[1]
ROOMS = ("corpus", "index", "qa", "ui")
PLAIN = ("errors", "records", "settings")
"""Modules of plain data, which may be taken straight from another room."""
DOORS = {
    "corpus.starter",
    "qa.citing",
    "qa.evaluation",
    "qa.benchmark",
    "qa.review",
    "corpus.readers.registry",
}
"""Rooms within a room, with a door of their own; and the table of the suffixes that are read."""
EXEMPT = {
    # `rujukan eval` is the one command that shows what evaluation gives.
    *(("ui/cli/evaluate.py", f"qa.evaluation.{m}") for m in ("compare", "measures", "outcomes", "run")),
}
FILES = sorted(p for room in ROOMS for p in (ROOT / room).rglob("*.py"))


def imported(tree: ast.AST) -> Iterator[str]:
    """Every module that a tree imports, wherever the statement stands, by its full name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            assert node.module
            yield node.module


def crossings() -> Iterator[tuple[str, str, str, str]]:
    """(file, its room, room imported, module imported) for imports from one room to another."""
    for path in FILES:
        name = path.relative_to(ROOT).as_posix()
        for module in imported(ast.parse(path.read_text(encoding="utf-8"))):
            own, other = name.split("/")[0], module.split(".")[0]
            if other in ROOMS and other != own:
                yield name, own, other, module


def test_there_are_files_to_look_at() -> None:
    assert len(FILES) > 50
    assert len(list(crossings())) > 30


def test_imports_point_to_the_left() -> None:
    wrong = [
        f"{name} imports {module}"
        for name, own, other, module in crossings()
        if ROOMS.index(other) > ROOMS.index(own)
    ]
    assert not wrong


def test_rooms_are_entered_by_their_doors() -> None:
    wrong = [
        f"{name} imports {module}"
        for name, _, other, module in crossings()
        if module not in {other, *DOORS, *(f"{other}.{plain}" for plain in PLAIN)}
        # Evaluation, training and the benchmark take the stages apart to measure or fit each one.
        and not name.startswith(("qa/evaluation/", "qa/training/", "qa/benchmark/"))
        and (name, module) not in EXEMPT
    ]
    assert not wrong


def test_no_imports_go_in_a_circle() -> None:
    """Nor do those inside functions or for types only."""
    modules = {
        ".".join(p.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): p for p in FILES
    }
    graph: dict[str, set[str]] = {}
    for module, path in modules.items():
        graph[module] = set()
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.ImportFrom):
                named = (f"{node.module}.{alias.name}" for alias in node.names)
                graph[module] |= {n if n in modules else str(node.module) for n in named} & modules.keys()
            elif isinstance(node, ast.Import):
                graph[module] |= {alias.name for alias in node.names} & modules.keys()
    graphlib.TopologicalSorter(graph).prepare()


def test_no_file_is_long() -> None:
    tests = sorted((ROOT / "tests").rglob("*.py"))
    lengths = {p.relative_to(ROOT).as_posix(): len(p.read_bytes().splitlines()) for p in FILES + tests}
    assert {name: lines for name, lines in lengths.items() if lines > 300} == {}


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        p.relative_to(ROOT).as_posix() for p in FILES if not ast.get_docstring(ast.parse(p.read_bytes()))
    ]
    assert silent == []


EXPORTS = {
    "corpus": {
        *("TableCell", "document_cells", "passage_cells", "table_rows"),
        *(
            "Block",
            "BlockKind",
            "Document",
            "EmptyFileError",
            "EncodingError",
            "EncryptedError",
        ),
        *(
            "Findings",
            "FormatError",
            "Found",
            "Language",
            "LibraryError",
            "Message",
            "MismatchError",
        ),
        *(
            "ModelError",
            "NoIndexError",
            "Page",
            "PageRef",
            "Passage",
            "PassageKind",
        ),
        *(
            "ReadError",
            "RujukanError",
            "Section",
            "SectionKind",
            "SectionRole",
            "Skipped",
            "Span",
        ),
        *(
            "TooLargeError",
            "UnwritableError",
            "UsageError",
            "VanishedError",
            "build_passages",
        ),
        *(
            "detect_language",
            "find_files",
            "fold_name",
            "heading_mark",
            "heading_role",
            "is_apart",
            "number_parts",
            "pack_message",
        ),
        *(
            "page_list",
            "read_file",
            "roles_of",
            "say",
            "split_sentences",
            "unpack_message",
            "visible",
        ),
        *(
            "wanted_roles",
            "without_text",
        ),
    },
    "index": {
        *(
            "Candidate",
            "DocumentReceipt",
            "Embedder",
            "Embedding",
            "FileRow",
            "Filter",
            "LateQuery",
        ),
        *(
            "ModelIdentity",
            "Outlined",
            "Progress",
            "Question",
            "Receipt",
            "Searcher",
            "StemLanguage",
        ),
        *(
            "Store",
            "TokenMatches",
            "build_index",
            "damage_named",
            "found_in",
            "knows",
            "load_embedder",
        ),
        *(
            "normalize",
            "remove_document",
            "terms",
            "token_counter",
        ),
    },
    "qa": {
        *(
            "Answer",
            "Assistant",
            "CitedPassage",
            "checked_question",
        ),
    },
}


@pytest.mark.parametrize("room", [corpus, index, qa], ids=lambda room: room.__name__)
def test_the_doors_export_what_is_listed(room: object) -> None:
    listed = set(room.__all__)  # type: ignore[attr-defined]
    assert listed == EXPORTS[room.__name__]  # type: ignore[attr-defined]
    assert all(getattr(room, name) is not None for name in listed)
    assert list(room.__all__) == sorted(room.__all__)  # type: ignore[attr-defined]


def test_help_needs_no_heavy_package() -> None:
    """`rujukan --help` comes at once: what takes seconds to import is imported by those who need it."""
    code = (
        "import sys, ui.cli.main, corpus, index\n"
        "print([m for m in ('torch', 'transformers', 'faiss', 'streamlit', 'pypdfium2') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
