"""What is understood of a question as it was typed."""

from __future__ import annotations

import pytest

from qa.question import asks_for_summary, parse_question, split_questions, with_subject
from qa.question.informal import expand_abbreviations
from qa.question.marks import phrases, take_excluded


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("BERAPA BANYAK KAPAL YANG TENGGELAM?", "Berapa banyak kapal yang tenggelam?"),
        ("WHO WROTE THE REPORT", "Who wrote the report?"),
        ("Apa itu BPJS?", "Apa itu BPJS?"),
        ("DPR MPR", "DPR MPR"),  # abbreviations, not a question in capitals
        ("siapa nakhoda kapal itu", "siapa nakhoda kapal itu?"),
        ("muatan kapal feri", "muatan kapal feri"),
    ],
)
def test_letter_case_and_question_mark(typed: str, text: str) -> None:
    assert parse_question(typed).text == text


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("Menurut teks tersebut, siapa yang membangun dermaga?", "Siapa yang membangun dermaga?"),
        ("Siapa yang membangun dermaga menurut dokumen ini?", "Siapa yang membangun dermaga?"),
        ("Tolong jelaskan cara kerja mercusuar.", "Jelaskan cara kerja mercusuar."),
        ("According to the passage, who built the pier?", "Who built the pier?"),
        ("Could you tell me who built the pier?", "Who built the pier?"),
        # A source that is named is part of the question.
        (
            "Menurut laporan Syahbandar, siapa yang membangun dermaga?",
            "Menurut laporan Syahbandar, siapa yang membangun dermaga?",
        ),
        ("According to the Harbour Act, who pays?", "According to the Harbour Act, who pays?"),
        ("Menurut teks tersebut?", "Menurut teks tersebut?"),  # nothing else is left
    ],
)
def test_frames_are_taken_out(typed: str, text: str) -> None:
    assert parse_question(typed).text == text


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("brp lama kapal ditahan", "berapa lama kapal ditahan"),
        ("gmn cara lapor", "bagaimana cara lapor"),
        ("laporan ditanganin siapa sih?", "laporan ditangani siapa?"),
        ("disiplin kerja", "disiplin kerja"),
        ("cuaca dingin", "cuaca dingin"),
        ("DR Wahidin", "DR Wahidin"),
    ],
)
def test_spoken_forms_are_written_out(typed: str, written: str) -> None:
    assert expand_abbreviations(typed) == written


def test_marks_of_a_search_box() -> None:
    assert phrases('siapa menulis “Kapal Karam” dan "Ombak"?') == ("Kapal Karam", "Ombak")
    assert phrases("5' dan 6\" panjangnya") == ()
    assert take_excluded("ikan -tuna -cakalang segar") == ("ikan segar", ("tuna", "cakalang"))
    for kept in ("e-mail kantor", "suhu -5 derajat", "Jakarta - Bandung", "-tuna"):
        assert take_excluded(kept) == (kept, ())


@pytest.mark.parametrize(
    ("question", "after", "meant"),
    [
        (
            "Dan pada tahun 2020?",
            "Berapa penumpang pada tahun 2019?",
            "Berapa penumpang pada tahun 2020?",
        ),
        ("Bagaimana dengan 2021?", "Berapa kapal rusak di 2020?", "Berapa kapal rusak di 2021?"),
        (
            "What about the second one?",
            "What is the first research question?",
            "What is the second research question?",
        ),
        ("Apa itu MPR?", "Siapa ketua DPR?", "Apa itu MPR?"),
        ("Berapa gaji nakhoda kapal feri?", "Siapa ketua DPR?", "Berapa gaji nakhoda kapal feri?"),
        ("Dan pada tahun 2020?", None, "Dan pada tahun 2020?"),
    ],
)
def test_a_follow_up_carries_the_subject(question: str, after: str | None, meant: str) -> None:
    assert with_subject(question, after) == meant


def test_a_follow_up_keeps_its_own_words() -> None:
    carried = with_subject("Siapa penulisnya?", "Apa judul buku tentang mercusuar tua?")
    assert carried.startswith("Siapa penulisnya")
    assert "mercusuar tua" in carried
    both = with_subject("Bagaimana dengan kapal barang?", "Berapa kapal penumpang yang karam?")
    assert both == "Berapa kapal penumpang yang karam (kapal barang)?"


@pytest.mark.parametrize(
    "question", ["What did the first lamp burn?", "How long does it take to build the pier?"]
)
def test_a_question_that_names_its_subject_is_left_as_it_is(question: str) -> None:
    assert with_subject(question, "Who sank the ship?") == question


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("Apa itu feri? Siapa nakhodanya?", ("Apa itu feri?", "Siapa nakhodanya?")),
        ("Who built it and when was it built?", ("Who built it", "when was it built?")),
        ("Apa beda feri dan kapal?", ("Apa beda feri dan kapal?",)),
        ("Kapal apa yang karam dan di perairan mana?", ("Kapal apa yang karam dan di perairan mana?",)),
    ],
)
def test_several_questions(typed: str, parts: tuple[str, ...]) -> None:
    assert split_questions(typed) == parts


def test_requests_for_a_summary() -> None:
    for asked in (
        "Ringkaskan dokumen ini",
        "tolong rangkum skripsi ini dong",
        "Summarize this",
        "summary of the paper",
    ):
        assert asks_for_summary(asked), asked
    for asked in (
        "Apa isi ringkasan eksekutif?",
        "Siapa yang meringkas laporan Soekarno?",
        "What is a summary?",
    ):
        assert not asks_for_summary(asked), asked
