"""The catalog's database (databasen): its file, one connection a thread, the write lock, and its version."""

from __future__ import annotations

import errno
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from filelock import FileLock, Timeout

from prompts import errors as sentences
from prompts.rejections import reason_of
from rag import schema
from rag.errors import CatalogDamaged, DataFolderError, WriterBusy

FILE_NAME = "catalog.sqlite3"
LOCK_NAME = "write.lock"


class Database:
    """An SQLite database in a data folder. Safe to share between threads: each has its own connection."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / FILE_NAME
        self._local = threading.local()

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the catalog in a folder, creating both where they are missing.

        Raises:
            DataFolderError: the folder can't be created or written.
            CatalogDamaged: the file is no catalog, is damaged or was written by a newer version.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise folder_error(folder, error) from error
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
        elif found < schema.VERSION:
            self._upgrade(connection)

    def _create(self, connection: sqlite3.Connection) -> None:
        with self.locked(timeout=10):
            if _version(connection):
                return  # another process was first
            if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise CatalogDamaged(sentences.CATALOG_DAMAGED.format(path=self.path))
            connection.executescript(
                f"BEGIN IMMEDIATE; {schema.SCHEMA} PRAGMA user_version = {schema.VERSION}; COMMIT;"
            )

    def _upgrade(self, connection: sqlite3.Connection) -> None:
        with self.locked(timeout=10):
            for version in range(_version(connection), schema.VERSION):
                connection.executescript(
                    f"BEGIN IMMEDIATE; {schema.UPGRADES[version]} PRAGMA user_version = {version + 1}; COMMIT;"
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
    def locked(self, timeout: float) -> Iterator[None]:
        """Hold the write lock.

        Raises:
            WriterBusy: another process or thread holds it for longer than `timeout` seconds.
        """
        try:
            lock = FileLock(self.folder / LOCK_NAME, timeout=timeout)
            lock.acquire()
        except Timeout as error:
            raise WriterBusy(sentences.WRITER_BUSY.format(path=self.folder)) from error
        except OSError as error:
            raise folder_error(self.folder, error) from error
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The calling thread's connection, with SQLite's errors as ours."""
        with _translated(self.path):
            yield self._connection()

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """One state of the catalog for several statements, whatever a writer commits between them."""
        with self.reading() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                if connection.in_transaction:
                    connection.execute("COMMIT")

    def find_damage(self) -> str:
        """What SQLite finds wrong with the file, in its own words; empty where it is sound. Reads all of it."""
        with self.reading() as connection:
            found: str = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        return "" if found == "ok" else found

    def close(self) -> None:
        """Close the calling thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            self._local.connection = None


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise folder_error(path.parent, error) from error
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InternalError, sqlite3.NotSupportedError):
        raise  # a mistake of the caller's, not damage
    except sqlite3.DatabaseError as error:
        raise CatalogDamaged(sentences.CATALOG_DAMAGED.format(path=path)) from error


def _version(connection: sqlite3.Connection) -> int:
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return found


def folder_error(folder: Path, error: Exception) -> DataFolderError:
    """What kept a data folder from being used, in a sentence that says what to do."""
    if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL or getattr(error, "errno", None) == errno.ENOSPC:
        return DataFolderError(sentences.DISK_FULL.format(path=folder))
    code = getattr(error, "sqlite_errorname", "")
    reason = sentences.DATABASE_REASONS.get(code, str(error))
    if isinstance(error, OSError):
        reason = reason_of(error)
    return DataFolderError(sentences.DATA_FOLDER.format(path=folder, reason=reason))
