"""Evidence (belæg): which sentences of the found items may carry an answer, and how well.

No signal separates alone, so a sentence is scored by several together: how much of what was asked it and
its surroundings hold (weighted by rarity), how near it is in meaning, whether the wanted kind of value
stands in it, and where in the item it stands. The weights are fitted (see `rag.weights`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import log

import numpy as np
from numpy.typing import NDArray

from rag.analysis import FUNCTION_WORDS, content_tokens, stems, tokenize
from rag.dates import DateMention, find_dates
from rag.domain import ItemRecord, SectionKind
from rag.embedding.encoder import Encoder
from rag.lexical import Alternatives
from rag.passages import Sentence, read_sentences
from rag.question import Question
from rag.retrieval import FoundItem, HybridSearch
from rag.values import holds_value, wants_value
from rag.weights import RANKING
from rag.wording import Kind


@dataclass(frozen=True, slots=True)
class SoughtWord:
    """A word that is asked for (søgt ord): what may stand for it, and how much it tells."""

    stem: str
    weights: Mapping[str, float]
    rarity: float
    vector: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Features:
    """The signals of a sentence (kendetegn); shares and cosines are in [0, 1], flags are 0 or 1.

    `coverage`: the share of the question that the sentence holds. `context`: the same with its title and
    the sentence before. `beyond`: the share that it holds of what its item's title lacks, each word
    weighted by how few of the item's sentences hold it. `similarity`: the cosine of title and sentence
    to the question; `alone`: of the sentence by itself. `item`: the found item's fused score.
    `item_coverage`, `title`: the share that the whole item and its title hold. `soft`, `soft_beyond` and
    `soft_item` are the shares where a word of near meaning stands for one that is asked for. `focus`: how
    well the sentence meets the word that is asked about; `names`: the share of the names asked about that
    the sentence or its item's title holds, `names_lack` the share that the item lacks.
    """

    coverage: float
    context: float
    beyond: float
    similarity: float
    alone: float
    item: float
    item_coverage: float
    title: float
    fits: float
    lacks: float
    dated: float
    decision_asked: float
    decision: float
    recommendation: float
    attachment: float
    occasion: float
    section: float
    timely: float
    own_body: float
    short: float
    listed: float
    soft: float
    soft_beyond: float
    soft_item: float
    focus: float
    focus_lacks: float
    names: float
    names_lack: float

    def vector(self) -> tuple[float, ...]:
        """The signals in the order of their declaration."""
        return tuple(getattr(self, name) for name in self.__slots__)


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


@dataclass(frozen=True, slots=True)
class _ReadItem:
    sentences: tuple[Sentence, ...]
    words: tuple[frozenset[str], ...]
    dates: tuple[tuple[DateMention, ...], ...]
    title_words: frozenset[str]
    all_words: frozenset[str]
    vectors: NDArray[np.float32]
    alone: NDArray[np.float32]
    vocabulary: NDArray[np.float32]
    stands: NDArray[np.bool_]


class EvidenceRanker:
    """Ranks the sentences of found items for a question. Keeps the sentences that it has read."""

    def __init__(self, search: HybridSearch) -> None:
        self._search = search
        self._read = lru_cache(maxsize=2_000)(self._read_item)

    def _read_item(self, record: ItemRecord) -> _ReadItem:
        sentences = read_sentences(record.item)
        title = frozenset(stems(record.item.title))
        words = tuple(frozenset(stems(sentence.text)) for sentence in sentences)
        encoder: Encoder = self._search.encoder
        surface = _content_words([record.item.title, *(sentence.text for sentence in sentences)])
        stands = np.array([[word in held for word in surface.everything] for held in surface.by_text], dtype=bool)
        return _ReadItem(
            sentences,
            words,
            tuple(tuple(find_dates(sentence.text)) for sentence in sentences),
            title,
            title.union(*words),
            encoder.encode_passages([f"{record.item.title}\n{sentence.text}" for sentence in sentences]),
            encoder.encode_passages([sentence.text for sentence in sentences]),
            encoder.encode_passages(surface.everything),
            stands.reshape(len(sentences) + 1, len(surface.everything)),
        )

    def sought(self, question: Question) -> list[SoughtWord]:
        """The question's words with what may stand for them in the minutes."""
        vocabulary = self._search.vocabulary()
        found = self._search.alternatives([token.stem for token in question.terms])
        vectors = self._search.encoder.encode_queries([token.text for token in question.terms])
        return [
            SoughtWord(token.stem, dict(alternatives), vocabulary.rarity(_commonest(token.stem, alternatives)), vector)
            for token, alternatives, vector in zip(question.terms, found, vectors, strict=True)
        ]

    def rank(self, question: Question, found: Sequence[FoundItem]) -> list[Evidence]:
        """Every sentence of the found items as evidence, best first."""
        words = self.sought(question)
        vector = self._search.encoder.encode_queries([question.text])[0]
        evidence = [e for item in found for e in self._rank_item(question, item, words, vector)]
        return sorted(evidence, key=lambda e: (-e.score, e.record.id, e.position))

    def _rank_item(
        self, question: Question, item: FoundItem, words: Sequence[SoughtWord], vector: NDArray[np.float32]
    ) -> list[Evidence]:
        read = self._read(item.record)
        if not read.sentences:
            return []
        whole = coverage(words, read.all_words)
        title = coverage(words, read.title_words)
        local = _local_words(words, read)
        near = np.clip(read.vectors @ vector, 0.0, 1.0)
        alone = np.clip(read.alone @ vector, 0.0, 1.0)
        timely = any(period.holds(item.record.meeting.date) for period in question.preferred.periods)
        soft = _soft_shares(words, read)
        evidence = []
        for position, sentence in enumerate(read.sentences):
            held = read.words[position]
            features = Features(
                coverage=coverage(words, held),
                context=coverage(words, held | read.title_words | _before(read, position)),
                beyond=coverage(local, held),
                similarity=float(near[position]),
                alone=float(alone[position]),
                item=item.score,
                item_coverage=whole,
                title=title,
                dated=float(bool(question.content_dates) and _names_dates(question, read.dates[position])),
                timely=float(timely),
                own_body=float(item.record.meeting.body in question.preferred.bodies),
                soft=soft.sentences[position],
                soft_beyond=soft.beyond[position],
                soft_item=soft.whole,
                **_pointed(question, words, soft.met[position], held, read),
                **_place(question, sentence),
            )
            score = sum(
                RANKING.get(name, 0.0) * value
                for name, value in zip(Features.__slots__, features.vector(), strict=True)
            )
            evidence.append(Evidence(item.record, sentence, position, features, score))
        return evidence

    def sentences(self, record: ItemRecord) -> tuple[Sentence, ...]:
        """The sentences of an item, as they are ranked."""
        return self._read(record).sentences


