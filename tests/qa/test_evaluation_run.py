"""Question sets from files to figures, with a toy embedder: words in common are what makes texts near."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus import UnwritableError, UsageError
from index import Embedding, Store
from qa import Assistant
from qa.evaluation.run import ask_all, evaluate, report_json, spread
from qa.evaluation.sets import ready
from tests.toy import ToyEmbedder


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
    coffee: Path, tmp_path: Path, toy_embedder: ToyEmbedder
) -> None:
    report = evaluate(coffee / "questions.jsonl", toy_embedder, library=coffee, work=tmp_path / "work")
    first, lost, refused = report.run.outcomes
    assert first.relevant
    assert first.ranked[0] in first.relevant
    assert (first.section, first.evidence, first.languages) == (True, True, "id→id")
    assert (first.page, lost.exact) == (None, None)
    assert not lost.relevant
    assert (refused.refused, refused.ranked, refused.answered) == (True, (), False)
    assert (report.unfound, report.refused) == (1, 1)
    assert report.summary.measures["hit@1"] == 0.5
    assert report.summary.measures["decline_recall"] == 1  # a question refused is a question declined


def test_a_folder_of_documents_with_its_questions_is_a_set(coffee: Path, toy_embedder: ToyEmbedder) -> None:
    found = ready(coffee, toy_embedder)
    assert (found.name, found.library) == ("library", coffee)
    (coffee / "kopi.md").write_text("# Teh\n\nTeh ditanam petani.\n", encoding="utf-8")
    (coffee / ".rujukan" / "index.sqlite").unlink()
    assert ready(coffee, toy_embedder).digest != found.digest


def test_what_is_no_set_is_refused(tmp_path: Path, coffee: Path, toy_embedder: ToyEmbedder) -> None:
    with pytest.raises(UsageError, match="--library"):
        ready(coffee / "questions.jsonl", toy_embedder)
    with pytest.raises(UsageError, match="There is no folder"):
        ready(coffee / "questions.jsonl", toy_embedder, library=tmp_path / "none")
    with pytest.raises(UsageError, match="not a file of questions"):
        ready(tmp_path, toy_embedder)
    with pytest.raises(UnwritableError, match="--work"):
        ready("starter", toy_embedder, work=coffee / "kopi.md" / "work")
    (coffee / "questions.jsonl").write_text("")
    with pytest.raises(UsageError, match="no question to ask"):
        evaluate(coffee, toy_embedder)


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
