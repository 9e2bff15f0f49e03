"""Questions that go on from an answer (opfølgende spørgsmål), made of what the cited items hold and it left unsaid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.domain import AnswerStatus, SectionKind
from ui import texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rag.domain import Answer, ItemRecord

MOST = 3
_LONGEST_TITLE = 90
# By what readers ask for next, the nearest first.
_SECTIONS = (
    (SectionKind.DECISION, texts.ASK_DECISION),
    (SectionKind.RECOMMENDATION, texts.ASK_RECOMMENDATION),
    (SectionKind.ECONOMY, texts.ASK_ECONOMY),
    (SectionKind.ATTACHMENTS, texts.ASK_ATTACHMENTS),
)


def follow_up(answer: Answer, cited: Sequence[ItemRecord], meetings: Mapping[str, int]) -> tuple[str, ...]:
    """At most three questions about the first cited item, or, where nothing answered, about the nearest ones.

    `cited` are the items of the answer's citations (of the nearest, for a refusal), and `meetings` counts the
    meetings that have dealt with a journal number. Closed items lead to no question.
    """
    open_items = [record for record in cited if not record.item.closed and len(record.item.title) <= _LONGEST_TITLE]
    if answer.status is AnswerStatus.NOT_FOUND:
        asked = [texts.ASK_DECISION.format(title=record.item.title, day=_day(record)) for record in open_items]
    else:
        asked = [question for record in open_items[:1] for question in _about(record, answer, meetings)]
    return tuple(dict.fromkeys(asked))[:MOST]


def _about(record: ItemRecord, answer: Answer, meetings: Mapping[str, int]) -> Iterator[str]:
    item = record.item
    if meetings.get(item.case_number, 0) > 1:
        yield texts.ASK_CASE.format(case_number=item.case_number)
    headings = {citation.section.casefold() for citation in answer.citations if citation.item_id == record.id}
    for kind, template in _SECTIONS:
        told = any(section.heading.casefold() in headings for section in item.of_kind(kind))
        if not told and any(item.section_text(section).strip() for section in item.of_kind(kind)):
            yield template.format(title=item.title, day=_day(record))
    yield texts.ASK_MEETING.format(body=record.meeting.body, day=_day(record))


def _day(record: ItemRecord) -> str:
    return texts.long_day(record.meeting.date)
