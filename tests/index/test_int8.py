"""Eight bits: nearly the same numbers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from index import Embedder
from index.models.int8 import Range, Rounded, learned_ranges, round_layers
from index.models.openvino_encoder import INT8, MODEL, ROUNDED, Encoder, capabilities, openvino
from index.models.openvino_export import REVISION
from index.models.sentence_transformer import SentenceEmbedder
from qa.training.fit_rounding import fit_ranges

WIDTH = 32


class Pair(torch.nn.Module):
    """Two layers one behind the other, named as those of an encoder are."""

    def __init__(self) -> None:
        super().__init__()
        self.layer = torch.nn.ModuleList([torch.nn.Linear(WIDTH, WIDTH), torch.nn.Linear(WIDTH, WIDTH)])

    def forward(self, x: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        result: torch.Tensor = self.layer[1](self.layer[0](x))
        return result


class Encoding(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.inner = Pair()

    def forward(self, x: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        result: torch.Tensor = self.inner(x, attention_mask)
        return result


def batches(generator: torch.Generator) -> list[dict[str, torch.Tensor]]:
    mask = torch.ones(4, 50, dtype=torch.long)
    mask[0, 40:] = 0
    made = []
    for _ in range(4):
        x = torch.randn(4, 50, WIDTH, generator=generator)
        x[0, 40:] = 1e4  # padding, which no range may be taken from
        x[:, ::7, 0] = 3.0
        made.append({"x": x, "attention_mask": mask})
    return made


def test_a_rounded_encoder_gives_nearly_the_same() -> None:
    torch.manual_seed(1)
    encoder = Encoding().eval()
    taken = batches(torch.Generator().manual_seed(2))
    with torch.no_grad():
        before = encoder(**taken[1])[1:]
        round_layers(encoder, fit_ranges(encoder, taken[::2], taken[1::2]))
        after = encoder(**taken[1])[1:]
    for layer in encoder.inner.layer:
        assert isinstance(layer, Rounded)
        assert layer.weight.dtype == torch.int8
    lost = (after - before).square().sum() / before.square().sum()
    assert 0 < lost < 0.001


def test_a_burst_of_one_channel_is_evened_out() -> None:
    """Without a factor, one channel a hundred times as large leaves the others a hundredth of the steps."""
    torch.manual_seed(1)
    layer = torch.nn.Linear(WIDTH, WIDTH)
    x = torch.randn(500, WIDTH) * torch.tensor([100.0] + [1.0] * (WIDTH - 1))
    with torch.no_grad():
        layer.weight[:, 0] /= 100
        exact = layer(x)
        plain, evened = (
            Rounded(layer, Range(factor, float((x / factor).min()), float((x / factor).max())))(x)
            for factor in (torch.ones(WIDTH), x.abs().amax(dim=0))
        )
    assert (evened - exact).square().mean() < (plain - exact).square().mean() / 100


def test_ranges_name_linear_layers_only() -> None:
    encoder = Encoding()
    with pytest.raises(TypeError, match="inner is a Pair"):
        round_layers(encoder, {"inner": Range(torch.ones(WIDTH), -1.0, 1.0)})


def test_what_was_learned_belongs_to_one_model() -> None:
    assert learned_ranges("another") == {}


def test_the_models_own_eight_bits_agree(bundled_embedder: Embedder, model_cache: Path) -> None:
    """On texts that neither the ranges nor the probe have seen, also where another format was quicker."""
    assert not isinstance(bundled_embedder, SentenceEmbedder)
    (folder,) = (p for p in model_cache.glob(f"*-engine-{REVISION}") if p.is_dir())
    assert (folder / ROUNDED).with_suffix(".bin").stat().st_size < (folder / MODEL).with_suffix(
        ".bin"
    ).stat().st_size / 2
    core = openvino().Core()
    able = capabilities(core)
    texts = [
        bundled_embedder._tokenizer.encode(text)  # type: ignore[attr-defined]
        for text in (
            "query: Berapa lama masa simpan susu pasteurisasi?",
            "query: who",
            "passage: The kernel schedules each thread on the core that ran it last, if its cache is still warm.",
            "passage: Pasal 12 ayat (3): Ketentuan lebih lanjut diatur dengan Peraturan Pemerintah.",
        )
    ]
    exact, rounded = (Encoder(folder, core, precision, able)(texts) for precision in ("f32", INT8))
    for a, b in zip(exact, rounded, strict=True):
        one, other = a.mean(axis=0), b.mean(axis=0)
        assert one @ other / np.linalg.norm(one) / np.linalg.norm(other) > 0.998
