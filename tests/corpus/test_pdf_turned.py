"""Pages and parts of pages that are turned: nothing of them is lost."""

from __future__ import annotations

import io

import pypdf
import pytest
import typst

from corpus.readers.pdf import read
from corpus.records import Reading

PAGE = "#set page(width: 16cm, height: 20cm, margin: 2cm)\n#set text(size: 10pt)\n"
TEXT = (
    "Nelayan di muara sungai menjual hasil tangkapan kepada pengepul sebelum matahari terbit. Harga ikan "
    "ditentukan oleh juru lelang yang ditunjuk koperasi, dan selisihnya dibagikan setiap akhir musim."
)
ROWS = "[Dusun], [Perahu], [Hasil tangkapan], [Lor], [14], [320 kg], [Kidul], [9], [155 kg], [Wetan], [21], [478 kg]"
TABLE = f"#table(columns: (3cm, 3cm, 4cm), {ROWS})"
READ_ROWS = [
    "Dusun | Perahu | Hasil tangkapan",
    "Lor | 14 | 320 kg",
    "Kidul | 9 | 155 kg",
    "Wetan | 21 | 478 kg",
]


def _compiled(source: str) -> bytes:
    return bytes(typst.compile((PAGE + source).encode()))


def _turned(data: bytes, degrees: int) -> bytes:
    """The file with every page turned: its text runs along the other side of the paper, and /Rotate sets it upright."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    for page in writer.pages:
        page.rotate(-degrees)
        page.transfer_rotation_to_content()
        page.rotate(degrees)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _text(reading: Reading) -> str:
    return " ".join(piece.text for piece in reading.pieces)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_as_any_other(degrees: int) -> None:
    source = f"{TEXT}\n\nTabel 2.1 Hasil tangkapan\n{TABLE}\n\n{TEXT} Penutup."
    plain, turned = (read(data, "t.pdf") for data in (_compiled(source), _turned(_compiled(source), degrees)))
    assert [piece.text for piece in turned.pieces] == [piece.text for piece in plain.pieces]
    assert any(piece.text.splitlines() == READ_ROWS for piece in turned.pieces if piece.kind == "table")
    assert all(page.furniture == () for page in turned.pages)


@pytest.mark.parametrize("degrees", [-90, 90])
def test_a_table_on_its_side_is_read_where_its_caption_is(degrees: int) -> None:
    reading = read(
        _compiled(
            f"{TEXT}\n\nTabel 2.1 Hasil tangkapan\n#rotate({degrees}deg, reflow: true)[{TABLE}]\n\n{TEXT} Penutup."
        ),
        "t.pdf",
    )
    kinds = [piece.kind for piece in reading.pieces]
    at = kinds.index("table")
    assert reading.pieces[at].text.splitlines() == READ_ROWS
    assert reading.pieces[at - 1].text == "Tabel 2.1 Hasil tangkapan"
    assert _text(reading).count(TEXT) == 2


def test_lines_beside_a_page_on_its_side_are_kept() -> None:
    reading = read(
        _compiled(f"Hasil setiap dusun dimuat berikut ini.\n\n#rotate(-90deg, reflow: true)[{TABLE} {TEXT}]"),
        "t.pdf",
    )
    text = _text(reading)
    assert text.startswith("Hasil setiap dusun dimuat berikut ini.")
    assert TEXT in text
    assert "Kidul | 9 | 155 kg" in text


def test_running_heads_of_a_page_on_its_side_stay_out() -> None:
    pages = [
        "Nelayan di muara. " * 60,
        "Juru lelang dari koperasi itu. " * 50,
        "Hasil setiap akhir musim. " * 40,
    ]
    pages.insert(1, f"#rotate(-90deg, reflow: true)[{TABLE} {TEXT}]")
    source = "#set page(header: [Skripsi Program Studi Perikanan])\n" + "\n#pagebreak()\n".join(pages)
    reading = read(_compiled(source), "t.pdf")
    assert "Skripsi Program Studi" not in _text(reading)
    assert "Skripsi Program Studi Perikanan" in reading.pages[1].furniture


def test_the_labels_of_an_axis_are_no_text() -> None:
    label = "#rotate(-90deg, reflow: true)[Hasil tangkapan rata-rata]"
    reading = read(_compiled(f"{TEXT}\n\n{label}\n\n{TEXT}"), "t.pdf")
    assert [piece.kind for piece in reading.pieces if "rata-rata" in piece.text] == ["other"]
