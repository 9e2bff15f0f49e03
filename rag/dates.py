"""Dates and periods as people write them (datoer og perioder), in questions and in minutes."""

from __future__ import annotations

import re
from calendar import monthcalendar, monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rag.domain import Period

_MONTH_NAMES = (
    ("januar", "january", "januari", "jan"),
    ("februar", "february", "februari", "feb", "febr"),
    ("marts", "march", "märz", "mars", "mar"),
    ("april", "apr"),
    ("maj", "may", "mai"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("august", "augusti", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("december", "dezember", "desember", "dec", "dez", "des"),
)
MONTHS: dict[str, int] = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names}
_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")(?=[^a-zæøå]|$)\.?"
_YEAR = r"(?:19|20)\d\d"
_SEASONS = {
    "forår": (3, 5), "foråret": (3, 5), "spring": (3, 5), "våren": (3, 5), "frühjahr": (3, 5), "frühling": (3, 5),
    "sommer": (6, 8), "sommeren": (6, 8), "summer": (6, 8), "sommaren": (6, 8),
    "efterår": (9, 11), "efteråret": (9, 11), "autumn": (9, 11), "hösten": (9, 11), "høsten": (9, 11), "herbst": (9, 11),
    "vinter": (1, 2), "vinteren": (1, 2), "winter": (1, 2), "vintern": (1, 2),
}  # fmt: skip
_SEASON = "|".join(sorted(_SEASONS, key=len, reverse=True))

_NUMERIC = re.compile(
    r"(?<![\d.])(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4}|\d{2})(?![\d-])|(?<![\d/])(\d{1,2})/(\d{1,2})[ -](\d{4})"
)
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")
_DAY_MONTH = re.compile(
    rf"(?<![\d.])(\d{{1,2}})(?:\.|st|nd|rd|th|:e)?\s?(?:of )?({_MONTH})(?:,?\s({_YEAR})(?![-/]?\d))?", re.IGNORECASE
)
_MONTH_DAY = re.compile(rf"\b({_MONTH})\s(\d{{1,2}})(?:st|nd|rd|th)?(?:,\s?|\s)({_YEAR})\b", re.IGNORECASE)
_DAY_SLASH = re.compile(r"(?<![\d/.-])(\d{1,2})/(\d{1,2})(?![\d/-])")
_MONTH_YEAR = re.compile(rf"\b({_MONTH})(?: måned)?(?:,? (?:i )?)({_YEAR})\b", re.IGNORECASE)
_MONTH_MEETING = re.compile(
    rf"\b({'|'.join(sorted(MONTHS, key=len, reverse=True))})møde(?:t|ts)?\b(?:,? (?:i )?({_YEAR})\b)?", re.IGNORECASE
)
_WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_NTH = {"første": 1, "1.": 1, "anden": 2, "2.": 2, "tredje": 3, "3.": 3, "fjerde": 4, "4.": 4, "sidste": -1}
_NTH_WEEKDAY = re.compile(
    rf"\b({'|'.join(map(re.escape, _NTH))}) ({'|'.join(_WEEKDAYS)}) (?:i |af )?({_MONTH}) ({_YEAR})\b", re.IGNORECASE
)
_SEASON_YEAR = re.compile(rf"\b({_SEASON}) (?:i )?({_YEAR})\b", re.IGNORECASE)
_QUARTER = re.compile(rf"\b([1-4])\.? kvartal (?:i |af )?({_YEAR})\b", re.IGNORECASE)
_HALF = re.compile(rf"\b(første|1\.|andet|sidste|2\.) halvår (?:i |af )?({_YEAR})\b", re.IGNORECASE)
# Two years with "og" between them are two years, unless they are the ends of "mellem … og …".
_SPAN = re.compile(
    rf"\b(?:({_YEAR})\s?(?:-|–|til|to|bis|till)|(?:mellem|between|zwischen|mellan)\s+({_YEAR})\s(?:og|and|und|och))\s?({_YEAR})\b",
    re.IGNORECASE,
)
_SHORT_SPAN = re.compile(rf"\b({_YEAR})\s?[-–/]\s?(\d\d)(?![\d-])")
_OPEN_START = re.compile(rf"\b(før|inden|before|vor)\s+(?:den |d\. )?\(?({_YEAR})\b", re.IGNORECASE)
_OPEN_END = re.compile(rf"\b(siden|efter|fra og med|since|after|seit|nach)\s+({_YEAR})\b", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:siden|since|seit) (?:mødet )?(?:i |den |d\. ?)?$", re.IGNORECASE)
_BEFORE_HOLIDAY = re.compile(
    rf"\b(før|inden|efter) (sommerferien|sommeren|jul|nytår)(?: i)? ({_YEAR})\b", re.IGNORECASE
)
_LONE_YEAR = re.compile(rf"(?<![\d.,/-])({_YEAR})(?![\d/]|-\d)")
_LONE_MONTH = re.compile(rf"\bi (?:måneden )?({_MONTH})(?! \d)", re.IGNORECASE)


# "mellem 1. og 15. maj 2018", "fra maj til august 2018", "1.5.2018 - 15.5.2018"
_BETWEEN = re.compile(r"\b(?:mellem|between|zwischen)\s+(?:den |d\. ?|the )?$", re.IGNORECASE)
_LINK_AND = re.compile(r"\s+(?:og|and|und)\s+(?:den |d\. ?|i |the )?", re.IGNORECASE)
_LINK_TO = re.compile(r"\s*[-–]\s*|\s+(?:til|to|bis)\s+(?:og med )?(?:den |d\. ?|i |the )?", re.IGNORECASE)

_YEARS = range(1800, 2200)
"""A number outside is no year of any minutes, and date arithmetic on it may leave the calendar."""
# What `re.IGNORECASE` takes for i, k and s beside their own capitals.
_LOOKALIKES = str.maketrans({"İ": "i", "ı": "i", "\u212a": "k", "ſ": "s"})


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or period in a text (datoangivelse) and where it stands.

    `period` is what it spans; for a day or month without a year (`12. maj`, `i maj`) it is None and
    `day` and `month` say what is known. `whole_day` tells a single full date.
    """

    start: int
    end: int
    period: Period | None
    day: int | None = None
    month: int | None = None

    @property
    def whole_day(self) -> date | None:
        """The date, where the mention is one full day."""
        if self.period and self.period.first == self.period.last:
            return self.period.first
        return None


def find_dates(text: str) -> list[DateMention]:
    """The dates and periods of a text in reading order; where readings overlap, the longest counts."""
    return list(_find_dates(text))


@lru_cache(maxsize=4_000)
def _find_dates(text: str) -> tuple[DateMention, ...]:
    """The dates of a text, kept: the sentences of the likeliest items are looked through for question after question."""
    taken = [False] * (len(text) + 1)
    found: list[DateMention] = []
    for reader in (_read_weekdays, _read_days, _read_spans, _read_parts_of_years, _read_lone):
        for mention in reader(text):
            if not any(taken[mention.start : mention.end]):
                taken[mention.start : mention.end] = [True] * (mention.end - mention.start)
                found.append(mention)
    joined = _join_spans(text, sorted(found, key=lambda mention: mention.start))
    return tuple(_since(text, mention) for mention in joined)


def _since(text: str, mention: DateMention) -> DateMention:
    """A mention that tells only when something began ("siden maj 2018"), without an end."""
    period = mention.period
    if period is None or period.last is None or not _SINCE.search(text[: mention.start]):
        return mention
    return DateMention(mention.start, mention.end, Period(period.first, None))


def _join_spans(text: str, mentions: list[DateMention]) -> list[DateMention]:
    """Two dates that are the ends of one span, made one mention."""
    joined: list[DateMention] = []
    for mention in mentions:
        span = _span(text, joined[-1], mention) if joined else None
        if span:
            joined[-1] = span
        else:
            joined.append(mention)
    return joined


def _span(text: str, first: DateMention, last: DateMention) -> DateMention | None:
    between = text[first.end : last.start]
    linked = _LINK_TO.fullmatch(between) or (_LINK_AND.fullmatch(between) and _BETWEEN.search(text[: first.start]))
    if not linked or last.period is None or last.period.last is None:
        return None
    begin = first.period.first if first.period else _in_year(first, last.period.last.year)
    if begin is None or begin >= last.period.last:
        return None
    return DateMention(first.start, last.end, Period(begin, last.period.last))


def _in_year(mention: DateMention, year: int) -> date | None:
    if mention.month is None or (mention.day or 1) > monthrange(year, mention.month)[1]:
        return None
    return date(year, mention.month, mention.day or 1)


def month_number(name: str) -> int:
    """The number of a month by its name or abbreviation, with or without a full stop."""
    return MONTHS[_plain(name).rstrip(".")]


def _plain(matched: str) -> str:
    return matched.translate(_LOOKALIKES).lower()


def _read_days(text: str) -> Iterator[DateMention]:
    for match in _ISO.finditer(text):
        yield from _on_day(match, int(match[3]), int(match[2]), int(match[1]))
    for match in _MONTH_DAY.finditer(text):
        yield from _on_day(match, int(match[2]), month_number(match[1]), int(match[3]))
    for match in _DAY_MONTH.finditer(text):
        yield from _on_day(match, int(match[1]), month_number(match[2]), int(match[3]) if match[3] else None)
    for match in _NUMERIC.finditer(text):
        day, month, year = match[1] or match[4], match[2] or match[5], match[3] or match[6]
        yield from _on_day(match, int(day), int(month), int(year) + (2000 if len(year) == 2 else 0))
    for match in _DAY_SLASH.finditer(text):
        yield from _on_day(match, int(match[1]), int(match[2]), None)


def _read_weekdays(text: str) -> Iterator[DateMention]:
    for match in _NTH_WEEKDAY.finditer(text):
        year, month = int(match[4]), month_number(match[3])
        weeks = [week[_WEEKDAYS.index(_plain(match[2]))] for week in monthcalendar(year, month)]
        days, nth = [day for day in weeks if day], _NTH[_plain(match[1])]
        yield from _on_day(match, days[nth - 1 if nth > 0 else nth], month, year)


def _on_day(match: re.Match[str], day: int, month: int, year: int | None) -> Iterator[DateMention]:
    if not 1 <= month <= 12 or not 1 <= day <= 31 or (year is not None and year not in _YEARS):
        return
    if year is None:
        yield DateMention(match.start(), match.end(), None, day, month)
    elif day <= monthrange(year, month)[1]:
        when = date(year, month, day)
        yield DateMention(match.start(), match.end(), Period(when, when), day, month)


def _read_spans(text: str) -> Iterator[DateMention]:
    for match in _BEFORE_HOLIDAY.finditer(text):
        year = int(match[3])
        border = date(year, 7, 1) if _plain(match[2]).startswith("sommer") else date(year, 12, 24)
        period = Period(date(year, 1, 1), border) if _plain(match[1]) != "efter" else Period(border, date(year, 12, 31))
        yield DateMention(match.start(), match.end(), period)
    for match in _SPAN.finditer(text):
        first, last = sorted((int(match[1] or match[2]), int(match[3])))
        yield DateMention(match.start(), match.end(), Period(date(first, 1, 1), date(last, 12, 31)))
    for match in _SHORT_SPAN.finditer(text):
        first, last = int(match[1]), int(match[1][:2] + match[2])
        if first < last:
            yield DateMention(match.start(), match.end(), Period(date(first, 1, 1), date(last, 12, 31)))
    for match in _OPEN_START.finditer(text):
        yield DateMention(match.start(), match.end(), Period(None, date(int(match[2]) - 1, 12, 31)))
    for match in _OPEN_END.finditer(text):
        after = int(match[2]) + (_plain(match[1]) in ("efter", "after", "nach"))
        yield DateMention(match.start(), match.end(), Period(date(after, 1, 1), None))


def _read_parts_of_years(text: str) -> Iterator[DateMention]:
    for match in _MONTH_YEAR.finditer(text):
        # Danish for Christmas, unless a day stands before it or it has a capital.
        month = 12 if match[1] == "jul" else month_number(match[1])
        yield DateMention(match.start(), match.end(), months(int(match[2]), month, month), month=month)
    for match in _MONTH_MEETING.finditer(text):
        month = month_number(match[1])
        period = months(int(match[2]), month, month) if match[2] else None
        yield DateMention(match.start(), match.end(), period, month=month)
    for match in _SEASON_YEAR.finditer(text):
        first, last = _SEASONS[_plain(match[1])]
        yield DateMention(match.start(), match.end(), months(int(match[2]), first, last))
    for match in _QUARTER.finditer(text):
        first = int(match[1]) * 3 - 2
        yield DateMention(match.start(), match.end(), months(int(match[2]), first, first + 2))
    for match in _HALF.finditer(text):
        first = 1 if _plain(match[1]) in ("første", "1.") else 7
        yield DateMention(match.start(), match.end(), months(int(match[2]), first, first + 5))


def _read_lone(text: str) -> Iterator[DateMention]:
    for match in _LONE_YEAR.finditer(text):
        yield DateMention(match.start(), match.end(), months(int(match[1]), 1, 12))
    for match in _LONE_MONTH.finditer(text):
        if match[1] != "jul":
            yield DateMention(match.start(), match.end(), None, month=month_number(match[1]))


def months(year: int, first: int, last: int) -> Period:
    """The period from the first day of one month to the last day of another in the same year."""
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def season_months(name: str) -> tuple[int, int] | None:
    """First and last month of a season by its Danish name, or None."""
    return _SEASONS.get(name.lower())
