"""Retrieval (genfinding): filter, then dense and lexical search, then fusion, then agenda items.

`rag.chain` shows it to LangChain as a retriever.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from rag.analysis import content_tokens, stems
from rag.catalog import Catalog
from rag.domain import Filters, ItemRecord, SearchHit
from rag.embedding.encoder import Encoder
from rag.fusion import FusedPassage, fuse, lexical_share
from rag.lexical import Alternatives, LexicalIndex
from rag.listings import items_of_chunks
from rag.vectors import PassageIndex
from rag.vocabulary import Vocabulary

_DEPTH = 120
# BM25 with k1 = 1.2 gives a word at most 2.2 times its rarity; a title match adds to it.
_MOST_PER_RARITY = 2.2


@dataclass(frozen=True, slots=True)
class FoundItem:
    """An agenda item with its fused passages, best first. `score` is in [0, 1]."""

    record: ItemRecord
    score: float
    passages: tuple[FusedPassage, ...]


class TitleWords:
    """The words that stand in titles (titelord), looked up one by one: reading 70,000 titles takes seconds."""

    def __init__(self, lexical: LexicalIndex, bare: Collection[str]) -> None:
        self._bare = frozenset(stem for title in bare for stem in stems(title))
        self._holds = lru_cache(maxsize=10_000)(lexical.in_titles)

    def __contains__(self, stem: object) -> bool:
        return isinstance(stem, str) and (stem in self._bare or self._holds(stem))


class HybridSearch:
    """Dense and lexical search over one catalog."""

    def __init__(
        self,
        catalog: Catalog,
        encoder: Encoder,
        vectors: PassageIndex,
        lexical: LexicalIndex,
    ) -> None:
        self.catalog = catalog
        self.encoder = encoder
        self._vectors = vectors
        self._lexical = lexical
        self._seen = lexical.stamp()
        self._title_words: TitleWords | None = None
        # A question is asked of several filters and then of sentences; its vector is made once.
        self._question_vector = lru_cache(maxsize=64)(lambda text: encoder.encode_queries([text])[0])

    def question_vector(self, text: str) -> NDArray[np.float32]:
        """The unit vector of a question, shape (dimensions,)."""
        vector: NDArray[np.float32] = self._question_vector(text)
        return vector

    def vocabulary(self) -> Vocabulary:
        """The words of the indexed minutes."""
        self._follow()
        return self._lexical.vocabulary()

    def title_words(self) -> TitleWords:
        """The words of the titles of all open items, by stem."""
        self._follow()
        if self._title_words is None:
            self._title_words = TitleWords(self._lexical, self.catalog.bare_titles())
        return self._title_words

    def _follow(self) -> None:
        """See what another process has indexed since: a running page answers from the newest whole state."""
        stamp = self._lexical.stamp()
        if stamp is not None and stamp != self._seen:
            self._lexical.refresh()
            self._vectors.refresh()
            self._title_words = None
            self._seen = stamp

    def alternatives(self, stems: Sequence[str]) -> list[Alternatives]:
        """For each word of a question, the corpus's words that may stand for it; none for an unknown word."""
        vocabulary = self.vocabulary()
        return [[(found.stem, found.weight) for found in vocabulary.related(stem)] for stem in stems]

    def passages(self, text: str, stems: Sequence[str], filters: Filters, limit: int = _DEPTH) -> list[FusedPassage]:
        """The best passages for a text and its content words, closed items never among them.

        Raises:
            IndexDamaged: an index can't be read.
        """
        dense = self._vectors.search(self.catalog, self.question_vector(text), filters, limit)
        words = [alternatives for alternatives in self.alternatives(stems) if alternatives]
        lexical = self._lexical.search(words, filters, limit)
        vocabulary = self.vocabulary()
        ceiling = _MOST_PER_RARITY * sum(vocabulary.rarity(stem) for stem in stems) or 1.0
        known = sum(stem in vocabulary for stem in stems) / max(1, len(stems))
        return fuse(dense, lexical, lexical_share(dense, lexical, ceiling, known), ceiling)[:limit]

    def items(self, text: str, stems: Sequence[str], filters: Filters, limit: int = 10) -> list[FoundItem]:
        """The best agenda items; an item counts by its best passage and a little by its second.

        Raises:
            IndexDamaged: an index can't be read.
        """
        passages = self.passages(text, stems, filters)
        item_of = self.catalog.item_ids(passage.chunk_id for passage in passages)
        grouped: dict[int, list[FusedPassage]] = {}
        for passage in passages:
            if passage.chunk_id in item_of:
                grouped.setdefault(item_of[passage.chunk_id], []).append(passage)
        best = sorted(grouped, key=lambda item_id: (-_item_score(grouped[item_id]), item_id))[:limit]
        records = self.catalog.items(best)
        return [
            FoundItem(records[item_id], _item_score(grouped[item_id]), tuple(grouped[item_id]))
            for item_id in best
            if item_id in records
        ]

    def holding(self, stems: Sequence[str]) -> list[ItemRecord]:
        """Every open item whose passages hold all of some stems, oldest first. Complete, never a top-k.

        Raises:
            IndexDamaged: the index of words can't be read.
        """
        self._follow()
        held = [set(items_of_chunks(self.catalog, self._lexical.holding([(stem, 1.0)])).values()) for stem in stems]
        records = self.catalog.items(set.intersection(*held)) if held else {}
        kept = [record for record in records.values() if not record.item.closed]
        return sorted(kept, key=lambda record: (record.meeting.date, record.meeting.id, record.position))

    def search(self, query: str, filters: Filters, limit: int) -> list[SearchHit]:
        """Ranked agenda items for a search field, each with the passage that fits best.

        Raises:
            IndexDamaged: an index can't be read.
        """
        stems = list(dict.fromkeys(token.stem for token in content_tokens(query)))
        found = self.items(query, stems, filters, limit)
        chunks = self.catalog.chunks(item.passages[0].chunk_id for item in found)
        return [SearchHit(item.record, item.score, chunks[item.passages[0].chunk_id].chunk) for item in found]


def _item_score(passages: Sequence[FusedPassage]) -> float:
    second = passages[1].score if len(passages) > 1 else 0.0
    return min(1.0, passages[0].score * 0.9 + second * 0.1)
