"""Cells of tables, by row and column, with the header cells above them and left of them."""

from __future__ import annotations

import pytest

from corpus import Document, TableCell, build_passages, document_cells, passage_cells
from corpus.cells import row_spans, row_text
from corpus.compose import compose
from corpus.readers.tables import table_piece
from corpus.records import Piece, Reading


def _document(rows: list[list[str]], header: int) -> Document:
    piece = table_piece(rows, header, "Tabel 1. Hasil uji")
    assert piece is not None
    pieces = (Piece("heading", "Hasil", 1), Piece("body", "Hasil uji ada di bawah ini."), piece)
    return compose(Reading("text/plain", pieces), document_id="d", path="a.txt")


def _cells(rows: list[list[str]], header: int) -> dict[str, TableCell]:
    document = _document(rows, header)
    return {document.text[cell.start : cell.end]: cell for cell in document_cells(document)}


@pytest.mark.parametrize(
    "cells", [["a", "b", ""], ["", "2020", "2021"], ["a", "", "b"], ["a", "", ""], ["", "", "x"], ["a"]]
)
def test_a_row_is_split_into_the_cells_that_it_was_made_of(cells: list[str]) -> None:
    line = row_text(cells)
    assert [line[start:end] for start, end in row_spans(line)] == cells


def test_a_bar_inside_a_cell_parts_no_cells() -> None:
    line = row_text(["ya | tidak", "5"])
    assert [line[start:end] for start, end in row_spans(line)] == ["ya|tidak", "5"]


def test_a_row_that_ends_in_empty_cells_keeps_them() -> None:
    piece = table_piece([["Nama", "L", "P"], ["Budi", "1", ""], ["Siti", "", "1"]], 1)
    assert piece is not None
    assert piece.text == "Nama | L | P\nBudi | 1 |\nSiti |  | 1"


def test_columns_that_are_empty_in_every_row_are_left_out_at_the_end() -> None:
    piece = table_piece([["Nama", "L", ""], ["Budi", "1", ""]], 1)
    assert piece is not None
    assert piece.text == "Nama | L\nBudi | 1"


def test_a_cell_knows_its_row_its_column_and_its_headers() -> None:
    rows = [
        ["No", "Kota", "Jumlah responden", "", "Total"],
        ["", "", "2020", "2021", ""],
        ["1", "Bandung", "41", "12", "53"],
        ["2", "Cimahi", "7", "60", "67"],
    ]
    found = _cells(rows, 2)
    cell = found["60"]
    assert (cell.row, cell.column, cell.header) == (3, 3, False)
    assert cell.above == ("Jumlah responden", "2021")
    assert cell.left == ("Cimahi",)
    assert found["67"].above == ("Total",)
    assert found["2020"].header
    assert found["2020"].above == ()


def test_groups_of_rows_and_years_name_their_rows() -> None:
    groups = [["Wilayah", "Nama", "L"], ["Barat", "Budi", "10"], ["Barat", "Siti", "11"]]
    assert _cells(groups, 1)["11"].left == ("Barat", "Siti")
    years = [["Tahun", "Laba", "Rugi"], ["2019", "410", "12"], ["2020", "300", "77"]]
    assert _cells(years, 1)["77"].left == ("2020",)
    assert _cells(years, 1)["77"].above == ("Rugi",)


def test_later_parts_of_a_long_table_know_the_header_rows_as_well() -> None:
    rows = [["Nomor", "Nama kota", "Jumlah penduduk"]]
    rows += [[str(at), f"Kota dengan nama yang ke-{at}", f"{at * 137} orang"] for at in range(1, 80)]
    document = _document(rows, 1)
    tables = [
        p for p in build_passages(document, lambda texts: [len(t) // 3 for t in texts]) if p.kind == "table"
    ]
    assert len(tables) > 1
    first, last = tables[0], tables[-1]
    assert [cell.header for cell in passage_cells(first)[:4]] == [True, True, True, False]
    cell = passage_cells(last)[-1]
    assert last.text[cell.start : cell.end] == f"{79 * 137} orang"
    assert cell.above == ("Jumlah penduduk",)
    assert cell.left == ("Kota dengan nama yang ke-79",)
    assert not any(cell.header for cell in passage_cells(last))


def test_what_is_no_table_has_no_cells() -> None:
    document = _document([["a", "b"], ["c", "d"]], 1)
    body = [p for p in build_passages(document, lambda t: [1] * len(t)) if p.kind == "body"]
    assert [passage_cells(p) for p in body] == [() for _ in body]
