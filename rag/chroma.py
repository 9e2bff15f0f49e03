"""The vector store (vektorlager): Chroma in a folder, or a Chroma server that several app processes share.

Each passage stands in Chroma with its vector, its words and the metadata of its Punkt; all of it comes from the
catalog. Measured with chromadb 1.5.9: a metadata filter over 300,000 rows takes 150 to 1,200 ms. So Chroma ranks
what a filter leaves large, and what it leaves small is read from the catalog.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
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
from rag.vectors import score

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

_FORMAT = "chroma-1"
_COLLECTION = "passages"
_STORE = "chroma"
_SHARED, _CATALOG = "stamp", "catalog"
"""Keys of the collection's metadata: its stamp for the processes that share it, and the mark of their catalog."""
_BATCH = 2_000
_PROBE_ROWS = 100
_GRAPH_ROWS = 1_000
"""From here on Chroma keeps the graph in files of its own (its `sync_threshold`)."""
_EXACT_ROWS = 5_000
"""Up to here the rows that a filter keeps are read from the catalog in some 15 ms."""


class ChromaIndex:
    """Nearest passages by cosine, asked of Chroma; a `rag.vectors.PassageIndex`.

    `url` names a server, of which `folder` holds this process's stamp; without one `folder` holds the store too.
    """

    def __init__(self, folder: Path, url: str = "") -> None:
        self.folder = folder
        self._url = url
        self._format = f"{_FORMAT} {url}".strip()
        self._collection: Collection | None = None
        self._server: Any = None

    def stamp(self) -> Stamp | None:
        """What the store holds, as far as is known here; None where it can't be used."""
        stamp = read_stamp(self.folder)
        if stamp is None or stamp.format != self._format:
            return None
        return stamp if self._url or _looks_whole(self.folder / _STORE, stamp.passages) else None

    def catch_up(self, catalog: Catalog, advance: Callable[[int], None]) -> None:
        """Bring the store to the catalog's generation; see `rag.vectors.PassageIndex`."""
        target = make_stamp(self._format, catalog)
        stamp = self._shared_stamp(catalog) if self._url else self.stamp()
        if self._url and stamp and stamp.encoder == target.encoder and stamp.generation > target.generation:
            # Another process reads in; this one has an older copy of its catalog, and finds what stands in it.
            self._write_stamp(target)
            return
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
        if self._url:
            collection.modify(metadata={_SHARED: json.dumps(asdict(target)), _CATALOG: catalog.revision(1)})
        self._write_stamp(target)

    def _write_stamp(self, stamp: Stamp) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        write_stamp(self.folder, stamp)

    def _shared_stamp(self, catalog: Catalog) -> Stamp | None:
        """What the server holds of this catalog or of a copy of it, as the last process that changed it noted there.

        Raises:
            SettingError: the server does not answer.
        """
        self.refresh()
        try:
            with self._translated():
                noted = self._open().metadata or {}
                stamp = Stamp(**json.loads(noted[_SHARED]))
        except (IndexDamaged, TypeError):
            return None
        return stamp if noted[_CATALOG] == catalog.revision(1) else None

    def _client(self) -> ClientAPI:
        import chromadb
        from chromadb.config import Settings

        if not self._url:
            self.folder.mkdir(parents=True, exist_ok=True)
            return chromadb.PersistentClient(str(self.folder / _STORE), settings=Settings(anonymized_telemetry=False))
        try:
            if self._server is None:
                parts = urlsplit(self._url)
                self._server = chromadb.HttpClient(
                    host=parts.hostname or "", port=parts.port or 8000, ssl=parts.scheme == "https",
                    settings=Settings(anonymized_telemetry=False),
                )  # fmt: skip
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

    def discard(self) -> None:
        """Remove the store in the folder with its stamp; what stands on a server stays.

        Raises:
            IndexDamaged: the stamp can't be removed.
        """
        self.refresh()
        if self._url:
            return
        with self._translated():
            drop_stamp(self.folder)
        shutil.rmtree(self.folder / _STORE, ignore_errors=True)

    def _recreate(self) -> Collection:
        self.discard()
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
        """See what another process has stored: it may have made the collection anew."""
        self._collection = None
        if not self._url and "chromadb" in sys.modules:
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
        """The nearest passages: (chunk id, cosine in [-1, 1]), best first; see `rag.vectors.PassageIndex`."""
        if filters:
            kept = catalog.chunk_ids(filters)
            if len(kept) <= _EXACT_ROWS:
                return score(*catalog.vectors(kept), vector, limit)
        try:
            with self._translated():
                return _query(self._open(), vector, filters, limit)
        except IndexDamaged:
            # A process that shares the server may have built the collection again under us.
            self.refresh()
        try:
            with self._translated():
                return _query(self._open(), vector, filters, limit)
        except IndexDamaged:
            drop_stamp(self.folder)
            raise

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except BaseException as error:
            if self._url and _is_transport(error):
                raise SettingError(sentences.CHROMA_UNREACHABLE.format(url=self._url)) from error
            if _is_failure(error):
                path = self._url or self.folder
                raise IndexDamaged(sentences.INDEX_DAMAGED.format(path=path, reason=error)) from error
            raise


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


def _where(filters: Filters) -> dict[str, Any] | None:
    """A filter as Chroma writes it (docs.trychroma.com/docs/querying-collections/metadata-filtering)."""
    spans = [
        {"$and": [
            {"day": {"$gte": day_number(period.first) if period.first else 0}},
            {"day": {"$lte": day_number(period.last) if period.last else 99_999_999}},
        ]}
        for period in filters.periods
    ]  # fmt: skip
    columns = {"body": filters.bodies, "item": filters.item_numbers, "journal_number": filters.case_numbers}
    demands: list[dict[str, Any]] = [{column: {"$in": list(wanted)}} for column, wanted in columns.items() if wanted]
    if spans:
        demands.append({"$or": spans} if len(spans) > 1 else spans[0])
    if len(demands) < 2:
        return demands[0] if demands else None
    return {"$and": demands}


def _query(
    collection: Collection, vector: NDArray[np.float32], filters: Filters, limit: int
) -> list[tuple[int, float]]:
    wanted = min(limit, collection.count())
    if not wanted:
        return []
    found = collection.query(
        query_embeddings=vector[np.newaxis], n_results=wanted, where=_where(filters), include=["distances"]
    )
    keys, distances = found["ids"][0], (found["distances"] or [[]])[0]
    # Without its graph files a collection still opens, counts all its rows, and finds next to none of them.
    if not filters and len(keys) * 2 < wanted:
        raise ValueError(f"{len(keys)} rows found where {wanted} were asked for")
    return [(int(key), 1.0 - float(distance)) for key, distance in zip(keys, distances, strict=True)]


def _verify(collection: Collection, catalog: Catalog, passages: int) -> None:
    if collection.count() != passages:
        raise ValueError(f"{collection.count()} rows for {passages} passages")
    first = next(catalog.chunks_since(0), None)
    if first is not None:
        vector = catalog.vectors(np.array([first.id], dtype=np.int64))[1][0]
        _query(collection, vector, Filters(), _PROBE_ROWS)


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
