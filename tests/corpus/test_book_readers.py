"""E-books, OpenDocument texts and presentations, made here and read as people read them."""

import io
import zipfile
from pathlib import Path

import pptx
import pytest
from pptx.util import Inches

from corpus import EncryptedError, FormatError, ReadError, read_file
from corpus.compose import compose
from corpus.readers import registry
from corpus.readers.blocks import document_authors, document_title
from corpus.records import Document

CONTAINER = (
    "<?xml version='1.0'?><container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles>"
    "<rootfile full-path='OEBPS/book.opf' media-type='application/oebps-package+xml'/></rootfiles></container>"
)
OPF = """<?xml version='1.0' encoding='utf-8'?>
<package xmlns='http://www.idpf.org/2007/opf' version='3.0'><metadata xmlns:dc='http://purl.org/dc/elements/1.1/'>
<dc:title>Laut &amp; Kapal</dc:title><dc:creator>Siti Aminah</dc:creator><dc:date>2019-03-01</dc:date>
<dc:language>id-ID</dc:language></metadata><manifest>
<item id='nav' href='nav.xhtml' media-type='application/xhtml+xml' properties='nav'/>
<item id='two' href='text/bab%202.xhtml' media-type='application/xhtml+xml'/>
<item id='one' href='text/bab1.xhtml' media-type='application/xhtml+xml'/>
<item id='out' href='../../etc/passwd' media-type='application/xhtml+xml'/>
<item id='pic' href='p.jpg' media-type='image/jpeg'/></manifest>
<spine><itemref idref='nav'/><itemref idref='one'/><itemref idref='out'/><itemref idref='pic'/>
<itemref idref='two'/><itemref idref='none'/></spine></package>"""
NAV = """<html xmlns='http://www.w3.org/1999/xhtml' xmlns:epub='http://www.idpf.org/2007/ops'><body>
<nav epub:type='toc'><ol><li><a href='text/bab1.xhtml'>BAB I Arus</a></li>
<li><a href='text/bab%202.xhtml#x'>BAB II Kapal</a></li></ol></nav></body></html>"""
ONE = """<?xml version='1.0' encoding='utf-8'?><html xmlns='http://www.w3.org/1999/xhtml'
xmlns:epub='http://www.idpf.org/2007/ops'><head><title/></head><body><h1>BAB I Arus</h1><a id='p1'/>
<p>Arus laut utara deras.<sup><a href='#n1' epub:type='noteref'>1</a></sup> Angin kencang.</p>
<figure><img src='p.jpg' alt=''/><figcaption>Gambar 1.1 Peta arus</figcaption></figure>
<aside epub:type='footnote' id='n1'><p>1. Warta Laut, 2018.</p></aside></body></html>"""
TWO = """<html xmlns='http://www.w3.org/1999/xhtml'><body><p class='big'>BAB II Kapal</p>
<p>Kapal besar berlayar ke timur.</p></body></html>"""


def zipped(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def book(**more: str) -> bytes:
    parts: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": OPF,
        "OEBPS/nav.xhtml": NAV,
        "OEBPS/text/bab1.xhtml": ONE,
        "OEBPS/text/bab 2.xhtml": TWO,
    }
    return zipped(parts | {name.replace("__", "/"): text for name, text in more.items()})


def read(data: bytes, name: str) -> Document:
    return compose(registry.read(data, name), document_id="a" * 64, path=name)


def texts(document: Document, *kinds: str) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind in kinds]


def test_a_book_is_read_in_the_order_of_its_spine() -> None:
    document = read(book(), "laut.epub")
    assert (document.title, document.authors, document.year) == ("Laut & Kapal", ("Siti Aminah",), 2019)
    assert (document.language, document.pages) == ("id", ())
    assert [s.headings for s in document.sections] == [("BAB I Arus",), ("BAB II Kapal",)]
    assert texts(document, "body") == [
        "Arus laut utara deras.¹ Angin kencang.",
        "Kapal besar berlayar ke timur.",
    ]
    assert texts(document, "caption") == ["Gambar 1.1 Peta arus"]
    note = next(b for b in document.blocks if b.kind == "footnote")
    assert (note.number, document.text[note.start : note.end]) == ("1", "1. Warta Laut, 2018.")
    assert note.cited_at == document.text.index("¹")


