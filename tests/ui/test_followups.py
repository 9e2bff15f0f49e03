"""Questions that go on from an answer: about what the cited item holds and the answer left unsaid."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rag.domain import Answer, AnswerStatus, Citation, ItemRecord, MeetingRecord, Outcome, SectionKind, SourceFile
from tests.invented import item
from ui.followups import follow_up

MEETING = MeetingRecord(1, "Havneudvalget", date(2021, 5, 12), "", "", "", SourceFile("maj.txt", "0"), 1)
ITEM = item(
    "2", "Slæbested", "05.01.00-P20-7-21", recommendation="at det anlægges.", decision="Godkendt.", attachments="Skitse"
)
RECORD = ItemRecord(7, 0, MEETING, ITEM, Outcome.APPROVED)
CITATION = Citation(7, MEETING.date, "Havneudvalget", "2", "Slæbested", "", "Beslutning", "Godkendt.", 0, 9, "maj.txt")
ANSWER = Answer(AnswerStatus.ANSWERED, "Godkendt. [1]", citations=(CITATION,))


def test_what_was_left_unsaid_is_asked_for() -> None:
    assert follow_up(ANSWER, [RECORD], {}) == (
        "Hvad var indstillingen til »Slæbested« 12. maj 2021?",
        "Hvilke bilag er der til »Slæbested« 12. maj 2021?",
        "Hvad blev der behandlet på mødet i Havneudvalget 12. maj 2021?",
    )


def test_a_case_of_several_meetings_comes_first() -> None:
    assert follow_up(ANSWER, [RECORD], {"05.01.00-P20-7-21": 2})[0].endswith("05.01.00-P20-7-21?")
    assert not any("05.01.00" in question for question in follow_up(ANSWER, [RECORD], {"05.01.00-P20-7-21": 1}))


def test_an_empty_section_is_not_asked_for() -> None:
    bare = tuple(replace(s, end=s.start) if s.kind is SectionKind.ATTACHMENTS else s for s in ITEM.sections)
    record = replace(RECORD, item=replace(ITEM, sections=bare))
    assert not any("bilag" in question for question in follow_up(ANSWER, [record], {}))


def test_a_refusal_leads_to_the_nearest_items() -> None:
    other = replace(RECORD, id=8, item=replace(ITEM, title="Takster"))
    assert follow_up(Answer(AnswerStatus.NOT_FOUND, "Nej."), [RECORD, other], {}) == (
        "Hvad blev der besluttet om »Slæbested« 12. maj 2021?",
        "Hvad blev der besluttet om »Takster« 12. maj 2021?",
    )


def test_closed_items_lead_nowhere() -> None:
    closed = replace(RECORD, item=replace(ITEM, closed=True))
    assert follow_up(ANSWER, [closed], {}) == ()
    assert follow_up(ANSWER, [], {}) == ()
