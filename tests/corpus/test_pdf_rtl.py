"""Arabic in Indonesian text is read in its order, whichever way the file sets its letters."""

from __future__ import annotations

import pytest

from corpus.readers.pdf import read
from corpus.readers.pdf.rtl import as_read

VERSE = "وأقيموا الوزن بالقسط"
MARKED = "قِسْط"


def _seen(text: str) -> str:
    """Letters of one direction as they are seen from left to right."""
    return text[::-1]


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        (_seen(VERSE), VERSE),
        (f"kata ({_seen('الوزن')}) berarti timbangan", "kata (الوزن) berarti timbangan"),
        (f"kata ({_seen('الوزن')}( berarti timbangan", "kata (الوزن) berarti timbangan"),
        (f"surah {_seen('الرحمن')}, ayat 9", "surah الرحمن, ayat 9"),
        (f"disebut {_seen(VERSE)} (ayat 9).", f"disebut {VERSE} (ayat 9)."),
        (f"({_seen('القسط')}) 9 :{_seen('الرحمن')}", "الرحمن: 9 (القسط)"),
        (f"{_seen('سنة')} 1446 {_seen('الهجرية')}", "الهجرية 1446 سنة"),
        ("tanpa huruf (Arab)", "tanpa huruf (Arab)"),
        ("ﻥﺯﻮﻟﺍ", "الوزن"),
    ],
)
def test_a_line_as_it_is_seen_in_the_order_of_reading(seen: str, meant: str) -> None:
    assert as_read(seen) == meant


def test_marks_stay_behind_their_letters() -> None:
    seen = "طسْقِ"
    assert as_read(seen) == MARKED


def _pdf(lines: list[list[tuple[float, str]]]) -> bytes:
    """A PDF of one page: in each line pieces at their places, letter by letter as the file sets them, 6 points wide."""
    shown = "".join(
        f"1 0 0 1 {x} {700 - 20 * at} Tm <{''.join(f'{ord(sign):04X}' for sign in piece)}> Tj\n"
        for at, line in enumerate(lines)
        for x, piece in line
    )
    content = f"BT /F 12 Tf\n{shown}ET"
    names = "<0000> <FFFF>\nendcodespacerange\n1 beginbfrange\n<0000> <FFFF> <0000>\nendbfrange"
    table = f"/CIDInit /ProcSet findresource begin\nbegincmap\n1 begincodespacerange\n{names}\nendcmap"
    parts = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type0/BaseFont/Made/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Made/DW 500/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        "/Supplement 0>>/FontDescriptor<</Type/FontDescriptor/FontName/Made/Flags 4>>>>",
        f"<</Length {len(table)}>>stream\n{table}\nendstream",
    ]
    body, places = "%PDF-1.7\n", []
    for at, part in enumerate(parts, start=1):
        places.append(len(body))
        body += f"{at} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    xref = f"xref\n0 8\n0000000000 65535 f \n{table}trailer\n<</Root 1 0 R/Size 8>>\nstartxref\n{len(body)}\n%%EOF"
    return (body + xref).encode()


LATIN = "Pedagang wajib jujur dalam menimbang barang yang dijual kepada pembeli."


@pytest.mark.parametrize("whole", [True, False])
def test_a_verse_stays_in_the_text_in_its_order(whole: bool) -> None:
    """Some programs set a whole line as it is seen, others word by word from the right."""
    quoted = [(56.0, f"Kata ({_seen('الوزن')}) berarti timbangan di pasar dan di toko.")]
    words = VERSE.split(" ")
    places = [200.0 + 6 * len(" ".join(["", *words[at + 1 :]])) for at in range(len(words))]
    verse = (
        [(200.0, _seen(VERSE))]
        if whole
        else [(x, _seen(word)) for x, word in zip(places, words, strict=True)]
    )
    reading = read(_pdf([[(56.0, LATIN)], verse, quoted]), "v.pdf")
    text = " ".join(piece.text for piece in reading.pieces)
    assert text == f"{LATIN} {VERSE} Kata (الوزن) berarti timbangan di pasar dan di toko."
