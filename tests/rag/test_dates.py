from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts.answers import MONTHS as MONTH_NAMES
from rag.dates import DateMention, find_dates, month_number, months, season_months
from rag.domain import Period

NINTH = date(2018, 5, 9)


def only(text: str) -> DateMention:
    (mention,) = find_dates(text)
    return mention


def year(first: int, last: int | None = None) -> Period:
    return Period(date(first, 1, 1), date(last or first, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("den 9. maj 2018", id="danish"),
        pytest.param("9.maj 2018", id="no blank"),
        pytest.param("9 maj 2018", id="no full stop"),
        pytest.param("D. 9. MAJ 2018", id="capitals"),
        pytest.param("9. maj, 2018", id="comma"),
        pytest.param("onsdag den 9. maj 2018 kl. 9.00", id="weekday and time"),
        pytest.param("9.5.2018", id="points"),
        pytest.param("09-05-2018", id="dashes"),
        pytest.param("9/5-2018", id="slash and dash"),
        pytest.param("9/5 2018", id="slash and blank"),
        pytest.param("09.05.18", id="two-digit year"),
        pytest.param("(9-5-18)", id="brackets"),
        pytest.param("2018-05-09", id="iso"),
        pytest.param("referat_2018-05-09.md", id="in a file name"),
        pytest.param("May 9, 2018", id="english, month first"),
        pytest.param("the 9th of May 2018", id="english, day first"),
        pytest.param("9. mai 2018", id="norwegian and german"),
        pytest.param("på mødet 9. maj 2018?", id="before a question mark"),
        pytest.param("den anden onsdag i maj 2018", id="by its place among the weekdays"),
    ],
)
def test_one_day(text: str) -> None:
    mention = only(text)
    assert mention.whole_day == NINTH
    assert (mention.day, mention.month) == (9, 5)


def test_weekdays_of_a_month() -> None:
    assert only("den sidste torsdag i maj 2018").whole_day == date(2018, 5, 31)
    assert only("første tirsdag i maj 2018").whole_day == date(2018, 5, 1)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        pytest.param("på oktobermødet i 2018", months(2018, 10, 10), id="a month's meeting"),
        pytest.param("i maj 2018", months(2018, 5, 5), id="month"),
        pytest.param("maj måned 2018", months(2018, 5, 5), id="month in so many words"),
        pytest.param("februar 2020", Period(date(2020, 2, 1), date(2020, 2, 29)), id="leap year"),
        pytest.param("dec. 2018", months(2018, 12, 12), id="abbreviated"),
        pytest.param("jul 2018", months(2018, 12, 12), id="Christmas is not July"),
        pytest.param("in Jul 2018", months(2018, 7, 7), id="English July"),
        pytest.param("2018", year(2018), id="year"),
        pytest.param("budget 2020", year(2020), id="budget year"),
        pytest.param("2017-2019", year(2017, 2019), id="years"),
        pytest.param("mellem 2017 og 2019", year(2017, 2019), id="between"),
        pytest.param("fra 2019 til 2017", year(2017, 2019), id="backwards"),
        pytest.param("mellem 1. maj 2018 og 15. juni 2018", Period(date(2018, 5, 1), date(2018, 6, 15)), id="days"),
        pytest.param(
            "fra den 1. maj til den 15. juni 2018", Period(date(2018, 5, 1), date(2018, 6, 15)), id="from, to"
        ),
        pytest.param("1/5-2018 - 15/6-2018", Period(date(2018, 5, 1), date(2018, 6, 15)), id="days and a dash"),
        pytest.param("fra maj 2018 til august 2018", months(2018, 5, 8), id="months"),
        pytest.param("i maj til august 2018", months(2018, 5, 8), id="one year for both months"),
        pytest.param("2017/18", year(2017, 2018), id="season of two years"),
        pytest.param("foråret 2018", months(2018, 3, 5), id="spring"),
        pytest.param("Efterår 2019", months(2019, 9, 11), id="autumn"),
        pytest.param("3. kvartal 2019", months(2019, 7, 9), id="quarter"),
        pytest.param("første halvår 2020", months(2020, 1, 6), id="first half"),
        pytest.param("2. halvår af 2020", months(2020, 7, 12), id="second half"),
        pytest.param("før 2018", Period(None, date(2017, 12, 31)), id="before"),
        pytest.param("siden 2018", Period(date(2018, 1, 1), None), id="since"),
        pytest.param("efter 2018", Period(date(2019, 1, 1), None), id="after"),
        pytest.param("før sommerferien 2018", Period(date(2018, 1, 1), date(2018, 7, 1)), id="before summer"),
        pytest.param("inden jul 2018", Period(date(2018, 1, 1), date(2018, 12, 24)), id="before Christmas"),
        pytest.param("efter sommeren 2018", Period(date(2018, 7, 1), date(2018, 12, 31)), id="after summer"),
        pytest.param("31. februar 2018", months(2018, 2, 2), id="no such day, but a month"),
    ],
)
def test_period(text: str, period: Period) -> None:
    mention = only(text)
    assert mention.period == period
    assert mention.whole_day is None


