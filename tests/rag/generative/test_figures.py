"""Numbers in Danish by value and unit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.figures import find_figures

ALIKE = [
    pytest.param("1,3 mio. kr.", "1.300.000 kroner", id="millions"),
    pytest.param("1.150", "1150", id="thousands"),
    pytest.param("5 pct.", "5,0 procent", id="decimals"),
    pytest.param("kr. 250.000", "250.000 kr.", id="unit before"),
    pytest.param("tre", "3", id="letters"),
    pytest.param("femogtyve", "25", id="compound"),
    pytest.param("tre millioner kroner", "3 mio. kr.", id="letters with a scale"),
    pytest.param("12 t.kr.", "12.000 kr.", id="thousand kroner"),
    pytest.param("halvanden", "1,5", id="one and a half"),
    pytest.param("én", "1", id="one with its accent"),
]
UNLIKE = [
    pytest.param("1,3 mio. kr.", "1,3 mia. kr.", id="scale"),
    pytest.param("5 pct.", "5 kr.", id="unit"),
    pytest.param("5 pct.", "5 procentpoint", id="points"),
    pytest.param("1.150", "1,150", id="comma"),
    pytest.param("27a", "27b", id="letter"),
    pytest.param("-3 pct.", "3 pct.", id="sign"),
    pytest.param("to", "fire", id="letters"),
]


def key(text: str) -> tuple[str, str]:
    (figure,) = find_figures(text)
    return figure.key, figure.unit


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_alike(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_unlike(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize("text", ["en", "et", "første", "anden", "", "kr. og øre"])
def test_no_figure(text: str) -> None:
    assert find_figures(text) == []


@given(st.text(alphabet="0123456789.,- kroæmio%", max_size=60))
def test_every_digit_is_in_one_figure(text: str) -> None:
    figures = find_figures(text)
    for at, letter in enumerate(text):
        if letter.isdigit():
            assert sum(figure.start <= at < figure.end for figure in figures) == 1
    assert all(figure.start < figure.end <= len(text) for figure in figures)
