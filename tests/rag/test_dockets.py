"""Lists of the items with an outcome: complete, counted, and for nothing but what was asked."""

from __future__ import annotations

import pytest

from rag.assistant import Assistant
from rag.domain import AnswerStatus, Filters, Outcome
from rag.settled import asked_outcome
from rag.understanding import interpret
from tests.answering import KNOWN, cited, converse
from ui.workspace import Workspace

ASKED = [
    pytest.param("Hvilke sager blev udsat?", Outcome.POSTPONED, id="postponed"),
    pytest.param("Hvor mange punkter er udskudt til senere?", Outcome.POSTPONED, id="how many"),
    pytest.param("Er der sager, der er blevet afvist?", Outcome.REJECTED, id="are there any"),
    pytest.param("Hvad har Kommunalbestyrelsen sagt nej til i 2022?", Outcome.REJECTED, id="said no to"),
    pytest.param("Hvilke punkter blev taget til efterretning den 12. maj 2021?", Outcome.NOTED, id="noted on a day"),
    pytest.param("Hvilke punkter var til orientering?", Outcome.NOTED, id="for information"),
    pytest.param("Hvilke sager blev sendt videre til Byrådet?", Outcome.FORWARDED, id="sent on to somebody"),
    pytest.param("Hvilke sager blev anbefalet godkendt?", Outcome.RECOMMENDED, id="recommended to be approved"),
    pytest.param("Hvilke punkter blev kun drøftet?", Outcome.DISCUSSED, id="only discussed"),
    pytest.param("vis alle godkendte sager", Outcome.APPROVED, id="approved, in the imperative"),
    pytest.param("Hvilke sager blev godkendt i sag 00.32.00-S00-2-21?", None, id="of a case"),
    pytest.param("Hvilke punkter blev drøftet den 12. maj 2021?", None, id="what a meeting was about"),
    pytest.param("Hvilke lokalplaner blev godkendt?", None, id="things that are no items"),
    pytest.param("Hvad blev godkendt om slæbestedet?", None, id="a subject"),
    pytest.param("Blev slæbestedet udsat?", None, id="yes or no"),
    pytest.param("Hvornår blev sagen udsat?", None, id="when"),
]


@pytest.mark.parametrize(("text", "outcome"), ASKED)
def test_outcome_that_is_asked_for(text: str, outcome: Outcome | None) -> None:
    assert asked_outcome(interpret(text, KNOWN)) is outcome


def of_outcome(samples: Workspace, *outcomes: Outcome, year: str = "") -> set[tuple[str, str]]:
    """The open items of some outcomes, of all meetings or of a year's."""
    return {
        (record.meeting.date.isoformat(), record.item.number)
        for record in samples.catalog.find_items(Filters())
        if record.outcome in outcomes and record.meeting.date.isoformat().startswith(year)
    }


def test_all_items_of_an_outcome_are_listed(samples: Workspace, assistant: Assistant) -> None:
    answer = assistant.answer("Hvilke sager blev afvist?")
    rejected = of_outcome(samples, Outcome.REJECTED)
    assert len(rejected) > 1
    assert cited(answer) == rejected
    assert f"**{len(rejected)} af 47 punkter** blev afvist" in answer.text


def test_those_of_a_time_and_a_body(samples: Workspace, assistant: Assistant) -> None:
    noted = of_outcome(samples, Outcome.NOTED, year="2022-06-13")
    answer = assistant.answer("Hvilke punkter tog Teknik- og Miljøudvalget til efterretning i 2022?")
    assert noted
    assert cited(answer) == noted


def test_what_was_decided_in_parts_counts_where_a_part_came_to_it(assistant: Assistant) -> None:
    answer = assistant.answer("Hvor mange sager blev udsat i 2022?")
    assert ("2022-06-13", "5") in cited(answer)
    assert "helt eller delvist udsat" in answer.text


def test_none_is_told_with_how_many_there_were(assistant: Assistant) -> None:
    answer = assistant.answer("Hvilke punkter blev udsat i 2021?")
    assert answer.status is AnswerStatus.NOT_FOUND
    assert answer.text.startswith("Ingen af de 8 punkter")


def test_time_without_minutes(assistant: Assistant) -> None:
    answer = assistant.answer("Hvilke sager blev udsat i 2015?")
    assert answer.status is AnswerStatus.NOT_FOUND
    assert "2015" in answer.text


def test_goes_on_from_a_meeting(samples: Workspace, assistant: Assistant) -> None:
    asked = ("Hvad skete der på mødet den 13. juni 2022?", "Hvilke af punkterne blev udsat?")
    postponed = of_outcome(samples, Outcome.POSTPONED, Outcome.PARTLY, year="2022-06-13")
    assert cited(converse(assistant, *asked)) == postponed


def test_goes_on_from_another_outcome(samples: Workspace, assistant: Assistant) -> None:
    answer = converse(assistant, "Hvilke sager blev udsat i 2022?", "Hvad med afviste?")
    assert cited(answer) == of_outcome(samples, Outcome.REJECTED, year="2022")


def test_a_question_about_an_item_stays_with_it(assistant: Assistant) -> None:
    asked = ("Hvilke projekter skulle udvalget prioritere i juni 2022?", "og hvilke blev udsat?")
    assert cited(converse(assistant, *asked)) == {("2022-06-13", "5")}
