"""Where a quote stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.quotes import find_quote, whole_sentences

TEXT = (
    "Der kom tre bud.\nDet laveste bud er på 1.250.000 kr. "
    "Udvalget godkendte ikke »forslaget« – det blev sendt  tilbage."
)
FOUND = [
    pytest.param("Der kom tre bud.", id="verbatim"),
    pytest.param("der kom tre bud", id="first letter and full stop"),
    pytest.param("»Der kom tre bud.«", id="in quotation marks"),
    pytest.param('godkendte ikke "forslaget" - det blev', id="other marks"),
    pytest.param("det blev sendt tilbage", id="white space"),
    pytest.param("Der kom tre bud. Det laveste", id="over a line break"),
    pytest.param("**Der kom tre bud.**", id="emphasis"),
]
MISSING = [
    pytest.param("Der kom fire bud.", id="another word"),
    pytest.param("Der kom bud.", id="a word left out"),
    pytest.param("250.000 kr.", id="part of a number"),
    pytest.param("1.250", id="part of a number, too"),
    pytest.param("er kom tre bu", id="part of a word"),
    pytest.param("bud.", id="too short"),
    pytest.param("Der kom tre bud. […] tilbage.", id="stitched"),
    pytest.param("", id="empty"),
    pytest.param("…!", id="marks only"),
]


@pytest.mark.parametrize("quote", FOUND)
def test_found(quote: str) -> None:
    span = find_quote(quote, TEXT)
    assert span is not None
    assert 0 <= span[0] < span[1] <= len(TEXT)


@pytest.mark.parametrize("quote", MISSING)
def test_missing(quote: str) -> None:
    assert find_quote(quote, TEXT) is None


def test_short_quote_that_is_all_of_a_sentence() -> None:
    assert find_quote("Udsat.", "Udsat. Sagen tages op igen.") == (0, 6)


def test_whole_sentences_take_the_denial_in() -> None:
    start, end = find_quote("godkendte", TEXT) or (0, 0)
    first, last = whole_sentences(TEXT, start, end)
    assert TEXT[first:last].startswith("Udvalget godkendte ikke")


@given(st.text(min_size=1, max_size=80), st.data())
def test_every_run_of_whole_words_is_found(text: str, data: st.DataObject) -> None:
    words = [word for word in text.split() if word.isalpha()]
    if not words:
        return
    line = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    quote = " ".join(words[first:])
    if len(quote) >= 8:
        span = find_quote(quote, line)
        assert span is not None
