from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.spelling import spell

BODIES = ("Havneudvalget", "Børne- og Skoleudvalget")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("hvonår er kajen lukket", "hvornår er kajen lukket", id="question word"),
        pytest.param("vor mange både", "hvor mange både", id="no h"),
        pytest.param("va koster kajen", "hvad koster kajen", id="shortened"),
        pytest.param("blev refratet godkent", "blev referatet godkendt", id="words of minutes"),
        pytest.param("mødet 3 febuar 2022", "mødet 3 februar 2022", id="month"),
        pytest.param("mødet i juni 20211", "mødet i juni 2021", id="a digit too many"),
        pytest.param("hvad sagde havneudvaget", "hvad sagde Havneudvalget", id="body"),
    ],
)
def test_a_slip_is_mended(text: str, meant: str) -> None:
    assert spell(text, BODIES) == meant


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Hvad godkendte udvalget?", id="another form of a word"),
        pytest.param("Hvad blev udsagt om kajen?", id="a short word's neighbour"),
        pytest.param("Hvad er indstillingerne?", id="plural"),
        pytest.param("Hvad blev der sagt om molen og slæbestedet?", id="subject words"),
    ],
)
def test_what_is_right_is_left(text: str) -> None:
    assert spell(text, BODIES) == text


@given(st.text(max_size=60))
def test_spelling_twice_is_spelling_once(text: str) -> None:
    once = spell(text, BODIES)
    assert spell(once, BODIES) == once
