"""`rujukan audit` and `rujukan check`: as data, for a person, and as files."""

from __future__ import annotations

import io
import json
import string
from pathlib import Path

import docx
import pytest

from qa.review import ENGLISH
from tests.conftest import Run, lines
from ui.i18n.findings import INDONESIAN

DRAFT = """# Bab I

Menurut Wirawan (2019), hutan kota menurunkan suhu. Lihat Gambar ??.

# Daftar Pustaka

Prakoso, A. 2016. Pengantar arsitektur lanskap. Bandung: Penerbit Tirta.

Wirawan, S. 2018. Hutan kota dan suhu udara. Jurnal Lanskap, 3(1), 5-15.
"""


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "naskah.md"
    path.write_text(DRAFT, encoding="utf-8")
    return path


def test_every_finding_has_words_in_both_languages() -> None:
    def fields(template: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(template) if name}

    assert set(ENGLISH) == set(INDONESIAN)
    for code, template in ENGLISH.items():
        assert fields(INDONESIAN[code]) == fields(template), code


def test_an_audit_as_data(rujukan: Run, draft: Path) -> None:
    (found,) = lines(rujukan("audit", draft, "--json"))
    assert list(found) == ["doc", "style", "in_text", "bibliography", "findings"]
    assert (found["style"], found["bibliography"]) == ("author-year", 2)
    assert {f["kind"] for f in found["findings"]} == {"year", "unused", "label"}
    for finding in found["findings"]:
        assert list(finding) == ["kind", "severity", "page", "quote", "against", "what"]
        assert finding["severity"] in ("error", "look")


def test_an_audit_for_a_person_and_as_files(rujukan: Run, draft: Path, tmp_path: Path) -> None:
    ran = rujukan("audit", draft, "--save", tmp_path / "audit.docx")
    assert ran.status == 0
    assert "Teks menyebut 2019, entrinya 2018." in ran.out
    made = docx.Document(io.BytesIO((tmp_path / "audit.docx").read_bytes()))
    comments = [c.text for c in made.comments]
    assert any("Teks menyebut 2019" in c for c in comments)
    assert len(comments) == 3
    assert rujukan("audit", draft, "--save", tmp_path / "audit.csv").status == 0
    table = (tmp_path / "audit.csv").read_text(encoding="utf-8-sig").splitlines()
    assert table[0] == "Halaman,Tingkat,Jenis,Kutipan,Dibandingkan dengan,Temuan"
    assert len(table) == 4


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check",), "Check one thing"),
        (("check", "none.docx"), "does not exist"),
        (("audit", "none.docx", "--library", "."), "rujukan index"),
    ],
)
def test_mistakes_are_said_in_a_sentence(rujukan: Run, arguments: tuple[str, ...], said: str) -> None:
    ran = rujukan(*arguments)
    assert ran.status != 0
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_only_word_and_csv_are_written(rujukan: Run, draft: Path, tmp_path: Path) -> None:
    ran = rujukan("audit", draft, "--save", tmp_path / "audit.pdf")
    assert ran.status != 0
    assert ".docx or .csv" in ran.err


def test_statements_line_by_line(rujukan: Run, library: Path, tmp_path: Path) -> None:
    assert rujukan("index", library).status == 0
    claims = tmp_path / "claims.jsonl"
    rows = [
        {"id": "b", "claim": "Air mendidih pada suhu seratus derajat."},
        {"id": 2, "claim": "Kopi diminum pagi hari."},
    ]
    claims.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    found = lines(rujukan("check", "--claims", claims, "--library", library, "--json"))
    assert [f["id"] for f in found] == ["b", 2]
    for each in found:
        assert list(each) == ["id", "claim", "verdict", "difference", "confidence", "passages"]
        assert each["verdict"] in ("supported", "differs", "silent")
        assert (each["difference"] is None) == (each["verdict"] != "differs")
        assert each["passages"][0]["rank"] == 1
    claims.write_text('{"id": 1}', encoding="utf-8")
    ran = rujukan("check", "--claims", claims, "--library", library)
    assert ran.status != 0
    assert "line 1" in ran.err
