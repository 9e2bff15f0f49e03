"""One whole state, held (fastholdelse): the catalog and its indexes as they were together at one moment.

Reading in commits file by file, and the indexes follow at the end. Who answers all the while, as the page does, would
show some files of the old state and some of the new, and an index whose passages are gone. So it answers from a held
state until a newer whole one is there; an answer that has begun keeps the state that it began with.

While a state is held, SQLite can't take back the room of its journal: it grows by what is read in, until a newer state
is held. Passages on a Chroma server are not held.
"""

from __future__ import annotations

import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Generic, Self, TypeVar

from rag import schema
from rag.catalog import Catalog
from rag.database import folder_error
from rag.domain import Filters
from rag.embedding.encoder import Encoder
from rag.lexical import LexicalIndex
from rag.stamps import Stamp
from rag.vectors import PassageIndex

Built = TypeVar("Built")

_READERS = 8
_TRIES = 3


class HeldCatalog(Catalog):
    """The catalog as it was when it was held. Safe to share between threads: they take turns at a few connections."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._free: SimpleQueue[sqlite3.Connection] = SimpleQueue()

    @classmethod
    def hold(cls, folder: Path) -> Self | None:
        """The catalog as it is now; None where it is being written too fast to be held.

        Raises:
            DataFolderError: it can't be read.
        """
        for _ in range(_TRIES):
            held = cls(folder)
            connections: list[sqlite3.Connection] = []
            weakref.finalize(held, _close, connections)
            try:
                seen = {_begin(held.path, connections) for _ in range(_READERS)}
            except sqlite3.Error as error:
                raise folder_error(folder, error) from error
            if len(seen) == 1:
                for connection in connections:
                    held._free.put(connection)
                return held
        return None

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection to the held state; the one that the calling thread has already, if any."""
        own: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if own is not None:
            yield own
            return
        connection = self._local.connection = self._free.get()
        try:
            yield connection
        finally:
            self._local.connection = None
            self._free.put(connection)

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """As `reading`: nothing is written in between."""
        with self.reading() as connection:
            yield connection


def _begin(path: Path, connections: list[sqlite3.Connection]) -> str:
    """Open one more connection, and the generation that it will see for good."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connections.append(connection)
    for pragma in schema.PRAGMAS:
        connection.execute(pragma)
    connection.execute("BEGIN")
    row = connection.execute("SELECT value FROM state WHERE key = 'generation'").fetchone()
    return str(row[0]) if row else ""


def _close(connections: list[sqlite3.Connection]) -> None:
    for connection in connections:
        connection.close()


class HeldLexical(LexicalIndex):
    """The lexical index as it was when it was held."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._stamp = super().stamp()
        index = self._open()
        index.config_reader(reload_policy="manual")
        index.reload()
        self.vocabulary()

    def stamp(self) -> Stamp | None:
        """What it holds."""
        return self._stamp

    def refresh(self) -> None:
        """Nothing: it stays as it is."""


@dataclass(frozen=True, slots=True)
class Held:
    """A whole state (tilstand)."""

    catalog: HeldCatalog
    lexical: HeldLexical
    vectors: PassageIndex


def hold(catalog: Catalog, vectors: PassageIndex, lexical: LexicalIndex, encoder: Encoder) -> Held | None:
    """The present state of a catalog and its indexes; None while they are not at the same generation.

    `vectors` must not have been searched before, and becomes part of the state.

    Raises:
        DataFolderError: the catalog can't be read.
        IndexDamaged: an index can't be read.
    """
    before = (vectors.stamp(), lexical.stamp())
    held = HeldCatalog.hold(catalog.folder)
    if held is None or not all(stamp is not None and _is_of(stamp, held) for stamp in before):
        return None
    words = HeldLexical(lexical.folder)
    # The first search maps the rows as they are now; what is appended later is not seen.
    vectors.search(held, encoder.encode_queries(["Referat"])[0], Filters(), 1)
    return Held(held, words, vectors) if (vectors.stamp(), words.stamp()) == before else None


def _is_of(stamp: Stamp, catalog: Catalog) -> bool:
    generation = catalog.generation()
    return (stamp.generation, stamp.revision) == (generation, catalog.revision(generation))


class Newest(Generic[Built]):
    """What was built over the newest whole state. Safe to share between threads."""

    def __init__(self, state: Callable[[], Stamp | None], build: Callable[[], Built | None]) -> None:
        self._state = state
        self._build = build
        self._seen: Stamp | None = None
        self._built: Built | None = None
        self._building = threading.Lock()

    def get(self) -> Built | None:
        """What is there; built anew, by one thread, where another process has finished a newer state.

        The others answer from the older one meanwhile. None where there never was a whole state.
        """
        state = self._state()
        if state is None or (state == self._seen and self._built is not None):
            return self._built
        if not self._building.acquire(blocking=self._built is None):
            return self._built
        try:
            if state != self._seen or self._built is None:
                fresh = self._build()
                if fresh is not None:
                    self._seen, self._built = state, fresh
        finally:
            self._building.release()
        return self._built
