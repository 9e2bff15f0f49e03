"""The invented municipality: the same each time, read as it was meant, and of the size it is said to be."""

from __future__ import annotations

from itertools import islice

import pytest

from ingest.chunking import chunk_item
from ingest.convert import convert_bytes
from ingest.parse import parse_text
from rag.domain import Meeting
from tests.benchmarks.municipality import MadeMeeting, ask, make

MADE = list(islice(make(5_000), 120))


def read(made: MadeMeeting) -> Meeting:
    converted = convert_bytes(made.text.encode(), made.name)
    (meeting,) = parse_text(converted.text, source_name=made.name).meetings
    return meeting


def test_the_same_number_gives_the_same_minutes() -> None:
    assert list(islice(make(5_000), 120)) == MADE


def test_every_meeting_has_a_body_and_a_day_of_its_own() -> None:
    made = list(make(400))
    assert len({(each.body, each.day) for each in made}) == len({each.name for each in made}) == 400
    assert len({each.body for each in made}) == 20


@pytest.mark.parametrize("made", MADE[::10], ids=lambda made: made.name)
def test_made_minutes_are_read(made: MadeMeeting) -> None:
    meeting = read(made)
    assert (meeting.body, meeting.date) == (made.body, made.day)
    numbers = [item.matter.journal_number if item.matter else "" for item in made.items]
    assert [item.case_number for item in meeting.items] == numbers
    assert [item.closed for item in meeting.items] == [item.closed for item in made.items]


def test_five_thousand_meetings_are_70_000_items_and_300_000_passages() -> None:
    meetings = [read(made) for made in MADE[::6]]
    items = sum(len(meeting.items) for meeting in meetings)
    passages = sum(len(chunk_item(item)) for meeting in meetings for item in meeting.items)
    assert 12 < items / len(meetings) < 17
    assert 50 < passages / len(meetings) < 75


def test_questions_are_answered_by_every_open_item_of_their_case() -> None:
    (asked,) = ask(MADE, 1)
    dealt = {
        (made.name, item.number)
        for made in MADE
        for item in made.items
        if item.matter and item.matter.journal_number == asked.journal_number and not item.closed
    }
    assert set(asked.right) == dealt
