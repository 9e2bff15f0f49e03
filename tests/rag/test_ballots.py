"""Lists of votes: complete, of those who are named, and for nothing but what was asked."""

from __future__ import annotations

import pytest

from rag.assistant import Assistant
from rag.domain import AnswerStatus
from tests.answering import cited, converse

SCHOOLS, TIPS, PATH, MILLS, GRANT = (
    ("2021-09-29", "4"), ("2022-06-13", "3"), ("2023-05-15", "2"), ("2023-05-15", "3"), ("2024-06-26", "4"),
)  # fmt: skip

LISTS = [
    pytest.param("Hvilke sager blev der stemt om?", {SCHOOLS, TIPS, PATH, MILLS, GRANT}, id="all"),
    pytest.param("Hvilke beslutninger var ikke enstemmige?", {SCHOOLS, TIPS, PATH, MILLS, GRANT}, id="not of one mind"),
    pytest.param("Var der nogen afstemninger på mødet i maj 2023?", {PATH, MILLS}, id="of a month"),
    pytest.param("Hvem stemte imod på kommunalbestyrelsesmødet i juni 2024?", {GRANT}, id="against, at a meeting"),
    pytest.param("Hvilke sager stemte Enhedslisten imod?", {TIPS}, id="a party against"),
    pytest.param("Hvad har Socialdemokratiet stemt for?", {TIPS, PATH}, id="a party for"),
    pytest.param("hvordan har venstre stemt i 2023", {PATH, MILLS}, id="a party, of a year, without capitals"),
    pytest.param("Hvilke sager har Sigrid Bøgelund stemt imod?", {TIPS}, id="a person"),
    pytest.param("Hvilke sager stemte SF og Socialdemokratiet for?", {TIPS, PATH}, id="two parties"),
]


@pytest.mark.parametrize(("text", "items"), LISTS)
def test_votes_are_listed(assistant: Assistant, text: str, items: set[tuple[str, str]]) -> None:
    answer = assistant.answer(text)
    assert answer.status is AnswerStatus.ANSWERED
    assert cited(answer) == items


def test_list_is_counted(assistant: Assistant) -> None:
    assert "**5 af 47 punkter**" in assistant.answer("Hvilke sager blev der stemt om?").text


def test_proof_tells_the_vote(assistant: Assistant) -> None:
    answer = assistant.answer("Hvilke sager stemte Enhedslisten imod?")
    assert "Sigrid Bøgelund (Ø)" in answer.citations[0].quote


def test_no_votes_at_a_meeting(assistant: Assistant) -> None:
    answer = assistant.answer("Hvad blev der stemt om i marts 2022?")
    assert answer.status is AnswerStatus.NOT_FOUND
    assert "ikke nævnt stemmer" in answer.text


@pytest.mark.parametrize("text", ["Hvad stemte Moderaterne?", "Hvilke sager stemte Jørgen Pilegaard imod?"])
def test_who_has_not_voted(assistant: Assistant, text: str) -> None:
    assert assistant.answer(text).status is AnswerStatus.NOT_FOUND


SUBJECTS = [
    pytest.param("Stemte Venstre for vindmøllerne?", MILLS, id="a party by its letter"),
    pytest.param("Hvad stemte Socialdemokratiet til cykelstien på Ellekærvej?", PATH, id="what a party voted"),
    pytest.param("Hvem stemte for i sagen om vindmøller?", MILLS, id="who"),
]


@pytest.mark.parametrize(("text", "item"), SUBJECTS)
def test_votes_on_a_subject(assistant: Assistant, text: str, item: tuple[str, str]) -> None:
    answer = assistant.answer(text)
    assert cited(answer) == {item}
    assert "stemte" in answer.citations[0].quote


def test_what_citizens_are_against_is_no_vote(assistant: Assistant) -> None:
    assert "De fleste er imod" not in assistant.answer("Hvem stemte for i sagen om vindmøller?").text


def test_follow_up_stays_with_the_item(assistant: Assistant) -> None:
    answer = converse(assistant, "Hvad blev der besluttet om vindmøllerne ved Strandlyst?", "Hvem stemte imod?")
    assert cited(answer) == {MILLS}
