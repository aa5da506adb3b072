"""Word documents as people really make them: headings by hand, merged cells, boxes, changes, lists."""

import io
from collections.abc import Callable

import docx
import pytest
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from corpus import FormatError, TooLargeError
from corpus.compose import compose
from corpus.readers import packages, registry
from corpus.records import Document

W = nsdecls("w")
BOX = (
    f"<w:r {W} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'><mc:AlternateContent>"
    "<mc:Choice Requires='wps'><w:drawing><w:txbxContent>{0}</w:txbxContent></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def read(build: Callable[[Word], None]) -> Document:
    word = docx.Document()
    build(word)
    out = io.BytesIO()
    word.save(out)
    return compose(registry.read(out.getvalue(), "laut.docx"), document_id="a" * 64, path="laut.docx")


def texts(document: Document, *kinds: str) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind in kinds]


def lines(word: Word, *texts: str, bold: bool = False, size: int | None = None) -> None:
    for text in texts:
        run = word.add_paragraph().add_run(text)
        run.bold = bold or None
        run.font.size = Pt(size) if size else None


def test_a_hand_written_table_of_contents_is_left_out_and_a_list_of_words_is_not() -> None:
    def build(word: Word) -> None:
        lines(word, "DAFTAR ISI", bold=True)
        lines(
            word, "", "KATA PENGANTAR\tii", "BAB I PENDAHULUAN\t1", "1.1 Arus ........ 2", "BAB II KAJIAN 7"
        )
        lines(word, "DAFTAR SINGKATAN", bold=True)
        lines(word, "BNN: Badan Narkotika Nasional")
        lines(word, "BAB I PENDAHULUAN", bold=True)
        lines(word, "Arus laut utara deras pada musim barat.")

    document = read(build)
    assert texts(document, "heading") == ["DAFTAR ISI", "DAFTAR SINGKATAN", "BAB I PENDAHULUAN"]
    assert texts(document, "body") == [
        "BNN: Badan Narkotika Nasional",
        "Arus laut utara deras pada musim barat.",
    ]


def test_the_lines_of_a_title_page_are_no_headings_but_the_title_is() -> None:
    def build(word: Word) -> None:
        lines(word, "Penjagaan Laut di Utara", "SKRIPSI", "Siti Aminah", "Universitas Bahari", bold=True)
        lines(word, "KATA PENGANTAR", bold=True)
        lines(word, "Puji syukur kami panjatkan atas selesainya skripsi ini.")
        lines(word, "BAB I\nPENDAHULUAN", "Bagian Kesatu\nArus dan Angin")
        lines(word, "Pasal 1", "Laut itu luas.")

    document = read(build)
    assert document.title == "Penjagaan Laut di Utara"
    assert [s.headings[-1] for s in document.sections if s.headings] == [
        "KATA PENGANTAR",
        "BAB I PENDAHULUAN",
        "Bagian Kesatu Arus dan Angin",
        "Pasal 1",
    ]
    assert texts(document, "body")[:3] == ["SKRIPSI", "Siti Aminah", "Universitas Bahari"]


def test_headings_by_look_go_by_styles_too_and_by_the_size_of_most_of_the_text() -> None:
    def build(word: Word) -> None:
        word.styles["Normal"].font.size = Pt(14)
        word.styles.add_style("Judul Kecil", 1).font.bold = True
        lines(word, "Paragraf pertama di dalam dokumen ini cukup panjang untuk menjadi teks biasa.")
        word.add_paragraph("Arus di utara", "Judul Kecil")
        lines(word, "Arus itu deras sekali di sana.", "Angin di selatan", size=14)
        lines(word, "Kapal besar", size=17)
        lines(word, "Kapal itu besar.")

    assert texts(read(build), "heading") == ["Arus di utara", "Kapal besar"]


def test_a_bold_numbered_paragraph_with_text_below_is_a_heading_and_list_items_are_not() -> None:
    def build(word: Word) -> None:
        for text in ("Rumusan masalah", "Tujuan"):
            word.add_paragraph(style="List Number").add_run(text).bold = True
            word.add_paragraph(f"Teks tentang {text} yang berdiri di bawah judulnya.")
        for text in ("satu hal", "dua hal"):
            word.add_paragraph(style="List Number").add_run(text).bold = True

    document = read(build)
    assert texts(document, "heading") == ["1. Rumusan masalah", "2. Tujuan"]
    assert texts(document, "body")[-1] == "3. satu hal\n4. dua hal"


def test_numbers_as_word_shows_them() -> None:
    levels = "".join(
        f"<w:lvl {W} w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{kind}'/>{more}"
        f"<w:lvlText w:val='{text}'/></w:lvl>"
        for at, kind, text, more in (
            (0, "upperRoman", "BAB %1", ""),
            (1, "decimal", "%1.%2", "<w:isLgl/>"),
            (2, "lowerLetter", "%3)", ""),
        )
    )

    def build(word: Word) -> None:
        root = word.part.numbering_part.element
        root.insert(0, parse_xml(f"<w:abstractNum {W} w:abstractNumId='90'>{levels}</w:abstractNum>"))
        for number, override in (
            (91, ""),
            (92, ""),
            (93, "<w:lvlOverride w:ilvl='2'><w:startOverride w:val='5'/></w:lvlOverride>"),
        ):
            root.append(
                parse_xml(f"<w:num {W} w:numId='{number}'><w:abstractNumId w:val='90'/>{override}</w:num>")
            )
        for number, depth in (
            (91, 0),
            (91, 1),
            (91, 1),
            (92, 0),
            (92, 1),
            (91, 2),
            (91, 2),
            (93, 2),
            (93, 2),
        ):
            paragraph = word.add_paragraph("laut")
            paragraph._p.get_or_add_pPr().append(
                parse_xml(f"<w:numPr {W}><w:ilvl w:val='{depth}'/><w:numId w:val='{number}'/></w:numPr>")
            )

    shown = [line.removesuffix(" laut") for line in read(build).text.split("\n") if line]
    assert shown == ["BAB I", "1.1", "1.2", "BAB II", "2.1", "a)", "b)", "e)", "f)"]


