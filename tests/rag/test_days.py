"""What is told of a day that there are no minutes of."""

from __future__ import annotations

import pytest

from rag.assistant import Assistant
from rag.days import asked_day
from rag.domain import AnswerStatus
from rag.understanding import interpret
from tests.answering import KNOWN, cited

ASKED = [
    pytest.param("Hvad sker der den 2. juni 2021?", (2, 6), id="a day to come"),
    pytest.param("2/6-2021", (2, 6), id="the day alone"),
    pytest.param("Hvad skal der ske den 2. juni?", (2, 6), id="without its year"),
    pytest.param("Hvad sker der med slæbestedet den 2. juni 2021?", None, id="of a subject"),
    pytest.param("Hvad skete der på mødet den 2. juni 2021?", None, id="a meeting that there is none of"),
    pytest.param("Hvad skete der den 12. maj 2021?", None, id="a meeting's day"),
    pytest.param("Hvad sker der i juni 2021?", None, id="a month"),
]


@pytest.mark.parametrize(("text", "day"), ASKED)
def test_day_that_is_asked_about(text: str, day: tuple[int, int] | None) -> None:
    found = asked_day(interpret(text, KNOWN))
    assert (found and (found.day, found.month)) == day


TOLD = [
    pytest.param("Hvad sker der den 4. oktober 2021?", id="with its year"),
    pytest.param("Hvad sker der den 4. oktober?", id="without"),
    pytest.param("4/10-2021", id="in figures"),
]


@pytest.mark.parametrize("text", TOLD)
def test_what_is_told_of_a_day(assistant: Assistant, text: str) -> None:
    answer = assistant.answer(text)
    assert answer.status is AnswerStatus.ANSWERED
    assert cited(answer) == {("2021-09-29", "2")}
    assert all("4. oktober 2021" in citation.quote for citation in answer.citations)


@pytest.mark.parametrize("text", ["Hvad sker der den 4. oktober 2016?", "Hvad sker der den 5. november 2021?"])
def test_a_day_that_nothing_tells_of(assistant: Assistant, text: str) -> None:
    assert assistant.answer(text).status is AnswerStatus.NOT_FOUND
