from __future__ import annotations

import time

import pytest

from ingest.parse import parse_text
from rag.domain import AgendaItem, SectionKind
from tests.ingest.composing import Composed, Expected, compose


def expected(composed: Composed) -> list[Expected]:
    return [
        Expected(each.number, each.title, each.case_number, each.closed, each.kinds, " ".join(each.decision.split()))
        for each in composed.items
    ]


def seen(item: AgendaItem) -> Expected:
    own = [section for section in item.of_kind(SectionKind.DECISION) if not section.body]
    decision = " ".join(item.section_text(own[-1]).split()) if own else ""
    kinds = tuple(section.kind for section in item.sections)
    return Expected(item.number, item.title, item.case_number, item.closed, kinds, decision)


@pytest.mark.parametrize("seed", range(200))
def test_composed_minutes_are_read_as_they_were_meant(seed: int) -> None:
    composed = compose(seed)
    (meeting,) = parse_text(composed.text, source_name="a.txt").meetings
    assert (meeting.body, meeting.date, meeting.time) == (composed.body, composed.day, composed.time), composed.style
    assert [seen(item) for item in meeting.items] == expected(composed), composed.style


def test_fifty_meetings_are_parsed_in_a_second() -> None:
    texts = [compose(seed).text for seed in range(100)]
    started = time.process_time()
    for text in texts:
        parse_text(text, source_name="a.txt")
    assert len(texts) / (time.process_time() - started) > 50
