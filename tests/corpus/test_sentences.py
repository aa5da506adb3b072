import random
from itertools import pairwise

import pytest

from corpus.sentences import split_sentences


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "UU No. 30 Tahun 2009 mengatur hal itu.",
        "Menurut Aminah dkk. (2019) laut itu luas.",
        "Smith et al. (2020) agree with this.",
        "Nilainya Rp1,37 triliun atau 1.230 kasus.",
        "J. K. Rowling menulis buku.",
        "Dr. Budi Santoso, S.H., M.Si. membuka rapat.",
        "The U.S. Department of State replied.",
        "Lihat https://contoh.id/a.b/c.html untuk rincian.",
        "Lihat hlm. 39 dan Gbr. 2 di atas.",
        "Kapal (lih. Tabel 2. di atas) berlayar.",
    ],
)
def test_full_stops_inside_a_sentence_end_nothing(sentence: str) -> None:
    assert cut(f"{sentence} Kemudian selesai.") == [sentence, "Kemudian selesai."]


def test_ends_of_sentences() -> None:
    assert cut("Satu. Dua! Tiga? “Empat.” Lima") == ["Satu.", "Dua!", "Tiga?", "“Empat.”", "Lima"]
    assert cut("Selesai pada tahun 2018. Sedangkan itu lain.") == [
        "Selesai pada tahun 2018.",
        "Sedangkan itu lain.",
    ]
    assert cut("Ada vitamin C. Selain itu ada air.") == ["Ada vitamin C.", "Selain itu ada air."]


def test_a_footnotes_number_stays_with_its_sentence() -> None:
    assert cut("Produktivitas kerja.1 Dampak lain.") == ["Produktivitas kerja.1", "Dampak lain."]
    assert cut("Sejak tahun 2015.¹ Dua negara.") == ["Sejak tahun 2015.¹", "Dua negara."]
    assert cut("As shown.[4] Others differ.") == ["As shown.[4]", "Others differ."]


def test_rows_and_items_are_sentences_of_their_own() -> None:
    assert cut("Tahun Kapal\n2015 12\n2016 18") == ["Tahun Kapal", "2015 12", "2016 18"]
    assert cut("1. Satu kapal\n2. Dua kapal") == ["1. Satu kapal", "2. Dua kapal"]


def test_hard_wrapped_prose_is_not_cut_at_its_lines() -> None:
    text = "Perairan utara membutuhkan penjagaan yang terpadu karena jalur itu\nsangat ramai."
    assert cut(text) == [text]


@pytest.mark.parametrize("seed", range(20))
def test_nothing_is_lost_and_nothing_overlaps(seed: int) -> None:
    dice = random.Random(seed)
    text = "".join(dice.choices("abcAB .!?\n\t1)“”[]…,;:🙂é", k=400))
    spans = split_sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    covered = {at for span in spans for at in range(span.start, span.end)}
    assert all(at in covered for at, letter in enumerate(text) if not letter.isspace())
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() != "" for s in spans)
