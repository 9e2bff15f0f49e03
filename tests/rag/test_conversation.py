from __future__ import annotations

from datetime import date

import pytest

from rag.conversation import leans, read_anchors, readings, understand
from rag.domain import Period, Turn
from rag.question import Question
from rag.understanding import interpret
from rag.wording import Kind
from tests.answering import KNOWN, day

ASKED = "Hvad blev der besluttet om slæbestedet ved Nordkajen?"
ANSWERED = "Slæbestedet anlægges. [1]\n\n[1] 12. maj 2021, Havneudvalget, pkt. 2, j.nr. 05.01.00-P20-7-21: Ny kaj"
HISTORY = (Turn("user", ASKED), Turn("assistant", ANSWERED))


def follow(text: str) -> Question:
    """A question asked after the first answer."""
    return understand(text, HISTORY, KNOWN)


def words(question: Question) -> set[str]:
    """The subject of a question."""
    return {token.folded for token in question.terms}


LEANING = [
    pytest.param("og hvem stod for det?", Kind.WHO, id="og hvem"),
    pytest.param("Hvornår skal det være færdigt?", Kind.WHEN, id="det"),
    pytest.param("Hvad tid på dagen?", Kind.WHEN, id="the hour of what was just spoken of"),
    pytest.param("Hvor mange meter er den?", Kind.AMOUNT, id="den"),
    pytest.param("Hvornår skal den godkendes endeligt?", Kind.WHEN, id="den before a verb"),
    pytest.param("Hvem stemte imod?", Kind.VOTE, id="no subject"),
    pytest.param("Hvorfor?", Kind.WHY, id="one word"),
    pytest.param("Hvilke bilag er der til den sag?", Kind.ATTACHMENTS, id="den sag"),
    pytest.param("And who was responsible for it?", Kind.WHO, id="English"),
]


@pytest.mark.parametrize(("text", "kind"), LEANING)
def test_follow_up_borrows_subject_and_item(text: str, kind: Kind) -> None:
    question = follow(text)
    assert question.kind is kind
    assert {"slebestedet", "nordkajen"} <= words(question)
    assert question.demanded.case_numbers == ("05.01.00-P20-7-21",)
    assert question.anchored


STANDING_ALONE = [
    pytest.param("Hvad blev der besluttet om taksterne for fiskekuttere i 2019?", id="new subject and time"),
    pytest.param("Hvilke vilkår stilles til erhvervsfiskere i lystbådehavnen?", id="new subject"),
    pytest.param("Hvad skete der på mødet den 20. januar 2022?", id="a meeting"),
    pytest.param("Hvad skete der på mødet 20. januar 2022?", id="a meeting, its day without a preposition"),
    pytest.param("Hvad blev besluttet i sag 00.32.00-S00-2-21?", id="a journal number"),
]


@pytest.mark.parametrize("text", STANDING_ALONE)
def test_question_that_stands_alone_borrows_nothing(text: str) -> None:
    assert follow(text) == interpret(text, KNOWN)


@pytest.mark.parametrize("text", ["", "Hvem?", ASKED, "og hvad så?"])
def test_no_history_changes_nothing(text: str) -> None:
    assert understand(text, (), KNOWN) == interpret(text, KNOWN)


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        pytest.param("Og på det næste møde?", (day("2021-06-09"),), id="next meeting"),
        pytest.param("Hvad med mødet den 20. januar 2022?", (day("2022-01-20"),), id="a day"),
    ],
)
def test_follow_up_moves_in_time(text: str, periods: tuple[object, ...]) -> None:
    question = follow(text)
    assert question.demanded.periods == periods
    assert question.demanded.case_numbers == ()
    assert {"slebestedet", "nordkajen"} <= words(question)


def test_year_after_counts_from_the_cited_meeting() -> None:
    period = follow("Hvad med året efter?").demanded.periods[0]
    assert (period.first, period.last) == (day("2022-01-01").first, day("2022-12-31").last)


