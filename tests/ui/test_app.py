"""The conversation: what the reader sees while an answer is made, and when something fails."""

from __future__ import annotations

import logging
from datetime import date
from typing import TYPE_CHECKING

import pytest

from rag.domain import (
    AgendaItem,
    Answer,
    AnswerStatus,
    ItemRecord,
    MeetingRecord,
    Outcome,
    SearchedScope,
    SourceFile,
    Statement,
    Step,
    Turn,
)
from rag.errors import NothingIngested, ReferatError
from ui import app, texts
from ui.panels import Exchange

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

MEETING = MeetingRecord(1, "Byrådet", date(2020, 1, 8), "", "", "", SourceFile("b.txt", "0"), 1)
RECORD = ItemRecord(1, 0, MEETING, AgendaItem("1", "Budget", text="Punkt 1: Budget\n\nVedtaget."), Outcome.APPROVED)
ANSWER = Answer(AnswerStatus.ANSWERED, "Vedtaget.")


class Scripted:
    """A responder that plays a script: events in order, an exception raised where it stands."""

    def __init__(self, *script: Step | Statement | Answer | Exception) -> None:
        self.script = script
        self.asked: list[tuple[str, tuple[Turn, ...], frozenset[str]]] = []

    def stream(
        self, question: str, history: Sequence[Turn], dropped: Collection[str]
    ) -> Iterator[Step | Statement | Answer]:
        self.asked.append((question, tuple(history), frozenset(dropped)))
        for event in self.script:
            if isinstance(event, Exception):
                raise event
            yield event

    def item(self, item_id: int) -> ItemRecord:
        if item_id != RECORD.id:
            raise ReferatError("Punktet findes ikke længere.")
        return RECORD

    def scope(self) -> SearchedScope:
        return SearchedScope(1, MEETING.date, MEETING.date)

    def neighbours(self, item_id: int) -> tuple[ItemRecord | None, ItemRecord | None]:
        assert item_id == RECORD.id
        return None, None

    def examples(self) -> tuple[str, ...]:
        return ("Hvad blev der besluttet om budgettet?",)


class Broken(Scripted):
    """A responder that can't even say what is in."""

    def scope(self) -> SearchedScope:
        raise NothingIngested("Kør først: referat ingest MAPPE")

    def item(self, item_id: int) -> ItemRecord:
        raise ZeroDivisionError(f"secret {item_id}")


def test_each_event_is_shown_as_it_comes() -> None:
    statement = Statement("Vedtaget.", ())
    seen = list(app.ask(Scripted(Step("Søger"), statement, ANSWER), (), " Hvad? "))
    assert [entries[-1] for entries in seen] == [
        Exchange("Hvad?"),
        Exchange("Hvad?", step="Søger"),
        Exchange("Hvad?", step="Søger", statements=(statement,)),
        Exchange("Hvad?", step="Søger", statements=(statement,), answer=ANSWER),
    ]


@pytest.mark.parametrize("question", ["", "   ", "\n"])
def test_a_blank_question_changes_nothing(question: str) -> None:
    responder = Scripted(ANSWER)
    assert list(app.ask(responder, (), question)) == [()]
    assert responder.asked == []


def test_an_error_with_a_sentence_shows_the_sentence() -> None:
    *_, last = app.ask(Scripted(Step("Søger"), ReferatError("Ret indstillingen.")), (), "Hvad?")
    assert last[-1].failure == "Ret indstillingen."


def test_any_other_error_is_logged_and_told_in_danish(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        *_, last = app.ask(Scripted(ZeroDivisionError("secret")), (), "Hvad?")
    assert last[-1].failure == texts.NO_ANSWER
    assert "secret" in caplog.text


def test_an_answer_that_never_ends_is_told() -> None:
    *_, last = app.ask(Scripted(Step("Søger")), (), "Hvad?")
    assert last[-1].failure == texts.CUT_SHORT


def test_earlier_answers_are_the_history_and_failures_are_not() -> None:
    responder = Scripted(ANSWER)
    past = (Exchange("A", answer=ANSWER), Exchange("B", failure="Fejl"))
    list(app.ask(responder, past, "C"))
    assert responder.asked == [("C", (Turn("user", "A"), Turn("assistant", "Vedtaget.")), frozenset())]


def test_dropping_a_filter_asks_the_last_question_again_in_its_place() -> None:
    responder = Scripted(ANSWER)
    past = (Exchange("A", answer=ANSWER), Exchange("B", frozenset({"bodies"}), answer=ANSWER))
    *_, last = app.drop(responder, past, "periods")
    assert [entry.question for entry in last] == ["A", "B"]
    assert responder.asked[0][2] == {"bodies", "periods"}
    assert len(responder.asked[0][1]) == 2


@pytest.mark.parametrize("field", ["", "unknown", "__class__"])
def test_dropping_what_is_no_filter_changes_nothing(field: str) -> None:
    past = (Exchange("A", answer=ANSWER),)
    assert list(app.drop(Scripted(ANSWER), past, field)) == [past]


def test_an_empty_conversation_offers_examples() -> None:
    assert "Hvad blev der besluttet om budgettet?" in app.welcome_html(Scripted())


def test_an_empty_conversation_over_a_broken_catalog_says_so() -> None:
    assert "Kør først: referat ingest MAPPE" in app.welcome_html(Broken())
    assert app.scope_html(Broken()) == ""


def test_a_source_is_shown_whole() -> None:
    html = app.source_html(Scripted(), {"item": 1, "start": 17, "end": 26, "number": 1, "total": 1})
    assert "<mark>Vedtaget.</mark>" in html


@pytest.mark.parametrize(
    "wanted",
    [{}, {"item": 99}, {"item": "x"}, {"item": None}, {"item": [1]}, {"item": 1, "start": "x"}, {"item": 1e400}],
)
def test_a_senseless_request_for_a_source_gets_a_sentence(wanted: dict[str, object]) -> None:
    html = app.source_html(Scripted(), wanted)
    assert 'class="failure"' in html
    assert "Traceback" not in html


def test_a_failing_source_gets_a_sentence_and_no_detail() -> None:
    html = app.source_html(Broken(), {"item": 1})
    assert texts.SOURCE_UNAVAILABLE in html
    assert "secret" not in html
