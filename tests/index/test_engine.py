"""The exported engine: the same vectors as sentence-transformers, nothing heavy imported, nothing reported."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest

from index import Embedder, load_embedder, token_counter
from index.models import bundled
from index.models import openvino_export as exporting
from index.models.agreement import LEAST_COSINE, PASSAGES, QUESTIONS, min_cosine
from index.models.batches import batches, in_batches
from index.models.openvino_embedder import DisagreementError, OpenVINOEmbedder
from index.models.openvino_encoder import capabilities, openvino, precisions
from index.models.sentence_transformer import SentenceEmbedder, load_sentence_transformer

ROOT = Path(__file__).parents[2]
TEXTS = [*QUESTIONS, *PASSAGES, "kapal " * 600, "x"]


@pytest.fixture(scope="module")
def engine(bundled_embedder: Embedder, model_cache: Path) -> Path:
    assert not isinstance(bundled_embedder, SentenceEmbedder)
    (folder,) = (p for p in model_cache.glob(f"*-engine-{exporting.REVISION}") if p.is_dir())
    return folder


@pytest.fixture(scope="module")
def plain(engine: Path) -> SentenceEmbedder:
    source = engine.with_name(engine.name.removesuffix(f"-engine-{exporting.REVISION}"))
    return load_sentence_transformer(str(source), bundled.NAME, device="cpu")


def test_it_is_the_same_model(bundled_embedder: Embedder, plain: SentenceEmbedder) -> None:
    assert bundled_embedder.identity == plain.identity
    assert bundled_embedder.count_tokens(TEXTS) == plain.count_tokens(TEXTS)
    for ours, theirs in zip(bundled_embedder.embed_passages(TEXTS), plain.embed_passages(TEXTS), strict=True):
        assert ours.tokens.shape == theirs.tokens.shape
        assert float(ours.vector @ theirs.vector) > LEAST_COSINE
    question = bundled_embedder.embed_query(QUESTIONS[0]).vector
    assert float(question @ plain.embed_query(QUESTIONS[0]).vector) > LEAST_COSINE
    for query in (False, True):
        np.testing.assert_array_equal(
            bundled_embedder.token_spans(TEXTS[4], query=query), plain.token_spans(TEXTS[4], query=query)
        )


def test_a_question_needs_no_torch_and_nothing_is_reported(engine: Path, tmp_path: Path) -> None:
    """Neither a thread nor a process nor a file of the maker's reports of use."""
    code = """
        import sys, threading, multiprocessing
        from pathlib import Path
        from index import load_embedder
        load_embedder(notice=print).embed_query("Siapa presiden pertama?")
        heavy = {"torch", "transformers", "sentence_transformers", "sklearn", "pandas", "streamlit"}
        print(sorted(heavy & set(sys.modules)), sys.modules["openvino_telemetry"])
        print(multiprocessing.active_children(), list(Path.home().iterdir()))
    """
    environment = {**os.environ, "RUJUKAN_CACHE": str(engine.parent), "HOME": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.split("\n") == ["[] None", "[] []", ""]


def test_a_damaged_engine_gives_way_to_sentence_transformers(
    engine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a notice, and with the same identity, so that the index stays good."""
    source = engine.with_name(engine.name.removesuffix(f"-engine-{exporting.REVISION}"))
    (tmp_path / source.name).symlink_to(source)
    shutil.copytree(engine, tmp_path / engine.name, ignore=shutil.ignore_patterns("compiled", "trusted*"))
    for weights in (tmp_path / engine.name).glob("*.bin"):  # whichever of them the trial reads
        weights.write_bytes(b"cut")
    monkeypatch.setenv("RUJUKAN_CACHE", str(tmp_path))
    said: list[str] = []
    embedder = load_embedder(notice=said.append)
    assert isinstance(embedder, SentenceEmbedder)
    assert "sentence-transformers takes its place" in said[-1]
    assert embedder.identity == exporting.read_identity(engine)


def test_the_export_imports_nothing_from_the_folder_it_is_started_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder may be one of documents; what it fails of is its own model, which is not there."""
    for name in ("json.py", "index.py"):
        (tmp_path / name).write_text("raise SystemExit('imported from the folder')")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RuntimeError) as failed:
        exporting._export_aside(tmp_path / "no model", "none", tmp_path)
    assert "imported from the folder" not in str(failed.value)
    assert "no model" in str(failed.value)


def test_a_damaged_compiled_model_is_compiled_again(engine: Path, tmp_path: Path) -> None:
    copy = tmp_path / "engine"
    shutil.copytree(engine, copy)
    before = OpenVINOEmbedder(copy).embed_query("kapal").vector
    kept = [p for p in (copy / "compiled").rglob("*") if p.is_file()]
    assert kept
    for path in kept:
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    np.testing.assert_allclose(OpenVINOEmbedder(copy).embed_query("kapal").vector, before, atol=1e-3)


@pytest.mark.parametrize("allowed", ["FP32", "FP32 INT8", "FP32 BF16", "FP32 INT8 BF16"])
def test_a_number_format_is_trusted_only_where_it_agrees(engine: Path, tmp_path: Path, allowed: str) -> None:
    """With the capabilities of each kind of processor, as far as this one has them."""
    copy = tmp_path / "engine"
    shutil.copytree(engine, copy, ignore=shutil.ignore_patterns("trusted*"))
    able = capabilities(openvino().Core()) & set(allowed.split())
    embedder = OpenVINOEmbedder(copy, able)
    assert embedder.precision in precisions(able)
    (record,) = copy.glob("trusted-*.json")
    kept = json.loads(record.read_text())
    assert kept["cosine"] >= LEAST_COSINE
    assert kept["precision"] == OpenVINOEmbedder(copy, able).precision == embedder.precision
    record.unlink()
    with np.load(copy / exporting.PROBE) as held:
        other = [held[name][:, ::-1] for name in held.files]
    np.savez(copy / exporting.PROBE, *other)
    with pytest.raises(DisagreementError):
        OpenVINOEmbedder(copy, able)


def test_agreement_is_of_vectors_and_of_ranking() -> None:
    generator = np.random.default_rng(1)
    count = len(QUESTIONS) + len(PASSAGES)
    known = [generator.standard_normal((4, 16)).astype(np.float32) for _ in range(count)]
    assert min_cosine(known, known) == pytest.approx(1)
    assert min_cosine(known, [*known[:-2], known[-1], known[-2]]) == 0.0
    assert min_cosine(known, [*known[:-1], np.full((4, 16), np.nan, dtype=np.float32)]) == 0.0


def test_batches_hold_what_the_budget_allows() -> None:
    lengths = [5, 100, 7, 90, 500, 6]
    found = list(batches(lengths, 200))
    assert sorted(i for batch in found for i in batch) == list(range(6))
    for batch in found:
        assert len(batch) == 1 or max(lengths[i] for i in batch) * len(batch) <= 200
    assert in_batches(lengths, lengths, 200, lambda batch: [-n for n in batch]) == [-n for n in lengths]
    assert in_batches([], [], 200, list) == []


def test_passages_are_counted_as_the_model_counts_them(
    bundled_embedder: Embedder, engine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUJUKAN_CACHE", str(engine.parent))
    assert token_counter()(TEXTS) == bundled_embedder.count_tokens(TEXTS)
