"""Meetings, items and cases as the JSON that programs read (opslag): the longer forms beside `ui.documents`."""

from __future__ import annotations

from typing import Any

from rag.domain import AgendaItem, ItemRecord, MeetingRecord, Section
from rag.timelines import Timeline, TimelineEntry
from ui.documents import record_document


def listed_document(record: ItemRecord) -> dict[str, Any]:
    """An item in a list: what names it and what became of it."""
    return {"id": record.id, "meeting_id": record.meeting.id, **record_document(record), "closed": record.item.closed}


def item_document(record: ItemRecord) -> dict[str, Any]:
    """A whole item with its text and sections; of a closed one only that it is closed."""
    item = record.item
    words = {"text": "", "sections": []} if item.closed else _words(item)
    return {**listed_document(record), "page": item.page, **words}


def _words(item: AgendaItem) -> dict[str, Any]:
    return {"text": item.text, "sections": [_section(item, section) for section in item.sections]}


def _section(item: AgendaItem, section: Section) -> dict[str, Any]:
    return {
        "kind": str(section.kind),
        "heading": section.heading,
        "text": item.section_text(section),
        "start": section.start,
        "end": section.end,
        "body": section.body or None,
        "date": section.date.isoformat() if section.date else None,
    }


def timeline_document(timeline: Timeline) -> dict[str, Any]:
    """A case or a topic over time, oldest first; `latest` is its newest standing."""
    entries = [_entry(entry) for entry in timeline.entries]
    return {
        "bodies": list(timeline.bodies),
        "journal_numbers": list(timeline.case_numbers),
        "items": entries,
        "latest": entries[-1] if entries else None,
        "missing": [
            {
                "body": missing.body,
                "meeting_date": missing.date.isoformat(),
                "outcome": str(missing.outcome),
                "quote": missing.quote,
                "told_by": missing.told_by.id,
            }
            for missing in timeline.missing
        ],
    }


def _entry(entry: TimelineEntry) -> dict[str, Any]:
    item = entry.record.item
    return {
        **listed_document(entry.record),
        "decision": [_section(item, section) for section in entry.decision],
        "recommendation": [_section(item, section) for section in entry.recommendation],
    }


def held_document(meeting: MeetingRecord) -> dict[str, Any]:
    """A meeting in a list."""
    return {
        "id": meeting.id,
        "meeting_date": meeting.date.isoformat(),
        "body": meeting.body,
        "time": meeting.time,
        "place": meeting.place,
        "items": meeting.item_count,
        "source": meeting.source.name,
    }
