from __future__ import annotations

import pytest

from rag.catalog import Catalog
from rag.domain import AnswerStatus, Filters
from rag.drafting import Draft
from rag.refusing import describe_scope, refuse, refuse_case, refuse_dates, refuse_ungrounded, tell_closed
from rag.understanding import interpret
from tests.answering import KNOWN, knowing
from ui.workspace import Workspace


def test_scope_names_how_much_was_searched() -> None:
    assert describe_scope(KNOWN) == "de 5 referater, jeg har (11. marts 2019 – 20. januar 2022)"
    assert describe_scope(knowing(("2021-05-12", "KB"))) == "det ene referat, jeg har (12. maj 2021)"


def test_refusal_names_scope_and_at_most_three_near_items(catalog: Catalog) -> None:
    near = catalog.find_items(Filters())
    draft = refuse(KNOWN, near)
    assert draft.status is AnswerStatus.NOT_FOUND
    assert draft.lead.startswith("Det fremgår ikke af de 5 referater")
    assert draft.nearest == near[:3]
    assert draft.lead.count("\n- ") == 3
    assert draft.statements == ()


def test_refusal_without_anything_near() -> None:
    assert refuse(KNOWN, ()).lead == f"Det fremgår ikke af {describe_scope(KNOWN)}."


@pytest.mark.parametrize(
    ("text", "when"),
    [("Hvad skete der på mødet den 1. april 2017?", "1. april 2017"), ("Hvad skete der på møderne i 2017?", "2017")],
)
def test_meetings_that_are_not_there_are_named(text: str, when: str) -> None:
    assert refuse_dates(interpret(text, KNOWN), KNOWN, ()).lead.startswith(f"Jeg har ikke noget referat fra {when}.")


def test_invented_journal_number_is_named() -> None:
    lead = refuse_case(interpret("Hvad er 99.99.99-A00-1-99?", KNOWN), KNOWN, ()).lead
    assert lead.startswith("Ingen sag i referaterne har journalnummer 99.99.99-A00-1-99.")


def test_ungrounded_answer_becomes_a_refusal(catalog: Catalog) -> None:
    near = catalog.find_items(Filters())[:1]
    draft = refuse_ungrounded(Draft(AnswerStatus.ANSWERED, nearest=near), KNOWN)
    assert (draft.status, draft.nearest) == (AnswerStatus.NOT_FOUND, near)


@pytest.mark.parametrize("count", [1, 5])
def test_closed_items_reveal_where_they_stand_and_nothing_else(samples: Workspace, count: int) -> None:
    closed = [r for r in samples.catalog.find_items(Filters()) if r.item.closed][:count]
    draft = tell_closed(closed)
    assert draft.status is AnswerStatus.CLOSED
    assert len({c.item_id for s in draft.statements for c in s.citations}) == count
    said = " ".join([draft.lead, *(s.text for s in draft.statements)])
    assert not any(word in said for word in ("Havnevej", "Salg", "areal"))