def test_follow_up_of_a_follow_up_keeps_the_subject() -> None:
    history = (*HISTORY, Turn("user", "og hvem stod for det?"), Turn("assistant", ANSWERED))
    assert {"slebestedet", "nordkajen"} <= words(understand("og hvornår er det færdigt?", history, KNOWN))


def test_anchors_are_the_meetings_and_cases_of_the_last_answer() -> None:
    anchors = read_anchors(HISTORY, KNOWN)
    assert anchors.periods == (day("2021-05-12"),)
    assert anchors.case_numbers == ("05.01.00-P20-7-21",)


def test_dates_that_are_no_meeting_anchor_nothing() -> None:
    anchors = read_anchors((Turn("assistant", "Fristen er den 1. juli 2021."),), KNOWN)
    assert anchors.periods == ()


@pytest.mark.parametrize("history", [(), (Turn("user", ASKED),)], ids=["none", "no answer"])
def test_nothing_answered_anchors_nothing(history: tuple[Turn, ...]) -> None:
    assert read_anchors(history, KNOWN).case_numbers == ()


@pytest.mark.parametrize("text", ["Hvad står der i punkt 3?", "Hvad er 05.01.00-P20-7-21?"])
def test_numbers_stand_alone(text: str) -> None:
    assert not leans(interpret(text, KNOWN))


def test_item_by_its_number_is_of_the_meeting_that_was_told_of() -> None:
    question = follow("Hvad var så punkt 3?")
    assert question.demanded.periods == (day("2021-05-12"),)
    assert question.demanded.item_numbers == ("3",)


def test_item_by_its_number_and_meeting_is_of_that_meeting() -> None:
    assert follow("Hvad var punkt 3 på mødet den 20. januar 2022?").demanded.periods == (day("2022-01-20"),)


BOTH_WAYS = [
    pytest.param("Hvem var projektleder?", id="a value without a subject"),
    pytest.param("Hvilke partier stemte for?", id="a vote"),
    pytest.param("Hvad koster det at fjerne muslingerne?", id="few words"),
]


@pytest.mark.parametrize("text", BOTH_WAYS)
def test_short_question_can_be_read_both_ways(text: str) -> None:
    own, leaning = readings(text, HISTORY, KNOWN)
    assert own == interpret(text, KNOWN)
    assert leaning.anchored
    assert {"slebestedet", "nordkajen"} <= words(leaning)


@pytest.mark.parametrize(
    "text", ["Hvad blev der besluttet om Søndermolen?", "Hvor mange møder er der?", "Hvad er der i sag 22/4711?"]
)
def test_question_with_a_name_or_a_number_is_read_one_way(text: str) -> None:
    assert len(readings(text, HISTORY, KNOWN)) == 1


def test_what_about_another_may_be_a_case_of_its_own() -> None:
    anchored, instead = readings("Hvad med Søndermolen?", HISTORY, KNOWN)
    assert anchored.demanded.case_numbers == ("05.01.00-P20-7-21",)
    assert not instead.demanded
    assert words(instead) == {"sondermolen", "slebestedet"}


def test_when_it_came_up_again_is_after_the_cited_meeting() -> None:
    period = follow("Og da den kom op igen?").demanded.periods[0]
    assert (period.first, period.last) == (day("2021-05-13").first, None)


def test_another_year_of_the_content_leaves_the_cited_item() -> None:
    question = follow("Hvad med 2015?")
    assert not question.demanded
    assert [period.first for period in question.happened] == [day("2015-01-01").first]


def test_the_year_after_may_be_of_what_was_told() -> None:
    told = (Turn("user", "Hvor var tilsynet på besøg i efteråret 2020?"), Turn("assistant", ANSWERED))
    moved, same_item = readings("Og året efter?", told, KNOWN)
    assert moved.demanded.case_numbers == ()
    assert same_item.demanded.case_numbers == ("05.01.00-P20-7-21",)
    assert [m.period for m in same_item.content_dates] == [Period(date(2021, 9, 1), date(2021, 11, 30))]


def test_what_is_only_said_to_be_polite_leans_on_nothing() -> None:
    assert not follow("Tak!").anchored
