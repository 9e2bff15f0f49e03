"""Evidence (belæg): which sentences of the found items may carry an answer, and how well.

No signal separates alone, so a sentence is scored by several together (`rag.features`): how much of what
was asked it and its surroundings hold, how near it is in meaning, whether the wanted kind of value stands
in it, and where in the item it stands. The weights are fitted (see `rag.weights`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter, mul

import numpy as np
from numpy.typing import NDArray

from rag.domain import ItemRecord
from rag.features import Features, measure
from rag.items import read_item
from rag.lexical import Alternatives
from rag.parties import party_signs
from rag.passages import Sentence, read_sentences
from rag.question import Question
from rag.retrieval import FoundItem, HybridSearch
from rag.sought import SoughtWord
from rag.weights import RANKING

_WEIGHTS = tuple(RANKING.values())
_SIGNALS = attrgetter(*RANKING)
_AS_LIKELY = 0.5
_ITEMS_KEPT = 100
_SENTENCES_KEPT = 2_000


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that may answer (belæg). `position` is its index among its item's sentences."""

    record: ItemRecord
    sentence: Sentence
    position: int
    features: Features
    score: float

    @property
    def fits(self) -> bool:
        """Whether the wanted kind of value stands in the sentence; true where none is wanted."""
        return not self.features.lacks


class EvidenceRanker:
    """Ranks the sentences of found items for a question. Keeps the sentences that it has read."""

    def __init__(self, search: HybridSearch) -> None:
        self._search = search
        # Its vectors make an item half a megabyte; its sentences alone are a fiftieth of the work and of the room.
        self._read = lru_cache(maxsize=_ITEMS_KEPT)(lambda record: read_item(record, search.encoder))
        self._sentences = lru_cache(maxsize=_SENTENCES_KEPT)(lambda record: read_sentences(record.item))

    def sought(self, question: Question) -> list[SoughtWord]:
        """The question's words with what may stand for them in the minutes."""
        vocabulary = self._search.vocabulary()
        found = self._search.alternatives([token.stem for token in question.terms])
        vectors = self._search.encoder.encode_queries([token.text for token in question.terms])
        signs = party_signs(question.text, question.terms)
        meant = [
            [*alternatives, *((sign, 1.0) for sign in signs.get(token.stem, ()) if sign in vocabulary)]
            for token, alternatives in zip(question.terms, found, strict=True)
        ]
        return [
            SoughtWord(token.stem, dict(alternatives), vocabulary.rarity(_commonest(token.stem, alternatives)), vector)
            for token, alternatives, vector in zip(question.terms, meant, vectors, strict=True)
        ]

    def rank(self, question: Question, found: Sequence[FoundItem], words: Sequence[SoughtWord]) -> list[Evidence]:
        """Every sentence of the found items as evidence, best first; `words` are what `sought` gives."""
        vector = self._search.question_vector(question.text)
        evidence = [e for item in found for e in self._of_item(question, item, words, vector)]
        return sorted(evidence, key=lambda e: (-e.score, e.record.id, e.position))

    def rank_item(self, question: Question, record: ItemRecord) -> list[Evidence]:
        """Every sentence of one item as evidence, best first, as if it had been found as likely as not."""
        return self.rank(question, [FoundItem(record, _AS_LIKELY, ())], self.sought(question))

    def _of_item(
        self, question: Question, item: FoundItem, words: Sequence[SoughtWord], vector: NDArray[np.float32]
    ) -> list[Evidence]:
        read = self._read(item.record)
        return [
            Evidence(item.record, sentence, position, features, _score(features))
            for position, (sentence, features) in enumerate(
                zip(read.sentences, measure(question, item, words, vector, read), strict=True)
            )
        ]

    def words(self, record: ItemRecord) -> frozenset[str]:
        """The stems of an item's title and sentences, and of the names of whose meeting it was."""
        read = self._read(record)
        return read.all_words | read.host_words

    def sentences(self, record: ItemRecord) -> tuple[Sentence, ...]:
        """The sentences of an item, as they are ranked."""
        return self._sentences(record)


def _score(features: Features) -> float:
    score: float = sum(map(mul, _WEIGHTS, _SIGNALS(features)))
    return score


def _commonest(stem: str, alternatives: Alternatives) -> str:
    return alternatives[0][0] if alternatives else stem
