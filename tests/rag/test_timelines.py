"""Timelines: every meeting of a case, what was decided, and what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from rag import timelines
from rag.catalog import Catalog
from rag.domain import AgendaItem, Filters, Outcome, SectionKind
from tests.invented import BagEncoder, add, item, meeting

if TYPE_CHECKING:
    from ui.workspace import Workspace

CASE = "05.01.00-P20-7-21"


def quoting(number: str, title: str, body: str, day: date) -> AgendaItem:
    """An item that quotes another body's decision before its own."""
    made = item(number, title, CASE, procedure="Anbefales godkendt.", decision="Godkendt.")
    quoted = replace(made.sections[0], kind=SectionKind.DECISION, body=body, date=day)
    return replace(made, sections=(quoted, *made.sections[1:]))


def test_a_case_has_all_its_meetings_oldest_first(catalog: Catalog) -> None:
    traced = timelines.case_timeline(catalog, CASE)
    assert [entry.record.meeting.date.isoformat() for entry in traced.entries] == ["2021-05-12", "2022-01-20"]
    assert traced.bodies == ("Havneudvalget", "Kommunalbestyrelsen")
    assert traced.case_numbers == (CASE,)
    assert traced.newest is traced.entries[-1]


@pytest.mark.parametrize("typed", ["05.01.00-p20-7-21", "050100 P20 7 21"])
def test_a_number_may_be_sloppily_typed(catalog: Catalog, typed: str) -> None:
    assert len(timelines.case_timeline(catalog, typed).entries) == 2


def test_an_unknown_number_has_an_empty_timeline(catalog: Catalog) -> None:
    assert timelines.case_timeline(catalog, "99.99.99-G01-1-99") == timelines.Timeline(())
    assert timelines.Timeline(()).newest is None


def test_a_closed_item_is_on_no_timeline(catalog: Catalog, encoder: BagEncoder) -> None:
    hidden = AgendaItem("1", "Lukket", CASE, closed=True, text="Lukket")
    add(catalog, encoder, "lukket.txt", meeting("2023-05-10", hidden))
    assert len(timelines.case_timeline(catalog, CASE).entries) == 2


def test_a_decision_that_follows_its_recommendation_shows_it(catalog: Catalog) -> None:
    first, second = timelines.case_timeline(catalog, CASE).entries
    assert [first.record.item.section_text(s) for s in first.recommendation] == ["at slæbestedet anlægges i 2022."]
    assert [section.kind for section in first.decision] == [SectionKind.DECISION]
    assert second.recommendation == ()


def test_what_a_quote_tells_of_a_meeting_without_minutes(catalog: Catalog, encoder: BagEncoder) -> None:
    add(catalog, encoder, "a.txt", meeting("2023-05-10", quoting("1", "Takster", "Økonomiudvalget", date(2023, 4, 1))))
    missing = timelines.case_timeline(catalog, CASE).missing
    assert [(found.body, found.date, found.outcome) for found in missing] == [
        ("Økonomiudvalget", date(2023, 4, 1), Outcome.RECOMMENDED)
    ]
    assert missing[0].quote == "Anbefales godkendt."
    assert missing[0].told_by.item.title == "Takster"


def test_a_quoted_meeting_whose_minutes_are_in_is_not_missing(catalog: Catalog, encoder: BagEncoder) -> None:
    own = quoting("1", "Takster", "HAVNEUDVALGET", date(2021, 6, 9))
    add(catalog, encoder, "a.txt", meeting("2023-05-10", own))
    assert timelines.case_timeline(catalog, CASE).missing == ()


def test_an_entry_has_its_own_decision_and_not_the_quoted_one(catalog: Catalog, encoder: BagEncoder) -> None:
    add(catalog, encoder, "a.txt", meeting("2023-05-10", quoting("1", "Takster", "Økonomiudvalget", date(2023, 4, 1))))
    newest = timelines.case_timeline(catalog, CASE).entries[-1]
    assert [newest.record.item.section_text(section) for section in newest.decision] == ["Godkendt."]


def test_years_without_minutes_are_named(catalog: Catalog, encoder: BagEncoder) -> None:
    add(catalog, encoder, "a.txt", meeting("2025-05-10", item("1", "Takster igen", CASE, decision="Godkendt.")))
    add(catalog, encoder, "b.txt", meeting("2024-05-10", item("1", "Andet", decision="Godkendt.")))
    traced = timelines.case_timeline(catalog, CASE)
    assert traced.silent == (timelines.SilentYears("Havneudvalget", (2022, 2023)),)
    assert traced.blank == (2023,)


def test_a_topic_is_traced_across_journal_numbers(samples: Workspace) -> None:
    traced = timelines.topic_timeline(samples.search, "cykelsti")
    assert len(traced.entries) > 1
    assert all("cykelsti" in entry.record.item.text.casefold() for entry in traced.entries)
    days = [entry.record.meeting.date for entry in traced.entries]
    assert days == sorted(days)


def test_a_topic_that_is_a_journal_number_is_its_case(samples: Workspace) -> None:
    cases = [r.item.case_number for r in samples.catalog.find_items(Filters()) if not r.item.closed]
    number = max(filter(None, cases), key=cases.count)
    by_number = timelines.case_timeline(samples.catalog, number)
    assert timelines.topic_timeline(samples.search, number).entries == by_number.entries
