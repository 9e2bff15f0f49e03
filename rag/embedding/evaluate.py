"""Figures of an encoder on retrieval sets: `python -m rag.embedding.evaluate --sets FOLDER`.

A set is a folder with `corpus.jsonl` and `queries.jsonl` (`_id`, `text`, optional `title`) and
`qrels.jsonl` (`query-id`, `corpus-id`, `score`), as BEIR lays them out.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rag.embedding.encoder import Encoder
from rag.embedding.loading import open_encoder

DEPTH = 10
ROWS = 256


@dataclass(frozen=True, slots=True)
class RetrievalSet:
    """Queries, the texts they search, and which of them are right (query id → text id → gain)."""

    name: str
    queries: Mapping[str, str]
    corpus: Mapping[str, str]
    judgements: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over the queries of one set, each from 0 to 1."""

    name: str
    queries: int
    accuracy_at_1: float
    ndcg_at_10: float
    mrr_at_10: float


def read_set(folder: Path) -> RetrievalSet:
    """Read a set.

    Raises:
        OSError: a file is missing.
    """
    judgements: dict[str, dict[str, float]] = {}
    for row in read_rows(folder / "qrels.jsonl"):
        judgements.setdefault(row["query-id"], {})[row["corpus-id"]] = float(row["score"])
    queries = {row["_id"]: row["text"] for row in read_rows(folder / "queries.jsonl")}
    corpus = {
        row["_id"]: f"{row.get('title') or ''} {row['text']}".strip() for row in read_rows(folder / "corpus.jsonl")
    }
    asked = {key: text for key, text in queries.items() if key in judgements}
    return RetrievalSet(folder.name, asked, corpus, judgements)


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a jsonl file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def evaluate(encoder: Encoder, retrieval_set: RetrievalSet) -> Figures:
    """Rank the whole corpus for each query by cosine and average the figures."""
    ids = list(retrieval_set.corpus)
    passages = encoder.encode_passages(list(retrieval_set.corpus.values()))
    queries = encoder.encode_queries(list(retrieval_set.queries.values()))
    ranked = (
        ([ids[at] for at in row], retrieval_set.judgements[key])
        for key, row in zip(retrieval_set.queries, nearest(queries, passages), strict=True)
    )
    scores = np.asarray([score(found, gains) for found, gains in ranked])
    accuracy, gain, reciprocal = scores.mean(axis=0).tolist()
    return Figures(retrieval_set.name, len(scores), accuracy, gain, reciprocal)


def nearest(queries: NDArray[np.float32], passages: NDArray[np.float32]) -> Iterator[NDArray[np.int64]]:
    """Yield the row numbers of the `DEPTH` nearest passages of each query, the nearest first."""
    for start in range(0, len(queries), ROWS):
        cosines = queries[start : start + ROWS] @ passages.T
        yield from np.argsort(-cosines, axis=1, kind="stable")[:, :DEPTH]


def score(found: Sequence[str], gains: Mapping[str, float]) -> tuple[float, float, float]:
    """Accuracy@1, nDCG@10 (linear gain) and reciprocal rank of one query's ranking."""
    got = [gains.get(key, 0.0) for key in found]
    best = discounted(sorted(gains.values(), reverse=True)[:DEPTH])
    rank = next((at for at, gain in enumerate(got, start=1) if gain > 0), 0)
    ndcg = discounted(got) / best if best else 0.0
    return float(rank == 1), ndcg, 1 / rank if rank else 0.0


def discounted(gains: Iterable[float]) -> float:
    """Discounted cumulative gain (Järvelin and Kekäläinen 2002)."""
    return float(sum(gain / np.log2(at + 1) for at, gain in enumerate(gains, start=1)))


def set_folders(folder: Path) -> list[Path]:
    """`folder` itself where it is a set, otherwise every set right under it, by name."""
    if (folder / "qrels.jsonl").is_file():
        return [folder]
    return sorted(path.parent for path in folder.glob("*/qrels.jsonl"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one JSON object a set; exit code 2 where there is no set."""
    parser = argparse.ArgumentParser(prog="python -m rag.embedding.evaluate", description=__doc__)
    parser.add_argument("--sets", type=Path, required=True, help="a set, or a folder of sets")
    parser.add_argument("--model", default="shipped", help="folder or hub name; default: shipped")
    options = parser.parse_args(arguments)
    folders = set_folders(options.sets)
    if not folders:
        parser.error(f"no retrieval set in {options.sets}")
    encoder = open_encoder(options.model)
    for folder in folders:
        print(json.dumps(asdict(evaluate(encoder, read_set(folder)))))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
