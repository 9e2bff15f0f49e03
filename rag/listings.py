"""Listings (lister) of the catalog for those who look around: complete by SQL, a page at a time where they are long.

Replaced editions are left out, and closed items stand in no listing of cases or titles.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from rag.catalog import Catalog
from rag.domain import Filters, ItemRecord, MeetingRecord, Outcome, RelatedMeeting, SectionKind
from rag.rows import (
    CURRENT,
    ITEM_JOIN,
    MEETING_COLUMNS,
    MEETING_JOIN,
    batches,
    condition,
    marks,
    read_items,
    read_meeting,
)

_MANY = 2_000


@dataclass(frozen=True, slots=True)
class MeetingCount:
    """How many meetings a body held in a year (antal møder)."""

    body: str
    year: int
    meetings: int


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """A case in a list (sag): its journal number, and the title and outcome of its newest item.

    `meetings` counts those that had it on an open item; `first` and `last` are the days of its oldest and newest.
    """

    case_number: str
    title: str
    outcome: Outcome
    meetings: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What an item can be sorted and counted by (kendetegn). `day` is yyyymmdd."""

    body: str
    day: int
    outcome: Outcome
    closed: bool

    @property
    def year(self) -> int:
        """The year of its meeting."""
        return self.day // 10_000


class ChunkPlace(NamedTuple):
    """Where a passage stands (sted): its item, and the kind of its section; None where it is a short item whole."""

    item_id: int
    kind: SectionKind | None


def count_meetings(catalog: Catalog) -> tuple[MeetingCount, ...]:
    """Every body's meetings by year, bodies in alphabetical order, years ascending; years without any are left out."""
    sql = f"SELECT body, day / 10000, count(*) FROM meetings m WHERE {CURRENT} GROUP BY 1, 2 ORDER BY 1, 2"
    with catalog.reading() as connection:
        return tuple(MeetingCount(*row) for row in connection.execute(sql))


def newest_meetings(catalog: Catalog, filters: Filters, limit: int, skip: int = 0) -> tuple[MeetingRecord, ...]:
    """The meetings that a filter's periods and bodies keep, newest first, `limit` of them after the first `skip`."""
    where, values = condition(Filters(filters.periods, filters.bodies))
    order = "ORDER BY m.day DESC, m.body, s.name LIMIT ? OFFSET ?"
    sql = f"SELECT {MEETING_COLUMNS} FROM {MEETING_JOIN} WHERE {where} {order}"
    with catalog.reading() as connection:
        return tuple(read_meeting(row) for row in connection.execute(sql, [*values, limit, skip]))


def meetings_beside(catalog: Catalog, body: str, day: date) -> tuple[date | None, date | None]:
    """The days of a body's last meeting before a day, and of its first after it."""
    number = day.year * 10_000 + day.month * 100 + day.day
    sql = (
        f"SELECT (SELECT date FROM meetings m WHERE {CURRENT} AND body = ? AND day < ? ORDER BY day DESC LIMIT 1),"
        f" (SELECT date FROM meetings m WHERE {CURRENT} AND body = ? AND day > ? ORDER BY day LIMIT 1)"
    )
    with catalog.reading() as connection:
        before, after = connection.execute(sql, (body, number, body, number)).fetchone()
    return (date.fromisoformat(before) if before else None, date.fromisoformat(after) if after else None)


def find_meeting(catalog: Catalog, meeting_id: int) -> MeetingRecord | None:
    """The meeting with an id; None where there is none, or only a replaced edition."""
    sql = f"SELECT {MEETING_COLUMNS} FROM {MEETING_JOIN} WHERE {CURRENT} AND m.id = ?"
    with catalog.reading() as connection:
        row = connection.execute(sql, (meeting_id,)).fetchone()
    return read_meeting(row) if row else None


def items_of_meeting(catalog: Catalog, meeting_id: int) -> tuple[ItemRecord, ...]:
    """The items of a meeting in their order, closed ones too."""
    sql = f"SELECT i.id FROM {ITEM_JOIN} WHERE {CURRENT} AND m.id = ? ORDER BY i.position"
    with catalog.snapshot() as connection:
        ids = [row[0] for row in connection.execute(sql, (meeting_id,))]
        records = read_items(connection, ids)
    return tuple(records[item_id] for item_id in ids)


