"""What others would build over the same minutes: each is built in a folder of its own and asked the same questions.

`pip install --constraint constraints.txt --editable '.[bench]'` gets them. All use the shipped embedding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ingest.convert import convert_bytes
from rag.catalog import Catalog
from rag.domain import ChunkRecord, Filters, Period, passage_text
from rag.embedding.encoder import Encoder
from rag.embedding.loading import shipped_directory
from rag.rows import day_number

Place = tuple[str, str]
"""An item: its file's name and its number."""

BATCH = 2_000
DEPTH = 60
"""Passages that are asked for, so that ten items are among them."""
EVER = (date(1900, 1, 1), date(2100, 1, 1))


@dataclass(frozen=True)
class Material:
    """What a peer is built from."""

    minutes: Path
    catalog: Catalog
    encoder: Encoder
    folder: Path


class Peer(Protocol):
    """A way to retrieve. `filters` tells whether it can narrow a search at all."""

    filters: bool

    def __init__(self, material: Material) -> None: ...

    def build(self) -> int:
        """Build it; the number of passages comes back."""

    def open(self) -> None:
        """Open what was built."""

    def search(self, text: str, filters: Filters) -> list[Place]:
        """The items found, best first, each as often as it has passages among the best."""


class TutorialChain:
    """LangChain's tutorial: files split by characters, 1,000 with 200 shared, and a Chroma retriever."""

    filters = False

    def __init__(self, material: Material) -> None:
        self._material = material

    def build(self) -> int:
        from langchain_core.documents import Document
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        splitter = RecursiveCharacterTextSplitter(chunk_size=1_000, chunk_overlap=200)
        catalog, minutes = self._material.catalog, self._material.minutes
        store = self._store()
        documents = (
            Document(convert_bytes((minutes / name).read_bytes(), name).text, metadata={"source": name})
            for name in sorted(catalog.sources())
        )
        count = 0
        while some := list(islice(documents, 100)):
            pieces = splitter.split_documents(some)
            for start in range(0, len(pieces), BATCH):
                store.add_documents(pieces[start : start + BATCH])
            count += len(pieces)
        return count

    def _store(self) -> Any:
        from chromadb.config import Settings
        from langchain_chroma import Chroma
        from langchain_core.embeddings import Embeddings

        encoder = self._material.encoder

        class Embedding(Embeddings):
            def embed_documents(self, texts: list[str]) -> list[list[float]]:
                rows: list[list[float]] = encoder.encode_passages(texts).tolist()
                return rows

            def embed_query(self, text: str) -> list[float]:
                row: list[float] = encoder.encode_queries([text])[0].tolist()
                return row

        settings = Settings(anonymized_telemetry=False)
        return Chroma("tutorial", Embedding(), str(self._material.folder), client_settings=settings)

    def open(self) -> None:
        self._retriever = self._store().as_retriever(search_kwargs={"k": DEPTH})
        self._lines: dict[str, dict[str, str]] = {}

    def search(self, text: str, filters: Filters) -> list[Place]:
        assert not filters
        found = self._retriever.invoke(text)
        placed = [(d.metadata["source"], self._item(d.metadata["source"], d.page_content)) for d in found]
        return [(source, number) for source, number in placed if number]

    def _item(self, source: str, piece: str) -> str:
        """The item that most of a piece is of, told by its lines; an empty string where none is its."""
        if source not in self._lines:
            catalog = self._material.catalog
            (meeting,) = catalog.meetings_of([source])
            day = Filters((Period(meeting.date, meeting.date),), (meeting.body,))
            records = [record for record in catalog.find_items(day) if record.meeting.source.name == source]
            self._lines[source] = {line: r.item.number for r in records for line in r.item.text.splitlines() if line}
        known = self._lines[source]
        votes = Counter[str]()
        for line in piece.splitlines():
            if line in known:
                votes[known[line]] += len(line)
        if not votes:  # a piece out of the middle of a paragraph
            votes.update(number for line, number in known.items() if piece.strip() and piece.strip() in line)
        return votes.most_common(1)[0][0] if votes else ""


class FilteredChroma:
    """Chroma over the same passages and vectors as Referat's, with the same metadata and Chroma's own filters."""

    filters = True

    def __init__(self, material: Material) -> None:
        self._material = material

    def _client(self) -> Any:
        import chromadb
        from chromadb.config import Settings

        return chromadb.PersistentClient(str(self._material.folder), settings=Settings(anonymized_telemetry=False))

    def build(self) -> int:
        collection = self._client().create_collection(
            "passages", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )
        count = 0
        for records, vectors in passages(self._material.catalog):
            collection.add(
                ids=[str(record.id) for record in records],
                embeddings=vectors,
                documents=[record.chunk.text for record in records],
                metadatas=[fields(record) for record in records],
            )
            count += len(records)
        return count

    def open(self) -> None:
        self._collection = self._client().get_collection("passages", embedding_function=None)

    def search(self, text: str, filters: Filters) -> list[Place]:
        vector = self._material.encoder.encode_queries([text])
        where = _where(filters)
        found = self._collection.query(query_embeddings=vector, n_results=DEPTH, where=where, include=["metadatas"])
        return [(row["source"], row["number"]) for row in found["metadatas"][0]]


