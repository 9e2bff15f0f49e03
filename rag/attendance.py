"""Attendance (deltagelse): who was at a meeting, who led it, and who was away, by the lines of its head."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from prompts import answers as words
from rag.analysis import Token, fold, stems
from rag.catalog import Catalog
from rag.domain import AnswerStatus, Filters, ItemRecord, MeetingRecord
from rag.drafting import Draft, DraftStatement, cite_head, cite_spans, danish_date
from rag.heads import HeadLine, read_head
from rag.listings import items_of_meeting
from rag.overviews import first_items
from rag.passages import Sentence, read_sentences
from rag.question import Question
from rag.values import asked_tokens, holds_value
from rag.wording import Kind

_MOST_MEETINGS = 12
# The share of what is asked that a line must hold where nothing else answered.
_HELD = 0.6
_ABSENCE_ASKED = re.compile(r"\b(?:afbud|fraver\w*|fravar\w*|manglede|absent|ikke (?:til stede|med))\b")
# Many councils tell it under each item.
_AWAY = re.compile(r"(?:Fraværende|Afbud|Forfald|Ikke til stede|Ej til stede)\b.{0,20}:", re.IGNORECASE)
# What a question for attendance is made of beside names.
_ATTENDING = re.compile(r"(?:delt(?:og|aget)|meldte?|afbud|fraver\w*|fravar\w*|stede|medlem\w*|sidder|sad|med)$")
# The words by which a role at a meeting is asked for, folded, and those by which a head gives it.
_ROLES: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(asked), re.compile(told, re.IGNORECASE))
    for asked, told in (
        (r"nestform\w*$", r"\bnæstform\w*"),
        (r"(?:form[ae]nd\w*|forkvind\w*)$", r"\b(?:formand|forkvind)\w*"),
        (
            r"(?:modeleder\w*|ordstyrer\w*|dirigent\w*|ledede|styrede)$",
            r"\b(?:mødeleder|ordstyrer|dirigent|under ledelse af)\w*",
        ),
        (r"(?:referent\w*|sekreter\w*)$", r"\b(?:referent|sekretær)\w*"),
        (r"(?:stedfortreder\w*|suppleant\w*)$", r"\b(?:stedfortræder|suppleant|i stedet)\w*"),
    )
)
_KINDS = frozenset({Kind.WHO, Kind.ATTENDANCE, Kind.FACT})


class AttendanceWriter:
    """Writes drafts from the heads of minutes."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def draft(self, question: Question) -> Draft | None:
        """Who was there or away, or had a role, at the meetings asked about; None where no head tells.

        A question for a role at no given time is answered from the newest meeting of the body it names.
        """
        if question.kind not in _KINDS or question.demanded.item_numbers or question.demanded.case_numbers:
            return None
        role = next((told for asked, told in _ROLES if any(asked.match(t.folded) for t in question.terms)), None)
        others = [
            token
            for token in question.terms
            if not (_ATTENDING.match(token.folded) or any(asked.match(token.folded) for asked, _ in _ROLES))
        ]
        if role is not None and not others:
            return self._write(question, lambda line: line.part(role))
        if question.kind is not Kind.ATTENDANCE:
            return None
        if others:
            one_time = question.demanded.periods or question.preferred.periods or question.content_dates
            return self._with_names(question, others) if one_time else self._over_meetings(question, others)
        if _ABSENCE_ASKED.search(fold(question.text)):
            return self._write(question, lambda line: line.text if line.absent else "") or self._of_items(question)
        return self._write(question, lambda line: line.text if line.present or line.absent else "")

    def _of_items(self, question: Question) -> Draft | None:
        """Who was away, as the decisions of the meetings tell it item by item; None where none does."""
        if not (question.demanded.periods or question.preferred.periods):
            return None
        statements = []
        for meeting in self._meetings(question):
            told: dict[str, tuple[ItemRecord, Sentence]] = {}
            for record in items_of_meeting(self._catalog, meeting.id):
                for sentence in read_sentences(record.item):
                    if _AWAY.match(sentence.text):
                        told.setdefault(sentence.text, (record, sentence))
            statements += [
                DraftStatement(
                    words.ABSENT_UNDER.format(
                        body=meeting.body, date=danish_date(meeting.date), item=record.item.number, line=text
                    ),
                    (cite_spans(record, sentence.heading, [(sentence.start, sentence.end)]),),
                )
                for text, (record, sentence) in told.items()
            ]
        return Draft(AnswerStatus.ANSWERED, tuple(statements)) if statements else None

    def closest(self, question: Question) -> Draft | None:
        """The lines of a head that tell what is asked of a meeting, where none of its items does; else None."""
        if not question.terms or not question.demanded.periods or question.demanded.item_numbers:
            return None
        return self._state(
            (meeting, [line.text for line in _telling(question, read_head(meeting.head))])
            for meeting in self._meetings(question)
        )

    def _with_names(self, question: Question, names: Sequence[Token]) -> Draft | None:
        """The lines that name someone; with a yes or a no where that is what is asked."""
        wanted = {token.stem for token in names}
        draft = self._write(question, lambda line: line.text if _names(line, wanted) else "")
        if draft is None or not question.polar:
            return draft
        heads = [line for meeting in self._meetings(question) for line in read_head(meeting.head)]
        away = any(line.absent and _names(line, wanted) for line in heads)
        asked_away = _ABSENCE_ASKED.search(fold(question.text)) is not None
        return replace(draft, lead=words.YES if away is asked_away else words.NO)

    def _over_meetings(self, question: Question, names: Sequence[Token]) -> Draft | None:
        """The meetings whose heads name someone as there, or as away where that is asked; None where none does."""
        wanted = {token.stem for token in names}
        away = _ABSENCE_ASKED.search(fold(question.text)) is not None
        meetings = [m for m in self._catalog.meetings(Filters(bodies=question.preferred.bodies)) if m.item_count]
        held = [
            meeting
            for meeting in meetings
            if all(token.text in meeting.head for token in names)
            and any(line.absent is away and _names(line, wanted) for line in read_head(meeting.head))
        ]
        if not held:
            return None
        shown = held[-_MOST_MEETINGS:]
        firsts = first_items(self._catalog, shown)
        template = words.ABSENT if away else words.ATTENDED
        name = question.text[names[0].start : names[-1].end]
        head = DraftStatement(template.format(name=name, count=len(held), total=len(meetings)), ())
        lines = [
            DraftStatement(
                words.COUNT_MEETING_LINE.format(date=danish_date(m.date), body=m.body), (cite_head(firsts[m.id]),)
            )
            for m in shown
        ]
        return Draft(AnswerStatus.ANSWERED, (head, *lines))

    def _write(self, question: Question, told: Callable[[HeadLine], str]) -> Draft | None:
        """What the lines of each meeting's head tell, as `told` gives it; None where none tells anything."""
        return self._state(
            (meeting, [text for line in read_head(meeting.head) if (text := told(line))])
            for meeting in self._meetings(question)
        )

    def _state(self, told: Iterable[tuple[MeetingRecord, list[str]]]) -> Draft | None:
        """A statement for each meeting that has lines: one line beside its name, several below it."""
        statements = []
        for meeting, lines in told:
            if lines:
                listed = lines[0] if len(lines) == 1 else "\n\n" + "\n".join(f"- {line}" for line in lines)
                text = words.ATTENDANCE.format(body=meeting.body, date=danish_date(meeting.date), line=listed)
                first = first_items(self._catalog, [meeting])[meeting.id]
                statements.append(DraftStatement(text.replace(": \n", ":\n"), (cite_head(first),)))
        return Draft(AnswerStatus.ANSWERED, tuple(statements)) if statements else None

    def _meetings(self, question: Question) -> Sequence[MeetingRecord]:
        """The meetings asked about that have items to cite.

        Without a time it is the newest of the body that is named whose head tells who was there, else the newest.
        """
        periods = question.demanded.periods or question.preferred.periods
        bodies = question.preferred.bodies
        if not periods and not bodies:
            return ()
        meetings = [m for m in self._catalog.meetings(Filters(periods, bodies)) if m.item_count]
        if periods:
            return meetings[:_MOST_MEETINGS]
        telling = (m for m in reversed(meetings) if any(line.present for line in read_head(m.head)))
        return [next(telling, meetings[-1])] if meetings else ()


def _names(line: HeadLine, wanted: Collection[str]) -> bool:
    """Whether a line has all of some stems."""
    return set(wanted) <= set(stems(line.text))


def _telling(question: Question, lines: Sequence[HeadLine]) -> list[HeadLine]:
    """The lines that hold most of what is asked, and a value of the kind, what other lines hold set aside."""
    asked = {token.stem for token in question.terms}
    found = []
    for line in lines:
        elsewhere = {stem for other in lines if other is not line for stem in stems(other.text)}
        left = asked - elsewhere or asked
        held = left & set(stems(line.text))
        if len(held) >= _HELD * len(left) and holds_value(question.kind, line.text, asked_tokens(question.text)):
            found.append(line)
    return found
