"""Evidence (belæg): which sentences of the found items carry an answer, and whether that is enough.

Several signals are judged together, because none separates alone: how much of what was asked a sentence
and its item hold (weighted by rarity), how near they are in meaning, and whether the kind of value that
was asked for stands there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from rag.analysis import stems
from rag.dates import find_dates
from rag.domain import ItemRecord, SectionKind, passage_text
from rag.embedding.encoder import Encoder
from rag.lexical import Alternatives
from rag.passages import Sentence, read_sentences
from rag.question import Question
from rag.retrieval import FoundItem, HybridSearch
from rag.values import holds_value
from rag.wording import Kind


@dataclass(frozen=True, slots=True)
class SoughtWord:
    """A word that is asked for (søgt ord): what may stand for it, and how much it tells."""

    stem: str
    weights: dict[str, float]
    rarity: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that may answer, with its signals, each in [0, 1].

    `coverage` is the share of the question (by rarity) that the sentence holds; `context` the same with
    its item's title and the sentence before; `similarity` the cosine to the question; `fits` whether
    the wanted kind of value stands in it; `score` orders the evidence.
    """

    record: ItemRecord
    sentence: Sentence
    position: int
    coverage: float
    context: float
    similarity: float
    item_score: float
    item_coverage: float
    fits: bool
    dated: bool
    score: float


@dataclass(frozen=True, slots=True)
class _ReadItem:
    sentences: tuple[Sentence, ...]
    words: tuple[frozenset[str], ...]
    title_words: frozenset[str]
    all_words: frozenset[str]
    vectors: NDArray[np.float32]


class EvidenceRanker:
    """Ranks the sentences of found items for a question. Keeps the sentences it has read."""

    def __init__(self, search: HybridSearch) -> None:
        self._search = search
        self._read = lru_cache(maxsize=2_000)(self._read_item)

    def _read_item(self, record: ItemRecord) -> _ReadItem:
        sentences = read_sentences(record.item)
        title = frozenset(stems(record.item.title))
        words = tuple(frozenset(stems(sentence.text)) for sentence in sentences)
        texts = [passage_text(record.item.title, "", sentence.text) for sentence in sentences]
        encoder: Encoder = self._search.encoder
        everything = title.union(*words)
        return _ReadItem(sentences, words, title, everything, encoder.encode_passages(texts))

    def sought(self, question: Question) -> list[SoughtWord]:
        """The question's words with what may stand for them in the minutes."""
        vocabulary = self._search.vocabulary()
        found = self._search.alternatives([token.stem for token in question.terms])
        return [
            SoughtWord(token.stem, dict(alternatives), vocabulary.rarity(_known(token.stem, alternatives)))
            for token, alternatives in zip(question.terms, found, strict=True)
        ]

    def rank(self, question: Question, found: Sequence[FoundItem]) -> list[Evidence]:
        """Every sentence of the found items as evidence, best first."""
        if not found:
            return []
        words = self.sought(question)
        vector = self._search.encoder.encode_queries([question.text])[0]
        evidence: list[Evidence] = []
        for item in found:
            evidence += self._rank_item(question, item, words, vector)
        return sorted(evidence, key=lambda e: (-e.score, e.record.id, e.position))

    def _rank_item(
        self, question: Question, item: FoundItem, words: Sequence[SoughtWord], vector: NDArray[np.float32]
    ) -> list[Evidence]:
        read = self._read(item.record)
        whole = coverage(words, read.all_words)
        evidence = []
        for position, sentence in enumerate(read.sentences):
            before = read.words[position - 1] if _continues(read.sentences, position) else frozenset[str]()
            covered = coverage(words, read.words[position])
            context = coverage(words, read.words[position] | read.title_words | before)
            similarity = max(0.0, float(read.vectors[position] @ vector))
            fits = holds_value(question.kind, sentence.text)
            dated = _names_dates(question, sentence.text)
            score = (
                0.30 * covered
                + 0.25 * context
                + 0.45 * similarity
                + 0.35 * item.score
                + (0.10 if fits else 0.0)
                + (0.10 if dated and question.content_dates else 0.0)
                + _section_bonus(question, sentence)
            )
            evidence.append(
                Evidence(
                    item.record,
                    sentence,
                    position,
                    covered,
                    context,
                    similarity,
                    item.score,
                    whole,
                    fits,
                    dated,
                    score,
                )
            )
        return evidence

    def sentences(self, record: ItemRecord) -> tuple[Sentence, ...]:
        """The sentences of an item, as they are ranked."""
        return self._read(record).sentences

    def title_coverage(self, words: Sequence[SoughtWord], record: ItemRecord) -> float:
        """The share of what is asked for that an item's title holds."""
        return coverage(words, frozenset(stems(record.item.title)))


def _known(stem: str, alternatives: Alternatives) -> str:
    """The commonest way the minutes have of writing a word: the word itself, or what stands for it."""
    return alternatives[0][0] if alternatives else stem


def coverage(words: Sequence[SoughtWord], held: frozenset[str]) -> float:
    """The share of what is asked for that a set of stems holds, weighted by rarity, in [0, 1]."""
    total = sum(word.rarity for word in words)
    if total <= 0:
        return 0.0
    met = sum(
        word.rarity * max((weight for stem, weight in word.weights.items() if stem in held), default=0.0)
        for word in words
    )
    return met / total


def _continues(sentences: Sequence[Sentence], position: int) -> bool:
    return position > 0 and sentences[position - 1].section == sentences[position].section


def _names_dates(question: Question, text: str) -> bool:
    """Whether a text names one of the dates that the question has as its content."""
    if not question.content_dates:
        return True
    held = find_dates(text)
    for wanted in question.content_dates:
        for mention in held:
            if wanted.day is not None:
                if (wanted.day, wanted.month) == (mention.day, mention.month):
                    return True
            elif wanted.period and mention.period and wanted.period == mention.period:
                return True
    return False


_DECISION_KINDS = frozenset({Kind.DECISION})


def _section_bonus(question: Question, sentence: Sentence) -> float:
    if question.section is sentence.kind:
        return 0.15
    if sentence.kind is SectionKind.DECISION:
        return 0.12 if question.kind in _DECISION_KINDS else 0.04
    if sentence.kind in (SectionKind.RECOMMENDATION, SectionKind.ATTACHMENTS):
        return -0.10
    return 0.0
