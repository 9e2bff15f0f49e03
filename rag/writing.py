"""Changes to the catalog: each method is one transaction and one generation."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from rag.domain import AgendaItem, Chunk, Meeting, SourceFile
from rag.outcomes import classify_outcome

REVISION = "revision:"
"""The key of a generation's random mark in `state`."""


class CatalogWriter:
    """The one writer (skriver). Got from `Catalog.write`, valid while its lock is held."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def replace_source(
        self,
        source: SourceFile,
        meetings: Sequence[tuple[Meeting, Sequence[Sequence[Chunk]]]],
        vectors: NDArray[np.float32],
    ) -> int:
        """Store a file's meetings in place of what was stored of it, all or nothing.

        Args:
            source: the file.
            meetings: each meeting with one sequence of chunks for each of its items.
            vectors: one row a chunk, in the order of the chunks.

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
            self._forget(source.name, generation)
            cursor = self._connection.execute(
                "INSERT INTO sources (name, sha256, ingested_at) VALUES (?, ?, ?)",
                (source.name, source.sha256, datetime.now(UTC).isoformat(timespec="seconds")),
            )
            for meeting, per_item in meetings:
                self._insert_meeting(_key(cursor), meeting, per_item, rows, generation)
        return generation

    def remove_sources(self, names: Iterable[str]) -> int:
        """Remove files with all that was stored of them. Returns the new generation."""
        with self._transaction() as generation:
            for name in names:
                self._forget(name, generation)
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

    def _forget(self, name: str, generation: int) -> None:
        self._connection.execute(
            "INSERT INTO removals (chunk_id, generation) SELECT c.id, ? FROM chunks c"
            " JOIN items i ON i.id = c.item_id JOIN meetings m ON m.id = i.meeting_id"
            " JOIN sources s ON s.id = m.source_id WHERE s.name = ?",
            (generation, name),
        )
        self._connection.execute("DELETE FROM sources WHERE name = ?", (name,))

    def _insert_meeting(
        self,
        source_id: int,
        meeting: Meeting,
        per_item: Sequence[Sequence[Chunk]],
        rows: Iterator[NDArray[np.float16]],
        generation: int,
    ) -> None:
        day = meeting.date.isoformat()
        cursor = self._connection.execute(
            "INSERT INTO meetings (source_id, body, date, day, time, place, head) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                source_id,
                meeting.body,
                day,
                int(day.replace("-", "")),
                meeting.time,
                meeting.place,
                meeting.head,
            ),
        )
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


def _key(cursor: sqlite3.Cursor) -> int:
    if cursor.lastrowid is None:
        raise ValueError("an INSERT without a row id")
    return cursor.lastrowid
