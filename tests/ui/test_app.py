"""The conversation: what the reader sees while an answer is made, and when something fails."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from rag.domain import (
    AgendaItem,
    Answer,
    AnswerStatus,
    Citation,
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
from ui.exchanges import Exchange, write_exchange
from ui.feedback import Judgement
from ui.sources import Surroundings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

MEETING = MeetingRecord(1, "Byrådet", date(2020, 1, 8), "", "", "", SourceFile("b.txt", "0"), 1)
RECORD = ItemRecord(1, 0, MEETING, AgendaItem("1", "Budget", text="Punkt 1: Budget\n\nVedtaget."), Outcome.APPROVED)
ANSWER = Answer(AnswerStatus.ANSWERED, "Vedtaget.")
CITATION = Citation(1, MEETING.date, "Byrådet", "1", "Budget", "", "Beslutning", "Vedtaget.", 17, 26, "b.txt")
CITED = Answer(AnswerStatus.ANSWERED, "Vedtaget. [1]", citations=(CITATION,), checked=1, proposed=1)


class Scripted:
    """A responder that plays a script: events in order, an exception raised where it stands."""

    def __init__(self, *script: Step | Statement | Answer | Exception) -> None:
        self.script = script
        self.asked: list[tuple[str, tuple[Turn, ...], frozenset[str]]] = []
        self.judgements: list[Judgement] = []
        self.record = RECORD
        self.samples = 0

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
        return self.record

    def scope(self) -> SearchedScope:
        return SearchedScope(1, MEETING.date, MEETING.date)

    def surroundings(self, item_id: int) -> Surroundings:
        assert item_id == RECORD.id
        return Surroundings()

    def items_at(self, body: str, day: date, number: str) -> tuple[ItemRecord, ...]:
        here = (body, day, number) == (MEETING.body, MEETING.date, RECORD.item.number)
        return (self.record,) if here else ()

    def followups(self, answer: Answer) -> tuple[str, ...]:
        return ("Hvad kostede det?",) if answer.citations else ()

    def keep_judgement(self, judgement: Judgement) -> None:
        self.judgements.append(judgement)

    def read_samples(self) -> None:
        self.samples += 1

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


def test_half_a_character_in_a_question_is_replaced() -> None:
    *_, last = app.ask(Scripted(ANSWER), (), "Hvad \ud800?")
    assert last[-1].question == "Hvad ??"


def test_an_error_with_a_sentence_shows_the_sentence() -> None:
    *_, last = app.ask(Scripted(Step("Søger"), ReferatError("Ret indstillingen.")), (), "Hvad?")
    assert last[-1].failure == "Ret indstillingen."


def test_any_other_error_is_logged_and_told_in_danish(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        *_, last = app.ask(Scripted(ZeroDivisionError("secret")), (), "Hvad?")
    assert last[-1].failure == texts.NO_ANSWER
    assert "ZeroDivisionError" in caplog.text


def test_an_answer_that_never_ends_is_told() -> None:
    *_, last = app.ask(Scripted(Step("Søger")), (), "Hvad?")
    assert last[-1].failure == texts.CUT_SHORT


def test_earlier_answers_are_the_history_and_failures_are_not() -> None:
    responder = Scripted(ANSWER)
    past = (Exchange("A", answer=ANSWER), Exchange("B", failure="Fejl"))
    list(app.ask(responder, past, "C"))
    assert responder.asked == [("C", (Turn("user", "A"), Turn("assistant", "Vedtaget.")), frozenset())]


@pytest.mark.parametrize(
    ("dropped", "used"),
    [(["periods", "bodies"], {"periods", "bodies"}), (["unknown", "__class__"], set()), ((), set())],
)
def test_only_filters_that_there_are_can_be_dropped(dropped: Sequence[str], used: set[str]) -> None:
    responder = Scripted(ANSWER)
    *_, last = app.ask(responder, (), "B", dropped)
    assert responder.asked[0][2] == last[-1].dropped == used


def test_an_answer_brings_questions_that_go_on_from_it() -> None:
    *_, last = app.ask(Scripted(CITED), (), "Hvad?")
    assert last[-1].followups == ("Hvad kostede det?",)


def test_an_answer_stands_though_nothing_can_follow_it() -> None:
    class Stuck(Scripted):
        def followups(self, answer: Answer) -> tuple[str, ...]:
            raise ZeroDivisionError(answer.text)

    *_, last = app.ask(Stuck(CITED), (), "Hvad?")
    assert last[-1].answer == CITED


def test_a_kept_conversation_comes_back_as_it_was() -> None:
    entries = (Exchange("A", frozenset({"periods"}), answer=CITED, rated="op"), Exchange("B", failure="Fejl"))
    assert app.restore(Scripted(), [write_exchange(entry) for entry in entries]) == entries


def test_a_kept_quote_that_moved_is_found_where_it_stands_now() -> None:
    responder = Scripted()
    responder.record = replace(RECORD, id=9, item=replace(RECORD.item, text="Punkt 1: Budget\n\nDrøftet. Vedtaget."))
    (entry,) = app.restore(responder, [write_exchange(Exchange("A", answer=CITED))])
    assert entry.answer
    (citation,) = entry.answer.citations
    assert (citation.item_id, citation.start, citation.end) == (9, 26, 35)


def test_a_kept_quote_that_was_corrected_since_is_told() -> None:
    responder = Scripted()
    responder.record = replace(RECORD, item=replace(RECORD.item, text="Punkt 1: Budget\n\nForkastet."))
    (entry,) = app.restore(responder, [write_exchange(Exchange("A", answer=CITED))])
    assert entry.answer
    assert entry.answer.checked == 0
    assert "1 af 1 citat står ikke længere sådan i referaterne." in entry.answer.notes


def test_a_kept_answer_from_an_item_that_was_closed_since_is_not_shown() -> None:
    responder = Scripted()
    responder.record = replace(RECORD, item=AgendaItem("1", "Lukket punkt", closed=True))
    (entry,) = app.restore(responder, [write_exchange(Exchange("A", answer=CITED))])
    assert (entry.answer, entry.failure) == (None, texts.NOW_CLOSED)


@pytest.mark.parametrize(
    "documents", [None, "x", {}, [None], ["{}"], ['{"question": "A"}'], ['{"question": "A", "answer": 3}'], [["A"]]]
)
def test_what_is_no_conversation_comes_back_as_none(documents: object) -> None:
    assert app.restore(Scripted(), documents) == ()


def test_a_judgement_is_stored_with_what_it_is_about() -> None:
    responder = Scripted()
    entry = Exchange("Hvad?", answer=CITED)
    wanted = {"kept": write_exchange(entry), "past": [], "verdict": "ned", "reason": "forkert", "comment": "Nej."}
    reply = app.judge(responder, wanted)
    (judgement,) = responder.judgements
    assert reply == {"said": texts.THANKS, "rating": judgement.id}
    assert (judgement.question, judgement.verdict, judgement.comment) == ("Hvad?", "ned", "Nej.")


def test_a_judgement_that_is_changed_keeps_its_id() -> None:
    responder = Scripted()
    first = app.judge(responder, {"kept": write_exchange(Exchange("Hvad?", answer=CITED)), "verdict": "op"})
    again = Exchange("Hvad?", answer=CITED, rated="op", rating=first["rating"])
    assert app.judge(responder, {"kept": write_exchange(again), "verdict": ""})["rating"] == first["rating"]


@pytest.mark.parametrize("wanted", [{}, {"verdict": "op"}, {"kept": "x", "verdict": "op"}, {"kept": {}, "verdict": 4}])
def test_a_senseless_judgement_is_not_stored(wanted: dict[str, object]) -> None:
    responder = Scripted()
    assert app.judge(responder, wanted) == {"said": texts.NOT_JUDGED, "rating": ""}
    assert responder.judgements == []


@pytest.mark.parametrize("allowed", [True, False])
def test_the_samples_are_read_for_those_who_may(allowed: bool) -> None:
    responder = Scripted()
    *_, last = app.samples_html(responder, allowed=allowed)
    assert responder.samples == allowed
    assert (texts.SAMPLES_REFUSED in last) != allowed


def test_an_empty_conversation_offers_examples() -> None:
    assert "Hvad blev der besluttet om budgettet?" in app.welcome_html(Scripted())


def test_an_empty_conversation_over_a_broken_catalog_says_so() -> None:
    assert "Kør først: referat ingest MAPPE" in app.welcome_html(Broken())
    assert app.scope_html(Broken()) == ""


def test_a_source_is_shown_whole() -> None:
    html = app.source_html(Scripted(), {"item": 1, "start": 17, "end": 26, "number": 1, "total": 1})
    assert "<mark>Vedtaget.</mark>" in html


@pytest.mark.parametrize("quote", [7, [1], None, "", " […] ", "andre ord […] Vedtaget."])
def test_a_source_with_a_senseless_quote_is_marked_from_start_to_end(quote: object) -> None:
    html = app.source_html(Scripted(), {"item": 1, "start": 17, "end": 26, "quote": quote})
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


def test_of_states_that_come_at_once_the_first_and_the_last_are_shown() -> None:
    entries = [(Exchange(question=str(number)),) for number in range(100)]
    assert list(app.paced(iter(entries), 60)) == [entries[0], entries[-1]]


def test_states_that_come_slowly_are_all_shown() -> None:
    now = iter(range(100))
    entries = [(Exchange(question=str(number)),) for number in range(5)]
    assert list(app.paced(iter(entries), 1, lambda: float(next(now)))) == entries
