from __future__ import annotations

from datetime import date

import pytest

from rag.catalog import Catalog
from rag.domain import AgendaItem, Filters, ItemRecord, MeetingRecord, Outcome, Period, SourceFile
from rag.drafting import (
    GAP,
    cite_case_number,
    cite_head,
    cite_spans,
    cite_title,
    danish_date,
    danish_period,
    flat,
    merge_spans,
    quote_by_section,
    quote_sentences,
    shorten,
    shorten_to_point,
    strip_mark,
    with_newest,
)
from rag.passages import read_sentences
from tests.answering import day
from tests.invented import item

LIST = "Havnen får:\n\n- ny kaj\n- nyt lys\n- ny kran\n\nArbejdet begynder i maj. Det varer et år."


def record_of(entry: AgendaItem) -> ItemRecord:
    """An item of an invented meeting."""
    meeting = MeetingRecord(1, "Havneudvalget", date(2021, 5, 12), "", "", "", SourceFile("maj.txt", "0" * 64), 1)
    return ItemRecord(1, 0, meeting, entry, Outcome.NONE)


@pytest.fixture
def works() -> ItemRecord:
    """An item with a list and a decision."""
    return record_of(item("4", "Ny kaj", "05.01.00-P20-7-21", case=LIST, decision="Vedtaget som indstillet."))


@pytest.mark.parametrize(
    ("period", "words"),
    [
        pytest.param(day("2018-05-09"), "9. maj 2018", id="day"),
        pytest.param(Period(date(2018, 5, 1), date(2018, 5, 31)), "maj 2018", id="month"),
        pytest.param(Period(date(2018, 1, 1), date(2018, 12, 31)), "2018", id="year"),
        pytest.param(Period(date(2017, 1, 1), date(2022, 12, 31)), "2017-2022", id="years"),
        pytest.param(Period(date(2018, 3, 1), date(2018, 5, 31)), "foråret 2018", id="season"),
        pytest.param(Period(date(2018, 3, 1), date(2018, 6, 30)), "1. marts 2018 – 30. juni 2018", id="months"),
        pytest.param(Period(date(2018, 3, 1), None), "fra 1. marts 2018", id="from"),
        pytest.param(Period(None, date(2018, 3, 1)), "til 1. marts 2018", id="until"),
        pytest.param(Period(), "", id="open"),
    ],
)
def test_period_in_words(period: Period, words: str) -> None:
    assert danish_period(period) == words


@pytest.mark.parametrize("month", range(1, 13))
def test_date_in_words_has_no_leading_zero(month: int) -> None:
    assert danish_date(date(2020, month, 5)).startswith("5. ")
    assert danish_date(date(2020, month, 5)).endswith(" 2020")


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        pytest.param("Ny kaj", 20, "Ny kaj", id="short enough"),
        pytest.param("Ny kaj, nyt lys og ny kran", 12, "Ny kaj, nyt …", id="cut at a word"),
        pytest.param("Ny  kaj\n og lys", 30, "Ny kaj og lys", id="on one line"),
    ],
)
def test_shorten(text: str, limit: int, short: str) -> None:
    assert shorten(text, limit) == short


def test_a_list_that_is_cut_says_so() -> None:
    assert with_newest("**15 af 49 punkter**:", 15, 12) == "**15 af 49 punkter**. De 12 seneste er:"
    assert with_newest("**5 af 49 punkter**:", 5, 12) == "**5 af 49 punkter**:"


def test_flat() -> None:
    assert flat(" ny\n\tkaj ") == "ny kaj"


def test_citation_of_several_spans_marks_the_gap(works: ItemRecord) -> None:
    text = works.item.text
    spans = [(text.index(words), text.index(words) + len(words)) for words in ("Det varer et år.", "Havnen får:")]
    citation = cite_spans(works, "Sagsfremstilling", spans)
    assert citation.quote == f"Havnen får:{GAP}Det varer et år."
    assert text[citation.start : citation.end].startswith("Havnen får:")
    assert text[citation.start : citation.end].endswith("Det varer et år.")
    assert (citation.body, citation.number, citation.source) == ("Havneudvalget", "4", "maj.txt")


