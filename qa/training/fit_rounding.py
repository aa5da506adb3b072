"""Learns how the bundled model's layers are rounded to eight bits: `python -m qa.training.fit_rounding FOLDER`.

    passages, questions ──▶ what each layer takes in ──▶ factors and ranges ──▶ layers that lose most are left out

FOLDER as for `qa.training`. Ranges are taken from one half of the texts. On the other half it is tried how
strongly each layer's channels are evened out, and then what rounding each layer alone costs the vectors; those
that cost most are left in floating point, as many as it takes until 99 of 100 texts have a cosine of `ENOUGH`
with fp32. Writes `index/models/rounding.safetensors`. About three minutes on a quiet machine.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import Tensor

import index
from index.models import bundled
from index.models.int8 import FILE, Range, Rounded, pack_range
from index.models.sentence_transformer import SentenceEmbedder, load_sentence_transformer
from qa.evaluation.beir import read_lines
from qa.training.fit_rank import passages_of

MADE_BY = "python -m qa.training.fit_rounding"
ENOUGH = 0.9993
PASSAGES, QUESTIONS = 160, 480
_STRENGTHS = (0.5, 0.65, 0.8)
_MARGIN = 1.3  # texts to come reach farther than those seen
_EVERY = 20  # tokens of which one is kept to measure a layer's error with
_SUSPECT = 0.001  # share of a layer's squared output that is lost; below it, no layer costs the vectors much
_BATCH = 8
_TINY = 1e-5
_ODD = (
    "a" * 40,
    "na " * 8,
    ". " * 120,
    "1 2 3 4 5 6 7 8 9 0 " * 12,
    "| --- " * 40,
    "kata " * 250,
    "_" * 60,
    "1.1 " * 30,
)
"""What PDFs have besides prose: rules, leaders, columns of figures. Repeated, they reach farthest."""

Batch = Mapping[str, Any]
Layers = dict[str, torch.nn.Linear]


@dataclass(slots=True)
class _Seen:
    """What came into a layer: least and greatest of each channel, shape (channels,), and some whole tokens."""

    low: Tensor
    high: Tensor
    tokens: list[Tensor]


def main() -> None:
    """Learn, and write what was learned."""
    parser = argparse.ArgumentParser(prog=MADE_BY, description="Learn how layers are rounded to eight bits.")
    parser.add_argument("folder", type=Path, help="passages.jsonl and questions.jsonl")
    embedder = load_sentence_transformer(str(bundled.ready(print)), bundled.NAME, device="cpu")
    first, second = _halves(embedder, parser.parse_args().folder)
    encoder = embedder.model[0].auto_model.eval()
    with torch.no_grad():
        ranges = fit_ranges(encoder, first, second)
        kept = without_worst(encoder, ranges, second)
    save_file(
        {name: pack_range(taken) for name, taken in kept.items()},
        Path(index.__file__).parent / FILE,
        {"revision": embedder.identity.revision, "made_by": MADE_BY},
    )
    print(f"{len(kept)} layers rounded; left out: {', '.join(n for n in ranges if n not in kept)}")


def _halves(embedder: SentenceEmbedder, folder: Path) -> tuple[list[Batch], list[Batch]]:
    """Texts by length in batches; each second batch is for trial. The odd ones are in the first half."""
    query, passage = embedder.identity.prefixes
    passages = _some([p[2] for p in passages_of(folder)], PASSAGES)
    questions = _some([str(row["question"]) for row in read_lines(folder / "questions.jsonl")], QUESTIONS)
    usual = sorted([passage + t for t in passages] + [query + t for t in questions], key=len)
    batches = [_tokenized(embedder, usual[at : at + _BATCH]) for at in range(0, len(usual), _BATCH)]
    return [_tokenized(embedder, [passage + t for t in _ODD]), *batches[::2]], batches[1::2]


def _some(texts: Sequence[str], most: int) -> list[str]:
    return list(texts[:: max(1, len(texts) // most)][:most])


def _tokenized(embedder: SentenceEmbedder, texts: list[str]) -> Batch:
    limit = embedder.identity.max_tokens
    found = embedder.model.tokenizer(
        texts, padding=True, truncation=True, max_length=limit, return_tensors="pt"
    )
    return dict(found)


def fit_ranges(
    encoder: torch.nn.Module, batches: Sequence[Batch], trial: Sequence[Batch]
) -> dict[str, Range]:
    """Factor and range of each linear layer inside the encoder's layers, by its name."""
    layers = _layers(encoder)
    seen, tried = _watch(encoder, layers, batches), _watch(encoder, layers, trial)
    return {
        name: min(
            (_range(layer, seen[name], strength) for strength in _STRENGTHS),
            key=lambda taken: _lost(layer, taken, torch.cat(tried[name].tokens)),
        )
        for name, layer in layers.items()
    }


