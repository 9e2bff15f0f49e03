"""The minutes that benchmarks are made of are read as they were meant."""

from __future__ import annotations

import pytest

from ingest.convert import convert_bytes
from ingest.parse import parse_text
from tests.benchmarks.generator import Made, make

MADE = list(make(160))


def test_the_same_number_gives_the_same_minutes() -> None:
    assert list(make(40)) == MADE[:40]


def test_every_meeting_has_a_body_and_a_day_of_its_own() -> None:
    assert len({(made.body, made.day) for made in MADE}) == len(MADE)


@pytest.mark.parametrize("made", MADE, ids=lambda made: made.name)
def test_made_minutes_are_read(made: Made) -> None:
    converted = convert_bytes(made.text.encode(), made.name)
    (meeting,) = parse_text(converted.text, source_name=made.name).meetings
    assert (meeting.body, meeting.date, len(meeting.items)) == (made.body, made.day, made.items)
