"""The catalog (katalog): SQLite, the one source of truth for meetings, items, chunks and vectors.

Readers and one writer may work at once (WAL). Every committed change raises the generation by one; the
indexes in `rag.vectors` and `rag.lexical` record the generation that they hold and catch up from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from rag.database import Database
from rag.domain import (
    ChunkRecord,
    Filters,
    ItemRecord,
    MeetingRecord,
    ReadingReport,
    RelatedMeeting,
    SearchedScope,
    Treatment,
)
from rag.rows import (
    CHUNK_COLUMNS,
    CHUNK_JOIN,
    CURRENT,
    ITEM_JOIN,
    MEETING_COLUMNS,
    MEETING_JOIN,
    ORDER,
    RELATED_COLUMNS,
    RELATED_JOIN,
    batches,
    condition,
    marks,
    read_chunk,
    read_items,
    read_meeting,
    read_related,
    read_report,
)
from rag.writing import REVISION, CatalogWriter

_VECTORS_AT_ONCE = 4_000


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the catalog holds (omfang)."""

    sources: int
    meetings: int
    items: int
    chunks: int


@dataclass(frozen=True, slots=True)
class Reading:
    """How a stored file was read (læsning): its content hash, the parser's stamp, and a digest of the result."""

    sha256: str
    parser: str
    digest: str


