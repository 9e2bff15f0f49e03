"""Measure dense, lexical and fused retrieval on folders of corpus, queries and qrels.

    python -m tests.benchmarks.fusion ../shared/eval/*/

Every passage becomes an item of an invented meeting in a catalog of its own, so that what is measured is
the search that answers use: `HybridSearch` over a real vector index and a real tantivy index. Prints
nDCG@10 (Järvelin and Kekäläinen, 2002) and accuracy@1 for a grid of fixed shares and for the chosen one.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log2
from pathlib import Path

from rag.analysis import content_tokens, stems
from rag.catalog import Catalog
from rag.domain import AgendaItem, Chunk, Filters, Meeting, Section, SectionKind, SourceFile
from rag.embedding.loading import open_encoder
from rag.fusion import fuse, lexical_share
from rag.lexical import LexicalIndex
from rag.retrieval import HybridSearch
from rag.vectors import VectorIndex
from rag.vocabulary import Vocabulary

_DEPTH = 100
_GRID = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0)


@dataclass(frozen=True)
class RetrievalSet:
    """A retrieval set: passages, queries, and which passages are right for each query."""

    name: str
    corpus: dict[str, str]
    queries: dict[str, str]
    right: dict[str, set[str]]


def read_set(folder: Path) -> RetrievalSet:
    rows = {
        part: [json.loads(line) for line in (folder / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()]
        for part in ("corpus", "queries", "qrels")
    }
    right: dict[str, set[str]] = {}
    for row in rows["qrels"]:
        right.setdefault(row["query-id"], set()).add(row["corpus-id"])
    corpus = {row["_id"]: row["text"] for row in rows["corpus"]}
    return RetrievalSet(folder.name, corpus, {row["_id"]: row["text"] for row in rows["queries"]}, right)


def build_search(found: RetrievalSet, folder: Path) -> tuple[HybridSearch, LexicalIndex, VectorIndex, dict[int, str]]:
    encoder = open_encoder("")
    catalog = Catalog.open(folder)
    items, chunks = [], []
    for key, text in found.corpus.items():
        section = Section(SectionKind.OTHER, "", 0, len(text))
        items.append(AgendaItem(key, "", "", text=text, sections=(section,)))
        chunks.append([Chunk(0, SectionKind.OTHER, "", 0, len(text), text)])
    vectors = encoder.encode_passages(list(found.corpus.values()))
    meeting = Meeting("Prøve", date(2000, 1, 1), items=tuple(items))
    with catalog.write() as writer:
        writer.set_encoder(encoder.name)
        writer.replace_source(SourceFile(found.name, "0"), [(meeting, chunks)], vectors)
    index, lexical = VectorIndex(folder / "vectors"), LexicalIndex(folder / "lexical")
    with catalog.write():
        index.catch_up(catalog, lambda _: None)
        lexical.catch_up(catalog, lambda _: None)
    keys = {record.id: record.number for record in catalog.chunks_since(0)}
    return HybridSearch(catalog, encoder, index, lexical), lexical, index, keys


def ndcg(ranked: Sequence[str], right: set[str]) -> float:
    gained = sum(1 / log2(rank + 2) for rank, key in enumerate(ranked[:10]) if key in right)
    ideal = sum(1 / log2(rank + 2) for rank in range(min(10, len(right))))
    return gained / ideal


def main() -> None:
    for argument in sys.argv[1:]:
        found = read_set(Path(argument))
        with tempfile.TemporaryDirectory() as folder:
            measure(found, Path(folder))


def measure(found: RetrievalSet, folder: Path) -> None:
    search, lexical, index, keys = build_search(found, folder)
    vocabulary: Vocabulary = search.vocabulary()
    rows = []
    plain = []
    for key, text in found.queries.items():
        words = list(dict.fromkeys(token.stem for token in content_tokens(text)))
        vector = search.encoder.encode_queries([text])[0]
        dense = index.search(search.catalog, vector, Filters(), _DEPTH)
        alternatives = [a for a in search.alternatives(words) if a]
        hits = lexical.search(alternatives, Filters(), _DEPTH)
        ceiling = 2.2 * sum(vocabulary.rarity(word) for word in words) or 1.0
        known = sum(word in vocabulary for word in words) / max(1, len(words))
        rows.append((found.right[key], dense, hits, ceiling, known))
        bm25 = lexical.search([[(word, 1.0)] for word in dict.fromkeys(stems(text))], Filters(), 10)
        plain.append((found.right[key], [keys[chunk] for chunk, _ in bm25]))
    _print(found.name, "BM25 + Snowball", plain)
    for share in _GRID:
        ranked = [
            (right, [keys[p.chunk_id] for p in fuse(dense, hits, share, ceiling)[:10]])
            for right, dense, hits, ceiling, _ in rows
        ]
        _print(found.name, f"lexical {share:.1f}", ranked)
    chosen = []
    for right, dense, hits, ceiling, known in rows:
        share = lexical_share(dense, hits, ceiling, known)
        chosen.append((right, [keys[p.chunk_id] for p in fuse(dense, hits, share, ceiling)[:10]]))
    _print(found.name, "lexical, chosen", chosen)


def _print(name: str, label: str, ranked: Sequence[tuple[set[str], list[str]]]) -> None:
    gain = sum(ndcg(keys, right) for right, keys in ranked) / len(ranked)
    first = sum(bool(keys) and keys[0] in right for right, keys in ranked) / len(ranked)
    print(f"{name:24} {label:18} nDCG@10 {gain:.3f}  accuracy@1 {first:.3f}")


if __name__ == "__main__":
    main()
