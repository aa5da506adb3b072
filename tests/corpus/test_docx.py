import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.compose import compose
from corpus.errors import FormatError
from corpus.readers import registry
from corpus.records import Document

NOTES = (
    f"<w:footnotes {nsdecls('w')}><w:footnote w:type='separator' w:id='-1'><w:p/></w:footnote>"
    "<w:footnote w:id='3'><w:p><w:r><w:t>Warta Laut, 2018.</w:t></w:r></w:p></w:footnote></w:footnotes>"
)


def saved(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def read(data: bytes) -> Document:
    return compose(registry.read(data, "laut.docx"), document_id="a" * 64, path="laut.docx")


def thesis() -> docx.document.Document:
    word = docx.Document()
    word.core_properties.author = "Siti Aminah"
    word.add_paragraph("Penjagaan Laut", "Title")
    word.add_heading("BAB I", 1)
    word.add_heading("PENDAHULUAN", 1)
    word.add_heading("1.1 Arus", 2)
    word.add_paragraph("Arus di laut utara deras.")
    word.add_paragraph().add_run("A. Angin").bold = True
    word.add_paragraph("satu", "List Number")
    word.add_paragraph("dua", "List Number")
    word.add_paragraph("Tabel 1.1 Kapal", "Caption")
    table = word.add_table(2, 2)
    for at, value in enumerate(("Tahun", "Kapal", "2015", "12")):
        table.cell(at // 2, at % 2).text = value
    return word


def texts(document: Document, kind: str) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind == kind]


def test_headings_lists_tables_and_captions() -> None:
    document = read(saved(thesis()))
    assert (document.title, document.authors) == ("Penjagaan Laut", ("Siti Aminah",))
    assert [s.headings for s in document.sections] == [
        (),
        ("BAB I PENDAHULUAN",),
        ("BAB I PENDAHULUAN", "1.1 Arus"),
        ("BAB I PENDAHULUAN", "1.1 Arus", "A. Angin"),
    ]
    assert texts(document, "body") == ["Arus di laut utara deras.", "1. satu\n2. dua"]
    table = next(b for b in document.blocks if b.kind == "table")
    assert texts(document, "table") == ["Tahun | Kapal\n2015 | 12"]
    assert (table.caption, table.header) == ("Tabel 1.1 Kapal", len("Tahun | Kapal"))
    assert document.pages == ()


def test_tracked_changes_are_read_as_accepted_and_text_boxes_are_read() -> None:
    word = docx.Document()
    word.element.body.insert(
        0,
        parse_xml(
            f"<w:p {nsdecls('w')}><w:r><w:t xml:space='preserve'>Laut </w:t></w:r>"
            "<w:del w:id='1' w:author='x'><w:r><w:delText>sempit</w:delText></w:r></w:del>"
            "<w:ins w:id='2' w:author='x'><w:r><w:t>luas.</w:t></w:r></w:ins>"
            "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Dalam kotak.</w:t></w:r></w:p></w:txbxContent>"
            "</w:pict></w:r></w:p>"
        ),
    )
    assert texts(read(saved(word)), "body") == ["Laut luas.", "Dalam kotak."]


def test_footnotes_are_numbered_as_word_shows_them_and_stand_behind_their_citation() -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    word = docx.Document()
    paragraph = word.add_paragraph("Kapal bertambah.")
    paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}><w:footnoteReference w:id='3'/></w:r>"))
    word.add_paragraph("Paragraf lain.")
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, NOTES.encode(), word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    document = read(saved(word))
    note = next(b for b in document.blocks if b.kind == "footnote")
    assert (note.number, document.text[note.start : note.end]) == ("1", "1 Warta Laut, 2018.")
    assert note.cited_at == len("Kapal bertambah.")


@pytest.mark.parametrize("cut", [100, 2000, -200])
def test_a_cut_off_document_is_refused(cut: int) -> None:
    with pytest.raises(FormatError, match=r"laut\.docx: "):
        read(saved(thesis())[:cut])


def test_a_zip_of_something_else_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(FormatError, match="spreadsheet"):
        read(out.getvalue())


def test_a_package_with_a_broken_part_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w:document")
    with pytest.raises(FormatError, match="damaged"):
        read(out.getvalue())
