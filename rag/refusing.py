"""Refusals (når det ikke fremgår): what was searched, what came nearest, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from prompts import answers as words
from rag.domain import AnswerStatus, ItemRecord, Period
from rag.drafting import Draft, DraftStatement, cite_title, danish_date, danish_period
from rag.question import Known, Question
from rag.verification import Lack

_NEAREST = 3


def describe_scope(known: Known) -> str:
    """What was searched, in words."""
    first, last = known.meetings[0].date, known.meetings[-1].date
    if len(known.meetings) == 1:
        return words.SCOPE_ONE.format(first=danish_date(first))
    return words.SCOPE_MANY.format(count=len(known.meetings), first=danish_date(first), last=danish_date(last))


def refuse(known: Known, nearest: Sequence[ItemRecord], reason: str = "", lack: str = "") -> Draft:
    """That the minutes don't say, after a reason and before what lacks where there are any, and the nearest items."""
    lead = words.NOT_FOUND.format(scope=describe_scope(known))
    lines = [" ".join(part for part in (reason, lead, lack) if part)]
    near = tuple(nearest[:_NEAREST])
    if near:
        lines += ["", words.NEAREST, *(nearest_line(record) for record in near)]
    return Draft(AnswerStatus.NOT_FOUND, lead="\n".join(lines), nearest=near)


def introduce(known: Known) -> Draft:
    """What can be asked for, told to somebody who asked nothing of the minutes."""
    newest = known.meetings[-1].date
    lead = words.INTRODUCTION.format(scope=describe_scope(known), day=danish_date(newest), year=newest.year)
    return Draft(AnswerStatus.NOT_FOUND, lead=lead, searched=False)


def answer_thanks() -> Draft:
    """What is said to somebody who only says thanks."""
    return Draft(AnswerStatus.NOT_FOUND, lead=words.WELCOME, searched=False)


def answer_doubt() -> Draft:
    """What is said to somebody who asks whether an answer is right."""
    return Draft(AnswerStatus.NOT_FOUND, lead=words.SURE, searched=False)


def ask_which(known: Known) -> Draft:
    """What is said to somebody who names neither a matter nor a meeting."""
    return Draft(
        AnswerStatus.NOT_FOUND, lead=words.WHICH.format(day=danish_date(known.meetings[-1].date)), searched=False
    )


def refuse_filtered(
    question: Question, known: Known, nearest: Sequence[ItemRecord], reason: str = "", lack: str = ""
) -> Draft:
    """That the minutes don't say, and which of them were searched where the question narrowed the search."""
    demanded = question.demanded
    labels = [
        *(danish_period(period) for period in demanded.periods),
        *demanded.bodies,
        *(words.ITEM_FILTER.format(number=number) for number in demanded.item_numbers),
        *(words.CASE_FILTER.format(number=number) for number in demanded.case_numbers),
    ]
    draft = refuse(known, nearest, reason, lack)
    if not labels:
        return draft
    return replace(draft, notes=(*draft.notes, words.SEARCHED_ONLY.format(filters=", ".join(labels))))


def refuse_ungrounded(draft: Draft, known: Known) -> Draft:
    """That nothing is left of a draft when its citations were checked."""
    return refuse(known, draft.nearest)


def refuse_dates(question: Question, known: Known, nearest: Sequence[ItemRecord]) -> Draft:
    """That there are no minutes of the time asked about."""
    when = ", ".join(danish_period(period) for period in question.unknown_dates)
    return refuse(known, nearest, words.NO_MEETING_ON.format(when=when))


def refuse_case(question: Question, known: Known, nearest: Sequence[ItemRecord]) -> Draft:
    """That no item has the journal number asked about."""
    number = ", ".join(question.unknown_case_numbers)
    return refuse(known, nearest, words.NO_SUCH_CASE.format(number=number))


def refuse_lack(question: Question, known: Known, nearest: Sequence[ItemRecord], lack: Lack) -> Draft:
    """That the item which the question is about doesn't say what is asked, and what it is that lacks."""
    record = nearest[0]
    place = {
        "title": record.item.title,
        "date": danish_date(record.meeting.date),
        "item": record.item.number,
        "body": record.meeting.body,
        "value": words.VALUES.get(question.kind, words.VALUE),
        "times": ", ".join(danish_period(period) for period in _times(question)),
    }
    return refuse_filtered(question, known, nearest, lack=words.LACKS[lack].format(**place))


def _times(question: Question) -> list[Period]:
    return list(question.happened) or [m.period for m in question.content_dates if m.period]


def refuse_meetings(question: Question, known: Known) -> Draft:
    """That no meeting of the bodies and times asked about is among the minutes."""
    bodies = ", ".join(question.preferred.bodies)
    times = ", ".join(danish_period(p) for p in (question.demanded.periods or question.preferred.periods))
    when = " ".join(part for part in (bodies, times) if part)
    return refuse(known, (), words.NO_MEETING_ON.format(when=when))


def nearest_line(record: ItemRecord) -> str:
    """A near item on a line."""
    return words.NEAREST_LINE.format(
        date=danish_date(record.meeting.date), item=record.item.number, title=record.item.title
    )


def tell_closed(closed: Sequence[ItemRecord]) -> Draft:
    """That items are closed, and nothing else about them."""
    if len(closed) == 1:
        record = closed[0]
        text = words.CLOSED.format(item=record.item.number, date=danish_date(record.meeting.date))
        return Draft(AnswerStatus.CLOSED, (DraftStatement(text, (cite_title(record),)),))
    lines = [DraftStatement(nearest_line(record), (cite_title(record),)) for record in closed]
    return Draft(AnswerStatus.CLOSED, (DraftStatement(words.CLOSED_SEVERAL, ()), *lines))