def coverage(words: Sequence[SoughtWord], held: Collection[str]) -> float:
    """The share of what is asked for that a set of stems holds, weighted by rarity, in [0, 1]."""
    total = sum(word.rarity for word in words)
    if total <= 0:
        return 0.0
    return sum(word.rarity * met(word, held) for word in words) / total


def met(word: SoughtWord, held: Collection[str]) -> float:
    """How well a set of stems holds a word, in [0, 1]."""
    return max((weight for stem, weight in word.weights.items() if stem in held), default=0.0)


def _commonest(stem: str, alternatives: Alternatives) -> str:
    return alternatives[0][0] if alternatives else stem


def _local_words(words: Sequence[SoughtWord], read: _ReadItem) -> list[SoughtWord]:
    """The words that tell an item's sentences apart: not in its title, rarer in it than throughout."""
    local = []
    for word in words:
        if met(word, read.title_words) >= 0.8:
            continue
        holding = sum(met(word, held) > 0 for held in read.words)
        local.append(replace(word, rarity=log(1 + len(read.words) / (holding + 0.5))))
    return local


@dataclass(frozen=True, slots=True)
class _Surface:
    """The content words of texts as they stand: each once, and for each text those it holds."""

    everything: list[str]
    by_text: list[set[str]]


def _content_words(texts: Sequence[str]) -> _Surface:
    by_text = [{token.text.lower() for token in content_tokens(text) if len(token.text) > 2} for text in texts]
    return _Surface(sorted(set().union(*by_text)), by_text)


