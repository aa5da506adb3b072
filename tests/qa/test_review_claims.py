"""Statements against sentences, and quotations word for word."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import read_file
from index import Embedder, build_index
from qa import Assistant
from qa.review import check, check_draft
from qa.review.compare import compare, differing_words
from qa.review.draft import states_something


def difference(claim: str, sentence: str) -> str | None:
    found = compare(claim, sentence).differences
    return str(found[0]) if found else None


@pytest.mark.parametrize(
    ("claim", "sentence", "expected"),
    [
        ("Kematian pada 2023 hampir 80.000 kasus.", "Kematian pada 2023 tercatat 79.358 kasus.", None),
        ("Sebanyak 17 negara ikut serta.", "Sebanyak 25 negara ikut serta.", "17 ↔ 25"),
        ("The council was founded in 2024.", "Dewan itu didirikan pada tahun 2023.", "2024 ↔ 2023"),
        ("About a quarter of members left.", "Dari seluruh anggota, 24,9 persen keluar.", None),
        ("More than 2 years passed.", "Waktu 3 tahun berlalu sejak itu.", None),
        ("Harga beras naik di semua kota.", "Harga beras turun di semua kota.", "naik ↔ turun"),
        ("Parlemen menolak usul itu.", "Parlemen tidak menyetujui usul itu.", None),
        (
            "Anggota dipilih oleh Dewan Kota.",
            "Anggota dipilih oleh Dewan Provinsi.",
            "Dewan Kota ↔ Dewan Provinsi",
        ),
        (
            "Masa jabatan paling lama 5 tahun.",
            "Masa jabatan paling sedikit 5 tahun.",
            "paling lama ↔ paling sedikit",
        ),
    ],
)
def test_what_differs_is_named(claim: str, sentence: str, expected: str | None) -> None:
    assert difference(claim, sentence) == expected


def test_numbers_that_have_changed_places() -> None:
    found = compare(
        "Presisi Kirsch mencapai 100%, sedangkan Canny hanya 94,3%.",
        "Presisi Canny mencapai 100%, sedangkan Kirsch hanya 94,3%.",
    )
    assert found.differences[0].kind == "exchange"


def test_changed_words_of_a_quotation() -> None:
    assert differing_words("air laut naik dua meter", "air laut naik tiga meter") == [("dua", "tiga")]


@pytest.mark.parametrize(
    "sentence", ["Benar.", "Apakah harga beras naik di semua kota?", "Bab ini membahas metode penelitian."]
)
def test_sentences_that_state_nothing(sentence: str) -> None:
    assert not states_something(sentence)


@pytest.fixture
def assistant(tmp_path: Path, bundled_embedder: Embedder) -> Assistant:
    library = tmp_path / "library"
    library.mkdir()
    (library / "beras.md").write_text(
        "# Harga beras\n\nMenurut survei pasar, harga beras di Garut naik 12 persen pada tahun 2021. Survei itu "
        "dilakukan di 35 pasar.\n\n# Pengairan\n\nSaluran irigasi Cimanuk dibangun pada tahun 1984 oleh pemerintah "
        "provinsi dan mengairi 4.200 hektare sawah.",
        encoding="utf-8",
    )
    build_index(library, bundled_embedder)
    return Assistant(library, bundled_embedder)


def test_a_statement_against_a_library(assistant: Assistant) -> None:
    own = check(
        assistant, "Saluran irigasi Cimanuk dibangun pada tahun 1984 dan mengairi 4.200 hektare sawah."
    )
    assert (own.verdict, own.difference) == ("supported", None)
    other = check(
        assistant, "Saluran irigasi Cimanuk dibangun pada tahun 1985 dan mengairi 4.200 hektare sawah."
    )
    assert (other.verdict, other.difference) == ("differs", "1985 ↔ 1984")
    assert other.passages[0].source == "beras.md"
    (evidence,) = other.passages[0].evidence
    assert "1984" in other.passages[0].passage.text[evidence.start : evidence.end]
    assert check(assistant, "Bahasa daerah diajarkan di setiap sekolah menengah pertama.").verdict == "silent"
    assistant.close()


def test_a_draft_with_a_changed_quotation(assistant: Assistant, tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(
        "# Bab\n\nSurvei mencatat bahwa “harga beras di Garut turun 12 persen pada tahun 2021”. Apakah benar?",
        encoding="utf-8",
    )
    steps: list[tuple[int, int]] = []
    report = check_draft(
        assistant, read_file(draft, name="draft.md"), step=lambda done, total: steps.append((done, total))
    )
    (sentence,) = report.sentences
    (quotation,) = sentence.quotations
    assert (quotation.found, quotation.exact, quotation.changes) == (True, False, (("turun", "naik"),))
    assert (sentence.checked.verdict, report.skipped, steps) == ("differs", 1, [(1, 1)])
    assistant.close()


def test_the_library_s_own_document_is_supported(assistant: Assistant, tmp_path: Path) -> None:
    own = read_file(tmp_path / "library" / "beras.md", name="beras.md")
    report = check_draft(assistant, own)
    assert {s.checked.verdict for s in report.sentences} == {"supported"}
    assistant.close()
