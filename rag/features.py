"""The signals of a sentence (kendetegn): what `rag.evidence` scores and `rag.judgement` weighs."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import log

import numpy as np
from numpy.typing import NDArray

from rag.analysis import FUNCTION_WORDS, content_tokens, stems, tokenize
from rag.dates import DateMention, find_dates
from rag.domain import ItemRecord, SectionKind
from rag.embedding.encoder import Encoder
from rag.heads import read_head
from rag.outcomes import adopts
from rag.passages import Sentence, read_sentences
from rag.question import Question
from rag.retrieval import FoundItem
from rag.values import asked_tokens, holds_number_word, value_strength, wants_value
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
    the sentence or its item's title holds, `names_lack` the share that the item lacks. `adopted` marks a sentence of
    an Indstilling that the item's Beslutning follows, `recommendation` one of any other. `counted`: a number stands
    right before the word that is asked about ("hvor mange elever": "83 elever"). `enumerates`: what is asked for is a
    list, and the sentence is or leads in one. `gap`: how telling the most telling word of the question is for which
    nothing near in meaning stands in the sentence or its title, `gap_item` anywhere in the item; 1 is the rarest.
    `undated`: the question names a time of the content that neither the sentence, the title nor the meeting has.
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
    adopted: float
    counted: float
    enumerates: float
    gap: float
    gap_item: float
    undated: float

    def vector(self) -> tuple[float, ...]:
        """The signals in the order of their declaration."""
        return tuple(getattr(self, name) for name in self.__slots__)


@dataclass(frozen=True, slots=True)
class ReadItem:
    """An item read sentence by sentence (læst punkt).

    `vectors` (sentences, dimensions) are of each sentence under its title, `alone` of the sentence itself,
    `vocabulary` of the item's content words; `stands` (1 + sentences, words) tells which of them stand in
    the title and in each sentence. `head_words` are what the meeting's head tells of the meeting itself.
    """

    sentences: tuple[Sentence, ...]
    words: tuple[frozenset[str], ...]
    dates: tuple[tuple[DateMention, ...], ...]
    title_words: frozenset[str]
    all_words: frozenset[str]
    head_words: frozenset[str]
    vectors: NDArray[np.float32]
    alone: NDArray[np.float32]
    vocabulary: NDArray[np.float32]
    stands: NDArray[np.bool_]
    adopted: bool


def read_item(record: ItemRecord, encoder: Encoder) -> ReadItem:
    """An item read sentence by sentence, with its words, dates and vectors."""
    sentences = read_sentences(record.item)
    title = frozenset(stems(record.item.title))
    words = tuple(frozenset(stems(sentence.text)) for sentence in sentences)
    surface = _content_words([record.item.title, *(sentence.text for sentence in sentences)])
    stands = np.array([[word in held for word in surface.everything] for held in surface.by_text], dtype=bool)
    return ReadItem(
        sentences,
        words,
        tuple(tuple(find_dates(sentence.text)) for sentence in sentences),
        title,
        title.union(*words),
        _headed_words(record.meeting.head),
        encoder.encode_passages([f"{record.item.title}\n{sentence.text}" for sentence in sentences]),
        encoder.encode_passages([sentence.text for sentence in sentences]),
        encoder.encode_passages(surface.everything),
        stands.reshape(len(sentences) + 1, len(surface.everything)),
        adopts(" ".join(s.text for s in sentences if s.kind is SectionKind.DECISION)),
    )


@lru_cache(maxsize=500)
def _headed_words(head: str) -> frozenset[str]:
    """The stems of what a head tells of the meeting itself: whose it was, and where; not of who was there."""
    return frozenset(stem for line in read_head(head) if not (line.present or line.absent) for stem in stems(line.text))


def measure(
    question: Question,
    item: FoundItem,
    words: Sequence[SoughtWord],
    vector: NDArray[np.float32],
    read: ReadItem,
) -> list[Features]:
    """The signals of each sentence of an item for a question; `vector` is the question's."""
    if not read.sentences:
        return []
    local = _local_words(words, read)
    asked = asked_tokens(question.text)
    near = np.clip(read.vectors @ vector, 0.0, 1.0)
    alone = np.clip(read.alone @ vector, 0.0, 1.0)
    soft = _soft_shares(words, read)
    shared = {
        "item": item.score,
        "item_coverage": coverage(words, read.all_words),
        "title": coverage(words, read.title_words),
        "timely": float(question.is_timely(item.record.meeting.date)),
        "own_body": float(item.record.meeting.body in question.preferred.bodies),
        "soft_item": soft.whole,
        "gap_item": soft.gap_item,
    }
    return [
        Features(
            coverage=coverage(words, held),
            context=coverage(words, held | read.title_words | _before(read, position)),
            beyond=coverage(local, held),
            similarity=float(near[position]),
            alone=float(alone[position]),
            dated=float(bool(question.content_dates) and _names_dates(question, read.dates[position])),
            soft=soft.sentences[position],
            soft_beyond=soft.beyond[position],
            gap=soft.gaps[position],
            undated=float(not _is_of_time(question, item.record, read.dates[position])),
            **shared,
            **_pointed(question, words, soft.met[position], held, read),
            **_place(question, read.sentences[position], asked, read),
            counted=float(question.kind is Kind.AMOUNT and _is_counted(question, words, read.sentences[position].text)),
        )
        for position, held in enumerate(read.words)
    ]


