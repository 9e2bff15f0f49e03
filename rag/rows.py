"""Rows of the catalog (rækker): the parts of its queries, and their rows as domain types."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, TypeVar

from rag.domain import (
    AgendaItem,
    Chunk,
    ChunkRecord,
    Edition,
    Filters,
    ItemRecord,
    MeetingRecord,
    Outcome,
    ReadingReport,
    RelatedMeeting,
    Relation,
    Section,
    SectionKind,
    SourceFile,
)

_Value = TypeVar("_Value", int, str)

MEETING_COLUMNS = """
    m.id, m.body, m.date, m.time, m.place, m.head, s.name, s.sha256,
    (SELECT count(*) FROM items WHERE meeting_id = m.id)
"""
CHUNK_COLUMNS = """
    c.id, c.item_id, c.section, c.kind, c.heading, c.start, c.end, c.text,
    m.body, m.date, i.number, i.title, i.case_number, s.name, s.sha256
"""
_SOURCE_JOIN = "JOIN sources s ON s.id = m.source_id"
MEETING_JOIN = f"meetings m {_SOURCE_JOIN}"
ITEM_JOIN = f"items i JOIN meetings m ON m.id = i.meeting_id {_SOURCE_JOIN}"
CHUNK_JOIN = f"chunks c JOIN items i ON i.id = c.item_id JOIN meetings m ON m.id = i.meeting_id {_SOURCE_JOIN}"
# One row for each other document (m) of a meeting (n): the same body on the same day.
RELATED_COLUMNS = f"{MEETING_COLUMNS}, m.id = n.superseded_by, m.superseded_by IS NOT NULL, m.edition"
RELATED_JOIN = f"""
    meetings n JOIN meetings m ON m.body = n.body AND m.day = n.day AND m.source_id <> n.source_id {_SOURCE_JOIN}
    WHERE n.id = ?
"""
_ITEM_COLUMNS = "i.id, i.position, i.number, i.title, i.case_number, i.closed, i.text, i.page, i.outcome"
CURRENT = "m.superseded_by IS NULL"
ORDER = "ORDER BY m.day, m.body, m.id"


def batches(values: list[_Value], size: int = 900) -> Iterator[list[_Value]]:
    """Values in runs that a query can bind at once."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def marks(values: Sequence[object]) -> str:
    """A place for each value in a query."""
    return ",".join("?" * len(values))


def condition(filters: Filters) -> tuple[str, list[object]]:
    """A condition on `m` (meetings) and `i` (items), with its values. Replaced editions are left out."""
    demands = [CURRENT]
    values: list[object] = []
    if filters.periods:
        spans: list[str] = []
        for period in filters.periods:
            spans.append("m.day BETWEEN ? AND ?")
            values += [day_number(period.first or date.min), day_number(period.last or date.max)]
        demands.append(f"({' OR '.join(spans)})")
    columns: Mapping[str, tuple[str, ...]] = {
        "m.body": filters.bodies,
        "i.number": filters.item_numbers,
        "i.case_number": filters.case_numbers,
    }
    for column, wanted in columns.items():
        if wanted:
            demands.append(f"{column} IN ({marks(wanted)})")
            values += wanted
    return " AND ".join(demands), values


def day_number(day: date) -> int:
    """A date as the integer yyyymmdd, which sorts and ranges as dates do."""
    return day.year * 10_000 + day.month * 100 + day.day


def read_meeting(row: Sequence[object]) -> MeetingRecord:
    """A row of `MEETING_COLUMNS`."""
    key, body, day, time, place, head, name, sha256, count = row
    return MeetingRecord(
        int(str(key)), str(body), date.fromisoformat(str(day)), str(time), str(place), str(head),
        SourceFile(str(name), str(sha256)), int(str(count)),
    )  # fmt: skip


def read_related(row: Sequence[object]) -> RelatedMeeting:
    """A row of `RELATED_COLUMNS`."""
    newer, replaced, edition = row[9:]
    relation = Relation.SUPPLEMENT if edition == Edition.SUPPLEMENT else Relation.SAME_MEETING
    if newer:
        relation = Relation.NEWER
    elif replaced:
        relation = Relation.OLDER
    return RelatedMeeting(read_meeting(row[:9]), relation)


def write_report(report: ReadingReport) -> str:
    """A report as the catalog keeps it, in JSON."""
    return json.dumps(asdict(report), ensure_ascii=False)


def read_report(text: str) -> ReadingReport:
    """A report that `write_report` wrote."""
    fields: dict[str, Any] = json.loads(text)
    lists = {name: tuple(value) for name, value in fields.items() if isinstance(value, list)}
    return ReadingReport(**(fields | lists))


def read_chunk(row: Sequence[object]) -> ChunkRecord:
    """A row of `CHUNK_COLUMNS`."""
    (
        key,
        item_id,
        section,
        kind,
        heading,
        start,
        end,
        text,
        body,
        day,
        number,
        title,
        case_number,
        name,
        sha256,
    ) = row
    chunk = Chunk(
        None if section is None else int(str(section)), SectionKind(str(kind)), str(heading),
        int(str(start)), int(str(end)), str(text),
    )  # fmt: skip
    return ChunkRecord(
        int(str(key)), int(str(item_id)), chunk, str(body), date.fromisoformat(str(day)), str(number),
        str(title), str(case_number), SourceFile(str(name), str(sha256)),
    )  # fmt: skip


def read_items(connection: sqlite3.Connection, ids: list[int]) -> dict[int, ItemRecord]:
    """Items with their sections, by id; ids that don't exist are left out."""
    found: dict[int, ItemRecord] = {}
    for some in batches(ids):
        found |= _read_some(connection, some)
    return found


def _read_some(connection: sqlite3.Connection, ids: list[int]) -> dict[int, ItemRecord]:
    places = marks(ids)
    sections: dict[int, list[Section]] = {}
    for item_id, kind, heading, start, end, body, day in connection.execute(
        "SELECT item_id, kind, heading, start, end, body, date FROM sections"
        f" WHERE item_id IN ({places}) ORDER BY item_id, ordinal",
        ids,
    ):
        section = Section(SectionKind(kind), heading, start, end, body, date.fromisoformat(day) if day else None)
        sections.setdefault(item_id, []).append(section)
    records = {}
    for row in connection.execute(
        f"SELECT {MEETING_COLUMNS}, {_ITEM_COLUMNS} FROM {ITEM_JOIN} WHERE i.id IN ({places})",
        ids,
    ):
        meeting = read_meeting(row[:9])
        item_id, position, number, title, case_number, closed, text, page, outcome = row[9:]
        item = AgendaItem(number, title, case_number, bool(closed), text, tuple(sections.get(item_id, ())), page)
        records[item_id] = ItemRecord(item_id, position, meeting, item, Outcome(outcome))
    return records
