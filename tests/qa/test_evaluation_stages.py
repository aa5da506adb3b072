"""Stages left out, and conditions run again, with a toy embedder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus import NoIndexError, UsageError
from index import Store
from qa.evaluation import ablation, reproduce
from qa.evaluation.conditions import conditions
from qa.evaluation.run import Report, evaluate
from qa.evaluation.sets import ready
from qa.evaluation.stages import MEANING, Stage, StageAssistant, stages, weights_of
from qa.rank import FEATURES, learned_weights
from tests.toy import ToyEmbedder


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
    coffee: Path, tmp_path: Path, toy_embedder: ToyEmbedder
) -> None:
    questions = ready(coffee, toy_embedder, work=tmp_path, headings=False)
    assert questions.library.parent == tmp_path
    store = Store.open(questions.library)
    (document,) = store.documents()
    passages = [p for _, p in store.passages_of(document)]
    store.close()
    assert passages
    assert all(p.embedded == p.text for p in passages)
    assert ready(coffee, toy_embedder, work=tmp_path, headings=False).library == questions.library


def test_each_stage_is_a_row_held_to_the_whole(
    coffee: Path, tmp_path: Path, toy_embedder: ToyEmbedder
) -> None:
    chosen = [s for s in stages() if s.name in ("all", "vectors alone", "no headings", "evidence by words")]
    rows = list(ablation.ablate(coffee, toy_embedder, chosen, work=tmp_path))
    assert [r.stage for r in rows] == [s.name for s in chosen]
    assert (rows[0].difference, rows[0].p) == (None, None)
    assert all(r.difference is not None and r.p is not None for r in rows[1:])
    assert {r.set for r in rows} == {"library"}


def test_the_ablation_prints_a_table(
    beir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ablation, "load_embedder", lambda *_: ToyEmbedder())
    ablation.main([str(beir), "--work", str(tmp_path), "--limit", "4"])
    *lines, _, under = capsys.readouterr().out.strip().splitlines()
    assert under.startswith("4 questions, data `")
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
