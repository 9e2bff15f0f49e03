from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.case_numbers import find_case_numbers, normalize

KNOWN = ("07.30.14-G01-2-18", "07.30.14-G01-3-18", "05.01.00-P20-7-21", "2018/12345", "18/1234", "EMN-2016-00655")


def matches(text: str) -> list[tuple[str, ...]]:
    return [mention.matches for mention in find_case_numbers(text, KNOWN)]


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("07.30.14-G01-2-18", id="as printed"),
        pytest.param("07.30.14-g01-2-18", id="small letter"),
        pytest.param("07 30 14 g01 2 18", id="blanks"),
        pytest.param("073014-G01-2-18", id="no points"),
        pytest.param("07.30.14--G01--2--18", id="double dashes"),
        pytest.param("07.30.14 - G01 - 2 - 18", id="dashes between blanks"),
        pytest.param("07.30.14-G01-02-18", id="leading zero"),
        pytest.param("G01-2-18", id="without its group"),
        pytest.param("g01-2-18", id="without its group, small letter"),
    ],
)
def test_one_number_however_typed(typed: str) -> None:
    assert matches(f"Hvad blev der af sag {typed}?") == [("07.30.14-G01-2-18",)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        pytest.param("07.30.14", KNOWN[:2], id="group"),
        pytest.param("07.30.14-G01", KNOWN[:2], id="group and facet"),
        pytest.param("05.01.00-P20-7", (KNOWN[2],), id="without its year"),
        pytest.param("2018/12345", (KNOWN[3],), id="year and slash"),
        pytest.param("18/1234", (KNOWN[4],), id="short year and slash"),
        pytest.param("05.01.00-P20-8-21", (), id="a whole number that is not there"),
        pytest.param("2019/12345", (), id="another year"),
        pytest.param("EMN-2016-00655", (KNOWN[5],), id="letters, year and number"),
        pytest.param("emn-2016-655", (KNOWN[5],), id="letters, year and number, sloppily"),
        pytest.param("99.99.99", (), id="a group that is not there"),
        pytest.param("05.01.00", (KNOWN[2],), id="the first parts"),
        pytest.param("01.00.00", (), id="parts from the middle"),
        pytest.param("EMN-2016-00656", (), id="letters, year and a number that is not there"),
    ],
)
def test_what_a_number_can_mean(typed: str, found: tuple[str, ...]) -> None:
    assert matches(f"Sag {typed}") == [found]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("mødet 12.05.18", id="date"),
        pytest.param("den 9/5-2018", id="date with slash"),
        pytest.param("2018-05-09", id="iso date"),
        pytest.param("12.500.000 kr.", id="amount"),
        pytest.param("ring 12 34 56 78", id="telephone"),
        pytest.param("mødet begyndte 09.30", id="an hour"),
        pytest.param("punkt 3 i 2018", id="item and year"),
    ],
)
def test_no_number(text: str) -> None:
    assert matches(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Hvilke journalnumre begynder med 07.30?", [KNOWN[:2]], id="first parts"),
        pytest.param("Sager med j.nr. 05.01", [(KNOWN[2],)], id="short for journal number"),
        pytest.param("Hvilke sager har journalnummer 08.30?", [()], id="parts that are not there"),
        pytest.param("Hvad kostede det 07.30 pr. stk.?", [], id="not said to be of a number"),
    ],
)
def test_first_parts_where_it_is_told_what_they_are_of(text: str, found: list[tuple[str, ...]]) -> None:
    assert matches(text) == found


def test_places_in_reading_order() -> None:
    text = "Sammenlign 05.01.00-P20-7-21 med 07.30.14-G01-2-18"
    found = find_case_numbers(text, KNOWN)
    assert [text[m.start : m.end] for m in found] == [m.text for m in found] == ["05.01.00-P20-7-21", KNOWN[0]]


@pytest.mark.parametrize(
    ("number", "reduced"),
    [("07.30.14-G01-2-18", "7·30·14·G·1·2·18"), ("07.00.00", "7·0·0"), ("", ""), ("ø01", "Ø·1")],
)
def test_normalize(number: str, reduced: str) -> None:
    assert normalize(number) == reduced


_PARTS = st.tuples(
    st.integers(1, 99), st.integers(0, 99), st.integers(0, 99), st.sampled_from("AGIKPS"), st.integers(0, 99),
    st.integers(1, 99_999), st.integers(0, 99),
)  # fmt: skip


@given(_PARTS)
def test_every_number_of_the_form_is_found(parts: tuple[int, int, int, str, int, int, int]) -> None:
    group, element, unit, facet, kind, running, year = parts
    number = f"{group:02}.{element:02}.{unit:02}-{facet}{kind:02}-{running}-{year:02}"
    (found,) = find_case_numbers(f"Hvad med {number}, tak?", (number,))
    assert (found.text, found.matches) == (number, (number,))


@given(st.text(max_size=60))
def test_any_text_gives_ordered_mentions_within_it(text: str) -> None:
    end = 0
    for mention in find_case_numbers(text, KNOWN):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        end = mention.end


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Hvad koster svømmehallen i 2031/2032?", [], id="school or budget year"),
        pytest.param("Hvad koster svømmehallen i sag 2031/2035?", [()], id="no neighbouring years"),
    ],
)
def test_span_of_years_is_no_number(text: str, found: list[tuple[str, ...]]) -> None:
    assert matches(text) == found
