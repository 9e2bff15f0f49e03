"""Registers (fortegnelser): how many there are of what, and which, complete by SQL."""

from __future__ import annotations

from collections.abc import Sequence

from prompts import answers as words
from rag.catalog import Catalog
from rag.domain import AnswerStatus, ItemRecord, MeetingRecord
from rag.drafting import (
    Draft,
    DraftStatement,
    cite_case_number,
    cite_head,
    counted_items,
    counted_meetings,
    counted_minutes,
    danish_date,
    shorten,
    with_newest,
)
from rag.listings import open_titles
from rag.overviews import first_items, state_place

_MOST = 40
_MOST_CLOSED = 12
_MOST_MEETINGS = 60
_MOST_AGENDAS = 25
_CHARS = 2_200
_LEAST = 40


class RegisterWriter:
    """Writes drafts that count and list meetings, bodies and items."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def count_meetings(self, records: Sequence[ItemRecord], total: int) -> Draft:
        """At how many of all meetings a subject was on the agenda, and which."""
        count = len({record.meeting.id for record in records})
        text = words.COUNT_MEETINGS.format(count=count, total=total)
        lines = [state_place(record, words.MEETING_DATE_ITEM) for record in records[-_MOST:]]
        head = DraftStatement(with_newest(text, len(records), _MOST), ())
        return Draft(AnswerStatus.ANSWERED, (head, *lines))

    def count_all(self, meetings: Sequence[MeetingRecord]) -> Draft:
        """How many meetings there are, and which."""
        shown = meetings[-_MOST_MEETINGS:]
        firsts = first_items(self._catalog, shown)
        text = words.COUNT_ALL_MEETINGS.format(meetings=counted_meetings(len(meetings)))
        lines = [
            DraftStatement(
                words.COUNT_MEETING_LINE.format(date=danish_date(m.date), body=m.body), (cite_head(firsts[m.id]),)
            )
            for m in shown
            if m.id in firsts
        ]
        head = DraftStatement(with_newest(text, len(meetings), _MOST_MEETINGS), ())
        return Draft(AnswerStatus.ANSWERED, (head, *lines))

    def agendas(self, meetings: Sequence[MeetingRecord]) -> Draft:
        """What was on the agenda of each of many meetings, by title, newest last; closed items are left out."""
        shown = meetings[-_MOST_AGENDAS:]
        firsts = first_items(self._catalog, shown)
        titles = open_titles(self._catalog, firsts)
        text = words.COUNT_ALL_MEETINGS.format(meetings=counted_meetings(len(meetings)))
        share = max(_LEAST, _CHARS // len(shown) - _LEAST)
        lines = [
            DraftStatement(
                words.AGENDA_LINE.format(
                    date=danish_date(m.date), body=m.body, titles=shorten("; ".join(titles.get(m.id, ())), share)
                ),
                (cite_head(firsts[m.id]),),
            )
            for m in shown
            if m.id in firsts
        ]
        head = DraftStatement(with_newest(text, len(meetings), _MOST_AGENDAS), ())
        return Draft(AnswerStatus.ANSWERED, (head, *lines))

    def count_bodies(self, meetings: Sequence[MeetingRecord]) -> Draft:
        """Which bodies met how often, in alphabetical order, each with its newest meeting cited."""
        firsts = first_items(self._catalog, meetings)
        of_body: dict[str, list[MeetingRecord]] = {}
        for meeting in meetings:
            of_body.setdefault(meeting.body, []).append(meeting)
        head = DraftStatement(words.COUNT_BODIES.format(count=len(of_body)), ())
        lines = [
            DraftStatement(
                words.COUNT_BODY_LINE.format(
                    body=body, meetings=counted_meetings(len(held)), date=danish_date(held[-1].date)
                ),
                (cite_head(firsts[held[-1].id]),),
            )
            for body, held in sorted(of_body.items())
            if held[-1].id in firsts
        ]
        return Draft(AnswerStatus.ANSWERED, (head, *lines[:_MOST]))

    def count_items(self, meetings: Sequence[MeetingRecord]) -> Draft:
        """How many items the meetings have."""
        firsts = first_items(self._catalog, meetings)
        if len(meetings) != 1:
            total = sum(meeting.item_count for meeting in meetings)
            text = words.COUNT_ITEMS_TOTAL.format(count=total, total=len(meetings))
        else:
            text = words.COUNT_ITEMS.format(
                items=counted_items(meetings[0].item_count), date=danish_date(meetings[0].date)
            )
        citations = tuple(cite_head(firsts[meeting.id]) for meeting in meetings[:5] if meeting.id in firsts)
        return Draft(AnswerStatus.ANSWERED, (DraftStatement(text, citations),))

    def count_closed(self, closed: Sequence[ItemRecord], total: int) -> Draft:
        """How many items are closed, and where."""
        one = len(closed) == 1
        text = (words.COUNT_CLOSED_ONE if one else words.COUNT_CLOSED).format(
            count=len(closed), minutes=counted_minutes(total)
        )
        lines = [state_place(record, words.MEETING_DATE_ITEM) for record in closed[:_MOST_CLOSED]]
        return Draft(AnswerStatus.ANSWERED, (DraftStatement(text, ()), *lines))

    def cases(self, part: str, records: Sequence[ItemRecord]) -> Draft:
        """The items whose journal numbers have a part in common, newest last, each with its own."""
        text = words.CASES_HEAD.format(part=part, items=counted_items(len(records)))
        listed = records[-_MOST:]
        lines = [
            DraftStatement(
                words.CASES_ITEM.format(
                    date=danish_date(record.meeting.date),
                    item=record.item.number,
                    title=record.item.title,
                    number=record.item.case_number,
                ),
                (cite_case_number(record),),
            )
            for record in listed
        ]
        return Draft(AnswerStatus.ANSWERED, (DraftStatement(with_newest(text, len(records), _MOST), ()), *lines))
