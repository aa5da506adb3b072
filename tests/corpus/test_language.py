import time

import pytest

from corpus.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("BAKAMLA itu singkatan dari apa?", "id"),
        ("Kapan Black Hawk Down dirilis?", "id"),
        ("MoU TNI Filipina tempat tanggal", "id"),
        ("penyitaan senjata", "id"),
        ("Which treaty was signed in Manila?", "en"),
        ("Peace through Strength declaration", "en"),
        ("Where is Universitas Gadjah Mada?", "en"),
        ("ABF TNI K-9", "und"),
        ("", "und"),
        ("🙂 12.345", "und"),
    ],
)
def test_short_texts(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_other_languages_are_undetermined() -> None:
    spanish = (
        "El puerto de la ciudad fue fundado por los hermanos y sus socios en la década de los años "
        "ochenta, cuando los barcos llegaban cada semana con mercancías y viajeros del norte."
    )
    assert detect_language(spanish) == "und"


def test_it_is_quick() -> None:
    text = "Perairan utara membutuhkan penjagaan yang terpadu karena jalur itu sangat ramai. " * 12
    start = time.perf_counter()
    for _ in range(200):
        detect_language(text)
    assert (time.perf_counter() - start) / 200 < 0.002
