"""Danish dates and times of day (datoer og klokkeslæt) as minutes print them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from rag.dates import MONTHS

WEEKDAY = r"(?:mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag)"
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WRITTEN = re.compile(
    rf"(?<![\w.])(\d{{1,2}})\.?[ \t]{{0,3}}-?[ \t]{{0,3}}({_MONTH})\b\.?[ \t]{{0,3}}[-,]?[ \t]{{0,3}}(\d{{4}})(?!\d)",
    re.IGNORECASE,
)
# Danish sites built on foreign systems print "April 3, 2019".
_MONTH_FIRST = re.compile(rf"(?<![\w.])({_MONTH})[ \t](\d{{1,2}}),[ \t]{{0,3}}(\d{{4}})(?!\d)", re.IGNORECASE)
_SLASHED = re.compile(r"(?<![\w.\-/])(\d{1,2})/(\d{1,2})(?:[ \t]{1,2}|[-.][ \t]?)(\d{4})(?![\w/]|-\w)")
_NUMERIC = re.compile(r"(?<![\w.\-/])(\d{1,2})([-./])(\d{1,2})\2(\d{4})(?![\w/]|-\w)")
_ISO = re.compile(r"(?<![\w.\-/])(\d{4})-(\d{2})-(\d{2})(?![\w/]|-\w)")
_SHORT = re.compile(r"(?<![\w.\-/])(\d{1,2})([-./])(\d{1,2})\2(\d{2})(?![\w/]|[-.]\w)")
_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(r"\bk(?:l|lokken)\b\.?\s{0,3}(\d{1,2})(?:[.:](\d{2}))?(?!\d)", re.IGNORECASE)
_TIME = re.compile(r"(?<![\d.:\-/])(\d{1,2})[.:](\d{2})(?![\d.:/]|-\d{2}-)")
EARLIEST_YEAR = 1800
LATEST_YEAR = 2199


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a line: its day and the span of its characters."""

    day: date
    start: int
    end: int


def find_dates(text: str, *, short_years: bool = False) -> tuple[FoundDate, ...]:
    """Every date in a text, in order. `short_years` also reads `dd.mm.yy`."""
    if not _DIGIT.search(text):
        return ()
    found = [
        *(_written(match) for match in _WRITTEN.finditer(text)),
        *(_month_first(match) for match in _MONTH_FIRST.finditer(text)),
        *(_slashed(match) for match in _SLASHED.finditer(text)),
        *(_numeric(match) for match in _NUMERIC.finditer(text)),
        *(_iso(match) for match in _ISO.finditer(text)),
        *((_numeric(match) for match in _SHORT.finditer(text)) if short_years else ()),
    ]
    return tuple(sorted((each for each in found if each), key=lambda each: each.start))


def find_time(text: str) -> str:
    """The first time of day after "kl.", as HH:MM, or an empty string."""
    for match in _CLOCK.finditer(text):
        if clock := _time(match):
            return clock
    return ""


def find_bare_time(text: str) -> str:
    """The first time of day written with hours and minutes, as HH:MM, or an empty string."""
    for match in _TIME.finditer(text):
        if clock := _time(match):
            return clock
    return ""


def _time(match: re.Match[str]) -> str:
    hours, minutes = int(match[1]), int(match[2] or 0)
    return f"{hours:02}:{minutes:02}" if hours < 24 and minutes < 60 else ""


def _written(match: re.Match[str]) -> FoundDate | None:
    return _found(match, int(match[3]), MONTHS[match[2].casefold()], int(match[1]))


def _month_first(match: re.Match[str]) -> FoundDate | None:
    return _found(match, int(match[3]), MONTHS[match[1].casefold()], int(match[2]))


def _slashed(match: re.Match[str]) -> FoundDate | None:
    return _found(match, int(match[3]), int(match[2]), int(match[1]))


def _numeric(match: re.Match[str]) -> FoundDate | None:
    year = int(match[4])
    if len(match[4]) == 2:
        year += 1900 if year >= 70 else 2000
    return _found(match, year, int(match[3]), int(match[1]))


def _iso(match: re.Match[str]) -> FoundDate | None:
    return _found(match, int(match[1]), int(match[2]), int(match[3]))


def _found(match: re.Match[str], year: int, month: int, day: int) -> FoundDate | None:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    try:
        return FoundDate(date(year, month, day), match.start(), match.end())
    except ValueError:
        return None