def open_titles(catalog: Catalog, meetings: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """The titles of meetings' open items in their order, by the meeting's id."""
    found: dict[int, list[str]] = {}
    with catalog.reading() as connection:
        for some in batches(list(meetings)):
            sql = (
                f"SELECT meeting_id, title FROM items WHERE meeting_id IN ({marks(some)}) AND NOT closed"
                " ORDER BY meeting_id, position"
            )
            for meeting, title in connection.execute(sql, some):
                found.setdefault(meeting, []).append(title)
    return {meeting: tuple(titles) for meeting, titles in found.items()}


def count_cases(catalog: Catalog) -> int:
    """How many journal numbers open items have."""
    named = f"{CURRENT} AND i.case_number <> '' AND NOT i.closed"
    sql = f"SELECT count(DISTINCT i.case_number) FROM {ITEM_JOIN} WHERE {named}"
    with catalog.reading() as connection:
        count: int = connection.execute(sql).fetchone()[0]
    return count


def list_cases(catalog: Catalog, limit: int, skip: int = 0) -> tuple[CaseSummary, ...]:
    """The cases, those of the most meetings first and then the newest, `limit` of them after the first `skip`."""
    # SQLite takes the columns beside a lone max() from the row that holds it.
    newest = (
        "SELECT i.case_number AS number, i.title AS title, i.outcome AS outcome,"
        " count(DISTINCT m.id) AS meetings, max(m.day) AS last"
        f" FROM items i JOIN meetings m ON m.id = i.meeting_id WHERE {CURRENT} AND i.case_number <> '' AND NOT i.closed"
        " GROUP BY i.case_number ORDER BY meetings DESC, last DESC, number LIMIT ? OFFSET ?"
    )
    sql = (
        f"SELECT n.number, n.title, n.outcome, n.meetings, min(m.day), n.last FROM ({newest}) n"
        " JOIN items i ON i.case_number = n.number AND NOT i.closed JOIN meetings m ON m.id = i.meeting_id"
        f" WHERE {CURRENT} GROUP BY n.number ORDER BY n.meetings DESC, n.last DESC, n.number"
    )
    with catalog.reading() as connection:
        return tuple(
            CaseSummary(number, title, Outcome(outcome), meetings, _read_day(first), _read_day(last))
            for number, title, outcome, meetings, first, last in connection.execute(sql, (limit, skip))
        )


def count_of_case(catalog: Catalog, case_number: str) -> int:
    """How many open items have a journal number."""
    sql = f"SELECT count(*) FROM {ITEM_JOIN} WHERE {CURRENT} AND i.case_number = ? AND NOT i.closed"
    with catalog.reading() as connection:
        count: int = connection.execute(sql, (case_number,)).fetchone()[0]
    return count


def meetings_of_case(catalog: Catalog, case_number: str) -> int:
    """How many meetings had a journal number on an open item."""
    sql = f"SELECT count(DISTINCT m.id) FROM {ITEM_JOIN} WHERE {CURRENT} AND i.case_number = ? AND NOT i.closed"
    with catalog.reading() as connection:
        count: int = connection.execute(sql, (case_number,)).fetchone()[0]
    return count


def number_repeats(catalog: Catalog, ids: Sequence[int]) -> dict[int, int]:
    """Which of the items of its number an item is, where its body has several of that number on that day.

    Items are counted from 1 by file name and place; those that share their number with none are left out.
    """
    found: dict[int, int] = {}
    with catalog.reading() as connection:
        for some in batches(list(dict.fromkeys(ids))):
            sql = (
                "SELECT i.id, sum((z.name, j.position) <= (s.name, i.position)), count(*) FROM items i"
                " JOIN meetings m ON m.id = i.meeting_id JOIN sources s ON s.id = m.source_id"
                " JOIN meetings n ON n.day = m.day AND n.body = m.body AND n.superseded_by IS NULL"
                " JOIN sources z ON z.id = n.source_id JOIN items j ON j.meeting_id = n.id AND j.number = i.number"
                f" WHERE i.id IN ({marks(some)}) GROUP BY i.id"
            )
            found |= {key: place for key, place, count in connection.execute(sql, some) if count > 1}
    return found


def item_facts(catalog: Catalog, ids: Iterable[int] | None = None) -> dict[int, ItemFacts]:
    """The facts of the given items or of all, newest meeting first where all are asked for."""
    columns = "SELECT i.id, m.body, m.day, i.outcome, i.closed"
    outcomes = {str(outcome): outcome for outcome in Outcome}
    rows: list[tuple[int, str, int, str, int]] = []
    with catalog.reading() as connection:
        if ids is None:
            sql = f"{columns} FROM items i JOIN meetings m ON m.id = i.meeting_id WHERE {CURRENT}"
            rows = connection.execute(f"{sql} ORDER BY m.day DESC, m.body, m.id, i.position").fetchall()
        for some in batches(sorted(ids or ())):
            # CROSS JOIN keeps SQLite from going through every meeting for each batch.
            sql = f"{columns} FROM items i CROSS JOIN meetings m ON m.id = i.meeting_id WHERE {CURRENT}"
            rows += connection.execute(f"{sql} AND i.id IN ({marks(some)})", some).fetchall()
    return {key: ItemFacts(body, day, outcomes[outcome], bool(closed)) for key, body, day, outcome, closed in rows}


def items_of_chunks(catalog: Catalog, ids: Collection[int]) -> dict[int, int]:
    """The item of each passage: chunk id → item id; ids that don't exist are left out."""
    found: dict[int, int] = {}
    with catalog.reading() as connection:
        if len(ids) > _MANY:
            # All at once from the index on item_id, without reading a passage.
            pairs = connection.execute("SELECT id, item_id FROM chunks INDEXED BY chunks_item")
            return {key: item_id for key, item_id in pairs if key in ids}
        for some in batches(sorted(ids)):
            found |= dict(connection.execute(f"SELECT id, item_id FROM chunks WHERE id IN ({marks(some)})", some))
    return found


def chunk_places(catalog: Catalog, ids: Iterable[int]) -> dict[int, ChunkPlace]:
    """Where passages stand, by the passage's id, ascending."""
    found: dict[int, ChunkPlace] = {}
    kinds = {str(kind): kind for kind in SectionKind}
    with catalog.reading() as connection:
        for some in batches(sorted(ids)):
            sql = (
                "SELECT id, item_id, CASE WHEN section IS NOT NULL THEN kind END FROM chunks"
                f" WHERE id IN ({marks(some)})"
            )
            for key, item_id, kind in connection.execute(sql, some):
                found[key] = ChunkPlace(item_id, kinds[kind] if kind else None)
    return found


def titles_of(catalog: Catalog, items: Iterable[int]) -> dict[int, str]:
    """The titles of those items that are open, by the item's id."""
    found: dict[int, str] = {}
    with catalog.reading() as connection:
        for some in batches(sorted(items)):
            sql = f"SELECT id, title FROM items WHERE id IN ({marks(some)}) AND NOT closed"
            found |= dict(connection.execute(sql, some))
    return found


def chunk_texts(catalog: Catalog, ids: Sequence[int]) -> dict[int, str]:
    """The words of passages, by the passage's id."""
    found: dict[int, str] = {}
    with catalog.reading() as connection:
        for some in batches(list(ids)):
            found |= dict(connection.execute(f"SELECT id, text FROM chunks WHERE id IN ({marks(some)})", some))
    return found


def last_ingested(catalog: Catalog) -> datetime | None:
    """When a file was last read into the catalog; None where none is in."""
    with catalog.reading() as connection:
        newest = connection.execute("SELECT max(ingested_at) FROM sources").fetchone()[0]
    return datetime.fromisoformat(newest) if newest else None


def items_with_outcome(catalog: Catalog, filters: Filters, outcomes: Collection[Outcome]) -> tuple[ItemRecord, ...]:
    """Every item of some outcomes that a filter keeps, oldest first. Complete, never a top-k."""
    where, values = condition(filters)
    wanted = [str(outcome) for outcome in outcomes]
    sql = (
        f"SELECT i.id FROM {ITEM_JOIN} WHERE {where} AND i.outcome IN ({marks(wanted)})"
        " ORDER BY m.day, m.body, m.id, i.position"
    )
    with catalog.snapshot() as connection:
        ids = [row[0] for row in connection.execute(sql, [*values, *wanted])]
        records = read_items(connection, ids)
    return tuple(records[item_id] for item_id in ids)


def _read_day(number: int) -> date:
    return date(number // 10_000, number // 100 % 100, number % 100)


def shared_meetings(catalog: Catalog) -> tuple[tuple[MeetingRecord, tuple[RelatedMeeting, ...]], ...]:
    """The meetings that several files are about, newest first: a document that counts, and all the others."""
    sql = (
        f"SELECT min(m.id) FROM meetings m JOIN meetings n ON n.day = m.day AND n.body = m.body"
        f" AND n.source_id <> m.source_id WHERE {CURRENT} GROUP BY m.body, m.day ORDER BY m.day DESC, m.body"
    )
    columns = f"SELECT {MEETING_COLUMNS} FROM {MEETING_JOIN} WHERE m.id = ?"
    with catalog.snapshot() as connection:
        ids = [row[0] for row in connection.execute(sql)]
        found = [read_meeting(connection.execute(columns, (key,)).fetchone()) for key in ids]
    return tuple((meeting, catalog.related(meeting.id)) for meeting in found)
