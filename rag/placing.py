"""Dates of a question (datoer i spørgsmålet): of meetings, of the content, or of no meeting that there is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from rag.analysis import fold
from rag.dateroles import has_content_role, has_meeting_role
from rag.dates import DateMention
from rag.domain import Filters, Period, Treatment
from rag.naming import is_same_body
from rag.periods import Reference, reference_period
from rag.question import Known


class Role(StrEnum):
    """What a date in a question is about: the meeting, the content, or it can't be told."""

    MEETING = "meeting"
    CONTENT = "content"
    EITHER = "either"


def place_dates(
    text: str, mentions: Sequence[DateMention], known: Known
) -> tuple[Filters, Filters, tuple[DateMention, ...], tuple[Period, ...]]:
    """Sort dates into meeting dates, dates of the content, and meeting dates that no meeting has."""
    demanded: list[Period] = []
    preferred: list[Period] = []
    content: list[DateMention] = []
    unknown: list[Period] = []
    for mention in mentions:
        role = date_role(text, mention)
        periods = _of_year(_resolve(mention, known), mentions)
        held = [period for period in periods if known.has_met(period)]
        if role is Role.MEETING:
            demanded += held
            unknown += [] if held else list(periods)
            if not periods:
                content.append(mention)
        elif mention.period is None or not held or role is Role.CONTENT:
            content.append(mention)
            if role is Role.EITHER and mention.period is None:
                preferred += held
        elif mention.whole_day is not None:
            demanded += held
        else:
            preferred += held
            content.append(mention)
    return Filters(tuple(demanded)), Filters(tuple(preferred)), tuple(content), tuple(unknown)


def earlier_decisions(
    mentions: Sequence[DateMention], named: Sequence[str], known: Known
) -> dict[DateMention, tuple[Treatment, ...]]:
    """The decisions quoted in other meetings' minutes that days of a question are of, by the day's mention.

    A day on which a body that is named met, or any where none is, is that meeting's.
    """
    found = {}
    for mention in mentions:
        day = mention.whole_day
        if day is None or any(m.date == day and (not named or _is_named(m.body, named)) for m in known.meetings):
            continue
        quoted = tuple(t for t in known.treatments if t.date == day and (not named or _is_named(t.body, named)))
        if quoted:
            found[mention] = quoted
    return found


def _is_named(body: str, named: Sequence[str]) -> bool:
    return any(is_same_body(body, other) for other in named)


def date_role(text: str, mention: DateMention) -> Role:
    """What a date in a question is about, by the words around it."""
    if has_meeting_role(fold(text[: mention.start]), fold(text[mention.end :]), mention.whole_day is not None):
        return Role.MEETING
    return Role.CONTENT if has_content_role(fold(text[: mention.start])) else Role.EITHER


def _resolve(mention: DateMention, known: Known) -> tuple[Period, ...]:
    """The periods that a mention can mean; without a year, each meeting that fits it."""
    if mention.period is not None:
        return (mention.period,)
    days: list[date] = [
        meeting.date
        for meeting in known.meetings
        if meeting.date.month == mention.month and mention.day in (None, meeting.date.day)
    ]
    return tuple(Period(day, day) for day in dict.fromkeys(days))


def _of_year(periods: tuple[Period, ...], mentions: Sequence[DateMention]) -> tuple[Period, ...]:
    """Those of several days that lie in the only year a question names, where any does: "i 2018 … fra maj til"."""
    years = [m.period for m in mentions if m.period and m.whole_day is None and m.month is None]
    inside = tuple(p for p in periods if len(years) == 1 and p.first and p.first == p.last and years[0].holds(p.first))
    return inside if len(periods) > 1 and inside else periods


def refer(reference: Reference, known: Known, preferred: Filters) -> Filters:
    """The meeting or time that a relative reference means, as a filter; an empty one where there is none."""
    period = reference_period(reference, known.meetings, preferred.periods)
    return Filters((period,)) if period else Filters()


def about_meetings(
    demanded: Filters, preferred: Filters, content: Sequence[DateMention], known: Known
) -> tuple[Filters, tuple[Period, ...]]:
    """For a question about meetings as such every time is a meeting's: the held ones, and those that none has."""
    times = [*preferred.periods, *(period for mention in content for period in _resolve(mention, known))]
    held = tuple(period for period in dict.fromkeys(times) if known.has_met(period))
    return Filters(demanded.periods or held), () if held else tuple(dict.fromkeys(times))