def test_a_locked_book_says_so_and_encrypted_fonts_lock_none() -> None:
    lock = "<encryption xmlns:enc='x'><enc:CipherReference URI='{}'/></encryption>"
    with pytest.raises(EncryptedError, match="password"):
        read(book(**{"META-INF__encryption.xml": lock.format("OEBPS/text/bab1.xhtml")}), "laut.epub")
    assert read(book(**{"META-INF__encryption.xml": lock.format("OEBPS/font.otf")}), "laut.epub").text


@pytest.mark.parametrize("parts", [{"mimetype": "application/epub+zip"}, {"META-INF/container.xml": "<x"}])
def test_a_damaged_book_says_so(parts: dict[str, str | bytes]) -> None:
    with pytest.raises(FormatError, match=r"laut\.epub: .*damaged"):
        read(zipped(parts), "laut.epub")


ODT = """<?xml version='1.0'?><office:document-content
xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'
xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'
xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'
xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'
xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0'
xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0'><office:automatic-styles>
<style:style style:name='Tebal' style:family='text'><style:text-properties fo:font-weight='bold'/></style:style>
<text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-format='A' style:num-suffix='.'/>
<text:list-level-style-bullet text:level='2' text:bullet-char='•'/></text:list-style>
</office:automatic-styles><office:body><office:text>
<text:tracked-changes><text:changed-region><text:deletion><text:p>dihapus</text:p></text:deletion></text:changed-region>
</text:tracked-changes><text:p text:style-name='Title'>Penjagaan Laut</text:p>
<text:table-of-content><text:index-body><text:p>BAB I<text:tab/>1</text:p></text:index-body></text:table-of-content>
<text:h text:outline-level='1'>BAB I Pendahuluan</text:h>
<text:p>Arus<text:s text:c='2'/>laut deras<text:note text:note-class='footnote'>
<text:note-citation>1</text:note-citation>
<text:note-body><text:p>Warta Laut, 2018.</text:p></text:note-body></text:note>.<office:annotation>
<text:p>KOMENTAR</text:p>
</office:annotation><draw:frame><draw:text-box><text:p>Gambar 1.1 Peta</text:p></draw:text-box></draw:frame></text:p>
<text:p><text:span text:style-name='Tebal'>Angin di utara</text:span></text:p>
<text:list text:style-name='L'><text:list-item><text:p>satu</text:p><text:list><text:list-item><text:p>dalam</text:p>
</text:list-item></text:list></text:list-item><text:list-item><text:p>dua</text:p></text:list-item></text:list>
<text:p>Tabel 1.1 Kapal</text:p>
<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Pulau</text:p></table:table-cell>
<table:table-cell><text:p>Kapal</text:p></table:table-cell></table:table-row></table:table-header-rows>
<table:table-row><table:table-cell table:number-rows-spanned='2'><text:p>Ambon</text:p></table:table-cell>
<table:table-cell><text:p>12</text:p></table:table-cell></table:table-row>
<table:table-row><table:covered-table-cell/><table:table-cell><text:p>15</text:p></table:table-cell></table:table-row>
</table:table></office:text></office:body></office:document-content>"""
ODT_PARTS = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ODT}


