from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rag.domain import AnswerStatus, Citation, Statement
from rag.drafting import Draft, DraftStatement
from rag.rendering import number_citations, render, source_line, source_lines

FIRST = Citation(
    1, date(2021, 5, 12), "Havneudvalget", "2", "Ny kaj", "05.01.00-P20-7-21", "Beslutning", "Vedtaget.", 9, 18, "a.txt"
)
SAME_ITEM = replace(FIRST, quote="Godkendt.", start=30, end=39)
OTHER = replace(FIRST, item_id=2, number="3", title="Takster", case_number="")


def written(*statements: DraftStatement, lead: str = "") -> str:
    """The text of an answer."""
    citations, numbered = number_citations(statements)
    return render(Draft(AnswerStatus.ANSWERED, statements, lead=lead), numbered, citations)


def test_citations_are_numbered_once_in_the_order_of_the_answer() -> None:
    citations, statements = number_citations(
        [DraftStatement("a", (OTHER, FIRST)), DraftStatement("b", (FIRST, SAME_ITEM))]
    )
    assert citations == (OTHER, FIRST, SAME_ITEM)
    assert statements == (Statement("a", (OTHER, FIRST)), Statement("b", (FIRST, SAME_ITEM)))


def test_numbers_stand_after_what_they_prove() -> None:
    text = written(DraftStatement("Kajen bygges.", (FIRST,)), DraftStatement("Prisen stiger.", (OTHER, FIRST)))
    assert "Kajen bygges. [1]" in text
    assert "Prisen stiger. [2][1]" in text


def test_lead_stands_first() -> None:
    assert written(DraftStatement("Kajen bygges.", (FIRST,)), lead="Ja.").startswith("Ja. Kajen bygges. [1]")
    assert written(lead="Det fremgår ikke.") == "Det fremgår ikke."


def test_list_lines_stand_close() -> None:
    lines = [DraftStatement("I alt:", ()), DraftStatement("- kaj", (FIRST,)), DraftStatement("- lys", (OTHER,))]
    assert written(*lines).startswith("I alt:\n\n- kaj [1]\n- lys [2]")


def test_source_goes_into_a_case_file() -> None:
    assert source_line(FIRST, [1, 2]) == "[1, 2] 12. maj 2021, Havneudvalget, pkt. 2, j.nr. 05.01.00-P20-7-21: Ny kaj"
    assert source_line(OTHER, [3]) == "[3] 12. maj 2021, Havneudvalget, pkt. 3: Takster"


@pytest.mark.parametrize(
    ("citations", "lines"),
    [
        pytest.param((), 0, id="none"),
        pytest.param((FIRST, SAME_ITEM), 1, id="one item twice"),
        pytest.param((FIRST, OTHER), 2, id="two items"),
        pytest.param((FIRST, OTHER, replace(FIRST, item_id=3)), 0, id="a list that names its items itself"),
    ],
)
def test_a_line_for_each_item(citations: tuple[Citation, ...], lines: int) -> None:
    assert len(source_lines(citations).splitlines()) == lines
