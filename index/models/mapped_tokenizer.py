"""Tokenizes like a model's own tokenizer, with its vocabulary mapped from disk instead of loaded.

A multilingual vocabulary of 250,000 pieces takes a second to load and hundreds of megabytes, and a text uses
a few hundred of them. Words are cut one by one (`Metaspace` splits at white space), and a unigram model looks
only at pieces that stand inside the word (Kudo 2018, "Subword regularization"). So a tokenizer that holds just
the pieces inside the words at hand, with the same scores, cuts them exactly as the whole one does.
"""

from __future__ import annotations

import functools
import itertools
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer, models

_SPACE = "▁"
_KEPT_WORDS = 200_000
"""Words whose tokens, ids and ends, are remembered, about 60 MB at most; then it begins anew."""
_BREAKS = str.maketrans("\n\t\u00a0", "   ")
_WORD = re.compile("[^ ]+")
_HEAD = 8
"""Bytes of a piece that it is looked for by, as one number."""
_SHORTER = np.array([(1 << 64) - (1 << 64 - 8 * count) for count in range(1, _HEAD + 1)], dtype=np.uint64)
"""What leaves the first byte of such a number, the first two, … all."""
_FRAME, _PIECES, _IDS, _SCORES = "frame.json", "pieces.npy", "ids.npy", "scores.npy"


class UnfitError(ValueError):
    """The tokenizer is of another kind than this module knows."""


def write_pieces(tokenizer_json: Path, folder: Path) -> None:
    """Write a `tokenizers` file so that `MappedTokenizer` can open it: pieces sorted by their bytes.

    Raises:
        UnfitError: it is no unigram tokenizer over words, or its special tokens do not come first.
    """
    frame = json.loads(tokenizer_json.read_text(encoding="utf-8"))
    model, added = frame["model"], frame["added_tokens"]
    if model["type"] != "Unigram" or model.get("byte_fallback") or not _splits_words(frame["pre_tokenizer"]):
        raise UnfitError(f"{tokenizer_json} holds no unigram tokenizer over words")
    if [t["id"] for t in added] != list(range(len(added))):
        raise UnfitError(f"{tokenizer_json}: the special tokens are not the first pieces")
    vocabulary = model["vocab"]
    pieces = np.array([piece.encode() for piece, _ in vocabulary])
    order = np.argsort(pieces, kind="stable")
    np.save(folder / _PIECES, pieces[order])
    np.save(folder / _IDS, order.astype(np.int32))
    np.save(folder / _SCORES, np.array([score for _, score in vocabulary], dtype=np.float64)[order])
    least = min(range(len(vocabulary)), key=lambda i: vocabulary[i][1])
    # The score of an unknown piece hangs on the least of all: it goes into every small vocabulary.
    model["vocab"] = [*vocabulary[: len(added)], vocabulary[least]]
    frame["least"] = least
    (folder / _FRAME).write_text(json.dumps(frame, ensure_ascii=False), encoding="utf-8")


def _splits_words(pre_tokenizer: Any) -> bool:
    return (
        isinstance(pre_tokenizer, dict)
        and pre_tokenizer["type"] == "Metaspace"
        and bool(pre_tokenizer.get("split"))
        and pre_tokenizer.get("prepend_scheme") == "always"
        and pre_tokenizer.get("replacement") == _SPACE
    )


