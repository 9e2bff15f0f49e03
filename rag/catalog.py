"""The catalog (katalog): SQLite, the one source of truth for meetings, items, chunks and vectors.

Readers and one writer may work at once (WAL). Every committed change raises the generation by one; the
indexes in `rag.vectors` and `rag.lexical` record the generation that they hold and catch up from here.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from prompts import errors as sentences
from rag import schema
from rag.domain import (
    ChunkRecord,
    Filters,
    ItemRecord,
    MeetingRecord,
    SearchedScope,
)
from rag.errors import CatalogDamaged, DataFolderError, WriterBusy
from rag.rows import (
    CHUNK_COLUMNS,
    CHUNK_JOIN,
    ITEM_JOIN,
    MEETING_COLUMNS,
    MEETING_JOIN,
    ORDER,
    batches,
    condition,
    marks,
    read_chunk,
    read_items,
    read_meeting,
)
from rag.writing import REVISION, CatalogWriter

FILE_NAME = "catalog.sqlite3"
LOCK_NAME = "write.lock"


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the catalog holds (omfang)."""

    sources: int
    meetings: int
    items: int
    chunks: int


class Catalog:
    """The catalog in a data folder. Safe to share between threads: each has its own connection."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / FILE_NAME
        self._local = threading.local()

    @classmethod
    def open(cls, folder: Path) -> Catalog:
        """Open the catalog in a folder, creating both where they are missing.

        Raises:
            DataFolderError: the folder can't be created or written.
            CatalogDamaged: the file is no catalog, is damaged or was written by a newer version.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _folder_error(folder, error) from error
        catalog = cls(folder)
        with _translated(catalog.path):
            catalog._prepare()
        return catalog

    def _prepare(self) -> None:
        connection = self._connection()
        found = _version(connection)
        if found > schema.VERSION:
            raise CatalogDamaged(sentences.CATALOG_TOO_NEW.format(path=self.path, found=found, known=schema.VERSION))
        if found == 0:
            self._create(connection)

    def _create(self, connection: sqlite3.Connection) -> None:
        with self._lock(timeout=10):
            if _version(connection):
                return  # another process was first
            if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise CatalogDamaged(sentences.CATALOG_DAMAGED.format(path=self.path))
            connection.executescript(
                f"BEGIN IMMEDIATE; {schema.SCHEMA} PRAGMA user_version = {schema.VERSION}; COMMIT;"
            )

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self.path, isolation_level=None)
            try:
                for pragma in schema.PRAGMAS:
                    connection.execute(pragma)
            except sqlite3.Error:
                connection.close()
                raise
            self._local.connection = connection
        return connection

    @contextmanager
    def _lock(self, timeout: float) -> Iterator[None]:
        try:
            lock = FileLock(self.folder / LOCK_NAME, timeout=timeout)
            lock.acquire()
        except Timeout as error:
            raise WriterBusy(sentences.WRITER_BUSY.format(path=self.folder)) from error
        except OSError as error:
            raise _folder_error(self.folder, error) from error
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with _translated(self.path):
            yield self._connection()

    @contextmanager
    def _snapshot(self) -> Iterator[sqlite3.Connection]:
        """One state of the catalog for several statements, whatever a writer commits between them."""
        with self._reading() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                if connection.in_transaction:
                    connection.execute("COMMIT")

    @contextmanager
    def write(self) -> Iterator[CatalogWriter]:
        """Hold the write lock; each method of the writer is one transaction.

        Raises:
            WriterBusy: another process or thread holds it.
        """
        with self._lock(timeout=0), self._reading() as connection:
            yield CatalogWriter(connection)

    def close(self) -> None:
        """Close the calling thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            self._local.connection = None

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
        with self._reading() as connection:
            row = connection.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def sources(self) -> dict[str, str]:
        """The ingested files: name → content hash."""
        with self._reading() as connection:
            return dict(connection.execute("SELECT name, sha256 FROM sources"))

    def counts(self) -> Counts:
        """How many files, meetings, items and chunks there are."""
        with self._reading() as connection:
            row = connection.execute(
                "SELECT (SELECT count(*) FROM sources), (SELECT count(*) FROM meetings),"
                " (SELECT count(*) FROM items), (SELECT count(*) FROM chunks)"
            ).fetchone()
        return Counts(*row)

    def bodies(self) -> tuple[str, ...]:
        """Every body (organ) that has met, in alphabetical order."""
        with self._reading() as connection:
            return tuple(row[0] for row in connection.execute("SELECT DISTINCT body FROM meetings ORDER BY 1"))

    def case_numbers(self) -> tuple[str, ...]:
        """Every journal number (journalnummer) in use, in alphabetical order."""
        sql = "SELECT DISTINCT case_number FROM items WHERE case_number <> '' ORDER BY 1"
        with self._reading() as connection:
            return tuple(row[0] for row in connection.execute(sql))

    def meetings(self, filters: Filters | None = None) -> tuple[MeetingRecord, ...]:
        """The meetings that a filter's periods and bodies keep, oldest first."""
        where, values = condition(Filters(filters.periods, filters.bodies) if filters else Filters())
        sql = f"SELECT {MEETING_COLUMNS} FROM {MEETING_JOIN} WHERE {where} {ORDER}"
        with self._reading() as connection:
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
        with self._snapshot() as connection:
            ids = [row[0] for row in connection.execute(sql, values)]
            records = read_items(connection, ids)
        return tuple(records[item_id] for item_id in ids)

    def items(self, ids: Iterable[int]) -> dict[int, ItemRecord]:
        """Items by id; ids that don't exist are left out."""
        wanted = list(dict.fromkeys(ids))
        with self._snapshot() as connection:
            return read_items(connection, wanted)

    def chunks(self, ids: Iterable[int]) -> dict[int, ChunkRecord]:
        """Chunks by id; ids that don't exist are left out."""
        wanted = list(dict.fromkeys(ids))
        found: dict[int, ChunkRecord] = {}
        with self._snapshot() as connection:
            for some in batches(wanted):
                sql = f"SELECT {CHUNK_COLUMNS} FROM {CHUNK_JOIN} WHERE c.id IN ({marks(some)})"
                found |= {row[0]: read_chunk(row) for row in connection.execute(sql, some)}
        return found

    def chunk_ids(self, filters: Filters) -> NDArray[np.int64]:
        """The ids of every chunk that a filter keeps, ascending."""
        where, values = condition(filters)
        sql = f"SELECT c.id FROM {CHUNK_JOIN} WHERE {where} ORDER BY c.id"
        with self._reading() as connection:
            return np.array([row[0] for row in connection.execute(sql, values)], dtype=np.int64)

    def chunks_since(self, generation: int) -> Iterator[ChunkRecord]:
        """The chunks stored after a generation, by id."""
        sql = f"SELECT {CHUNK_COLUMNS} FROM {CHUNK_JOIN} WHERE c.generation > ? ORDER BY c.id"
        with self._reading() as connection:
            for row in connection.execute(sql, (generation,)):
                yield read_chunk(row)

    def removed_since(self, generation: int) -> list[int]:
        """The ids of the chunks removed after a generation."""
        sql = "SELECT chunk_id FROM removals WHERE generation > ?"
        with self._reading() as connection:
            return [row[0] for row in connection.execute(sql, (generation,))]

    def vectors(self, ids: NDArray[np.int64] | None = None) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Chunk ids and their unit vectors, shape (n, dimensions): the given ones, or all."""
        rows: list[tuple[int, bytes]] = []
        with self._snapshot() as connection:
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


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise _folder_error(path.parent, error) from error
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InternalError, sqlite3.NotSupportedError):
        raise  # a mistake of the caller's, not damage
    except sqlite3.DatabaseError as error:
        raise CatalogDamaged(sentences.CATALOG_DAMAGED.format(path=path)) from error


def _version(connection: sqlite3.Connection) -> int:
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return found


def _folder_error(folder: Path, error: Exception) -> DataFolderError:
    reason = getattr(error, "strerror", None) or str(error)
    return DataFolderError(sentences.DATA_FOLDER.format(path=folder, reason=reason))
