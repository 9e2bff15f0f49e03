"""What names a person, over all the meetings."""

from __future__ import annotations

import pytest

from rag.assistant import Assistant
from rag.domain import AnswerStatus, Filters
from rag.mentions import asked_person
from rag.understanding import interpret
from tests.answering import KNOWN, cited, converse
from ui.workspace import Workspace

ASKED = [
    pytest.param("Hvad har Birgit Skov sagt?", "Birgit Skov", id="what somebody said"),
    pytest.param("Hvilke sager er Birgit Skov nævnt i?", "Birgit Skov", id="where somebody is named"),
    pytest.param("Hvem er Birgit Skov-Holm?", "Birgit Skov-Holm", id="who somebody is"),
    pytest.param("Birgit Skov", "Birgit Skov", id="the name alone"),
    pytest.param("Hvem er Birgit?", "Birgit", id="a first name"),
    pytest.param("Hvem er Birgit S.?", "Birgit S.", id="a first name and a letter"),
    pytest.param("Hvem er Borgmester?", None, id="an office"),
    pytest.param("Hvad har Birgit Skov sagt om slæbestedet?", None, id="of a subject"),
    pytest.param("Hvad besluttede Birgit Skov?", None, id="a decision"),
    pytest.param("Hvem er formand?", None, id="no name"),
    pytest.param("Hvad blev der sagt?", None, id="nobody"),
]


@pytest.mark.parametrize(("text", "name"), ASKED)
def test_person_that_is_asked_about(text: str, name: str | None) -> None:
    assert asked_person(interpret(text, KNOWN)) == name


def naming(samples: Workspace, name: str, year: str = "") -> set[tuple[str, str]]:
    """The open items whose text has a name, of all meetings or of a year's."""
    return {
        (record.meeting.date.isoformat(), record.item.number)
        for record in samples.catalog.find_items(Filters())
        if name in record.item.text and record.meeting.date.isoformat().startswith(year)
    }


@pytest.mark.parametrize("text", ["Hvad har Bodil Nymark sagt?", "Bodil Nymark", "Hvem er Bodil Nymark?"])
def test_all_items_that_name_somebody(samples: Workspace, assistant: Assistant, text: str) -> None:
    answer = assistant.answer(text)
    named = naming(samples, "Bodil Nymark")
    assert len(named) > 2
    assert cited(answer) == named
    assert all("Bodil Nymark" in citation.quote for citation in answer.citations)
    assert f"**{len(named)} punkter**" in answer.text


def test_of_a_time(samples: Workspace, assistant: Assistant) -> None:
    answer = assistant.answer("Hvad har Bodil Nymark sagt i 2022?")
    assert cited(answer) == naming(samples, "Bodil Nymark", "2022")


def test_of_a_time_without_minutes(assistant: Assistant) -> None:
    assert assistant.answer("Hvad har Bodil Nymark sagt i 2015?").status is AnswerStatus.NOT_FOUND


def test_who_is_nowhere(assistant: Assistant) -> None:
    assert assistant.answer("Hvad har Birgit Skovholm sagt?").status is AnswerStatus.NOT_FOUND


def test_follow_up_stays_with_the_item(assistant: Assistant) -> None:
    answer = converse(assistant, "Hvad blev der besluttet om telefoniplatformen?", "Hvad sagde Bodil Nymark?")
    assert cited(answer) == {("2022-03-10", "6")}
