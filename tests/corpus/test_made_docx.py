"""The made documents as Word has them, against the truth that stands beside their PDFs."""

import json
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from corpus import Document, fold_name, read_file
from tests.corpus.made import article, law, thesis

DOCUMENTS = Path(__file__).parent / "made" / "documents"


def read(module: ModuleType, folder: Path) -> tuple[Document, list[dict[str, Any]]]:
    name = module.__name__.rsplit(".", 1)[-1]
    path = folder / f"{name}.docx"
    path.write_bytes(module.write({}).save())
    truth = json.loads((DOCUMENTS / f"{name}.truth.json").read_text(encoding="utf-8"))
    return read_file(path, name=path.name), truth["elements"]


@pytest.mark.parametrize(
    "module", [thesis, article, law], ids=lambda module: module.__name__.rsplit(".", 1)[-1]
)
def test_headings_are_those_of_the_truth_and_no_others(module: ModuleType, tmp_path: Path) -> None:
    document, elements = read(module, tmp_path)
    wanted = Counter(fold_name(e["text"]) for e in elements if e["kind"] == "heading")
    found = Counter(fold_name(s.headings[-1]) for s in document.sections if s.headings and not s.clause)
    assert found == wanted
    assert document.pages == ()


@pytest.mark.parametrize("module", [thesis, article], ids=lambda module: module.__name__.rsplit(".", 1)[-1])
def test_tables_notes_and_captions_are_all_there(module: ModuleType, tmp_path: Path) -> None:
    document, elements = read(module, tmp_path)
    found = Counter(block.kind for block in document.blocks)
    wanted = Counter(e["kind"] for e in elements)
    for kind in ("table", "footnote", "caption", "reference"):
        assert found[kind] == wanted[kind] > 0  # type: ignore[index]
    assert all(b.cited_at is not None for b in document.blocks if b.kind == "footnote")
