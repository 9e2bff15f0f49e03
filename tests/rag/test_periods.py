from __future__ import annotations

from datetime import date

import pytest

from rag.analysis import fold
from rag.dates import months
from rag.domain import MeetingRecord, Period, SourceFile
from rag.periods import Reference, find_relative, reference_period

DAYS = (date(2020, 11, 18), date(2021, 5, 12), date(2021, 6, 9), date(2022, 4, 20))
MEETINGS = tuple(
    MeetingRecord(n, "Havneudvalget", day, "", "", "", SourceFile("x", ""), 1) for n, day in enumerate(DAYS)
)


def on(day: date) -> Period:
    return Period(day, day)


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        pytest.param("Hvad skete på sidste møde?", Reference.LATEST, id="last"),
        pytest.param("det seneste ordinære møde", Reference.LATEST, id="a word between"),
        pytest.param("I SENESTE REFERAT", Reference.LATEST, id="minutes, capitals"),
        pytest.param("the latest meeting", Reference.LATEST, id="english"),
        pytest.param("på det første møde", Reference.FIRST, id="first"),
        pytest.param("forrige møde", Reference.PREVIOUS, id="previous"),
        pytest.param("på mødet før", Reference.PREVIOUS, id="the one before"),
        pytest.param("på næste møde", Reference.NEXT, id="next"),
        pytest.param("mødet efter", Reference.NEXT, id="the one after"),
        pytest.param("sidste forår", Reference.LAST_SPRING, id="spring"),
        pytest.param("sidste efterår", Reference.LAST_AUTUMN, id="autumn"),
        pytest.param("sidste år", Reference.LAST_YEAR, id="last year"),
        pytest.param("året efter", Reference.YEAR_AFTER, id="year after"),
        pytest.param("to år senere", Reference.YEARS_LATER, id="years later"),
        pytest.param("året før", Reference.YEAR_BEFORE, id="year before"),
        pytest.param("mødet før den 3. maj", None, id="before a date"),
        pytest.param("sidste frist", None, id="a last of something else"),
        pytest.param("", None, id="empty"),
    ],
)
def test_found_in_a_question(text: str, reference: Reference | None) -> None:
    assert find_relative(fold(text)) is reference


@pytest.mark.parametrize(
    ("reference", "anchor", "period"),
    [
        pytest.param(Reference.LATEST, None, on(DAYS[3]), id="latest of all"),
        pytest.param(Reference.LATEST, months(2021, 1, 12), on(DAYS[2]), id="latest of a year"),
        pytest.param(Reference.LATEST, months(2019, 1, 12), None, id="latest of a year without meetings"),
        pytest.param(Reference.FIRST, None, on(DAYS[0]), id="first of all"),
        pytest.param(Reference.FIRST, months(2021, 1, 12), on(DAYS[1]), id="first of a year"),
        pytest.param(Reference.PREVIOUS, None, on(DAYS[2]), id="before the newest"),
        pytest.param(Reference.PREVIOUS, on(DAYS[1]), on(DAYS[0]), id="before one"),
        pytest.param(Reference.PREVIOUS, on(DAYS[0]), None, id="before the first"),
        pytest.param(Reference.NEXT, on(DAYS[1]), on(DAYS[2]), id="after one"),
        pytest.param(Reference.NEXT, None, None, id="after the newest"),
        pytest.param(Reference.LAST_SPRING, None, months(2021, 3, 5), id="spring, seen from a spring"),
        pytest.param(Reference.LAST_SPRING, on(DAYS[2]), months(2021, 3, 5), id="spring, seen from June"),
        pytest.param(Reference.LAST_AUTUMN, None, months(2021, 9, 11), id="autumn"),
        pytest.param(Reference.LAST_YEAR, None, months(2021, 1, 12), id="last year"),
        pytest.param(Reference.YEAR_AFTER, on(DAYS[1]), months(2022, 1, 12), id="year after"),
        pytest.param(Reference.YEAR_BEFORE, on(DAYS[1]), months(2020, 1, 12), id="year before"),
        pytest.param(Reference.YEAR_AFTER, Period(None, date(2020, 12, 31)), months(2021, 1, 12), id="open start"),
        pytest.param(Reference.NEXT, Period(date(2021, 1, 1), None), None, id="open end"),
    ],
)
def test_counted_from_the_meetings(reference: Reference, anchor: Period | None, period: Period | None) -> None:
    assert reference_period(reference, MEETINGS, (anchor,) if anchor else ()) == period


@pytest.mark.parametrize("reference", Reference)
def test_without_meetings_nothing_is_meant(reference: Reference) -> None:
    assert reference_period(reference, (), ()) is None


def test_the_last_anchor_counts() -> None:
    assert reference_period(Reference.NEXT, MEETINGS, (on(DAYS[0]), on(DAYS[2]))) == on(DAYS[3])
