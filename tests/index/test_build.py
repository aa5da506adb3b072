"""What a run does to an index: files are known by their content, only what changed is embedded, all is whole."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from filelock import FileLock

from corpus import LibraryError, MismatchError, NoIndexError, UnwritableError
from index import DocumentReceipt, Embedding, Progress, Receipt, Store, build_index, remove_document
from index.settings import FOLDER
from tests.toy import ToyEmbedder

ROOT = Path(__file__).parents[2]


class CountingEmbedder(ToyEmbedder):
    """Remembers every text that it was given to embed."""

    def __init__(self, name: str = "toy") -> None:
        super().__init__(name)
        self.texts: list[str] = []

    def embed_passages(self, texts: list[str]) -> list[Embedding]:
        self.texts += texts
        return super().embed_passages(texts)


@pytest.fixture
def embedder() -> CountingEmbedder:
    return CountingEmbedder()


def states(receipt: Receipt) -> dict[str, str]:
    return {d.path: d.state for d in receipt.documents}


def one(receipt: Receipt, path: str) -> DocumentReceipt:
    return next(d for d in receipt.documents if d.path == path)


def passages(library: Path) -> dict[str, list[str]]:
    """The passages of every document, by the path that the index gives it."""
    store = Store.open(library)
    try:
        return {d.path: [p.text for _, p in store.passages_of(d.id)] for d in store.documents().values()}
    finally:
        store.close()


def test_the_receipt_says_what_each_document_gave(library: Path, embedder: CountingEmbedder) -> None:
    receipt = build_index(library, embedder)
    assert set(states(receipt).values()) == {"new"}
    chapter = one(receipt, "pelabuhan.md")
    assert (chapter.title, chapter.language, chapter.pages) == ("Kajian Pelabuhan Timur", "id", 0)
    assert chapter.sections == 3
    assert dict(chapter.kinds)["table"] == 1
    assert chapter.passages == sum(n for _, n in chapter.kinds)
    assert receipt.passages == receipt.embedded == len(embedder.texts)
    assert receipt.passages == sum(d.passages for d in receipt.documents)


def test_every_passage_is_verbatim(library: Path, embedder: CountingEmbedder) -> None:
    build_index(library, embedder)
    store = Store.open(library)
    for known in store.documents().values():
        document = store.document(known.id)
        assert document
        for _, passage in store.passages_of(known.id):
            assert document.text[passage.start : passage.end] == passage.text
    store.close()


def test_a_second_run_embeds_nothing(library: Path, embedder: CountingEmbedder) -> None:
    first = build_index(library, embedder)
    embedder.texts.clear()
    second = build_index(library, embedder)
    assert set(states(second).values()) == {"unchanged"}
    assert (embedder.texts, second.embedded, second.passages) == ([], 0, first.passages)


def test_a_touched_file_is_unchanged(library: Path, embedder: CountingEmbedder) -> None:
    build_index(library, embedder)
    embedder.texts.clear()
    os.utime(library / "weather.txt", ns=(1, 1))
    assert states(build_index(library, embedder))["weather.txt"] == "unchanged"
    assert embedder.texts == []


def test_only_what_changed_is_embedded_again(library: Path, embedder: CountingEmbedder) -> None:
    build_index(library, embedder)
    embedder.texts.clear()
    path = library / "lighthouse.md"
    path.write_text(path.read_text().replace("coconut oil", "whale oil"))
    receipt = build_index(library, embedder)
    assert states(receipt) == {
        **dict.fromkeys(("catatan.txt", "pelabuhan.md", "weather.txt"), "unchanged"),
        "lighthouse.md": "changed",
    }
    assert len(embedder.texts) == 1
    assert "whale oil" in embedder.texts[0]
    kept = "\n".join(passages(library)["lighthouse.md"])
    assert "whale oil" in kept
    assert "coconut oil" not in kept


def test_a_renamed_file_is_known_by_its_content(library: Path, embedder: CountingEmbedder) -> None:
    before = build_index(library, embedder)
    embedder.texts.clear()
    (library / "deep").mkdir()
    (library / "weather.txt").rename(library / "deep" / "monsoon.txt")
    receipt = build_index(library, embedder)
    assert states(receipt)["deep/monsoon.txt"] == "renamed"
    assert "weather.txt" not in states(receipt)
    assert embedder.texts == []
    assert receipt.passages == before.passages
    assert one(receipt, "deep/monsoon.txt").title == "monsoon"
    assert "deep/monsoon.txt" in passages(library)
    again = build_index(library, embedder)
    assert (states(again)["deep/monsoon.txt"], one(again, "deep/monsoon.txt").title) == (
        "unchanged",
        "monsoon",
    )


def test_two_files_that_change_names_are_not_read_by_the_model(
    library: Path, embedder: CountingEmbedder
) -> None:
    build_index(library, embedder)
    before = passages(library)
    embedder.texts.clear()
    (library / "pelabuhan.md").rename(library / "spare")
    (library / "lighthouse.md").rename(library / "pelabuhan.md")
    (library / "spare").rename(library / "lighthouse.md")
    build_index(library, embedder)
    after = passages(library)
    assert embedder.texts == []
    assert after["pelabuhan.md"] == before["lighthouse.md"]
    assert after["lighthouse.md"] == before["pelabuhan.md"]


def test_a_removed_file_goes_with_its_passages_and_vectors(library: Path, embedder: CountingEmbedder) -> None:
    build_index(library, embedder)
    (library / "pelabuhan.md").unlink()
    receipt = build_index(library, embedder)
    assert states(receipt)["pelabuhan.md"] == "removed"
    assert "pelabuhan.md" not in passages(library)
    store = Store.open(library)
    (vectors,) = store.connection.execute("SELECT count(*) FROM vectors").fetchone()
    (words,) = store.connection.execute("SELECT count(*) FROM words").fetchone()
    store.close()
    assert vectors == words == receipt.passages


def test_a_copy_is_listed_once(library: Path, embedder: CountingEmbedder) -> None:
    before = build_index(library, embedder)
    embedder.texts.clear()
    (library / "zz copy.txt").write_bytes((library / "weather.txt").read_bytes())
    receipt = build_index(library, embedder)
    copy = one(receipt, "zz copy.txt")
    assert copy.state == "duplicate"
    assert copy.problem
    assert '"weather.txt"' in copy.problem
    assert (receipt.passages, embedder.texts) == (before.passages, [])
    (library / "weather.txt").unlink()
    receipt = build_index(library, embedder)
    assert (states(receipt)["weather.txt"], embedder.texts) == ("removed", [])
    assert receipt.passages == before.passages
    assert "zz copy.txt" in passages(library)


def test_a_run_cut_off_goes_on_where_it_was(library: Path, embedder: CountingEmbedder) -> None:
    def cancel(step: Progress) -> None:
        if step.passages >= 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_index(library, embedder, progress=cancel)
    done = list(embedder.texts)
    assert done
    receipt = build_index(library, embedder)
    assert len(embedder.texts) == len(set(embedder.texts)) == receipt.passages
    assert embedder.texts[: len(done)] == done


def test_progress_counts_up_to_all(library: Path, embedder: CountingEmbedder) -> None:
    steps: list[Progress] = []
    receipt = build_index(library, embedder, progress=steps.append)
    assert {s.documents_total for s in steps} == {4}
    assert [s.documents for s in steps] == sorted(s.documents for s in steps)
    assert steps[-1].passages == receipt.passages
    assert steps[0].seconds_left is None
    assert steps[-1].seconds_left is not None
    assert steps[-1].rate > 0


def test_another_model_is_refused_with_the_way_out(library: Path, embedder: CountingEmbedder) -> None:
    build_index(library, embedder)
    before = passages(library)
    with pytest.raises(MismatchError, match=r"model toy, not with other\..*rujukan index \".*\" --rebuild"):
        build_index(library, CountingEmbedder("other"))
    assert passages(library) == before


def test_rebuild_takes_the_other_model(library: Path, embedder: CountingEmbedder) -> None:
    build_index(library, embedder)
    other = CountingEmbedder("other")
    receipt = build_index(library, other, rebuild=True)
    assert set(states(receipt).values()) == {"new"}
    assert len(other.texts) == receipt.passages
    store = Store.open(library)
    assert store.identity() == other.identity
    store.close()


def test_a_rebuilt_index_has_vectors_of_its_own(library: Path, embedder: CountingEmbedder) -> None:
    """The numbers of the generations may not meet those of the files of an index before it."""
    from index.vector.vector_index import VectorIndex

    build_index(library, embedder)
    build_index(library, CountingEmbedder("other"), rebuild=True)
    store = Store.open(library)
    keys, vectors = store.vectors()
    (best,) = VectorIndex.load(store).search(vectors[-1], 1)
    store.close()
    assert best[0] == keys[-1]
    assert best[1] == pytest.approx(1, abs=1e-5)


def test_a_killed_run_leaves_a_whole_index(library: Path, embedder: CountingEmbedder) -> None:
    """The process is ended without notice inside the transaction that takes a changed document in."""
    build_index(library, embedder)
    before = passages(library)
    path = library / "lighthouse.md"
    path.write_text(path.read_text().replace("coconut oil", "whale oil"))
    code = """
        import os, sys
        from pathlib import Path
        from index import Store, build_index
        from tests.toy import ToyEmbedder

        put = Store.put_file
        def put_and_die(self, row):
            put(self, row)
            os._exit(9)
        Store.put_file = put_and_die
        build_index(Path(sys.argv[1]), ToyEmbedder())
    """
    killed = subprocess.run([sys.executable, "-c", textwrap.dedent(code), library], cwd=ROOT, check=False)
    assert killed.returncode == 9
    assert passages(library) == before
    receipt = build_index(library, embedder)
    assert states(receipt)["lighthouse.md"] == "changed"
    assert "whale oil" in "\n".join(passages(library)["lighthouse.md"])


def test_a_run_ended_before_the_tables_were_made_is_no_index(
    library: Path, embedder: CountingEmbedder
) -> None:
    (library / FOLDER).mkdir()
    (library / FOLDER / "index.sqlite").write_bytes(b"")
    with pytest.raises(NoIndexError):
        Store.open(library)
    assert build_index(library, embedder).passages


def test_two_runs_do_not_meet(library: Path, embedder: CountingEmbedder) -> None:
    (library / FOLDER).mkdir()
    with FileLock(library / FOLDER / "lock"), pytest.raises(LibraryError, match="Another run"):
        build_index(library, embedder)


def test_an_empty_library_is_no_error(tmp_path: Path, embedder: CountingEmbedder) -> None:
    receipt = build_index(tmp_path, embedder)
    assert (receipt.documents, receipt.passages) == ((), 0)


def test_a_library_that_cannot_be_written(library: Path, embedder: CountingEmbedder) -> None:
    (library / FOLDER).write_text("in the way")
    with pytest.raises(UnwritableError, match=r"cannot be written to .*\.rujukan"):
        build_index(library, embedder)
    with pytest.raises(LibraryError, match="There is no folder"):
        build_index(library / "tiada", embedder)


def test_remove_takes_a_file_out_until_the_next_run(library: Path, embedder: CountingEmbedder) -> None:
    with pytest.raises(NoIndexError, match="rujukan index"):
        remove_document(library, "weather.txt")
    assert not (library / FOLDER).exists()
    build_index(library, embedder)
    assert remove_document(library, "weather.txt")
    assert not remove_document(library, "weather.txt")
    assert "weather.txt" not in passages(library)
    assert (library / "weather.txt").exists()
    assert states(build_index(library, embedder))["weather.txt"] == "new"