def test_citations_of_an_items_head(works: ItemRecord) -> None:
    text = works.item.text
    for citation, words in ((cite_title(works), "Ny kaj"), (cite_case_number(works), "05.01.00-P20-7-21")):
        assert citation.quote == text[citation.start : citation.end] == words
    assert cite_head(works).quote == ""


def test_journal_number_that_is_not_there_is_cited_by_the_title() -> None:
    assert cite_case_number(record_of(item("1", "Ny kaj", decision="Godkendt."))).quote == "Ny kaj"


def test_neighbouring_sentences_are_one_span(works: ItemRecord) -> None:
    sentences = read_sentences(works.item)
    assert len(merge_spans(works, sentences[4:6])) == 1
    assert len(merge_spans(works, [sentences[4], sentences[6]])) == 2


def test_list_is_written_as_a_list(works: ItemRecord) -> None:
    statement = quote_sentences(works, read_sentences(works.item)[:4])
    lines = [line for line in statement.text.splitlines() if line]
    assert lines == ["Havnen får:", "- ny kaj", "- nyt lys", "- ny kran"]
    assert statement.citations[0].quote == works.item.text[statement.citations[0].start : statement.citations[0].end]


def test_what_is_left_out_is_marked_where_it_was(works: ItemRecord) -> None:
    sentences = read_sentences(works.item)
    text = quote_sentences(works, [sentences[0], sentences[1], sentences[3], sentences[5]]).text
    assert [line for line in text.splitlines() if line] == [
        "Havnen får:", "- ny kaj […]", "- ny kran […]", "Det varer et år.",
    ]  # fmt: skip


def test_a_heading_stands_above_what_is_told_under_it() -> None:
    text = "Molen er fra 1974.\n\nBemærkninger fra naboer\n\nDe fleste er imod støjen.\n\nVejret"
    record = record_of(item("4", "Molen", case=text))
    sentences = read_sentences(record.item)
    assert quote_sentences(record, sentences).text == (
        "Molen er fra 1974.\n\nBemærkninger fra naboer\n\nDe fleste er imod støjen."
    )
    assert quote_sentences(record, sentences[1:2]).text == "Bemærkninger fra naboer"


def test_statement_for_each_section_in_reading_order(works: ItemRecord) -> None:
    sentences = read_sentences(works.item)
    statements = quote_by_section(works, [sentences[6], sentences[4]])
    assert [statement.citations[0].section for statement in statements] == ["Sagsfremstilling", "Beslutning"]


@pytest.mark.parametrize(
    ("entry", "words"),
    [("- ny kaj", "ny kaj"), ("• ny kaj", "ny kaj"), ("1. ny kaj", "1. ny kaj"), ("ny kaj", "ny kaj"), ("-", "-")],
)
def test_bullets_go_and_numbers_stay(entry: str, words: str) -> None:
    assert strip_mark(entry) == words


def test_a_shortened_text_ends_on_a_word_that_tells_something() -> None:
    assert shorten("Stien er til børn, voksne, ældre og et par skoler.", 40) == "Stien er til børn, voksne, ældre …"


def test_what_is_decided_stays_where_a_long_first_clause_goes() -> None:
    text = (
        "Med baggrund i at aftalen med naboerne dækker alle de arealer, som tidligere var en del af den gamle plan, "
        "blev det besluttet, at planen for havnen ikke laves igen."
    )
    assert shorten_to_point(text, 90) == "… blev det besluttet, at planen for havnen ikke laves igen."
    assert shorten_to_point(text, 400) == text


@pytest.mark.parametrize(
    "text",
    ["Udvalget godkendte " + "en lang plan " * 9, "Ordet er frit " * 9, "Ordet er frit, sagde man. " * 9 + "Godkendt."],
)
def test_a_text_without_a_late_decision_is_cut_at_its_end(text: str) -> None:
    assert shorten_to_point(text, 60) == shorten(text, 60)


def test_every_item_of_a_catalog_can_be_cited(catalog: Catalog) -> None:
    for record in catalog.find_items(Filters()):
        citation = cite_title(record)
        assert record.item.text[citation.start : citation.end] == record.item.title
