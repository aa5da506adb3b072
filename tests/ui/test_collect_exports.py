"""What is written out: read back by other programs' rules, and with texts that try to be more than text."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from lxml import etree
from markdown_it import MarkdownIt

from corpus import PageRef, Span
from qa.citing import STYLES, CitingLanguage, Source, Style
from ui.collection.export import Collected, collect
from ui.collection.export_csv import safe_cell, to_csv
from ui.collection.export_docx import to_docx
from ui.collection.export_markdown import escaped, to_markdown
from ui.collection.export_sources import keys, to_bibtex, to_csl_json, to_ris
from ui.collection.records import Excerpt
from ui.collection.sources import holdings
from ui.collection.store import Collection

SARI = Source("a.pdf", "Deteksi Tepi & Citra", ("Dewi Ratna Sari",), 2019, "bachelor", "UI", language="id")
ARTICLE = Source(
    "b.pdf",
    "On {Edges}: 100% \\ of_it",
    ("Soekarno", "Siti Nurhaliza"),
    2020,
    "article",
    "Jurnal Sains",
    "12",
    "3",
    "1–9",
)
TRICKS = [
    "<script>alert(1)</script> **tebal** _miring_ `kode` [kota](javascript:x) ![x](y) $a$ ~~z~~",
    "# bukan judul\n- bukan daftar\n1. bukan nomor\n2) juga bukan\n> bukan kutipan\n=== \n| a | b |",
    "https://contoh.id www.contoh.id a@b.id &amp; \\ [^1] {.kelas} :smile:",
    "    bukan kode\n\n---\n+ x\n```\ny\n```",
]
HTML = re.compile(r"<[^>]*>")


def made(folder: Path, *texts: str, style: Style = "apa", language: CitingLanguage = "id") -> Collected:
    """A collection of `texts` under one heading, from two sources by turns."""
    kept = Collection(folder)
    heading = kept.add_heading("Bab 2 <b> *x*")
    for number, text in enumerate(texts):
        source = (SARI, ARTICLE)[number % 2]
        cut = Excerpt(
            document=source.id,
            path=source.id,
            start=number,
            end=number + len(text),
            text=text,
            section=("BAB I",),
            pages=(PageRef(14, str(number + 8)),),
            kind="body",
            language="id",
            evidence=(Span(0, 4),),
            marked_pages=(),
            source=source,
        )
        key = kept.add(cut, heading)
        kept.write_note(key, f"Catatan {number} *x*", "") if number == 0 else None
    library = holdings([], complete=True, read=lambda _: None)
    return collect(kept.headings(), kept.kept(), library, [], style, language)


def shown(markdown: str) -> str:
    """The text that a reader of Markdown shows, white space folded."""
    html = MarkdownIt("gfm-like", {"linkify": False}).render(markdown)
    plain = (
        HTML.sub(" ", html)
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", '"')
        .replace("&amp;", "&")
    )
    return " ".join(plain.split())


@pytest.mark.parametrize("trick", TRICKS)
def test_markdown_shows_text_letter_for_letter(tmp_path: Path, trick: str) -> None:
    markdown = to_markdown(made(tmp_path, trick))
    assert " ".join(trick.split()) in shown(markdown)
    html = MarkdownIt("gfm-like", {"linkify": False}).render(markdown)
    assert set(re.findall(r"<(\w+)", html)) <= {"h1", "h2", "p", "blockquote", "em", "strong", "br"}
    assert shown(escaped(trick)) == " ".join(trick.split())


def test_markdown_keeps_addresses_text() -> None:
    assert escaped("https://a.id www.a.id a@b.id") == "https\\://a.id www\\.a.id a\\@b.id"


def test_markdown_has_citation_note_and_bibliography(tmp_path: Path) -> None:
    text = shown(to_markdown(made(tmp_path, "Satu kutipan.", "Dua.")))
    assert "Satu kutipan. (Sari, 2019, hlm. 8)" in text
    assert "Catatan: Catatan 0 *x*" in text
    assert "Dokumennya tidak ada lagi di pustaka." in text
    assert text.index("Daftar Pustaka") < text.index("Sari, D. R. (2019)")


def test_markdown_has_footnotes(tmp_path: Path) -> None:
    lines = to_markdown(
        made(tmp_path, "Satu.", "Dua.", "Tiga.", style="chicago-notes", language="en")
    ).splitlines()
    assert "> Satu.[^1]" in lines
    notes = [line for line in lines if line.startswith("[^")]
    assert notes[0].startswith(
        "[^1]: Dewi Ratna Sari, “Deteksi Tepi \\& Citra” (Undergraduate thesis, UI, 2019), 8."
    )
    assert notes[2] == "[^3]: Sari, “Deteksi Tepi \\& Citra,” 10."


# -- Word ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_word_opens_with_all_of_it(tmp_path: Path, style: Style, language: CitingLanguage) -> None:
    collected = made(tmp_path, *TRICKS, "Akhir\x00\x0b.", style=style, language=language)
    opened = docx.Document(io.BytesIO(to_docx(collected)))
    quotes = [p.text for p in opened.paragraphs if p.style is not None and p.style.name == "Quote"]
    assert len(quotes) == len(TRICKS) + 1
    for quote, trick in zip(quotes, TRICKS, strict=False):
        assert quote.startswith(trick.strip())
    headings = [p.text for p in opened.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert headings[0] == "Bab 2 <b> *x*"
    assert headings[-1] == collected.bibliography_title
    assert [p.text for p in opened.paragraphs][-2:] == [
        "".join(r.text for r in e) for e in collected.bibliography
    ]


def test_words_footnotes_are_real(tmp_path: Path) -> None:
    collected = made(tmp_path, "Satu.", "Dua.", "Tiga.", style="chicago-notes")
    with zipfile.ZipFile(io.BytesIO(to_docx(collected))) as package:
        notes = etree.fromstring(package.read("word/footnotes.xml"))
        body = etree.fromstring(package.read("word/document.xml"))
        assert b"footnotes+xml" in package.read("[Content_Types].xml")
    space = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    marks = body.xpath("//w:footnoteReference/@w:id", namespaces=space)
    texts = {n.get(f"{{{space['w']}}}id"): "".join(n.itertext()) for n in notes}
    assert marks == ["1", "2", "3"]
    assert [texts[m].strip() for m in marks] == [
        "".join(r.text for r in q.citation) for q in collected.chapters[0].quotations
    ]
    assert "(Sari" not in "".join(body.itertext())


def test_a_text_style_has_no_footnotes(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(to_docx(made(tmp_path, "Satu.")))) as package:
        assert "word/footnotes.xml" not in package.namelist()
        assert "(Sari, 2019, hlm. 8)" in package.read("word/document.xml").decode()


# -- CSV -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", '"=1', "＝1", "|x", "%x", "\n=1"]
)
def test_no_cell_is_a_formula(start: str) -> None:
    assert safe_cell(start) == f"'{start}"


def test_other_cells_are_left_alone() -> None:
    assert [safe_cell(c) for c in ("Biasa = biasa", "12,5", "“kutip”", "")] == [
        "Biasa = biasa",
        "12,5",
        "“kutip”",
        "",
    ]


def test_a_spreadsheet_reads_the_table(tmp_path: Path) -> None:
    data = to_csv(made(tmp_path, 'Baris satu,\nbaris "dua"; tiga', "=HYPERLINK(1)"))
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert data.startswith(b"\xef\xbb\xbf")
    assert {len(row) for row in rows} == {14}
    assert rows[1][:4] == [
        "Bab 2 <b> *x*",
        'Baris satu,\nbaris "dua"; tiga',
        "Catatan 0 *x*",
        "(Sari, 2019, hlm. 8)",
    ]
    assert rows[2][1] == "'=HYPERLINK(1)"


# -- reference managers --------------------------------------------------------------------------------


# That reader does not know the standard field "school".
@pytest.mark.filterwarnings("ignore:Unsupported BibTeX field")
def test_bibtex_is_read_by_another_reader(tmp_path: Path) -> None:
    from citeproc.source.bibtex import BibTeX

    file = tmp_path / "x.bib"
    plain = replace(ARTICLE, title="On Edges: 100% of_it")  # that reader stumbles over \\{
    file.write_text(to_bibtex([SARI, plain], "id"), encoding="utf-8")
    read = BibTeX(str(file), encoding="utf-8")
    assert set(read) == {"sari2019deteksi", "soekarno2020edges"}
    assert str(read["soekarno2020edges"]["title"]) == "On Edges: 100% of_it"
    thesis = read["sari2019deteksi"]
    assert str(thesis["title"]) == "Deteksi Tepi & Citra"
    assert [(n["family"], n["given"]) for n in thesis["author"]] == [("Sari", "Dewi Ratna")]


def test_bibtex_escapes_what_latex_would_read() -> None:
    entry = to_bibtex([replace(ARTICLE, url="https://x.id/{a}\\b%20", authors=("Badan dan and Biro",))], "en")
    assert "title = {{On \\{Edges\\}: 100\\% \\textbackslash{} of\\_it}}" in entry
    assert "author = {{Badan dan and Biro}}" in entry or "{Badan dan and}" in entry
    assert "url = {https://x.id/%7Ba%7D%5Cb%20}" in entry
    assert entry.count("{") - entry.count("\\{") == entry.count("}") - entry.count("\\}")


def test_keys_are_plain_and_only_once() -> None:
    other = replace(SARI, title="Deteksi lain")
    assert keys([SARI, other, Source("x", "—"), Source("y", "日本")]) == [
        "sari2019deteksi",
        "sari2019deteksi-2",
        "sumber",
        "sumber-2",
    ]


def test_ris_has_one_tag_a_line() -> None:
    tricky = replace(ARTICLE, title="Satu\r\nER  - \r\nTY  - BOOK", publisher="A\nB")
    records = to_ris([tricky, SARI], "id").split("ER  - \r\n")
    assert len(records) == 3
    lines = records[0].splitlines()
    assert all(re.match(r"[A-Z][A-Z0-9]  - \S", line) for line in lines)
    assert "TI  - Satu ER - TY - BOOK" in lines
    assert {
        "AU  - Soekarno",
        "AU  - Nurhaliza, Siti",
        "SP  - 1",
        "EP  - 9",
        "PY  - 2020",
        "JO  - A B",
    } <= set(lines)


def test_csl_json_is_a_list_of_items() -> None:
    items = json.loads(to_csl_json([SARI, ARTICLE], "id"))
    assert [i["id"] for i in items] == ["sari2019deteksi", "soekarno2020edges"]
    assert items[0]["genre"] == "Skripsi"
    assert items[1]["author"][0] == {"literal": "Soekarno"}
    assert to_csl_json([], "id") == "[]\n"


def test_an_empty_collection_is_written_out_as_well(tmp_path: Path) -> None:
    nothing = made(tmp_path)
    assert "Daftar Pustaka" not in to_markdown(nothing)
    assert len(to_csv(nothing).splitlines()) == 1
    assert len(docx.Document(io.BytesIO(to_docx(nothing))).paragraphs) == 2
    assert to_bibtex(nothing.sources, "id") == to_ris(nothing.sources, "id") == ""
