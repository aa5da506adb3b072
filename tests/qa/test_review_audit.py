"""The audit of citations and figures, on documents made here."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import read_file
from qa.review import Audit, Finding, audit
from qa.review.figures import figures


def audited(folder: Path, text: str) -> Audit:
    path = folder / "draft.md"
    path.write_text(text, encoding="utf-8")
    return audit(read_file(path, name="draft.md"))


def of_kind(found: Audit, kind: str) -> list[Finding]:
    return [f for f in found.findings if f.kind == kind]


AUTHOR_YEAR = """# BAB I PENDAHULUAN

Menurut Wirawan (2019), hutan kota menurunkan suhu udara. Hal serupa ditemukan oleh Harsono dan Lestari (2020) serta
penelitian lain (Sulistyo dkk., 2018; Wirawan, 2017). Pendapat ini dibantah (Gunadi, 2015, dalam Harsono & Lestari,
2020). Data diperoleh dari Badan Pusat Statistik (BPS, 2021). Undang-undang mengaturnya (UU No. 26 Tahun 2007).

# DAFTAR PUSTAKA

Badan Pusat Statistik. 2021. Statistik Lingkungan Hidup Indonesia. Jakarta: BPS.

Harsono, B., & Lestari, D. 2020. Suhu kota dan tutupan tajuk. Jurnal Lanskap, 4(2), 11-20.

Prakoso, A. 2016. Pengantar arsitektur lanskap. Bandung: Penerbit Tirta.

Sulistio, R., Dewi, K., & Amran, T. 2018. Kanopi pohon di tepi jalan. Jurnal Hutan Kota, 2(1), 1-9.

Wirawan, S. 2019. Hutan kota dan suhu udara. Jurnal Lanskap, 3(1), 5-15.
"""


def test_author_and_year_against_the_list(tmp_path: Path) -> None:
    found = audited(tmp_path, AUTHOR_YEAR)
    assert (found.style, found.bibliography) == ("author-year", 5)
    (unused,) = of_kind(found, "unused")
    assert unused.quote.startswith("Prakoso")
    (slip,) = of_kind(found, "spelling")
    assert slip.what == "The text writes Sulistyo, the entry writes Sulistio."
    (year,) = of_kind(found, "year")
    assert year.what == "The text says 2017, the entry says 2019."
    assert year.against
    assert year.against.startswith("Wirawan, S. 2019.")
    # What is read through another work, a law, and a body joined to its letters are not accused.
    assert not of_kind(found, "missing")
    assert not of_kind(found, "two_names")


def test_a_work_that_is_not_listed(tmp_path: Path) -> None:
    found = audited(tmp_path, AUTHOR_YEAR.replace("serupa ditemukan", "serupa (Marpaung, 2022) ditemukan"))
    (missing,) = of_kind(found, "missing")
    assert missing.what == "The list of references has no entry for Marpaung (2022)."
    assert missing.severity == "error"


NUMERIC = """# 1. Introduction

Trees cool cities [1], [3–4]. A survey found the same for speeds of [5-45] km/h [2]. Others disagree [7].

# References

[1] A. Wirawan, "Trees and cities," Journal of Trees, vol. 3, 2019.

[2] B. Harsono, "Cooling by canopy," Journal of Trees, vol. 4, 2020.

[3] C. Lestari, "Street trees," in Proc. Urban Forests, 2018.

[4] D. Sulistyo, "Shade and heat," Urban Climate, vol. 9, 2021.

[5] E. Prakoso, "Landscape basics," 2016.

[6] A. Wirawan, "Trees and cities," Journal of Trees, vol. 3, 2019.
"""


def test_numbers_against_the_list(tmp_path: Path) -> None:
    found = audited(tmp_path, NUMERIC)
    assert (found.style, found.bibliography) == ("numeric", 6)
    assert [f.quote[:3] for f in of_kind(found, "unused")] == ["[5]", "[6]"]
    assert [str(f.what) for f in of_kind(found, "missing")] == [
        "The list of references has no entry with the number 7."
    ]
    (same,) = of_kind(found, "duplicate")
    assert same.quote.startswith("[6]")
    assert same.against
    assert same.against.startswith("[1]")


FIGURES = """# BAB II HASIL

## 2.1 Sampel

Tabel 2.1 memuat sampel, lihat juga Tabel 2.7 dan Gambar ??.

Tabel 2.1 Sampel menurut kota

| Kota | Orang |
|---|---|
| Bandung | 12 |
| Cimahi | 9 |
| Garut | 8 |
| Total | 31 |

## 2.3 Temuan

### 2.2.1 Pola

Ada tiga pola, yaitu naik, turun, tetap, dan acak.

Ada empat syarat, yaitu umur, ijazah, domisili, dan izin.
"""


def test_figures_and_numbering(tmp_path: Path) -> None:
    found = audited(tmp_path, FIGURES)
    assert "The parts add up to 29, not 31." in [str(f.what) for f in of_kind(found, "sum")]
    assert {str(f.what) for f in of_kind(found, "label")} == {
        "There is no Tabel 2.7.",
        "A cross-reference was not filled in.",
    }
    (count,) = of_kind(found, "count")
    assert count.what == "tiga are announced, 4 follow."
    assert "The subsections of 2.3 have numbers that begin with 2.2." in [
        str(f.what) for f in of_kind(found, "gap")
    ]


def test_sums_that_come_out_but_for_rounding(tmp_path: Path) -> None:
    table = FIGURES.replace("| 12 |", "| 12,4 |").replace("| 9 |", "| 9,3 |").replace("| 8 |", "| 9,4 |")
    found = audited(tmp_path, table.replace("| 31 |", "| 31,2 |"))
    assert not of_kind(found, "sum")


def test_abbreviations(tmp_path: Path) -> None:
    text = (
        "# Bab\n\nSistem informasi geografis (SIG) dipakai. Metode PIECES dipakai luas. PIECES menilai sistem. "
        "PIECES punya enam unsur. Dengan PIESCES sistem dinilai. Sebuah sistem informasi geografi (GIS) disusun."
    )
    found = audited(tmp_path, text)
    said = {str(f.what) for f in of_kind(found, "abbreviation")}
    assert "PIESCES or PIECES: one abbreviation is written in two ways." in said
    assert "One term has two abbreviations, SIG and GIS." in said


def test_a_document_without_a_list_and_an_empty_one(tmp_path: Path) -> None:
    found = audited(tmp_path, "# Bab\n\nMenurut Wirawan (2019), hutan kota menurunkan suhu.")
    assert (found.bibliography, found.findings) == (0, ())
    assert audited(tmp_path, "# Judul\n\n.").findings == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("79.358 kasus", 79358),
        ("1,02 triliun", 1.02e12),
        ("hampir 80.000", 80000),
        ("tujuh belas negara", 17),
        ("lima puluh satu tahun", 51),
        ("forty-five minutes", 45),
        ("two-thirds of them", 2 / 3),
        ("dua pertiga anggota", 2 / 3),
        ("one in four", 0.25),
        ("1,234.5 metres", 1234.5),
        ("seribu dua ratus", 1200),
    ],
)
def test_numbers_as_people_write_them(text: str, value: float) -> None:
    (found,) = figures(text)
    assert found.value == pytest.approx(value)
