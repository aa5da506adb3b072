import contextlib
import hashlib
import os
import re
from pathlib import Path

import pytest

import corpus
from corpus import (
    EmptyFileError,
    EncodingError,
    FormatError,
    LibraryError,
    ReadError,
    TooLargeError,
    VanishedError,
    find_files,
    read_file,
)
from corpus.readers import registry

ODD = "kajian “laut” 🚢 kapale\u0301 'a b'.txt"


def put(folder: Path, name: str, data: bytes = b"Laut itu luas.") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_files_are_found_in_natural_order_with_size_and_time(tmp_path: Path) -> None:
    for name in ("bab 10.txt", "bab 2.txt", "B/a.md", ODD, ".rujukan/x.txt", ".hidden.txt", "~$x.docx"):
        put(tmp_path, name)
    findings = find_files(tmp_path)
    assert [f.name for f in findings.files] == ["B/a.md", "bab 2.txt", "bab 10.txt", ODD]
    assert findings.skipped == ()
    first = findings.files[0]
    assert (first.size, first.mtime_ns) == (14, (tmp_path / "B/a.md").stat().st_mtime_ns)


def test_what_is_left_out_says_why(tmp_path: Path) -> None:
    outside = put(tmp_path, "luar/rahasia.txt")
    library = tmp_path / "pustaka"
    inside = put(library, "a.txt")
    put(library, "data.xlsx")
    put(library, "lama.doc")
    (library / "keluar.txt").symlink_to(outside)
    (library / "folder").symlink_to(outside.parent)
    (library / "putus.txt").symlink_to(library / "tiada.txt")
    (library / "salinan.txt").symlink_to(inside)
    os.mkfifo(library / "pipa.txt")
    findings = find_files(library)
    assert [f.name for f in findings.files] == ["a.txt"]
    reasons = {s.name: s.reason for s in findings.skipped}
    assert set(reasons) == {"data.xlsx", "lama.doc", "keluar.txt", "folder", "putus.txt", "pipa.txt"}
    assert "out of the library" in reasons["keluar.txt"]
    assert "out of the library" in reasons["folder"]
    assert "leads nowhere" in reasons["putus.txt"]
    assert ".docx" in reasons["lama.doc"]


def test_a_name_that_is_no_unicode_is_left_out(tmp_path: Path) -> None:
    try:
        (Path(os.fsdecode(os.fsencode(tmp_path) + b"/kap\xff.txt"))).write_bytes(b"x")
    except OSError:
        pytest.skip("this file system takes Unicode names only")
    (skipped,) = find_files(tmp_path).skipped
    skipped.name.encode("utf-8")
    assert "rename" in skipped.reason


def test_a_library_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="does not exist"):
        find_files(tmp_path / "tiada")
    with pytest.raises(LibraryError, match="not a folder"):
        find_files(put(tmp_path, "a.txt"))


def test_a_document_knows_its_content_and_its_name(tmp_path: Path) -> None:
    path = put(tmp_path, ODD)
    document = read_file(path, name=f"rak/{ODD}")
    assert document.id == hashlib.sha256(b"Laut itu luas.").hexdigest()
    assert document.path == f"rak/{ODD}"
    assert document.text == "Laut itu luas."


@pytest.mark.parametrize(
    ("name", "data", "error", "words"),
    [
        ("a.txt", b"", EmptyFileError, "empty"),
        ("a.txt", b" \n\n ", EmptyFileError, "no text"),
        ("a.html", b"<html><body><script>x</script></body></html>", EmptyFileError, "no text"),
        ("a.txt", b"%PDF-1.7 ...", FormatError, "suffix .pdf"),
        ("a.pdf", b"Laut itu luas.", FormatError, "no PDF"),
        ("a.docx", b"Laut itu luas.", FormatError, "no DOCX"),
        ("a.docx", b"PK\x03\x04 cut", FormatError, "damaged"),
        ("a.docx", b"%PDF-1.7 ...", FormatError, "suffix .pdf"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FormatError, "old Office"),
        ("a.md", b"\x89PNG\r\n\x1a\n....", FormatError, "picture"),
        ("a.txt", "Привет, мир. ".encode("koi8-r") * 30, EncodingError, "UTF-8"),
        ("a.xyz", b"Laut", FormatError, "not read"),
    ],
)
def test_bad_files_say_what_is_wrong(
    tmp_path: Path, name: str, data: bytes, error: type[ReadError], words: str
) -> None:
    path = put(tmp_path, name, data)
    with pytest.raises(error, match=words) as caught:
        read_file(path, name=f"rak/{name}")
    assert str(caught.value).startswith(f"rak/{name}: ")
    assert caught.value.exit_status == 4


def test_a_huge_text_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "besar.txt"
    with path.open("wb") as file:
        # A sparse file: it takes no room on the disk.
        file.truncate(300_000_000)
    with pytest.raises(TooLargeError, match="300 MB"):
        read_file(path, name="besar.txt")


def test_files_that_vanish_or_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(VanishedError, match="gone"):
        read_file(tmp_path / "tiada.txt", name="tiada.txt")
    with pytest.raises(FormatError, match="folder"):
        read_file(tmp_path, name="x.txt")
    path = put(tmp_path, "a.txt")

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(VanishedError, match="may not read"):
        read_file(path, name="a.txt")


def test_a_library_that_stumbles_is_no_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(registry, "read", stumble)
    with pytest.raises(FormatError, match=r"^a\.txt: .*RecursionError: too deep"):
        read_file(put(tmp_path, "a.txt"), name="a.txt")


def test_hostile_text_is_read_as_text_in_good_time(tmp_path: Path) -> None:
    for data in (
        b"<div>" * 20_000 + b"laut",
        b"> " * 5_000 + b"laut",
        b"*" * 50_000 + b" laut",
        b"a. " * 50_000,
        ("laut " * 100_000).encode(),
        b"| a " * 20_000 + b"\n|---|\n",
        b"[" * 20_000 + b"## laut\n## laut\n",
    ):
        for name in ("a.txt", "a.md", "a.html"):
            path = put(tmp_path, name, data)
            # Read or refused, either is right; anything else than a ReadError fails the test.
            with contextlib.suppress(ReadError):
                read_file(path, name=name)


def test_the_door_offers_what_it_says() -> None:
    assert all(hasattr(corpus, name) for name in corpus.__all__)
    assert {"find_files", "read_file", "build_passages", "split_sentences", "detect_language"} < set(
        corpus.__all__
    )


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("lama.doc", r"\.docx"),
        ("lama.ppt", r"\.pptx"),
        ("tabel.xls", "PDF"),
        ("kaya.rtf", r"\.docx"),
        ("a", "suffix"),
    ],
)
def test_old_kinds_say_what_to_do_when_they_are_read_by_name_and_when_they_are_found(
    tmp_path: Path, name: str, words: str
) -> None:
    path = put(tmp_path, name)
    with pytest.raises(FormatError, match=words) as caught:
        read_file(path, name=name)
    (skipped,) = find_files(tmp_path).skipped
    assert str(caught.value) == f"{name}: {skipped.reason}"
    assert re.search(words, skipped.reason)
