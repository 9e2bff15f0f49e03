from __future__ import annotations

import pytest

from ingest.cpr import mask_cpr_numbers
from ingest.parse import parse_text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("010203-1234", id="dash"),
        pytest.param("010203\u20131234", id="en dash"),
        pytest.param("(311299-0000).", id="in parentheses"),
        pytest.param("cpr-nr. 0102031234", id="ten digits after the word"),
        pytest.param("CPR: 010203 1234", id="a space after the word"),
        pytest.param("cpr.nr.: 010203-1234", id="after the word"),
    ],
)
def test_cpr_numbers_are_masked_at_the_same_length(text: str) -> None:
    masked, count = mask_cpr_numbers(text)
    assert (count, len(masked)) == (1, len(text))
    assert not any(character.isdigit() for character in masked)


@pytest.mark.parametrize(
    "text",
    [
        "306-2009-600",
        "00.30.14-G01-2-18",
        "2017-004392",
        "321203-1234",
        "1-51-71-3321-08",
        "12345678",
        "0102031234",
        "2019-010203-1234",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert mask_cpr_numbers(text) == (text, 0)


def test_nothing_that_is_read_holds_a_cpr_number() -> None:
    text = (
        "REFERAT Byrådet d. 01-02-2023\nAnsøger 010203-1234\n\nPunkt 1: Sag om 0102\u200b03-1234\n\nBeslutning\n\n"
        "Bevilget til 010203-1234.\n"
    )
    document = parse_text(text, source_name="a.txt")
    (item,) = document.meetings[0].items
    assert "1234" not in repr(document)
    assert item.section_text(item.sections[0]) == "Bevilget til XXXXXX-XXXX."
    assert document.figures.cpr_numbers == 3