def test_merged_cells_stand_in_every_row_that_they_cover() -> None:
    def build(word: Word) -> None:
        word.add_paragraph("Tabel 1.1 Penumpang", "Caption")
        table = word.add_table(4, 3)
        given = (("Pulau", "Tahun", ""), ("Ambon", "2020", "12"), ("", "2021", "15"), ("", "2022", ""))
        for row, values in zip(table.rows, given, strict=True):
            for cell, value in zip(row.cells, values, strict=True):
                cell.text = value
        table.cell(0, 1).merge(table.cell(0, 2))
        table.cell(1, 0).merge(table.cell(3, 0))
        word.add_table(2, 2).cell(1, 1).text = "akhir"

    first, second = texts(read(build), "table")
    assert first.split("\n") == [
        *("Pulau | Tahun |", "Ambon | 2020 | 12", "Ambon | 2021 | 15", "Ambon | 2022 |")
    ]
    assert second == "| akhir"


def test_a_table_in_a_table_is_one_of_its_own() -> None:
    def build(word: Word) -> None:
        table = word.add_table(2, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Kapal", "Rincian"
        inner = table.cell(1, 1).add_table(2, 2)
        for at in range(4):
            inner.cell(at // 2, at % 2).text = f"n{at}"

    assert texts(read(build), "table") == ["Kapal | Rincian", "n0 | n1\nn2 | n3"]


def test_a_text_box_does_not_break_the_sentence_and_is_read_once() -> None:
    def build(word: Word) -> None:
        paragraph = word.add_paragraph("Kapal itu ")
        caption = "<w:p><w:r><w:t>Gambar 2.1 Peta laut</w:t></w:r></w:p>"
        paragraph._p.append(parse_xml(BOX.format(caption)))
        paragraph.add_run("berlayar.")

    document = read(build)
    assert texts(document, "body") == ["Kapal itu berlayar."]
    assert texts(document, "caption") == ["Gambar 2.1 Peta laut"]


def test_changes_count_as_accepted_and_comments_are_left_out() -> None:
    def build(word: Word) -> None:
        first = word.add_paragraph("Awal kalimat ")
        first._p.get_or_add_pPr().append(parse_xml(f"<w:rPr {W}><w:del w:id='9' w:author='x'/></w:rPr>"))
        second = word.add_paragraph("yang bersambung.")
        word.add_comment(second.runs[0], text="KOMENTAR", author="x", initials="x")
        table = word.add_table(2, 2)
        for row in table.rows:
            row.cells[0].text = row.cells[1].text = "isi"
        table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {W} w:id='8' w:author='x'/>"))

    document = read(build)
    assert document.text == "Awal kalimat yang bersambung.\n\nisi | isi"


def test_fields_and_formulae_are_read_as_shown() -> None:
    math = "xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'"

    def part(name: str, inner: str) -> str:
        return f"<m:{name}><m:r><m:t>{inner}</m:t></m:r></m:{name}>"

    def build(word: Word) -> None:
        caption = word.add_paragraph("Gambar ", "Caption")
        caption._p.append(
            parse_xml(f"<w:fldSimple {W} w:instr=' SEQ Gambar '><w:r><w:t>7</w:t></w:r></w:fldSimple>")
        )
        caption.add_run(" Peta laut")
        power = f"<m:sSup>{part('e', 'x')}{part('sup', '2')}</m:sSup>"
        over = f"<m:f>{part('num', 'a+b')}{part('den', 'c')}</m:f>"
        word.add_paragraph("Rumus: ")._p.append(
            parse_xml(f"<m:oMath {math}>{power}<m:r><m:t>=</m:t></m:r>{over}</m:oMath>")
        )

    document = read(build)
    assert [(b.kind, b.number) for b in document.blocks] == [("caption", "7"), ("body", None)]
    assert document.text.endswith("Rumus: x^2=(a+b)/c")


def test_an_outside_entity_is_not_followed(tmp_path: object) -> None:
    import zipfile

    word, out = io.BytesIO(), io.BytesIO()
    docx.Document().save(word)
    with zipfile.ZipFile(word) as given, zipfile.ZipFile(out, "w") as made:
        for info in given.infolist():
            data = given.read(info)
            if info.filename == "word/document.xml":
                data = (
                    "<?xml version='1.0'?><!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
                    f"<w:document {W}><w:body><w:p><w:r><w:t>Laut &x; luas</w:t></w:r></w:p></w:body></w:document>"
                ).encode()
            made.writestr(info, data)
    reading = registry.read(out.getvalue(), "laut.docx")
    assert "root:" not in "".join(p.text for p in reading.pieces)
    assert "Laut" in reading.pieces[0].text


def test_a_package_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "_MAX_UNPACKED", 1000)
    with pytest.raises(TooLargeError, match=r"laut\.docx: .*unpacks"):
        read(lambda word: lines(word, "laut"))


def test_a_new_document_behind_a_password_says_so() -> None:
    with pytest.raises(FormatError, match="password"):
        registry.read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "laut.docx")