class PlainTantivy:
    """tantivy alone, with its own Danish stemmer, over the same passages under their titles."""

    filters = True

    def __init__(self, material: Material) -> None:
        self._material = material

    def _index(self) -> Any:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", tokenizer_name="danish")
        for name in ("body", "case", "source", "number"):
            builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_integer_field("day", indexed=True, fast=True)
        self._schema = builder.build()
        self._material.folder.mkdir(parents=True, exist_ok=True)
        index = tantivy.Index(self._schema, str(self._material.folder))
        danish = (
            tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
            .filter(tantivy.Filter.lowercase())
            .filter(tantivy.Filter.stemmer("danish"))
        )
        index.register_tokenizer("danish", danish.build())
        return index

    def build(self) -> int:
        import tantivy

        index = self._index()
        writer = index.writer(60_000_000, 1)
        count = 0
        for record in self._material.catalog.chunks_since(0):
            row = fields(record)
            writer.add_document(tantivy.Document(text=passage_text(record.title, record.chunk), **row))
            count += 1
        writer.commit()
        writer.wait_merging_threads()
        return count

    def open(self) -> None:
        self._opened = self._index()

    def search(self, text: str, filters: Filters) -> list[Place]:
        import tantivy

        query, _ = self._opened.parse_query_lenient(text, ["text"])
        must = [(tantivy.Occur.Must, query)]
        for name, values in (("body", filters.bodies), ("case", filters.case_numbers)):
            if values:
                must.append((tantivy.Occur.Must, tantivy.Query.term_set_query(self._schema, name, list(values))))
        for period in filters.periods:
            first, last = day_number(period.first or EVER[0]), day_number(period.last or EVER[1])
            span = tantivy.Query.range_query(self._schema, "day", tantivy.FieldType.Integer, first, last)
            must.append((tantivy.Occur.Must, span))
        searcher = self._opened.searcher()
        hits = searcher.search(tantivy.Query.boolean_query(must), DEPTH).hits
        found = [searcher.doc(address) for _, address in hits]
        return [(row["source"][0], row["number"][0]) for row in found]


class Txtai:
    """txtai's embeddings database: faiss and SQLite, dense and BM25 together, filtered by SQL."""

    filters = True

    def __init__(self, material: Material) -> None:
        self._material = material

    def build(self) -> int:
        from txtai import Embeddings

        records = self._material.catalog.chunks_since(0)
        rows = ({"id": r.id, "text": passage_text(r.title, r.chunk), **fields(r)} for r in records)
        model = str(shipped_directory())
        embeddings = Embeddings(path=model, method="sentence-transformers", content=True, hybrid=True)
        embeddings.index(rows)
        embeddings.save(str(self._material.folder))
        return int(embeddings.count())

    def open(self) -> None:
        from txtai import Embeddings

        self._embeddings = Embeddings()
        self._embeddings.load(str(self._material.folder))

    def search(self, text: str, filters: Filters) -> list[Place]:
        sql = "select source, number from txtai where similar(:text, 1000)"
        values: dict[str, Any] = {"text": text}
        for name, wanted in (("body", filters.bodies), ("case", filters.case_numbers)):
            if wanted:
                sql += f" and [{name}] = :{name}"
                values[name] = wanted[0]
        for period in filters.periods:
            sql += " and day >= :first and day <= :last"
            values |= {"first": day_number(period.first or EVER[0]), "last": day_number(period.last or EVER[1])}
        found = self._embeddings.search(f"{sql} limit {DEPTH}", parameters=values)
        return [(row["source"], row["number"]) for row in found]


PEERS: dict[str, type[Peer]] = {
    "LangChain tutorial": TutorialChain,
    "Chroma with filters": FilteredChroma,
    "tantivy alone": PlainTantivy,
    "txtai": Txtai,
}


def passages(catalog: Catalog) -> Iterator[tuple[list[ChunkRecord], NDArray[np.float32]]]:
    """Every passage with its vector, some at a time."""
    records = catalog.chunks_since(0)
    while some := list(islice(records, BATCH)):
        yield some, catalog.vectors(np.array([record.id for record in some]))[1]


def fields(record: ChunkRecord) -> dict[str, Any]:
    """What a passage can be filtered by, and the item it is of."""
    return {
        "body": record.body,
        "case": record.case_number,
        "source": record.source.name,
        "number": record.number,
        "day": day_number(record.date),
    }


def _where(filters: Filters) -> dict[str, Any] | None:
    demands: list[dict[str, Any]] = [
        {name: {"$in": list(values)}}
        for name, values in (("body", filters.bodies), ("case", filters.case_numbers))
        if values
    ]
    for period in filters.periods:
        demands.append({"day": {"$gte": day_number(period.first or EVER[0])}})
        demands.append({"day": {"$lte": day_number(period.last or EVER[1])}})
    return {"$and": demands} if len(demands) > 1 else (demands[0] if demands else None)


def ranked(places: Iterable[Place]) -> list[Place]:
    """Each item once, best first, ten at most."""
    return list(dict.fromkeys(places))[:10]
