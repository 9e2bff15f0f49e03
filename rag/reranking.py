"""Reranking (omrangering): found items in the order of a cross-encoder, which reads question and passage together.

Off unless a setting names a model. Reranking changes which item has which place and not how good a place is: the
fitted judgement of evidence rests on the scores of fusion, so the best item by the cross-encoder gets the best of them.
Nogueira and Cho 2019, "Passage Re-ranking with BERT", arXiv:1901.04085.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from rag.catalog import Catalog
from rag.domain import Filters, passage_text
from rag.embedding.crossing import CrossEncoderModel
from rag.embedding.encoder import Encoder
from rag.lexical import LexicalIndex
from rag.retrieval import FoundItem, HybridSearch
from rag.vectors import PassageIndex

_LOOKED_AT = 24


class Reranker(Protocol):
    """What reads a question and a passage together (omrangering)."""

    def score(self, question: str, passages: Sequence[str]) -> list[float]:
        """How well each passage answers the question; higher is better, the scale is the model's own."""


def open_reranker(model: str) -> Reranker:
    """The cross-encoder of a folder or a hub name.

    Raises:
        ModelUnavailable: it is missing, damaged or out of reach.
    """
    return CrossEncoderModel.open(model)


class RerankedSearch(HybridSearch):
    """Hybrid search whose best items are put in order by a reranker."""

    def __init__(
        self, catalog: Catalog, encoder: Encoder, vectors: PassageIndex, lexical: LexicalIndex, reranker: Reranker
    ) -> None:
        super().__init__(catalog, encoder, vectors, lexical)
        self._reranker = reranker

    def items(self, text: str, stems: Sequence[str], filters: Filters, limit: int = 10) -> list[FoundItem]:
        """The best agenda items by their best passage, as the reranker reads it.

        Raises:
            IndexDamaged: an index can't be read.
        """
        found = super().items(text, stems, filters, max(limit, _LOOKED_AT))
        chunks = self.catalog.chunks(item.passages[0].chunk_id for item in found)
        best = [chunks[item.passages[0].chunk_id] for item in found]
        scores = self._reranker.score(text, [passage_text(record.title, record.chunk) for record in best])
        order = sorted(range(len(found)), key=lambda at: (-scores[at], at))
        return [replace(found[at], score=found[place].score) for place, at in enumerate(order)][:limit]
