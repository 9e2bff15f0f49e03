from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rag.catalog import Catalog
from rag.domain import Citation, Filters, ItemRecord
from rag.drafting import GAP, DraftStatement, cite_case_number, cite_head, cite_spans, cite_title
from rag.grounding import ground, is_borne_out, quoted_spans

DECISION = "Udvalget afsætter 1.250.000 kr. til slæbestedet."
RECOMMENDATION = "at slæbestedet anlægges i 2022."


@pytest.fixture
def record(catalog: Catalog) -> ItemRecord:
    """The item on the slipway."""
    return next(record for record in catalog.find_items(Filters()) if record.item.number == "2")


@pytest.fixture
def citation(record: ItemRecord) -> Citation:
    """A true citation of its decision."""
    return cite(record, DECISION)


def cite(record: ItemRecord, *quotes: str) -> Citation:
    """A citation of words as they stand, gaps marked."""
    starts = [record.item.text.index(quote) for quote in quotes]
    spans = [(start, start + len(quote)) for start, quote in zip(starts, quotes, strict=True)]
    return cite_spans(record, "Beslutning", spans)


def test_true_citations(record: ItemRecord, citation: Citation) -> None:
    for true in (citation, cite_title(record), cite_case_number(record), cite_head(record)):
        assert is_borne_out(true, record)
    for words in ("slæbestedet", "1.250.000 kr.", "1.250.000"):
        assert is_borne_out(cite(record, words), record)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"meeting_date": date(2021, 5, 13)}, id="other date"),
        pytest.param({"body": "Kommunalbestyrelsen"}, id="other body"),
        pytest.param({"number": "3"}, id="other number"),
        pytest.param({"case_number": "05.01.00-P20-8-21"}, id="other journal number"),
        pytest.param({"case_number": ""}, id="no journal number"),
        pytest.param({"title": "Ny slæbested ved Sydkajen"}, id="other title"),
        pytest.param({"source": "juni.txt"}, id="other file"),
        pytest.param({"quote": DECISION.replace("1.250.000", "1.350.000")}, id="one digit altered"),
        pytest.param({"quote": DECISION.replace("afsætter", "afsatter")}, id="one letter altered"),
        pytest.param({"quote": DECISION.upper()}, id="other case"),
        pytest.param({"quote": DECISION.replace(" ", "  ", 1)}, id="other white space"),
        pytest.param({"quote": DECISION[:-1]}, id="cut at the end"),
        pytest.param({"quote": DECISION + " "}, id="longer"),
        pytest.param({"quote": ""}, id="no quote but a span"),
        pytest.param({"quote": f"{DECISION}{GAP}"}, id="nothing after the gap"),
        pytest.param({"quote": GAP}, id="only a gap"),
    ],
)
def test_altered_citation(record: ItemRecord, citation: Citation, change: dict[str, Any]) -> None:
    assert not is_borne_out(replace(citation, **change), record)


@pytest.mark.parametrize(
    ("start", "end"),
    [(1, 1), (-1, -1), (0, 1), (-10_000, 0), (0, 10_000), (10_000, 10_000)],
    ids=lambda shift: f"{shift:+}",
)
def test_shifted_offsets(record: ItemRecord, citation: Citation, start: int, end: int) -> None:
    shifted = replace(citation, start=citation.start + start, end=citation.end + end)
    assert not is_borne_out(shifted, record)


def test_unknown_item(citation: Citation) -> None:
    assert not is_borne_out(citation, None)


def test_gap_between_parts_in_order(record: ItemRecord) -> None:
    assert is_borne_out(cite(record, RECOMMENDATION, DECISION), record)
    assert is_borne_out(cite(record, "Sejlklubben", RECOMMENDATION, DECISION), record)


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param([DECISION], id="no gap"),
        pytest.param([RECOMMENDATION, DECISION], id="one gap"),
        pytest.param(["Sejlklubben", RECOMMENDATION, DECISION], id="two gaps"),
        pytest.param(["Sejlklubben", "slæbestedet"], id="the last part at the end, not where its words stand first"),
    ],
)
def test_each_part_has_its_place(record: ItemRecord, parts: list[str]) -> None:
    text = record.item.text
    *before, last = parts
    ends = [(text.index(part), text.index(part) + len(part)) for part in before]
    spans = (*ends, (text.rindex(last), text.rindex(last) + len(last)))
    quoted = cite_spans(record, "Beslutning", spans)
    assert quoted_spans(quoted.quote, text, quoted.start, quoted.end) == spans


