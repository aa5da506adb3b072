"""Exports the bundled sentence-transformers model, once, for an engine that starts in a moment.

sentence-transformers folder ──▶ encoder (OpenVINO), the same in eight bits, word vectors, pieces,
                                 fp32 answers to the probe ──▶ engine folder

What is written is the model itself, in fp32 (word vectors in fp16), and a rounded copy: which of them is computed,
and how, is chosen later, by what the processor can do, and checked against the answers of fp32.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from filelock import FileLock

from index.models.agreement import PASSAGES, QUESTIONS
from index.models.mapped_tokenizer import write_pieces
from index.models.openvino_encoder import MODEL, ROUNDED, WORDS, openvino
from index.records import ModelIdentity

REVISION = 2  # of the folder that is written; a change makes it anew
IDENTITY, PROBE = "identity.json", "probe.npz"


def engine_folder(source: Path) -> Path:
    """Where the engine of the model in `source` is; there once it is ready."""
    return source.parent / f"{source.name}-engine-{REVISION}"


def ready_engine(source: Path, name: str, notice: Callable[[str], None]) -> Path:
    """The engine folder of the sentence-transformers model in `source`, made first where it is not there yet.

    As with the model's own folder, two processes make one, and a killed one leaves nothing that counts.

    Raises:
        ImportError: OpenVINO is not installed.
        OSError, RuntimeError, ValueError: it cannot be written, or the model cannot be exported.
    """
    folder = engine_folder(source)
    if folder.is_dir():
        return folder
    openvino()
    with FileLock(f"{folder}.lock"):
        if not folder.is_dir():
            notice("Making the model quick to start (once, about half a minute) …")
            _export_atomically(source, name, folder)
    return folder


def _export_atomically(source: Path, name: str, folder: Path) -> None:
    prefix = f"making-{folder.name}-"
    for left in folder.parent.glob(f"{prefix}*"):  # by a process that was killed
        shutil.rmtree(left, ignore_errors=True)
    scratch = Path(tempfile.mkdtemp(prefix=prefix, dir=folder.parent))
    try:
        _export_aside(source, name, scratch)
        scratch.rename(folder)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _export_aside(source: Path, name: str, folder: Path) -> None:
    """In a process of its own: torch and what comes with it would stay in this one, half a gigabyte of it."""
    here = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    # -P: nothing is imported from the folder that the command was given in, which may be one of documents.
    command = [sys.executable, "-P", "-m", __name__, str(source), name, str(folder)]
    ran = subprocess.run(command, env=here, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if ran.returncode:
        said = ran.stderr.decode(errors="replace").strip().splitlines()
        raise RuntimeError(said[-1] if said else "it could not be exported")


def export(source: Path, name: str, folder: Path) -> None:
    """Write the engine of the model in `source` into the existing `folder`."""
    from index.models.int8 import learned_ranges, round_layers
    from index.models.sentence_transformer import load_sentence_transformer

    embedder = load_sentence_transformer(str(source), name, device="cpu")
    write_pieces(source / "tokenizer.json", folder)
    transformer = embedder.model[0].auto_model.eval()
    words = transformer.get_input_embeddings().weight.detach().numpy()
    np.save(folder / WORDS, words.astype(np.float16))
    _write_encoder(transformer, words.shape[1], folder / MODEL)
    known = embedder.token_vectors([*QUESTIONS, *PASSAGES])
    np.savez(folder / PROBE, *known)
    if ranges := learned_ranges(embedder.identity.revision):
        round_layers(transformer, ranges)
        _write_encoder(transformer, words.shape[1], folder / ROUNDED)
    (folder / IDENTITY).write_text(json.dumps(asdict(embedder.identity)), encoding="utf-8")


def _write_encoder(transformer: Any, dimension: int, target: Path) -> None:
    import torch

    ov = openvino()

    class FromWordVectors(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner = transformer

        def forward(self, inputs_embeds: Any, attention_mask: Any) -> Any:
            return self.inner(inputs_embeds=inputs_embeds, attention_mask=attention_mask).last_hidden_state

    example = (torch.randn(2, 16, dimension), torch.ones(2, 16, dtype=torch.long))
    shapes = [("inputs_embeds", [-1, -1, dimension], ov.Type.f32), ("attention_mask", [-1, -1], ov.Type.i64)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the tracer: branches it fixes, which are the same for every text
        exported = ov.convert_model(FromWordVectors(), example_input=example, input=shapes)
    ov.save_model(exported, str(target), compress_to_fp16=False)


def read_identity(folder: Path) -> ModelIdentity:
    """Who the exported model is: the same as the sentence-transformers model it was made of."""
    held = json.loads((folder / IDENTITY).read_text(encoding="utf-8"))
    return ModelIdentity(**{**held, "prefixes": tuple(held["prefixes"])})


if __name__ == "__main__":
    export(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
