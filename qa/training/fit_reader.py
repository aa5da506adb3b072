"""Fits the reader (`qa.reader`) on questions whose answer's words are known, and on questions without an answer.

Each lesson sets a question's own passage against some of its nearest others; one softmax over all their tokens
and "no answer" learns where answers begin, another where they end. A question asked of the parallel passage in
the other language learns from the answers that stand there word for word (names, numbers), or, where none
does, only that the passage holds one. Part of the passages is kept from it (`held_out`), for the fits that
stand on what the reader says of passages that it has not seen.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

import qa.reader
from corpus import Passage
from index import Embedder, LateQuery, Searcher, StemLanguage
from index.vector.token_codec import decode
from qa.evaluation.beir import read_lines
from qa.reader import FILE, GAIN, NEAR, WIDTH

CHANNELS, BLOCKS = 96, 2
RIVALS, AMONG = 4, 16  # passages that the own one is set against, drawn from so many nearest
TOKENS = 192  # the first ones of a passage that a lesson sees
BATCH, STEPS, RATE, DECAY, DROP = 24, 4000, 2e-3, 0.05, 0.15

Places = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Tokens:
    """Unit vectors of a passage's tokens, shape (tokens, dimension), and which have characters of their own."""

    directions: NDArray[np.float16]
    own: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question of one passage. `answers`: first and last tokens; empty where there is none, None where it is
    only known that there is one. `rivals` are passages' keys, the nearest first."""

    question: LateQuery
    own: int
    answers: Places | None
    rivals: tuple[int, ...]


def held_out(ids: Sequence[str], pairs: Mapping[str, str]) -> frozenset[str]:
    """About an eighth of the passages, of parallel ones both or neither."""
    rows = {id_: row for row, id_ in enumerate(ids)}
    # Neighbours are of one article: multiplying spreads them.
    return frozenset(
        id_
        for id_, row in rows.items()
        if min(row, rows[pairs.get(id_, id_)]) * 2654435761 % 1000003 % 100 < 12
    )


