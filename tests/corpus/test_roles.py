"""The part that a section plays, by the words of its headings in both languages."""

from __future__ import annotations

import pytest

from corpus.roles import heading_role, is_apart, roles_of, wanted_roles


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("1.2 Rumusan Masalah", "problem"),
        ("I.3 Tujuan Penelitian", "aim"),
        ("BAB V KESIMPULAN DAN SARAN", "conclusion"),
        ("2.3 Penelitian Terdahulu", "previous"),
        ("5. Limitations", "limitation"),
        ("6.2 Saran", "suggestion"),
        ("Daftar Pustaka", "references"),
        ("DAFTAR GAMBAR", "contents"),
        ("Daftar Istilah", "definition"),
        ("Acknowledgments", "acknowledgement"),
        ("Pasal 4", None),
        ("3.1 Arus di Selat Utara", None),
    ],
)
def test_headings_show_their_role(heading: str, role: str | None) -> None:
    assert heading_role(heading) == role


def test_the_innermost_role_comes_first_and_some_parts_stand_apart() -> None:
    assert roles_of(["BAB I PENDAHULUAN", "1.2 Rumusan Masalah"]) == ("problem", "background")
    assert is_apart(["Daftar Pustaka"])
    assert not is_apart(["BAB IV HASIL"])


def test_questions_ask_for_parts_by_name() -> None:
    assert wanted_roles("apa saran penulis untuk penelitian selanjutnya?") >= {"suggestion"}
    assert wanted_roles("berapa kapal yang berlayar?") == frozenset()
