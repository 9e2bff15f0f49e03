"""The vector store (vektorlager): Chroma, embedded or a server, derived from the catalog.

Each passage stands in Chroma with its vector, its words and the metadata of its Punkt. Measured with
chromadb 1.5.9: a metadata filter over 300,000 rows takes 150 to 1,200 ms where an exact scan takes 33 ms,
two writers lose rows, and a kill during upsert may leave a collection that does not open. So the catalog
is the truth, Chroma ranks large unfiltered searches, and whatever is small is scanned exactly.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from prompts import errors as sentences
from rag.catalog import Catalog
from rag.domain import ChunkRecord, Filters
from rag.errors import IndexDamaged, SettingError
from rag.rows import day_number
from rag.stamps import Stamp, drop_stamp, make_stamp, read_stamp, write_stamp

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

_FORMAT = "vectors-1"
_COLLECTION = "passages"
_BATCH = 2_000
_STORE = "chroma"
_PROBE_ROWS = 100
_GRAPH_ROWS = 1_000
"""From here on Chroma keeps the graph in files of its own (its `sync_threshold`)."""
_EXACT_ROWS = 20_000
"""Up to here an exact scan of 384 dimensions takes under 3 ms, less than Chroma's own query."""


class VectorIndex:
    """Nearest passages by cosine. `folder` holds the embedded store and the stamp; `url` names a server."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self.folder = folder
        self._url = url
        self._format = f"{_FORMAT} {url}".strip()
        self._collection: Collection | None = None
        self._server: Any = None
        self._cache: tuple[int, NDArray[np.int64], NDArray[np.float32]] | None = None
        self._counted = (-1, 0)

    def stamp(self) -> Stamp | None:
        """What the store holds, or None where there is none that can be used."""
        stamp = read_stamp(self.folder)
        if stamp is None or stamp.format != self._format:
            return None
        return stamp if self._url or _looks_whole(self.folder / _STORE, stamp.passages) else None

    def catch_up(self, catalog: Catalog, advance: Callable[[int], None]) -> None:
        """Bring the store to the catalog's generation; rebuild it where it is missing or damaged.

        A store of another encoder's vectors is rebuilt too. `advance` is called with the number of
        passages done since its last call. Hold the write lock.

        Raises:
            IndexDamaged: a fresh store can't be written either.
            SettingError: the configured server does not answer.
        """
        stamp = self.stamp()
        target = make_stamp(self._format, catalog)
        since = stamp.generation if stamp and stamp.encoder == target.encoder and stamp.continues_in(catalog) else 0
        try:
            with self._translated():
                self._apply(catalog, since, target, advance)
        except IndexDamaged:
            with self._translated():
                self._apply(catalog, 0, target, advance)

    def _apply(self, catalog: Catalog, since: int, target: Stamp, advance: Callable[[int], None]) -> None:
        collection = self._open() if since else self._recreate()
        gone = [str(key) for key in catalog.removed_since(since)] if since else []
        for start in range(0, len(gone), _BATCH):
            collection.delete(ids=gone[start : start + _BATCH])
        for batch in _batches(catalog.chunks_since(since)):
            ids, vectors = catalog.vectors(np.array([record.id for record in batch], dtype=np.int64))
            collection.upsert(
                ids=[str(key) for key in ids],
                embeddings=vectors,
                documents=[record.chunk.text for record in batch],
                metadatas=[_metadata(record) for record in batch],
            )
            advance(len(batch))
        _verify(collection, catalog, target.passages)
        write_stamp(self.folder, target)

    def _client(self) -> ClientAPI:
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        self.folder.mkdir(parents=True, exist_ok=True)
        if not self._url:
            return chromadb.PersistentClient(str(self.folder / _STORE), settings=settings)
        try:
            if self._server is None:
                parts = urlsplit(self._url)
                self._server = chromadb.HttpClient(
                    host=parts.hostname or "", port=parts.port or 8000, ssl=parts.scheme == "https", settings=settings
                )
        except Exception as error:
            if _is_failure(error):
                raise SettingError(sentences.CHROMA_UNREACHABLE.format(url=self._url)) from error
            raise
        client: ClientAPI = self._server
        return client

    def _open(self) -> Collection:
        if self._collection is None:
            self._collection = self._client().get_collection(_COLLECTION, embedding_function=None)
        return self._collection

    def _recreate(self) -> Collection:
        self.refresh()
        if not self._url:
            shutil.rmtree(self.folder, ignore_errors=True)
        client = self._client()
        if any(found.name == _COLLECTION for found in client.list_collections()):
            client.delete_collection(_COLLECTION)
        # ef_search has no effect when changed later (until reopened), so it is set at creation.
        self._collection = client.create_collection(
            _COLLECTION,
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine", "ef_construction": 200, "ef_search": 200}},
        )
        return self._collection

    def refresh(self) -> None:
        """See what another process has stored: an open collection keeps answering from a stale index."""
        self._collection = None
        if not self._url:
            from chromadb.api.shared_system_client import SharedSystemClient

            SharedSystemClient.clear_system_cache()

    def close(self) -> None:
        """Let go of the store, or of the connections to the server."""
        self.refresh()
        if self._server is not None:
            self._server.close()
            self._server = None

    def search(
        self, catalog: Catalog, vector: NDArray[np.float32], filters: Filters, limit: int
    ) -> list[tuple[int, float]]:
        """The nearest passages: (chunk id, cosine in [-1, 1]), best first.

        Rows that a filter keeps are scanned exactly, and so is a small catalog; a large one without a
        filter is asked of Chroma.

        Raises:
            IndexDamaged: the store can't be read; catching up rebuilds it.
            SettingError: the configured server does not answer.
        """
        if filters:
            ids, rows = catalog.vectors(catalog.chunk_ids(filters))
            return _nearest(ids, rows, vector, limit)
        if self._count(catalog) <= _EXACT_ROWS:
            ids, rows = self._all_rows(catalog)
            return _nearest(ids, rows, vector, limit)
        try:
            with self._translated():
                return _query(self._open(), vector, limit)
        except IndexDamaged:
            # A process that shares the server may have built the collection again under us.
            self.refresh()
        try:
            with self._translated():
                return _query(self._open(), vector, limit)
        except IndexDamaged:
            drop_stamp(self.folder)
            raise

    def _count(self, catalog: Catalog) -> int:
        """How many passages there are, counted once a generation: counting reads the whole table."""
        generation = catalog.generation()
        if self._counted[0] != generation:
            self._counted = (generation, catalog.counts().chunks)
        return self._counted[1]

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except BaseException as error:
            if self._url and _is_transport(error):
                raise SettingError(sentences.CHROMA_UNREACHABLE.format(url=self._url)) from error
            if _is_failure(error):
                raise IndexDamaged(sentences.INDEX_DAMAGED.format(path=self.folder, reason=error)) from error
            raise

    def _all_rows(self, catalog: Catalog) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        generation = catalog.generation()
        if self._cache is None or self._cache[0] != generation:
            self._cache = (generation, *catalog.vectors())
        return self._cache[1], self._cache[2]


def _nearest(
    ids: NDArray[np.int64], rows: NDArray[np.float32], vector: NDArray[np.float32], limit: int
) -> list[tuple[int, float]]:
    if not len(ids):
        return []
    scores = rows @ vector
    best = np.argsort(-scores, kind="stable")[:limit]
    return [(int(ids[at]), float(scores[at])) for at in best]


def _batches(records: Iterator[ChunkRecord]) -> Iterable[list[ChunkRecord]]:
    while batch := list(islice(records, _BATCH)):
        yield batch


def _metadata(record: ChunkRecord) -> dict[str, Any]:
    return {
        "item_id": record.item_id,
        "body": record.body,
        "date": record.date.isoformat(),
        "day": day_number(record.date),
        "item": record.number,
        "title": record.title,
        "journal_number": record.case_number,
        "section": str(record.chunk.kind),
        "start": record.chunk.start,
        "end": record.chunk.end,
        "source": record.source.name,
        "sha256": record.source.sha256,
    }


def _query(collection: Collection, vector: NDArray[np.float32], limit: int) -> list[tuple[int, float]]:
    wanted = min(limit, collection.count())
    if not wanted:
        return []
    found = collection.query(query_embeddings=vector[np.newaxis], n_results=wanted, include=["distances"])
    keys, distances = found["ids"][0], (found["distances"] or [[]])[0]
    # Without its graph files a collection still opens, counts all its rows, and finds next to none of them.
    if len(keys) * 2 < wanted:
        raise ValueError(f"{len(keys)} rows found where {wanted} were asked for")
    return [(int(key), 1.0 - float(distance)) for key, distance in zip(keys, distances, strict=True)]


def _verify(collection: Collection, catalog: Catalog, passages: int) -> None:
    if collection.count() != passages:
        raise ValueError(f"{collection.count()} rows for {passages} passages")
    first = next(catalog.chunks_since(0), None)
    if first is not None:
        _query(collection, catalog.vectors(np.array([first.id], dtype=np.int64))[1][0], _PROBE_ROWS)


def _looks_whole(store: Path, passages: int) -> bool:
    """Whether a store has its graph, and a database not cut short (sqlite.org/fileformat2.html, 1.3)."""
    database = store / "chroma.sqlite3"
    try:
        with database.open("rb") as file:
            head = file.read(32)
        size = database.stat().st_size
        if passages > _GRAPH_ROWS and not any(path.is_dir() for path in store.iterdir()):
            return False
    except OSError:
        return False
    page = int.from_bytes(head[16:18], "big")
    return head.startswith(b"SQLite format 3\0") and size >= (page or 1) * int.from_bytes(head[28:32], "big")


def _is_transport(error: BaseException) -> bool:
    import httpx

    return isinstance(error, httpx.TransportError)


def _is_failure(error: BaseException) -> bool:
    """Whether Chroma failed: its own errors, what it lets through, and the panics of its Rust core."""
    from chromadb.errors import ChromaError

    if type(error).__module__ == "pyo3_runtime":
        return True
    return isinstance(error, (ChromaError, ValueError, OSError, RuntimeError, KeyError)) or _is_transport(error)
