from __future__ import annotations

import pytest

from rag.domain import Filters
from rag.evidence import EvidenceRanker
from rag.question import Known
from rag.topics import TopicFinder
from rag.understanding import interpret
from tests.answering import day
from ui.workspace import Workspace


@pytest.fixture(scope="module")
def topics(samples: Workspace) -> TopicFinder:
    """A finder of topics over the sample minutes."""
    return TopicFinder(samples.search, EvidenceRanker(samples.search))


def found(topics: TopicFinder, known: Known, text: str, filters: Filters | None = None) -> list[tuple[str, str]]:
    """The date and number of each item of a topic, in the order given."""
    records = topics.items(interpret(text, known), filters or Filters())
    return [(record.meeting.date.isoformat(), record.item.number) for record in records]


WHOLE = [
    pytest.param("svømmehallen", ["2021-09-29", "2022-03-10", "2024-06-26"], id="one word"),
    pytest.param("svommehallen", ["2021-09-29", "2022-03-10", "2024-06-26"], id="without Danish letters"),
    pytest.param("Rønsø Svømmehal", ["2021-09-29", "2022-03-10", "2024-06-26"], id="name"),
    pytest.param("klimatilpasningsplanen", ["2021-09-29", "2022-06-13", "2024-06-26"], id="plan"),
    pytest.param("cykelsti langs Ellekærvej", ["2022-06-13", "2023-05-15", "2024-06-26"], id="two journal numbers"),
    pytest.param("værdighedspolitik", ["2024-06-26"], id="once"),
]


@pytest.mark.parametrize(("text", "dates"), WHOLE)
def test_topic_is_whole_and_oldest_first(topics: TopicFinder, known: Known, text: str, dates: list[str]) -> None:
    assert [day for day, _ in found(topics, known, text)] == dates


@pytest.mark.parametrize("text", ["fodbold", "atomkraft", "xyzzyplugh"])
def test_foreign_topic_has_no_items(topics: TopicFinder, known: Known, text: str) -> None:
    assert found(topics, known, text) == []


def test_filters_hold(topics: TopicFinder, known: Known) -> None:
    within = Filters(periods=(day("2022-03-10"),))
    assert found(topics, known, "svømmehallen", within) == [("2022-03-10", "3")]


def test_shares_are_shares_and_closed_items_stay_out(topics: TopicFinder, known: Known) -> None:
    ranked = topics.ranked(interpret("salg af areal ved Havnevej", known), Filters())
    assert ranked
    assert not any(topic.record.item.closed for topic in ranked)
    assert all(0.0 <= share <= 1.0 + 1e-9 for topic in ranked for share in (topic.title, topic.text, topic.score))
