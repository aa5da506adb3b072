"""Citations: what each style and language makes of a source, and that a source's text stays text."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from qa.citing import (
    KINDS,
    STYLES,
    Cite,
    CitingLanguage,
    Source,
    Style,
    cite_all,
    csl_item,
    plain_citation,
    text_of,
)

SKRIPSI = Source(
    "a",
    "Analisis Deteksi Tepi",
    ("Dewi Ratna Sari",),
    2019,
    "bachelor",
    "Universitas Indonesia",
    language="id",
)
ARTICLE = Source(
    "b",
    "Edge detection in aerial images",
    ("Siti Nurhaliza", "Soekarno"),
    2020,
    "article",
    "Jurnal Sains",
    "12",
    "3",
    "1–9",
    "https://doi.org/10.1000/x1",
    "en",
)
NAMELESS = Source("c", "Laporan Tahunan", (), None, "report", "BPS", language="id")


def cited(source: Source, pages: str, style: Style, language: CitingLanguage) -> str:
    return text_of(cite_all([Cite(source.id, pages)], [source], style, language).citations[0])


def listed(source: Source, style: Style, language: CitingLanguage) -> str:
    return text_of(cite_all([], [source], style, language).bibliography[0])


@pytest.mark.parametrize(
    ("style", "language", "expected"),
    [
        ("apa", "id", "(Sari, 2019, hlm. 8)"),
        ("apa", "en", "(Sari, 2019, p. 8)"),
        ("chicago", "id", "(Sari 2019, 8)"),
        (
            "chicago-notes",
            "id",
            "Dewi Ratna Sari, “Analisis Deteksi Tepi” (Skripsi, Universitas Indonesia, 2019), 8.",
        ),
        (
            "chicago-notes",
            "en",
            "Dewi Ratna Sari, “Analisis Deteksi Tepi” (Undergraduate thesis, Universitas Indonesia, 2019), 8.",
        ),
    ],
)
def test_a_page_is_cited(style: Style, language: CitingLanguage, expected: str) -> None:
    assert cited(SKRIPSI, "8", style, language) == expected


def test_several_pages_and_authors() -> None:
    assert cited(ARTICLE, "8-9", "apa", "id") == "(Nurhaliza dan Soekarno, 2020, hlm. 8–9)"
    assert cited(ARTICLE, "8–9", "apa", "en") == "(Nurhaliza & Soekarno, 2020, pp. 8–9)"
    three = replace(ARTICLE, authors=("Siti Nurhaliza", "Soekarno", "Budi Putra"))
    assert cited(three, "iv", "apa", "id") == "(Nurhaliza dkk., 2020, hlm. iv)"
    assert cited(three, "", "chicago", "en") == "(Nurhaliza et al. 2020)"


@pytest.mark.parametrize(
    ("style", "language", "expected"),
    [
        (
            "apa",
            "en",
            "Nurhaliza, S., & Soekarno. (2020). Edge detection in aerial images. Jurnal Sains, 12(3), 1–9. "
            "https://doi.org/10.1000/x1",
        ),
        (
            "apa",
            "id",
            "Nurhaliza, S., dan Soekarno. (2020). Edge detection in aerial images. Jurnal Sains, 12(3), 1–9. "
            "https://doi.org/10.1000/x1",
        ),
        (
            "chicago",
            "en",
            "Nurhaliza, Siti, and Soekarno. 2020. “Edge Detection in Aerial Images.” Jurnal Sains 12 (3): 1–9. "
            "https://doi.org/10.1000/x1.",
        ),
        (
            "chicago-notes",
            "id",
            "Nurhaliza, Siti, dan Soekarno. “Edge Detection in Aerial Images”. Jurnal Sains 12, no. 3 (2020): 1–9. "
            "https://doi.org/10.1000/x1.",
        ),
    ],
)
def test_an_article_is_listed(style: Style, language: CitingLanguage, expected: str) -> None:
    assert listed(ARTICLE, style, language) == expected


def test_the_bibliography_has_its_italics() -> None:
    runs = cite_all([], [SKRIPSI], "apa", "id").bibliography[0]
    assert [r.text for r in runs if r.italic] == ["Analisis Deteksi Tepi"]
    assert text_of(runs) == "Sari, D. R. (2019). Analisis Deteksi Tepi [Skripsi]. Universitas Indonesia."


def test_without_author_and_year_the_title_leads_and_stands_once() -> None:
    assert cited(NAMELESS, "4", "apa", "id") == "(Laporan Tahunan, t.t., hlm. 4)"
    assert cited(NAMELESS, "4", "apa", "en") == "(Laporan Tahunan, n.d., p. 4)"
    assert listed(NAMELESS, "apa", "id") == "Laporan Tahunan. (t.t.). BPS."
    assert listed(NAMELESS, "chicago", "en") == "Laporan Tahunan. n.d. BPS."
    again = cite_all([Cite("c", "4"), Cite("c", "5")], [NAMELESS], "chicago-notes", "id")
    assert [text_of(c) for c in again.citations] == ["Laporan Tahunan (BPS, t.t.), 4.", "Laporan Tahunan, 5."]


def test_a_source_cited_again_is_cited_shorter_in_notes() -> None:
    notes = cite_all(
        [Cite("a", "8"), Cite("b", "2"), Cite("a", "9"), Cite("b")], [SKRIPSI, ARTICLE], "chicago-notes", "en"
    )
    assert [text_of(c) for c in notes.citations[2:]] == [
        "Sari, “Analisis Deteksi Tepi,” 9.",
        "Nurhaliza and Soekarno, “Edge Detection in Aerial Images.”",
    ]


def test_alike_sources_are_told_apart_by_letters() -> None:
    other = replace(SKRIPSI, id="z", title="Zaman Batu")
    texts = cite_all([Cite("z", "1"), Cite("a", "2")], [other, SKRIPSI], "apa", "id")
    assert [text_of(c) for c in texts.citations] == ["(Sari, 2019b, hlm. 1)", "(Sari, 2019a, hlm. 2)"]
    assert [text_of(b)[:19] for b in texts.bibliography] == ["Sari, D. R. (2019a)", "Sari, D. R. (2019b)"]
    many = [replace(SKRIPSI, id=str(n), title=f"Judul {n:02}") for n in range(30)]
    years = [text_of(c) for c in cite_all([Cite(s.id) for s in many], many, "chicago", "en").citations]
    assert years[25:28] == ["(Sari 2019z)", "(Sari 2019aa)", "(Sari 2019ab)"]


def test_the_bibliography_goes_by_name_year_and_title() -> None:
    older = replace(SKRIPSI, id="o", title="Zebra", year=2001)
    found = cite_all([], [NAMELESS, SKRIPSI, older, ARTICLE], "chicago", "id").bibliography
    assert [text_of(b).split(",")[0].split(".")[0] for b in found] == [
        "Laporan Tahunan",
        "Nurhaliza",
        "Sari",
        "Sari",
    ]
    assert "2001" in text_of(found[2])


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_cited_in_every_style(style: Style, language: CitingLanguage, kind: str) -> None:
    source = replace(SKRIPSI, kind=kind)  # type: ignore[arg-type]  # it is one of KINDS
    text = cited(source, "8", style, language)
    entry = listed(source, style, language)
    assert "Sari" in text
    assert "8" in text
    assert entry.startswith("Sari, D")
    assert "Analisis Deteksi Tepi" in entry
    assert "2019" in entry
    for wrong in ("Publication", "edis", "edition", "None", "..", ",,", "  ", "()"):
        assert wrong not in text + entry


TRICKS = [
    '<span class="nocase">besar</span> <i>miring</i> & "kutip" *tebal*',
    "{Kurung} \\textbf{x} $y$ _z_",
    "\ue000rahasia\ue001 \ue002baris\nbaru\x00",
]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("title", TRICKS)
def test_text_of_a_source_stays_text(style: Style, title: str) -> None:
    source = replace(SKRIPSI, title=title, language="id")
    expected = " ".join("".join(c for c in title.replace("\n", " ") if c.isprintable()).split())
    for text in (cited(source, "1", "chicago-notes", "id"), listed(source, style, "id")):
        assert expected in text


def test_a_title_that_asks_needs_no_full_stop() -> None:
    asking = replace(SKRIPSI, title="Siapa yang tahu?")
    assert "tahu?” Skripsi" in listed(asking, "chicago", "id")
    assert "tahu? [Skripsi]" in listed(asking, "apa", "id")


def test_an_empty_title_breaks_nothing() -> None:
    assert listed(Source("x", " \n "), "apa", "id") == "—. (t.t.)."


def test_a_plain_citation() -> None:
    assert plain_citation(SKRIPSI, "8", "id") == "Dewi Ratna Sari, “Analisis Deteksi Tepi” (2019), hlm. 8."
    assert plain_citation(NAMELESS, "8-9", "en") == "“Laporan Tahunan” (n.d.), pp. 8-9."
    assert plain_citation(NAMELESS, "", "id") == "“Laporan Tahunan” (t.t.)."


def test_an_unknown_source_is_an_error() -> None:
    with pytest.raises(KeyError):
        cite_all([Cite("?")], [SKRIPSI], "apa", "id")


def test_the_csl_item_leaves_out_what_is_unknown() -> None:
    assert csl_item(Source("x", "Judul"), "id") == {"id": "x", "type": "document", "title": "Judul"}
    item = csl_item(ARTICLE, "en")
    assert item["container-title"] == "Jurnal Sains"
    assert item["author"] == [{"family": "Nurhaliza", "given": "Siti"}, {"literal": "Soekarno"}]
    assert item["DOI"] == "10.1000/x1"
    assert item["page"] == "1-9"
    assert "URL" not in item


def test_many_threads_cite_at_once() -> None:
    wrong: list[str] = []

    def work(name: str) -> None:
        source = replace(SKRIPSI, authors=(name,))
        for _ in range(5):
            text = cited(source, "1", "apa", "id")
            if text != f"({name}, 2019, hlm. 1)":
                wrong.append(text)

    threads = [threading.Thread(target=work, args=(f"Nama{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