@dataclass(frozen=True, slots=True)
class _SoftShares:
    sentences: list[float]
    beyond: list[float]
    whole: float
    met: NDArray[np.float64]


# Cosines of unrelated words of the shipped model lie below 0.14 for 99 of 100 pairs; of one word's forms above 0.5.
_UNRELATED, _SAME = 0.14, 0.55
_MOST_SOFT = 0.85


def _soft_shares(words: Sequence[SoughtWord], read: _ReadItem) -> _SoftShares:
    """For each sentence, and for the item, the share of the question met by a word or one near in meaning."""
    count = len(read.sentences)
    if not words or not read.vocabulary.size:
        return _SoftShares([0.0] * count, [0.0] * count, 0.0, np.zeros((count, len(words))))
    cosines = np.stack([word.vector for word in words]) @ read.vocabulary.T
    near = np.clip((cosines - _UNRELATED) / (_SAME - _UNRELATED), 0.0, _MOST_SOFT)
    best = np.array([[np.max(row[held], initial=0.0) for row in near] for held in read.stands])
    hard = np.array([[met(word, held) for word in words] for held in (read.title_words, *read.words)])
    best = np.maximum(best, hard)
    rarity = np.array([word.rarity for word in words])
    lacking = rarity * (1.0 - best[0])
    total, beyond = rarity.sum() or 1.0, lacking.sum()
    shares = (best[1:] @ rarity) / total
    extra = (best[1:] @ lacking) / beyond if beyond > 0 else np.zeros(count)
    return _SoftShares(shares.tolist(), extra.tolist(), float((best.max(axis=0) @ rarity) / total), best[1:])


def _pointed(
    question: Question,
    words: Sequence[SoughtWord],
    met_by_sentence: NDArray[np.float64],
    held: frozenset[str],
    read: _ReadItem,
) -> dict[str, float]:
    """The signals of what the question points at: the word it asks about, and its names."""
    focus = 0.0
    names = [word for word in words if word.stem in {token.stem for token in question.names}]
    if question.focus is not None:
        at = next((i for i, word in enumerate(words) if word.stem == question.focus.stem), None)
        focus = float(met_by_sentence[at]) if at is not None else 0.0
    return {
        "focus": focus,
        "focus_lacks": float(question.focus is not None and focus < 0.2),
        "names": coverage(names, held | read.title_words),
        "names_lack": 1.0 - coverage(names, read.all_words) if names else 0.0,
    }


def _before(read: _ReadItem, position: int) -> frozenset[str]:
    if position > 0 and read.sentences[position - 1].section == read.sentences[position].section:
        return read.words[position - 1]
    return frozenset()


def _place(question: Question, sentence: Sentence) -> dict[str, float]:
    """The signals of where a sentence stands and what kind of value it holds."""
    decision = sentence.kind is SectionKind.DECISION
    asked = question.kind is Kind.DECISION
    wanted = wants_value(question.kind)
    fits = holds_value(question.kind, sentence.text)
    words = sum(token.folded not in FUNCTION_WORDS for token in tokenize(sentence.text))
    return {
        "fits": float(wanted and fits),
        "lacks": float(wanted and not fits),
        "decision_asked": float(decision and asked),
        "decision": float(decision and not asked),
        "recommendation": float(sentence.kind is SectionKind.RECOMMENDATION),
        "attachment": float(sentence.kind is SectionKind.ATTACHMENTS),
        "occasion": float(sentence.kind is SectionKind.OCCASION),
        "section": float(question.section is sentence.kind),
        "short": float(words < 4),
        "listed": float(sentence.listed),
    }


def _names_dates(question: Question, held: Sequence[DateMention]) -> bool:
    """Whether a sentence names one of the dates that the question has as its content."""
    for wanted in question.content_dates:
        for mention in held:
            if wanted.day is not None:
                if (wanted.day, wanted.month) == (mention.day, mention.month):
                    return True
            elif wanted.period and mention.period and wanted.period == mention.period:
                return True
    return False