@pytest.mark.parametrize(
    ("text", "day", "month"),
    [
        pytest.param("den 12. maj", 12, 5, id="day and month"),
        pytest.param("den 31/12", 31, 12, id="slash"),
        pytest.param("i maj", None, 5, id="month"),
        pytest.param("majmødet", None, 5, id="a month's meeting"),
    ],
)
def test_without_a_year(text: str, day: int | None, month: int) -> None:
    mention = only(text)
    assert (mention.period, mention.day, mention.month) == (None, day, month)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("1.250.000 kr.", id="amount"),
        pytest.param("kl. 10.30", id="time"),
        pytest.param("punkt 3", id="item"),
        pytest.param("side 12/15", id="page of pages"),
        pytest.param("§ 12.4", id="paragraph"),
        pytest.param("sag 2018/12345", id="case with a slash"),
        pytest.param("1234/2018", id="case, year last"),
        pytest.param("13/13", id="no such month"),
        pytest.param("99.99.9999", id="no such date"),
        pytest.param("00-00-0000", id="zeros"),
        pytest.param("0000-01-01", id="year zero"),
        pytest.param("9999-12-31", id="the end of the calendar"),
        pytest.param("majoritet og junior", id="words that begin as months"),
        pytest.param("marts", id="a month that nothing points at"),
        pytest.param("i jul", id="Christmas"),
    ],
)
def test_no_date(text: str) -> None:
    assert find_dates(text) == []


def test_several_in_reading_order() -> None:
    text = "Både 12. december 2018 og 3. januar 2019, og igen i 2021"
    found = find_dates(text)
    assert [text[m.start : m.end] for m in found] == ["12. december 2018", "3. januar 2019", "2021"]


def test_backwards_is_no_span() -> None:
    assert [m.whole_day for m in find_dates("fra 3. januar 2019 til 2. januar 2019")] == [
        date(2019, 1, 3),
        date(2019, 1, 2),
    ]


def test_the_longest_reading_counts() -> None:
    assert only("9. maj 2018").end == len("9. maj 2018")


@pytest.mark.parametrize(
    "text", ["2. aprıl 2018", "ſommer 2018", "efterår 2018", "ſept. 2018", "İ maj 2018", "１２. maj ２０１８"]
)
def test_odd_letters_do_no_harm(text: str) -> None:
    find_dates(text)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(range(5)))
def test_every_day_is_read_however_written(day: date, form: int) -> None:
    written = (
        f"{day.day}. {MONTH_NAMES[day.month - 1]} {day.year}",
        f"{day:%d-%m-%Y}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day}/{day.month}-{day.year}",
        day.isoformat(),
    )[form]
    assert only(f"Hvad skete der {written}, og hvem kom?").whole_day == day


_PIECES = st.sampled_from(
    [*"0123456789.-/ ,§", "den ", "maj", "ſept", "i ", "2018", "og", "før ", "kvartal ", "halvår ", "sommer", "0000"]
)


@given(st.one_of(st.text(max_size=40), st.lists(_PIECES, max_size=15).map("".join)))
def test_any_text_gives_ordered_mentions_within_it(text: str) -> None:
    end = 0
    for mention in find_dates(text):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
        period = mention.period
        assert period is not None or mention.month is not None
        if period and period.first and period.last:
            assert period.first <= period.last


def test_names() -> None:
    assert [month_number(name) for name in ("Maj", "sept.", "märz", "DEC")] == [5, 9, 3, 12]
    assert season_months("Foråret") == (3, 5)
    assert season_months("onsdag") is None


@pytest.mark.parametrize("text", ["i 2017 og 2019", "2017 og 2019", "både 2017 og 2019"])
def test_two_years_are_no_span(text: str) -> None:
    assert [mention.period for mention in find_dates(text)] == [year(2017), year(2019)]
