"""Tables as text: a row a line, cells parted by a bar, so that a row reads and is found as one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.records import Piece

_BAR = " | "


def table_piece(rows: Sequence[Sequence[str]], header_rows: int, caption: str | None = None) -> Piece | None:
    """A table of `rows` of cells, the first `header_rows` of them the header; None where all is empty."""
    lines: list[str] = []
    header = 0
    for index, row in enumerate(rows):
        cells = [" ".join(cell.split()) for cell in row]
        if not any(cells):
            continue
        lines.append(_BAR.join(cells).strip(" |") if len(cells) > 1 else cells[0])
        if index < header_rows:
            header = sum(map(len, lines)) + len(lines) - 1
    if not lines:
        return None
    return Piece("table", "\n".join(lines), header=header, caption=caption)