class Network(nn.Module):
    """`qa.reader.Reader` in torch; the names of its parameters are those of the file."""

    def __init__(self, dimension: int) -> None:
        super().__init__()
        self.pp, self.qq, self.qs = (nn.Linear(dimension, CHANNELS) for _ in range(3))
        self.gate = nn.Linear(dimension, 1)
        self.scale = nn.Parameter(torch.tensor(8.0))
        self.inn = nn.Linear(4 * CHANNELS + 4, CHANNELS)
        self.conv = nn.ModuleList(
            nn.Conv1d(CHANNELS, CHANNELS, WIDTH, padding=WIDTH // 2, groups=CHANNELS) for _ in range(BLOCKS)
        )
        self.ln = nn.ModuleList(nn.LayerNorm(CHANNELS) for _ in range(BLOCKS))
        self.f1 = nn.ModuleList(nn.Linear(CHANNELS, 2 * CHANNELS) for _ in range(BLOCKS))
        self.f2 = nn.ModuleList(nn.Linear(2 * CHANNELS, CHANNELS) for _ in range(BLOCKS))
        self.fin, self.out, self.skip = nn.LayerNorm(CHANNELS), nn.Linear(CHANNELS, 2), nn.Linear(4, 2)
        self.drop = nn.Dropout(DROP)
        with torch.no_grad():  # it begins as late interaction with the surroundings, and goes on from there
            self.out.weight.mul_(0.1)
            self.out.bias.zero_()
            self.skip.weight.zero_()
            self.skip.weight[:, 2] = 6.0
            self.skip.bias.fill_(-4.0)

    def forward(self, asked: Tensor, weights: Tensor, passages: Tensor, live: Tensor) -> Tensor:
        """Logits, shape (questions, passages, tokens, 2).

        `asked` (questions, words, dimension) with `weights` (questions, words), 0 for padding; `passages`
        (questions, passages, tokens, dimension) with `live` (questions, passages, tokens).
        """
        lots, many, length, dimension = passages.shape
        flat = passages.reshape(lots, many * length, dimension)
        met, fit = _fit(flat, asked, weights, live)
        words = (weights > 0)[:, None]
        attention = (
            (met * self.scale + weights.clamp_min(1e-6).log()[:, None]).masked_fill(~words, -1e4).softmax(-1)
        )
        own = functional.gelu(self.pp(flat) * GAIN)
        attended = attention @ self.qq(asked * GAIN)
        gate = self.gate(asked * GAIN).squeeze(-1).masked_fill(weights <= 0, -1e4).softmax(-1)
        whole = torch.einsum("qw,qwd->qd", gate, self.qs(asked * GAIN))[:, None].expand_as(own)
        joint = torch.cat([own, attended, own * attended, own * whole, fit], -1)
        x = self.drop(self.inn(joint) + whole).reshape(lots * many, length, -1)
        mask = live.reshape(lots * many, length, 1)
        for conv, norm, wide, back in zip(self.conv, self.ln, self.f1, self.f2, strict=True):
            y = conv((x * mask).transpose(1, 2)).transpose(1, 2)
            x = x + back(functional.gelu(wide(norm(y))))
        out = self.out(self.fin(x)).reshape(lots, many, length, 2)
        logits: Tensor = out + self.skip(fit).reshape(lots, many, length, 2)
        return logits


@torch.no_grad()
def _fit(flat: Tensor, asked: Tensor, weights: Tensor, live: Tensor) -> tuple[Tensor, Tensor]:
    """Cosines, and how each token meets the question: `qa.reader._fit` for a batch."""
    lots, many, length = live.shape
    met = (flat @ asked.transpose(1, 2)).masked_fill((weights <= 0)[:, None], -1)
    inside = met.masked_fill(~live.reshape(lots, -1, 1), -1).reshape(lots * many, length, -1)
    near = functional.max_pool1d(inside.transpose(1, 2), NEAR, stride=1, padding=NEAR // 2)
    near = near.transpose(1, 2).reshape(lots, many * length, -1)
    whole = (
        inside.amax(1).reshape(lots, many, 1, -1).expand(-1, -1, length, -1).reshape(lots, many * length, -1)
    )
    own, around, all_of_it = ((x * weights[:, None]).sum(-1) for x in (met, near, whole))
    return met, torch.stack([own, met.amax(-1), around, all_of_it], -1)


def fit_reader(
    searcher: Searcher,
    embedder: Embedder,
    folder: Path,
    pairs: Mapping[str, str],
    say: Callable[[str], None],
    steps: int = STEPS,
) -> dict[str, NDArray[np.float32]]:
    """Learn from all labelled questions whose passage is not held out."""
    rng = np.random.default_rng(torch.manual_seed(0).initial_seed())
    tokens = _tokens(searcher, embedder)
    lessons = list(_lessons(searcher, embedder, folder, pairs))
    network = Network(embedder.identity.dimension)
    optimiser = torch.optim.AdamW(network.parameters(), weight_decay=DECAY)
    sizes = [len(tokens[lesson.own].own) for lesson in lessons]
    batches: Iterator[list[int]] = iter(())
    mean = 0.0
    for step in range(steps):
        for group in optimiser.param_groups:
            group["lr"] = (
                RATE * min(1, (step + 1) / 100) * max(0.02, (1 + math.cos(math.pi * step / steps)) / 2)
            )
        chosen = next(batches, None)
        if chosen is None:
            batches = iter(_batches(sizes, rng))
            chosen = next(batches)
        loss = _loss(network, [lessons[i] for i in chosen], tokens, rng)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        mean += loss.item() / 100
        if (step + 1) % 100 == 0:
            say(f"reader: step {step + 1} of {steps}, loss {mean:.3f}")
            mean = 0.0
    return {name: value.detach().numpy().astype(np.float32) for name, value in network.state_dict().items()}


def _tokens(searcher: Searcher, embedder: Embedder) -> dict[int, Tokens]:
    """The tokens of all passages by key, as the index keeps them."""
    keys = searcher.store.vectors()[0].tolist()
    found = {}
    for at in range(0, len(keys), 500):
        some = keys[at : at + 500]
        embeddings, passages = searcher.store.embeddings(some), searcher.store.passages(some)
        for key in some:
            spans = embedder.token_spans(passages[key].embedded)
            directions = decode(embeddings[key][1], embedder.identity.dimension).astype(np.float16)
            found[key] = Tokens(directions, np.asarray(spans[:, 1] > spans[:, 0]))
    return found


def _lessons(
    searcher: Searcher, embedder: Embedder, folder: Path, pairs: Mapping[str, str]
) -> Iterator[Lesson]:
    keys, vectors = searcher.store.vectors()
    passages = searcher.store.passages(keys.tolist())
    key_of = {p.id: key for key, p in passages.items()}
    spoken = np.array([passages[k].language for k in keys.tolist()])
    closed = held_out([r["_id"] for r in read_lines(folder / "passages.jsonl")], pairs)
    for row in read_lines(folder / "questions.jsonl"):
        if row["answerable"] is None or row["passage"] in closed:
            continue
        language: StemLanguage = "en" if row["lang"] == "en" else "id"
        question = searcher.question(row["question"], language)
        cosines = vectors @ question.embedding.vector
        for id_ in filter(None, (row["passage"], pairs.get(row["passage"]))):
            own = passages[key_of[id_]]
            allowed = np.where(spoken == own.language, cosines, -1)
            nearest = [int(k) for k in keys[np.argsort(-allowed)[: AMONG + 2]] if passages[int(k)].id != id_]
            answers: Places | None = _answers(row, own, embedder)
            if answers == () and row["answerable"]:
                if id_ == row["passage"]:  # its words are not found in its own passage: a label gone astray
                    continue
                answers = None
            yield Lesson(question.late, key_of[id_], answers, tuple(nearest[:AMONG]))


def _answers(row: Mapping[str, Any], passage: Passage, embedder: Embedder) -> Places:
    """First and last tokens of each place where one of the row's answers stands."""
    if not row["answerable"]:
        return ()
    spans = embedder.token_spans(passage.embedded) - (len(passage.embedded) - len(passage.text))
    found = set()
    for answer in {a for a in row["answers"] if len(a) > 1}:
        for m in re.finditer(rf"(?<!\w){re.escape(answer)}(?!\w)", passage.text, re.IGNORECASE):
            inside = np.flatnonzero(
                (spans[:, 1] > m.start()) & (spans[:, 0] < m.end()) & (spans[:, 1] > spans[:, 0])
            )
            if len(inside):
                found.add((int(inside[0]), int(inside[-1])))
    return tuple(sorted(found))


def _batches(sizes: Sequence[int], rng: np.random.Generator) -> list[list[int]]:
    """Lessons in random order, those of one batch of like length."""
    order = rng.permutation(len(sizes)).tolist()
    wide = 20 * BATCH
    order = [
        i for at in range(0, len(order), wide) for i in sorted(order[at : at + wide], key=lambda i: sizes[i])
    ]
    batches = [order[at : at + BATCH] for at in range(0, len(order) - BATCH + 1, BATCH)]
    return [batches[i] for i in rng.permutation(len(batches))]


def _loss(
    network: Network, lessons: Sequence[Lesson], tokens: Mapping[int, Tokens], rng: np.random.Generator
) -> Tensor:
    asked, weights = _padded([x.question for x in lessons])
    shown = [
        (x.own, *(x.rivals[i] for i in rng.choice(len(x.rivals), RIVALS, replace=False))) for x in lessons
    ]
    length = min(TOKENS, max(len(tokens[key].own) for keys in shown for key in keys))
    passages = torch.zeros(len(lessons), 1 + RIVALS, length, asked.shape[2])
    live, own = (torch.zeros(len(lessons), 1 + RIVALS, length, dtype=torch.bool) for _ in range(2))
    for i, keys in enumerate(shown):
        for j, key in enumerate(keys):
            n = min(length, len(tokens[key].own))
            passages[i, j, :n] = torch.from_numpy(tokens[key].directions[:n])
            live[i, j, :n], own[i, j, :n] = True, torch.from_numpy(tokens[key].own[:n])
    right = torch.zeros(2, *own.shape, dtype=torch.bool)
    for i, lesson in enumerate(lessons):
        if lesson.answers is None:
            right[:, i, 0] = own[i, 0]
        for first, last in lesson.answers or ():
            if last < length:
                right[0, i, 0, first] = right[1, i, 0, last] = True
    with torch.autocast("cpu", torch.bfloat16):
        logits = network(asked, weights, passages, live)
    return (
        sum((_surprise(logits[..., end].float(), own, right[end] & own) for end in (0, 1)), torch.zeros(()))
        / 2
    )


def _surprise(logits: Tensor, own: Tensor, right: Tensor) -> Tensor:
    """Cross-entropy of the right tokens, or of "no answer" (logit 0) where none is right."""
    logits = logits.masked_fill(~own, -1e4).flatten(1)
    right = right.flatten(1)
    everything = torch.cat([logits, torch.zeros(len(logits), 1)], 1).logsumexp(1)
    answer = logits.masked_fill(~right, -1e4).logsumexp(1)
    return (everything - torch.where(right.any(1), answer, torch.zeros(()))).mean()


def _padded(questions: Sequence[LateQuery]) -> tuple[Tensor, Tensor]:
    longest = max(len(q.weights) for q in questions)
    asked = torch.zeros(len(questions), longest, questions[0].tokens.shape[1])
    weights = torch.zeros(len(questions), longest)
    for i, question in enumerate(questions):
        asked[i, : len(question.weights)] = torch.from_numpy(question.tokens)
        weights[i, : len(question.weights)] = torch.from_numpy(question.weights)
    return asked, weights


def write_reader(weights: Mapping[str, NDArray[np.float32]], revision: str, made_by: str) -> None:
    """Put the numbers, in half precision, where the reader looks for them."""
    from safetensors.numpy import save_file

    path = Path(qa.reader.__file__).with_name(FILE)
    halves = {name: np.ascontiguousarray(value, dtype=np.float16) for name, value in weights.items()}
    save_file(halves, path, metadata={"revision": revision, "made_by": made_by})
    path.chmod(0o644)  # the library lets nobody else read it
    qa.reader.clear_cache()