def coverage(words: Sequence[SoughtWord], held: Collection[str]) -> float:
    """The share of what is asked for that a set of stems holds, weighted by rarity, in [0, 1]."""
    total = sum(word.rarity for word in words)
    if total <= 0:
        return 0.0
    return sum(word.rarity * met(word, held) for word in words) / total


def met(word: SoughtWord, held: Container[str]) -> float:
    """How well a set of stems holds a word, in [0, 1]."""
    return max((weight for stem, weight in word.weights.items() if stem in held), default=0.0)


def _local_words(words: Sequence[SoughtWord], read: ReadItem) -> list[SoughtWord]:
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
    gaps: list[float]
    gap_item: float


# Cosines of unrelated words of the shipped model lie below 0.14 for 99 of 100 pairs; of one word's forms above 0.5.
_UNRELATED, _SAME = 0.14, 0.55
_MOST_SOFT = 0.85
_COUNTED_LIKE = 0.5
_SEVERAL_COMMAS = 2


def _soft_shares(words: Sequence[SoughtWord], read: ReadItem) -> _SoftShares:
    """For each sentence, and for the item, the share of the question met by a word or one near in meaning."""
    count = len(read.sentences)
    if not words or not read.vocabulary.size:
        return _SoftShares([0.0] * count, [0.0] * count, 0.0, np.zeros((count, len(words))), [0.0] * count, 0.0)
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
    rarest = rarity.max() or 1.0
    gaps = (rarity * (1.0 - np.maximum(best[1:], best[0]))).max(axis=1, initial=0.0) / rarest
    whole = best.max(axis=0)
    gap_item = float((rarity * (1.0 - whole)).max() / rarest)
    return _SoftShares(
        shares.tolist(), extra.tolist(), float((whole @ rarity) / total), best[1:], gaps.tolist(), gap_item
    )


def _pointed(
    question: Question,
    words: Sequence[SoughtWord],
    met_by_sentence: NDArray[np.float64],
    held: frozenset[str],
    read: ReadItem,
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
        "names_lack": 1.0 - coverage(names, read.all_words | read.head_words) if names else 0.0,
    }


def _before(read: ReadItem, position: int) -> frozenset[str]:
    if position > 0 and read.sentences[position - 1].section == read.sentences[position].section:
        return read.words[position - 1]
    return frozenset()


def _is_counted(question: Question, words: Sequence[SoughtWord], text: str) -> bool:
    """Whether a number stands within two words before the word that the question asks about."""
    focus = next((word for word in words if question.focus and word.stem == question.focus.stem), None)
    if focus is None:
        return False
    tokens = tokenize(text)
    return any(
        met(focus, {token.stem}) >= _COUNTED_LIKE
        and any(t.text[0].isdigit() or holds_number_word(t.text) for t in tokens[max(0, at - 2) : at])
        for at, token in enumerate(tokens)
    )


def _place(question: Question, sentence: Sentence, asked: frozenset[str], read: ReadItem) -> dict[str, float]:
    """The signals of where a sentence stands and what kind of value it holds."""
    decision = sentence.kind is SectionKind.DECISION
    decides = question.kind is Kind.DECISION
    wanted = wants_value(question.kind)
    fits = value_strength(question.kind, sentence.text, asked)
    words = sum(token.folded not in FUNCTION_WORDS for token in tokenize(sentence.text))
    return {
        "fits": fits if wanted else 0.0,
        "lacks": float(wanted and fits == 0.0),
        "decision_asked": float(decision and decides),
        "decision": float(decision and not decides),
        "recommendation": float(sentence.kind is SectionKind.RECOMMENDATION and not read.adopted),
        "adopted": float(sentence.kind is SectionKind.RECOMMENDATION and read.adopted),
        "enumerates": float(question.kind is Kind.LIST and _enumerates(sentence)),
        "attachment": float(sentence.kind is SectionKind.ATTACHMENTS),
        "occasion": float(sentence.kind is SectionKind.OCCASION),
        "section": float(question.section is sentence.kind),
        "short": float(words < 4),
        "listed": float(sentence.listed),
    }


def _enumerates(sentence: Sentence) -> bool:
    """Whether a sentence is an entry of a list, leads one in, or lists things itself."""
    return sentence.listed or sentence.text.endswith(":") or sentence.text.count(",") >= _SEVERAL_COMMAS


def _is_of_time(question: Question, record: ItemRecord, held: Sequence[DateMention]) -> bool:
    """Whether a sentence, its item's title or its meeting is of the times that the question has as its content."""
    if not question.content_dates or _names_dates(question, held):
        return True
    if any(m.period and m.period.holds(record.meeting.date) for m in question.content_dates):
        return True
    return _names_dates(question, find_dates(record.item.title))


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
