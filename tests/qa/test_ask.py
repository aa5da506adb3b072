"""From a question to an answer: its bounds, its order, and that it is of one moment."""

from __future__ import annotations

import gc
import pickle
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from threadpoolctl import ThreadpoolController

from corpus import UsageError
from index import Candidate, Filter, Question, StemLanguage, TokenMatches, build_index
from qa import Answer, Assistant, checked_question
from qa.rank import Ranked
from qa.settings import QUESTION_CHARACTERS, TOP_MOST
from tests.toy import ToyEmbedder

QUESTION = "Berapa penumpang yang dicatat pelabuhan Ambon pada tahun 2021?"


@pytest.fixture
def assistant(library: Path) -> Iterator[Assistant]:
    for n in range(30):
        text = f"Kapal nomor {n} membawa {n * 7} peti ikan dari pulau {n * 3} ke Ambon pada hari ke-{n}.\n"
        (library / f"muatan {n}.txt").write_text(text)
    build_index(library, ToyEmbedder())
    assistant = Assistant(library, ToyEmbedder())
    yield assistant
    assistant.close()


def texts(answer: Answer) -> list[str]:
    return [c.passage.text for c in answer.passages]


def test_an_answer_is_ranked_and_cited(assistant: Assistant) -> None:
    answer = assistant.ask(QUESTION)
    assert "59.533 penumpang" in texts(answer)[0]
    assert (answer.question, answer.language) == (QUESTION, "id")
    assert [c.rank for c in answer.passages] == list(range(1, len(answer.passages) + 1))
    scores = [c.score for c in answer.passages]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= s <= 1 for s in [*scores, answer.confidence])
    assert answer.elapsed_ms > 0
    first = answer.passages[0]
    assert (first.source, first.title) == ("pelabuhan.md", "Kajian Pelabuhan Timur")


def test_evidence_lies_in_the_passage(assistant: Assistant) -> None:
    for question in (QUESTION, "What did the first lamp burn?", "harga ikan"):
        for cited in assistant.ask(question).passages:
            assert 1 <= len(cited.evidence) <= 3
            for span in cited.evidence:
                assert 0 <= span.start < span.end <= len(cited.passage.text)
                assert cited.passage.text[span.start : span.end].strip()


@pytest.mark.parametrize("top", [1, 3, 10, 30, TOP_MOST])
def test_top_bounds_the_passages(assistant: Assistant, top: int) -> None:
    assert len(assistant.ask("kapal peti ikan", top=top).passages) == min(top, len(assistant.searcher))


def test_fewer_passages_are_the_first_of_more(assistant: Assistant) -> None:
    assert texts(assistant.ask(QUESTION, top=3)) == texts(assistant.ask(QUESTION, top=20))[:3]
    assert assistant.ask(QUESTION, top=1).confidence == assistant.ask(QUESTION, top=20).confidence


@pytest.mark.parametrize("top", [0, -1, TOP_MOST + 1])
def test_a_top_out_of_bounds_is_refused(assistant: Assistant, top: int) -> None:
    with pytest.raises(UsageError, match=str(top)):
        assistant.ask(QUESTION, top=top)


def test_one_of_a_near_identical_pair_is_shown(library: Path) -> None:
    text = (
        "Syahbandar Ambon menutup dermaga lama pada bulan Mei karena tiangnya lapuk, dan semua kapal penumpang "
        "bersandar di dermaga baru yang dibangun tiga tahun sebelumnya oleh pemerintah kota"
    )
    (library / "satu.txt").write_text(f"{text}.\n")
    (library / "salinan.txt").write_text(f"{text} .\n\n")
    build_index(library, ToyEmbedder())
    assistant = Assistant(library, ToyEmbedder())
    found = texts(assistant.ask("Mengapa dermaga lama di Ambon ditutup?"))
    assistant.close()
    assert sum("dermaga lama" in t for t in found) == 1
    assert len(found) > 1


def test_a_filter_that_lets_nothing_through_is_declined(assistant: Assistant) -> None:
    answer = assistant.ask(QUESTION, narrowed=Filter(sources=("tiada",)))
    assert (answer.answered, answer.passages, answer.confidence) == (False, (), 0.0)
    assert answer.declined_because


@pytest.mark.parametrize("question", ["", "   ", "\n\t", "\x00\x07\x1b", "🚢🏝️", "?!…", "\u200b\u200d\ufeff"])
def test_a_question_without_a_word_is_refused(assistant: Assistant, question: str) -> None:
    with pytest.raises(UsageError, match="empty"):
        assistant.ask(question)


def test_a_question_beyond_the_bound_is_refused(assistant: Assistant) -> None:
    with pytest.raises(UsageError, match="50,000 characters"):
        assistant.ask("a" * 50_000)
    long = ("berapa penumpang " * QUESTION_CHARACTERS)[:QUESTION_CHARACTERS].strip()
    assert assistant.ask(long).passages


def test_control_characters_are_taken_out() -> None:
    assert checked_question(" Siapa\x00 \x1b[31mdia\t?\n") == "Siapa [31mdia ?"


