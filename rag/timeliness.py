"""Timeliness (tidspunkt): whether what is asked of a time is told of that time, and not of another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from rag.analysis import fold
from rag.dateroles import preposition_of
from rag.dates import DateMention, find_dates
from rag.demands import PAST_ACT
from rag.evidence import Evidence
from rag.question import Question, asking_sentence
from rag.sought import SoughtWord
from rag.wording import Kind

_YEAR = (364, 365)
_TOLD = frozenset({Kind.DECISION, Kind.FACT, Kind.VOTE, Kind.LIST})
_TIMED = frozenset({Kind.WHO, Kind.WHEN, Kind.HOW_OFTEN, Kind.AMOUNT, Kind.COST, Kind.VOTE, Kind.FACT, Kind.LIST})


def lacks_time(question: Question, near: Sequence[Evidence], own: Sequence[Evidence], _: Sequence[SoughtWord]) -> bool:
    """Whether what is asked for is of a time that neither the sentences nor the meeting are of."""
    if question.kind not in _TIMED or not question.happened:
        return False
    if any(period.holds(near[0].record.meeting.date) for period in question.happened):
        return False
    # What leads a list in dates its entries.
    leads = [e for e in own if e.sentence.text.endswith(":") and any(_is_led(e, other) for other in near)]
    mentions = [mention for e in (*near, *leads) for mention in find_dates(e.sentence.text)]
    told = [mention.period for mention in mentions if mention.period]
    told += [mention.period for mention in find_dates(near[0].record.item.title) if mention.period]
    return not _names_day(question, mentions, near[0].record.meeting.date) and not any(
        period.first and other.first and period.holds(other.first) for period in question.happened for other in told
    )


def _is_led(lead: Evidence, entry: Evidence) -> bool:
    return entry.sentence.listed and lead.sentence.section == entry.sentence.section and lead.position < entry.position


def is_of_other_times(
    question: Question, near: Sequence[Evidence], _: Sequence[Evidence], __: Sequence[SoughtWord]
) -> bool:
    """Whether a figure of some year is asked for, and all that tell one name other years ("i 2022 svarede 74 %")."""
    years = _years(question.content_dates)
    if question.kind not in (Kind.AMOUNT, Kind.COST) or not years:
        return False
    told = [_years(find_dates(e.sentence.text)) for e in near if e.fits]
    return bool(told) and all(named and not named & years for named in told)


def _years(mentions: Sequence[DateMention]) -> set[int]:
    """The whole years among dates."""
    spans = [(m.period.first, m.period.last) for m in mentions if m.period]
    return {first.year for first, last in spans if first and last and (last - first).days in _YEAR}


def _names_day(question: Question, mentions: Sequence[DateMention], held: date) -> bool:
    """Whether a day or month asked about is named without its year, in the minutes of that year or the one before."""
    named = {(mention.day, mention.month) for mention in mentions if not mention.period}
    months = {month for _, month in named}
    of_month = [p.first for p in question.happened if p.first and p.last and (p.last - p.first).days in range(27, 31)]
    if any(first.month in months and 0 <= first.year - held.year <= 1 for first in of_month):
        return True
    days = [period.first for period in question.happened if period.first and period.first == period.last]
    return any((day.day, day.month) in named and 0 <= day.year - held.year <= 1 for day in days)


def is_of_other_year(
    question: Question, _: Sequence[Evidence], own: Sequence[Evidence], __: Sequence[SoughtWord]
) -> bool:
    """Whether the item names the day that is asked about only in other years ("regnskab pr. 30. juni 2019")."""
    days = [mention.whole_day for mention in question.content_dates if mention.whole_day]
    texts = [own[0].record.item.title, *(e.sentence.text for e in own)]
    told = {mention.whole_day for text in texts for mention in find_dates(text) if mention.whole_day} if days else set()
    return any(
        day not in told and any((day.day, day.month) == (other.day, other.month) for other in told) for day in days
    )


def is_later(question: Question, near: Sequence[Evidence], _: Sequence[Evidence], __: Sequence[SoughtWord]) -> bool:
    """Whether something is asked that was said or decided after the meeting whose minutes were found."""
    day = near[0].record.meeting.date
    later = [period for period in question.happened if period.first and period.first > day]
    start, end = asking_sentence(question.text)
    return bool(later) and question.kind in _TOLD and PAST_ACT.search(fold(question.text[start:end])) is not None


def is_of_thing_of_other_year(
    question: Question, near: Sequence[Evidence], own: Sequence[Evidence], _: Sequence[SoughtWord]
) -> bool:
    """Whether a thing is named by its year ("Budget 2020") and the item, of another time, never names that year.

    What is of a year is dealt with in it or in the year before.
    """
    named = _years([m for m in question.content_dates if not preposition_of(question.text, m)])
    record = near[0].record
    if not named or any(record.meeting.date.year in (year - 1, year) for year in named):
        return False
    told = re.findall(r"\b(?:19|20)\d\d\b", " ".join([record.item.title, *(e.sentence.text for e in own)]))
    return not named & {int(year) for year in told}
