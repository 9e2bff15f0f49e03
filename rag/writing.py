"""Changes to the catalog: each method is one transaction and one generation."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from rag.domain import AgendaItem, Chunk, Edition, Meeting, ReadingReport, SourceFile
from rag.editions import StoredEdition, find_superseded
from rag.outcomes import classify_outcome
from rag.rows import day_number, write_report

REVISION = "revision:"
"""The key of a generation's random mark in `state`."""


@dataclass(frozen=True, slots=True)
class StoredReading:
    """How a file was read (læsning): the parser's stamp, a digest of what it gave, and the report."""

    parser: str
    digest: str
    report: ReadingReport


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a file was not read (afvisning), in Danish, and the folder or file that was given when it was met."""

    reason: str
    origin: str


class CatalogWriter:
    """The one writer (skriver). Got from `Catalog.write`, valid while its lock is held."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def replace_source(
        self,
        source: SourceFile,
        meetings: Sequence[tuple[Meeting, Sequence[Sequence[Chunk]]]],
        vectors: NDArray[np.float32],
        *,
        reading: StoredReading | None = None,
    ) -> int:
        """Store a file's meetings in place of what was stored of it, all or nothing.

        Where several files hold one meeting, the newest edition replaces the others: they are kept, but have
        no chunks and are not found.

        Args:
            source: the file.
            meetings: each meeting with one sequence of chunks for each of its items.
            vectors: one row a chunk, in the order of the chunks.
            reading: how the file was read.

        Returns:
            The new generation.

        Raises:
            ValueError: the rows of `vectors` are not as many as the chunks.
        """
        count = sum(len(chunks) for _, per_item in meetings for chunks in per_item)
        if len(vectors) != count:
            raise ValueError(f"{len(vectors)} vectors for {count} chunks")
        rows = iter(vectors.astype(np.float16))
        with self._transaction() as generation:
            arrived = self._arrival(source, generation)
            touched = self._forget(source.name, generation)
            cursor = self._connection.execute(
                "INSERT INTO sources (name, sha256, ingested_at, parser, reading, arrived, report)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (source.name, source.sha256, _now(), *_stored(reading), arrived, _report(reading)),
            )
            for meeting, per_item in meetings:
                self._insert_meeting(_key(cursor), meeting, per_item, rows, generation)
                touched.add((meeting.body, day_number(meeting.date)))
            self._connection.execute("DELETE FROM rejections WHERE name = ?", (source.name,))
            self._relate(touched, generation)
        return generation

    def confirm_sources(self, names: Iterable[str], parser: str) -> None:
        """Record that a newer parser reads these files as they are stored."""
        with self._transaction():
            self._connection.executemany(
                "UPDATE sources SET parser = ? WHERE name = ?", ((parser, name) for name in names)
            )

    def set_rejections(self, rejected: Mapping[str, Rejection], origins: Collection[str]) -> None:
        """Record which files of some origins could not be read, by name, in place of what was known of those origins.

        What other origins had stays; rows of an older catalog that tell no origin don't.
        """
        rows = self._connection.execute("SELECT name, reason, origin FROM rejections")
        held = {name: Rejection(reason, origin) for name, reason, origin in rows}
        void = {name for name, rejection in held.items() if rejection.origin in ("", *origins)}
        if {name: held[name] for name in void} == dict(rejected):
            return
        with self._transaction():
            self._connection.executemany("DELETE FROM rejections WHERE name = ?", ((name,) for name in void))
            self._connection.executemany(
                "INSERT OR REPLACE INTO rejections (name, reason, rejected_at, origin) VALUES (?, ?, ?, ?)",
                ((name, each.reason, _now(), each.origin) for name, each in rejected.items()),
            )

    def remove_sources(self, names: Iterable[str]) -> int:
        """Remove files with all that was stored of them. Returns the new generation."""
        with self._transaction() as generation:
            touched: set[tuple[str, int]] = set()
            for name in names:
                touched |= self._forget(name, generation)
            self._relate(touched, generation)
        return generation

    def rename_source(self, old: str, new: str) -> int:
        """Give a stored file another name; its chunks keep their ids. Returns the new generation."""
        with self._transaction() as generation:
            self._connection.execute("UPDATE sources SET name = ? WHERE name = ?", (new, old))
            # The vector store holds the name beside each chunk, so they count as changed.
            self._connection.execute(
                "UPDATE chunks SET generation = ? WHERE item_id IN (SELECT i.id FROM items i"
                " JOIN meetings m ON m.id = i.meeting_id JOIN sources s ON s.id = m.source_id WHERE s.name = ?)",
                (generation, new),
            )
        return generation

    def pass_generation(self, generation: int) -> int:
        """Make the generation higher than another, so that who knows that one sees a change. Returns the new one."""
        self._connection.execute(
            "INSERT INTO state (key, value) VALUES ('generation', ?) ON CONFLICT (key) DO UPDATE"
            " SET value = max(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER))",
            (str(generation),),
        )
        with self._transaction() as new:
            return new

    def set_encoder(self, name: str) -> None:
        """Record which encoder makes the vectors of an empty catalog."""
        with self._transaction():
            self._set("encoder", name)

    def replace_vectors(self, name: str, ids: Sequence[int], vectors: NDArray[np.float32]) -> int:
        """Put new vectors for every chunk in place of the old, all or nothing.

        Returns:
            The new generation.

        Raises:
            ValueError: `ids` is not every chunk of the catalog.
        """
        total = self._connection.execute("SELECT count(*) FROM chunks").fetchone()[0]
        if len(ids) != total or len(vectors) != total:
            raise ValueError(f"{len(vectors)} vectors for {total} chunks")
        with self._transaction() as generation:
            self._connection.executemany(
                "UPDATE chunks SET vector = ?, generation = ? WHERE id = ?",
                ((row.tobytes(), generation, key) for key, row in zip(ids, vectors.astype(np.float16), strict=True)),
            )
            self._set("encoder", name)
        return generation

    @contextmanager
    def _transaction(self) -> Iterator[int]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            row = self._connection.execute("SELECT value FROM state WHERE key = 'generation'").fetchone()
            generation = int(row[0]) + 1 if row else 1
            self._set("generation", str(generation))
            self._set(f"{REVISION}{generation}", secrets.token_hex(8))
            yield generation
            self._connection.execute("COMMIT")
        except BaseException:
            # On a full disk SQLite has rolled back by itself.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def _set(self, key: str, value: str) -> None:
        self._connection.execute("INSERT OR REPLACE INTO state (key, value) VALUES (?, ?)", (key, value))

    def _arrival(self, source: SourceFile, generation: int) -> int:
        """The generation in which this content of a file first came."""
        row = self._connection.execute(
            "SELECT arrived FROM sources WHERE name = ? AND sha256 = ?", (source.name, source.sha256)
        ).fetchone()
        return int(row[0]) if row else generation

    def _forget(self, name: str, generation: int) -> set[tuple[str, int]]:
        """Remove what is stored of a file; returns body and day of its meetings."""
        touched = set(
            self._connection.execute(
                "SELECT m.body, m.day FROM meetings m JOIN sources s ON s.id = m.source_id WHERE s.name = ?", (name,)
            )
        )
        self._connection.execute(
            "INSERT INTO removals (chunk_id, generation) SELECT c.id, ? FROM chunks c"
            " JOIN items i ON i.id = c.item_id JOIN meetings m ON m.id = i.meeting_id"
            " JOIN sources s ON s.id = m.source_id WHERE s.name = ?",
            (generation, name),
        )
        # What it replaced has no chunks: its file is read again.
        self._connection.execute(
            "UPDATE sources SET parser = '', reading = '' WHERE id IN (SELECT o.source_id FROM meetings o"
            " JOIN meetings m ON m.id = o.superseded_by JOIN sources s ON s.id = m.source_id WHERE s.name = ?)",
            (name,),
        )
        self._connection.execute("DELETE FROM sources WHERE name = ?", (name,))
        return touched

    def _relate(self, meetings: Iterable[tuple[str, int]], generation: int) -> None:
        """Decide anew which editions of some meetings are replaced, and drop the chunks of those."""
        for body, day in sorted(meetings):
            editions = self._editions(body, day)
            replaced = find_superseded(editions) if len(editions) > 1 else {}
            for each in editions:
                newer = replaced.get(each.meeting_id)
                self._connection.execute("UPDATE meetings SET superseded_by = ? WHERE id = ?", (newer, each.meeting_id))
                if newer is not None:
                    self._drop_chunks(each.meeting_id, generation)

    def _editions(self, body: str, day: int) -> list[StoredEdition]:
        found: dict[int, StoredEdition] = {}
        for key, source_id, edition, arrived, number, title, case_number, closed in self._connection.execute(
            "SELECT m.id, m.source_id, m.edition, s.arrived, i.number, i.title, i.case_number, i.closed"
            " FROM meetings m JOIN sources s ON s.id = m.source_id LEFT JOIN items i ON i.meeting_id = m.id"
            " WHERE m.day = ? AND m.body = ? ORDER BY m.id, i.position",
            (day, body),
        ):
            known = found.get(key) or StoredEdition(key, source_id, Edition(edition), arrived, ())
            found[key] = known
            if number is not None:
                item = (number, "" if closed else "".join(title.casefold().split()), case_number)
                found[key] = replace(known, items=(*known.items, item))
        return list(found.values())

    def _drop_chunks(self, meeting_id: int, generation: int) -> None:
        self._connection.execute(
            "INSERT OR REPLACE INTO removals (chunk_id, generation)"
            " SELECT id, ? FROM chunks WHERE item_id IN (SELECT id FROM items WHERE meeting_id = ?)",
            (generation, meeting_id),
        )
        self._connection.execute(
            "DELETE FROM chunks WHERE item_id IN (SELECT id FROM items WHERE meeting_id = ?)", (meeting_id,)
        )

    def _insert_meeting(
        self,
        source_id: int,
        meeting: Meeting,
        per_item: Sequence[Sequence[Chunk]],
        rows: Iterator[NDArray[np.float16]],
        generation: int,
    ) -> None:
        cursor = self._connection.execute(
            "INSERT INTO meetings (source_id, body, date, day, time, place, head, edition)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (source_id, meeting.body, meeting.date.isoformat(), day_number(meeting.date), meeting.time, meeting.place,
             meeting.head, meeting.edition),
        )  # fmt: skip
        meeting_id = _key(cursor)
        for position, (item, chunks) in enumerate(zip(meeting.items, per_item, strict=True), start=1):
            item_id = self._insert_item(meeting_id, position, item)
            self._connection.executemany(
                "INSERT INTO chunks (item_id, section, kind, heading, start, end, text, vector, generation)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    (item_id, chunk.section, chunk.kind, chunk.heading, chunk.start, chunk.end, chunk.text,
                     next(rows).tobytes(), generation)
                    for chunk in chunks
                ),
            )  # fmt: skip

    def _insert_item(self, meeting_id: int, position: int, item: AgendaItem) -> int:
        cursor = self._connection.execute(
            "INSERT INTO items (meeting_id, position, number, title, case_number, closed, text, page, outcome)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (meeting_id, position, item.number, item.title, item.case_number, item.closed, item.text, item.page,
             classify_outcome(item)),
        )  # fmt: skip
        item_id = _key(cursor)
        self._connection.executemany(
            "INSERT INTO sections (item_id, ordinal, kind, heading, start, end, body, date)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (item_id, ordinal, section.kind, section.heading, section.start, section.end, section.body,
                 section.date.isoformat() if section.date else None)
                for ordinal, section in enumerate(item.sections)
            ),
        )  # fmt: skip
        return item_id


def _stored(reading: StoredReading | None) -> tuple[str, str]:
    return (reading.parser, reading.digest) if reading else ("", "")


def _report(reading: StoredReading | None) -> str:
    return write_report(reading.report) if reading else ""


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _key(cursor: sqlite3.Cursor) -> int:
    if cursor.lastrowid is None:
        raise ValueError("an INSERT without a row id")
    return cursor.lastrowid
