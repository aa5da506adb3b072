"""Small question sets for the tests of evaluation."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

PASSAGES = {
    "p1": ("id", "Kopi Gayo ditanam petani di dataran tinggi Aceh sejak lama."),
    "p2": ("id", "Candi Borobudur dibangun wangsa Syailendra pada abad kesembilan."),
    "p3": ("en", "The museum of Bandung keeps fossils and volcanic rocks."),
}
QUERIES: tuple[tuple[str, str, str, str | None], ...] = (
    ("q1", "id", "siapa menanam kopi gayo petani dataran tinggi", "p1"),
    ("q2", "id", "candi borobudur dibangun", "p2"),
    ("q3", "en", "museum fossils volcanic", "p3"),
    ("q4", "id", "harga tiket pesawat", None),
)


@pytest.fixture
def beir(tmp_path: Path) -> Path:
    folder = tmp_path / "tiny"
    (folder / "qrels").mkdir(parents=True)
    passages = [
        {"_id": i, "title": "", "text": t, "metadata": {"lang": lang}} for i, (lang, t) in PASSAGES.items()
    ]
    queries = [
        {"_id": i, "text": t, "metadata": {"lang": lang} | ({} if gold else {"answerable": False})}
        for i, lang, t, gold in QUERIES
    ]
    _lines(folder / "corpus.jsonl", passages)
    _lines(folder / "queries.jsonl", queries)
    rows = ["query-id\tcorpus-id\tscore", *(f"{i}\t{gold}\t1" for i, _, _, gold in QUERIES if gold)]
    (folder / "qrels" / "test.tsv").write_text("\n".join(rows) + "\n")
    return folder


@pytest.fixture
def coffee(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "kopi.md").write_text(
        "# Kopi Nusantara\n\n## Asal\n\nKopi Gayo ditanam petani di dataran tinggi Aceh. "
        "Panennya berlangsung dua kali.\n\n## Harga\n\nHarga ekspor naik 12 persen tahun 2021.\n",
        encoding="utf-8",
    )
    gold = {"doc": "kopi.md", "section": "Asal", "quote": "Kopi Gayo ditanam petani di dataran tinggi Aceh."}
    lost = {"doc": "kopi.md", "section": None, "quote": "kalimat yang tidak pernah ditulis siapa pun"}
    rows = [
        {"id": "a", "lang": "id", "question": "petani kopi gayo", "kind": "fact", "gold": [gold]},
        {"id": "b", "lang": "id", "question": "kalimat tidak ditulis", "kind": "list", "gold": [lost]},
        {"id": "c", "lang": "id", "question": "???", "kind": "fact", "answerable": False, "gold": []},
    ]
    _lines(folder / "questions.jsonl", rows)
    return folder


def _lines(file: Path, rows: Sequence[object]) -> None:
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
