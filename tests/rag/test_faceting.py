"""Search with facets: nothing that holds the words is left out, and every count is what narrowing leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rag.analysis import stems
from rag.domain import AgendaItem, Filters, Narrowing, Order, Outcome, SectionKind
from rag.faceting import FacetedSearch, _reader
from rag.lexical import LexicalIndex
from rag.retrieval import HybridSearch
from rag.vectors import VectorIndex
from tests.invented import BagEncoder, item, meeting, store

if TYPE_CHECKING:
    from pathlib import Path

    from rag.catalog import Catalog
    from rag.domain import ItemRecord
    from ui.workspace import Workspace

ALL = 10_000


@pytest.fixture(scope="module")
def faceted(samples: Workspace) -> FacetedSearch:
    return FacetedSearch(samples.catalog, lambda: samples.search, samples.lexical)


@pytest.fixture(scope="module")
def records(samples: Workspace) -> tuple[ItemRecord, ...]:
    return samples.catalog.find_items(Filters())


@pytest.mark.parametrize("word", ["kommunalbestyrelsen", "budget", "cykelsti", "svømmehal", "forvaltningen"])
def test_every_open_item_with_the_word_is_found(
    faceted: FacetedSearch, records: tuple[ItemRecord, ...], word: str
) -> None:
    found = {hit.record.id for hit in faceted.find(word, Narrowing(), Order.BEST, ALL).hits}
    stem = stems(word)[0]
    holding = {
        record.id
        for record in records
        if not record.item.closed
        and any(stem in stems(record.item.section_text(section)) for section in record.item.sections)
    }
    assert holding
    assert holding <= found


def test_several_words_must_all_be_in_the_item(faceted: FacetedSearch) -> None:
    both = faceted.find("cykelsti anlægsbevilling", Narrowing(), Order.BEST, ALL)
    one = faceted.find("cykelsti", Narrowing(), Order.BEST, ALL)
    assert 0 < both.total < one.total
    assert {hit.record.id for hit in both.hits} < {hit.record.id for hit in one.hits}
    assert not both.partial


def test_words_that_no_item_has_together_are_found_as_far_as_they_go(faceted: FacetedSearch) -> None:
    result = faceted.find("svømmehal vindmøller", Narrowing(), Order.BEST, ALL)
    assert result.partial
    assert result.total > 0


def test_an_unknown_word_is_named_and_the_others_searched(faceted: FacetedSearch) -> None:
    result = faceted.find("budget xyzzyqq", Narrowing(), Order.BEST, ALL)
    assert result.unknown == ("xyzzyqq",)
    assert result.total == faceted.find("budget", Narrowing(), Order.BEST, ALL).total
    assert faceted.find("xyzzyqq", Narrowing(), Order.BEST, ALL).total == 0


def test_a_misspelt_word_is_named_and_what_it_was_meant_to_be_searched(faceted: FacetedSearch) -> None:
    result = faceted.find("svømehal", Narrowing(), Order.BEST, ALL)
    assert result.alike == ("svømehal",)
    assert any("Svømmehal" in hit.record.item.title for hit in result.hits)
    assert faceted.find("svømmehal", Narrowing(), Order.BEST, ALL).alike == ()


def test_closed_items_are_never_found_by_words(faceted: FacetedSearch, records: tuple[ItemRecord, ...]) -> None:
    assert any(record.item.closed for record in records)
    for query in ("lukket", "punkt", "sagen"):
        result = faceted.find(query, Narrowing(), Order.BEST, ALL)
        assert not any(hit.record.item.closed for hit in result.hits)
        assert Outcome.CLOSED not in dict(result.counts.outcomes)


def test_a_journal_number_finds_its_items(faceted: FacetedSearch, records: tuple[ItemRecord, ...]) -> None:
    numbers = [record.item.case_number for record in records if not record.item.closed]
    number = max(filter(None, numbers), key=numbers.count)
    result = faceted.find(number, Narrowing(), Order.BEST, ALL)
    assert result.case_numbers == (number,)
    assert {hit.record.item.case_number for hit in result.hits} == {number}
    assert result.total == numbers.count(number)


def test_the_number_of_a_closed_item_is_as_one_that_never_was(
    catalog: Catalog, encoder: BagEncoder, data: Path
) -> None:
    hidden = AgendaItem("1", "Lukket", "27.00.00-G01-9-21", closed=True, text="Lukket")
    with catalog.write() as writer:
        store(writer, encoder, "lukket.txt", meeting("2024-02-01", hidden, item("2", "Kajen", decision="Godkendt.")))
    lexical, vectors = LexicalIndex(data / "lexical"), VectorIndex(data / "vectors")
    with catalog.locked(timeout=0):
        lexical.catch_up(catalog, lambda _: None)
    faceted = FacetedSearch(catalog, lambda: HybridSearch(catalog, encoder, vectors, lexical), lexical)
    real = faceted.find("27.00.00-G01-9-21", Narrowing(), Order.BEST, ALL)
    never = faceted.find("26.00.00-G01-9-21", Narrowing(), Order.BEST, ALL)
    assert real.case_numbers == never.case_numbers == ()
    assert [hit.record.id for hit in real.hits] == [hit.record.id for hit in never.hits]


def test_a_blank_query_finds_everything_newest_first(faceted: FacetedSearch, records: tuple[ItemRecord, ...]) -> None:
    result = faceted.find("  ", Narrowing(), Order.BEST, ALL)
    days = [hit.record.meeting.date for hit in result.hits]
    assert result.total == len(records)
    assert days == sorted(days, reverse=True)


def test_every_count_is_what_narrowing_to_it_leaves(faceted: FacetedSearch) -> None:
    chosen = Narrowing(outcome=Outcome.APPROVED)
    counts = faceted.find("budget", chosen, Order.BEST, ALL).counts
    assert counts.bodies
    assert counts.sections
    for body, count in counts.bodies:
        narrowed = Narrowing(body=body, outcome=Outcome.APPROVED)
        assert faceted.find("budget", narrowed, Order.BEST, ALL).total == count
    for year, count in counts.years:
        assert faceted.find("budget", Narrowing(year=year, outcome=Outcome.APPROVED), Order.BEST, ALL).total == count
    for outcome, count in counts.outcomes:
        assert faceted.find("budget", Narrowing(outcome=outcome), Order.BEST, ALL).total == count
    for section, count in counts.sections:
        narrowed = Narrowing(outcome=Outcome.APPROVED, section=section)
        assert faceted.find("budget", narrowed, Order.BEST, ALL).total == count


@pytest.mark.parametrize("section", [SectionKind.DECISION, SectionKind.CASE, SectionKind.RECOMMENDATION])
def test_narrowed_to_a_section_the_word_stands_in_it(faceted: FacetedSearch, section: SectionKind) -> None:
    result = faceted.find("budget", Narrowing(section=section), Order.BEST, ALL)
    assert result.total > 0
    for hit in result.hits:
        own = hit.record.item.of_kind(section)
        assert any(result.words.intersection(stems(hit.record.item.section_text(part))) for part in own)


def test_pages_are_all_hits_once_and_in_one_order(faceted: FacetedSearch) -> None:
    whole = [hit.record.id for hit in faceted.find("budget", Narrowing(), Order.BEST, ALL).hits]
    pages = [hit.record.id for skip in range(0, len(whole), 4)
             for hit in faceted.find("budget", Narrowing(), Order.BEST, 4, skip).hits]  # fmt: skip
    assert pages == whole
    newest = [hit.record.meeting.date for hit in faceted.find("budget", Narrowing(), Order.NEWEST, ALL).hits]
    assert newest == sorted(newest, reverse=True)


def test_the_quick_reader_reads_as_the_analyzer_does(records: tuple[ItemRecord, ...]) -> None:
    words = frozenset(stems("budget skoler vej by år"))
    holds = _reader(words)
    texts = [record.item.section_text(part) for record in records for part in record.item.sections]
    assert len(texts) > 100
    assert [holds(text) for text in texts] == [not words.isdisjoint(stems(text)) for text in texts]


def test_what_is_indexed_after_a_search_is_found_by_the_next(catalog: Catalog, encoder: BagEncoder, data: Path) -> None:
    lexical, vectors = LexicalIndex(data / "lexical"), VectorIndex(data / "vectors")
    faceted = FacetedSearch(catalog, lambda: HybridSearch(catalog, encoder, vectors, lexical), lexical)

    def index() -> None:
        with catalog.locked(timeout=0):
            lexical.catch_up(catalog, lambda _: None)

    def titles() -> list[str]:
        return [hit.record.item.title for hit in faceted.find("slæbested", Narrowing(), Order.BEST, ALL).hits]

    index()
    assert titles() == ["Ny slæbested ved Nordkajen"]
    with catalog.write() as writer:
        store(writer, encoder, "ny.txt", meeting("2024-02-01", item("1", "Slæbested, regnskab", decision="Godkendt.")))
    assert titles() == ["Ny slæbested ved Nordkajen"]
    index()
    assert sorted(titles()) == ["Ny slæbested ved Nordkajen", "Slæbested, regnskab"]