def test_an_open_document_text() -> None:
    document = read(zipped({**ODT_PARTS}), "laut.odt")
    assert (document.title, document.pages) == ("Penjagaan Laut", ())
    assert [s.headings for s in document.sections][1:] == [
        ("BAB I Pendahuluan",),
        ("BAB I Pendahuluan", "Angin di utara"),
    ]
    assert texts(document, "body") == ["Arus  laut deras.", "A. satu\n- dalam\nB. dua"]
    assert texts(document, "caption") == ["Gambar 1.1 Peta", "Tabel 1.1 Kapal"]
    assert texts(document, "table") == ["Pulau | Kapal\nAmbon | 12\nAmbon | 15"]
    note = next(b for b in document.blocks if b.kind == "footnote")
    assert (note.number, document.text[note.start : note.end]) == ("1", "1 Warta Laut, 2018.")
    assert document.text[: note.cited_at].endswith("laut deras")
    assert "KOMENTAR" not in document.text
    assert "dihapus" not in document.text


def test_a_locked_open_document_says_so() -> None:
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    with pytest.raises(EncryptedError, match=r"laut\.odt: .*password"):
        read(zipped({**ODT_PARTS, "content.xml": b"\x00\x01", "META-INF/manifest.xml": manifest}), "laut.odt")


def slides() -> bytes:
    show = pptx.Presentation()
    first = show.slides.add_slide(show.slide_layouts[0])
    first.shapes.title.text = "Penjagaan Laut"
    first.placeholders[1].text = "Siti Aminah"
    second = show.slides.add_slide(show.slide_layouts[1])
    second.shapes.title.text = "Arus di utara"
    points = second.placeholders[1].text_frame
    points.text = "Arus deras"
    inner = points.add_paragraph()
    inner.text, inner.level = "pada musim barat", 1
    second.notes_slide.notes_text_frame.text = "Jelaskan arus kepada pendengar."
    table = second.shapes.add_table(3, 2, Inches(1), Inches(5), Inches(4), Inches(1)).table
    for at, value in enumerate(("Pulau", "Kapal", "Ambon", "12", "", "15")):
        table.cell(at // 2, at % 2).text = value
    table.cell(1, 0).merge(table.cell(2, 0))
    show.slides.add_slide(show.slide_layouts[6])
    out = io.BytesIO()
    show.save(out)
    return out.getvalue()


def test_slides_are_pages_and_their_titles_headings() -> None:
    document = read(slides(), "laut.pptx")
    assert document.title == "Penjagaan Laut"
    assert [(p.number, p.how) for p in document.pages] == [(1, "text"), (2, "text"), (3, "empty")]
    assert document.sections[-1].headings == ("Arus di utara",)
    on_second = [document.text[s.start : s.end] for s in document.pages[1].spans]
    assert on_second == [
        "Arus di utara\n\nArus deras\n- pada musim barat\n\nPulau | Kapal\nAmbon | 12\nAmbon | 15\n\n"
        "Jelaskan arus kepada pendengar."
    ]


@pytest.mark.parametrize(
    ("name", "data"), [("laut.epub", book()), ("laut.odt", zipped({**ODT_PARTS})), ("laut.pptx", slides())]
)
def test_cut_or_misnamed_packages_are_refused_with_a_sentence(tmp_path: Path, name: str, data: bytes) -> None:
    for cut in (10, len(data) // 2, len(data) - 30):
        (tmp_path / name).write_bytes(data[:cut])
        with pytest.raises(ReadError, match=name):
            read_file(tmp_path / name, name=name)
    (tmp_path / "x.docx").write_bytes(data)
    with pytest.raises(FormatError, match=f"give it the suffix {Path(name).suffix}"):
        read_file(tmp_path / "x.docx", name="x.docx")


def test_programs_and_degrees_are_no_authors_and_templates_no_titles() -> None:
    assert document_authors("Siti Aminah, S.Sos., M.Si; Budi Santoso, Ph.D.") == (
        "Siti Aminah",
        "Budi Santoso",
    )
    assert document_authors("python-docx") == document_authors("HP") == document_authors(None) == ()
    assert (
        document_title("Unknown Title") is document_title("skripsi final.docx") is document_title("") is None
    )
    assert document_title(" Laut \n Utara ") == "Laut Utara"
