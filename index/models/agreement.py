"""Texts that an engine is tried on before it is trusted, and the trial itself."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

LEAST_COSINE = 0.998
"""Between the vectors of one text in two engines that count as the same model."""
_APART = 0.01
"""Cosines of two passages with a question that are nearer to each other than this may change places."""

QUESTIONS = (
    "query: Siapa yang menandatangani perjanjian kerja sama itu, dan kapan?",
    "query: How many people died of an overdose in 2023?",
    "query: Apa yang dimaksud dengan deteksi tepi pada citra digital?",
    "query: Which amendment of the constitution limits the terms of the president?",
)
PASSAGES = (
    "passage: Perjanjian kerja sama itu ditandatangani di Jakarta pada 12 Maret 1998 oleh kedua menteri luar "
    "negeri, dan mulai berlaku setelah disahkan oleh parlemen masing-masing.",
    "passage: Kedua negara sepakat untuk bertukar keterangan tentang perdagangan gelap dan melatih petugasnya.",
    "passage: In 2023 about 107,500 people died of an overdose, three percent fewer than in the year before; "
    "synthetic opioids were involved in seven of ten of these deaths.",
    "passage: Deaths in traffic fell by two percent between 2019 and 2023, while the distance driven rose.",
    "passage: Deteksi tepi adalah proses menemukan batas objek di dalam citra, yaitu tempat nilai keabuan berubah "
    "tajam. Operator Sobel dan Canny menghitung gradien lalu memilih puncaknya.",
    "passage: Citra digital tersusun atas piksel; setiap piksel menyimpan satu nilai keabuan atau tiga nilai warna.",
    "passage: The president holds office for five years and may be re-elected once, as the first amendment of "
    "1999 lays down (Article 7).",
    "passage: Tabel 4.2 Hasil pengujian: Sobel 0,81; Prewitt 0,79; Canny 0,88; waktu 12 ms, 11 ms, 34 ms.",
    "passage: x = (−b ± √(b² − 4ac)) / 2a",
    "passage: "
    + "Musim hujan datang dari barat dan berlangsung empat bulan, dari November sampai Februari. " * 12,
    "passage: "
    + "The monsoon brings rain to the eastern islands; farmers sow rice when the fields are wet. " * 24,
)


def min_cosine(reference: Sequence[Array], found: Sequence[Array]) -> float:
    """The least cosine between the vectors of one text in two engines; 0.0 where a question ranks otherwise.

    Both are token vectors of QUESTIONS and then PASSAGES, each of shape (tokens, dimension).
    """
    known, ours = (np.stack([_mean(t) for t in tokens]) for tokens in (reference, found))
    if not np.isfinite(ours).all() or not _same_ranking(known, ours):
        return 0.0
    return float((known * ours).sum(axis=1).min())


def _mean(tokens: Array) -> Array:
    vector = tokens.mean(axis=0)
    return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


def _same_ranking(known: Array, ours: Array) -> bool:
    """Whether each question has its passages in the same order, where that order was clear."""
    count = len(QUESTIONS)
    wanted, got = (v[:count] @ v[count:].T for v in (known, ours))
    clear = wanted[:, :, None] - wanted[:, None, :] > _APART
    return bool((got[:, :, None] > got[:, None, :])[clear].all())
