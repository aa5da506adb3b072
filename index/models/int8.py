"""Rounds an encoder's matrix products to eight bits: a quarter of fp32's work where the processor has them.

Xiao et al. (2023), "SmoothQuant: Accurate and Efficient Post-Training Quantization for Large Language Models":
the few channels that are much larger than the others are divided by a factor, and the weights that meet them
multiplied by it. Factors and ranges of the bundled model were learned (`qa.training.fit_rounding`); layers
that lose too much by it, some of those after the activation, have none and stay in floating point.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

import torch
from safetensors import safe_open
from torch import Tensor

FILE = "rounding.safetensors"
_TINY = 1e-5


@dataclass(frozen=True, slots=True)
class Range:
    """What comes into a layer: `factor`, shape (channels,), divides it, and then it lies from `low` to `high`."""

    factor: Tensor
    low: float
    high: float


class Rounded(torch.nn.Module):
    """A linear layer in eight bits: weights for each output by themselves, what comes in over one range."""

    inverse: Tensor
    weight: Tensor
    steps: Tensor
    bias: Tensor

    def __init__(self, layer: torch.nn.Linear, taken: Range) -> None:
        super().__init__()
        weight = layer.weight.detach() * taken.factor
        steps = weight.abs().amax(dim=1, keepdim=True).clamp(min=_TINY) / 127
        self.register_buffer("inverse", 1 / taken.factor)
        self.register_buffer("weight", (weight / steps).round().to(torch.int8))
        self.register_buffer("steps", steps)
        self.register_buffer("bias", layer.bias.detach())
        self.step = max(taken.high - taken.low, _TINY) / 255
        self.zero = round(-taken.low / self.step)

    def forward(self, x: Tensor) -> Tensor:
        """As the layer it was made of, nearly. What lies outside the range is taken for its end."""
        x = torch.fake_quantize_per_tensor_affine(x * self.inverse, self.step, self.zero, 0, 255)
        return torch.nn.functional.linear(x, self.weight.to(x.dtype) * self.steps, self.bias)


def round_layers(encoder: torch.nn.Module, ranges: Mapping[str, Range]) -> None:
    """Put a rounded layer in the place of each one that `ranges` names."""
    for name, taken in ranges.items():
        layer = encoder.get_submodule(name)
        if not isinstance(layer, torch.nn.Linear):
            raise TypeError(f"{name} is a {type(layer).__name__}; only linear layers can be rounded")
        encoder.set_submodule(name, Rounded(layer, taken))


def learned_ranges(revision: str) -> dict[str, Range]:
    """What was learned for the model of `revision`; nothing for one that has none."""
    with (
        resources.as_file(resources.files("index.models").joinpath(FILE)) as path,
        safe_open(path, framework="pt") as kept,
    ):
        if kept.metadata()["revision"] != revision:
            return {}
        return {name: _unpacked(kept.get_tensor(name).float()) for name in kept.keys()}  # noqa: SIM118


def pack_range(taken: Range) -> Tensor:
    """One row of numbers, float32: low, high, factors."""
    return torch.cat([torch.tensor([taken.low, taken.high]), taken.factor]).float()


def _unpacked(row: Tensor) -> Range:
    return Range(row[2:], float(row[0]), float(row[1]))
