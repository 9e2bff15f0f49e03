"""Counts and lists of meetings, bodies and items: complete, and with what they are a part of."""

from __future__ import annotations

from typing import Any

import pytest

from rag.domain import Filters, ItemRecord
from rag.drafting import Draft
from rag.registers import RegisterWriter
from tests.answering import day
from ui.workspace import Workspace


@pytest.fixture(scope="module")
def register(samples: Workspace) -> RegisterWriter:
    """A register over the sample minutes."""
    return RegisterWriter(samples.catalog)


def text(draft: Draft) -> str:
    """The words of a draft."""
    return "\n".join(statement.text for statement in draft.statements)


def find(samples: Workspace, **filters: Any) -> list[ItemRecord]:
    """The items that filters keep."""
    return list(samples.catalog.find_items(Filters(**filters)))


def test_counts_name_their_denominator(samples: Workspace, register: RegisterWriter) -> None:
    records = find(samples, case_numbers=("82.06.00-P20-4-21",))
    assert "3 af 6 møder" in text(register.count_meetings(records, 6))
    assert "6 møder" in text(register.count_all(samples.catalog.meetings()))
    assert "47 punkter" in text(register.count_items(samples.catalog.meetings()))
    assert "5 lukkede punkter" in text(register.count_closed([r for r in find(samples) if r.item.closed], 6))


def test_two_items_at_one_meeting_are_one_meeting(samples: Workspace, register: RegisterWriter) -> None:
    records = find(samples, case_numbers=("00.01.00-A00-6-22",))
    assert "1 af 6 møder" in text(register.count_meetings(records, 6))


def test_one_is_no_several(samples: Workspace, register: RegisterWriter) -> None:
    assert "**ét møde**" in text(register.count_all(samples.catalog.meetings(Filters((day("2022-03-10"),)))))


def test_agendas_name_their_open_items(samples: Workspace, register: RegisterWriter) -> None:
    told = text(register.agendas(samples.catalog.meetings()))
    assert told.count("\n") == 6
    assert "- **15. maj 2023**, Teknik- og Miljøudvalget: Godkendelse af dagsorden; Cykelsti langs Ellekærvej" in told
    assert "Lukket" not in told


def test_one_closed_item_of_one_meeting(samples: Workspace, register: RegisterWriter) -> None:
    closed = [r for r in find(samples) if r.item.closed][:1]
    assert "i ét referat" in text(register.count_closed(closed, 1))


def test_bodies_are_listed_with_their_meetings(samples: Workspace, register: RegisterWriter) -> None:
    told = text(register.count_bodies(samples.catalog.meetings()))
    assert "**3**" in told
    assert "- Direktionen: 2 møder, senest 18. januar 2024" in told


def test_cases_with_a_part_in_common_have_each_its_own_number(samples: Workspace, register: RegisterWriter) -> None:
    records = find(samples, case_numbers=("82.06.00-P20-4-21", "05.04.00-P20-7-22"))
    draft = register.cases("P20", records)
    cited = [citation.quote for statement in draft.statements for citation in statement.citations]
    assert cited == [record.item.case_number for record in records]
