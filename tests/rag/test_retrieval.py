from __future__ import annotations

import pytest

from rag.analysis import stems
from rag.chain import MinutesRetriever
from rag.domain import Filters
from rag.retrieval import HybridSearch
from tests.answering import day
from ui.workspace import Workspace


@pytest.fixture
def search(samples: Workspace) -> HybridSearch:
    """The search over the sample minutes."""
    return samples.search


FOUND = [
    pytest.param("renovering af svømmehallen", {("2021-09-29", "3"), ("2022-03-10", "3")}, id="subject"),
    pytest.param("renovering af svommehallen", {("2021-09-29", "3"), ("2022-03-10", "3")}, id="without Danish letters"),
    pytest.param("svoemmehal renovering", {("2021-09-29", "3"), ("2022-03-10", "3")}, id="transliterated"),
    pytest.param("cykelsti Ellekærvej", {("2022-06-13", "2"), ("2023-05-15", "2"), ("2024-06-26", "4")}, id="keywords"),
    pytest.param("cykelstien langs elekærvej", {("2022-06-13", "2"), ("2023-05-15", "2")}, id="misspelt"),
    pytest.param("værdighedspolitik", {("2024-06-26", "7")}, id="one word"),
    pytest.param("vindmøller ved Strandlyst", {("2023-05-15", "3")}, id="place"),
]


@pytest.mark.parametrize(("query", "items"), FOUND)
def test_items_are_found_near_the_top(search: HybridSearch, query: str, items: set[tuple[str, str]]) -> None:
    hits = search.search(query, Filters(), 5)
    assert items <= {(hit.record.meeting.date.isoformat(), hit.record.item.number) for hit in hits}


def test_hits_are_ordered_and_hold_their_passage(search: HybridSearch) -> None:
    hits = search.search("budget", Filters(), 10)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len({hit.record.id for hit in hits}) == len(hits)
    for hit in hits:
        assert 0.0 <= hit.score <= 1.0
        assert hit.record.item.text[hit.chunk.start : hit.chunk.end] == hit.chunk.text


@pytest.mark.parametrize("limit", [1, 3, 100])
def test_limit(search: HybridSearch, limit: int) -> None:
    assert 0 < len(search.search("svømmehal", Filters(), limit)) <= limit


@pytest.mark.parametrize(
    "filters",
    [
        pytest.param(Filters(periods=(day("2022-06-13"),)), id="day"),
        pytest.param(Filters(bodies=("Direktionen",)), id="body"),
        pytest.param(Filters(item_numbers=("3",)), id="item number"),
        pytest.param(Filters(case_numbers=("82.06.00-P20-4-21",)), id="journal number"),
        pytest.param(Filters((day("2024-06-26"),), ("Kommunalbestyrelsen",), ("2",)), id="all together"),
    ],
)
def test_filters_hold(samples: Workspace, filters: Filters) -> None:
    allowed = {record.id for record in samples.catalog.find_items(filters)}
    hits = samples.search.search("renovering af svømmehallen", filters, 20)
    assert hits
    assert {hit.record.id for hit in hits} <= allowed


@pytest.mark.parametrize("query", ["Havnevej 14", "salg af areal", "lukket punkt", "13.06.02-G10-5-21"])
def test_closed_items_are_never_found(search: HybridSearch, query: str) -> None:
    assert not any(hit.record.item.closed for hit in search.search(query, Filters(), 50))


@pytest.mark.parametrize("query", ["", "   ", "?!", "xyzzyplugh", "\x00", "ord " * 2_000])
def test_odd_queries_fail_not(search: HybridSearch, query: str) -> None:
    assert len(search.search(query, Filters(), 5)) <= 5


def test_langchain_retriever(search: HybridSearch) -> None:
    documents = MinutesRetriever(search=search, limit=3).invoke("renovering af svømmehallen")
    assert len(documents) == 3
    best = documents[0]
    assert best.metadata["journal_number"] == "82.06.00-P20-4-21"
    assert best.metadata["snippet"] in best.page_content
    assert best.metadata["title"] in best.page_content
    assert {"meeting_date", "body", "item", "source", "score", "item_id"} <= set(best.metadata)


def test_langchain_retriever_filters(search: HybridSearch) -> None:
    retriever = MinutesRetriever(search=search, filters=Filters(bodies=("Direktionen",)))
    assert {found.metadata["body"] for found in retriever.invoke("svømmehallen")} == {"Direktionen"}


@pytest.mark.parametrize(
    ("stem", "there"),
    [
        pytest.param("svommehal", True, id="a title's"),
        pytest.param("luk", False, id="a closed item's"),
        pytest.param("saddelpind", False, id="of no title"),
        pytest.param("", False, id="no word"),
    ],
)
def test_title_words(search: HybridSearch, stem: str, *, there: bool) -> None:
    assert (stem in search.title_words()) is there


def test_title_words_are_those_of_all_open_titles(search: HybridSearch) -> None:
    titles = [record.item.title for record in search.catalog.find_items(Filters()) if not record.item.closed]
    assert {stem for title in titles for stem in stems(title) if stem not in search.title_words()} == set()
