"""Text files that somebody damaged, nested without end, or saved in a way of his own: nothing is lost."""

from pathlib import Path

import pytest

from corpus import EmptyFileError, read_file
from corpus.readers import html, markdown, plain


def bodies(reading: object) -> list[str]:
    return [piece.text for piece in reading.pieces if piece.kind == "body"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("depth", [300, 1000, 3000, 50_000])
def test_a_page_nested_without_end_keeps_its_text(depth: int) -> None:
    page = f"<style>p{{}}</style>{'<div>' * depth}laut &amp; kapal<script>x<y</script>{'</div>' * depth}<p>akhir</p>"
    assert bodies(html.parse(page)) == ["laut & kapal", "akhir"]


def test_quotes_nested_without_end_keep_their_text() -> None:
    assert "laut" in bodies(markdown.parse("> " * 20_000 + "laut"))[0]
    assert bodies(markdown.parse("> " * 60 + "laut")) == ["laut"]


HEAD = "---\n{}\n---\n# Judul\n\nIsi.\n"


@pytest.mark.parametrize(
    "head",
    [
        "date: 2020-13-45",
        "title: [a, b]\nauthor: {name: [x]}\ndate: {a: 1}",
        "a: &a [x, x, x, x]\nb: &b [*a, *a, *a, *a]\ntitle: &c [*b, *b, *b, *b]\nauthor: *c\ndate: *c",
        "1: x\n? [a]\n: b",
        "title: !!python/object/apply:os.system [ls]",
        "title: [",
    ],
)
def test_a_head_that_says_nothing_of_use_does_no_harm(head: str) -> None:
    reading = markdown.parse(HEAD.format(head))
    assert (reading.title, reading.authors, reading.year) == (None, (), None)
    assert bodies(reading) == ["Isi."]


def test_the_page_of_a_form_is_read_without_its_fields() -> None:
    page = "<body><form><h1>Judul</h1><p>Isi di dalam formulir.</p><input value=x><select><option>tidak</select></form>"
    assert bodies(html.parse(page)) == ["Isi di dalam formulir."]


def test_empty_lines_part_paragraphs() -> None:
    page = "<body><p>Paragraf pertama.<br>Baris kedua.<br> <br/>Paragraf kedua.</p>Lepas.<br><br>Lagi."
    assert bodies(html.parse(page)) == [
        "Paragraf pertama. Baris kedua.",
        "Paragraf kedua.",
        "Lepas.",
        "Lagi.",
    ]


def test_spans_of_a_table_are_kept_in_their_columns() -> None:
    page = (
        "<table><tr><th>Pulau<th colspan=2>Kapal</tr><tr><td rowspan=2>Ambon<td>a<td>1</tr><tr><td>b<td>2</tr>"
        "<tr><td colspan=999999999>jumlah<td>3</tr></table>"
    )
    (table,) = [piece for piece in html.parse(page).pieces if piece.kind == "table"]
    assert table.text.split("\n")[:3] == ["Pulau | Kapal |", "Ambon | a | 1", "Ambon | b | 2"]
    assert table.header == len("Pulau | Kapal |")


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("iso-8859-1", "cp1252"), ("utf-16", "utf-8"), ("hex", "ascii"), ("utf-8", "cp1252")],
)
def test_a_page_is_read_as_browsers_read_it(tmp_path: Path, declared: str, encoding: str) -> None:
    text = "“kutip”" if encoding != "ascii" else "kutip"
    path = tmp_path / "a.html"
    path.write_bytes(f"<meta charset={declared}><p>Kata {text}.</p>".encode(encoding))
    assert read_file(path, name="a.html").text == f"Kata {text}."


def test_the_declared_language_counts_where_the_text_shows_none(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html lang='id-ID'><body><p>2015: 12</p></body></html>", encoding="utf-8")
    assert read_file(path, name="a.html").language == "id"
    path.write_text(f"<html lang='id'><body><p>{'The ships are in the harbour. ' * 9}</p>", encoding="utf-8")
    assert read_file(path, name="a.html").language == "en"


def test_a_page_of_scripts_only_holds_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html><head><style>p{}</style></head><body><script>alert(1)</script></body></html>")
    with pytest.raises(EmptyFileError, match="no text"):
        read_file(path, name="a.html")


def test_a_table_of_contents_in_plain_text_is_left_out() -> None:
    text = (
        "Penjagaan Laut Utara\n\n\fDAFTAR ISI\n\nKATA PENGANTAR .......... ii\nBAB I PENDAHULUAN . . . . . . 1\n"
        "   1.1 Judul yang panjang sekali sehingga\n   turun ke baris kedua ....... 2\niii\n\f"
        "DAFTAR TABEL\n\nTabel 1.1 Kapal ............ 3\nTabel 1.2 Awak ............. 4\n"
        "Tabel 1.3 Muatan ........... 5\n\n\fBAB I PENDAHULUAN\n\n1.1 Judul\n\n"
        "Kapal itu berlayar ke timur ... dan kembali pada tahun 2015.\n"
    )
    reading = plain.parse(text)
    assert [p.text for p in reading.pieces if p.kind == "heading"] == [
        "DAFTAR ISI",
        "DAFTAR TABEL",
        "BAB I PENDAHULUAN",
        "1.1 Judul",
    ]
    assert [p.text for p in reading.pieces if p.kind == "body"] == [
        "Penjagaan Laut Utara",
        "Kapal itu berlayar ke timur ... dan kembali pada tahun 2015.",
    ]


def test_dots_in_the_text_are_no_table_of_contents() -> None:
    text = "Isian nama ............ 1\n\nKapal berlayar ke timur.\n\nIsian umur .......... 2\n"
    assert "Isian nama" in " ".join(p.text for p in plain.parse(text).pieces)


def test_a_note_within_the_text_has_a_number() -> None:
    reading = markdown.parse("Kapal[^a] besar^[catatan dalam] itu.\n\n[^a]: Warta Laut.\n")
    notes = {piece.number: piece.text for piece in reading.pieces if piece.kind == "footnote"}
    assert notes == {"a": "a Warta Laut.", "2": "2 catatan dalam"}


def test_a_row_in_bold_is_the_header_of_its_table() -> None:
    rows = "<tr><td><b>Nama</b><td><strong>Jumlah</strong></tr><tr><td>a<td><b>1</b></tr>"
    (table,) = html.parse(f"<table>{rows}</table>").pieces
    assert table.text[: table.header] == "Nama | Jumlah"


def test_a_table_of_contents_of_a_page_is_left_out() -> None:
    page = (
        "<h2>DAFTAR ISI</h2><p>BAB I PENDAHULUAN 1</p><p>1.1 Arus&nbsp; 2</p><p>DAFTAR PUSTAKA xii</p>"
        "<h2>BAB I PENDAHULUAN</h2><p>Kapal berlayar pada tahun 2015.</p>"
    )
    assert [p.text for p in html.parse(page).pieces] == [
        "DAFTAR ISI",
        "BAB I PENDAHULUAN",
        "Kapal berlayar pada tahun 2015.",
    ]
