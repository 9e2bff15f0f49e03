"""Listings: complete, in order, a page at a time, and nothing of closed items."""

from __future__ import annotations

from datetime import date

import pytest

from rag import listings
from rag.catalog import Catalog
from rag.domain import AgendaItem, Filters, Outcome, Period
from tests.invented import COUNCIL, BagEncoder, add, item, meeting
from ui.workspace import Workspace

CASE = "05.01.00-P20-7-21"


def closed(number: str, case_number: str) -> AgendaItem:
    return AgendaItem(number, "Lukket", case_number, closed=True, text="Lukket")


def test_meetings_are_counted_by_body_and_year(catalog: Catalog) -> None:
    counts = [(count.body, count.year, count.meetings) for count in listings.count_meetings(catalog)]
    assert counts == [("Havneudvalget", 2021, 2), ("Kommunalbestyrelsen", 2022, 1)]


def test_newest_meetings_come_first_and_a_page_at_a_time(catalog: Catalog) -> None:
    days = [meeting.date.isoformat() for meeting in listings.newest_meetings(catalog, Filters(), 2)]
    assert days == ["2022-01-20", "2021-06-09"]
    rest = listings.newest_meetings(catalog, Filters(), 2, skip=2)
    assert [meeting.date.isoformat() for meeting in rest] == ["2021-05-12"]


def test_newest_meetings_obey_the_filter(catalog: Catalog) -> None:
    year = Filters((Period(date(2021, 1, 1), date(2021, 12, 31)),), ("Havneudvalget",))
    assert len(listings.newest_meetings(catalog, year, 10)) == 2
    assert listings.newest_meetings(catalog, Filters(bodies=("Skolerådet",)), 10) == ()


def test_the_meetings_before_and_after_are_the_same_bodys(catalog: Catalog) -> None:
    assert listings.meetings_beside(catalog, "Havneudvalget", date(2021, 5, 12)) == (None, date(2021, 6, 9))
    assert listings.meetings_beside(catalog, "Havneudvalget", date(2021, 6, 9)) == (date(2021, 5, 12), None)


def test_titles_are_those_of_open_items(catalog: Catalog, encoder: BagEncoder) -> None:
    add(catalog, encoder, "maj-2.txt", meeting("2023-05-10", item("1", "Molen"), closed("2", "")))
    newest = listings.newest_meetings(catalog, Filters(), 1)[0]
    assert listings.open_titles(catalog, [newest.id]) == {newest.id: ("Molen",)}


def test_a_meeting_is_found_by_its_id_with_its_items_in_order(catalog: Catalog, encoder: BagEncoder) -> None:
    add(catalog, encoder, "maj-2.txt", meeting("2023-05-10", item("2", "Molen"), closed("1", ""), item("3", "Kajen")))
    newest = listings.newest_meetings(catalog, Filters(), 1)[0]
    assert listings.find_meeting(catalog, newest.id) == newest
    assert [record.item.number for record in listings.items_of_meeting(catalog, newest.id)] == ["2", "1", "3"]


def test_a_replaced_edition_is_no_meeting(catalog: Catalog, encoder: BagEncoder) -> None:
    older = listings.newest_meetings(catalog, Filters(), 1)[0]
    add(catalog, encoder, "januar-2.txt", COUNCIL)
    assert listings.find_meeting(catalog, older.id) is None
    assert listings.items_of_meeting(catalog, older.id) == ()
    assert listings.meetings_of_case(catalog, CASE) == 2


def test_a_case_counts_its_meetings_and_shows_its_newest_item(catalog: Catalog) -> None:
    first = listings.list_cases(catalog, 1)[0]
    assert (first.case_number, first.title, first.meetings) == (CASE, "Lystbådehavnens takster", 2)
    assert (first.first, first.last) == (date(2021, 5, 12), date(2022, 1, 20))
    assert listings.count_cases(catalog) == 3
    assert listings.count_of_case(catalog, CASE) == 2


def test_pages_of_cases_are_all_cases_once(catalog: Catalog) -> None:
    pages = [listings.list_cases(catalog, 1, skip) for skip in range(4)]
    assert [len(page) for page in pages] == [1, 1, 1, 0]
    assert len({case.case_number for page in pages for case in page}) == 3