def test_an_empty_library_is_declined(tmp_path: Path) -> None:
    build_index(tmp_path, ToyEmbedder())
    assistant = Assistant(tmp_path, ToyEmbedder())
    answer = assistant.ask(QUESTION)
    assistant.close()
    assert (answer.answered, answer.passages) == (False, ())


def test_an_answer_is_of_one_moment(
    library: Path, assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another run takes a document in while the question is looked up."""
    question = assistant.searcher.question

    def while_another_run_writes(*asked: object) -> object:
        (library / "baru.txt").write_text("Kerapu macan dibudidayakan di keramba apung Teluk Ambon.\n")
        writer = threading.Thread(target=build_index, args=(library, ToyEmbedder()))
        writer.start()
        writer.join()
        return question(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(assistant.searcher, "question", while_another_run_writes)
    before = assistant.ask("kerapu macan keramba apung")
    assert "baru.txt" not in {c.source for c in before.passages}
    monkeypatch.undo()
    assert assistant.ask("kerapu macan keramba apung").passages[0].source == "baru.txt"


def test_threads_may_share_an_assistant(assistant: Assistant) -> None:
    expected = texts(assistant.ask(QUESTION))
    found: list[list[str]] = []
    threads = [
        threading.Thread(target=lambda: found.append(texts(assistant.ask(QUESTION)))) for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 6


def test_a_question_takes_one_thread_and_gives_the_others_back(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    pools = ThreadpoolController().select(user_api="blas")
    if not pools.info():
        pytest.skip("numpy's matrix products are of a kind here whose threads cannot be set")
    seen: list[set[int]] = []
    question = assistant.searcher.question

    def noted(text: str, language: StemLanguage, phrases: tuple[str, ...] = ()) -> Question:
        seen.append({pool["num_threads"] for pool in pools.info()})
        return question(text, language, phrases)

    monkeypatch.setattr(assistant.searcher, "question", noted)
    with pools.limit(limits=2):
        assistant.ask(QUESTION)
        seen.append({pool["num_threads"] for pool in pools.info()})
    assert seen == [{1}, {2}]


def test_an_answer_keeps_nothing_of_the_search(assistant: Assistant) -> None:
    """Answers are kept by those who show them: vectors and tokens of passages must not stay with them."""
    before = of_the_search()
    answer = assistant.ask(QUESTION)
    assert answer.passages
    assert of_the_search() == before
    assert len(pickle.dumps(answer)) < 2_000 * len(answer.passages)


def of_the_search() -> int:
    gc.collect()
    return sum(type(o) in (Candidate, Ranked, TokenMatches) for o in gc.get_objects())


def test_a_phrase_in_quotation_marks_comes_first(assistant: Assistant) -> None:
    words, phrase = ("muatan kapal nomor 9 pulau 9", '"pulau 21 ke Ambon"')
    assert phrase.strip('"') not in texts(assistant.ask(words))[0]
    assert phrase.strip('"') in texts(assistant.ask(f"{words} {phrase}"))[0]
    assert texts(assistant.ask('kapal nomor 9 "tak ada yang begini"'))


def test_a_word_with_a_minus_is_in_no_passage(assistant: Assistant) -> None:
    assert not any("peti" in text for text in texts(assistant.ask("kapal Ambon -peti")))


def test_a_follow_up_is_asked_with_its_subject(assistant: Assistant) -> None:
    followed = assistant.ask("Dan pada tahun 2021?", after=QUESTION.replace("2021", "2020"))
    assert followed.read_as == QUESTION
    assert followed.question == "Dan pada tahun 2021?"
    assert texts(followed) == texts(assistant.ask(QUESTION))
    assert assistant.ask(QUESTION, after="Siapa nakhoda kapal itu?").read_as == ""


def test_several_questions_get_an_answer_each(assistant: Assistant) -> None:
    other = "What did the first lamp burn?"
    answer = assistant.ask(f"{QUESTION} {other}")
    assert [part.question for part in answer.parts] == [QUESTION, other]
    assert [texts(part) for part in answer.parts] == [texts(assistant.ask(q)) for q in (QUESTION, other)]
    assert [part.language for part in answer.parts] == ["id", "en"]
    assert assistant.ask(QUESTION).parts == ()


def test_a_summary_is_what_the_document_says_of_itself(library: Path) -> None:
    (library / "skripsi.md").write_text(
        "# Terumbu Karang Banda\n\n## Abstrak\n\nTerumbu karang di Banda dihitung dari kapal.\n\n## Metode\n\n"
        "Penyelam mencatat setiap karang.\n\n## Tujuan\n\nMengetahui luas karang.\n\n## Kesimpulan\n\n"
        "Karang berkurang.\n"
    )
    build_index(library, ToyEmbedder())
    assistant = Assistant(library, ToyEmbedder())
    answer = assistant.ask("Ringkaskan dokumen terumbu karang Banda")
    assert answer.kind == "summary"
    headings = [c.passage.headings[-1] for c in answer.passages]
    assert headings == ["Abstrak", "Tujuan", "Kesimpulan"]
    assert assistant.ask("Apa tujuan menghitung karang?").kind == "answer"
    assistant.close()