class Catalog(Database):
    """The catalog in a data folder. Safe to share between threads: each has its own connection."""

    @contextmanager
    def write(self) -> Iterator[CatalogWriter]:
        """Hold the write lock; each method of the writer is one transaction.

        Raises:
            WriterBusy: another process or thread holds it.
        """
        with self.locked(timeout=0), self.reading() as connection:
            yield CatalogWriter(connection)

    def generation(self) -> int:
        """The number of the last committed change; 0 for an empty catalog."""
        return int(self._state("generation") or 0)

    def revision(self, generation: int) -> str:
        """The random mark of a change; empty where this catalog has had no such generation.

        It tells a catalog that was restored or started anew from the one that an index was made from.
        """
        return self._state(f"{REVISION}{generation}")

    def encoder_name(self) -> str:
        """The identity of the encoder that made every stored vector, or empty."""
        return self._state("encoder")

    def _state(self, key: str) -> str:
        with self.reading() as connection:
            row = connection.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def sources(self) -> dict[str, str]:
        """The ingested files: name → content hash."""
        with self.reading() as connection:
            return dict(connection.execute("SELECT name, sha256 FROM sources"))

    def readings(self) -> dict[str, Reading]:
        """How each ingested file was read: name → reading."""
        with self.reading() as connection:
            rows = connection.execute("SELECT name, sha256, parser, reading FROM sources")
            return {name: Reading(sha256, parser, digest) for name, sha256, parser, digest in rows}

    def reports(self) -> dict[str, ReadingReport]:
        """What was understood of each ingested file: name → report, in alphabetical order."""
        with self.reading() as connection:
            rows = connection.execute("SELECT name, report FROM sources WHERE report <> '' ORDER BY name").fetchall()
        return {name: read_report(report) for name, report in rows}

    def rejections(self) -> dict[str, str]:
        """The files that could not be read when they were last tried: name → Danish reason."""
        with self.reading() as connection:
            return dict(connection.execute("SELECT name, reason FROM rejections ORDER BY name"))

    def meetings_of(self, files: Iterable[str]) -> tuple[MeetingRecord, ...]:
        """The meetings of some files, replaced editions too."""
        found: list[MeetingRecord] = []
        with self.reading() as connection:
            for some in batches(sorted(files)):
                sql = f"SELECT {MEETING_COLUMNS} FROM {MEETING_JOIN} WHERE s.name IN ({marks(some)}) {ORDER}"
                found += [read_meeting(row) for row in connection.execute(sql, some)]
        return tuple(found)

    def related(self, meeting_id: int) -> tuple[RelatedMeeting, ...]:
        """The other documents of a meeting, older and newer editions and supplements, by file name."""
        same = f"SELECT {RELATED_COLUMNS} FROM {RELATED_JOIN} ORDER BY s.name"
        with self.reading() as connection:
            return tuple(read_related(row) for row in connection.execute(same, (meeting_id,)))

    def counts(self) -> Counts:
        """How many files, meetings, items and chunks there are; replaced editions only count as files."""
        with self.reading() as connection:
            row = connection.execute(
                f"SELECT (SELECT count(*) FROM sources), (SELECT count(*) FROM meetings m WHERE {CURRENT}),"
                f" (SELECT count(*) FROM items i JOIN meetings m ON m.id = i.meeting_id WHERE {CURRENT}),"
                " (SELECT count(*) FROM chunks)"
            ).fetchone()
        return Counts(*row)

    def bodies(self) -> tuple[str, ...]:
        """Every body (organ) that has met, in alphabetical order."""
        sql = f"SELECT DISTINCT body FROM meetings m WHERE {CURRENT} ORDER BY 1"
        with self.reading() as connection:
            return tuple(row[0] for row in connection.execute(sql))

    def case_numbers(self) -> tuple[str, ...]:
        """Every journal number (journalnummer) in use, in alphabetical order."""
        sql = "SELECT DISTINCT case_number FROM items WHERE case_number <> '' ORDER BY 1"
        with self.reading() as connection:
            return tuple(row[0] for row in connection.execute(sql))

    def treatments(self) -> tuple[Treatment, ...]:
        """Every earlier decision that some item quotes, by body and date."""
        sql = "SELECT DISTINCT body, date FROM sections WHERE body <> '' ORDER BY 1, 2"
        with self.reading() as connection:
            rows = connection.execute(sql).fetchall()
        return tuple(Treatment(body, date.fromisoformat(day) if day else None) for body, day in rows)

    def treated(self, treatment: Treatment) -> tuple[ItemRecord, ...]:
        """Every item that quotes an earlier decision, by date and place in the meeting."""
        quoted = "SELECT item_id FROM sections WHERE body = ? AND date IS ?"
        sql = f"SELECT i.id FROM {ITEM_JOIN} WHERE i.id IN ({quoted}) AND {CURRENT} {ORDER}, i.position"
        day = treatment.date.isoformat() if treatment.date else None
        with self.snapshot() as connection:
            ids = [row[0] for row in connection.execute(sql, (treatment.body, day))]
            records = read_items(connection, ids)
        return tuple(records[item_id] for item_id in ids)

    def meetings(self, filters: Filters | None = None) -> tuple[MeetingRecord, ...]:
        """The meetings that a filter's periods and bodies keep, oldest first."""
        where, values = condition(Filters(filters.periods, filters.bodies) if filters else Filters())
        sql = f"SELECT {MEETING_COLUMNS} FROM {MEETING_JOIN} WHERE {where} {ORDER}"
        with self.reading() as connection:
            return tuple(read_meeting(row) for row in connection.execute(sql, values))

    def scope(self, filters: Filters | None = None) -> SearchedScope:
        """How many meetings a filter keeps, with their first and last date."""
        found = self.meetings(filters)
        if not found:
            return SearchedScope(0, None, None)
        return SearchedScope(len(found), found[0].date, found[-1].date)

    def find_items(self, filters: Filters) -> tuple[ItemRecord, ...]:
        """Every item that a filter keeps, by date and place in the meeting. Complete, never a top-k."""
        where, values = condition(filters)
        sql = f"SELECT i.id FROM {ITEM_JOIN} WHERE {where} {ORDER}, i.position"
        with self.snapshot() as connection:
            ids = [row[0] for row in connection.execute(sql, values)]
            records = read_items(connection, ids)
        return tuple(records[item_id] for item_id in ids)

    def items(self, ids: Iterable[int]) -> dict[int, ItemRecord]:
        """Items by id; ids that don't exist are left out."""
        wanted = list(dict.fromkeys(ids))
        with self.snapshot() as connection:
            return read_items(connection, wanted)

    def chunks(self, ids: Iterable[int]) -> dict[int, ChunkRecord]:
        """Chunks by id; ids that don't exist are left out."""
        wanted = list(dict.fromkeys(ids))
        found: dict[int, ChunkRecord] = {}
        with self.snapshot() as connection:
            for some in batches(wanted):
                sql = f"SELECT {CHUNK_COLUMNS} FROM {CHUNK_JOIN} WHERE c.id IN ({marks(some)})"
                found |= {row[0]: read_chunk(row) for row in connection.execute(sql, some)}
        return found

    def item_ids(self, chunk_ids: Iterable[int]) -> dict[int, int]:
        """The items that chunks are of: chunk id → item id; ids that don't exist are left out."""
        found: dict[int, int] = {}
        with self.snapshot() as connection:
            for some in batches(list(dict.fromkeys(chunk_ids))):
                found |= connection.execute(f"SELECT id, item_id FROM chunks WHERE id IN ({marks(some)})", some)
        return found

    def chunk_ids(self, filters: Filters) -> NDArray[np.int64]:
        """The ids of every chunk that a filter keeps, ascending."""
        where, values = condition(filters)
        # Every index on the way is a covering one; sorting in SQL takes as long as all the rest.
        joined = "chunks c JOIN items i ON i.id = c.item_id JOIN meetings m ON m.id = i.meeting_id"
        with self.reading() as connection:
            found = connection.execute(f"SELECT c.id FROM {joined} WHERE {where}", values)
            return np.sort(np.array([row[0] for row in found], dtype=np.int64))

    def bare_titles(self) -> tuple[str, ...]:
        """The titles of the open items that have no chunk, because they have no text; each once."""
        bare = "NOT i.closed AND NOT EXISTS (SELECT 1 FROM chunks c WHERE c.item_id = i.id)"
        sql = f"SELECT DISTINCT i.title FROM items i JOIN meetings m ON m.id = i.meeting_id WHERE {CURRENT} AND {bare}"
        with self.reading() as connection:
            return tuple(row[0] for row in connection.execute(sql))

    def meeting_ids(self, filters: Filters) -> NDArray[np.int64]:
        """The ids of the meetings that a filter's periods and bodies keep."""
        where, values = condition(Filters(filters.periods, filters.bodies))
        with self.reading() as connection:
            found = connection.execute(f"SELECT m.id FROM meetings m WHERE {where}", values)
            return np.array([row[0] for row in found], dtype=np.int64)

    def chunks_since(self, generation: int) -> Iterator[ChunkRecord]:
        """The chunks stored after a generation, by id."""
        sql = f"SELECT {CHUNK_COLUMNS} FROM {CHUNK_JOIN} WHERE c.generation > ? ORDER BY c.id"
        with self.reading() as connection:
            for row in connection.execute(sql, (generation,)):
                yield read_chunk(row)

    def vectors_since(self, generation: int) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]:
        """The vectors stored after a generation, by chunk id, some thousand at a time.

        Yields:
            The chunks' ids with the ids of their meetings, shape (n, 2), and the vectors, shape (n, dimensions).
        """
        sql = (
            "SELECT c.id, i.meeting_id, c.vector FROM chunks c JOIN items i ON i.id = c.item_id"
            " WHERE c.generation > ? ORDER BY c.id"
        )
        with self.reading() as connection:
            found = connection.execute(sql, (generation,))
            while rows := found.fetchmany(_VECTORS_AT_ONCE):
                flat = np.frombuffer(b"".join(row[2] for row in rows), dtype=np.float16)
                vectors = flat.reshape(len(rows), -1).astype(np.float32)
                yield np.array([row[:2] for row in rows], dtype=np.int64), vectors

    def removed_since(self, generation: int) -> list[int]:
        """The ids of the chunks removed after a generation."""
        sql = "SELECT chunk_id FROM removals WHERE generation > ?"
        with self.reading() as connection:
            return [row[0] for row in connection.execute(sql, (generation,))]

    def vectors(self, ids: NDArray[np.int64] | None = None) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Chunk ids and their unit vectors, shape (n, dimensions): the given ones, or all."""
        rows: list[tuple[int, bytes]] = []
        with self.snapshot() as connection:
            if ids is None:
                rows = connection.execute("SELECT id, vector FROM chunks ORDER BY id").fetchall()
            else:
                for some in batches(ids.tolist()):
                    sql = f"SELECT id, vector FROM chunks WHERE id IN ({marks(some)}) ORDER BY id"
                    rows += connection.execute(sql, some).fetchall()
        keys = np.array([row[0] for row in rows], dtype=np.int64)
        if not rows:
            return keys, np.zeros((0, 0), dtype=np.float32)
        flat = np.frombuffer(b"".join(row[1] for row in rows), dtype=np.float16)
        return keys, flat.reshape(len(rows), -1).astype(np.float32)
