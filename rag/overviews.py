"""Answers from the catalog itself (opslag): overviews, timelines, counts and journal numbers.

They are complete by SQL, never a top-k guess: where a list is asked for, every meeting is in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from prompts import answers as words
from rag.catalog import Catalog
from rag.decisions import decision_summary, development
from rag.domain import AnswerStatus, Filters, ItemRecord, MeetingRecord, Outcome, Period, Section, SectionKind
from rag.drafting import (
    Draft,
    DraftStatement,
    cite_case_number,
    cite_head,
    cite_section,
    cite_spans,
    cite_title,
    counted_items,
    danish_date,
    merge_spans,
    quote_sentences,
    quote_with_advice,
    shorten,
    shorten_to_point,
    strip_mark,
    with_newest,
)
from rag.evidence import EvidenceRanker
from rag.heads import read_head
from rag.passages import Sentence
from rag.question import Question

_OVERVIEW_CHARS = 2_000
_OVERVIEW_LINE = 230
_TIMELINE_CHARS = 1_900
_MOST_LISTED = 12
_MOST_DOCKET = 40
_DOCKET_CHARS = 1_200


_ENDS = re.compile(r"\b(?:slut\w*|hævet|afsluttet|ophørt?e?)\b.*\d", re.IGNORECASE)
_NO_ATTACHMENTS = re.compile(r"(?:ingen(?: bilag)?|-|–)\.?$", re.IGNORECASE)


class OverviewWriter:
    """Writes drafts about meetings and cases as wholes."""

    def __init__(self, catalog: Catalog, ranker: EvidenceRanker) -> None:
        self._catalog = catalog
        self._ranker = ranker

    def overview(self, meetings: Sequence[MeetingRecord]) -> Draft:
        """Each item of the meetings on a line with what it came to."""
        statements: list[DraftStatement] = []
        days = tuple(Period(meeting.date, meeting.date) for meeting in meetings)
        records = self._catalog.find_items(Filters(periods=days, bodies=tuple({m.body for m in meetings})))
        share = min(_OVERVIEW_LINE, max(60, _OVERVIEW_CHARS // max(1, len(records)) - 70))
        for meeting in meetings:
            own = [record for record in records if record.meeting.id == meeting.id]
            line = words.MEETING_LINE.format(
                body=meeting.body, date=danish_date(meeting.date), items=counted_items(len(own))
            )
            statements.append(DraftStatement(line, ()))
            statements += [
                self._line(record, words.OVERVIEW_ITEM, words.OVERVIEW_BARE_ITEM, min(share, _OVERVIEW_LINE))
                for record in own
            ]
        return Draft(AnswerStatus.ANSWERED, tuple(statements))

    def timeline(self, records: Sequence[ItemRecord], about: Question | None = None) -> Draft:
        """The items by date, each with what its decision says of a question, and the newest standing named last.

        What an item quotes of earlier decisions stands at its own date, unless that meeting is among the items.
        """
        told = {(record.meeting.body, record.meeting.date) for record in records}
        quoted = [
            (section.date, record, section)
            for record in records
            for section in record.item.sections
            if section.date and section.date < record.meeting.date and (section.body, section.date) not in told
        ]
        share = min(620, max(90, _TIMELINE_CHARS // (len(records) + len(quoted)) - 90))
        dated = [(day, self._quoted_line(record, section, share)) for day, record, section in quoted] + [
            (record.meeting.date, self._line(record, words.TIMELINE_ITEM, words.TIMELINE_ITEM, share, about))
            for record in records
        ]
        statements = [statement for _, statement in sorted(dated, key=lambda entry: entry[0])]
        newest = records[-1]
        if newest.outcome is not Outcome.NONE:
            standing = words.STANDING.get(newest.outcome, newest.outcome)
            text = words.TIMELINE_LATEST.format(date=danish_date(newest.meeting.date), outcome=standing)
            statements.append(DraftStatement(text, ()))
        return Draft(AnswerStatus.ANSWERED, tuple(statements), outcome=newest.outcome)

    def case(self, number: str, records: Sequence[ItemRecord]) -> Draft:
        """What a journal number was used on, by date."""
        head = DraftStatement(words.CASE_HEAD.format(number=number, count=counted_items(len(records))), ())
        share = max(60, 800 // len(records) - 60)
        lines = [self._line(record, words.CASE_ITEM, words.CASE_BARE_ITEM, share) for record in records[:_MOST_LISTED]]
        return Draft(AnswerStatus.ANSWERED, (head, *lines))

    def case_number(self, record: ItemRecord) -> Draft:
        """The journal number of an item."""
        template = words.CASE_NUMBER if record.item.case_number else words.CASE_NUMBER_NONE
        text = template.format(
            title=record.item.title,
            date=danish_date(record.meeting.date),
            item=record.item.number,
            number=record.item.case_number,
        )
        return Draft(AnswerStatus.ANSWERED, (DraftStatement(text, (cite_case_number(record),)),))

    def meeting_dates(self, records: Sequence[ItemRecord]) -> Draft:
        """When a subject was on the agenda."""
        if len(records) == 1:
            return Draft(AnswerStatus.ANSWERED, (state_place(records[0], words.MEETING_DATE_ONE),))
        head = DraftStatement(words.MEETING_DATE_MANY.format(count=len(records)), ())
        lines = [state_place(record, words.MEETING_DATE_ITEM) for record in records[:_MOST_LISTED]]
        return Draft(AnswerStatus.ANSWERED, (head, *lines))

    def docket(self, records: Sequence[ItemRecord], total: int, outcome: Outcome) -> Draft:
        """Which of a number of items came to an outcome, oldest first, each with its decision while there is room."""
        degree = words.PARTLY if any(record.outcome is not outcome for record in records) else ""
        became = words.BECAME[outcome].format(degree=degree)
        text = words.DOCKET.format(count=len(records), total=total, became=became)
        listed = records[-_MOST_DOCKET:]
        head = DraftStatement(with_newest(text, len(records), _MOST_DOCKET), ())
        share = max(60, _DOCKET_CHARS // len(listed) - 60)
        lines = [
            self._line(record, words.CASE_ITEM, words.CASE_BARE_ITEM, share)
            if len(listed) <= _MOST_LISTED
            else state_place(record, words.MEETING_DATE_ITEM)
            for record in listed
        ]
        return Draft(AnswerStatus.ANSWERED, (head, *lines))

    def attachments(self, record: ItemRecord) -> Draft:
        """The Bilag of an item, all of them."""
        place = {
            "title": record.item.title,
            "date": danish_date(record.meeting.date),
            "item": record.item.number,
        }
        sentences = [s for s in self._ranker.sentences(record) if s.kind is SectionKind.ATTACHMENTS]
        if not sentences:
            none = DraftStatement(words.ATTACHMENTS_NONE.format(**place), (cite_title(record),))
            return Draft(AnswerStatus.ANSWERED, (none,))
        lines = [strip_mark(line) for line in self._lines(record, sentences)]
        if all(_NO_ATTACHMENTS.match(line) for line in lines):
            none = DraftStatement(words.ATTACHMENTS_NONE.format(**place), (cite_title(record),))
            return Draft(AnswerStatus.ANSWERED, (none,))
        text = words.ATTACHMENTS.format(**place) + "\n\n" + "\n".join(f"- {line}" for line in lines)
        citation = cite_spans(record, sentences[0].heading, [(sentences[0].start, sentences[-1].end)])
        return Draft(AnswerStatus.ANSWERED, (DraftStatement(text, (citation,)),))

    def all_attachments(self, records: Sequence[ItemRecord]) -> Draft | None:
        """The Bilag of several items, an item on a line; None where none of them has any."""
        statements = []
        for record in records:
            sentences = [s for s in self._ranker.sentences(record) if s.kind is SectionKind.ATTACHMENTS]
            lines = [strip_mark(line) for line in self._lines(record, sentences)] if sentences else []
            if lines and not all(_NO_ATTACHMENTS.match(line) for line in lines):
                text = words.ATTACHMENTS_LINE.format(
                    date=danish_date(record.meeting.date),
                    item=record.item.number,
                    title=record.item.title,
                    attachments="; ".join(lines),
                )
                citation = cite_spans(record, sentences[0].heading, [(sentences[0].start, sentences[-1].end)])
                statements.append(DraftStatement(text, (citation,)))
        return Draft(AnswerStatus.ANSWERED, tuple(statements[:_MOST_DOCKET])) if statements else None

    def slot(self, record: ItemRecord) -> Draft:
        """An item by its title, which says how long or at what hour it was on."""
        return Draft(AnswerStatus.ANSWERED, (state_place(record, words.ON_AGENDA),))

    def meeting_facts(self, meetings: Sequence[MeetingRecord]) -> Draft | None:
        """Where and when meetings were held, from the minutes' head; None where no head tells."""
        firsts = first_items(self._catalog, meetings)
        statements = []
        for meeting in meetings[:_MOST_LISTED]:
            template = {
                (True, True): words.PLACE_AND_TIME,
                (True, False): words.PLACE,
                (False, True): words.TIME,
            }.get((bool(meeting.place), bool(meeting.time)))
            if template and meeting.id in firsts:
                weekday = words.WEEKDAYS[meeting.date.weekday()]
                text = template.format(
                    weekday=weekday, date=danish_date(meeting.date), place=meeting.place, time=meeting.time
                )
                statements.append(DraftStatement(text, (cite_head(firsts[meeting.id]),)))
        return Draft(AnswerStatus.ANSWERED, tuple(statements)) if statements else None

    def meeting_ends(self, meetings: Sequence[MeetingRecord]) -> Draft | None:
        """When meetings ended, by the lines of their heads that say so; None where no head tells."""
        firsts = first_items(self._catalog, meetings)
        statements = [
            DraftStatement(
                words.ATTENDANCE.format(body=meeting.body, date=danish_date(meeting.date), line=line.text),
                (cite_head(firsts[meeting.id]),),
            )
            for meeting in meetings[:_MOST_LISTED]
            if meeting.id in firsts
            for line in read_head(meeting.head)
            if _ENDS.search(line.text)
        ]
        return Draft(AnswerStatus.ANSWERED, tuple(statements)) if statements else None

    def comparison(self, records: Sequence[ItemRecord], chosen: Sequence[Sequence[Sentence]]) -> Draft:
        """Items side by side, each with the sentences that are compared."""
        statements = []
        for record, sentences in zip(records, chosen, strict=True):
            quoted = quote_with_advice(record, sentences)
            text = words.COMPARISON_SIDE.format(
                date=danish_date(record.meeting.date),
                item=record.item.number,
                title=record.item.title,
                summary=" ".join(statement.text for statement in quoted),
            )
            statements.append(DraftStatement(text, tuple(c for statement in quoted for c in statement.citations)))
        return Draft(AnswerStatus.ANSWERED, tuple(statements))

    def _lines(self, record: ItemRecord, sentences: Sequence[Sentence]) -> list[str]:
        span = record.item.text[sentences[0].start : sentences[-1].end]
        return [line.strip() for line in span.splitlines() if line.strip()]

    def _quoted_line(self, record: ItemRecord, section: Section, limit: int) -> DraftStatement:
        """A decision of another meeting on a line, as an item quotes it."""
        text = words.TIMELINE_QUOTED.format(
            date=danish_date(section.date or record.meeting.date),
            body=section.body,
            item=record.item.number,
            meeting=danish_date(record.meeting.date),
            summary=shorten(record.item.section_text(section), limit),
        )
        return DraftStatement(text, (cite_section(record, section),))

    def _line(
        self, record: ItemRecord, template: str, bare: str, limit: int, about: Question | None = None
    ) -> DraftStatement:
        """An item on a line: with its decision where it has one, else by its title."""
        figures = development(self._ranker, record, about) if about else ()
        room = max(1, limit - sum(len(sentence.text) for sentence in figures))
        chosen = tuple(dict.fromkeys((*figures, *decision_summary(self._ranker, record, room, about))))
        place = {
            "date": danish_date(record.meeting.date),
            "item": record.item.number,
            "title": record.item.title,
            "outcome": words.STANDING.get(record.outcome, record.outcome),
        }
        if not chosen:
            summary = str(record.outcome)
            return DraftStatement(
                (bare if bare != template else template).format(**place, summary=summary), (cite_title(record),)
            )
        quoted = quote_sentences(record, chosen)
        told = quoted.text.replace(":\n\n- ", ": ").replace("\n- ", " · ")
        text = template.format(**place, summary=shorten_to_point(told, limit))
        citation = cite_spans(record, chosen[0].heading, merge_spans(record, chosen))
        return DraftStatement(text, (citation,))


def first_items(catalog: Catalog, meetings: Sequence[MeetingRecord]) -> dict[int, ItemRecord]:
    """The first item of each meeting, by the meeting's id; what a head tells is cited there."""
    days = tuple(Period(meeting.date, meeting.date) for meeting in meetings)
    firsts: dict[int, ItemRecord] = {}
    for record in catalog.find_items(Filters(periods=days)) if days else ():
        firsts.setdefault(record.meeting.id, record)
    return firsts


def state_place(record: ItemRecord, template: str) -> DraftStatement:
    """Where an item stood, by its date, body, number and title, citing its title."""
    text = template.format(
        date=danish_date(record.meeting.date),
        body=record.meeting.body,
        item=record.item.number,
        # "CF - Evt." has its full stop already.
        title=record.item.title.removesuffix(".") if template.endswith("{title}.") else record.item.title,
    )
    return DraftStatement(text, (cite_title(record),))