class MappedTokenizer:
    """The tokenizer of the files that `write_pieces` wrote. Not thread-safe."""

    def __init__(self, folder: Path, limit: int) -> None:
        """`limit`: tokens of a text at most, special tokens included; `encode` and `spans` cut there."""
        frame = json.loads((folder / _FRAME).read_text(encoding="utf-8"))
        self._least: int = frame.pop("least")
        self._pieces = np.load(folder / _PIECES, mmap_mode="r")
        self._ids = np.load(folder / _IDS, mmap_mode="r")
        self._scores = np.load(folder / _SCORES, mmap_mode="r")
        self._base: list[tuple[str, float]] = [(p, s) for p, s in frame["model"]["vocab"]]
        self._specials = tuple(t["content"] for t in frame["added_tokens"])
        self._frame, self._limit = frame, limit
        self._words: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {}

    @functools.cached_property
    def _empty(self) -> Tokenizer:
        from tokenizers import Tokenizer

        return Tokenizer.from_str(json.dumps(self._frame))

    def encode(self, text: str) -> list[int]:
        """Ids of the tokens of `text`, special ones around them, at most `limit`."""
        around = self._around
        return [
            *around[0],
            *self._inner([text])[0][: self._limit - len(around[0]) - len(around[1])],
            *around[1],
        ]

    def count(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text, special ones not counted."""
        return [len(ids) for ids in self._inner(texts)]

    def spans(self, text: str) -> NDArray[np.int32]:
        """Half-open character spans of the tokens of `encode(text)`, shape (tokens, 2); special ones are empty."""
        words = self._split(text)
        standing = list(_WORD.finditer(text.translate(_BREAKS)))
        if self._has_special(text) or words != [word[0] for word in standing]:
            return self._spans_by_pieces(text, words)
        self._learn(words)
        before, after = self._around
        inner = self._spans_of(standing)[: self._limit - len(before) - len(after)]
        return np.pad(inner, ((len(before), len(after)), (0, 0)))

    def _spans_of(self, standing: Sequence[re.Match[str]]) -> NDArray[np.int32]:
        """Spans of the tokens of words. The first token of a word covers the space before it, where there is one."""
        ends = [self._words[word[0]][1] for word in standing]
        counts = np.array([len(own) for own in ends], dtype=np.int32)
        at = np.repeat(np.array([word.start() - 1 for word in standing], dtype=np.int32), counts)
        stops = at + np.fromiter(itertools.chain.from_iterable(ends), np.int32, len(at))
        starts, first = np.roll(stops, 1), np.cumsum(counts) - counts
        starts[first] = at[first]
        least = standing[0].start() if standing else 0
        return np.stack([np.maximum(starts, least), np.maximum(stops, least + 1)], axis=1)

    def _spans_by_pieces(self, text: str, words: Sequence[str]) -> NDArray[np.int32]:
        """`spans` where the text and what is cut of it differ in more than spaces."""
        small, _ = self._small(words)
        small.enable_truncation(self._limit)
        return np.asarray(small.encode(text).offsets, dtype=np.int32).reshape(-1, 2)

    @functools.cached_property
    def _around(self) -> tuple[list[int], list[int]]:
        """Ids before and after every text."""
        empty = self._empty.encode("").ids
        held = self._empty.post_processor.process(self._empty.encode(" ", add_special_tokens=False)).ids
        half = len(held) // 2
        return empty[:half], empty[half:]

    def _inner(self, texts: Sequence[str]) -> list[list[int]]:
        """Ids of each text without special tokens around: those of its words, one after the other."""
        split = [self._split(text) for text in texts]
        self._learn([word for words in split for word in words])
        return [
            self._whole(text) if self._has_special(text) else [i for w in words for i in self._words[w][0]]
            for text, words in zip(texts, split, strict=True)
        ]

    def _learn(self, words: Sequence[str]) -> None:
        """Cut the words that are new. Afterwards all of `words` are known."""
        if len(self._words) > _KEPT_WORDS:
            self._words.clear()
        new = sorted({word for word in words if word not in self._words})
        if not new:
            return
        model, ids = self._model(new)
        for word in new:
            tokens = model.tokenize(_SPACE + word)
            ends = itertools.accumulate(len(token.value) for token in tokens)
            self._words[word] = tuple(ids[token.id] for token in tokens), tuple(ends)

    def _whole(self, text: str) -> list[int]:
        """Ids of a text in which a special token is written out, as a text about tokenizers may."""
        small, ids = self._small(self._split(text))
        return [ids[i] for i in small.encode(text, add_special_tokens=False).ids]

    def _has_special(self, text: str) -> bool:
        return any(special in text for special in self._specials)

    def _split(self, text: str) -> list[str]:
        for special in self._specials:
            text = text.replace(special, " ")
        normalizer = self._empty.normalizer
        return (normalizer.normalize_str(text) if normalizer else text).split(" ") if text.strip() else []

    def _small(self, words: Iterable[str]) -> tuple[Tokenizer, list[int]]:
        """A tokenizer with the pieces inside `words` only, and what each of its ids is in the whole."""
        from tokenizers import Tokenizer

        model, ids = self._model(words)
        small = Tokenizer(model)
        for part in ("normalizer", "pre_tokenizer", "post_processor"):
            setattr(small, part, getattr(self._empty, part))
        small.add_special_tokens(list(self._specials))
        return small, ids

    def _model(self, words: Iterable[str]) -> tuple[models.Unigram, list[int]]:
        from tokenizers import models

        pieces, scores, ids = self._look_up(words)
        vocabulary = [*self._base, *zip(pieces, scores, strict=True)]
        model = models.Unigram(vocabulary, unk_id=self._frame["model"]["unk_id"], byte_fallback=False)
        return model, [*range(len(self._specials)), self._least, *ids]

    def _look_up(self, words: Iterable[str]) -> tuple[list[str], list[float], list[int]]:
        """The pieces that stand inside `words`, each once, with their scores and ids.

        And some that do not, or stand across two words: they cut no word otherwise.
        """
        text = np.frombuffer("".join(_SPACE + word for word in words).encode() + bytes(_HEAD), dtype=np.uint8)
        begins = np.flatnonzero((text & 0xC0) != 0x80)[:-_HEAD]  # of characters
        windows = np.lib.stride_tricks.sliding_window_view(text, _HEAD)[begins]
        wanted = np.sort((windows.view(">u8").astype(np.uint64) & _SHORTER).ravel())
        at = np.minimum(np.searchsorted(self._heads, wanted), len(self._heads) - 1)
        first = np.unique(at[self._heads[at] == wanted])
        counts = np.searchsorted(self._heads, self._heads[first], "right") - first
        at = np.repeat(first - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
        return (
            [p.decode() for p in self._pieces[at].tolist()],
            self._scores[at].tolist(),
            self._ids[at].tolist(),
        )

    @functools.cached_property
    def _heads(self) -> NDArray[np.uint64]:
        """The first bytes of each piece as a number, ascending: numbers are found sooner than strings."""
        return np.asarray(self._pieces.astype(f"S{_HEAD}").view(">u8"), dtype=np.uint64)