def test_a_closed_item_adds_nothing_to_its_case(catalog: Catalog, encoder: BagEncoder) -> None:
    add(catalog, encoder, "lukket.txt", meeting("2023-05-10", closed("1", CASE), closed("2", "11.11.11-G01-1-23")))
    assert listings.count_cases(catalog) == 3
    assert listings.count_of_case(catalog, CASE) == 2
    assert listings.list_cases(catalog, 1)[0].last == date(2022, 1, 20)


def test_items_that_share_their_number_are_told_apart(catalog: Catalog, encoder: BagEncoder) -> None:
    add(catalog, encoder, "a.txt", meeting("2023-05-10", item("1", "Kajen", decision="Godkendt."), item("2", "Molen")))
    add(catalog, encoder, "b.txt", meeting("2023-05-10", item("1", "Fyret", decision="Udsat."), item("3", "Bøjen")))
    day = Filters((Period(date(2023, 5, 10), date(2023, 5, 10)),))
    records = {record.item.title: record.id for record in catalog.find_items(day)}
    repeats = listings.number_repeats(catalog, list(records.values()))
    assert repeats == {records["Kajen"]: 1, records["Fyret"]: 2}


def test_facts_of_all_items_and_of_some(catalog: Catalog) -> None:
    everything = listings.item_facts(catalog)
    assert [facts.year for facts in everything.values()] == [2022, 2021, 2021, 2021]
    one = next(iter(everything))
    assert listings.item_facts(catalog, [one, 9_999]) == {one: everything[one]}
    assert {facts.outcome for facts in everything.values()} >= {Outcome.APPROVED, Outcome.NOTED}


def test_passages_know_their_item_and_kind_of_section(catalog: Catalog) -> None:
    ids = [int(key) for key in catalog.chunk_ids(Filters())]
    places = listings.chunk_places(catalog, ids)
    assert list(places) == ids
    assert {place.item_id for place in places.values()} == set(listings.item_facts(catalog))
    assert set(listings.titles_of(catalog, listings.item_facts(catalog)).values()) >= {"Økonomirapport for havnen"}
    texts = listings.chunk_texts(catalog, ids)
    assert texts.keys() == set(ids)
    assert all(texts.values())


def test_many_passages_find_their_items_as_few_do(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = {int(key) for key in catalog.chunk_ids(Filters())} | {9_999}
    few = listings.items_of_chunks(catalog, ids)
    assert few == {key: place.item_id for key, place in listings.chunk_places(catalog, ids).items()}
    monkeypatch.setattr(listings, "_MANY", 0)
    assert listings.items_of_chunks(catalog, ids) == few


def test_when_something_was_last_ingested(catalog: Catalog) -> None:
    newest = listings.last_ingested(catalog)
    assert newest is not None
    assert newest.tzinfo is not None


def test_nothing_ingested(empty_catalog: Catalog) -> None:
    assert listings.last_ingested(empty_catalog) is None
    assert listings.count_meetings(empty_catalog) == ()
    assert listings.shared_meetings(empty_catalog) == ()
    assert listings.item_facts(empty_catalog) == {}


@pytest.mark.parametrize("second", ["Kajen", "Noget helt andet"], ids=["a newer edition", "another part"])
def test_meetings_in_several_files_are_shown_once_with_the_others(
    catalog: Catalog, encoder: BagEncoder, second: str
) -> None:
    add(catalog, encoder, "a.txt", meeting("2023-05-10", item("1", "Kajen", decision="Godkendt.")))
    add(catalog, encoder, "b.txt", meeting("2023-05-10", item("1", second, decision="Godkendt.")))
    shared = listings.shared_meetings(catalog)
    assert [(found.date.isoformat(), len(others)) for found, others in shared] == [("2023-05-10", 1)]


def test_items_of_outcomes_are_all_there_in_order(samples: Workspace) -> None:
    wanted = {Outcome.NOTED, Outcome.REJECTED}
    found = listings.items_with_outcome(samples.catalog, Filters(), wanted)
    every = samples.catalog.find_items(Filters())
    assert found == tuple(record for record in every if record.outcome in wanted)
    assert listings.items_with_outcome(samples.catalog, Filters(bodies=("Skolerådet",)), wanted) == ()
