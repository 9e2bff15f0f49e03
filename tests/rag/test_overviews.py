"""Answers that are complete by the catalog: overviews, timelines, counts, cases, attachments."""

from __future__ import annotations

from typing import Any

import pytest

from rag.domain import Filters, ItemRecord
from rag.drafting import Draft
from rag.evidence import EvidenceRanker
from rag.overviews import OverviewWriter
from tests.answering import day
from ui.workspace import Workspace


@pytest.fixture(scope="module")
def writer(samples: Workspace) -> OverviewWriter:
    """A writer over the sample minutes."""
    return OverviewWriter(samples.catalog, EvidenceRanker(samples.search))


def text(draft: Draft) -> str:
    """The words of a draft."""
    return "\n".join(statement.text for statement in draft.statements)


def keys(draft: Draft) -> list[tuple[str, str]]:
    """The items that a draft cites, in its order."""
    cited = [c for statement in draft.statements for c in statement.citations]
    return list(dict.fromkeys((c.meeting_date.isoformat(), c.number) for c in cited))


def find(samples: Workspace, **filters: Any) -> list[ItemRecord]:
    """The items that filters keep."""
    return list(samples.catalog.find_items(Filters(**filters)))


def only(samples: Workspace, iso: str, number: str) -> ItemRecord:
    """The item of a meeting with a number."""
    return samples.catalog.find_items(Filters(periods=(day(iso),), item_numbers=(number,)))[0]


MEETINGS = [
    ("2021-09-29", 8),
    ("2022-03-10", 7),
    ("2022-06-13", 7),
    ("2023-05-15", 8),
    ("2024-01-18", 8),
    ("2024-06-26", 9),
]


@pytest.mark.parametrize(("iso", "count"), MEETINGS)
def test_overview_has_a_line_for_each_item(samples: Workspace, writer: OverviewWriter, iso: str, count: int) -> None:
    draft = writer.overview(samples.catalog.meetings(Filters(periods=(day(iso),))))
    assert keys(draft) == [(iso, str(number)) for number in range(1, count + 1)]
    assert f"{count} punkter" in draft.statements[0].text
    assert len(text(draft)) < 2_500


def test_what_a_line_leads_in_follows_it_without_a_dot(samples: Workspace, writer: OverviewWriter) -> None:
    timeline = text(writer.timeline(find(samples)))
    assert ": ·" not in " ".join(timeline.split())


def test_overview_reveals_nothing_of_closed_items(samples: Workspace, writer: OverviewWriter) -> None:
    draft = writer.overview(samples.catalog.meetings())
    assert "Havnevej" not in text(draft)
    closed = [s for s in draft.statements if "Lukket" in s.text]
    assert len(closed) == 5
    assert all("–" not in statement.text for statement in closed)


def test_timeline_runs_from_oldest_to_the_newest_standing(samples: Workspace, writer: OverviewWriter) -> None:
    draft = writer.timeline(find(samples, case_numbers=("82.06.00-P20-4-21",)))
    assert keys(draft) == [("2021-09-29", "3"), ("2022-03-10", "3"), ("2024-06-26", "2")]
    assert "15,6 mio. kr." in text(draft)
    assert draft.statements[-1].text.startswith("Senest behandlet den 26. juni 2024")


def test_case_names_every_item_of_a_shared_journal_number(samples: Workspace, writer: OverviewWriter) -> None:
    number = "00.01.00-A00-6-22"
    draft = writer.case(number, find(samples, case_numbers=(number,)))
    assert keys(draft) == [("2022-03-10", "1"), ("2022-03-10", "6"), ("2022-03-10", "7")]
    assert number in draft.statements[0].text
    assert "3 punkter" in draft.statements[0].text


def test_case_of_one_item(samples: Workspace, writer: OverviewWriter) -> None:
    draft = writer.case("23/1420", find(samples, case_numbers=("23/1420",)))
    assert "ét punkt" in draft.statements[0].text


def test_journal_number_is_quoted(samples: Workspace, writer: OverviewWriter) -> None:
    draft = writer.case_number(only(samples, "2022-06-13", "2"))
    assert "05.04.00-P20-7-22" in text(draft)
    assert draft.statements[0].citations[0].quote == "05.04.00-P20-7-22"


def test_dates_of_a_subject(samples: Workspace, writer: OverviewWriter) -> None:
    records = find(samples, case_numbers=("06.00.05-P16-2-21",))
    assert all(date in text(writer.meeting_dates(records)) for date in ("29. september 2021", "13. juni 2022"))
    assert "26. juni 2024" in text(writer.meeting_dates(records[-1:]))


@pytest.mark.parametrize(
    ("iso", "number", "names"),
    [
        pytest.param(
            "2021-09-29",
            "2",
            ["Budgetforslag 2022-2025, hovedoversigt", "Effektiviseringskatalog 2022", "Samlede høringssvar"],
            id="txt",
        ),
        pytest.param("2022-06-13", "2", ["Skitse af cykelsti", "Uheldsrapport 2017-2021"], id="md"),
        pytest.param("2023-05-15", "3", ["Ansøgning fra Nordhav Vind ApS", "Hvidbog fra idéhøring"], id="pdf"),
        pytest.param("2024-06-26", "2", ["Anlægsregnskab Rønsø Svømmehal", "Ledelseserklæring"], id="docx"),
    ],
)
def test_attachments_come_whole(
    samples: Workspace, writer: OverviewWriter, iso: str, number: str, names: list[str]
) -> None:
    draft = writer.attachments(only(samples, iso, number))
    assert all(name in text(draft) for name in names)
    assert draft.statements[0].citations[0].section == "Bilag"


def test_empty_attachments_are_told(samples: Workspace, writer: OverviewWriter) -> None:
    assert "ingen bilag" in text(writer.attachments(only(samples, "2022-03-10", "3")))


def test_place_and_time_of_a_meeting(samples: Workspace, writer: OverviewWriter) -> None:
    draft = writer.meeting_facts(samples.catalog.meetings(Filters(periods=(day("2022-06-13"),))))
    assert draft is not None
    assert "Materielgården" in text(draft)
    assert "16:30" in text(draft)


def test_sides_stand_by_their_dates(samples: Workspace, writer: OverviewWriter) -> None:
    records = [only(samples, "2022-03-10", "4"), only(samples, "2024-01-18", "5")]
    ranker = EvidenceRanker(samples.search)
    decisions = [[s for s in ranker.sentences(r) if s.heading == "Beslutning"] for r in records]
    draft = writer.comparison(records, decisions)
    assert keys(draft) == [("2022-03-10", "4"), ("2024-01-18", "5")]
    assert "én fast hjemmearbejdsdag" in draft.statements[0].text
    assert "tirsdag er fælles mødedag" in draft.statements[1].text
