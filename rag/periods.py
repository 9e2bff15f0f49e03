"""Relative times (relative tidsangivelser): the latest meeting, last spring, the year after."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from rag.dates import months
from rag.domain import MeetingRecord, Period


class Reference(StrEnum):
    """A meeting or time named by its place in the row of meetings."""

    LATEST = "latest"
    FIRST = "first"
    PREVIOUS = "previous"
    NEXT = "next"
    LAST_SPRING = "last spring"
    LAST_AUTUMN = "last autumn"
    LAST_YEAR = "last year"
    YEAR_AFTER = "year after"
    YEAR_BEFORE = "year before"
    YEARS_LATER = "years later"
    LATER = "later"


_SIGNS: tuple[tuple[Reference, re.Pattern[str]], ...] = (
    (Reference.LATEST, re.compile(r"\b(?:seneste|sidste|nyeste|senaste|latest|most recent|last|letzte[nrs]?)\s(?:\w+\s)?(?:mode\w*|chefmode\w*|\w*(?:forum|forums|rads|udvalgs|bestyrelses|direktions|byrads)mode\w*|referat\w*|mote\w*|meeting|sitzung)\b")),
    (Reference.FIRST, re.compile(r"\b(?:forste|aldste|eldste|first|erste[nrs]?)\s(?:\w+\s)?(?:mode\w*|referat\w*|meeting|sitzung)\b")),
    (Reference.PREVIOUS, re.compile(r"\b(?:forrige|foregende|previous)\s(?:mode\w*|meeting)\b|\bmodet (?:for|inden)\b(?! den)")),
    (Reference.NEXT, re.compile(r"(?<!\btil )(?<!\btil det )\b(?:neste|efterfolgende|folgende|next|nachste[nrs]?)\s(?:mode\w*|meeting|sitzung)\b|\bmodet efter\b(?! den)")),
    (Reference.LAST_SPRING, re.compile(r"\bsidste forar\b|\blast spring\b")),
    (Reference.LAST_AUTUMN, re.compile(r"\bsidste efterar\b|\blast autumn\b")),
    (Reference.YEARS_LATER, re.compile(r"\b(?:to|tre|fire|fem|seks|\d+|nogle|flere) ar (?:senere|efter)\b|\bsenere hen\b|\bsiden da\b")),
    (Reference.LATER, re.compile(r"\b(?:kom|blev|er|var) (?:\w+ ){0,3}?(?:op|oppe|taget op|behandlet|droftet) (?:igen|pa ny)\b|\bneste gang\b|\bsiden hen\b|^\W*(?:og |men )?hvad (?:skete|er) der (?:sa )?(?:sket )?(?:senere|siden|derefter|bagefter|herefter|videre|sa)\W*$")),
    (Reference.YEAR_AFTER, re.compile(r"\b(?:aret efter|neste ar|et ar (?:senere|efter)|the (?:year after|following year))\b")),
    (Reference.YEAR_BEFORE, re.compile(r"\b(?:aret (?:for|inden)|the year before)\b")),
    (Reference.LAST_YEAR, re.compile(r"\b(?:sidste ar|last year)\b")),
)  # fmt: skip


def find_relative(folded: str) -> Reference | None:
    """The relative time in a folded text, or None."""
    return next((reference for reference, sign in _SIGNS if sign.search(folded)), None)


def reference_period(
    reference: Reference, meetings: Sequence[MeetingRecord], anchors: Sequence[Period]
) -> Period | None:
    """The period that a reference means, seen from `anchors` (else from the newest meeting).

    "Last spring" counts from the newest meeting, as the minutes do, not from today: an archive is asked
    about its own time. None where there is no such meeting or year.
    """
    days = sorted({meeting.date for meeting in meetings})
    if not days:
        return None
    anchor = anchors[-1] if anchors else None
    if reference is Reference.LATEST:
        inside = [day for day in days if anchor is None or anchor.holds(day)]
        return _day(inside[-1]) if inside else None
    if reference is Reference.FIRST:
        inside = [day for day in days if anchor is None or anchor.holds(day)]
        return _day(inside[0]) if inside else None
    return _beside(reference, days, anchor)


def _beside(reference: Reference, days: list[date], anchor: Period | None) -> Period | None:
    first = anchor.first if anchor and anchor.first else days[-1]
    last = anchor.last if anchor and anchor.last else days[-1]
    if reference is Reference.NEXT:
        after = [day for day in days if day > last]
        return _day(after[0]) if after else None
    if reference is Reference.PREVIOUS:
        before = [day for day in days if day < first]
        return _day(before[-1]) if before else None
    if reference is Reference.LAST_SPRING:
        return months(last.year if last.month > 5 else last.year - 1, 3, 5)
    if reference is Reference.LAST_AUTUMN:
        return months(last.year if last.month > 11 else last.year - 1, 9, 11)
    if reference is Reference.LATER:
        return Period(last + timedelta(days=1), None) if anchor else None
    if reference is Reference.YEARS_LATER:
        return Period(date(last.year + 1, 1, 1), None) if days[-1].year > last.year else None
    if reference is Reference.YEAR_AFTER:
        return months(last.year + 1, 1, 12)
    return months(first.year - 1, 1, 12)


def _day(day: date) -> Period:
    return Period(day, day)
