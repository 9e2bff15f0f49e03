"""Questions that are made of several."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.dividing import MOST, divide

DIVIDED = [
    pytest.param(
        "Hvornår skal kajen stå færdig, og hvem betaler den?",
        ("Hvornår skal kajen stå færdig", "hvem betaler den?"),
        id="joined by and",
    ),
    pytest.param(
        "Hvor og hvornår holdes havnefesten?",
        ("Hvor holdes havnefesten?", "hvornår holdes havnefesten?"),
        id="what is asked about told once",
    ),
    pytest.param(
        "Hvornår sejler færgen, og er planen på plads?",
        ("Hvornår sejler færgen", "er planen på plads?"),
        id="the second asks for a yes",
    ),
    pytest.param(
        "Jeg vil forstå, hvor galt det står til. Hvem ejer kranen? Og hvad koster den?",
        ("Hvem ejer kranen?", "Og hvad koster den?"),
        id="two sentences after one that tells why",
    ),
    pytest.param(
        "How many boats came, and where do they moor?",
        ("How many boats came", "where do they moor?"),
        id="another language",
    ),
]


@pytest.mark.parametrize(("text", "parts"), DIVIDED)
def test_a_question_is_taken_apart(text: str, parts: tuple[str, ...]) -> None:
    assert divide(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "Hvad blev besluttet om kajen og slæbestedet?",
        "Havnechefen og hvem stod bag?",
        "Blev dagsorden og referat godkendt?",
        "kajen pris",
        "",
    ],
)
def test_one_question_has_no_parts(text: str) -> None:
    assert divide(text) == ()


@given(st.text(alphabet="hvem og hvad, er det? Æå.\n", max_size=80))
def test_any_text_gives_none_or_a_few_parts_of_its_words(text: str) -> None:
    parts = divide(text)
    assert len(parts) in {0, *range(2, MOST + 1)}
    assert set(re.findall(r"\w+", " ".join(parts))) <= set(re.findall(r"\w+", text))
