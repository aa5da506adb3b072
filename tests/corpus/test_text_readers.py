import pytest

from corpus.compose import compose
from corpus.errors import EncodingError
from corpus.readers import html, markdown, plain, text
from corpus.records import Document, Reading

EXTRACTED = "\n".join(
    [
        " Abstract: Patrol ships guard the border, and their number has grown in every year since the ",
        "treaty of the two countries. This study counts them. ",
        " Introduction  ",
        "",
        "Perairan utara membutuhkan penjagaan yang terpadu karena jalur pelayaran di sana sangat ",
        "ramai dan sering dipakai penyelundup.1 ",
        " ",
        "Dinas telah menambah kapal patroli sejak tahun 2017 di beberapa pelabuhan yang ramai dan ",
        "",
        " " * 60,
        "1 Dinas Kelautan, Laporan Penjagaan Laut, Jakarta, Dinas Kelautan dan Perikanan Republik, ",
        "2016. ",
        " terpencil. Kapal baru dari Jepang 2 dan kapal lama berlayar bersama di negara-",
        "negara tetangga yang ikut serta. ",
        "",
        "Tabel 1. Perjanjian penjagaan 3 ",
        "",
        "No Negara Tempat ",
        "1 ",
        "Malaysia ",
        "dan Brunei ",
        "",
        "Kota Kinabalu, ",
        "2015 ",
        "2 Filipina ",
        "",
        "Davao, 2016 ",
        "",
        " " * 60,
        "2 Warta Laut, 2018. ",
        "3 Dinas Kelautan, 2019. ",
        " 3 Jepang Tokyo, 2017 ",
        " ",
        "Dari tabel di atas tampak bahwa perjanjian ditandatangani setiap tahun oleh negara yang ",
        "berbeda dan di kota yang berbeda pula. ",
        "",
        "12 15",
        "18",
        "",
        "https://contoh.id/laut",
        "",
        "Siti Aminah ",
        "PENJAGAAN LAUT DAN BATAS NEGARA DI UTARA ",
        "Jurnal Laut : Volume 3 Issue 2 2021 (Page 1-9) ",
        "",
        "Conclusion ",
        "Penjagaan laut membutuhkan kerja sama antara negara yang berbatasan langsung dan juga yang ",
        "tidak berbatasan. ",
    ]
)


def composed(reading: Reading) -> Document:
    return compose(reading, document_id="a" * 64, path="x.txt")


def texts(document: Document, kind: str) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind == kind]


def test_text_taken_from_a_pdf_gets_its_sections_back() -> None:
    document = composed(plain.parse(EXTRACTED))
    assert [s.headings for s in document.sections] == [("Abstract",), ("Introduction",), ("Conclusion",)]
    assert document.sections[0].kind == "abstract"
    assert (document.title, document.authors, document.year) == (
        "PENJAGAAN LAUT DAN BATAS NEGARA DI UTARA",
        ("Siti Aminah",),
        2021,
    )


def test_text_taken_from_a_pdf_gets_its_paragraphs_back() -> None:
    paragraphs = texts(composed(plain.parse(EXTRACTED)), "body")
    assert paragraphs[2] == (
        "Dinas telah menambah kapal patroli sejak tahun 2017 di beberapa pelabuhan yang ramai dan terpencil. "
        "Kapal baru dari Jepang 2 dan kapal lama berlayar bersama di negara-negara tetangga yang ikut serta."
    )
    assert all("\n" not in paragraph for paragraph in paragraphs)


def test_text_taken_from_a_pdf_gets_its_footnotes_back() -> None:
    document = composed(plain.parse(EXTRACTED))
    notes = [block for block in document.blocks if block.kind == "footnote"]
    assert [note.number for note in notes] == ["1", "2", "3"]
    assert texts(document, "footnote")[0].endswith("Perikanan Republik, 2016.")
    cited = [document.text[: note.cited_at] for note in notes]
    assert cited[0].endswith("dipakai penyelundup.")
    assert cited[1].endswith("baru dari Jepang ")
    assert cited[2].endswith("Perjanjian penjagaan ")


def test_text_taken_from_a_pdf_gets_its_tables_back() -> None:
    document = composed(plain.parse(EXTRACTED))
    (table,) = texts(document, "table")
    assert table.split("\n") == [
        "No Negara Tempat",
        "1 Malaysia dan Brunei Kota Kinabalu, 2015",
        "2 Filipina Davao, 2016",
        "3 Jepang Tokyo, 2017",
    ]
    block = next(b for b in document.blocks if b.kind == "table")
    assert table[: block.header] == "No Negara Tempat"
    assert block.caption == "Tabel 1. Perjanjian penjagaan 3"
    others = " ".join(texts(document, "other"))
    assert "12 15" in others
    assert "https://contoh.id/laut" in others
    assert "Volume 3" in others


def test_no_word_of_a_plain_text_is_lost() -> None:
    document = composed(plain.parse(EXTRACTED))
    # The word that the line's end cut in two is whole again.
    given = EXTRACTED.replace("negara-\nnegara", "negara-negara").split()
    assert sorted(document.text.split()) == sorted(given)


def test_headings_between_lines_without_blanks() -> None:
    lines = [
        "Kajian ini membahas penjagaan laut di perairan utara yang luas dan ramai oleh kapal.",
        "1. Pendahuluan",
        "Laut utara luas dan dijaga oleh kapal patroli dari beberapa negara yang berbatasan di",
        "sana sejak lama.",
        "2. Perairan",
        "2.1. Arus dan angin",
        "Arus di sana deras dan angin bertiup kencang pada bulan Januari sampai dengan Maret di",
        "1. satu hal yang lain;",
        "setiap tahun.",
    ]
    document = composed(plain.parse("\n".join(lines)))
    assert [s.headings for s in document.sections] == [
        (),
        ("1. Pendahuluan",),
        ("2. Perairan",),
        ("2. Perairan", "2.1. Arus dan angin"),
    ]