def test_a_part_between_has_its_place_where_it_is_whole() -> None:
    text = "Sagen: havnegade 1.250 kr. og havn 250 kr. Godkendt."
    quote = GAP.join(["Sagen:", "havn", "250 kr.", "Godkendt."])
    spans = quoted_spans(quote, text, 0, len(text))
    assert [text[start:end] for start, end in spans] == ["Sagen:", "havn", "250 kr.", "Godkendt."]
    assert [start for start, _ in spans] == [0, text.index("havn "), text.index(" 250") + 1, text.index("Godkendt.")]


def test_what_does_not_stand_has_no_place(record: ItemRecord) -> None:
    text, true = record.item.text, cite(record, RECOMMENDATION, DECISION)
    assert quoted_spans(f"{DECISION}{GAP}{RECOMMENDATION}", text, true.start, true.end) == ()
    assert quoted_spans(true.quote, text, true.start, true.end - 1) == ()
    assert quoted_spans("", text, 0, 0) == ()


def test_parts_out_of_order(record: ItemRecord) -> None:
    true = cite(record, RECOMMENDATION, DECISION)
    assert not is_borne_out(replace(true, quote=f"{DECISION}{GAP}{RECOMMENDATION}"), record)
    three = cite(record, "Sejlklubben", RECOMMENDATION, DECISION)
    swapped = replace(three, quote=GAP.join(["Sejlklubben", DECISION, RECOMMENDATION]))
    assert not is_borne_out(swapped, record)


def test_stitched_without_a_mark(record: ItemRecord) -> None:
    true = cite(record, RECOMMENDATION, DECISION)
    assert not is_borne_out(replace(true, quote=f"{RECOMMENDATION} {DECISION}"), record)


def test_part_that_stands_nowhere(record: ItemRecord) -> None:
    true = cite(record, RECOMMENDATION, DECISION)
    forged = GAP.join([RECOMMENDATION, "Forslaget blev afvist.", DECISION])
    assert not is_borne_out(replace(true, quote=forged), record)


@pytest.mark.parametrize(
    "quote",
    [
        pytest.param("250.000 kr.", id="number cut at the front"),
        pytest.param("Udvalget afsætter 1.250", id="number cut at the end"),
        pytest.param("Udvalget afsætter 1", id="number cut before the point"),
        pytest.param("Udvalget afsæt", id="word cut at the end"),
        pytest.param("stedet anlægges i 2022.", id="word cut at the front"),
    ],
)
def test_words_and_numbers_are_whole(record: ItemRecord, quote: str) -> None:
    assert not is_borne_out(cite(record, quote), record)
    assert not is_borne_out(cite(record, "Ny", quote), record)


def test_mark_in_the_minutes_themselves(record: ItemRecord) -> None:
    """Minutes that quote somebody with a gap of their own."""
    text = f"Brevet siger: Vi{GAP}klager."
    other = replace(record, item=replace(record.item, text=text))
    whole = replace(cite_title(other), quote=text, start=0, end=len(text))
    assert is_borne_out(whole, other)


def test_statement_stands_only_with_all_its_citations(
    catalog: Catalog, record: ItemRecord, citation: Citation, caplog: pytest.LogCaptureFixture
) -> None:
    forged = replace(citation, number="9")
    statements = [
        DraftStatement("Overskrift", ()),
        DraftStatement("Sandt", (citation, cite_title(record))),
        DraftStatement("Halvt", (citation, forged)),
        DraftStatement("Fra et punkt, der ikke er der", (replace(citation, item_id=99),)),
    ]
    with caplog.at_level(logging.WARNING):
        grounded = ground(statements, catalog)
    assert [statement.text for statement in grounded.statements] == ["Overskrift", "Sandt"]
    assert (grounded.checked, grounded.proposed) == (3, 5)
    assert len(caplog.records) == 2
    assert "slæbestedet" not in caplog.text


def test_head_alone_is_no_answer(catalog: Catalog, citation: Citation) -> None:
    forged = replace(citation, body="Et andet udvalg")
    grounded = ground([DraftStatement("Overskrift", ()), DraftStatement("Falsk", (forged,))], catalog)
    assert (grounded.statements, grounded.checked, grounded.proposed) == ((), 0, 1)


def test_nothing_to_check(catalog: Catalog) -> None:
    assert ground([], catalog).statements == ()
