"""Judgements: stored as lines that are only added, read back as the ones that count, and turned into gold questions."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from rag.domain import Answer, AnswerStatus, Citation, Turn
from rag.errors import DataFolderError
from rag.evaluation import read_gold
from ui import feedback
from ui.cli import main
from ui.feedback import Reason, Verdict

if TYPE_CHECKING:
    from pathlib import Path

CITATION = Citation(
    7, date(2021, 5, 12), "Miljøudvalget", "2", "Sti", "", "Beslutning", "Stien anlægges.", 4, 9, "a.md"
)
ANSWER = Answer(AnswerStatus.ANSWERED, "Stien anlægges. [1]", citations=(CITATION, CITATION))
REFUSAL = Answer(AnswerStatus.NOT_FOUND, "Det fremgår ikke.")
HISTORY = (Turn("user", "Hvad med stien?"), Turn("assistant", "Den er drøftet."))


def judged(
    verdict: Verdict = Verdict.GOOD,
    answer: Answer = ANSWER,
    reason: Reason = Reason.NONE,
    comment: str = "",
    known: str = "",
) -> feedback.Judgement:
    return feedback.new_judgement(verdict, reason, comment, "Og hvornår?", HISTORY, answer, known=known)


def test_what_is_stored_is_read_back(tmp_path: Path) -> None:
    judgements = [judged(), judged(Verdict.BAD, REFUSAL, Reason.REFUSED, "Pkt. 3")]
    for judgement in judgements:
        feedback.store(tmp_path, judgement)
    assert feedback.read(tmp_path) == tuple(judgements)


def test_no_judgement_yet(tmp_path: Path) -> None:
    assert feedback.read(tmp_path) == ()


def test_the_last_line_of_an_id_counts_and_earlier_ones_stay(tmp_path: Path) -> None:
    first = judged(Verdict.BAD)
    second = judged(Verdict.BAD, reason=Reason.WRONG, known=first.id)
    for judgement in (first, second):
        feedback.store(tmp_path, judgement)
    assert feedback.read(tmp_path) == (second,)
    assert len((tmp_path / feedback.FILE_NAME).read_text("utf-8").splitlines()) == 2


def test_a_judgement_taken_back_does_not_count(tmp_path: Path) -> None:
    first = judged()
    feedback.store(tmp_path, first)
    feedback.store(tmp_path, judged(Verdict.WITHDRAWN, known=first.id))
    assert feedback.read(tmp_path) == ()


@pytest.mark.parametrize("known", ["", "x", "../../etc", "A" * 32])
def test_an_id_that_is_none_of_ours_is_not_taken(known: str) -> None:
    assert judged(known=known).id != known


def test_cpr_numbers_are_not_stored() -> None:
    judgement = feedback.new_judgement(
        Verdict.BAD, Reason.WRONG, "Det er 010203-1234.", "Hvad med 010203-1234?", (), ANSWER
    )
    assert "1234" not in judgement.comment + judgement.question


def test_a_long_comment_is_cut() -> None:
    assert len(judged(comment="x" * 5000).comment) == feedback.LONGEST_COMMENT


def test_lines_of_several_threads_never_mix(tmp_path: Path) -> None:
    def add() -> None:
        for _ in range(20):
            feedback.store(tmp_path, judged(comment="ø" * 900))

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(feedback.read(tmp_path)) == 80


def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    feedback.store(tmp_path, judged())
    assert (tmp_path / feedback.FILE_NAME).stat().st_mode & 0o077 == 0


def test_there_is_an_end_to_what_readers_can_fill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feedback, "LARGEST_FILE", 100)
    feedback.store(tmp_path, judged())
    with pytest.raises(DataFolderError, match="ikke plads til flere"):
        feedback.store(tmp_path, judged())
    assert len(feedback.read(tmp_path)) == 1


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataFolderError):
        feedback.store(tmp_path / "væk", judged())


@pytest.mark.parametrize("line", ["{}", "x", "[]", '{"id": 1}'])
def test_a_line_that_is_no_judgement_is_told(tmp_path: Path, line: str) -> None:
    (tmp_path / feedback.FILE_NAME).write_text(line + "\n", encoding="utf-8")
    with pytest.raises(DataFolderError):
        feedback.read(tmp_path)


def test_a_good_answer_becomes_a_question_with_its_items() -> None:
    (row,) = feedback.gold_rows([judged()])
    assert row["question"] == "Og hvornår?"
    assert row["answerable"] is True
    assert row["expected"] == [{"date": "2021-05-12", "item": "2"}]
    assert row["history"][0] == {"role": "user", "content": "Hvad med stien?"}


@pytest.mark.parametrize(
    "judgement",
    [
        pytest.param(judged(Verdict.GOOD, REFUSAL), id="a refusal found good"),
        pytest.param(judged(Verdict.BAD, ANSWER, Reason.NOT_IN_MINUTES), id="an answer that should be a refusal"),
    ],
)
def test_what_the_minutes_do_not_say_becomes_a_question_to_refuse(judgement: feedback.Judgement) -> None:
    (row,) = feedback.gold_rows([judgement])
    assert row["answerable"] is False
    assert row["expected"] == []


@pytest.mark.parametrize(
    "judgement",
    [
        pytest.param(judged(Verdict.BAD, ANSWER, Reason.WRONG), id="wrong"),
        pytest.param(judged(Verdict.BAD, REFUSAL, Reason.REFUSED), id="it does stand there"),
        pytest.param(judged(Verdict.GOOD, replace(ANSWER, citations=())), id="nothing cited"),
    ],
)
def test_where_nobody_said_what_is_right_there_is_no_question(judgement: feedback.Judgement) -> None:
    assert feedback.gold_rows([judgement]) == ()


def test_the_command_gives_rows_that_eval_reads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for judgement in (judged(), judged(Verdict.GOOD, REFUSAL), judged(Verdict.BAD, ANSWER, Reason.WRONG)):
        feedback.store(tmp_path, judgement)
    assert main(["feedback", "--json", "--data", str(tmp_path)]) == 0
    told = capsys.readouterr()
    gold = tmp_path / "guld.jsonl"
    gold.write_text(told.out, encoding="utf-8")
    assert [(row.kind, row.answerable) for row in read_gold(gold)] == [("feedback", True), ("unanswerable", False)]
    assert all(json.loads(line)["id"] for line in told.out.splitlines())
    assert told.err.startswith("1 uden facit er udeladt")


def test_the_command_lists_every_judgement_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["feedback", "--data", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "Ingen har bedømt et svar endnu.\n"
    feedback.store(tmp_path, judged(Verdict.BAD, ANSWER, Reason.WRONG, "Det var i juni."))
    main(["feedback", "--data", str(tmp_path)])
    assert "dårligt (Svaret er forkert): Og hvornår?\n    Det var i juni.\n" in capsys.readouterr().out
