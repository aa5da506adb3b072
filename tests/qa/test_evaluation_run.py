"""Question sets from files to figures, with a toy embedder: words in common are what makes texts near."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus import NoIndexError, UnwritableError, UsageError
from index import Embedding, Store
from qa import Assistant
from qa.evaluation import ablation, reproduce
from qa.evaluation.conditions import conditions
from qa.evaluation.run import Report, ask_all, evaluate, report_json, spread
from qa.evaluation.sets import ready
from qa.evaluation.stages import MEANING, Stage, StageAssistant, stages, weights_of
from qa.rank import FEATURES, learned_weights
from tests.toy import ToyEmbedder

PASSAGES = {
    "p1": ("id", "Kopi Gayo ditanam petani di dataran tinggi Aceh sejak lama."),
    "p2": ("id", "Candi Borobudur dibangun wangsa Syailendra pada abad kesembilan."),
    "p3": ("en", "The museum of Bandung keeps fossils and volcanic rocks."),
}
QUERIES: tuple[tuple[str, str, str, str | None], ...] = (
    ("q1", "id", "siapa menanam kopi gayo petani dataran tinggi", "p1"),
    ("q2", "id", "candi borobudur dibangun", "p2"),
    ("q3", "en", "museum fossils volcanic", "p3"),
    ("q4", "id", "harga tiket pesawat", None),
)


@pytest.fixture
def beir(tmp_path: Path) -> Path:
    folder = tmp_path / "tiny"
    (folder / "qrels").mkdir(parents=True)
    passages = [
        {"_id": i, "title": "", "text": t, "metadata": {"lang": lang}} for i, (lang, t) in PASSAGES.items()
    ]
    queries = [
        {"_id": i, "text": t, "metadata": {"lang": lang} | ({} if gold else {"answerable": False})}
        for i, lang, t, gold in QUERIES
    ]
    _lines(folder / "corpus.jsonl", passages)
    _lines(folder / "queries.jsonl", queries)
    rows = ["query-id\tcorpus-id\tscore", *(f"{i}\t{gold}\t1" for i, _, _, gold in QUERIES if gold)]
    (folder / "qrels" / "test.tsv").write_text("\n".join(rows) + "\n")
    return folder


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "kopi.md").write_text(
        "# Kopi Nusantara\n\n## Asal\n\nKopi Gayo ditanam petani di dataran tinggi Aceh. "
        "Panennya berlangsung dua kali.\n\n## Harga\n\nHarga ekspor naik 12 persen tahun 2021.\n",
        encoding="utf-8",
    )
    gold = {"doc": "kopi.md", "section": "Asal", "quote": "Kopi Gayo ditanam petani di dataran tinggi Aceh."}
    lost = {"doc": "kopi.md", "section": None, "quote": "kalimat yang tidak pernah ditulis siapa pun"}
    rows = [
        {"id": "a", "lang": "id", "question": "petani kopi gayo", "kind": "fact", "gold": [gold]},
        {"id": "b", "lang": "id", "question": "kalimat tidak ditulis", "kind": "list", "gold": [lost]},
        {"id": "c", "lang": "id", "question": "???", "kind": "fact", "answerable": False, "gold": []},
    ]
    _lines(folder / "questions.jsonl", rows)
    return folder


def _lines(file: Path, rows: Sequence[object]) -> None:
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def test_a_beir_set_is_measured(beir: Path, tmp_path: Path, toy_embedder: ToyEmbedder) -> None:
    report = evaluate(beir, toy_embedder, work=tmp_path / "work")
    measures = report.summary.measures
    assert (report.summary.queries, report.summary.answerable, report.passages) == (4, 3, 3)
    assert measures["nDCG@10"] == measures["hit@1"] == measures["recall@5"] == 1
    assert measures["auroc"] is not None
    assert measures["section"] is None
    assert [o.languages for o in report.run.outcomes] == ["id→id", "id→id", "en→en", "id→none"]
    assert [o.id for o in report.run.outcomes] == ["q1", "q2", "q3", "q4"]
    assert not (beir / ".rujukan").exists()


def test_the_next_run_embeds_no_passage_again(beir: Path, tmp_path: Path) -> None:
    class Counting(ToyEmbedder):
        embedded = 0

        def embed_passages(self, texts: list[str]) -> list[Embedding]:
            Counting.embedded += len(texts)
            return super().embed_passages(texts)

    first = ready(beir, Counting(), work=tmp_path)
    again = ready(beir, Counting(), work=tmp_path)
    assert Counting.embedded == 3
    assert first == again
    other = ready(beir, Counting("other"), work=tmp_path)
    assert other.library != first.library
    assert Counting.embedded == 6


def test_terms_cut_in_another_way_are_written_anew(
    beir: Path, tmp_path: Path, toy_embedder: ToyEmbedder
) -> None:
    folder = ready(beir, toy_embedder, work=tmp_path).library
    store = Store.open(folder)
    store.set_meta("evaluation_terms", "of an older make")
    before = store.generation()
    store.close()
    ready(beir, toy_embedder, work=tmp_path)
    store = Store.open(folder)
    assert store.generation() > before
    assert store.count_passages() == 3
    store.close()


def test_a_question_file_is_measured_by_its_quotes(
    library: Path, tmp_path: Path, toy_embedder: ToyEmbedder
) -> None:
    report = evaluate(library / "questions.jsonl", toy_embedder, library=library, work=tmp_path / "work")
    first, lost, refused = report.run.outcomes
    assert first.relevant
    assert first.ranked[0] in first.relevant
    assert (first.section, first.evidence, first.languages) == (True, True, "id→id")
    assert not lost.relevant
    assert (refused.refused, refused.ranked, refused.answered) == (True, (), False)
    assert (report.unfound, report.refused) == (1, 1)
    assert report.summary.measures["hit@1"] == 0.5
    assert report.summary.measures["decline_recall"] == 1  # a question refused is a question declined


def test_a_folder_of_documents_with_its_questions_is_a_set(library: Path, toy_embedder: ToyEmbedder) -> None:
    found = ready(library, toy_embedder)
    assert (found.name, found.library) == ("library", library)
    (library / "kopi.md").write_text("# Teh\n\nTeh ditanam petani.\n", encoding="utf-8")
    (library / ".rujukan" / "index.sqlite").unlink()
    assert ready(library, toy_embedder).digest != found.digest


def test_what_is_no_set_is_refused(tmp_path: Path, library: Path, toy_embedder: ToyEmbedder) -> None:
    with pytest.raises(UsageError, match="--library"):
        ready(library / "questions.jsonl", toy_embedder)
    with pytest.raises(UsageError, match="There is no folder"):
        ready(library / "questions.jsonl", toy_embedder, library=tmp_path / "none")
    with pytest.raises(UsageError, match="not a file of questions"):
        ready(tmp_path, toy_embedder)
    with pytest.raises(UnwritableError, match="--work"):
        ready("starter", toy_embedder, work=library / "kopi.md" / "work")
    _lines(library / "questions.jsonl", [])
    with pytest.raises(UsageError, match="no question to ask"):
        evaluate(library, toy_embedder)


def test_a_limit_takes_questions_from_all_over_the_set(
    beir: Path, tmp_path: Path, toy_embedder: ToyEmbedder
) -> None:
    questions = ready(beir, toy_embedder, work=tmp_path)
    assert [q.case.id for q in spread(questions.questions, 2)] == ["q1", "q3"]
    assert spread(questions.questions, 9) == questions.questions
    told: list[tuple[str, int, int]] = []
    assistant = Assistant(questions.library, toy_embedder)
    outcomes = ask_all(questions, assistant, 2, lambda *step: told.append(step))
    assistant.close()
    assert [o.id for o in outcomes] == ["q1", "q3"]
    assert told == [("questions", 1, 2), ("questions", 2, 2)]


def test_the_report_is_json_with_its_conditions(
    beir: Path, tmp_path: Path, toy_embedder: ToyEmbedder
) -> None:
    made = report_json(evaluate(beir, toy_embedder, work=tmp_path, limit=4))
    assert json.loads(json.dumps(made)) == made
    assert {"nDCG@10", "MRR@10", "recall@5", "recall@10", "hit@1", "auroc"} <= made["measures"].keys()
    assert (made["queries"], made["passages"]) == (4, 3)
    assert made["milliseconds"]["median"] <= made["milliseconds"]["p95"]
    held = made["conditions"]
    assert (held["set"], held["limit"], held["model"]["revision"]) == ("tiny", 4, "toy-1")
    assert len(held["data"]) == len(held["weights"]) == 64
    assert held["settings"]["qa.TOP"] == 10
    assert made["by"]["languages"]["en→en"]["measures"]["hit@1"] == 1


# -- stages left out -----------------------------------------------------------------------------------


def test_stages_name_features_that_ranking_has() -> None:
    assert set(MEANING) < set(FEATURES)
    for stage in stages():
        assert len(weights_of(stage)) == len(FEATURES)
    assert weights_of(stages()[0]) == learned_weights()
    assert dict(zip(FEATURES, weights_of(Stage("x", alone=("dense",))), strict=True))["dense"] == 1
    assert sum(weights_of(Stage("x", alone=("dense",)))) == 1
    assert weights_of(Stage("x", off=("late",)))[FEATURES.index("late")] == 0
    with pytest.raises(ValueError, match="no-such"):
        weights_of(Stage("x", off=("no-such",)))


def test_without_words_only_vectors_find_candidates(
    beir: Path, tmp_path: Path, toy_embedder: ToyEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.search.CANDIDATES_BY_VECTOR", 1)
    folder = ready(beir, toy_embedder, work=tmp_path).library
    found = {}
    for word_leg in (True, False):
        assistant = StageAssistant(folder, toy_embedder, Stage("x", word_leg=word_leg))
        question = assistant.searcher.question("museum candi kopi", "id")
        found[word_leg] = len(assistant.searcher.candidates(question))
        assistant.close()
    assert found[False] == 1
    assert found[True] == 3


def test_without_headings_passages_are_embedded_bare(
    library: Path, tmp_path: Path, toy_embedder: ToyEmbedder
) -> None:
    questions = ready(library, toy_embedder, work=tmp_path, headings=False)
    assert questions.library.parent == tmp_path
    store = Store.open(questions.library)
    (document,) = store.documents()
    passages = [p for _, p in store.passages_of(document)]
    store.close()
    assert passages
    assert all(p.embedded == p.text for p in passages)
    assert ready(library, toy_embedder, work=tmp_path, headings=False).library == questions.library


def test_each_stage_is_a_row_held_to_the_whole(
    library: Path, tmp_path: Path, toy_embedder: ToyEmbedder
) -> None:
    chosen = [s for s in stages() if s.name in ("all", "vectors alone", "no headings", "evidence by words")]
    rows = list(ablation.ablate(library, toy_embedder, chosen, work=tmp_path))
    assert [r.stage for r in rows] == [s.name for s in chosen]
    assert (rows[0].difference, rows[0].p) == (None, None)
    assert all(r.difference is not None and r.p is not None for r in rows[1:])
    assert {r.set for r in rows} == {"library"}


def test_the_ablation_prints_a_table(
    beir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ablation, "load_embedder", lambda *_: ToyEmbedder())
    ablation.main([str(beir), "--work", str(tmp_path), "--limit", "4"])
    lines = capsys.readouterr().out.strip().splitlines()
    assert lines[0] == "**tiny**"
    assert lines[4].startswith("| all | 1.000 | 1.000 |")
    assert len(lines) == 4 + len(stages())
    assert len({line.count("|") for line in lines[2:]}) == 1


# -- conditions ----------------------------------------------------------------------------------------


def _report(beir: Path, tmp_path: Path) -> Report:
    return evaluate(beir, ToyEmbedder(), work=tmp_path / "work")


def test_the_project_s_conditions_can_be_read() -> None:
    known, tolerance = reproduce.load_conditions()
    assert 0 < tolerance < 0.05
    assert known[0].set == "starter"
    assert len({c.name for c in known}) == len(known)


def test_figures_are_held_against_what_was_expected(beir: Path, tmp_path: Path) -> None:
    report = _report(beir, tmp_path)
    fresh = reproduce.Condition("tiny", "tiny", None, {})
    assert [f.verdict for f in reproduce.judge(fresh, report, 0.01)] == ["not measured before"]
    known = reproduce.measured(fresh, report)
    assert known.expected["nDCG@10"] == 1
    assert "auroc" in known.expected
    assert {f.verdict for f in reproduce.judge(known, report, 0.01)} == {"as expected"}
    off = reproduce.Condition("tiny", "tiny", known.data, {"hit@1": 0.98, "section": 0.5})
    assert [f.verdict for f in reproduce.judge(off, report, 0.03)] == ["as expected", "differs"]
    assert [f.verdict for f in reproduce.judge(off, report, 0.01)] == ["differs", "differs"]
    other = reproduce.Condition("tiny", "tiny", "0", {"hit@1": 1.0})
    assert [f.verdict for f in reproduce.judge(other, report, 0.01)] == ["other data"]


def test_conditions_are_measured_written_and_run_again(
    beir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "conditions.toml"
    rows = (reproduce.Condition(n, n, None, {}) for n in ("tiny", "elsewhere"))
    file.write_text("# kept\ntolerance = 0.01\n\n" + "\n".join(map(reproduce.render, rows)))
    monkeypatch.setattr(reproduce.load_conditions, "__defaults__", (file,))
    monkeypatch.setattr(reproduce.write_conditions, "__defaults__", (file,))
    monkeypatch.setattr(reproduce, "load_embedder", lambda *_: ToyEmbedder())
    common = ["--sets", str(beir.parent), "--work", str(tmp_path / "work")]
    assert reproduce.main([*common, "--measure"]) == 0
    assert file.read_text().startswith("# kept\ntolerance = 0.01\n")
    capsys.readouterr()
    assert reproduce.main([*common, "tiny"]) == 0
    assert "tiny: nDCG@10 1.0000, expected 1.0000: as expected" in capsys.readouterr().out
    assert reproduce.main([*common, "elsewhere"]) == 0
    assert capsys.readouterr().out == "elsewhere: no such set here\n"
    file.write_text(file.read_text().replace('"hit@1" = 1.0', '"hit@1" = 0.5'))
    assert reproduce.main([*common, "tiny"]) == 1
    with pytest.raises(UsageError, match="Not a condition: no-such"):
        reproduce.main(["no-such"])


def test_conditions_of_another_layout_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "conditions.toml"
    for text in ("", "tolerance = 'x'", "tolerance = 1\n[[condition]]\nname = 'a'", "[["):
        file.write_text(text)
        with pytest.raises(UsageError, match="does not hold conditions"):
            reproduce.load_conditions(file)


def test_conditions_tell_nothing_of_whose_machine_it_is(
    beir: Path, tmp_path: Path, toy_embedder: ToyEmbedder
) -> None:
    questions = ready(beir, toy_embedder, work=tmp_path)
    told = json.dumps(conditions(questions, toy_embedder.identity))
    assert str(tmp_path) not in told
    assert str(Path.home()) not in told


def test_a_set_without_an_index_is_told_as_such(tmp_path: Path, toy_embedder: ToyEmbedder) -> None:
    with pytest.raises(NoIndexError):
        StageAssistant(tmp_path, toy_embedder, Stage("all"))
