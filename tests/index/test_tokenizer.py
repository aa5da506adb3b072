"""The mapped tokenizer cuts every text as the whole one does."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from corpus import starter
from index.models import bundled
from index.models.mapped_tokenizer import MappedTokenizer, UnfitError, write_pieces

ODD = (
    "",
    "  ",
    "x",
    "</s> a<s>b",
    "foo</s>bar <unk> ▁▁ x",
    "Pasal 7 ayat (2) — “barang bukti” … 59.533 orang; café, ﬁsh, ½, 🚢, 中文 и русский.",
    "Spasi   ganda,\ttab,\nbaris baru dan\u00a0spasi\u200btak terlihat.",
    "\u3000 x\u0007y\ufeff",
    "ﷺ ㍍ ½½",
    "cafe\u0301",
    "a" * 3000,
    "kapal " * 700,
)


@pytest.fixture(scope="module")
def whole(model_cache: Path) -> Tokenizer:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RUJUKAN_CACHE", str(model_cache))
        return Tokenizer.from_file(str(bundled.ready() / "tokenizer.json"))


@pytest.fixture(scope="module")
def mapped(whole: Tokenizer, tmp_path_factory: pytest.TempPathFactory) -> MappedTokenizer:
    folder = tmp_path_factory.mktemp("pieces")
    whole.save(str(folder / "tokenizer.json"))
    write_pieces(folder / "tokenizer.json", folder)
    return MappedTokenizer(folder, 512)


def texts() -> list[str]:
    files = sorted(Path(starter.__file__).parent.glob("library/*"))
    prose = [f.read_text(encoding="utf-8") for f in files if f.suffix in (".md", ".txt", ".html")]
    return [*ODD, *(line for text in prose for line in text.splitlines()[:200])]


def test_it_cuts_as_the_whole_one_does(whole: Tokenizer, mapped: MappedTokenizer) -> None:
    every = texts()
    assert len(every) > 200
    whole.no_truncation()
    plain = whole.encode_batch(every, add_special_tokens=False)
    assert mapped.count(every) == [len(e.ids) for e in plain]
    whole.enable_truncation(512)
    for text in every:
        known = whole.encode(text)
        assert mapped.encode(text) == known.ids, text[:80]
        np.testing.assert_array_equal(mapped.spans(text), np.array(known.offsets).reshape(-1, 2))


def test_forgotten_words_are_cut_again(
    mapped: MappedTokenizer, whole: Tokenizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.models.mapped_tokenizer._KEPT_WORDS", 5)
    for text in (*ODD, ODD[5], ODD[5] + " lagi"):
        assert mapped.encode(text) == whole.encode(text).ids


@pytest.mark.parametrize("change", ["model", "split", "specials"])
def test_a_tokenizer_of_another_kind_is_refused(whole: Tokenizer, tmp_path: Path, change: str) -> None:
    held = json.loads(whole.to_str())
    if change == "model":
        held["model"] = {"type": "WordLevel", "vocab": {"a": 0}, "unk_token": "a"}
    elif change == "split":
        held["pre_tokenizer"]["split"] = False
    else:
        held["added_tokens"][0]["id"] = 7
    (tmp_path / "tokenizer.json").write_text(json.dumps(held), encoding="utf-8")
    with pytest.raises(UnfitError):
        write_pieces(tmp_path / "tokenizer.json", tmp_path)