def test_a_text_with_a_line_for_each_paragraph_keeps_them() -> None:
    lines = [
        "Paragraf pertama " + "yang panjang sekali " * 12 + "selesai.",
        "Paragraf kedua " * 20 + "selesai.",
    ]
    assert texts(composed(plain.parse("\n".join(lines))), "body") == [" ".join(x.split()) for x in lines]


def test_markdown_reads_as_it_is_shown() -> None:
    document = composed(
        markdown.parse(
            "---\ntitle: Catatan *Laut*\nauthor: [Siti Aminah]\ndate: 2020-02-01\n---\n"
            "## BAB II\n\n### ***LAUT UTARA***\n\nKapal *besar* berlayar[^1] ke **utara**.\n\n"
            "### **2.1. Arus**\n\nArus mulai\n\nderas di sana, $p < 0.05$.\n\n"
            "**Tabel 2.1. Kapal**\n\n| Tahun | Kapal |\n|---|---|\n| 2015 | `12` |\n\n"
            "1. satu\n2. dua\n   - dalam\n\n<sup>a</sup>Angka sementara.\n\n[^1]: Warta Laut.\n"
        )
    )
    assert (document.title, document.authors, document.year) == ("Catatan *Laut*", ("Siti Aminah",), 2020)
    assert [s.headings for s in document.sections] == [
        ("BAB II LAUT UTARA",),
        ("BAB II LAUT UTARA", "2.1. Arus"),
    ]
    assert texts(document, "body") == [
        "Kapal besar berlayar¹ ke utara.",
        "Arus mulai deras di sana, p < 0.05.",
        "1. satu\n2. dua\n- dalam",
    ]
    assert texts(document, "table") == ["Tahun | Kapal\n2015 | 12"]
    assert texts(document, "footnote") == ["1 Warta Laut.", "a Angka sementara."]
    note = next(b for b in document.blocks if b.kind == "footnote")
    assert note.cited_at == document.text.index("¹")


def test_a_broken_head_of_markdown_is_left_aside() -> None:
    assert markdown.parse("---\ntitle: [x\n---\n# Laut\n\nIsi.\n").title is None


def test_html_gives_the_article_alone() -> None:
    page = (
        "<!doctype html><html><head><title>Situs - Laut</title><meta name=author content='Siti Aminah'>"
        "<meta property='article:published_time' content='2019-05-06'><style>p{}</style></head><body>"
        "<nav><a href=/>Beranda</a></nav><main><h1>Laut utara</h1>"
        "<p>Laut itu <b>luas</b>.<sup>1</sup> Sungguh.</p>"
        "<h2>Kapal</h2><ul><li>satu</li><li>dua <ol><li>dalam</li></ol></li></ul>"
        "<table><caption>Tabel 1. Kapal</caption><tr><th>Tahun<th>Kapal</tr><tr><td>2015<td>12</tr></table>"
        "<h3>Awak</h3>Teks lepas.<script>alert('x')</script><div class='share-buttons'>Bagikan</div>"
        "<ol><li id=fn1>Warta Laut. ↩</li></ol></main><footer>© Situs</footer></body></html>"
    )
    document = composed(html.parse(page))
    assert (document.title, document.authors, document.year) == ("Laut utara", ("Siti Aminah",), 2019)
    assert [s.headings for s in document.sections] == [(), ("Kapal",), ("Kapal", "Awak")]
    assert texts(document, "body") == [
        "Laut itu luas.¹ Sungguh.",
        "- satu\n- dua\n1. dalam",
        "Teks lepas.",
    ]
    assert texts(document, "table") == ["Tahun | Kapal\n2015 | 12"]
    assert texts(document, "footnote") == ["1 Warta Laut."]
    for left_out in ("Beranda", "alert", "Bagikan", "©", "p{}"):
        assert left_out not in document.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings_that_are_read(encoding: str) -> None:
    given = "Laut “utara” – kafé. " * 10
    reading = text.read(given.encode(encoding), "laut.txt")
    assert reading.pieces[0].text == given.strip()
    assert bool(reading.warnings) == (encoding == "cp1252")


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 20,
        "Привет, это текст на русском языке. ".encode("koi8-r") * 20,
        "海は広いな大きいな。月がのぼるし日が沈む。".encode("shift_jis") * 20,
        b"\x00\x01\x02\x03" * 500,
        b"\xff\xfeA",
    ],
)
def test_other_encodings_are_refused_with_the_way_out(data: bytes) -> None:
    with pytest.raises(EncodingError, match=r"laut\.txt: .*UTF-8"):
        text.read(data, "laut.txt")


def test_markup_in_a_text_file_chooses_its_reader() -> None:
    as_markdown = text.read(b"## Laut\n\nIsi **tebal** dan *miring*.\n", "a.txt")
    assert as_markdown.pieces[1].text == "Isi tebal dan miring."
    listing = "Laut itu luas dan dalam.\n" * 400 + "# satu\n# dua\n"
    assert not text.looks_like_markdown(listing)
    assert not text.looks_like_markdown("# satu\n\n# dua\n\n\f# tiga\n")
    as_html = text.read(b"<html><body><h1>Laut</h1><p>Isi.</p></body></html>", "a.txt")
    assert [piece.text for piece in as_html.pieces] == ["Laut", "Isi."]
    assert as_html.media_type == "text/plain"