def without_worst(
    encoder: torch.nn.Module, ranges: Mapping[str, Range], trial: Sequence[Batch]
) -> dict[str, Range]:
    """`ranges` without the layers that cost the vectors most, one after the other until the rest is good enough."""
    layers, exact = _layers(encoder), _vectors(encoder, trial)
    tokens = _watch(encoder, layers, trial)
    suspects = [n for n in ranges if _lost(layers[n], ranges[n], torch.cat(tokens[n].tokens)) > _SUSPECT]
    alone = {n: _agreement(encoder, layers, {n: ranges[n]}, trial, exact) for n in suspects}
    kept = dict(ranges)
    for name in sorted(suspects, key=lambda n: alone[n]):
        found = _agreement(encoder, layers, kept, trial, exact)
        print(f"{len(kept)} layers: {found:.5f}; next {name}, alone {alone[name]:.5f}", flush=True)
        if found >= ENOUGH:
            break
        del kept[name]
    return kept


def _layers(encoder: torch.nn.Module) -> Layers:
    return {
        n: m for n, m in encoder.named_modules() if isinstance(m, torch.nn.Linear) and ".layer." in f".{n}"
    }


def _agreement(
    encoder: torch.nn.Module,
    layers: Layers,
    ranges: Mapping[str, Range],
    trial: Sequence[Batch],
    exact: Tensor,
) -> float:
    """Cosine with the exact vectors that 99 of 100 texts reach; the encoder is as before afterwards."""
    for name, taken in ranges.items():
        encoder.set_submodule(name, Rounded(layers[name], taken))
    found = _vectors(encoder, trial)
    for name in ranges:
        encoder.set_submodule(name, layers[name])
    return float((found * exact).sum(dim=1).quantile(0.01))


def _vectors(encoder: torch.nn.Module, batches: Sequence[Batch]) -> Tensor:
    """The mean of each text's tokens, of length 1, shape (texts, dimension)."""
    found = []
    for batch in batches:
        mask = batch["attention_mask"][:, :, None]
        tokens = encoder(**batch).last_hidden_state
        found.append((tokens * mask).sum(dim=1) / mask.sum(dim=1))
    return torch.nn.functional.normalize(torch.cat(found), dim=1)


def _watch(encoder: torch.nn.Module, layers: Layers, batches: Sequence[Batch]) -> dict[str, _Seen]:
    seen = {n: _Seen(torch.zeros(m.in_features), torch.zeros(m.in_features), []) for n, m in layers.items()}
    real = torch.zeros(0)

    def keep(name: str) -> Any:
        def hook(_: torch.nn.Module, taken: tuple[Tensor, ...]) -> None:
            tokens, known = taken[0][real], seen[name]
            known.low = torch.minimum(known.low, tokens.amin(dim=0))
            known.high = torch.maximum(known.high, tokens.amax(dim=0))
            known.tokens.append(tokens[::_EVERY])

        return hook

    hooks = [layer.register_forward_pre_hook(keep(name)) for name, layer in layers.items()]
    for batch in batches:
        real = batch["attention_mask"].bool()
        encoder(**batch)
    for hook in hooks:
        hook.remove()
    return seen


def _range(layer: torch.nn.Linear, seen: _Seen, strength: float) -> Range:
    reach = torch.maximum(-seen.low, seen.high).clamp(min=_TINY)
    weights = layer.weight.detach().abs().amax(dim=0).clamp(min=_TINY)
    factor = reach**strength / weights ** (1 - strength)
    low, high = (seen.low / factor).min(), (seen.high / factor).max()
    return Range(factor, float(low) * _MARGIN, float(high) * _MARGIN)


def _lost(layer: torch.nn.Linear, taken: Range, tokens: Tensor) -> float:
    """Mean over tokens of the squared length of what rounding loses, as a share of that of the output."""
    exact = layer(tokens) - layer.bias
    lost = Rounded(layer, taken)(tokens) - layer.bias - exact
    return float((lost.square().sum(dim=1) / exact.square().sum(dim=1).clamp(min=_TINY)).mean())


if __name__ == "__main__":
    main()
